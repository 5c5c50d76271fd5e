#include "adapters/cli/csv_rows.h"

#include <algorithm>
#include <charconv>
#include <csv.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

#include "adapters/cli/documents.h"
#include "engine/base/date.h"
#include "engine/base/text.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

struct Line {
    int number = 0;  ///< Where it begins, from 1.
    std::vector<std::string> cells;
};

/// Feeds libcsv byte by byte, so that each row knows the line it began in.
class Reader {
public:
    explicit Reader(char delimiter) {
        CHECK(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) == 0);
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    }
    ~Reader() { csv_free(&parser_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Result<std::vector<Line>> read(std::string_view text) {
        for (const char c : text) {
            if (begins_ == 0 && c != '\n' && c != '\r') begins_ = line_;
            if (csv_parse(&parser_, &c, 1, on_cell, on_row, this) != 1) return broken();
            if (c == '\n') ++line_;
        }
        if (csv_fini(&parser_, on_cell, on_row, this) != 0) return broken();
        return std::move(lines_);
    }

private:
    static void on_cell(void* bytes, std::size_t count, void* reader) {
        const auto* text = static_cast<const char*>(bytes);
        static_cast<Reader*>(reader)->cells_.emplace_back(text == nullptr ? "" : text,
                                                          text == nullptr ? 0 : count);
    }
    static void on_row(int /*end*/, void* reader) {
        auto& self = *static_cast<Reader*>(reader);
        const bool is_blank = std::all_of(self.cells_.begin(), self.cells_.end(),
                                          [](const auto& cell) { return cell.empty(); });
        if (!is_blank) self.lines_.push_back({self.begins_, std::move(self.cells_)});
        self.cells_.clear();
        self.begins_ = 0;
    }
    [[nodiscard]] Refusal broken() const {
        return {Reason::invalid_input,
                fmt::format("Line {}: a quote stands where none may; write \"\" for a quote inside "
                            "a quoted cell and close every quote.",
                            begins_ == 0 ? line_ : begins_),
                fmt::format("Dòng {}: dấu ngoặc kép đặt sai chỗ hoặc chưa đóng.",
                            begins_ == 0 ? line_ : begins_)};
    }

    csv_parser parser_{};
    std::vector<std::string> cells_;
    std::vector<Line> lines_;
    int line_ = 1, begins_ = 0;
};

/// The one of ; and , that stands more often in the first line, outside of quotes.
char delimiter_of(std::string_view text) {
    int commas = 0, semicolons = 0;
    bool is_quoted = false;
    for (const char c : text) {
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (c == '\n') break;
        if (c == ',') ++commas;
        if (c == ';') ++semicolons;
    }
    return semicolons > commas ? ';' : ',';
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// One table column, and where a cell of it is wrong.
struct Column {
    const json::object* spec = nullptr;
    std::size_t place = 0;  ///< In the file, from 0.

    [[nodiscard]] Refusal wrong(int line, const std::string& en, const std::string& vi) const {
        return {
            Reason::invalid_input,
            fmt::format("Line {}, column {} ({}): {}", line, place + 1, text_of(*spec, "title_en"),
                        en),
            fmt::format("Dòng {}, cột {} ({}): {}", line, place + 1, text_of(*spec, "title"), vi)};
    }
};

Result<json::value> choice_of(const Column& column, int line, const std::string& cell) {
    std::string known;
    for (const auto& item : column.spec->at("choices").as_array()) {
        const auto& choice = item.as_object();
        for (const char* key : {"value", "title", "title_en"}) {
            if (folded(text_of(choice, key)) == folded(cell)) return choice.at("value");
        }
        known += (known.empty() ? "" : ", ") + text_of(choice, "value");
    }
    return column.wrong(line, fmt::format("expected one of: {}; found '{}'.", known, cell),
                        fmt::format("“{}” không nằm trong danh mục lựa chọn.", cell));
}

Result<json::value> number_of(const Column& column, int line, std::string cell) {
    std::replace(cell.begin(), cell.end(), ',', '.');
    const char* end = cell.data() + cell.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(cell.data(), end, whole);
        read.ec == std::errc() && read.ptr == end)
        return json::value(whole);
    double number = 0;
    if (const auto read = std::from_chars(cell.data(), end, number);
        read.ec == std::errc() && read.ptr == end)
        return json::value(number);
    return column.wrong(line, fmt::format("expected a number, found '{}'.", cell),
                        fmt::format("cần nhập số, đã nhập “{}”.", cell));
}

Result<json::value> flag_of(const Column& column, int line, const std::string& cell) {
    const std::string word = folded(cell);
    for (const char* yes : {"co", "yes", "true", "x", "1"}) {
        if (word == yes) return json::value(true);
    }
    for (const char* no : {"khong", "no", "false", "0"}) {
        if (word == no) return json::value(false);
    }
    return column.wrong(line, fmt::format("expected yes or no, found '{}'.", cell),
                        fmt::format("cần nhập “có” hoặc “không”, đã nhập “{}”.", cell));
}

Result<json::value> value_of(const Column& column, int line, const std::string& cell) {
    const std::string type = text_of(*column.spec, "type");
    if (type == "choice") return choice_of(column, line, cell);
    if (type == "number") return number_of(column, line, cell);
    if (type == "boolean") return flag_of(column, line, cell);
    if (type != "date") return json::value(cell);
    if (const auto day = Date::parse_typed(cell)) return json::value(day->iso());
    return column.wrong(
        line, fmt::format("expected a date such as 04/05/2023, found '{}'.", cell),
        fmt::format("cần nhập ngày có thật, ví dụ 04/05/2023; đã nhập “{}”.", cell));
}

/// Which column of the table each cell of the first line names.
Result<std::vector<Column>> columns_of(const Line& head, const json::array& specs) {
    std::vector<Column> found;
    std::string names;
    for (const auto& spec : specs) {
        names += (names.empty() ? "" : ", ") + text_of(spec.as_object(), "field");
    }
    for (std::size_t place = 0; place < head.cells.size(); ++place) {
        const std::string name = folded(trimmed(head.cells[place]));
        const auto at = std::find_if(specs.begin(), specs.end(), [&](const json::value& spec) {
            const auto& one = spec.as_object();
            return name == folded(text_of(one, "field")) || name == folded(text_of(one, "title")) ||
                   name == folded(text_of(one, "title_en"));
        });
        if (at == specs.end()) {
            return Refusal{
                Reason::invalid_input,
                fmt::format("Line {}, column {}: '{}' is no column of the table; the first line "
                            "names them: {}.",
                            head.number, place + 1, head.cells[place], names),
                fmt::format("Dòng {}, cột {}: bảng không có cột “{}”; dòng đầu phải ghi tên các "
                            "cột: {}.",
                            head.number, place + 1, head.cells[place], names)};
        }
        found.push_back({&at->as_object(), place});
    }
    return found;
}

Result<json::object> row_of(const Line& line, const std::vector<Column>& columns) {
    if (line.cells.size() > columns.size()) {
        return Refusal{Reason::invalid_input,
                       fmt::format("Line {} has {} cells, the first line names {} columns.",
                                   line.number, line.cells.size(), columns.size()),
                       fmt::format("Dòng {} có {} ô, dòng đầu chỉ có {} cột.", line.number,
                                   line.cells.size(), columns.size())};
    }
    json::object row;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
        const std::string cell = trimmed(line.cells[i]);
        if (cell.empty()) continue;
        auto value = value_of(columns[i], line.number, cell);
        if (!value) return value.error();
        row[text_of(*columns[i].spec, "field")] = std::move(*value);
    }
    return row;
}

}  // namespace

