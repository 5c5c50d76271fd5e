#include "adapters/mail/letter_values.h"

#include <boost/json/array.hpp>
#include <optional>

#include "engine/base/json_text.h"

namespace trinh::mail {
namespace {

namespace json = boost::json;

constexpr std::int64_t soon_working_days_default = 3;

bool is_link(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

void clean_links(json::value& value) {
    if (auto* list = value.if_array()) {
        for (auto& element : *list) clean_links(element);
    }
    auto* object = value.if_object();
    if (object == nullptr) return;
    for (auto& [key, member] : *object) {
        const bool holds_link = key == "url" || key == "base_url";
        if (holds_link && (!member.is_string() || !is_link(member.get_string()))) member = "";
        clean_links(member);
    }
}

std::optional<std::int64_t> integer_of(const json::object& values, std::string_view key) {
    const json::value* found = values.if_contains(key);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    return found->get_int64();
}

std::string_view group_of(std::optional<std::int64_t> remaining, std::int64_t soon) {
    if (!remaining) return "later";
    if (*remaining < 0) return "overdue";
    if (*remaining == 0) return "today";
    return *remaining <= soon ? "soon" : "later";
}

/// A line may stand for many cases of one campaign.
std::int64_t cases_of(const json::object& item) {
    return integer_of(item, "cases").value_or(1);
}

void add_to_group(json::object& values, std::string_view group, const json::object& item) {
    auto& members = values[group];
    if (!members.is_object()) members = json::object{{"count", 0}, {"items", json::array()}};
    members.get_object()["items"].get_array().push_back(item);
    auto& count = members.get_object()["count"];
    count = count.to_number<std::int64_t>() + cases_of(item);
}

void add_groups(json::object& values, const json::array& items) {
    const auto soon = integer_of(values, "soon_working_days").value_or(soon_working_days_default);
    values["soon_working_days"] = soon;
    values["most_urgent_vi"] = "";
    std::optional<std::int64_t> least;
    std::int64_t total = 0;
    for (const auto& item : items) {
        if (!item.is_object()) continue;
        const auto remaining = integer_of(item.get_object(), "remaining_working_days");
        if (remaining && (!least || *remaining < *least)) {
            least = remaining;
            values["most_urgent_vi"] = text_of(item.get_object(), "remaining_words_vi");
        }
        add_to_group(values, group_of(remaining, soon), item.get_object());
        total += cases_of(item.get_object());
    }
    values["total"] = total;
}

}  // namespace

json::object shown_values(json::object values) {
    json::value all = std::move(values);
    clean_links(all);
    json::object shown = std::move(all.get_object());
    if (const auto* items = shown.if_contains("items"); items != nullptr && items->is_array()) {
        const json::array copied = items->get_array();
        // null, not absent: an absent key is reported as forgotten.
        for (const char* group : {"overdue", "today", "soon", "later"}) shown[group] = nullptr;
        add_groups(shown, copied);
    }
    return shown;
}

std::string text_of(const json::object& values, std::string_view key) {
    const json::value* found = values.if_contains(key);
    if (found == nullptr) return "";
    if (found->is_string()) return std::string(found->get_string());
    if (found->is_number()) return to_json_text(*found);
    return "";
}

}  // namespace trinh::mail
