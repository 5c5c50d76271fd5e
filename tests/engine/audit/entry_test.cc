#include "engine/audit/entry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/text.h"

namespace trinh::audit {

namespace {

Entry accepted() {
    Entry entry;
    entry.at = *Instant::parse("2023-04-14T08:30Z");
    entry.actor = "lan";
    entry.on_behalf_of = "minh";
    entry.agency = "so-tu-phap";
    entry.case_id = CaseId{17};
    entry.action = "accept";
    entry.rule = {"ab12", "Luật 80/2015/QH13, Điều 130"};
    entry.before = "intake";
    entry.after = "appraising";
    entry.note = "Đủ \"hồ sơ\"";
    entry.via = "web";
    return entry;
}

/// Texts of everything that needs care: quotes, control signs, Vietnamese, four-byte signs.
rc::Gen<std::string> a_text() {
    const auto piece = rc::gen::element<std::string>("a", "Đ", "ố", "\"", "\\", "\n", "\t", "\r",
                                                     "\b", "\f", "\x01", "\x1f", "\x7f", "/", "{",
                                                     "\",\"actor\":\"", "\\u0041", "😀", " ");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const std::string& one : pieces) text += one;
                            return text;
                        });
}

Entry an_entry() {
    Entry entry;
    entry.at = Instant{*rc::gen::arbitrary<std::int64_t>()};
    for (std::string* text :
         {&entry.actor, &entry.on_behalf_of, &entry.agency, &entry.action, &entry.rule.definition,
          &entry.rule.basis, &entry.before, &entry.after, &entry.note, &entry.via}) {
        *text = *a_text();
    }
    if (*rc::gen::arbitrary<bool>()) entry.case_id = CaseId{*rc::gen::arbitrary<std::int64_t>()};
    return entry;
}

}  // namespace

TEST(Entry, HasSortedKeysAndNoBlanks) {
    EXPECT_EQ(canonical_bytes(accepted()),
              R"({"action":"accept","actor":"lan","after":"appraising","agency":"so-tu-phap",)"
              R"("at":1681461000000,"basis":"Luật 80/2015/QH13, Điều 130","before":"intake",)"
              R"("case":17,"definition":"ab12","note":"Đủ \"hồ sơ\"","on_behalf_of":"minh",)"
              R"("via":"web"})");
}

TEST(Entry, LeavesOutWhatIsEmpty) {
    EXPECT_EQ(canonical_bytes({}), R"({"at":0})");
    EXPECT_EQ(read_entry(R"({"at":0})").value(), Entry{});
}

TEST(Entry, EscapesControlSignsInOneWay) {
    Entry entry;
    entry.note = "a\n\x01\x1f";

    EXPECT_EQ(canonical_bytes(entry), "{\"at\":0,\"note\":\"a\\n\\u0001\\u001f\"}");
}

RC_GTEST_PROP(Entry, ComesBackFromItsBytes, ()) {
    const Entry entry = an_entry();

    const auto read = read_entry(canonical_bytes(entry));

    RC_ASSERT(read.has_value());
    RC_ASSERT((*read == entry));
    RC_ASSERT(is_text(canonical_bytes(entry)));
}

RC_GTEST_PROP(Entry, HasItsOwnBytes, ()) {
    const Entry one = an_entry();
    const Entry other = an_entry();

    RC_ASSERT(((canonical_bytes(one) == canonical_bytes(other)) == (one == other)));
}

RC_GTEST_PROP(Entry, ChangedAnywhereIsRefusedOrAnotherEntry, ()) {
    const Entry entry = an_entry();
    std::string bytes = canonical_bytes(entry);
    const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << *rc::gen::inRange(0, 8)));

    const auto read = read_entry(bytes);

    RC_ASSERT((!read.has_value() || !(*read == entry)));
}

TEST(Entry, RefusesEverySpellingButItsOwn) {
    for (const char* bytes : {"",
                              "{",
                              "{}",
                              "null",
                              R"({"at":0} )",
                              R"( {"at":0})",
                              R"({"at": 0})",
                              R"({"at":00})",
                              R"({"at":-0})",
                              R"({"at":0.0})",
                              R"({"at":"0"})",
                              R"({"at":99999999999999999999})",
                              R"({"at":0,"actor":"lan"})",
                              R"({"actor":"","at":0})",
                              R"({"at":0,"case":null})",
                              R"({"at":0,"via":"\u0041"})",
                              R"({"at":0,"via":"\u000A"})",
                              R"({"at":0,"via":"\/"})",
                              R"({"at":0,"via":"a)",
                              R"({"at":0,"via":"a\)",
                              R"({"at":0,"via":"\u00)",
                              R"({"at":0,"other":"x"})",
                              R"({"at":0,"via":"x","via":"x"})",
                              "{\"at\":0,\"via\":\"\xff\"}",
                              "{\"at\":0,\"via\":\"\n\"}"}) {
        EXPECT_FALSE(read_entry(bytes)) << bytes;
    }
    EXPECT_FALSE(read_entry(std::string_view("{\"at\":0,\"via\":\"\0\"}", 16)));
}

}  // namespace trinh::audit
