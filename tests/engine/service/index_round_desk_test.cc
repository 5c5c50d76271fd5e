#include "engine/service/index_round_desk.h"

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "engine/base/json_text.h"
#include "engine/reform_index/snapshot.h"
#include "engine/service/audit_desk.h"
#include "engine/service/file_desk.h"
#include "engine/service/index_desk.h"
#include "engine/service/index_entry_desk.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;
using reform_index::Act;

const Date year_end = *Date::parse("2023-12-31");

class IndexRoundDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    IndexRoundDeskTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
        office.clock().set(*Instant::parse("2024-01-08T02:00Z"));
    }

    Result<json::object> enter(const char* person, json::object value) {
        return service::IndexEntryDesk(office.office())
            .enter(office.caller(person), year_end, value);
    }
    static json::object inspected(std::int64_t part, std::int64_t whole) {
        return {{"code", "1.3"},
                {"part", part},
                {"whole", whole},
                {"evidence", json::array{json::object{{"number", "9/BC-STP"},
                                                      {"date", "2023-12-20"},
                                                      {"issuer", "Sở Tư pháp"},
                                                      {"title", "Báo cáo kiểm tra"}}}}};
    }
    Result<json::object> act(const char* person, Act act, std::string code = {},
                             const char* points = nullptr, std::string text = {}) {
        reform_index::RoundStep step;
        step.act = act;
        step.code = std::move(code);
        step.text = std::move(text);
        if (points != nullptr) step.points = reform_index::Decimal::parse(points);
        return service::IndexRoundDesk(office.office())
            .act(office.caller(person), 1, std::move(step));
    }
    void open() {
        ASSERT_TRUE(service::IndexRoundDesk(office.office()).open(office.caller("my"), year_end));
    }
    void explain_what_is_missing() {
        const auto round = service::IndexRoundDesk(office.office()).show(office.caller("my"), 1);
        for (const auto& item : round->at("criteria").as_array()) {
            const auto& row = item.as_object();
            if (row.at("is_leaf").as_bool() && row.at("status") == "manual-missing") {
                const auto done =
                    act("my", Act::self_explain, std::string(row.at("code").as_string()), nullptr,
                        "Chưa phát sinh");
                ASSERT_TRUE(done) << done.error().message;
            }
        }
    }
    std::size_t leaves(const std::string& action) {
        ports::AuditFilter filter;
        filter.action = action;
        filter.limit = 500;
        return office.store().begin_read()->audit().query(filter).rows.size();
    }

    TestOffice office;
};

TEST_P(IndexRoundDeskTest, AnEnteredValueCountsAndTheLastOneStands) {
    const auto first = enter("my", inspected(2, 10));
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_DOUBLE_EQ(first->at("criterion").at("points").as_double(), 0.67);
    const auto second = enter("my", inspected(3, 10));
    EXPECT_DOUBLE_EQ(second->at("criterion").at("points").as_double(), 1);

    const auto list = service::IndexEntryDesk(office.office()).values("1.3", year_end);
    ASSERT_EQ(list->at("items").as_array().size(), 2U);
    EXPECT_EQ(list->at("items").at(0).at("part").as_int64(), 3);
    EXPECT_EQ(list->at("items").at(0).at("person").at("id").as_string(), "my");
    EXPECT_EQ(leaves("index.enter"), 2U);
    // A value holds from its day on.
    const auto before =
        service::IndexDesk(office.office()).explain("1.3", *Date::parse("2023-12-30"));
    EXPECT_EQ(before->at("status").as_string(), "manual-missing");
}

TEST_P(IndexRoundDeskTest, RefusesValuesWithFullSentences) {
    EXPECT_EQ(enter("mai", inspected(1, 2)).error().message,
              "The act \"enter\" is for people of the agency stp with the role office-head, head, "
              "specialist; you are none of them.");
    EXPECT_EQ(enter("duc-tp-vk", inspected(1, 2)).error().reason, Reason::not_permitted);
    auto computed = inspected(1, 2);
    computed["code"] = "2.1.2";
    EXPECT_EQ(enter("my", computed).error().message,
              "Criterion 2.1.2 is computed (tiers); it takes no entered value.");
    auto with_file = inspected(1, 2);
    with_file["evidence"].as_array()[0].as_object()["sha256"] = std::string(64, 'a');
    EXPECT_EQ(enter("my", with_file).error().reason, Reason::not_found);
    EXPECT_EQ(service::IndexEntryDesk(office.office())
                  .enter(office.caller("my"), *Date::parse("2024-02-01"), inspected(1, 2))
                  .error()
                  .message,
              "A value cannot hold for 2024-02-01, which is yet to come.");
    EXPECT_EQ(leaves("index.enter"), 0U);
}

