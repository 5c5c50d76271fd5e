// The heat map, charts without the overlay, large charts, Graphviz: what a picture must survive.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <sstream>

#include "engine/chart/chart.h"
#include "engine/workflow/diagram.h"
#include "engine/workflow/diagram_heat.h"
#include "engine/workflow/diagram_plan.h"
#include "engine/workflow/reader.h"

namespace trinh::workflow {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t day_ms = 86'400'000;

std::string text_of(const std::string& path) {
    std::ifstream file(std::string(TRINH_SOURCE_DIR "/") + path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Process bare(const std::string& body) {
    auto read = chart::read_chart(
        R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="bare">)" +
        body + "</scxml>");
    EXPECT_TRUE(read.chart);
    return bare_process(read.chart);
}

const Process& unheard() {
    static const auto process = read_process(text_of("tests/scenarios/unheard.scxml")).process;
    return *process;
}

DiagramMarks late_marks() {
    DiagramMarks marks;
    marks.active = {"working"};
    marks.done = {"receiving"};
    marks.subject = "Hồ sơ số 7: Quyết định <giả định>";
    marks.stays = {{"receiving", 2, 5 * day_ms / 2, false, 1, false},
                   {"working", 1, 12 * day_ms, true, 10, true}};
    return marks;
}

TEST(HeatScale, GrowsInStepsOfOneTwoFive) {
    const auto scale = [](std::int64_t days) {
        return HeatScale({{"a", 1, days * day_ms, false, 0, false}});
    };

    EXPECT_EQ(scale(3).words(1, false), "đến 1");
    EXPECT_EQ(scale(20).words(5, false), "trên 10");
    EXPECT_EQ(scale(21).words(5, false), "trên 20");
    EXPECT_EQ(scale(51).words(5, false), "trên 50");
    EXPECT_EQ(scale(51).words(1, false), "đến 5");
    EXPECT_EQ(scale(200).words(4, false), "trên 50 đến 100");
    EXPECT_EQ(scale(600).words(5, true), "over 500");
}

TEST(HeatScale, PutsAStayIntoTheClassItsWordsSay) {
    const HeatScale scale({{"a", 1, 12 * day_ms, false, 0, false}});

    EXPECT_EQ(scale.class_of(0), 1);
    EXPECT_EQ(scale.class_of(day_ms), 1);
    EXPECT_EQ(scale.class_of(day_ms + 1), 2);
    EXPECT_EQ(scale.class_of(5 * day_ms), 3);
    EXPECT_EQ(scale.class_of(10 * day_ms), 4);
    EXPECT_EQ(scale.class_of(12 * day_ms), 5);
}

TEST(HeatColour, IsDarkerFromClassToClassAndLightEnoughForItsWords) {
    double before = 1.1;
    for (int heat = 1; heat <= heat_classes; ++heat) {
        const std::string colour = heat_colour(heat);
        const auto channel = [&](std::size_t at) {
            const double part = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
            return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        const double light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
        EXPECT_LT(light, before - 0.08) << "a grey print tells class " << heat << " apart";
        EXPECT_GE((light + 0.05) / (0.017 + 0.05), 4.5) << "WCAG AA with #1f2937";
        before = light;
    }
}

TEST(StayWords, SayTimeVisitsAndDelay) {
    EXPECT_EQ(stay_words({"a", 2, 7 * day_ms / 2, false, 0, false}, false),
              "3,5 ngày làm việc · 2 lần");
    EXPECT_EQ(stay_words({"a", 1, day_ms, false, 0, false}, true), "1 working day");
    EXPECT_EQ(stay_words({"a", 1, 60'000, false, 0, false}, false), "< 0,1 ngày làm việc");
    EXPECT_EQ(late_words({"a", 1, 0, true, 3, true}, false), "▲ Đang quá hạn 3 ngày làm việc");
    EXPECT_EQ(late_words({"a", 1, 0, false, 1, false}, true), "△ Was late by 1 working day");
    EXPECT_EQ(late_words({"a", 1, 0, false, 0, false}, true), "");
}

TEST(HeatMap, PaintsSaysAndExplains) {
    const auto svg = diagram_svg(unheard(), late_marks());

    EXPECT_THAT(svg,
                HasSubstr(R"(class="state atomic done heat heat-3 late" data-state="receiving")"));
    EXPECT_THAT(svg,
                HasSubstr(R"(class="state atomic active heat heat-5 late" data-state="working")"));
    EXPECT_THAT(svg, HasSubstr(R"(class="state atomic" data-state="late")")) << "never there";
    EXPECT_THAT(svg, HasSubstr(">2,5 ngày làm việc · 2 lần</text>"));
    EXPECT_THAT(svg, HasSubstr(">▲ Đang quá hạn 10 ngày làm việc</text>"));
    EXPECT_THAT(svg, HasSubstr(">△ Từng quá hạn 1 ngày làm việc</text>"));
    EXPECT_THAT(svg, HasSubstr("Số ngày làm việc tại từng bước:"));
    EXPECT_THAT(svg, HasSubstr(">trên 10</text>"));
    EXPECT_THAT(svg, HasSubstr("Hồ sơ số 7: Quyết định &lt;giả định&gt;"));
    EXPECT_THAT(svg, HasSubstr("Quá hạn tại bước: Tiếp nhận, Xử lý."));
}

TEST(HeatMap, LeavesPaleWhereNobodyHasToAct) {
    DiagramMarks marks;
    marks.stays = {{"done", 1, 9 * day_ms, false, 0, false},
                   {"receiving", 1, day_ms, false, 0, false}};

    const auto svg = diagram_svg(unheard(), marks);

    EXPECT_THAT(svg, HasSubstr(R"(class="state final" data-state="done")"));
    EXPECT_THAT(svg, HasSubstr(R"(heat heat-1" data-state="receiving")"));
}

TEST(HeatMap, IsLeftOutWithoutACase) {
    const auto svg = diagram_svg(unheard(), {});

    EXPECT_THAT(svg, Not(HasSubstr("heat")));
    EXPECT_THAT(svg, Not(HasSubstr("Số ngày làm việc tại")));
    EXPECT_THAT(svg, HasSubstr("Tự động chuyển"));
}

TEST(BareChart, ShowsItsIdsEventsAndConditions) {
    const auto process = bare(R"(<state id="a"><transition event="go" cond="true" target="b"/>
        <transition event="stay"/></state><state id="b"/>)");

    const auto svg = diagram_svg(process, {});

    EXPECT_THAT(svg, HasSubstr(">go [true]</text>"));
    EXPECT_THAT(svg, HasSubstr("↻ stay"));
    EXPECT_THAT(svg, HasSubstr(R"(data-state="b")"));
}

TEST(BareChart, ShowsHistoryAndWhatIsEnteredFirst) {
    const auto process = bare(R"(<state id="c" initial="y"><history id="h" type="deep">
        <transition target="x"/></history><state id="x"/><state id="y"/></state>
        <state id="d"><transition event="back" target="h"/></state>)");
    const auto plan = plan_diagram(process, {});

    const auto svg = diagram_svg(process, {});

    EXPECT_THAT(svg, HasSubstr(R"(class="state history" data-state="h")"));
    EXPECT_THAT(svg, HasSubstr(">H*</text>"));
    EXPECT_THAT(svg, HasSubstr(R"(data-from="h" data-to="x")"));
    EXPECT_FALSE(plan.states[process.chart->find("x")].is_initial);
    EXPECT_TRUE(plan.states[process.chart->find("y")].is_initial);
    EXPECT_TRUE(plan.states[process.chart->find("c")].is_initial);
    EXPECT_FALSE(plan.states[process.chart->find("d")].is_initial);
}

std::string ring(int count) {
    std::string body;
    for (int at = 0; at < count; ++at) {
        body += "<state id=\"s" + std::to_string(at) + "\"><transition event=\"e\" target=\"s" +
                std::to_string((at + 1) % count) + "\"/></state>";
    }
    return body;
}

TEST(LargeChart, OfAThousandStatesIsOneSheetInAboutASecond) {
    const auto process = bare(ring(1'000));
    const auto begin = std::chrono::steady_clock::now();

    const auto svg = diagram_svg(process, {});

    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(std::chrono::duration_cast<std::chrono::seconds>(took).count(), 30)
        << "even under sanitizers";
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(svg.data(), svg.size()));
    EXPECT_EQ(document.select_nodes("//g[@data-state]").size(), 1'000U);
    EXPECT_EQ(document.select_nodes("//g[@data-from]").size(), 1'000U) << "no arrow is lost";
    const auto root = document.document_element();
    const double ratio = root.attribute("width").as_double() / root.attribute("height").as_double();
    EXPECT_GT(ratio, 0.9);
    EXPECT_LT(ratio, 2.2);
}

TEST(LargeChart, WithArrowsBetweenAllStatesStillEnds) {
    std::string body;
    for (int at = 0; at < 60; ++at) {
        body += "<state id=\"s" + std::to_string(at) + "\">";
        for (int to = 0; to < 60; ++to) {
            body += "<transition event=\"e" + std::to_string(to) + "\" target=\"s" +
                    std::to_string(to) + "\"/>";
        }
        body += "</state>";
    }

    const auto svg = diagram_svg(bare(body), {});

    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(svg.data(), svg.size()));
    EXPECT_EQ(document.select_nodes("//g[@data-from]").size(), 60U * 59U);
}

TEST(LargeChart, NestedToTheLimitIsDrawn) {
    std::string open, close;
    for (int at = 0; at < 50; ++at) {
        open += "<state id=\"n" + std::to_string(at) + "\">";
        close += "</state>";
    }

    const auto svg = diagram_svg(bare(open + close), {});

    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(svg.data(), svg.size()));
    EXPECT_THAT(svg, HasSubstr(R"(data-state="n49")"));
}

/// Quotes closed, brackets and braces balanced outside them: what Graphviz would stumble over.
void expect_well_formed_dot(const std::string& dot) {
    bool is_quoted = false;
    std::string open;
    for (std::size_t at = 0; at < dot.size(); ++at) {
        const char letter = dot[at];
        if (is_quoted && letter == '\\') {
            ++at;
        } else if (letter == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (letter == '{' || letter == '[')) {
            open += letter == '{' ? '}' : ']';
        } else if (!is_quoted && (letter == '}' || letter == ']')) {
            ASSERT_FALSE(open.empty());
            EXPECT_EQ(open.back(), letter) << "at byte " << at;
            open.pop_back();
        }
        EXPECT_FALSE(is_quoted && letter == '\n') << "a line break inside quotes";
    }
    EXPECT_FALSE(is_quoted);
    EXPECT_TRUE(open.empty());
}

TEST(Dot, IsWellFormedWithAndWithoutACase) {
    expect_well_formed_dot(diagram_dot(unheard()));
    expect_well_formed_dot(diagram_dot(bare(ring(5))));
    const auto dot = diagram_dot(unheard(), late_marks());
    expect_well_formed_dot(dot);
    EXPECT_THAT(dot, HasSubstr("2,5 ngày làm việc · 2 lần"));
    EXPECT_THAT(dot, HasSubstr("penwidth=3"));
    EXPECT_THAT(dot, HasSubstr(heat_colour(5)));
    EXPECT_THAT(dot, HasSubstr("shape=point"));
}

TEST(Golden, PicturesAreTheSameBytesEverywhere) {
    const std::pair<const char*, std::string> pictures[] = {
        {"unheard.svg", diagram_svg(unheard(), {})},
        {"unheard-case.svg", diagram_svg(unheard(), late_marks())},
        {"unheard-case.dot", diagram_dot(unheard(), late_marks())}};
    for (const auto& [name, picture] : pictures) {
        const auto path = std::string("tests/golden/diagrams/") + name;
        if (std::getenv("TRINH_UPDATE_GOLDEN") != nullptr) {
            std::ofstream(std::string(TRINH_SOURCE_DIR "/") + path, std::ios::binary) << picture;
        }
        EXPECT_TRUE(picture == text_of(path))
            << name << " changed; look at it, then TRINH_UPDATE_GOLDEN=1 rewrites it";
    }
}

}  // namespace
}  // namespace trinh::workflow
