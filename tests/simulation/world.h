/// World: one department's simulated life: officers who do what they may (and sometimes what they
/// may not), years that pass, nodes that die, a store and a mail server that fail.
///
/// All of it follows from the seed. After every deed the laws of a case are checked; a law that is
/// broken fails the running test and names the seed.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/service/dispatcher.h"
#include "tests/simulation/chance.h"
#include "tests/simulation/fragile_store.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

/// Takes letters, or does not; keeps what it was handed.
class RandomPostman : public ports::Mailer {
public:
    explicit RandomPostman(Chance& chance) : chance_(chance) {}
    ports::SendOutcome send(const ports::Letter& letter) override;

    bool is_reliable = false;
    std::set<std::string> accepted, handed;

private:
    Chance& chance_;
};

class World {
public:
    /// Law and people are the model's; the store is a new one of that kind.
    World(TestOffice& model, std::uint64_t seed, Kind kind);

    /// One deed, in which the store fails at a random call as often as not.
    void live();
    /// The mail server works again and the years are over: what was queued must go out.
    void end();

    [[nodiscard]] int crash_points() const { return crash_points_; }
    [[nodiscard]] int power_cuts() const { return power_cuts_; }
    /// Deeds that took effect though their doer was not told so.
    [[nodiscard]] int unanswered() const { return unanswered_; }
    [[nodiscard]] int acts() const { return acts_; }
    [[nodiscard]] int refusals() const { return refusals_; }
    [[nodiscard]] int wakes() const { return wakes_; }
    [[nodiscard]] Instant now() const { return clock_.now(); }

private:
    [[nodiscard]] service::Office office();
    ports::Store& store() { return fragile_->store(); }
    void start_nodes();
    service::Caller caller(const std::string& person);
    void suffer(const std::function<void()>& deed, bool is_one_transaction);
    void open_case();
    void act();
    std::string somebody_for(CaseId id);
    void trespass(CaseId id, const service::Caller& who, const boost::json::object& view);
    void pass_time();
    void replace_a_node();
    std::string fingerprint();
    void check_laws(CaseId id);
    void check_whole();
    void check_no_clock_is_missed();

    TestOffice& model_;
    Chance chance_;
    std::unique_ptr<FragileStore> fragile_;
    ManualClock clock_;
    MemoryVault vault_;
    PlainPasswords passwords_;
    RandomPostman postman_{chance_};
    std::vector<std::string> people_, agencies_;
    std::vector<std::unique_ptr<service::Dispatcher>> nodes_;
    std::vector<CaseId> cases_;
    int power_cuts_ = 0, unanswered_ = 0;
    int crash_points_ = 0, acts_ = 0, refusals_ = 0, wakes_ = 0;
};

}  // namespace trinh::testing
