#include "engine/service/case_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>

#include "engine/casework/decide.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/service/answer_desk.h"
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

/// A person named in a form must exist and hold the role the form offers.
Result<Done> check_person(const casework::Law& law, const casework::Case& subject,
                          std::string_view key, const json::value& value, Directory& names) {
    const auto* field = law.process.field(key);
    const auto* id = value.if_string();
    if (field == nullptr || field->type != workflow::FieldType::person || id == nullptr) {
        return Done{};
    }
    const auto* role = law.process.role(field->role);
    const auto* person = names.find(std::string(*id));
    const bool holds =
        person != nullptr && person->is_active &&
        person->agency == casework::agency_of(*role, subject) &&
        std::find(person->roles.begin(), person->roles.end(), role->id) != person->roles.end();
    if (holds) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("'{}' is not an active person with the role '{}'.",
                               std::string_view(*id), role->title.en),
                   fmt::format("“{}” không phải cán bộ đang giữ vai trò “{}”.",
                               std::string_view(*id), role->title.vi)};
}

/// Those named in new rows of a table too.
Result<Done> check_people(const casework::Law& law, const casework::Case& subject,
                          const json::object& inputs, Directory& names) {
    for (const auto& [key, value] : inputs) {
        auto good = check_person(law, subject, key, value, names);
        if (!good) return good;
        if (!value.is_array()) continue;
        for (const auto& row : value.as_array()) {
            if (!row.is_object()) continue;
            for (const auto& [column, cell] : row.as_object()) {
                good = check_person(law, subject, column, cell, names);
                if (!good) return good;
            }
        }
    }
    return Done{};
}

/// The case as it stands now in this transaction.
json::object stored_view(const Office& office, const Caller& caller, ports::Transaction& tx,
                         Directory& names, CaseId id) {
    auto row = tx.cases().load(id);
    CHECK(row.has_value());
    auto law = law_of_case(office, tx, row->definition_hash);
    CHECK(law.has_value());
    auto view = case_view({*law, tx, names, office.clock.now()}, read_case(*row), caller);
    view["version"] = row->version;
    return view;
}

json::object result_view(const casework::Law& law, const casework::Decision& decision,
                         const workflow::Action* action, const std::vector<CaseId>& opened) {
    json::array moved;
    for (const auto& id : decision.entered) {
        const auto* stage = law.process.stage(id);
        if (stage == nullptr) continue;
        json::object row = titled(stage->title);
        row["id"] = id;
        moved.push_back(std::move(row));
    }
    std::string vi = "Đã ghi nhận", en = "Recorded";
    if (action != nullptr) {
        vi = fmt::format("Đã thực hiện: {}", action->title.vi);
        en = fmt::format("Done: {}", action->title.en);
    }
    if (!moved.empty()) {
        vi += fmt::format(". Hồ sơ chuyển sang bước: {}",
                          std::string_view(moved.back().at("title").as_string()));
        en += fmt::format(". The case is now at: {}",
                          std::string_view(moved.back().at("title_en").as_string()));
    }
    if (opened.size() > 1) {
        vi += fmt::format(". Đã mở {} hồ sơ", opened.size());
        en += fmt::format(". {} cases were opened", opened.size());
    }
    return {
        {"message", vi + "."},
        {"message_en", en + "."},
        {"moved_to", std::move(moved)},
        {"opened_case", opened.empty() ? json::value(nullptr) : json::value(opened.back().number)},
        {"opened_count", opened.size()}};
}

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
    return despite_collisions([&] { return try_act(caller, request); });
}

Result<json::object> CaseDesk::try_open(const Caller& caller, const OpenRequest& request) {
    const Instant now = office_.clock.now();
    const Date triggered = request.triggered_on.value_or(local_date(now));
    auto came = casework::check_triggering_date(triggered, local_date(now));
    if (!came) return came.error();
    auto law = office_.shelf.law_on(request.process, triggered);
    if (!law) return law.error();
    auto tx = office_.store.begin();
    Directory names(*tx);
    casework::Open command;
    command.triggered_on = triggered;
    command.definition_hash = law->process.chart->content_hash();
    command.title = request.title;
    command.drafting_agency =
        request.drafting_agency.empty() ? caller.person.agency : request.drafting_agency;
    if (!law->process.is_of_office) {
        command.department = names.department_of(caller.person.agency);
    }
    if (command.department.empty()) command.department = office_.department;
    if (!names.knows_agency(command.drafting_agency)) {
        return Refusal{Reason::invalid_input,
                       fmt::format("There is no agency '{}'.", command.drafting_agency),
                       "Cơ quan chủ trì soạn thảo không có trong danh mục."};
    }
    auto decision = casework::decide_open(*law, command, caller.actor(), now);
    if (!decision) return decision.error();
    LinkedCases linked(office_, *tx, names, caller.actor(), now);
    auto id = linked.record_opened(*law, *decision,
                                   {"case.open", {}, caller.via, caller.person.agency, {}});
    if (!id) return id.error();
    auto view = stored_view(office_, caller, *tx, names, *id);
    use_up_key(*tx, caller, now);
    tx->commit();
    return view;
}

Result<json::object> CaseDesk::try_act(const Caller& caller, const ActRequest& request) {
    auto tx = office_.store.begin();
    const Instant now = office_.clock.now();
    auto loaded = load_case(office_, caller, *tx, request.id, true);
    if (!loaded) return loaded.error();
    if (request.version && *request.version != loaded->row.version) {
        return Refusal{Reason::conflict,
                       fmt::format("The case moved on: you saw version {}, it is at {}. Reload it.",
                                   *request.version, loaded->row.version),
                       "Hồ sơ vừa được người khác cập nhật. Đề nghị tải lại trước khi thực hiện."};
    }
    auto decision =
        casework::decide_act(loaded->law, loaded->subject, request.act, caller.actor(), now);
    if (!decision) return decision.error();
    Directory names(*tx);
    auto people = check_people(loaded->law, loaded->subject, request.act.inputs, names);
    if (!people) return people.error();
    LinkedCases linked(office_, *tx, names, caller.actor(), now);
    auto saved = linked.record(loaded->law, loaded->subject, loaded->row.version, *decision,
                               {request.act.event, request.act.note, caller.via,
                                caller.person.agency, request.act.inputs});
    if (!saved) return saved.error();

    auto action =
        casework::find_action(loaded->law, loaded->subject, request.act.event, caller.actor());
    auto view = stored_view(office_, caller, *tx, names, request.id);
    json::object answer{{"case", std::move(view)},
                        {"result", result_view(loaded->law, *decision, action ? *action : nullptr,
                                               linked.opened())}};
    use_up_key(*tx, caller, now);
    tx->commit();
    return answer;
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
    return view;
}

Result<json::object> CaseDesk::history(const Caller& caller, CaseId id) {
    auto tx = office_.store.begin_read();
    auto loaded = load_case(office_, caller, *tx, id);
    if (!loaded) return loaded.error();
    Directory names(*tx);
    const auto law_at = [&](const std::string& hash) { return law_of_case(office_, *tx, hash); };
    return history_view({loaded->law, *tx, names, office_.clock.now()}, tx->cases().journal(id),
                        law_at);
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
