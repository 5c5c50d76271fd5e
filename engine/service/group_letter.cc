#include "engine/service/group_letter.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <limits>

#include "engine/base/json_text.h"

namespace trinh::service {
namespace {

namespace json = boost::json;

constexpr const char* group_template = "deadlines";

std::string text_at(const json::object& values, const char* key) {
    const auto* value = values.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

bool says(const json::object& values, const char* key) {
    const auto* value = values.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

/// Without a deadline last.
std::int64_t urgency(const json::value& item) {
    const auto* days = item.as_object().if_contains("remaining_working_days");
    return days != nullptr && days->is_int64() ? days->get_int64()
                                               : std::numeric_limits<std::int64_t>::max();
}

/// What happens next, when that is the same for all.
std::string common_next(const std::vector<json::object>& all) {
    const auto next = text_at(all.front(), "next_vi");
    const bool is_common = std::ranges::all_of(
        all, [&](const json::object& values) { return text_at(values, "next_vi") == next; });
    return is_common ? next : "";
}

json::array items_of(const std::vector<json::object>& all) {
    std::vector<json::value> items;
    for (const auto& values : all) {
        json::object item = values.at("item").as_object();
        item["others_vi"] = text_at(values, "others_vi");
        items.emplace_back(std::move(item));
    }
    std::ranges::stable_sort(items, {}, urgency);
    return json::array(items.begin(), items.end());
}

std::string campaign_title(const Office& office, const json::object& values) {
    const auto* number = values.if_contains("campaign");
    if (number == nullptr || !number->is_int64()) return {};
    auto row = office.store.begin_read()->cases().load(CaseId{number->get_int64()});
    return row ? row->title : std::string();
}

Result<std::vector<json::object>> values_of(const std::vector<ports::MailRow>& rows) {
    std::vector<json::object> all;
    for (const auto& row : rows) {
        auto values = parse_json(row.values);
        const bool is_object = values && values->is_object();
        const auto* item = is_object ? values->as_object().if_contains("item") : nullptr;
        if (item == nullptr || !item->is_object()) {
            return Refusal{
                Reason::invalid_input,
                fmt::format("The stored values of letter {} cannot be read.", row.id.number),
                "Không đọc được nội dung thư đã lưu."};
        }
        all.push_back(std::move(values->as_object()));
    }
    return all;
}

}  // namespace

void put_in_batch(const Office& office, ports::MailRow& row, json::object& values,
                  std::int64_t campaign, Date today) {
    values["campaign"] = campaign;
    row.batch = fmt::format("{}.{}.{}{}", row.letter, campaign, today.iso(),
                            says(values, "escalated") ? ".escalated" : "");
    row.not_before = row.not_before + office.gathers_reminders_for;
}

std::vector<std::vector<ports::MailRow>> letters_of(std::vector<ports::MailRow> claimed) {
    std::vector<std::vector<ports::MailRow>> letters;
    for (auto& row : claimed) {
        const bool goes_along =
            !letters.empty() && row.together && letters.back().front().together == row.together;
        if (!goes_along) letters.emplace_back();
        letters.back().push_back(std::move(row));
    }
    return letters;
}

Result<ports::Letter> group_letter(const Office& office, const std::vector<ports::MailRow>& rows) {
    auto all = values_of(rows);
    if (!all) return all.error();
    const auto& first = rows.front();
    json::object values;
    for (const char* key : {"person", "date_spoken", "base_url"}) {
        if (const auto* value = all->front().if_contains(key)) values[key] = *value;
    }
    values["escalated"] = says(all->front(), "escalated");
    values["campaign_vi"] = campaign_title(office, all->front());
    values["items"] = items_of(*all);
    values["next_vi"] = common_next(*all);
    values["others_vi"] = "";
    return ports::Letter{fmt::format("{}.{}.{}@{}", first.batch, first.together->number,
                                     first.to_person, office.mail_host),
                         first.to_address, first.to_name, group_template, std::move(values)};
}

}  // namespace trinh::service
