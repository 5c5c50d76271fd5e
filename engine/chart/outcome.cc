#include "engine/chart/outcome.h"

namespace trinh::chart {

Event& EventList::add() {
    if (count_ == kept_.size()) return ++count_, kept_.emplace_back();
    Event& event = kept_[count_++];
    event.name.clear();
    event.data = nullptr;
    event.type = "external";
    event.send_id.clear();
    event.origin.clear();
    event.origin_type.clear();
    event.invoke_id.clear();
    event.raw.clear();
    return event;
}

void Outcome::clear() {
    was_handled = false;
    exited.clear();
    entered.clear();
    taken.clear();
    if (!log.empty()) log.clear();
    if (!outgoing.empty()) outgoing.clear();
    raised.clear();
    untaken.clear();
}

}  // namespace trinh::chart
