#include "engine/workflow/diagram.h"

#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "engine/workflow/diagram_plan.h"
#include "engine/workflow/diagram_text.h"
#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* letter_process = R"(
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1" version="1.0"
       datamodel="ecmascript" name="letter" initial="drafting">
  <t:process title="Công văn &lt;mật&gt;" title-en="A letter" plan="2.2" regime="law-2015"
             valid-from="2020-01-01" basis="Điều 1" calendar="vn" opened-by="drafter">
    <t:role id="drafter" title="Người soạn" title-en="Drafter" scope="drafting-agency"/>
    <t:role id="head" title="Trưởng phòng" title-en="Head" scope="department"/>
  </t:process>
  <state id="drafting">
    <t:stage title="Soạn &lt;script&gt; &amp; &quot;trình&quot;" title-en="Drafting" actor="drafter"/>
    <transition event="submit" target="review">
      <t:action title="Trình" title-en="Submit" actor="drafter"/>
    </transition>
    <transition event="note"><t:action title="Ghi chú" title-en="Note" actor="drafter"/></transition>
  </state>
  <state id="review">
    <t:stage title="Xem xét" title-en="Review" actor="head"/>
    <t:deadline id="review" title="Xem xét công văn" title-en="Review the letter"
                period="3 working-days" from="entry" basis="Điều 2" confidence="read"
                owner="head"/>
    <transition event="approve" target="sent">
      <t:action title="Duyệt" title-en="Approve" actor="head"/>
    </transition>
    <transition event="return" target="drafting">
      <t:action title="Trả lại" title-en="Return" actor="head"/>
    </transition>
    <transition event="refuse" target="drafting">
      <t:action title="Từ chối" title-en="Refuse" actor="head"/>
    </transition>
  </state>
  <final id="sent"><t:stage title="Đã gửi" title-en="Sent"/></final>
</scxml>)";

std::shared_ptr<const Process> read(const std::string& xml) {
    auto result = read_process(xml);
    for (const auto& found : result.diagnostics) {
        EXPECT_NE(found.severity, Severity::error) << found.line << ": " << found.message;
    }
    return result.process;
}

std::shared_ptr<const Process> shipped() {
    std::ifstream file(TRINH_SOURCE_DIR "/workflows/law-2015/appraisal-ppc-decision.scxml");
    std::stringstream text;
    text << file.rdbuf();
    return read(text.str());
}

/// Every element of the picture.
std::vector<pugi::xml_node> elements_of(const pugi::xml_document& svg) {
    std::vector<pugi::xml_node> found;
    for (const auto& at : svg.select_nodes("//*")) found.push_back(at.node());
    return found;
}

class LetterDiagram : public testing::Test {
protected:
    std::shared_ptr<const Process> process = read(letter_process);
};

TEST_F(LetterDiagram, SaysItsTitleAndWhereTheCaseStands) {
    const auto svg = diagram_svg(*process, {{"review"}, {"drafting"}});

    EXPECT_THAT(svg, HasSubstr("<title>Công văn &lt;mật&gt;</title>"));
    EXPECT_THAT(svg, HasSubstr("Đang ở bước: Xem xét."));
    EXPECT_THAT(svg, HasSubstr(R"(role="img")"));
}

TEST_F(LetterDiagram, MarksWhatIsActiveAndWhatIsDone) {
    const auto svg = diagram_svg(*process, {{"review"}, {"drafting", "review", "nowhere"}});

    EXPECT_THAT(svg, HasSubstr(R"(class="state atomic active" data-state="review")"));
    EXPECT_THAT(svg, HasSubstr(R"(class="state atomic done" data-state="drafting")"));
    EXPECT_THAT(svg, HasSubstr(R"(class="state final" data-state="sent")"));
}

TEST_F(LetterDiagram, EscapesWhatAuthorsWrote) {
    const auto svg = diagram_svg(*process, {});

    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, HasSubstr("&lt;script&gt; &amp;"));
}

TEST_F(LetterDiagram, ShowsTheActorTheDeadlineAndTheAction) {
    const auto svg = diagram_svg(*process, {});

    EXPECT_THAT(svg, HasSubstr(">Trưởng phòng</text>"));
    EXPECT_THAT(svg, HasSubstr(">3 ngày làm việc</text>"));
    EXPECT_THAT(svg, HasSubstr(">Trình</text>"));
}

TEST_F(LetterDiagram, SpeaksEnglishWhenAsked) {
    const auto svg = diagram_svg(*process, {{}, {}, true});

    EXPECT_THAT(svg, HasSubstr(">Review</text>"));
    EXPECT_THAT(svg, HasSubstr(">3 working days</text>"));
    EXPECT_THAT(svg, Not(HasSubstr("Xem xét")));
}

TEST_F(LetterDiagram, DrawsOneArrowBetweenTwoStatesAndNoneThatStays) {
    const auto plan = plan_diagram(*process, {});

    ASSERT_EQ(plan.edges.size(), 3U) << "submit, approve, return with refuse";
    EXPECT_EQ(plan.edges[2].title, "Trả lại · Từ chối");
}

