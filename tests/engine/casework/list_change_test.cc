// A list in the data changes by its elements: the journal keeps those, not the list each time.
#include <gtest/gtest.h>

#include "tests/engine/casework/small_versions.h"

namespace trinh::casework {
namespace {

SmallProcess with_list() {
    SmallProcess small;
    small.data = R"(<data id="list" expr="[{n: 0}, {n: 1}, {n: 2}, {n: 3}, {n: 4}]"/>)";
    const auto inner = [](const std::string& event, const std::string& content) {
        return "<transition event=\"" + event + "\"><t:action title=\"Việc\" title-en=\"Do\"" +
               " actor=\"clerk\"/>" + content + "</transition>";
    };
    small.states = stage(
        "work",
        inner("change", R"(<assign location="list[3].n" expr="30"/>)") +
            inner("append", R"x(<assign location="list" expr="list.concat([{n: 5}, {n: 6}])"/>)x") +
            inner("replace", R"(<assign location="list" expr="[{n: 9}, {n: 8}, {n: 7}]"/>)") +
            action("finish", "done"));
    small.states += R"(<final id="done"><t:stage title="Xong" title-en="Done"/></final>)";
    return small;
}

const Stepped& last_step(const Mover& mover) {
    const Stepped* found = nullptr;
    for (const auto& event : mover.journal) {
        if (const auto* step = std::get_if<Stepped>(&event.body)) found = step;
    }
    CHECK(found != nullptr);
    return *found;
}

/// The list of the case that the stored journal rebuilds.
std::string rebuilt(const Mover& mover) {
    Case made;
    for (const auto& event : mover.journal) made = evolve(made, event);
    EXPECT_EQ(made.session, mover.subject.session);
    return json::serialize(made.session.at("data").at("list"));
}

TEST(ListChange, OfOneElementStoresThatElement) {
    Mover mover(with_list());
    mover.act("change");
    EXPECT_EQ(json::serialize(last_step(mover).rows), R"({"list":{"3":{"n":30}}})");
    EXPECT_FALSE(last_step(mover).values.contains("list"));
    EXPECT_EQ(rebuilt(mover), R"([{"n":0},{"n":1},{"n":2},{"n":30},{"n":4}])");
}

TEST(ListChange, ByAppendingStoresWhatIsNew) {
    Mover mover(with_list());
    mover.act("append");
    EXPECT_EQ(json::serialize(last_step(mover).rows), R"({"list":{"5":{"n":5},"6":{"n":6}}})");
    EXPECT_EQ(rebuilt(mover), R"([{"n":0},{"n":1},{"n":2},{"n":3},{"n":4},{"n":5},{"n":6}])");
}

TEST(ListChange, ToAnotherListStoresTheList) {
    Mover mover(with_list());
    mover.act("replace");
    EXPECT_TRUE(last_step(mover).rows.empty());
    EXPECT_EQ(rebuilt(mover), R"([{"n":9},{"n":8},{"n":7}])");
}

TEST(ListChange, BehindTheEndIsABrokenStore) {
    Mover mover(with_list());
    const Event gap{mover.now, "mai", Stepped{{}, {}, {}, {}, {}, {}, {{"list", {{"9", 1}}}}}};
    EXPECT_THROW(evolve(mover.subject, gap), std::out_of_range);
}

}  // namespace
}  // namespace trinh::casework