Result<json::array> rows_of_csv(std::string_view text, const json::array& columns) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_text(text)) {
        return Refusal{Reason::invalid_input,
                       "The file is not UTF-8 text; save it as \"CSV UTF-8\".",
                       "Tệp không phải UTF-8; đề nghị lưu theo dạng “CSV UTF-8”."};
    }
    auto lines = Reader(delimiter_of(text)).read(text);
    if (!lines) return lines.error();
    if (lines->empty()) {
        return Refusal{Reason::invalid_input, "The file is empty.", "Tệp không có nội dung."};
    }
    auto known = columns_of(lines->front(), columns);
    if (!known) return known.error();
    json::array rows;
    for (std::size_t i = 1; i < lines->size(); ++i) {
        auto row = row_of((*lines)[i], *known);
        if (!row) return row.error();
        rows.emplace_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<std::pair<std::string, std::string>>> pairs_of(const Arguments& arguments,
                                                                  const std::string& option) {
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto words = arguments.lists.find(option);
    if (words == arguments.lists.end()) return pairs;
    for (const auto& word : words->second) {
        const auto equals = word.find('=');
        if (equals == std::string::npos) {
            return Refusal{Reason::invalid_input,
                           "--" + option + " wants name=value, found: " + word};
        }
        pairs.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return pairs;
}

OptionSpec rows_option() {
    return {"rows", "Rows of a table: FIELD=FILE.csv; first line: the columns", OptionKind::list};
}

Result<json::array> rows_of_file(const std::string& path, const json::array& columns) {
    std::ifstream file(path, std::ios::binary);
    std::string text;
    if (file) {
        text.resize(csv_bytes_max + 1);
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(file.gcount()));
    }
    if (!file.is_open() || file.bad() || text.size() > csv_bytes_max) {
        return Refusal{Reason::invalid_input,
                       fmt::format("The file {} cannot be read or is larger than {} MiB.", path,
                                   csv_bytes_max >> 20U),
                       fmt::format("Không đọc được tệp {} hoặc tệp quá lớn.", path)};
    }
    auto rows = rows_of_csv(text, columns);
    if (rows) return rows;
    Refusal refusal = rows.error();
    refusal.message = path + ": " + refusal.message;
    refusal.message_vi = path + ": " + refusal.message_vi;
    return refusal;
}

}  // namespace trinh::cli
