// What an officer types into a form, for every kind of field: taken, put in form, or refused.
#include "engine/casework/inputs.h"

#include <gtest/gtest.h>

#include "engine/casework/questions.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

using workflow::Field;
using workflow::FieldType;

Field column(const char* id, FieldType type) {
    Field field;
    field.id = id;
    field.type = type;
    field.title = {std::string("Cột ") + id, id};
    field.choices = {{"yes", {"Có", "Yes"}}, {"no", {"Không", "No"}}};
    return field;
}

/// A table "opinions" of three columns; the field "it" is of that table.
void add_table(workflow::Process& process) {
    process.fields.front().table = "opinions";
    process.fields.push_back(column("who", FieldType::text));
    process.fields.push_back(column("came_on", FieldType::date));
    process.fields.push_back(column("taken", FieldType::choice));
    process.tables = {{"opinions", {"Ý kiến", "Opinions"}, {}, {"who", "came_on", "taken"}}};
}

workflow::Process form_of(FieldType type) {
    workflow::Process process;
    Field field;
    field.id = "it";
    field.type = type;
    field.title = {"Mục này", "It"};
    field.choices = {{"yes", {"Có", "Yes"}}, {"no", {"Không", "No"}}};
    process.fields = {field};
    workflow::DossierItem item;
    item.id = "letter";
    process.dossier = {item};
    add_table(process);
    return process;
}

Result<json::object> check(FieldType type, const json::object& given, bool is_required = false) {
    workflow::Action action;
    action.event = "act";
    action.title = {"Làm", "Act"};
    action.inputs = {{"it", is_required}};
    const json::object values{{"opinions", json::array{json::object(), json::object()}}};
    return check_inputs(form_of(type), action, given, values);
}

/// The value as it is kept, or the kind of refusal, which must speak to an officer too.
json::value kept(FieldType type, json::value given) {
    const auto answer = check(type, {{"it", std::move(given)}});
    if (answer) return answer->at("it");
    EXPECT_EQ(answer.error().reason, Reason::invalid_input);
    EXPECT_NE(answer.error().message.find("'it'"), std::string::npos) << answer.error().message;
    EXPECT_NE(answer.error().message_vi.find("Mục này"), std::string::npos);
    return "refused";
}

TEST(Inputs, ARowIsOneThatTheTableHas) {
    EXPECT_EQ(kept(FieldType::row, 1), 1);
    EXPECT_EQ(kept(FieldType::row, 2), 2);
    for (const json::value& wrong :
         {json::value(0), json::value(3), json::value(-1), json::value(1.5), json::value("1")}) {
        EXPECT_EQ(kept(FieldType::row, wrong), "refused") << json::serialize(wrong);
    }
    EXPECT_NE(check(FieldType::row, {{"it", 3}}).error().message.find("'Opinions', 1 to 2"),
              std::string::npos);
}

TEST(Inputs, ARowOfAnEmptyTableIsRefusedWithThatReason) {
    workflow::Action action;
    action.inputs = {{"it", true}};
    const auto answer = check_inputs(form_of(FieldType::row), action, {{"it", 1}}, {});

    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("no row yet"), std::string::npos);
}

TEST(Inputs, RowsAreKeptWithEveryColumnInItsForm) {
    const json::array given{json::object{{"who", "  Sở Tài chính "}, {"came_on", "4/5/2023"}},
                            json::object{{"taken", "no"}, {"who", ""}}};

    EXPECT_EQ(
        kept(FieldType::rows, given),
        (json::array{
            json::object{{"who", "Sở Tài chính"}, {"came_on", "2023-05-04"}, {"taken", nullptr}},
            json::object{{"who", nullptr}, {"came_on", nullptr}, {"taken", "no"}}}));
}