TEST_P(IndexRoundDeskTest, KeepsTheFilesOfEvidence) {
    service::FileDesk files(office.office());
    EXPECT_FALSE(files.upload_evidence(office.caller("mai"), "a.pdf", "bytes"));
    const auto kept = files.upload_evidence(office.caller("my"), "a.pdf", "bytes");
    ASSERT_TRUE(kept);
    const std::string sha256(kept->at("sha256").as_string());
    EXPECT_FALSE(files.download_evidence(sha256));  // Nothing rests on it yet.

    auto value = inspected(3, 10);
    value["evidence"].as_array()[0].as_object()["sha256"] = sha256;
    value["evidence"].as_array()[0].as_object()["file_name"] = "a.pdf";
    ASSERT_TRUE(enter("my", value));

    const auto file = files.download_evidence(sha256);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->bytes, "bytes");
    EXPECT_EQ(file->file_name, "a.pdf");
}

TEST_P(IndexRoundDeskTest, ALockedScoreStandsWhateverComesLater) {
    open();
    ASSERT_TRUE(enter("my", inspected(3, 10)));
    EXPECT_EQ(act("quang", Act::lock).error().reason, Reason::wrong_state);
    explain_what_is_missing();
    const auto locked = act("quang", Act::lock);
    ASSERT_TRUE(locked) << locked.error().message;
    const auto self = locked->at("self");

    ASSERT_TRUE(enter("my", inspected(0, 10)));

    const auto later = service::IndexRoundDesk(office.office()).show(office.caller("my"), 1);
    EXPECT_EQ(later->at("self"), self);
    EXPECT_EQ(later->at("snapshot").as_int64(), 1);
    EXPECT_EQ(act("quang", Act::lock).error().reason, Reason::wrong_state);
    EXPECT_NE(service::IndexDesk(office.office()).score(year_end)->at("points"), self);
}

TEST_P(IndexRoundDeskTest, GoesThroughReviewExplanationAndSecondReview) {
    open();
    ASSERT_TRUE(enter("my", inspected(3, 10)));
    explain_what_is_missing();
    ASSERT_TRUE(act("quang", Act::lock));
    EXPECT_EQ(act("quang", Act::review, "1.3", "0.5", "x").error().reason, Reason::not_permitted);
    ASSERT_TRUE(act("thu-so-nv", Act::review, "1.3", "0.5", "Thiếu kết luận kiểm tra"));
    ASSERT_TRUE(act("thu-so-nv", Act::close_review));
    ASSERT_TRUE(act("my", Act::explain, "1.3", nullptr, "Đã gửi bổ sung"));
    ASSERT_TRUE(act("quang", Act::send));
    ASSERT_TRUE(act("thu-so-nv", Act::second_review, "1.3", "0.75", "Chấp nhận một phần"));
    const auto done = act("thu-so-nv", Act::finish);

    ASSERT_TRUE(done) << done.error().message;
    const double self = done->at("self").as_double();
    EXPECT_DOUBLE_EQ(done->at("reviewed").as_double(), self - 0.5);
    EXPECT_DOUBLE_EQ(done->at("last").as_double(), self - 0.25);
    EXPECT_EQ(done->at("state").as_string(), "finished");
    EXPECT_EQ(leaves("index.second-review"), 1U);
    EXPECT_EQ(leaves("index.lock"), 1U);
    // Everything is there again after a restart.
    office.restart();
    const auto again = service::IndexRoundDesk(office.office()).show(office.caller("my"), 1);
    EXPECT_EQ(to_json_text(again->at("criteria")), to_json_text(done->at("criteria")));
}

TEST_P(IndexRoundDeskTest, AFrozenScoreReopensByteByByte) {
    ASSERT_TRUE(enter("my", inspected(3, 10)));
    service::IndexRoundDesk desk(office.office());
    EXPECT_FALSE(desk.freeze(office.caller("mai"), year_end));
    const auto taken = desk.freeze(office.caller("my"), year_end);
    ASSERT_TRUE(taken) << taken.error().message;
    const auto text = desk.snapshot_text(1);
    ASSERT_TRUE(text);

    ASSERT_TRUE(enter("my", inspected(0, 10)));
    office.restart();

    service::IndexRoundDesk later(office.office());
    EXPECT_EQ(*later.snapshot_text(1), *text);
    const auto document = parse_json(*text);
    ASSERT_TRUE(document);
    EXPECT_TRUE(reform_index::check_snapshot(document->as_object()).empty());
    const auto& frozen = document->at("frozen").as_object();
    EXPECT_EQ(frozen.at("index").at("id").as_string(), "par-index-2023");
    EXPECT_EQ(std::string(frozen.at("index").at("text").as_string()),
              project_file("workflows/indices/par-index-2023.xml"));
    EXPECT_EQ(frozen.at("calendar").at("sha256").as_string().size(), 64U);
    EXPECT_EQ(later.snapshots().at("items").as_array().size(), 1U);
    EXPECT_EQ(later.snapshot_text(2).error().reason, Reason::not_found);
}

INSTANTIATE_TEST_SUITE_P(Stores, IndexRoundDeskTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
