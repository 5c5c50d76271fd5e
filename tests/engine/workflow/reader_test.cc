// A small process is read as it is written; each damage to it is named by its code, line and words.
#include "engine/workflow/reader.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace trinh::workflow {
namespace {

constexpr const char* golden_path = TRINH_SOURCE_DIR "/tests/golden/diagnostics/workflow.txt";

constexpr const char* small_process = R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1" version="1.0"
       datamodel="ecmascript" name="small" initial="open">
  <t:process title="Quy trình nhỏ" title-en="A small process" plan="2.2" regime="law-2015"
             valid-from="2021-01-01" valid-to="2025-03-31" basis="Điều 1" calendar="vn"
             opened-by="drafter clerk">
    <t:role id="drafter" title="Soạn thảo" title-en="Drafter" scope="drafting-agency"/>
    <t:role id="clerk" title="Văn thư" scope="department" appointed="true"/>
    <t:role id="chair" title="Chủ tịch" title-en="Chair" scope="agency:ppc"/>
    <t:dossier basis="Điều 2">
      <t:item id="letter" title="Tờ trình" title-en="Letter" form="paper" required="true" basis="Điều 3"/>
      <t:item id="report" title="Báo cáo" form="electronic" required="false" basis="Điều 4"/>
    </t:dossier>
    <t:draft number="1" title="Dự thảo 1" meaning="Lần đầu" meaning-en="First" basis="Điều 5"/>
    <t:field id="day" type="date" title="Ngày" title-en="Day"/>
    <t:field id="who" type="person" role="clerk" title="Người làm" title-en="Who"/>
    <t:field id="verdict" type="choice" title="Kết luận" title-en="Verdict">
      <t:choice value="yes" title="Được" title-en="Yes"/>
    </t:field><t:field id="opinion" type="row" table="opinions" title="Ý kiến"/><t:table id="opinions" title="Các ý kiến"><t:column field="verdict"/></t:table>
  </t:process>
  <datamodel><data id="day" expr="null"/><data id="opinions" expr="[]"/></datamodel>
  <state id="open" initial="work">
    <t:stage title="Mở" title-en="Open"/>
    <transition event="stop" target="done">
      <t:action title="Dừng" title-en="Stop" actor="chair" note="required"/>
    </transition>
    <state id="work">
      <t:stage title="Làm việc" title-en="Work" actor="clerk"/>
      <t:deadline id="work" title="Làm xong" title-en="Finish the work" period="15 days" from="day"
                  roll="next-working" basis="Điều 6" owner="clerk" remind="2 working-days">
        <t:escalate to="chair" after="1 working-days"/>
      </t:deadline>
      <t:deadline id="send" title="Gửi" period="2 working-days" before="day" basis="Điều 7" owner="clerk"/>
      <t:deadline id="yearly" title="Hằng năm" on="01-31" year="2024" basis="Điều 8" owner="clerk"/>
      <transition event="note">
        <t:action title="Ghi chú" title-en="Note" actor="clerk drafter" note="none"/>
      </transition>
      <transition event="finish" cond="day != null" target="review">
        <t:action title="Hoàn thành" title-en="Finish" actor="clerk" refusal="Chưa có ngày." refusal-en="No day yet.">
          <t:input field="day" required="true"/>
          <t:input field="who"/>
        </t:action>
        <t:appoint role="clerk" person="_event.data.who"/>
        <t:fact name="finished" counts="day != null"/>
        <t:letter name="verdict" to="drafter"><t:value name="day" field="day"/></t:letter>
        <t:open-case process="small" relation="again" copy="day"/><t:tell-parent event="child.done" copy="opinions"/><t:chase relation="again" letter="chaser"/>
      </transition>
    </state>
    <state id="review">
      <t:stage title="Duyệt" title-en="Review" actor="chair"/>
      <transition event="approve" target="done">
        <t:action title="Duyệt" title-en="Approve" actor="chair" not-by="finish"/>
      </transition>
      <transition event="finish" target="work">
        <t:action title="Làm lại" title-en="Do it again" actor="chair" same-as="finish"/>
      </transition>
    </state>
  </state>
  <final id="done"><t:stage title="Xong" title-en="Done"/></final>
</scxml>
)";

/// One piece of the small process replaced; the test stops when the piece is not there once.
std::string damaged(const std::string& from, const std::string& to) {
    std::string text = small_process;
    const auto at = text.find(from);
    CHECK(at != std::string::npos && text.find(from, at + 1) == std::string::npos);
    return text.replace(at, from.size(), to);
}

