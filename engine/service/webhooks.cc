#include "engine/service/webhooks.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/digest.h"
#include "engine/base/json_text.h"
#include "engine/service/trail.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

bool matches(std::string_view pattern, std::string_view action) {
    if (!pattern.ends_with('*')) return pattern == action;
    pattern.remove_suffix(1);
    return action.starts_with(pattern);
}

/// Neither what a form held nor what somebody remarked: the receiver asks for that as a reader.
json::object message_body(const Recording& recording, const casework::Decision& decision,
                          const std::string& action, const std::string& agency) {
    const auto& subject = decision.after;
    json::array stages;
    for (const auto* stage : active_stages(recording.law, subject)) {
        stages.emplace_back(stage->state_id);
    }
    return {{"event", action},
            {"at", recording.now.iso()},
            {"actor", decision.events.front().actor},
            {"agency", agency},
            {"case", json::object{{"id", subject.id.number},
                                  {"title", subject.title},
                                  {"process", subject.process},
                                  {"stages", std::move(stages)},
                                  {"drafting_agency", subject.drafting_agency},
                                  {"is_closed", subject.is_closed},
                                  {"url", fmt::format("{}/cases/{}", recording.office.base_url,
                                                      subject.id.number)}}}};
}

std::string short_digest(const std::string& url) {
    return audit::to_hex(audit::bytes_of(audit::sha256({url}))).substr(0, 12);
}

}  // namespace

bool wants(const ports::WebhookTarget& target, std::string_view action) {
    return std::ranges::any_of(target.events,
                               [&](const auto& pattern) { return matches(pattern, action); });
}

void add_webhooks(const Recording& recording, const casework::Decision& decision,
                  const ActNote& note, std::vector<ports::MailRow>& rows) {
    const auto action = trail_action(decision, note);
    for (const auto& target : recording.office.webhooks) {
        if (!wants(target, action)) continue;
        auto body = message_body(recording, decision, action, note.agency);
        ports::MailRow row;
        row.channel = ports::Channel::webhook;
        row.message_id =
            fmt::format("webhook.{}.{}.{}@{}", decision.after.id.number, decision.after.sequence,
                        short_digest(target.url), recording.office.mail_host);
        body["delivery"] = row.message_id;
        row.to_address = target.url;
        row.letter = "webhook:" + action;
        row.values = to_json_text(body);
        row.case_id = decision.after.id;
        row.queued_at = recording.now;
        row.not_before = recording.now;
        rows.push_back(std::move(row));
    }
}

}  // namespace trinh::service
