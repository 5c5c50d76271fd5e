#include "engine/service/case_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>

#include "engine/casework/decide.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/service/acting.h"
#include "engine/service/answer_desk.h"
#include "engine/service/archived_history.h"
#include "engine/service/case_law.h"
#include "engine/service/collision.h"
#include "engine/service/history_view.h"
#include "engine/service/linked_cases.h"
#include "engine/service/loaded_case.h"
#include "engine/service/record.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

/// Of a list that the reader may hardly see, so many pages are read for one; the next goes on.
constexpr int batches_max = 20;

constexpr int work_rows_max = 500;

/// Titles of the cases that opened the listed ones, each read once. A child's officer may know
/// them without seeing those cases: the letter about his new cases names them too.
class Openers {
public:
    explicit Openers(ports::Transaction& tx) : tx_(tx) {}

    /// "parent" and "parent_title"; null both where no case opened this one.
    void add_to(json::object& item, const casework::Case& subject) {
        const auto& parent = subject.earlier_case;
        item["parent"] = parent ? json::value(*parent) : json::value(nullptr);
        item["parent_title"] = parent ? json::value(title_of(*parent)) : json::value(nullptr);
    }

private:
    const std::string& title_of(std::int64_t number) {
        const auto [place, is_new] = titles_.try_emplace(number);
        if (!is_new) return place->second;
        if (auto row = tx_.cases().load(CaseId{number})) place->second = row->title;
        return place->second;
    }

    ports::Transaction& tx_;
    std::map<std::int64_t, std::string> titles_;
};

/// One process with its regimes; told by the one in force, or else the latest.
json::object process_row(const workflow::Regimes& regimes, const Caller& caller, Date today) {
    const auto in_force = workflow::regime_on(regimes, today);
    const auto& process = in_force ? *in_force : *regimes.back();
    json::object row = titled(process.title);
    row["id"] = process.id;
    row["plan"] = process.plan;
    row["regime"] = process.regime;
    row["basis"] = process.basis;
    json::array roles, rows;
    bool can_open = false;
    for (const auto& role : process.opened_by) roles.emplace_back(role);
    for (const auto& regime : regimes) {
        rows.push_back(regime_view(*regime));
        for (const auto& role : regime->opened_by) can_open = can_open || caller.has_role(role);
    }
    row["opened_by"] = std::move(roles);
    row["can_open"] = can_open;
    row["regimes"] = std::move(rows);
    return row;
}

}  // namespace

Result<json::object> CaseDesk::open(const Caller& caller, const OpenRequest& request) {
    return despite_collisions([&] { return try_open(caller, request); });
}

Result<json::object> CaseDesk::act(const Caller& caller, const ActRequest& request) {
    Acting acting(office_, caller, request);
    return acting.run();
}

Result<casework::Open> CaseDesk::opening(const Caller& caller, const OpenRequest& request,
                                         const casework::Law& law, Directory& names) const {
    casework::Open command;
    command.triggered_on = request.triggered_on.value_or(local_date(office_.clock.now()));
    command.definition_hash = law.process.chart->content_hash();
    command.title = request.title;
    command.drafting_agency =
        request.drafting_agency.empty() ? caller.person.agency : request.drafting_agency;
    if (!law.process.is_of_office) {
        command.department = names.department_of(caller.person.agency);
    }
    if (command.department.empty()) command.department = office_.department;
    if (names.knows_agency(command.drafting_agency)) return command;
    return Refusal{Reason::invalid_input,
                   fmt::format("There is no agency '{}'.", command.drafting_agency),
                   "Cơ quan chủ trì soạn thảo không có trong danh mục."};
}

Result<json::object> CaseDesk::try_open(const Caller& caller, const OpenRequest& request) {
    const Instant now = office_.clock.now();
    const Date triggered = request.triggered_on.value_or(local_date(now));
    auto came = casework::check_triggering_date(triggered, local_date(now));
    if (!came) return came.error();
    auto law = office_.shelf.law_on(request.process, triggered);
    if (!law) return law.error();
    auto reading = office_.store.begin_read();
    Directory known(*reading);
    auto command = opening(caller, request, *law, known);
    if (!command) return command.error();
    auto decision = casework::decide_open(*law, *command, caller.actor(), now);
    if (!decision) return decision.error();
    reading.reset();

    auto tx = office_.store.begin();
    Directory names(*tx);
    LinkedCases linked(office_, *tx, names, caller.actor(), now);
    auto id = linked.record_opened(*law, *decision,
                                   {"case.open", {}, caller.via, caller.person.agency, {}});
    if (!id) return id.error();
    auto view = stored_view(office_, caller, *tx, names, *id);
    use_up_key(*tx, caller, now);
    tx->commit();
    return view;
}

