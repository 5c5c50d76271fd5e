#include "engine/workflow/diagram.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "engine/workflow/diagram_svg.h"
#include "engine/workflow/diagram_text.h"
#include "engine/workflow/diagram_words.h"

namespace trinh::workflow {
namespace {

class SvgWriter {
public:
    SvgWriter(const Process& process, const DiagramMarks& marks)
        : title_(in_language(process.title, marks.in_english)),
          picture_{marks, plan_diagram(process, marks), {}, HeatScale(marks.stays)} {
        picture_.layout = lay_out(picture_.plan.graph);
    }

    std::string run() {
        const auto& sheet = picture_.layout.boxes.front();
        const auto& states = picture_.plan.states;
        std::string legend;
        const int foot = write_legend(legend, picture_, sheet.bottom(), sheet.width);
        open(sheet.width, sheet.height + foot);
        for (std::size_t at = 1; at < states.size(); ++at) {
            if (states[at].is_frame) write_state(out_, picture_, at);
        }
        for (std::size_t at = 0; at < picture_.plan.edges.size(); ++at) {
            write_edge(out_, picture_, at);
        }
        for (std::size_t at = 1; at < states.size(); ++at) {
            if (!states[at].is_frame) write_state(out_, picture_, at);
        }
        write_labels(out_, picture_);
        return out_ + legend + "</svg>\n";
    }

private:
    template <class... Parts>
    void write(fmt::format_string<Parts...> format, Parts&&... parts) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
    }

    void open(int width, int height) {
        write(R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" class="process-diagram" )"
              R"(width="{0}" height="{1}" viewBox="0 0 {0} {1}" xml:lang="{2}" )"
              R"(font-family="'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif">)"
              "\n",
              width, height, picture_.marks.in_english ? "en" : "vi");
        const auto& subject = picture_.marks.subject;
        write("<title>{}</title>\n<desc>{}</desc>\n", xml_escaped(title_),
              xml_escaped((subject.empty() ? "" : subject + ". ") + description()));
        write(R"(<rect class="sheet" width="{}" height="{}" fill="#ffffff"/>)"
              "\n",
              width, height);
        int y = layout_step;
        const auto titles = heading_lines(title_, "", width).size();
        const auto lines = heading_lines(title_, subject, width);
        for (std::size_t at = 0; at < lines.size(); ++at) {
            y += heading_line;
            const bool is_title = at < titles;
            write(R"(<text class="{}" x="{}" y="{}" font-size="{}"{} fill="{}">{}</text>)"
                  "\n",
                  is_title ? "title" : "role", 2 * layout_step, y,
                  is_title ? heading_size : title_size, is_title ? R"( font-weight="600")" : "",
                  is_title ? "#1f2937" : "#46546a", xml_escaped(lines[at]));
        }
    }

    /// The picture in one or two sentences, for who cannot see it.
    [[nodiscard]] std::string description() const {
        std::string active, late;
        int stages = 0;
        for (std::size_t at = 1; at < picture_.plan.states.size(); ++at) {
            const auto& state = picture_.plan.states[at];
            if (!state.late.empty()) late += (late.empty() ? "" : ", ") + state.title;
            if (state.is_frame) continue;
            ++stages;
            if (!picture_.is_active(state)) continue;
            active += (active.empty() ? "" : ", ") + state.title;
        }
        const bool en = picture_.marks.in_english;
        auto text = fmt::format(
            fmt::runtime(en ? "{} stages, from top to bottom." : "{} bước, từ trên xuống dưới."),
            stages);
        if (!active.empty()) text += (en ? " Now at: " : " Đang ở bước: ") + active + ".";
        if (!late.empty()) text += (en ? " Late at: " : " Quá hạn tại bước: ") + late + ".";
        return text;
    }

    const std::string title_;
    Picture picture_;
    std::string out_;
};

}  // namespace

std::string diagram_svg(const Process& process, const DiagramMarks& marks) {
    return SvgWriter(process, marks).run();
}

}  // namespace trinh::workflow
