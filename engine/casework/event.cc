#include "engine/casework/event.h"

#include <stdexcept>

#include "engine/casework/json_form.h"

namespace trinh::casework {

BOOST_DESCRIBE_STRUCT(CaseOpened, (),
                      (process, definition_hash, title, drafting_agency, department, earlier_case,
                       relation, via, triggered_on))
BOOST_DESCRIBE_STRUCT(ActionTaken, (), (event, inputs, note, via))
BOOST_DESCRIBE_STRUCT(Stepped, (), (exited, entered, session, values, values_gone, faults, rows))
BOOST_DESCRIBE_STRUCT(EventIgnored, (), (event))
BOOST_DESCRIBE_STRUCT(ItemMarked, (), (item, is_received, form, received_on))
BOOST_DESCRIBE_STRUCT(DraftAdded, (), (number, sha256, file_name, bytes))
BOOST_DESCRIBE_STRUCT(Appointed, (), (role, person))
BOOST_DESCRIBE_STRUCT(ClockSet, (), (clock, before))
BOOST_DESCRIBE_STRUCT(ClockClosed, (), (deadline, entry, was_on_time))
BOOST_DESCRIBE_STRUCT(ClockWoke, (), (deadline, entry, kind, to_role, wakes_done, wake_at))
BOOST_DESCRIBE_STRUCT(ClockHeld, (), (deadline, entry, text, text_en))
BOOST_DESCRIBE_STRUCT(FactRecorded, (), (name, date, counts))
BOOST_DESCRIBE_STRUCT(CaseClosed, (), (final_state))
BOOST_DESCRIBE_STRUCT(ChartNoted, (), (label, text, line))
BOOST_DESCRIBE_STRUCT(MigrationLine, (),
                      (subject, change, id, before, after, text, text_en, is_past))
BOOST_DESCRIBE_STRUCT(CaseMigrated, (),
                      (from_process, from_hash, process, definition_hash, map, reason, via, session,
                       clocks, appointed, last_actor, dossier, drafts, entered, changes))
BOOST_DESCRIBE_STRUCT(ToldByCase, (), (from_case, title, event, data, via))
BOOST_DESCRIBE_STRUCT(ParentTold, (), (parent, event, was_heard))

namespace {

/// In the order of EventBody. Public: never rename.
constexpr const char* type_words[] = {
    "case_opened", "action_taken",  "stepped",      "event_ignored", "item_marked",   "draft_added",
    "appointed",   "clock_set",     "clock_closed", "clock_woke",    "fact_recorded", "case_closed",
    "chart_noted", "case_migrated", "told_by_case", "parent_told",   "clock_held"};
static_assert(std::size(type_words) == std::variant_size_v<EventBody>);

template <std::size_t I = 0>
EventBody body_from_json(std::size_t index, const json::value& from) {
    if constexpr (I < std::variant_size_v<EventBody>) {
        if (index == I) return json::value_to<std::variant_alternative_t<I, EventBody>>(from);
        return body_from_json<I + 1>(index, from);
    } else {
        throw std::invalid_argument("A stored event has a type this program does not know.");
    }
}

}  // namespace

const char* event_type(const Event& event) {
    return type_words[event.body.index()];
}

json::object to_json(const Event& event) {
    json::object out =
        std::visit([](const auto& body) { return json::value_from(body).as_object(); }, event.body);
    out["actor"] = event.actor;
    return out;
}

Event event_from_json(std::string_view type, Instant at, const json::value& from) {
    json::object body = from.as_object();
    std::string actor(body.at("actor").as_string());
    body.erase("actor");
    std::size_t index = 0;
    while (index < std::size(type_words) && type != type_words[index]) ++index;
    return {at, std::move(actor), body_from_json(index, json::value(std::move(body)))};
}

}  // namespace trinh::casework
