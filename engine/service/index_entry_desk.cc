#include "engine/service/index_entry_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <optional>

#include "engine/base/json_text.h"
#include "engine/service/index_book.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

Result<Done> check_files(const Office& office, const reform_index::ManualValue& value) {
    for (const auto& each : value.evidence) {
        if (each.sha256.empty()) continue;
        if (auto found = office.vault.fetch(each.sha256); !found) {
            return Refusal{
                Reason::not_found,
                fmt::format("The file of \"{}\" is not kept here; upload it first.", each.title),
                fmt::format("Chưa có tệp của tài liệu “{}”; đề nghị tải tệp lên trước.",
                            each.title)};
        }
    }
    return Done{};
}

/// The criterion with the value, told as its number of points.
std::string told(const reform_index::ScoreNode& node) {
    return fmt::format("{}: {}/{}", node.code, node.points.text(), node.max.text());
}

/// The value that counts for that criterion before another one is entered.
std::optional<reform_index::ManualValue> counting_value(ports::Transaction& tx,
                                                        const reform_index::IndexTree& index,
                                                        std::string_view code, Date on) {
    const auto period = reform_index::year_up_to(on);
    std::optional<reform_index::ManualValue> last;
    for (const auto& row : tx.index().values(index.id, period.from, period.on)) {
        if (row.code == code) last = value_of(row);
    }
    return last;
}

}  // namespace

Result<Done> IndexEntryDesk::may_enter(const Caller& caller) const {
    return check_right(office_, caller, reform_index::Act::enter);
}

Result<json::object> IndexEntryDesk::enter(const Caller& caller, Date on,
                                           const json::object& value) {
    if (auto may = may_enter(caller); !may) return may.error();
    auto read = reform_index::read_manual(value);
    if (!read) return read.error();
    const auto& index = *office_.shelf.index();
    if (auto fits = reform_index::check_manual(index, *read); !fits) return fits.error();
    if (auto kept = check_files(office_, *read); !kept) return kept.error();
    const Instant now = office_.clock.now();
    if (on > local_date(now)) {
        return Refusal{Reason::invalid_input,
                       fmt::format("A value cannot hold for {}, which is yet to come.", on.iso()),
                       fmt::format("Không nhập số liệu cho ngày {} chưa đến.", on.spoken())};
    }
    const std::string body = to_json_text(reform_index::to_json(*read));
    auto tree = current_score(office_, on);
    if (!tree) return tree.error();
    auto tx = office_.store.begin();
    const auto before = counting_value(*tx, index, read->code, on);
    tx->index().add_value(
        {index.id, on, read->code, caller.person.id, caller.person.agency, now, body});
    // The last day of the period and the last to be entered: it is the one that counts.
    const auto after = reform_index::score_value(index, *read);
    const auto& shown = *reform_index::find_node(*tree, read->code);
    append_index_entry(
        office_, *tx, caller,
        {"index.enter", read->note, body,
         told(before ? reform_index::score_value(index, *before) : shown), told(after)});
    json::object view{{"criterion", reform_index::to_outline(after)},
                      {"points", (tree->points - shown.points + after.points).number()},
                      {"on", on.iso()}};
    tx->commit();
    return view;
}

Result<json::object> IndexEntryDesk::values(std::string_view code, Date on) {
    auto index = index_of(office_);
    if (!index) return index.error();
    const auto period = reform_index::year_up_to(on);
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    auto rows = tx->index().values((*index)->id, period.from, period.on);
    std::reverse(rows.begin(), rows.end());
    json::array items;
    for (const auto& row : rows) {
        if (!code.empty() && row.code != code) continue;
        json::object item = stored_json(row.body).as_object();
        item["on"] = row.on.iso();
        item["at"] = row.at.iso();
        item["person"] = names.person(row.person);
        items.push_back(std::move(item));
    }
    return json::object{{"on", on.iso()}, {"items", std::move(items)}};
}

bool IndexEntryDesk::is_evidence(std::string_view sha256, std::string& file_name) {
    const auto* index = office_.shelf.index();
    if (index == nullptr || sha256.empty()) return false;
    auto tx = office_.store.begin_read();
    const auto is_it = [&](const reform_index::Evidence& each) {
        if (each.sha256 == sha256) file_name = each.file_name;
        return each.sha256 == sha256;
    };
    const Date first = *Date::from_ymd(1'900, 1, 1), last = *Date::from_ymd(9'999, 12, 31);
    for (const auto& row : tx->index().values(index->id, first, last)) {
        const auto value = reform_index::read_manual(stored_json(row.body).as_object());
        if (value && std::any_of(value->evidence.begin(), value->evidence.end(), is_it)) {
            return true;
        }
    }
    for (const auto& row : tx->index().steps()) {
        const auto step = reform_index::read_step(stored_json(row.body).as_object());
        if (step && std::any_of(step->evidence.begin(), step->evidence.end(), is_it)) return true;
    }
    return false;
}

}  // namespace trinh::service
