#include "engine/forms/lay_out.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>

#include "engine/base/json_text.h"
#include "engine/base/text.h"
#include "engine/forms/arrange.h"
#include "engine/forms/values.h"

namespace trinh::forms {
namespace {

constexpr std::size_t named_rows_max = 10;
constexpr std::size_t named_cases_max = 40;

/// "a; b; và 3 dòng khác".
std::string listed(const std::vector<std::string>& all, const char* rest) {
    std::string text;
    for (std::size_t i = 0; i < std::min(all.size(), named_rows_max); ++i)
        text += (i == 0 ? "" : "; ") + all[i];
    if (all.size() > named_rows_max)
        text += fmt::format(fmt::runtime(rest), all.size() - named_rows_max);
    return text;
}

Refusal broken(const Words& refusal, const std::vector<std::string>& rows,
               const std::vector<std::string>& rows_en) {
    return {Reason::conflict,
            fmt::format("{} Rows: {}.", refusal.en, listed(rows_en, "; and {} more")),
            fmt::format("{} Các dòng: {}.", refusal.vi, listed(rows, "; và {} dòng khác"))};
}

Result<Done> check_rows(const Form& form, const Material& material) {
    for (const auto& check : form.checks) {
        std::vector<std::string> rows, rows_en;
        for (const auto& view : rows_of(form, material, check.rows)) {
            auto is_well = holds(check.that, view.names, view.subject);
            if (!is_well) return is_well.error();
            if (*is_well) continue;
            rows.push_back(view.subject);
            rows_en.push_back(view.subject_en);
        }
        if (!rows.empty()) return broken(check.refusal, rows, rows_en);
    }
    for (const auto& unique : form.uniques) {
        std::map<std::string, std::pair<std::string, std::string>> first;
        std::vector<std::string> rows, rows_en;
        for (const auto& view : rows_of(form, material, unique.rows)) {
            auto value = evaluate(unique.value, view.names, view.subject);
            if (!value) return value.error();
            if (text_of(*value).empty()) continue;
            const auto [at, is_new] =
                first.try_emplace(to_json_text(*value), view.subject, view.subject_en);
            if (is_new) continue;
            rows.push_back(fmt::format("{} và {}", at->second.first, view.subject));
            rows_en.push_back(fmt::format("{} and {}", at->second.second, view.subject_en));
        }
        if (!rows.empty()) return broken(unique.refusal, rows, rows_en);
    }
    return Done{};
}

class Layout {
public:
    Layout(const Form& form, const Material& material)
        : form_(form), material_(material), names_(names_of(form, material)) {}

    Result<Paper> write() {
        paper_.title = capitals(form_.heading.empty() ? form_.title.vi : form_.heading);
        paper_.form_number = form_.number;
        paper_.orientation = form_.orientation;
        paper_.sheets = {{form_.title.vi, {}}};
        paper_.recipients = form_.recipients;
        if (auto done = write_head(); !done) return done.error();
        for (const auto& block : form_.blocks) {
            auto done = std::visit([&](const auto& held) { return write_block(held); }, block);
            if (!done) return done.error();
        }
        if (auto done = write_signatures(); !done) return done.error();
        write_footnotes();
        return std::move(paper_);
    }

private:
    Result<Done> write_head() {
        for (const auto& line : form_.subtitles) {
            auto text = filled(line, names_);
            if (!text) return text.error();
            if (!text->empty()) paper_.subtitles.push_back(std::move(*text));
        }
        if (!form_.head) return Done{};
        auto superior = filled(form_.head->superior, names_);
        if (!superior) return superior.error();
        auto agency = filled(form_.head->agency, names_);
        if (!agency) return agency.error();
        Letterhead head{capitals(*superior), capitals(*agency), {}, {}};
        if (!form_.head->symbol.empty()) {
            // Number and day are given when the paper is signed and registered.
            const auto* today = names_.shared->if_contains("today");
            const std::string year =
                today != nullptr && today->is_string() ? std::string(today->as_string(), 0, 4) : "";
            head.number = fmt::format("Số:        /{}", form_.head->symbol);
            head.place_and_date = fmt::format("…………, ngày …… tháng …… năm {}", year);
        }
        paper_.letterhead = std::move(head);
        return Done{};
    }

    Result<Done> write_block(const FormText& text) {
        auto is_printed = holds(text.where, names_, "biểu mẫu");
        if (!is_printed) return is_printed.error();
        if (!*is_printed) return Done{};
        auto words = filled(text.text, names_);
        if (!words) return words.error();
        if (words->empty()) return Done{};
        blocks().push_back(Paragraph{std::move(*words), text.align, text.is_bold, text.is_italic});
        return Done{};
    }