struct Damage {
    const char* code;
    const char* from;
    const char* to;
};

constexpr Damage damages[] = {
    {"TR301", "urn:trinh:workflow:1", "urn:trinh:workflow:0"},
    {"TR301", "<datamodel>", "<t:process/><datamodel>"},
    {"TR302", " name=\"small\"", ""},
    {"TR302", " regime=\"law-2015\"", ""},
    {"TR302", "id=\"drafter\" ", ""},
    {"TR302", " basis=\"Điều 3\"", ""},
    {"TR302", " meaning=\"Lần đầu\"", ""},
    {"TR302", "person\" role=\"clerk\"", "person\""},
    {"TR302", "value=\"yes\" ", ""},
    {"TR302", "t:stage title=\"Làm việc\"", "t:stage"},
    {"TR302", " period=\"15 days\"", ""},
    {"TR302", " from=\"day\"", ""},
    {"TR302", " after=\"1 working-days\"", ""},
    {"TR302", " year=\"2024\"", ""},
    {"TR302", "title=\"Dừng\" ", ""},
    {"TR302", " counts=\"day != null\"", ""},
    {"TR302", " to=\"drafter\"", ""},
    {"TR302", "\"small\" relation=\"again\"", "\"small\""},
    {"TR303", "2025-03-31", "2025-02-29"},
    {"TR303", "appointed=\"true\"", "appointed=\"yes\""},
    {"TR303", "scope=\"agency:ppc\"", "scope=\"agency:\""},
    {"TR303", "form=\"electronic\"", "form=\"cloth\""},
    {"TR303", "number=\"1\"", "number=\"0\""},
    {"TR303", "type=\"date\"", "type=\"moment\""},
    {"TR303", "15 days", "15 moons"},
    {"TR303", "next-working", "sideways"},
    {"TR303", "on=\"01-31\"", "on=\"02-30\""},
    {"TR303", "on=\"01-31\"", "on=\"31\""},
    {"TR303", "on=\"01-31\" year=\"2024\"", "on=\"01-31\" month=\"'2024-02'\""},
    {"TR303", "on=\"01-31\" year=\"2024\"", "on=\"32\" month=\"'2024-02'\""},
    {"TR303", "on=\"01-31\" year=\"2024\"", "on=\"25\" month=\"'2024-02'\" year=\"2024\""},
    {"TR302", "on=\"01-31\" year=\"2024\"", "on=\"25\" month=\"\""},
    {"TR303", "remind=\"2 working-days\"", "remind=\"soon\""},
    {"TR303", "after=\"1 working-days\"", "after=\"-1 days\""},
    {"TR303", "note=\"none\"", "note=\"maybe\""},
    {"TR304", "from=\"day\"", "from=\"day +\""},
    {"TR304", "_event.data.who", "_event..who"},
    {"TR304", "counts=\"day != null\"", "counts=\"day = null\""},
    {"TR305", "<t:choice value=\"yes\" title=\"Được\" title-en=\"Yes\"/>", ""},
    {"TR306", "event=\"approve\"", "event=\"approve agree\""},
    {"TR306", "event=\"approve\"", "event=\"approve.*\""},
    {"TR306", "event=\"approve\"", "cond=\"day != null\""},
    {"TR307", "<t:stage title=\"Duyệt\"", "<t:item/><t:stage title=\"Duyệt\""},
    {"TR307", "<t:choice value", "<t:input field=\"day\"/><t:choice value"},
    {"TR307", "<t:input field=\"who\"/>", "<t:role id=\"x\"/>"},
    {"TR307", "<datamodel>", "<t:role id=\"lost\"/><datamodel>"},
    {"TR307", "<datamodel>",
     "<t:deadline id=\"d\" title=\"D\" period=\"1 days\" from=\"entry\" basis=\"B\" "
     "owner=\"clerk\"/>"
     "<datamodel>"},
    {"TR308", "id=\"chair\"", "id=\"clerk\""},
    {"TR308", "id=\"who\"", "id=\"verdict\""},
    {"TR308", "item id=\"report\"", "item id=\"letter\""},
    {"TR308", "id=\"send\"", "id=\"yearly\""},
    {"TR309", "opened-by=\"drafter clerk\"", "opened-by=\"drafter clark\""},
    {"TR309", "role=\"clerk\" title=\"Người", "role=\"clark\" title=\"Người"},
    {"TR309", "title-en=\"Work\" actor=\"clerk\"", "title-en=\"Work\" actor=\"clark\""},
    {"TR309", "owner=\"clerk\" remind", "owner=\"clark\" remind"},
    {"TR309", "escalate to=\"chair\"", "escalate to=\"chief\""},
    {"TR309", "actor=\"chair\" note", "actor=\"chief\" note"},
    {"TR309", "appoint role=\"clerk\"", "appoint role=\"clark\""},
    {"TR309", "to=\"drafter\"", "to=\"drifter\""},
    {"TR310", "input field=\"who\"", "input field=\"whom\""},
    {"TR310", "value name=\"day\" field=\"day\"", "value name=\"day\" field=\"date\""},
    {"TR311", "not-by=\"finish\"", "not-by=\"finnish\""},
    {"TR311", "same-as=\"finish\"", "same-as=\"finnish\""},
    {"TR308", "<t:field id=\"day\"",
     "<t:draft number=\"1\" title=\"D\" meaning=\"M\" basis=\"B\"/><t:field id=\"day\""},
    {"TR308", "<t:choice value=\"yes\"",
     "<t:choice value=\"yes\" title=\"Y\"/><t:choice value=\"yes\""},
    {"TR312", "actor=\"clerk drafter\" note=\"none\"/>",
     "actor=\"clerk drafter\"/><t:action title=\"N\" actor=\"clerk\"/>"},
    {"TR312", "<t:stage title=\"Duyệt\"", "<t:stage title=\"D\"/><t:stage title=\"Duyệt\""},
    {"TR312", "<t:dossier basis=\"Điều 2\">",
     "<t:dossier basis=\"B\"/><t:dossier basis=\"Điều 2\">"},
    {"TR313", "copy=\"day\"", "copy=\"day days\""},
    {"TR302", " table=\"opinions\"", ""},
    {"TR302", "t:table id=\"opinions\"", "t:table"},
    {"TR308", "<t:column", "<t:column field=\"verdict\"/><t:column"},
    {"TR310", "column field=\"verdict\"", "column field=\"verdicts\""},
    {"TR303", "child.done", "done"},
    {"TR303", "child.done", "child.*"},
    {"TR304", "copy=\"day\"", "each=\"opinions[\""},
    {"TR313", "copy=\"opinions\"", "copy=\"opinion\""},
    {"TR316", "chase relation=\"again\"", "chase relation=\"once\""},
    {"TR314", " table=\"opinions\"", " table=\"answers\""},
    {"TR315", "<t:column field=\"verdict\"/>", ""},
    {"TR315", "column field=\"verdict\"", "column field=\"opinion\""},
    {"TR315", "<data id=\"opinions\" expr=\"[]\"/>", ""},
};

