#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/casework/evolve.h"
#include "engine/casework/migration.h"
#include "engine/casework/migration_work.h"

namespace trinh::casework {
namespace {

constexpr const char* migrating_role = "admin";
constexpr std::size_t reason_bytes_max = 20'000;

std::string named(const std::string& process, const char* if_empty) {
    return process.empty() ? if_empty : "'" + process + "'";
}

Result<Done> check_ground(const MigrationOrder& order, const Case& subject) {
    if (subject.is_closed) {
        return Refusal{Reason::wrong_state,
                       "The case is closed; it stays under the definition it was closed under.",
                       "Hồ sơ đã kết thúc, không chuyển đổi quy trình."};
    }
    const auto& target = order.to.process;
    if (subject.definition_hash == target.chart->content_hash()) {
        return Refusal{Reason::wrong_state, "The case stands under this definition already.",
                       "Hồ sơ đã theo phiên bản quy trình này."};
    }
    const auto& map = order.map;
    const bool fits_from = map.from_process.empty() || map.from_process == subject.process;
    if (fits_from && (map.to_process.empty() || map.to_process == target.id)) return Done{};
    return Refusal{
        Reason::invalid_input,
        fmt::format("The map '{}' is for {} going to {}, not for '{}' going to '{}'.",
                    map.title.en.empty() ? map.title.vi : map.title.en,
                    named(map.from_process, "any process"), named(map.to_process, "any process"),
                    subject.process, target.id),
        fmt::format("Bảng chuyển đổi “{}” không dùng cho quy trình của hồ sơ này.", map.title.vi)};
}

void note_validity(MigrationWork& work) {
    const Date triggered = triggering_date(work.before);
    const auto& target = work.target();
    if (target.is_valid_on(triggered)) return;
    MigrationLine line{"validity", "noted", target.id, triggered.iso()};
    line.text = fmt::format(
        "Hồ sơ phát sinh ngày {}, ngoài thời gian áp dụng của quy trình “{}”: phải có "
        "căn cứ chuyển tiếp",
        triggered.spoken(), target.title.vi);
    line.text_en = fmt::format(
        "The case was triggered on {}, when '{}' did not apply: a transitional "
        "rule must allow this",
        triggered.iso(), target.title.en);
    work.tell(std::move(line));
}

CaseMigrated event_of(const MigrationWork& work) {
    CaseMigrated body;
    body.from_process = work.before.process;
    body.from_hash = work.before.definition_hash;
    body.process = work.after.process;
    body.definition_hash = work.after.definition_hash;
    body.map = work.order.map.title.vi;
    body.reason = work.order.reason;
    body.via = work.actor.via;
    body.session = work.after.session;
    body.clocks = work.after.clocks;
    body.appointed = work.after.appointed;
    body.last_actor = work.after.last_actor;
    body.dossier = work.after.dossier;
    body.drafts = work.after.drafts;
    body.entered = work.entered;
    std::copy_if(work.report.begin(), work.report.end(), std::back_inserter(body.changes),
                 [](const auto& line) { return line.change != "kept"; });
    return body;
}

}  // namespace

Result<Done> may_migrate(const Actor& actor) {
    const auto& roles = actor.roles;
    if (std::find(roles.begin(), roles.end(), migrating_role) != roles.end()) return Done{};
    return Refusal{Reason::not_permitted,
                   "Only an administrator moves cases to another definition.",
                   "Chỉ quản trị hệ thống được chuyển hồ sơ sang phiên bản quy trình khác."};
}

Result<Done> check_migration_reason(const std::string& reason) {
    const bool is_blank = reason.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!is_blank && is_text(reason) && reason.size() <= reason_bytes_max) return Done{};
    return Refusal{Reason::invalid_input,
                   fmt::format("A migration needs a reason of at most {} bytes of text; the trail "
                               "keeps it.",
                               reason_bytes_max),
                   "Phải nêu lý do chuyển đổi quy trình."};
}

Result<MigrationPlan> decide_migrate(const MigrationOrder& order, const Case& subject,
                                     const Actor& actor, Instant now) {
    auto may = may_migrate(actor);
    if (!may) return may.error();
    auto ground = check_ground(order, subject);
    if (!ground) return ground.error();

    MigrationWork work{order, subject, actor, now, subject, {}, {}, {}, {}};
    work.after.process = order.to.process.id;
    work.after.definition_hash = order.to.process.chart->content_hash();
    note_validity(work);
    note_unmatched(work);
    auto placed = place_states(work);
    if (!placed) return placed.error();
    carry_papers(work);
    auto data = carry_data(work);
    if (!data) return data.error();
    auto session = carry_session(work, std::move(*data));
    if (!session) return session.error();
    carry_clocks(work);
    compare_actions(work);

    MigrationPlan plan;
    plan.decision.events.push_back({now, actor.person, event_of(work)});
    plan.decision.effects = std::move(work.effects);
    plan.decision.after = evolve(subject, plan.decision.events.front());
    plan.report = std::move(work.report);
    return plan;
}

}  // namespace trinh::casework