    Result<Done> write_block(const FormTable& table) {
        auto is_printed = holds(table.only_if, names_, "biểu mẫu");
        if (!is_printed) return is_printed.error();
        if (!*is_printed) return Done{};
        auto rows = chosen_rows(table, rows_of(form_, material_, table.rows));
        if (!rows) return rows.error();
        auto written = rows_in_parts(table, *rows);
        if (!written) return written.error();
        Table made;
        made.has_column_numbers = table.has_column_numbers;
        for (const auto& column : table.columns)
            made.columns.push_back({column.title.vi, column.width, column.align});
        made.rows = std::move(*written);
        blocks().push_back(std::move(made));
        return Done{};
    }

    Result<Done> write_block(const Tallies& tallies) {
        Table made;
        made.columns = {{"STT", 8, Align::center},
                        {"Nội dung", 60, Align::left},
                        {"Số lượng", 14, Align::center},
                        {"Hồ sơ số", 30, Align::left}};
        const auto rows = rows_of(form_, material_, tallies.rows);
        for (const auto& line : tallies.lines) {
            double sum = 0;
            std::vector<std::int64_t> cases;
            for (const auto& view : rows) {
                auto counts = holds(line.where, view.names, view.subject);
                if (!counts) return counts.error();
                if (!*counts) continue;
                auto amount = amount_of(line, view);
                if (!amount) return amount.error();
                sum += *amount;
                if (*amount != 0) cases.push_back(view.case_id);
            }
            made.rows.push_back({{line.code, line.title, sum, cases_text(std::move(cases))}});
        }
        blocks().push_back(std::move(made));
        return Done{};
    }

    static Result<double> amount_of(const Tally& line, const RowView& view) {
        if (!line.sum) return 1.0;
        auto value = evaluate(*line.sum, view.names, view.subject);
        if (!value) return value.error();
        if (value->is_null()) return 0.0;
        return expression::to_number(expression::Value(std::move(*value)));
    }

    static std::string cases_text(std::vector<std::int64_t> cases) {
        std::sort(cases.begin(), cases.end());
        cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
        const auto shown = std::min(cases.size(), named_cases_max);
        std::string text = fmt::format(
            "{}",
            fmt::join(cases.begin(), cases.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
        if (shown < cases.size()) text += fmt::format(" và {} hồ sơ khác", cases.size() - shown);
        return text;
    }

    Result<Done> write_signatures() {
        for (const auto& each : form_.signatures) {
            auto name = filled(each.name, names_);
            if (!name) return name.error();
            paper_.signatures.push_back({capitals(each.title), each.note, std::move(*name)});
        }
        return Done{};
    }

    void write_footnotes() {
        const std::pair<Confidence, const char*> doubts[] = {
            {Confidence::recall, "chưa được đối chiếu với biểu mẫu gốc"},
            {Confidence::read_quoted, "ghi theo bản dẫn lại, chưa được đối chiếu với biểu mẫu gốc"},
            {Confidence::interpretation, "do phần mềm bố trí, pháp luật không quy định cột"}};
        for (const auto& [confidence, doubt] : doubts) note_columns(confidence, doubt);
        if (!form_.note.empty()) paper_.footnotes.push_back("Ghi chú: " + form_.note);
    }

    void note_columns(Confidence confidence, const char* doubt) {
        std::vector<std::string> titles;
        std::size_t columns = 0;
        for (const auto& block : form_.blocks) {
            const auto* table = std::get_if<FormTable>(&block);
            if (table == nullptr) continue;
            columns += table->columns.size();
            for (const auto& column : table->columns)
                if (kind_of_doubt(column.confidence) == confidence)
                    titles.push_back(column.title.vi);
        }
        if (titles.empty()) return;
        paper_.footnotes.push_back(
            titles.size() == columns
                ? fmt::format("Ghi chú: các cột {}.", doubt)
                : fmt::format("Ghi chú: cột “{}” {}.", fmt::join(titles, "”, “"), doubt));
    }

    /// What was neither read, quoted nor arranged here counts as remembered.
    static Confidence kind_of_doubt(Confidence confidence) {
        const bool is_known = confidence == Confidence::read ||
                              confidence == Confidence::read_quoted ||
                              confidence == Confidence::interpretation;
        return is_known ? confidence : Confidence::recall;
    }

    std::vector<Block>& blocks() { return paper_.sheets[0].blocks; }

    const Form& form_;
    const Material& material_;
    Names names_;
    Paper paper_;
};

}  // namespace

Result<Paper> lay_out(const Form& form, const Material& material) {
    auto checked = check_rows(form, material);
    if (!checked) return checked.error();
    return Layout(form, material).write();
}

}  // namespace trinh::forms