std::string written(const Damage& damage, const std::vector<Diagnostic>& found) {
    std::string text = fmt::format("[{}] -> [{}]\n", damage.from, damage.to);
    for (const auto& one : found) {
        text += fmt::format("  {}:{} {}: {}\n", one.line, one.column, one.code, one.message);
    }
    return text;
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Reader, EveryDamageIsRefusedWithItsCodeAndWhatToDo) {
    std::set<std::string> codes;
    for (const auto& damage : damages) {
        SCOPED_TRACE(fmt::format("[{}] -> [{}]", damage.from, damage.to));
        const auto read = read_process(damaged(damage.from, damage.to));
        EXPECT_EQ(read.process, nullptr);
        ASSERT_FALSE(read.diagnostics.empty());
        const auto is_named = [&](const Diagnostic& one) { return one.code == damage.code; };
        EXPECT_TRUE(std::any_of(read.diagnostics.begin(), read.diagnostics.end(), is_named));
        for (const auto& one : read.diagnostics) {
            EXPECT_GT(one.line, 0);
            EXPECT_FALSE(one.fix.empty());
        }
        codes.insert(damage.code);
    }
    EXPECT_EQ(codes.size(), 16U);  // TR301 to TR316.
}

/// The file holds all diagnostics of each damage; write it anew with TRINH_UPDATE_GOLDEN=1.
TEST(Reader, DiagnosticsAreWordedAsTheGoldenFileSays) {
    std::string text;
    for (const auto& damage : damages) {
        text += written(damage, read_process(damaged(damage.from, damage.to)).diagnostics);
    }
    if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) std::ofstream(golden_path) << text;
    EXPECT_EQ(text, file_text(golden_path));
}

