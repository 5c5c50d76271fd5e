#include <algorithm>
#include <fmt/format.h>
#include <functional>

#include "engine/workflow/diagram_svg.h"
#include "engine/workflow/diagram_text.h"

namespace trinh::workflow {
namespace {

constexpr int sign_width = 28;
constexpr int badge_sign = 52;
constexpr int sign_height = 16;
constexpr int row_height = 26;
constexpr int item_gap = 18;
constexpr int margin = 2 * layout_step;

/// A sign drawn at (x, y), y its upper edge, and what it means.
struct Item {
    std::function<void(std::string& out, int x, int y)> draw;  ///< Absent: words only.
    std::string words;
    int sign = sign_width;  ///< Width of the sign.
};

void draw_box(std::string& out, int x, int y, const char* kind, const char* fill,
              const char* stroke, const char* width) {
    out += fmt::format(
        R"(<g class="{}"><rect class="outline" x="{}" y="{}" width="{}" height="{}" rx="4" )"
        R"(fill="{}" stroke="{}" stroke-width="{}"/></g>)",
        kind, x + 1, y + 1, sign_width - 2, sign_height - 2, fill, stroke, width);
}

void draw_arrow(std::string& out, int x, int y, const char* kind, const char* colour,
                bool is_dotted) {
    const int middle = y + sign_height / 2;
    out += fmt::format(
        R"(<g class="edge {}"><path class="line" d="M{} {}h{}" stroke="{}" stroke-width="1.6"{}/>)"
        R"(<path class="head" d="M{} {}l-8 -4v8Z" fill="{}"/></g>)",
        kind, x, middle, sign_width - 8, colour, is_dotted ? R"( stroke-dasharray="2 4")" : "",
        x + sign_width, middle, colour);
}

class Legend {
public:
    explicit Legend(const Picture& picture) : picture_(picture) {}

    std::vector<Item> heat() const {
        std::vector<Item> items{
            {nullptr, in("Số ngày làm việc tại từng bước:", "Working days spent at each stage:")}};
        for (int heat = 1; heat <= heat_classes; ++heat) {
            items.push_back({[heat](std::string& out, int x, int y) {
                                 draw_box(out, x, y, fmt::format("heat heat-{}", heat).c_str(),
                                          heat_colour(heat), "#8a97a8", "1");
                             },
                             picture_.scale.words(heat, picture_.marks.in_english)});
        }
        return items;
    }

    std::vector<Item> late() const {
        return {{nullptr, in("▲ Đang quá hạn", "▲ Overdue")},
                {nullptr, in("△ Từng quá hạn", "△ Was late")}};
    }

    std::vector<Item> place() const {
        return {{[](std::string& out, int x, int y) {
                     draw_box(out, x, y, "active", "#dbe9ff", "#1d5fd1", "3.2");
                 },
                 in("Bước hiện tại", "Present stage")},
                {[](std::string& out, int x, int y) {
                     write_tick(out, x + sign_width / 2, y + sign_height / 2);
                 },
                 in("Đã qua", "Done")}};
    }

    std::vector<Item> signs() const {
        std::vector<Item> items{
            {[](std::string& out, int x, int y) { write_start(out, x + 20, y + sign_height / 2); },
             in("Bắt đầu", "Start")},
            {[](std::string& out, int x, int y) {
                 draw_box(out, x, y, "final", "#ffffff", "#8a97a8", "1.4");
                 out += fmt::format(
                     R"(<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="2" )"
                     R"(fill="none" stroke="#8a97a8"/>)",
                     x + 4, y + 4, sign_width - 8, sign_height - 8);
             },
             in("Kết thúc", "End")},
            {[](std::string& out, int x, int y) {
                 draw_arrow(out, x, y, "back", "#b4772c", false);
             },
             in("Quay lại", "Back")},
            {[](std::string& out, int x, int y) {
                 draw_arrow(out, x, y, "automatic", "#5a6a80", true);
             },
             in("Tự động chuyển", "By itself")}};
        const auto& states = picture_.plan.states;
        const bool has_deadline =
            std::any_of(states.begin(), states.end(),
                        [](const DiagramState& state) { return !state.badges.empty(); });
        if (has_deadline) {
            items.push_back({[words = in("n ngày", "n days")](std::string& out, int x, int y) {
                                 write_badge(out, {words, words, badge_sign}, x, y);
                             },
                             in("Thời hạn", "Deadline"), badge_sign});
        }
        const bool has_doubt =
            std::any_of(states.begin(), states.end(), [](const DiagramState& state) {
                return std::any_of(state.badges.begin(), state.badges.end(),
                                   [](const DiagramBadge& badge) { return badge.is_doubtful; });
            });
        if (has_doubt) {
            items.push_back({nullptr, in("* Thời hạn do cơ quan ấn định hoặc chưa kiểm chứng",
                                         "* Period set by an agency, or not verified")});
        }
        return items;
    }

private:
    [[nodiscard]] std::string in(const char* vi, const char* en) const {
        return picture_.marks.in_english ? en : vi;
    }

    const Picture& picture_;
};

/// Writes items from left to right, in as many rows as it takes; the y below the last.
int write_items(std::string& out, const std::vector<Item>& items, int y, int width) {
    int x = margin;
    for (const auto& item : items) {
        const int sign = item.draw ? item.sign + 8 : 0;
        const int whole = sign + text_width(item.words, role_size);
        if (x > margin && x + whole > width - margin) {
            x = margin;
            y += row_height;
        }
        if (item.draw) item.draw(out, x, y);
        out += fmt::format(
            R"(<text class="role" x="{}" y="{}" font-size="{}" fill="#3f4c60">{}</text>)", x + sign,
            y + sign_height - 4, role_size, xml_escaped(item.words));
        x += whole + item_gap;
    }
    return y + row_height;
}

}  // namespace

int write_legend(std::string& out, const Picture& picture, int top, int width) {
    const Legend legend(picture);
    out += R"(<g class="legend">)";
    int y = top;
    if (!picture.marks.stays.empty()) {
        auto items = legend.heat();
        const auto late = legend.late();
        items.insert(items.end(), late.begin(), late.end());
        y = write_items(out, items, y, width);
    }
    std::vector<Item> items;
    if (!picture.marks.active.empty() || !picture.marks.done.empty()) items = legend.place();
    const auto signs = legend.signs();
    items.insert(items.end(), signs.begin(), signs.end());
    y = write_items(out, items, y, width);
    out += "</g>\n";
    return y - top;
}

}  // namespace trinh::workflow
