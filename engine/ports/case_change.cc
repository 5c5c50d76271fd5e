#include "engine/ports/case_change.h"

namespace trinh::ports {

Result<Done> write(Transaction& tx, const CaseChange& change) {
    auto& cases = tx.cases();
    auto saved = change.is_only_moved ? cases.move(change.after) : cases.update(change.after);
    if (saved) write_around(tx, change);
    return saved;
}

void write_around(Transaction& tx, const CaseChange& change) {
    const CaseId id = change.after.id;
    if (change.waiting) tx.cases().replace_waiting(id, *change.waiting);
    tx.deadlines().change(id, change.deadlines_gone, change.deadlines_set);
    tx.cases().append_journal(change.journal);
    for (const auto& row : change.facts) tx.facts().add(row);
    for (const auto& row : change.mail) tx.outbox().queue(row);
    for (const auto& row : change.entries) tx.audit().append(row);
    if (change.key) tx.answers().add(*change.key);
}

Result<Done> Store::record(const CaseChange& change) {
    auto tx = begin();
    auto written = write(*tx, change);
    if (written) tx->commit();
    return written;
}

}  // namespace trinh::ports