TEST(Reader, AFaultOfTheChartDoesNotHideThoseOfTheOverlay) {
    std::string text = damaged("target=\"review\"", "target=\"revue\"");
    text.replace(text.find("15 days"), 7, "15 moon");
    std::vector<std::string> codes;
    for (const auto& one : read_process(text).diagnostics) codes.push_back(one.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"TR303", "TR112"}));  // In the order of the lines.
}

TEST(Reader, AllFaultsAreFoundInOneReading) {
    std::string text = damaged("regime=\"law-2015\"", "");
    text.replace(text.find("not-by=\"finish\""), 15, "not-by=\"nobody\"");
    text.replace(text.find("15 days"), 7, "15 moon");
    std::set<std::string> codes;
    for (const auto& one : read_process(text).diagnostics) codes.insert(one.code);
    EXPECT_EQ(codes, (std::set<std::string>{"TR302", "TR303", "TR311"}));
}

class SmallProcess : public testing::Test {
protected:
    SmallProcess() : read_(read_process(small_process)) {
        CHECK(read_.process != nullptr && read_.diagnostics.empty());
    }
    [[nodiscard]] const Process& process() const { return *read_.process; }

    /// The overlay of the transition with that event of that state.
    [[nodiscard]] const TransitionOverlay& overlay(const char* state, const char* event) const {
        for (std::uint32_t i = 0; i < process().overlays.size(); ++i) {
            const auto& action = process().overlays[i].action;
            const auto source = process().chart->transition(i).source;
            const bool is_there = process().chart->state(source).id == state;
            if (is_there && action && action->event == event) return process().overlays[i];
        }
        ADD_FAILURE() << state << " has no action " << event;
        return process().overlays.front();
    }

private:
    ReadResult read_;
};

TEST_F(SmallProcess, HeadHoldsRolesDossierDraftsAndFields) {
    EXPECT_EQ(process().id, "small");
    EXPECT_EQ(process().title.en, "A small process");
    EXPECT_EQ(process().opened_by, (std::vector<std::string>{"drafter", "clerk"}));
    ASSERT_EQ(process().roles.size(), 3U);
    EXPECT_EQ(process().role("drafter")->scope, Scope::drafting_agency);
    EXPECT_EQ(process().role("clerk")->scope, Scope::department);
    EXPECT_TRUE(process().role("clerk")->is_appointed);
    EXPECT_EQ(process().role("clerk")->title.en, "Văn thư") << "no English: the Vietnamese stands";
    EXPECT_EQ(process().role("chair")->scope, Scope::fixed_agency);
    EXPECT_EQ(process().role("chair")->agency, "ppc");
    EXPECT_EQ(process().dossier_basis, "Điều 2");
    EXPECT_TRUE(process().item("letter")->is_required);
    EXPECT_FALSE(process().item("report")->is_required);
    ASSERT_EQ(process().drafts.size(), 1U);
    EXPECT_EQ(process().drafts[0].meaning.en, "First");
    EXPECT_EQ(process().field("who")->role, "clerk");
    ASSERT_EQ(process().field("verdict")->choices.size(), 1U);
    EXPECT_EQ(process().field("verdict")->choices[0].title.vi, "Được");
}

TEST_F(SmallProcess, UnknownIdsAreNull) {
    EXPECT_EQ(process().role("nobody"), nullptr);
    EXPECT_EQ(process().field("nothing"), nullptr);
    EXPECT_EQ(process().stage("nowhere"), nullptr);
    EXPECT_EQ(process().deadline("never"), nullptr);
    EXPECT_EQ(process().item("none"), nullptr);
}

TEST_F(SmallProcess, IsValidFromTheFirstToTheLastDay) {
    const auto on = [](const char* day) { return *Date::parse(day); };
    EXPECT_FALSE(process().is_valid_on(on("2020-12-31")));
    EXPECT_TRUE(process().is_valid_on(on("2021-01-01")));
    EXPECT_TRUE(process().is_valid_on(on("2025-03-31")));
    EXPECT_FALSE(process().is_valid_on(on("2025-04-01")));
}

TEST_F(SmallProcess, StagesStandInTheOrderOfTheDocument) {
    std::vector<std::string> ids;
    for (const auto& stage : process().stages) ids.push_back(stage.state_id);
    EXPECT_EQ(ids, (std::vector<std::string>{"open", "work", "review", "done"}));
    EXPECT_EQ(process().stage("work")->actors, std::vector<std::string>{"clerk"});
}

