#include "adapters/sql/trail_numbering.h"

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/insert_rows.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/trail_entries.h"
#include "engine/ports/store.h"

namespace trinh::sql {
namespace {

constexpr int batch_max = 1000;

struct WaitingEntry : ports::AuditRow {
    std::int64_t id = 0;
};

std::vector<WaitingEntry> waiting_entries(Session& session) {
    using Row = WaitingEntry;
    return rows<Row, &Row::id, &Row::at, &Row::actor, &Row::on_behalf_of, &Row::agency,
                &Row::case_id, &Row::action, &Row::body>(
        session,
        "select id, at, actor, on_behalf_of, agency, case_id, action, body from audit_waiting "
        "order by id limit :limit",
        {batch_max});
}

/// They leave where they waited and become entries.
void place(Session& session, const std::vector<WaitingEntry>& entries, std::int64_t first) {
    std::string ids = "{";
    for (const auto& entry : entries) {
        ids.append(ids.size() > 1 ? "," : "").append(std::to_string(entry.id));
    }
    ids += "}";
    const auto taken = one_number(session,
                                  "with taken as (delete from audit_waiting where id = "
                                  "any(:ids::bigint[]) returning id) select count(*) from taken",
                                  {ids});
    CHECK(taken == static_cast<std::int64_t>(entries.size()));  // The tree is ours.
    insert_entries(session, first, {entries.begin(), entries.end()});
}

/// One batch in a transaction of its own; false when nothing waits any more.
bool number_some(Session& session) {
    session.begin(Access::write);
    AuditTail tail;
    if (is_any_waiting(session)) tail.lock(session);
    const auto entries = waiting_entries(session);
    if (!entries.empty()) {
        std::vector<audit::Hash> leaves;
        for (const auto& entry : entries) leaves.push_back(audit::leaf_hash(entry.body));
        place(session, entries, tail.grow(session, leaves));
        tail.save(session);
    }
    session.commit();
    return entries.size() == batch_max;
}

}  // namespace

TrailNumbering::TrailNumbering(const Dialect& dialect, int wait_ms)
    : sessions_(dialect, 1, wait_ms), thread_([this] { run(); }) {}

TrailNumbering::~TrailNumbering() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
        woken_.notify_one();
    }
    thread_.join();
}

void TrailNumbering::notice() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(has_news_, true)) return;
    woken_.notify_one();
}

void TrailNumbering::settle() {
    const Lease lease = sessions_.lease_alive();
    while (number_some(lease.session())) continue;
}

void TrailNumbering::run() {
    std::unique_lock lock(mutex_);
    while (!is_ending_ || has_news_) {
        woken_.wait_for(lock, idle_delay, [this] { return is_ending_ || has_news_; });
        woken_.wait_for(lock, merge_delay, [this] { return is_ending_; });
        if (is_ending_ && !has_news_) return;
        has_news_ = false;
        lock.unlock();
        try {
            settle();
        } catch (const ports::StoreFailure&) {
            // What waits is safe; the next act, reader or server numbers it.
        }
        lock.lock();
    }
}

void leave_waiting(Session& session, const std::vector<ports::AuditRow>& entries) {
    Arguments values;
    for (const auto& row : entries) {
        values.insert(values.end(), {row.at, row.actor, row.on_behalf_of, row.agency, row.case_id,
                                     row.action, row.body});
    }
    insert_rows(
        session,
        "insert into audit_waiting (at, actor, on_behalf_of, agency, case_id, action, body)", 7,
        values);
}

bool is_any_waiting(Session& session) {
    return one_number(session, "select id from audit_waiting order by id limit 1", {}).has_value();
}

}  // namespace trinh::sql
