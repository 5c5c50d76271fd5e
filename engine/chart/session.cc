#include "engine/chart/session.h"

#include "engine/base/check.h"
#include "engine/chart/household.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

Session::Session(std::shared_ptr<const Chart> chart, std::string session_id)
    : chart_(std::move(chart)), session_id_(std::move(session_id)) {
    CHECK(chart_ != nullptr);
    active_ = make_bits(chart_->state_count());
    initialised_ = make_bits(chart_->state_count());
}

Outcome Session::start(Instant now, const json::object& facts, const StepLimits& limits) {
    CHECK(!is_running_ && !is_final_);
    const Surroundings around{now, facts, limits};
    return Household(*this, around).start();
}

Outcome Session::deliver(const Event& event, Instant now, const json::object& facts,
                         const StepLimits& limits) {
    const Surroundings around{now, facts, limits};
    return Household(*this, around).deliver(event);
}

Outcome Session::deliver(const PendingSend& send, Instant now, const json::object& facts,
                         const StepLimits& limits) {
    const Surroundings around{now, facts, limits};
    return Household(*this, around).fire(send);
}

std::optional<Instant> Session::next_due() const {
    const Session* owner = Household::earliest(*this);
    if (owner == nullptr) return std::nullopt;
    return owner->pending_.front().due;
}

std::optional<PendingSend> Session::take_due(Instant now) {
    const Session* earliest = Household::earliest(*this);
    if (earliest == nullptr || now < earliest->pending_.front().due) return std::nullopt;
    Session* owner = Household::find(*this, earliest->session_id_);
    PendingSend taken = std::move(owner->pending_.front());
    owner->pending_.erase(owner->pending_.begin());
    if (owner != this) taken.owner = owner->session_id_;
    return taken;
}

bool Session::is_active(std::string_view state_id) const {
    const StateIndex state = chart_->find(state_id);
    return state != no_state && has_bit(active_, state);
}

std::vector<std::string> Session::active_atomic() const {
    const Tables& tables = chart_->tables();
    std::vector<std::string> found;
    for_each_bit(active_, 1, static_cast<Index>(tables.states.size()), [&](StateIndex i) {
        if (tables.is_leaf(i)) found.push_back(tables.states[i].id);
    });
    return found;
}

std::vector<std::string> Session::active_all() const {
    const Tables& tables = chart_->tables();
    std::vector<std::string> found;
    for_each_bit(active_, 1, static_cast<Index>(tables.states.size()),
                 [&](StateIndex i) { found.push_back(tables.states[i].id); });
    return found;
}

}  // namespace trinh::chart
