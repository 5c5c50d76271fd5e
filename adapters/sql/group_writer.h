/// GroupWriter: one connection that writes, used in turns; turns that wait share one commit.
///
/// A turn is a savepoint in the group's transaction. Whoever ends a turn while others wait hands
/// the connection on and is answered when the group has been committed: so a sync of the disk
/// serves as many acts as came meanwhile. A turn that is taken back leaves the others alone; when
/// the group cannot be committed, none of its members was told yes. Work that waits complete, as a
/// piece, needs no turn: whoever has it does it on the way. Work that nobody waits for stands in a
/// line of its own, behind the others. Safe between threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/work.h"

namespace trinh::sql {

class GroupWriter {
public:
    /// Keeps the reference to the dialect. `wait_ms`: how long a turn may be waited for.
    GroupWriter(const Dialect& dialect, int wait_ms) : dialect_(dialect), wait_ms_(wait_ms) {}

    /// Waits for the connection, first come first served; throws StoreFailure when it takes too
    /// long or the database cannot be written.
    [[nodiscard]] std::unique_ptr<Work> begin() { return begin(false); }
    /// The same, letting others go first: after patience_max turns of theirs it is its turn. A
    /// group with somebody who waits does not grow by such work.
    [[nodiscard]] std::unique_ptr<Work> begin_behind() { return begin(true); }
    static constexpr int patience_max = 64;
    /// How many wait for a turn now.
    [[nodiscard]] std::size_t waiting();

    /// One member of a group, which any thread may run; it commits its work unless it refuses.
    using Piece = std::function<Result<Done>(std::unique_ptr<Work>)>;
    /// Back once the piece is durable, or with its refusal; throws what it throws.
    Result<Done> run(const Piece& piece);

private:
    friend class TurnWork;
    friend class PieceWork;
    /// Who waits: for the turn, for his piece to be done, then for the group.
    struct Waiter {
        const Piece* piece = nullptr;
        std::condition_variable woken;
        bool is_behind = false;
        bool has_turn = false;
        bool is_picked = false;  ///< Somebody does the piece.
        bool is_done = false;    ///< This changes under the mutex, and last.
        std::optional<Refusal> refusal;
        std::exception_ptr failure;
    };
    struct Group {
        std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
        std::vector<Waiter*> members;  ///< To be told how the commit went.
        AuditTail tail;
        bool has_hurry = false;  ///< Somebody waits for one of its members.
    };

    std::unique_ptr<Work> begin(bool is_behind);
    void wait_for_turn(Waiter& me);
    void open_member();
    void commit_member(const std::vector<ports::AuditRow>& entries, Waiter& member);
    void take_back_member() noexcept;
    void do_piece(Waiter& waiter) noexcept;
    void await_group(Waiter& me);
    void end_turn() noexcept;
    Waiter* next_piece() noexcept;
    bool hand_on(bool within_group) noexcept;
    [[nodiscard]] bool is_turn_of_behind() const;
    [[nodiscard]] bool lets_behind_in() const;
    [[nodiscard]] bool can_grow() const;
    void close_group() noexcept;
    void commit_group();

    const Dialect& dialect_;
    const int wait_ms_;
    // Whoever has the turn owns these two.
    std::unique_ptr<Session> session_;
    std::unique_ptr<Group> group_;

    std::mutex mutex_;
    std::deque<Waiter*> waiting_, behind_;
    int turns_before_behind_ = 0;  ///< Of others, since somebody waits in behind_.
    bool is_taken_ = false;
};

}  // namespace trinh::sql