TEST_F(LetterDiagram, SaysThatACaseItOpenedReports) {
    std::string xml = letter_process;
    const std::string_view action = R"("approve" target="sent">
      <t:action title="Duyệt" title-en="Approve" actor="head"/>)";
    ASSERT_NE(xml.find(action), std::string::npos);
    xml.replace(xml.find(action), action.size(), R"("child.answered" target="sent">)");
    const auto plan = plan_diagram(*read(xml), {});

    ASSERT_EQ(plan.edges.size(), 3U);
    EXPECT_EQ(plan.edges[1].title, "Hồ sơ con báo kết quả");
}

TEST_F(LetterDiagram, SpeaksGraphviz) {
    const auto dot = diagram_dot(*process);

    EXPECT_THAT(dot, HasSubstr(R"("drafting" -> "review" [label="Trình", tooltip="Trình"])"));
    EXPECT_THAT(dot, HasSubstr("peripheries=2"));
    EXPECT_THAT(dot, HasSubstr(R"(Soạn <script> & \"trình\")"));
}

TEST(ShippedDiagram, IsOneWellFormedPictureThatNeedsNothingElse) {
    const auto process = shipped();
    ASSERT_TRUE(process);
    const auto svg = diagram_svg(*process, {{"under-way", "drafting"}, {}});

    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(svg.data(), svg.size()));
    for (const auto& element : elements_of(document)) {
        EXPECT_THAT(
            (std::set<std::string>{"script", "style", "image", "use", "foreignObject", "a"}),
            Not(testing::Contains(element.name())));
        EXPECT_FALSE(element.attribute("style")) << "the page's policy forbids it";
        EXPECT_FALSE(element.attribute("href"));
        for (const auto& attribute : element.attributes()) {
            EXPECT_NE(std::string(attribute.name()).substr(0, 2), "on");
        }
    }
    EXPECT_THAT(svg, Not(HasSubstr("url(")));
}

TEST(ShippedDiagram, ShowsEveryStateOnce) {
    const auto process = shipped();
    ASSERT_TRUE(process);
    const auto svg = diagram_svg(*process, {});

    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(svg.data(), svg.size()));
    std::multiset<std::string> shown;
    for (const auto& at : document.select_nodes("//g[@data-state]")) {
        shown.insert(at.node().attribute("data-state").value());
    }
    for (chart::StateIndex at = 1; at < process->chart->state_count(); ++at) {
        EXPECT_EQ(shown.count(std::string(process->chart->state(at).id)), 1U);
    }
    EXPECT_EQ(shown.size(), process->chart->state_count() - 1);
}

TEST(ShippedDiagram, FillsASheetAcrossAndLosesNoArrow) {
    const auto process = shipped();
    ASSERT_TRUE(process);
    const auto plan = plan_diagram(*process, {});
    const auto layout = lay_out(plan.graph);

    const auto& sheet = layout.boxes.front();
    EXPECT_LE(sheet.width, 3'300);
    EXPECT_LE(sheet.height, 2'250);
    for (const auto& route : layout.routes) {
        ASSERT_GE(route.size(), 2U);
        for (std::size_t at = 1; at < route.size(); ++at) {
            EXPECT_TRUE(route[at].x == route[at - 1].x || route[at].y == route[at - 1].y);
        }
    }
    const auto box = [&](const char* id) { return layout.boxes[process->chart->find(id)]; };
    EXPECT_GT(box("drafting").right(), 0);
    EXPECT_GT(box("issued").y, box("under-way").bottom());
    EXPECT_EQ(box("inspection").y, box("gazette").y);
}

TEST(ShippedDiagram, IsTheSameEveryTime) {
    const auto process = shipped();
    ASSERT_TRUE(process);

    EXPECT_EQ(diagram_svg(*process, {}), diagram_svg(*process, {}));
}

TEST(DiagramText, BreaksLinesAtBlanksAndShortensTheLast) {
    const std::string title = "Thẩm định dự thảo quyết định của Ủy ban nhân dân tỉnh";
    const auto lines = wrapped(title, 120, 13, 2);

    ASSERT_EQ(lines.size(), 2U);
    EXPECT_THAT(lines[1], testing::EndsWith("…"));
    for (const auto& line : lines) EXPECT_LE(text_width(line, 13), 120);
}

TEST(DiagramText, CountsAMarkTypedAfterItsLetterAsNoWidth) {
    EXPECT_EQ(text_width("e\xCC\x82", 10), text_width("e", 10));
}

TEST(DiagramText, MakesLinesEven) {
    const auto lines = wrapped_evenly("Gửi, đăng tải dự thảo hai để lấy ý kiến", 200, 13, 3);

    ASSERT_EQ(lines.size(), 2U);
    EXPECT_LT(std::abs(text_width(lines[0], 13) - text_width(lines[1], 13)), 60);
}

}  // namespace
}  // namespace trinh::workflow
