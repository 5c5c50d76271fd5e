#include "adapters/cli/documents.h"

#include <boost/json/array.hpp>
#include <charconv>
#include <fmt/format.h>

#include "engine/base/json_text.h"

namespace trinh::cli {

std::string text_of(const boost::json::value* value) {
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return std::string(value->as_string());
    if (value->is_double()) return fmt::format("{}", value->as_double());  // JSON writes 3.89E0.
    if (const auto* object = value->if_object()) {
        if (const auto* name = object->if_contains("name")) return text_of(name);
    }
    return to_json_text(*value);
}

std::string text_of(const boost::json::object& row, const char* key) {
    return text_of(row.if_contains(key));
}

std::string title_of(const boost::json::object& row, bool is_vietnamese) {
    const std::string english = text_of(row, "title_en");
    return is_vietnamese || english.empty() ? text_of(row, "title") : english;
}

std::string titles_of(const boost::json::object& row, const char* key, bool is_vietnamese) {
    const auto* list = row.if_contains(key);
    std::string titles;
    if (list == nullptr || !list->is_array()) return titles;
    for (const auto& item : list->as_array()) {
        titles += (titles.empty() ? "" : "; ") + title_of(item.as_object(), is_vietnamese);
    }
    return titles;
}

Result<CaseId> case_of(const std::string& word) {
    CaseId id;
    const char* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, id.number);
    if (read.ec == std::errc() && read.ptr == end && id.number > 0) return id;
    return Refusal{Reason::invalid_input, "'" + word + "' is not a case number such as 17.",
                   "“" + word + "” không phải là số hồ sơ, ví dụ: 17."};
}

}  // namespace trinh::cli
