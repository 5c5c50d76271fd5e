#include "adapters/sql/group_writer.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

constexpr int members_max = 256;
constexpr auto age_max =
    std::chrono::milliseconds(20);  ///< Then who was answered last waits no more.

constexpr const char* group_was_lost =
    "The database gave up the transaction that this act shared with others: nothing of it was "
    "written; try again.";

}  // namespace

class GroupedWork : public Work {
public:
    explicit GroupedWork(GroupWriter& writer) : writer_(writer) {}
    GroupedWork(const GroupedWork&) = delete;
    GroupedWork& operator=(const GroupedWork&) = delete;
    ~GroupedWork() override {
        if (!has_turn_) return;
        writer_.take_back_member();
        writer_.end_turn();
    }
    [[nodiscard]] Session& session() override {
        CHECK(has_turn_);
        return *writer_.session_;
    }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        CHECK(has_turn_);
        writer_.commit_member(entries);
        const auto group = writer_.group_;
        has_turn_ = false;
        writer_.end_turn();
        std::unique_lock lock(writer_.mutex_);
        writer_.group_done_.wait(lock, [&] { return group->is_done; });
        if (!group->failure.empty()) throw ports::StoreFailure(group->failure);
    }

private:
    GroupWriter& writer_;
    bool has_turn_ = true;
};

std::unique_ptr<Work> GroupWriter::begin() {
    wait_for_turn();
    try {
        open_member();
        return std::make_unique<GroupedWork>(*this);
    } catch (...) {
        end_turn();
        throw;
    }
}

void GroupWriter::wait_for_turn() {
    std::unique_lock lock(mutex_);
    if (!is_taken_) {
        is_taken_ = true;
        return;
    }
    Waiter me;
    waiting_.push_back(&me);
    const auto patience = std::chrono::milliseconds(wait_ms_);
    if (me.may_go.wait_for(lock, patience, [&] { return me.has_turn; })) return;
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &me));
    throw ports::StoreFailure(
        "The database is busy: other acts took too long; try again in a moment.");
}

void GroupWriter::open_member() {
    if (!session_) session_ = std::make_unique<Session>(dialect_);
    if (!group_) {
        session_->begin(Access::write);
        group_ = std::make_shared<Group>();
    }
    session_->run("savepoint member");
}

void GroupWriter::commit_member(const std::vector<ports::AuditRow>& entries) {
    group_->tail.append(*session_, entries);
    session_->run("release savepoint member");
    ++group_->members;
}

void GroupWriter::take_back_member() noexcept {
    try {
        session_->run("rollback to savepoint member");
        session_->run("release savepoint member");
    } catch (const std::exception&) {
        // The database itself ended the transaction (a full disk, say): all members are lost.
        group_->tail = {};
        session_->roll_back();
    }
}

void GroupWriter::end_turn() noexcept {
    if (hand_on(true)) return;
    close_group();
    hand_on(false);
}

/// Gives the turn to who waits longest. Within the group only while it may grow.
bool GroupWriter::hand_on(bool within_group) noexcept {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() || (within_group && !can_grow())) {
        if (!within_group) is_taken_ = false;
        return false;
    }
    Waiter* next = waiting_.front();
    waiting_.pop_front();
    next->has_turn = true;
    next->may_go.notify_one();
    return true;
}

bool GroupWriter::can_grow() const {
    return group_ && session_->is_open() && !session_->is_broken() &&
           group_->members < members_max &&
           std::chrono::steady_clock::now() - group_->began < age_max;
}

void GroupWriter::close_group() noexcept {
    std::string failure = group_ ? commit_group() : std::string();
    if (session_) session_->roll_back();
    if (session_ && session_->is_broken()) session_.reset();
    if (!group_) return;
    const std::lock_guard lock(mutex_);
    group_->failure = std::move(failure);
    group_->is_done = true;
    group_.reset();
    group_done_.notify_all();
}

/// Why the members were not kept; empty when they were, or when there is none.
std::string GroupWriter::commit_group() noexcept {
    if (group_->members == 0) return {};
    if (!session_->is_open()) return group_was_lost;
    try {
        group_->tail.save(*session_);
        session_->commit();
        return {};
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

}  // namespace trinh::sql
