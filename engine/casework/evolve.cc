#include "engine/casework/evolve.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/base/check.h"

namespace trinh::casework {
namespace {

/// A position one behind the last appends. Positions come in order, as difference() wrote them.
void apply_elements(const json::object& elements, json::array& list) {
    for (const auto& [position, element] : elements) {
        const auto at = static_cast<std::size_t>(std::stoull(std::string(position)));
        if (at > list.size()) throw std::out_of_range("A stored list lacks elements.");
        if (at == list.size()) {
            list.push_back(element);
        } else {
            list[at] = element;
        }
    }
}

/// One overload an event: all that the event means.
class Applier {
public:
    Applier(Case& target, const Event& event) : case_(target), event_(event) {}

    void operator()(const CaseOpened& body) {
        case_.process = body.process;
        case_.definition_hash = body.definition_hash;
        case_.title = body.title;
        case_.drafting_agency = body.drafting_agency;
        case_.department = body.department;
        case_.opened_by = event_.actor;
        case_.opened_at = event_.at;
        case_.earlier_case = body.earlier_case;
        case_.relation = body.relation;
        case_.triggered_on = body.triggered_on;
    }

    void operator()(const ActionTaken& body) { case_.last_actor[body.event] = event_.actor; }

    void operator()(const Stepped& body) {
        for (const auto& [key, value] : body.session) {
            if (value.is_null()) {
                case_.session.erase(key);
            } else {
                case_.session[key] = value;
            }
        }
        auto& slot = case_.session["data"];
        if (!slot.is_object()) slot = json::object();
        json::object& values = slot.as_object();
        for (const auto& [key, value] : body.values) values[key] = value;
        for (const auto& [key, elements] : body.rows) {
            apply_elements(elements.as_object(), values[key].as_array());
        }
        for (const auto& key : body.values_gone) values.erase(key);
    }

    void operator()(const EventIgnored&) {}

    void operator()(const ItemMarked& body) {
        case_.dossier[body.item] = {body.is_received, body.form, body.received_on, event_.actor};
    }

    void operator()(const DraftAdded& body) {
        case_.drafts.push_back(
            {body.number, body.sha256, body.file_name, body.bytes, event_.at, event_.actor});
    }

    void operator()(const Appointed& body) { case_.appointed[body.role] = body.person; }

    void operator()(const ClockSet& body) {
        case_.entries = std::max(case_.entries, body.clock.entry);
        if (Clock* known = find(body.clock.deadline, body.clock.entry)) {
            *known = body.clock;
        } else {
            case_.clocks.push_back(body.clock);
        }
    }

    void operator()(const ClockClosed& body) {
        Clock* clock = find(body.deadline, body.entry);
        CHECK(clock != nullptr);
        clock->is_closed = true;
        clock->was_on_time = body.was_on_time;
        clock->closed_at = event_.at;
        clock->wake_at.reset();
    }

    void operator()(const ClockWoke& body) {
        Clock* clock = find(body.deadline, body.entry);
        CHECK(clock != nullptr);
        clock->wakes_done = body.wakes_done;
        clock->wake_at = body.wake_at;
    }

    void operator()(const ClockHeld&) {}

    void operator()(const FactRecorded&) {}

    void operator()(const CaseClosed&) { case_.is_closed = true; }

    void operator()(const ChartNoted&) {}

    void operator()(const ToldByCase&) {}

    void operator()(const ParentTold&) {}

    void operator()(const CaseMigrated& body) {
        case_.process = body.process;
        case_.definition_hash = body.definition_hash;
        case_.session = body.session;
        case_.clocks = body.clocks;
        for (const auto& clock : body.clocks) {
            case_.entries = std::max(case_.entries, clock.entry);
        }
        case_.appointed = body.appointed;
        case_.last_actor = body.last_actor;
        case_.dossier = body.dossier;
        case_.drafts = body.drafts;
    }

private:
    Clock* find(const std::string& deadline, std::int64_t entry) {
        const auto at = std::find_if(
            case_.clocks.begin(), case_.clocks.end(),
            [&](const Clock& clock) { return clock.deadline == deadline && clock.entry == entry; });
        return at == case_.clocks.end() ? nullptr : &*at;
    }

    Case& case_;
    const Event& event_;
};

}  // namespace

Case evolve(Case before, const Event& event) {
    std::visit(Applier(before, event), event.body);
    ++before.sequence;
    return before;
}

}  // namespace trinh::casework
