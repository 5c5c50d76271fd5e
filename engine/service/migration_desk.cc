#include "engine/service/migration_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <sstream>

#include "engine/casework/migration.h"
#include "engine/service/case_law.h"
#include "engine/service/history_view.h"
#include "engine/service/record.h"
#include "engine/service/views.h"
#include "engine/workflow/migration_map.h"
#include "engine/workflow/reader.h"

namespace trinh::service {
namespace {

constexpr int page_size = 200;

/// Where the cases go.
struct Target {
    std::shared_ptr<const workflow::Process> process;  ///< Set when it was sent as text.
    casework::Law law;
    std::string xml;  ///< Empty: it is in the store already.

    [[nodiscard]] const std::string& hash() const { return law.process.chart->content_hash(); }
};

Refusal faults_refused(const char* what, const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& fault : diagnostics) {
        if (fault.severity != Severity::error) continue;
        text += fmt::format(" {}:{} {} {} {}", fault.line, fault.column, fault.code, fault.message,
                            fault.fix);
    }
    return {Reason::invalid_input, fmt::format("The {} has faults:{}", what, text),
            fmt::format("Tệp quy trình hoặc bảng chuyển đổi có lỗi:{}", text)};
}

Result<workflow::MigrationMap> read_map(const std::string& xml) {
    if (xml.empty()) return workflow::MigrationMap{};
    auto reading = workflow::read_migration_map(xml);
    if (!reading.map) return faults_refused("migration map", reading.diagnostics);
    return std::move(*reading.map);
}

Result<Target> find_target(const Office& office, ports::Transaction& tx,
                           const MigrationRequest& request) {
    if (!request.definition.empty()) {
        auto read = workflow::read_process(request.definition);
        if (!read.process) return faults_refused("definition", read.diagnostics);
        auto law = office.shelf.law_for(*read.process);
        if (!law) return law.error();
        return Target{read.process, *law, request.definition};
    }
    const auto current = office.shelf.latest_law(request.to);
    const auto law = current ? current : law_of_case(office, tx, request.to);
    if (!law) {
        return Refusal{Reason::not_found,
                       fmt::format("'{}' is neither a process nor the hash of a definition in the "
                                   "store.",
                                   request.to),
                       fmt::format("Không tìm thấy quy trình hoặc phiên bản “{}”.", request.to)};
    }
    const auto& texts = office.shelf.texts();
    const auto text = texts.find(law->process.chart->content_hash());
    return Target{nullptr, *law, text == texts.end() ? std::string() : text->second};
}

bool stands_in(const casework::Law& law, const ports::CaseRow& row, const std::string& state) {
    const auto& chart = *law.process.chart;
    const auto wanted = chart.find(state);
    if (wanted == chart::no_state) return false;
    std::istringstream words(row.stage);
    for (std::string leaf; words >> leaf;) {
        const auto at = chart.find(leaf);
        if (at != chart::no_state && at >= wanted && at <= chart.state(wanted).last_descendant) {
            return true;
        }
    }
    return false;
}

/// The open cases that the request means, newest first.
struct Selection {
    std::vector<CaseAt> cases;
    int skipped = 0;                   ///< Under the target already.
    std::optional<std::int64_t> next;  ///< More lie below this id.
};

Selection select(const Office& office, ports::Transaction& tx, const MigrationRequest& request,
                 const std::string& target_hash) {
    if (!request.cases.empty()) return {request.cases, 0, std::nullopt};
    Selection found;
    ports::CaseFilter filter;
    filter.process = request.process;
    filter.is_closed = false;
    filter.below_id = request.below;
    filter.limit = page_size;
    while (true) {
        const auto rows = tx.cases().list(filter);
        for (const auto& row : rows) {
            filter.below_id = row.id;
            if (row.definition_hash == target_hash) {
                ++found.skipped;
                continue;
            }
            if (!request.from_hash.empty() && row.definition_hash != request.from_hash) continue;
            if (!request.state.empty()) {
                const auto law = law_of_case(office, tx, row.definition_hash);
                if (!law || !stands_in(*law, row, request.state)) continue;
            }
            found.cases.push_back({row.id, std::nullopt});
            if (request.limit > 0 && static_cast<int>(found.cases.size()) == request.limit) {
                found.next = row.id.number;
                return found;
            }
        }
        if (static_cast<int>(rows.size()) < page_size) return found;
    }
}

/// One run: what is the same for all its cases.
class Run {
public:
    Run(const Office& office, const Caller& caller, const MigrationRequest& request, Target target,
        workflow::MigrationMap map)
        : office_(office),
          caller_(caller),
          request_(request),
          target_(std::move(target)),
          map_(std::move(map)) {}

