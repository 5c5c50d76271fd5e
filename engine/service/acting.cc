#include "engine/service/acting.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/casework/decide.h"
#include "engine/casework/permission.h"
#include "engine/casework/questions.h"
#include "engine/service/answer_desk.h"
#include "engine/service/case_law.h"
#include "engine/service/collision.h"
#include "engine/service/linked_cases.h"
#include "engine/service/record.h"
#include "engine/service/views.h"

namespace trinh::service {
namespace {

/// Who is overtaken so often waits for his turn and holds the case.
constexpr int tries_beside = 3;

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

/// Whether it is written with the case's own rows alone.
bool stands_alone(const casework::Decision& decision) {
    return std::ranges::all_of(decision.effects, [](const casework::Effect& effect) {
        return std::holds_alternative<casework::SendLetter>(effect);
    });
}

ActNote note_of(const Caller& caller, const ActRequest& request) {
    return {request.act.event, request.act.note, caller.via, caller.person.agency,
            request.act.inputs};
}

}  // namespace

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

Result<json::object> Acting::run() {
    for (int i = 0; i < tries_beside && is_alone_; ++i) {
        if (auto answer = try_beside()) return std::move(*answer);
    }
    return despite_collisions([&] { return try_within(); });
}

Result<Acting::Thought> Acting::think(ports::Transaction& tx, Directory& names,
                                      bool is_for_update) const {
    auto loaded = load_case(office_, caller_, tx, request_.id, is_for_update);
    if (!loaded) return loaded.error();
    if (request_.version && *request_.version != loaded->row.version) {
        return Refusal{Reason::conflict,
                       fmt::format("The case moved on: you saw version {}, it is at {}. Reload it.",
                                   *request_.version, loaded->row.version),
                       "Hồ sơ vừa được người khác cập nhật. Đề nghị tải lại trước khi thực hiện."};
    }
    auto decision = casework::decide_act(loaded->law, loaded->subject, request_.act,
                                         caller_.actor(), office_.clock.now());
    if (!decision) return decision.error();
    auto people = check_people(loaded->law, loaded->subject, request_.act.inputs, names);
    if (!people) return people.error();
    const auto action =
        casework::find_action(loaded->law, loaded->subject, request_.act.event, caller_.actor());
    return Thought{std::move(*loaded), std::move(*decision), action ? *action : nullptr};
}

std::optional<Result<json::object>> Acting::try_beside() {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    auto thought = think(*tx, names, false);
    if (!thought) return thought.error();
    const auto& [loaded, decision, action] = *thought;
    is_alone_ = stands_alone(decision);
    if (!is_alone_) return std::nullopt;
    const Instant now = decision.events.front().at;
    auto change = change_of({office_, loaded.law, *tx, names, now}, loaded.subject,
                            loaded.row.version, decision, note_of(caller_, request_));
    change.key = key_of(caller_, now);
    auto view = case_view({loaded.law, *tx, names, now}, decision.after, caller_);
    view["version"] = loaded.row.version + 1;
    tx.reset();
    try {
        const auto recorded = office_.store.record(change);
        if (recorded) return answer(*thought, std::move(view), {});
        if (recorded.error().reason != Reason::conflict) return recorded.error();
    } catch (const ports::StoreCollision&) {
    }
    return std::nullopt;
}

Result<json::object> Acting::try_within() const {
    auto tx = office_.store.begin();
    Directory names(*tx);
    auto thought = think(*tx, names, true);
    if (!thought) return thought.error();
    auto& [loaded, decision, action] = *thought;
    const Instant now = decision.events.front().at;
    LinkedCases linked(office_, *tx, names, caller_.actor(), now);
    auto saved = linked.record(loaded.law, loaded.subject, loaded.row.version, decision,
                               note_of(caller_, request_));
    if (!saved) return saved.error();
    auto view = stored_view(office_, caller_, *tx, names, request_.id);
    use_up_key(*tx, caller_, now);
    tx->commit();
    return answer(*thought, std::move(view), linked.opened());
}

json::object Acting::answer(const Thought& thought, json::object view,
                            const std::vector<CaseId>& opened) const {
    return {{"case", std::move(view)},
            {"result", result_view(thought.loaded.law, thought.decision, thought.action, opened)}};
}

}  // namespace trinh::service
