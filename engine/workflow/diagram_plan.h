/// DiagramPlan: what a picture of a process shows, before anybody knows where it stands.
///
/// Internal to this room: the words of each state, wrapped and measured, and the arrows, those
/// between the same two states drawn as one.
#pragma once

#include <string>
#include <vector>

#include "engine/workflow/diagram.h"
#include "engine/workflow/layout.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

inline constexpr double title_size = 13;
inline constexpr double role_size = 11;
inline constexpr double badge_size = 10.5;
inline constexpr double label_size = 10.5;
inline constexpr int title_line = 17;
inline constexpr int role_line = 14;
inline constexpr int badge_height = 17;
inline constexpr int stay_line = 15;
inline constexpr double heading_size = 17;
inline constexpr int heading_line = 23;
inline constexpr int sheet_width_min = 520;  ///< Its heading and legend need so much.
inline constexpr int box_padding = 10;

struct DiagramBadge {
    std::string text;   ///< "15 ngày".
    std::string about;  ///< The deadline's title, basis and caveat.
    int width = 0;
    bool is_doubtful = false;  ///< Marked with a star: its caveat is not empty.
};

/// One state: node n of the layout is state n of the chart.
struct DiagramState {
    std::string id;
    chart::StateKind kind = chart::StateKind::atomic;
    bool is_frame = false;    ///< Has states inside.
    bool is_initial = false;  ///< Entered first when the state around it is.
    int heat = 0;             ///< Class of its time; 0: never there, or no heat map.
    std::string title;        ///< Whole; what a tooltip shows.
    std::vector<std::string> title_lines, role_lines;
    std::string stay, late;         ///< Time spent, days overdue; empty: none.
    std::vector<std::string> acts;  ///< What is done here without leaving, for the tooltip.
    std::vector<DiagramBadge> badges;
};

struct DiagramEdge {
    std::string title;                ///< Every action, for the tooltip; empty: nothing to say.
    std::vector<std::string> label;   ///< Lines written on the arrow; empty: too long to be.
    std::vector<std::string> narrow;  ///< The same in more and shorter lines.
    bool is_automatic = false;        ///< Nobody's act: eventless, or an event of the chart itself.
};

struct DiagramPlan {
    LayoutGraph graph;
    std::vector<DiagramState> states;
    std::vector<DiagramEdge> edges;  ///< By edge of the graph.
};

DiagramPlan plan_diagram(const Process& process, const DiagramMarks& marks);

/// The lines over the picture when it is so wide: its title, then what it is about.
std::vector<std::string> heading_lines(const std::string& title, const std::string& subject,
                                       int width);

}  // namespace trinh::workflow