    /// The row of the answer.
    json::object migrate(const CaseAt& wanted) {
        auto tx = request_.is_applied ? office_.store.begin() : office_.store.begin_read();
        auto row = request_.is_applied ? tx->cases().load_for_update(wanted.id)
                                       : tx->cases().load(wanted.id);
        json::object view{{"case_id", wanted.id.number},
                          {"title", ""},
                          {"from", nullptr},
                          {"outcome", "refused"},
                          {"version", 0},
                          {"reason", ""},
                          {"message", ""},
                          {"message_vi", ""}};
        view["changes"] = json::array();
        if (!row) return refused(std::move(view), row.error());
        view["title"] = row->title;
        view["version"] = row->version;
        view["from"] = row->process + "@" + row->definition_hash;
        auto done = migrate(*tx, *row, wanted, view);
        if (!done) return refused(std::move(view), done.error());
        return view;
    }

private:
    static json::object refused(json::object view, const Refusal& why) {
        const bool is_nothing_to_do = why.reason == Reason::wrong_state;
        view["outcome"] = is_nothing_to_do ? "skipped" : "refused";
        view["reason"] = reason_word(why.reason);
        view["message"] = why.message;
        view["message_vi"] = why.message_vi;
        return view;
    }

    Result<Done> migrate(ports::Transaction& tx, const ports::CaseRow& row, const CaseAt& wanted,
                         json::object& view) {
        const bool is_there = row.definition_hash == target_.hash();
        if (!is_there && wanted.version && *wanted.version != row.version) {
            return Refusal{Reason::conflict,
                           fmt::format("The case moved on: you saw version {}, it is at {}. Read "
                                       "the report again.",
                                       *wanted.version, row.version),
                           "Hồ sơ vừa được người khác cập nhật. Đề nghị xem lại báo cáo chuyển "
                           "đổi trước khi thực hiện."};
        }
        auto law = law_of_case(office_, tx, row.definition_hash);
        if (!law) return law.error();
        const auto subject = read_case(row);
        const auto journal = read_journal(tx, row.id);
        const Instant now = office_.clock.now();
        auto plan = casework::decide_migrate({*law, target_.law, map_, journal, request_.reason},
                                             subject, caller_.actor(), now);
        if (!plan) return plan.error();
        view["outcome"] = "ready";
        tell(plan->report, view);
        if (!request_.is_applied) return Done{};
        auto kept = keep(tx, subject, row.version, plan->decision, now);
        if (!kept) return kept.error();
        view["outcome"] = "migrated";
        view["version"] = row.version + 1;
        return Done{};
    }

    static std::vector<casework::Event> read_journal(ports::Transaction& tx, CaseId id) {
        std::vector<casework::Event> events;
        for (const auto& row : tx.cases().journal(id)) {
            events.push_back(casework::event_from_json(row.type, row.at, stored_json(row.body)));
        }
        return events;
    }

    Result<Done> keep(ports::Transaction& tx, const casework::Case& before, std::int64_t version,
                      casework::Decision& decision, Instant now) {
        const auto& law = target_.law;
        if (!target_.xml.empty()) {
            tx.definitions().save({target_.hash(), law.process.id, target_.xml, now});
        }
        if (target_.process) office_.shelf.learn(target_.process);
        Directory names(tx);
        const Recording recording{office_, law, tx, names, now};
        const json::object what{{"from", before.process + "@" + before.definition_hash},
                                {"to", law.process.id + "@" + target_.hash()},
                                {"map", map_.title.vi}};
        auto saved = record_change(
            recording, before, version, decision,
            {"case.migrate", request_.reason, caller_.via, caller_.person.agency, what});
        if (!saved) return saved.error();
        tx.commit();
        return Done{};
    }

