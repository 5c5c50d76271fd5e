#include "adapters/sql/group_writer.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/ports/store.h"

namespace trinh::sql {

namespace {

constexpr std::size_t members_max = 256;
constexpr auto age_max =
    std::chrono::milliseconds(20);  ///< Then who was answered last waits no more.

constexpr const char* group_was_lost =
    "The database gave up the transaction that this act shared with others: nothing of it was "
    "written; try again.";

}  // namespace

/// A turn of the thread that began it.
class TurnWork : public Work {
public:
    TurnWork(GroupWriter& writer, bool is_behind) : writer_(writer), is_behind_(is_behind) {}
    TurnWork(const TurnWork&) = delete;
    TurnWork& operator=(const TurnWork&) = delete;
    ~TurnWork() override {
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
        GroupWriter::Waiter me;
        me.is_behind = is_behind_;
        writer_.commit_member(entries, me);
        has_turn_ = false;
        writer_.end_turn();
        writer_.await_group(me);
    }

private:
    GroupWriter& writer_;
    const bool is_behind_;
    bool has_turn_ = true;
};

/// A member that whoever has the turn writes; its owner waits elsewhere.
class PieceWork : public Work {
public:
    PieceWork(GroupWriter& writer, GroupWriter::Waiter& owner, bool& is_committed)
        : writer_(writer), owner_(owner), is_committed_(is_committed) {}
    [[nodiscard]] Session& session() override { return *writer_.session_; }
    void commit(const std::vector<ports::AuditRow>& entries) override {
        writer_.commit_member(entries, owner_);
        is_committed_ = true;
    }

private:
    GroupWriter& writer_;
    GroupWriter::Waiter& owner_;
    bool& is_committed_;
};

std::unique_ptr<Work> GroupWriter::begin(bool is_behind) {
    Waiter me;
    me.is_behind = is_behind;
    wait_for_turn(me);
    try {
        open_member();
        return std::make_unique<TurnWork>(*this, is_behind);
    } catch (...) {
        end_turn();
        throw;
    }
}

Result<Done> GroupWriter::run(const Piece& piece) {
    Waiter me;
    me.piece = &piece;
    wait_for_turn(me);
    if (me.has_turn) {
        do_piece(me);
        end_turn();
    }
    await_group(me);
    if (me.refusal) return *me.refusal;
    return Done{};
}

/// Back with the turn, or with the piece done or in somebody's hands.
void GroupWriter::wait_for_turn(Waiter& me) {
    std::unique_lock lock(mutex_);
    if (!is_taken_) {
        me.has_turn = is_taken_ = true;
        return;
    }
    auto& line = me.is_behind ? behind_ : waiting_;
    line.push_back(&me);
    const auto patience = std::chrono::milliseconds(wait_ms_);
    const auto is_served = [&] { return me.has_turn || me.is_picked; };
    if (me.woken.wait_for(lock, patience, is_served)) return;
    line.erase(std::find(line.begin(), line.end(), &me));
    throw ports::StoreFailure(
        "The database is busy: other acts took too long; try again in a moment.");
}

std::size_t GroupWriter::waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_.size() + behind_.size();
}

void GroupWriter::open_member() {
    if (!session_) session_ = std::make_unique<Session>(dialect_);
    if (!group_) {
        session_->begin(Access::write);
        group_ = std::make_unique<Group>();
    }
    session_->run("savepoint member");
}

void GroupWriter::commit_member(const std::vector<ports::AuditRow>& entries, Waiter& member) {
    group_->tail.append(*session_, entries);
    session_->run("release savepoint member");
    group_->members.push_back(&member);
    group_->has_hurry = group_->has_hurry || !member.is_behind;
}

void GroupWriter::take_back_member() noexcept {
    session_->words().take_back();
    try {
        session_->run("rollback to savepoint member");
        session_->run("release savepoint member");
    } catch (const std::exception&) {
        // The database itself ended the transaction (a full disk, say): all members are lost.
        group_->tail = {};
        session_->roll_back();
    }
}

/// The piece becomes a member of the group, or its owner hears why not.
void GroupWriter::do_piece(Waiter& waiter) noexcept {
    bool is_open = false, is_committed = false;
    try {
        open_member();
        is_open = true;
        auto outcome = (*waiter.piece)(std::make_unique<PieceWork>(*this, waiter, is_committed));
        if (!outcome) waiter.refusal = outcome.error();
    } catch (...) {
        waiter.failure = std::current_exception();
    }
    if (is_committed) return;
    if (is_open) take_back_member();
    const std::lock_guard lock(mutex_);
    waiter.is_done = true;
    waiter.woken.notify_one();
}

void GroupWriter::await_group(Waiter& me) {
    std::unique_lock lock(mutex_);
    me.woken.wait(lock, [&] { return me.is_done; });
    if (me.failure) std::rethrow_exception(me.failure);
}

void GroupWriter::end_turn() noexcept {
    while (can_grow()) {
        Waiter* next = next_piece();
        if (next == nullptr) break;
        do_piece(*next);
    }
    if (hand_on(true)) return;
    close_group();
    hand_on(false);
}

/// Takes the piece of who waits longest; nothing when he waits for the turn itself.
GroupWriter::Waiter* GroupWriter::next_piece() noexcept {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() || waiting_.front()->piece == nullptr) return nullptr;
    if (is_turn_of_behind()) return nullptr;
    Waiter* next = waiting_.front();
    waiting_.pop_front();
    if (!behind_.empty()) ++turns_before_behind_;
    next->is_picked = true;
    return next;
}

/// Gives the turn to who waits longest, those behind last. Within the group only while it may grow.
bool GroupWriter::hand_on(bool within_group) noexcept {
    const std::lock_guard lock(mutex_);
    const bool is_behind = is_turn_of_behind();
    auto& line = is_behind ? behind_ : waiting_;
    const bool may_go = !within_group || (can_grow() && (!is_behind || lets_behind_in()));
    if (line.empty() || !may_go) {
        if (!within_group) is_taken_ = false;
        return false;
    }
    Waiter* next = line.front();
    line.pop_front();
    turns_before_behind_ = is_behind || behind_.empty() ? 0 : turns_before_behind_ + 1;
    next->has_turn = true;
    next->woken.notify_one();
    return true;
}

bool GroupWriter::is_turn_of_behind() const {
    return !behind_.empty() && (waiting_.empty() || turns_before_behind_ >= patience_max);
}

/// Who waits for an answer need not wait for such work as well.
bool GroupWriter::lets_behind_in() const {
    return !group_->has_hurry;
}

bool GroupWriter::can_grow() const {
    return group_ && session_->is_open() && !session_->is_broken() &&
           group_->members.size() < members_max &&
           std::chrono::steady_clock::now() - group_->began < age_max;
}

void GroupWriter::close_group() noexcept {
    std::exception_ptr failure;
    try {
        if (group_) commit_group();
    } catch (...) {
        failure = std::current_exception();
    }
    if (session_) session_->roll_back();
    if (session_ && session_->is_broken()) session_.reset();
    if (!group_) return;
    const std::lock_guard lock(mutex_);
    for (Waiter* member : group_->members) {
        member->failure = failure;
        member->is_done = true;
        member->woken.notify_one();
    }
    group_.reset();
}

void GroupWriter::commit_group() {
    if (group_->members.empty()) return;
    if (!session_->is_open()) throw ports::StoreFailure(group_was_lost);
    group_->tail.save(*session_);
    session_->commit();
}

}  // namespace trinh::sql
