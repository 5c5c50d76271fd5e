/// Recorder: collects the events of one command and keeps the case as they leave it.
///
/// Internal to this room. Every event goes through evolve() the moment it is added, so what
/// decide() sees next is what a replay will see.
#pragma once

#include <optional>
#include <utility>

#include "engine/base/result.h"
#include "engine/casework/effect.h"
#include "engine/casework/evolve.h"

namespace trinh::casework {

class Recorder {
public:
    Recorder(Case before, std::string actor, Instant now) : now_(now), actor_(std::move(actor)) {
        decision_.after = std::move(before);
    }

    void add(EventBody body) {
        decision_.events.push_back({now_, actor_, std::move(body)});
        decision_.after = evolve(std::move(decision_.after), decision_.events.back());
    }
    void add(Effect effect) { decision_.effects.push_back(std::move(effect)); }
    /// A rule of the process cannot be carried out: the first reason is kept.
    void fail(Refusal reason) {
        if (!failure_) failure_ = std::move(reason);
    }
    [[nodiscard]] const std::optional<Refusal>& failure() const { return failure_; }

    [[nodiscard]] const Case& subject() const { return decision_.after; }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] Decision& decision() { return decision_; }

private:
    Instant now_;
    std::string actor_;
    Decision decision_;
    std::optional<Refusal> failure_;
};

}  // namespace trinh::casework