    void tell(const std::vector<casework::MigrationLine>& report, json::object& view) const {
        auto& changes = view["changes"].as_array();
        for (const auto& line : report) {
            // Deadlines are told one by one, always.
            if (request_.is_full || line.change != "kept" || line.subject == "deadline") {
                changes.push_back(migration_line_view(line));
            }
        }
    }

    const Office& office_;
    const Caller& caller_;
    const MigrationRequest& request_;
    const Target target_;
    const workflow::MigrationMap map_;
};

Result<Done> check_request(const Caller& caller, const MigrationRequest& request) {
    auto may = casework::may_migrate(caller.actor());
    if (!may) return may.error();
    if (request.is_applied) {
        auto reason = casework::check_migration_reason(request.reason);
        if (!reason) return reason.error();
    }
    const bool names_cases = !request.cases.empty() || !request.process.empty() ||
                             !request.from_hash.empty() || !request.state.empty();
    if (names_cases != request.is_everything) return Done{};
    return Refusal{Reason::invalid_input,
                   "Name the cases, or a process, a version or a state; or ask for all, and then "
                   "for nothing else.",
                   "Phải nêu hồ sơ, quy trình, phiên bản hoặc bước cần chuyển đổi; hoặc chọn tất "
                   "cả."};
}

json::object target_view(const Target& target) {
    json::object view = titled(target.law.process.title);
    view["process"] = target.law.process.id;
    view["hash"] = target.hash();
    view["regime"] = target.law.process.regime;
    return view;
}

}  // namespace

Result<json::object> MigrationDesk::run(const Caller& caller, const MigrationRequest& request,
                                        const MigrationProgress& progress) {
    auto fits = check_request(caller, request);
    if (!fits) return fits.error();
    auto map = read_map(request.map);
    if (!map) return map.error();
    auto reading = office_.store.begin_read();
    auto target = find_target(office_, *reading, request);
    if (!target) return target.error();
    auto leads = casework::check_migration_map(*map, target->law.process);
    if (!leads) return leads.error();
    const auto selection = select(office_, *reading, request, target->hash());
    reading.reset();

    json::object answer{
        {"applied", request.is_applied}, {"target", target_view(*target)}, {"map", map->title.vi}};
    json::object counts{{"ready", 0}, {"migrated", 0}, {"refused", 0}, {"failed", 0}};
    counts["skipped"] = selection.skipped;
    json::array items;
    Run run(office_, caller, request, std::move(*target), std::move(*map));
    std::string failure;
    for (const auto& wanted : selection.cases) {
        json::object row;
        try {
            row = run.migrate(wanted);
        } catch (const ports::StoreFailure& fault) {
            failure = fault.what();  // One case that cannot be read must not hold up the others.
            row = {{"case_id", wanted.id.number}, {"title", ""},     {"from", nullptr},
                   {"outcome", "failed"},         {"version", 0},    {"reason", ""},
                   {"message", failure},          {"message_vi", ""}};
            row["changes"] = json::array();
        }
        auto& count = counts.at(row.at("outcome").as_string());
        count = count.as_int64() + 1;
        items.push_back(std::move(row));
        if (progress) {
            progress(items.back().as_object(), static_cast<int>(items.size()),
                     static_cast<int>(selection.cases.size()));
        }
    }
    if (!failure.empty() && counts.at("failed") == items.size()) {
        throw ports::StoreFailure(failure);
    }
    answer["counts"] = std::move(counts);
    answer["items"] = std::move(items);
    answer["next"] = selection.next ? json::value(*selection.next) : json::value(nullptr);
    return answer;
}

}  // namespace trinh::service
