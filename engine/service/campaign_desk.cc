#include "engine/service/campaign_desk.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "engine/service/case_law.h"
#include "engine/service/loaded_case.h"
#include "engine/service/table_view.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

constexpr int page_max = 100;
constexpr int late_max = 50;
constexpr int chased_max = 50;

struct Counts {
    std::int64_t count = 0, closed = 0, overdue = 0;

    void add(const ports::ChildCountRow& row) {
        count += row.count;
        overdue += row.overdue;
        if (row.is_closed) closed += row.count;
    }
    void write(json::object& into) const {
        into["count"] = count;
        into["open"] = count - closed;
        into["closed"] = closed;
        into["overdue"] = overdue;
        // Rounded down: 100 only when nothing is left.
        into["percent"] = count == 0 ? 0 : closed * 100 / count;
    }
};

bool opens_many(const workflow::Process& process) {
    return std::any_of(process.overlays.begin(), process.overlays.end(), [](const auto& overlay) {
        return std::any_of(overlay.opens.begin(), overlay.opens.end(),
                           [](const auto& rule) { return rule.each.has_value(); });
    });
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> found;
    for (std::string word; stream >> word;) found.push_back(std::move(word));
    return found;
}

/// "Rà soát": what officers call these states; a finished case has no stage with a title often.
workflow::Title stage_title(const Office& office, ports::Transaction& tx,
                            const ports::ChildCountRow& row) {
    workflow::Title title;
    const auto law = law_of_case(office, tx, row.definition_hash);
    if (law) {
        for (const auto* stage : stages_of(*law, words(row.stage))) {
            title.vi += (title.vi.empty() ? "" : "; ") + stage->title.vi;
            title.en += (title.en.empty() ? "" : "; ") + stage->title.en;
        }
    }
    if (!title.vi.empty()) return title;
    return row.is_closed ? workflow::Title{"Đã kết thúc", "Closed"}
                         : workflow::Title{row.stage, row.stage};
}

json::array by_stage(const Office& office, ports::Transaction& tx,
                     const std::vector<ports::ChildCountRow>& rows) {
    // Open stages first; titles tell apart what officers tell apart, whatever the version.
    std::map<std::tuple<bool, std::string, std::string>, Counts> stages;
    for (const auto& row : rows) {
        const auto title = stage_title(office, tx, row);
        stages[{row.is_closed, title.vi, title.en}].add(row);
    }
    json::array found;
    for (const auto& [key, counts] : stages) {
        json::object stage = titled({std::get<1>(key), std::get<2>(key)});
        stage["is_closed"] = std::get<0>(key);
        counts.write(stage);
        found.push_back(std::move(stage));
    }
    return found;
}

/// Who is latest comes first.
json::array by_agency(Directory& names, const std::vector<ports::ChildCountRow>& rows) {
    std::map<std::string, Counts> agencies;
    for (const auto& row : rows) agencies[row.drafting_agency].add(row);
    std::vector<std::pair<std::string, Counts>> order(agencies.begin(), agencies.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.second.overdue, a.second.count - a.second.closed) >
               std::tuple(b.second.overdue, b.second.count - b.second.closed);
    });
    json::array found;
    for (const auto& [id, counts] : order) {
        json::object agency{{"agency", names.agency(id)}};
        counts.write(agency);
        found.push_back(std::move(agency));
    }
    return found;
}

json::object totals(const std::vector<ports::ChildCountRow>& rows) {
    Counts all;
    for (const auto& row : rows) all.add(row);
    json::object view;
    all.write(view);
    return view;
}

/// Letters of the templates that the process chases with, newest first.
json::array chased(ports::Transaction& tx, const workflow::Process& process, CaseId id) {
    std::set<std::string> letters;
    for (const auto& overlay : process.overlays) {
        for (const auto& rule : overlay.chases) letters.insert(rule.letter);
    }
    json::array found;
    for (const auto& letter : letters) {
        for (const auto& row : tx.outbox().of_case(id, letter, chased_max)) {
            found.push_back({{"to", row.to_name},
                             {"at", row.queued_at.iso()},
                             {"state", row.state == ports::MailState::sent   ? "sent"
                                       : row.state == ports::MailState::dead ? "dead"
                                                                             : "pending"}});
        }
    }
    return found;
}

Refusal no_campaign(CaseId id) {
    return {Reason::not_found, fmt::format("Case {} has opened no other cases.", id.number),
            fmt::format("Hồ sơ số {} chưa mở hồ sơ con nào.", id.number)};
}

}  // namespace

Result<json::object> CampaignDesk::list(const Caller& caller, std::optional<CaseId> below,
                                        int limit) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    const Instant now = office_.clock.now();
    ports::CaseFilter filter;
    filter.has_children = true;
    filter.below_id = below;
    filter.limit = std::clamp(limit, 1, page_max);
    json::array items;
    int read = 0;
    for (const auto& row : tx->cases().list(filter)) {
        ++read;
        filter.below_id = row.id;
        auto loaded = load_case(office_, caller, *tx, row.id);
        if (!loaded || !opens_many(loaded->law.process)) continue;
        items.push_back({{"case", summary_view({loaded->law, *tx, names, now}, loaded->subject)},
                         {"children", totals(tx->cases().child_counts(row.id, local_date(now)))}});
    }
    json::object answer{{"items", std::move(items)}, {"next", nullptr}};
    if (read == filter.limit) answer["next"] = filter.below_id->number;
    return answer;
}

Result<json::object> CampaignDesk::progress(const Caller& caller, CaseId id) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    const Instant now = office_.clock.now();
    const Date today = local_date(now);
    auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    const auto counts = tx->cases().child_counts(id, today);
    if (counts.empty()) return no_campaign(id);
    ports::CaseFilter filter;
    filter.parent = id;
    filter.due_before = today;
    filter.limit = late_max;
    json::array late;
    for (const auto& row : tx->cases().list(filter)) {
        auto child = load_case(office_, caller, *tx, row.id);
        if (child) late.push_back(summary_view({child->law, *tx, names, now}, child->subject));
    }
    return json::object{{"case", summary_view({loaded->law, *tx, names, now}, loaded->subject)},
                        {"today", today.iso()},
                        {"children", totals(counts)},
                        {"stages", by_stage(office_, *tx, counts)},
                        {"agencies", by_agency(names, counts)},
                        {"late", std::move(late)},
                        {"chased", chased(*tx, loaded->law.process, id)}};
}

Result<json::array> CampaignDesk::columns(std::string_view process, std::string_view field) {
    auto law = office_.shelf.law_on(process, local_date(office_.clock.now()));
    if (!law) return law.error();
    const auto* known = law->process.field(field);
    if (known == nullptr) {
        return Refusal{
            Reason::not_found, fmt::format("Process '{}' has no field '{}'.", process, field),
            fmt::format("Quy trình “{}” không có mục “{}”.", law->process.title.vi, field)};
    }
    if (known->type != workflow::FieldType::rows) {
        return Refusal{Reason::invalid_input,
                       fmt::format("Field '{}' does not take rows of a table.", field),
                       fmt::format("Mục “{}” không nhận danh sách nhiều dòng.", known->title.vi)};
    }
    return columns_view(law->process, known->table);
}

}  // namespace trinh::service