TEST_F(SmallProcess, DeadlinesKnowTheirDirection) {
    using calendar::Direction;
    using calendar::PeriodUnit;
    const Deadline& work = *process().deadline("work");
    EXPECT_EQ(work.direction, Direction::after);
    EXPECT_EQ(work.period, (calendar::Period{15, PeriodUnit::days}));
    EXPECT_EQ(work.roll, calendar::Roll::next_working);
    EXPECT_EQ(work.anchor->text(), "day");
    EXPECT_EQ(work.confidence, "read");
    EXPECT_EQ(work.remind, (calendar::Period{2, PeriodUnit::working_days}));
    ASSERT_EQ(work.escalations.size(), 1U);
    EXPECT_EQ(work.escalations[0].role, "chair");
    EXPECT_EQ(process().chart->state(work.state).id, "work");
    EXPECT_EQ(process().deadline("send")->direction, Direction::before);
    EXPECT_FALSE(process().deadline("send")->roll.has_value());
    const Deadline& yearly = *process().deadline("yearly");
    EXPECT_EQ(yearly.direction, Direction::fixed);
    EXPECT_EQ(yearly.day, (calendar::YearDay{1, 31}));
}

TEST_F(SmallProcess, ActionsAreBoundToTheirOwnTransition) {
    EXPECT_EQ(overlay("open", "stop").action->title.en, "Stop");
    EXPECT_EQ(overlay("open", "stop").action->note, NoteRule::required);
    EXPECT_EQ(overlay("work", "note").action->note, NoteRule::none);
    EXPECT_EQ(overlay("work", "note").action->actors,
              (std::vector<std::string>{"clerk", "drafter"}));
    EXPECT_EQ(overlay("work", "finish").action->title.en, "Finish");
    EXPECT_EQ(overlay("review", "finish").action->title.en, "Do it again");
    EXPECT_EQ(overlay("review", "finish").action->same_as, "finish");
    EXPECT_EQ(overlay("review", "approve").action->not_by, "finish");
}

TEST_F(SmallProcess, TheTransitionCarriesAllItsRules) {
    const auto& finish = overlay("work", "finish");
    EXPECT_EQ(finish.action->refusal.en, "No day yet.");
    ASSERT_EQ(finish.action->inputs.size(), 2U);
    EXPECT_TRUE(finish.action->inputs[0].is_required);
    EXPECT_FALSE(finish.action->inputs[1].is_required);
    ASSERT_EQ(finish.appointments.size(), 1U);
    EXPECT_EQ(finish.appointments[0].person.text(), "_event.data.who");
    ASSERT_EQ(finish.facts.size(), 1U);
    EXPECT_EQ(finish.facts[0].name, "finished");
    ASSERT_EQ(finish.letters.size(), 1U);
    EXPECT_EQ(finish.letters[0].to_role, "drafter");
    ASSERT_EQ(finish.letters[0].values.size(), 1U);
    ASSERT_EQ(finish.opens.size(), 1U);
    EXPECT_EQ(finish.opens[0].carried, std::vector<std::string>{"day"});
    EXPECT_FALSE(finish.opens[0].each || finish.opens[0].title || finish.opens[0].agency);
    ASSERT_EQ(finish.tells.size(), 1U);
    EXPECT_EQ(finish.tells[0].event, "child.done");
    EXPECT_EQ(finish.tells[0].carried, std::vector<std::string>{"opinions"});
    ASSERT_EQ(finish.chases.size(), 1U);
    EXPECT_EQ(finish.chases[0].relation, "again");
    EXPECT_EQ(finish.chases[0].letter, "chaser");
    EXPECT_TRUE(overlay("work", "note").facts.empty());
}

TEST(Reader, AnyPrefixMayNameTheNamespace) {
    std::string text = small_process;
    for (const char* piece : {"<t:", "</t:", "xmlns:t="}) {
        const std::string from = piece;
        std::string to = from;
        to.replace(to.find('t', from[0] == 'x' ? 6 : 0), 1, "law");
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    }
    const auto read = read_process(text);
    ASSERT_NE(read.process, nullptr);
    EXPECT_EQ(read.process->roles.size(), 3U);
}

TEST(Reader, ShippedWorkflowsAreReadWithoutAnError) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(TRINH_SOURCE_DIR "/workflows")) {
        if (entry.path().extension() != ".scxml") continue;
        SCOPED_TRACE(entry.path());
        const auto read = read_process(file_text(entry.path()));
        EXPECT_NE(read.process, nullptr);
        for (const auto& one : read.diagnostics) {
            ADD_FAILURE() << one.code << " line " << one.line << ": " << one.message;
        }
        ++count;
    }
    EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace trinh::workflow