Result<std::int64_t> CaseDesk::sees(const Caller& caller, CaseId id) {
    auto tx = office_.store.begin_read();
    const auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    return loaded->row.version;
}

Result<json::object> CaseDesk::show(const Caller& caller, CaseId id) {
    auto tx = office_.store.begin_read();
    auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    Directory names(*tx);
    auto view = case_view({loaded->law, *tx, names, office_.clock.now()}, loaded->subject, caller);
    view["version"] = loaded->row.version;
    view["archive"] = loaded->row.is_closed ? archive_view(office_, *tx, id) : json::value(nullptr);
    return view;
}

Result<json::object> CaseDesk::history(const Caller& caller, CaseId id) {
    auto tx = office_.store.begin_read();
    auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    Directory names(*tx);
    const auto law_at = [&](const std::string& hash) { return law_of_case(office_, *tx, hash); };
    const auto journal = journal_of(office_, *tx, id);
    auto view = history_view({loaded->law, *tx, names, office_.clock.now()}, journal.rows, law_at);
    if (!journal.moved) return view;
    const auto archive = archive_view(journal).as_object();
    view.at("items").as_array().push_back(
        json::object{{"sequence", journal.moved->row.journal_rows + 1},
                     {"at", archive.at("moved_at")},
                     {"type", "archived"},
                     {"actor", names.person(journal.moved->archive.made_by)},
                     {"text", archive.at("text")},
                     {"text_en", archive.at("text_en")},
                     {"details", json::object{}}});
    return view;
}

Result<json::object> CaseDesk::explain(const Caller& caller, CaseId id, const casework::Act& act) {
    auto tx = office_.store.begin_read();
    auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    const auto why =
        casework::explain(loaded->law, loaded->subject, act, caller.actor(), office_.clock.now());
    return why_view(loaded->law, act.event, why);
}

Result<json::object> CaseDesk::list(const Caller& caller, const ports::CaseFilter& filter) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    const Instant now = office_.clock.now();
    ports::CaseFilter bounded = filter;
    bounded.limit = std::clamp(filter.limit, 1, 200);
    const auto wanted = static_cast<std::size_t>(bounded.limit);
    json::array items;
    bool is_end = false;
    // Rows the reader may not see leave gaps; a page is filled from the rows behind them.
    for (int batch = 0; batch < batches_max && items.size() < wanted && !is_end; ++batch) {
        const auto rows = tx->cases().list(bounded);
        is_end = rows.size() < wanted;
        for (const auto& row : rows) {
            bounded.below_id = row.id;
            auto loaded = load_case(office_, caller, *tx, row.id);
            if (!loaded) continue;
            items.push_back(summary_view({loaded->law, *tx, names, now}, loaded->subject));
            if (items.size() < wanted) continue;
            is_end = is_end && &row == &rows.back();
            break;
        }
    }
    json::object answer{{"items", std::move(items)}};
    answer["next"] = is_end ? json::value(nullptr) : json::value(bounded.below_id->number);
    return answer;
}

Result<json::object> CaseDesk::work(const Caller& caller) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    const Instant now = office_.clock.now();
    Openers openers(*tx);
    json::array items;
    json::object counts{{"overdue", 0}, {"today", 0}, {"soon", 0}, {"later", 0}, {"none", 0}};
    for (const auto& row : tx->cases().work_of(caller.person, work_rows_max)) {
        auto loaded = load_case(office_, caller, *tx, row.id);
        if (!loaded) continue;
        auto item = summary_view({loaded->law, *tx, names, now}, loaded->subject);
        openers.add_to(item, loaded->subject);
        const auto& clock = item["clock"];
        const auto phase =
            clock.is_null() ? json::string("none") : clock.as_object().at("phase").as_string();
        auto& count = counts[phase];
        count = count.as_int64() + 1;
        items.push_back(std::move(item));
    }
    return json::object{{"today", local_date(now).iso()},
                        {"items", std::move(items)},
                        {"counts", std::move(counts)}};
}

json::object CaseDesk::processes(const Caller& caller) {
    json::array items;
    const Date today = local_date(office_.clock.now());
    std::map<std::string, workflow::Regimes> by_id;
    for (const auto& process : office_.shelf.current()) by_id[process->id].push_back(process);
    for (const auto& [id, regimes] : by_id) items.push_back(process_row(regimes, caller, today));
    return {{"items", std::move(items)}};
}

}  // namespace trinh::service
