#include "engine/chart/session.h"

#include "engine/base/check.h"
#include "engine/chart/household.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

Session::Session(std::shared_ptr<const Chart> chart, std::string session_id)
    : chart_(std::move(chart)), session_id_(std::move(session_id)) {
    CHECK(chart_ != nullptr);
}

Outcome Session::start(Instant now, const json::object& facts, const StepLimits& limits,
                       const json::object& given) {
    Household household;
    return std::move(household.start(*this, {now, facts, limits}, given));
}

Outcome Session::deliver(const Event& event, Instant now, const json::object& facts,
                         const StepLimits& limits) {
    Household household;
    return std::move(household.deliver(*this, event, {now, facts, limits}));
}

Outcome Session::deliver(const PendingSend& send, Instant now, const json::object& facts,
                         const StepLimits& limits) {
    Household household;
    return std::move(household.fire(*this, send, {now, facts, limits}));
}

Stepper::Stepper() : household_(std::make_unique<Household>()) {}
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;
Stepper::~Stepper() = default;

const Outcome& Stepper::start(Session& session, Instant now, const json::object& facts,
                              const StepLimits& limits) {
    return household_->start(session, {now, facts, limits});
}

const Outcome& Stepper::deliver(Session& session, const Event& event, Instant now,
                                const json::object& facts, const StepLimits& limits) {
    return household_->deliver(session, event, {now, facts, limits});
}

const Outcome& Stepper::deliver(Session& session, const PendingSend& send, Instant now,
                                const json::object& facts, const StepLimits& limits) {
    return household_->fire(session, send, {now, facts, limits});
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
    return state != no_state && active_.has(state);
}

std::vector<std::string> Session::active_atomic() const {
    const Tables& tables = chart_->tables();
    std::vector<std::string> found;
    for (const StateIndex i : active_)
        if (tables.is_leaf(i)) found.push_back(tables.states[i].id);
    return found;
}

std::vector<std::string> Session::active_all() const {
    const Tables& tables = chart_->tables();
    std::vector<std::string> found;
    for (const StateIndex i : active_)
        if (i != 0) found.push_back(tables.states[i].id);
    return found;
}

}  // namespace trinh::chart