TEST(Inputs, AWrongCellOfARowIsNamedWithItsRowAndColumn) {
    const auto told = [](json::value rows) {
        return check(FieldType::rows, {{"it", std::move(rows)}}).error().message;
    };

    EXPECT_NE(told(json::array{json::object{{"who", "a"}}, json::object{{"came_on", "31/02/2023"}}})
                  .find("row 2: Field 'came_on'"),
              std::string::npos);
    EXPECT_NE(told(json::array{json::object{{"taken", "maybe"}}}).find("expected one of: yes, no"),
              std::string::npos);
    EXPECT_NE(
        told(json::array{json::object{{"whom", "a"}}}).find("the columns are: who, came_on, taken"),
        std::string::npos);
    EXPECT_NE(told(json::array{1}).find("an object with a member for each column"),
              std::string::npos);
    EXPECT_NE(told("a,b").find("a list of rows"), std::string::npos);
}

TEST(Inputs, RowsAreBounded) {
    const json::array most(5'000, json::object{{"who", "a"}});
    EXPECT_TRUE(check(FieldType::rows, {{"it", most}}));
    json::array more = most;
    more.push_back(json::object{{"who", "a"}});
    EXPECT_EQ(kept(FieldType::rows, more), "refused");
}

TEST(Inputs, ADateIsKeptInOneForm) {
    EXPECT_EQ(kept(FieldType::date, "2023-05-04"), "2023-05-04");
    EXPECT_EQ(kept(FieldType::date, "4/5/2023"), "2023-05-04");
    for (const json::value& wrong : {json::value("2023-02-30"), json::value("hôm nay"),
                                     json::value(20'230'504), json::value(json::object())}) {
        EXPECT_EQ(kept(FieldType::date, wrong), "refused") << json::serialize(wrong);
    }
}

TEST(Inputs, ATextIsTrimmedComposedAndBounded) {
    EXPECT_EQ(kept(FieldType::text, "  số 12 \n"), "số 12");
    EXPECT_EQ(kept(FieldType::text, "so\xCC\x82"), "sô");
    EXPECT_EQ(kept(FieldType::text, json::string(500, 'a')), json::string(500, 'a'));
    EXPECT_EQ(kept(FieldType::text, json::string(501, 'a')), "refused");
    EXPECT_EQ(kept(FieldType::text, 12), "refused");
    EXPECT_EQ(kept(FieldType::text, "bad \xFF byte"), "refused");
    EXPECT_EQ(kept(FieldType::text, json::string(std::string_view("a\0b", 3))), "refused");
}

TEST(Inputs, ALongTextMayBeLonger) {
    EXPECT_EQ(kept(FieldType::long_text, json::string(501, 'a')), json::string(501, 'a'));
    EXPECT_EQ(kept(FieldType::long_text, json::string(20'001, 'a')), "refused");
    EXPECT_EQ(kept(FieldType::long_text, json::array{"a"}), "refused");
}

TEST(Inputs, ANumberIsANumberAndFinite) {
    EXPECT_EQ(kept(FieldType::number, 7), 7);
    EXPECT_EQ(kept(FieldType::number, -0.5), -0.5);
    EXPECT_EQ(kept(FieldType::number, "7"), "refused");
    EXPECT_EQ(kept(FieldType::number, true), "refused");
    EXPECT_EQ(kept(FieldType::number, 1e308 * 10), "refused");
}

TEST(Inputs, ABooleanIsTrueOrFalse) {
    EXPECT_EQ(kept(FieldType::boolean, true), true);
    EXPECT_EQ(kept(FieldType::boolean, false), false);
    EXPECT_EQ(kept(FieldType::boolean, "true"), "refused");
    EXPECT_EQ(kept(FieldType::boolean, 1), "refused");
}

TEST(Inputs, AChoiceIsOneOfTheList) {
    EXPECT_EQ(kept(FieldType::choice, "yes"), "yes");
    EXPECT_EQ(kept(FieldType::choice, "perhaps"), "refused");
    EXPECT_EQ(kept(FieldType::choice, true), "refused");
}

TEST(Inputs, APersonIsAText) {
    EXPECT_EQ(kept(FieldType::person, "an"), "an");
    EXPECT_EQ(kept(FieldType::person, json::object{{"id", "an"}}), "refused");
}

TEST(Inputs, DossierItemsAreAListOfKnownItems) {
    EXPECT_EQ(kept(FieldType::dossier_items, json::array{"letter"}), (json::array{"letter"}));
    EXPECT_EQ(kept(FieldType::dossier_items, json::array{"letter", "lost"}), "refused");
    EXPECT_EQ(kept(FieldType::dossier_items, json::array{1}), "refused");
    EXPECT_EQ(kept(FieldType::dossier_items, "letter"), "refused");
}

TEST(Inputs, WhatIsAbsentIsNull) {
    for (const json::object& given :
         {json::object{}, json::object{{"it", nullptr}}, json::object{{"it", "  "}}}) {
        const auto answer = check(FieldType::text, given);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->at("it"), nullptr);
    }
}

TEST(Inputs, WhatIsRequiredMustBeThere) {
    for (const json::object& given :
         {json::object{}, json::object{{"it", nullptr}}, json::object{{"it", " \t"}}}) {
        const auto answer = check(FieldType::text, given, true);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().message_vi, "Mục “Mục này”: bắt buộc phải nhập.");
    }
    EXPECT_FALSE(check(FieldType::dossier_items, {{"it", json::array()}}, true))
        << "an empty list names nothing";
    EXPECT_TRUE(check(FieldType::boolean, {{"it", false}}, true)) << "no is an answer";
}

TEST(Inputs, WhatNobodyAskedForIsRefused) {
    const auto answer = check(FieldType::text, {{"it", "a"}, {"verdict", "eligible"}});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().reason, Reason::invalid_input);
    EXPECT_EQ(answer.error().message, "'Act' does not ask for 'verdict'.");
    EXPECT_EQ(answer.error().message_vi, "Việc “Làm” không có mục “verdict”.");
}

TEST(ItemMark, PaperIsAskedForWhereTheLawWantsPaper) {
    const auto read = [](const json::object& inputs) {
        return read_item_mark(shipped_process(), inputs, on("2024-02-22"));
    };
    const auto good = read({{"item", "submission-letter"}});
    ASSERT_TRUE(good);
    EXPECT_TRUE(good->is_received);
    EXPECT_EQ(good->form, "paper");
    EXPECT_EQ(good->received_on, on("2024-02-22"));
    for (const json::object& wrong :
         {json::object{{"item", "lost"}}, json::object{},
          json::object{{"item", "submission-letter"}, {"form", "electronic"}},
          json::object{{"item", "submission-letter"}, {"form", "cloth"}},
          json::object{{"item", "submission-letter"}, {"received", "no"}},
          json::object{{"item", "submission-letter"}, {"received_on", "2024-02-23"}},
          json::object{{"item", "submission-letter"}, {"received_on", "x"}}}) {
        const auto refused = read(wrong);
        ASSERT_FALSE(refused) << json::serialize(wrong);
        EXPECT_FALSE(refused.error().message_vi.empty());
    }
    EXPECT_FALSE(read({{"item", "draft-decision"}, {"received", false}})->is_received);
}

TEST(Draft, NeedsAKnownNumberAndAStoredFile) {
    const json::object good{{"number", 3},
                            {"sha256", json::string(64, 'a')},
                            {"file_name", "dự thảo.docx"},
                            {"bytes", 12}};
    ASSERT_TRUE(read_draft(shipped_process(), good));
    const std::pair<const char*, json::value> wrongs[] = {{"number", 6},
                                                          {"number", "3"},
                                                          {"number", nullptr},
                                                          {"sha256", "short"},
                                                          {"sha256", json::string(64, 'A')},
                                                          {"bytes", 0},
                                                          {"bytes", -1},
                                                          {"file_name", ""},
                                                          {"file_name", "../x"},
                                                          {"file_name", "a\"b"},
                                                          {"file_name", json::string(256, 'a')}};
    for (const auto& [key, value] : wrongs) {
        json::object inputs = good;
        inputs[key] = value;
        const auto refused = read_draft(shipped_process(), inputs);
        ASSERT_FALSE(refused) << key << ' ' << json::serialize(value);
        EXPECT_FALSE(refused.error().message_vi.empty());
    }
}

}  // namespace
}  // namespace trinh::casework
