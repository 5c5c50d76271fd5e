#include "engine/service/doctor_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <map>
#include <set>

#include "engine/reform_index/manual.h"
#include "engine/reform_index/round.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/case_law.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

using ports::CheckLevel;
using ports::CheckLine;

constexpr int cases_a_page = 200;
constexpr std::size_t named_max = 10;

/// "3, 8, 21 and 4 more".
std::string named(const std::vector<std::string>& all) {
    std::string text;
    for (std::size_t i = 0; i < std::min(all.size(), named_max); ++i) {
        text += (i == 0 ? "" : ", ") + all[i];
    }
    if (all.size() > named_max) text += fmt::format(" and {} more", all.size() - named_max);
    return text;
}

CheckLine trail(const Office& office) {
    const auto verdict = AuditDesk(office).verify();
    const std::string said(verdict.at("message").as_string());
    if (verdict.at("ok").as_bool()) return {"trail", CheckLevel::ok, said, ""};
    return {"trail", CheckLevel::fault, said,
            "Keep the database file as it is, restore the last backup elsewhere and compare; find "
            "out who had access to the file."};
}

CheckLine checkpoints(const Office& office) {
    const char* sign = "Run \"trinh audit checkpoint\" and keep the note outside of this machine.";
    if (office.secrets == nullptr || !office.secrets->find("audit-key")) {
        return {"checkpoints", CheckLevel::fault, "There is no key that signs checkpoints.", sign};
    }
    auto key = checkpoint_key(office);
    if (!key) {
        return {"checkpoints", CheckLevel::fault, key.error().message,
                "Restore the file audit-key of the state folder from a backup."};
    }
    const auto rows = office.store.begin_read()->audit().checkpoints();
    if (rows.empty()) {
        return {"checkpoints", CheckLevel::fault, "The trail was never signed.", sign};
    }
    const auto reader = key->public_key();
    for (const auto& row : rows) {
        if (row.key_id != reader.id()) continue;  // An earlier key, or that of another node.
        const auto note = note_of(row);
        if (note && reader.verify(note->note, note->signature)) continue;
        return {
            "checkpoints", CheckLevel::fault,
            fmt::format("The kept checkpoint of {} entries does not bear our signature.", row.size),
            "Compare it with the note that was mailed that day: one of the two was changed."};
    }
    return {"checkpoints", CheckLevel::ok,
            fmt::format("{} checkpoints, the last on {} over {} entries.", rows.size(),
                        rows.back().at.spoken(), rows.back().size),
            ""};
}

/// What is collected on one walk over the cases.
struct Walk {
    std::int64_t cases = 0;
    std::vector<std::string> unlike, unread, late;  ///< Numbers of cases.
    std::map<std::string, std::string> files;       ///< Hash -> where it is named.
};

bool has_its_deadlines(const Office& office, ports::Transaction& tx,
                       const casework::Case& subject) {
    auto law = law_of_case(office, tx, subject.definition_hash);
    if (!law) return true;  // Said of the case elsewhere: it is among the unread ones.
    const auto key = [](const ports::DeadlineRow& row) {
        return std::tuple(row.deadline, row.entry, row.due);
    };
    // A clock that could not do its work is put off: its row wakes later than the case says.
    const auto is_that = [&](const ports::DeadlineRow& clock, const ports::DeadlineRow& row) {
        return key(clock) == key(row) && clock.wake_at.has_value() == row.wake_at.has_value() &&
               clock.wake_at <= row.wake_at;
    };
    auto expected =
        subject.is_closed ? std::vector<ports::DeadlineRow>() : deadline_rows(*law, subject);
    auto found = tx.deadlines().of_case(subject.id);
    std::ranges::sort(expected, {}, key);
    std::ranges::sort(found, {}, key);
    return std::ranges::equal(expected, found, is_that);
}

void look_at(const Office& office, ports::Transaction& tx, CaseId id, bool is_replayed,
             Walk& walk) {
    const std::string number = std::to_string(id.number);
    try {
        auto row = tx.cases().load(id);
        if (!row) return;
        const auto subject = read_case(*row);
        for (const auto& draft : subject.drafts) {
            walk.files.emplace(draft.sha256, "a draft of case " + number);
        }
        if (!is_replayed) return;
        const auto journal = journal_of(office, tx, id);
        // What is wrong with an archive its own line says.
        if (journal.is_complete()) ++walk.cases;
        if (journal.is_complete() && !rebuilds(journal.rows, *row)) walk.unlike.push_back(number);
        if (!has_its_deadlines(office, tx, subject)) walk.late.push_back(number);
    } catch (const ports::StoreFailure&) {
        throw;
    } catch (const std::exception&) {
        walk.unread.push_back(number);
    }
}

Walk walk_cases(const Office& office, int sample) {
    Walk walk;
    ports::CaseFilter filter;
    filter.limit = cases_a_page;
    std::int64_t seen = 0;
    while (true) {
        auto tx = office.store.begin_read();  // One a page: a long reading would hold the log back.
        const auto rows = tx->cases().list(filter);
        for (const auto& row : rows) {
            look_at(office, *tx, row.id, sample == 0 || seen++ < sample, walk);
        }
        if (std::ssize(rows) < cases_a_page) return walk;
        filter.below_id = rows.back().id;
    }
}

CheckLine journals(const Walk& walk) {
    auto broken = walk.unlike;
    broken.insert(broken.end(), walk.unread.begin(), walk.unread.end());
    if (broken.empty()) {
        return {"journals", CheckLevel::ok,
                fmt::format("{} cases are what their journals say.", walk.cases), ""};
    }
    return {"journals", CheckLevel::fault,
            fmt::format("The stored state of case {} is not what the journal says.", named(broken)),
            "Restore these cases from the last backup; their journals are in \"trinh case show\"."};
}

CheckLine deadlines(const Walk& walk) {
    if (walk.late.empty()) {
        return {"deadlines", CheckLevel::ok, "Every running clock has its row, and no row is left.",
                ""};
    }
    return {"deadlines", CheckLevel::fault,
            fmt::format("The rows of deadlines of case {} are not its running clocks.",
                        named(walk.late)),
            "Any act on such a case writes its rows anew; until then its reminders may not come."};
}

void add_evidence(const std::vector<reform_index::Evidence>& evidence, const std::string& where,
                  Walk& walk) {
    for (const auto& each : evidence) {
        if (!each.sha256.empty()) walk.files.emplace(each.sha256, where);
    }
}

void add_index_files(const Office& office, Walk& walk) {
    auto tx = office.store.begin_read();
    for (const auto& row : tx->index().snapshots()) {
        walk.files.emplace(row.sha256, fmt::format("frozen score {}", row.number));
    }
    for (const auto& row : tx->index().values_after(0)) {
        const auto value = reform_index::read_manual(stored_json(row.body).as_object());
        if (value) add_evidence(value->evidence, "a value of criterion " + row.code, walk);
    }
    for (const auto& row : tx->index().steps()) {
        const auto step = reform_index::read_step(stored_json(row.body).as_object());
        if (step) add_evidence(step->evidence, fmt::format("round {}", row.round), walk);
    }
}

CheckLine files(const Office& office, const Walk& walk) {
    // The references were read first: what was uploaded since is only a file without one.
    const auto kept = office.vault.names();
    const std::set<std::string, std::less<>> there(kept.begin(), kept.end());
    std::vector<std::string> missing;
    for (const auto& [hash, where] : walk.files) {
        if (!there.contains(hash)) missing.push_back(where + " (" + hash.substr(0, 12) + ")");
    }
    if (!missing.empty()) {
        return {"files", CheckLevel::fault, "Files are missing: " + named(missing) + ".",
                "Copy them from the last backup into the state folder's drafts, or upload the very "
                "same files again."};
    }
    const auto orphans =
        std::ranges::count_if(kept, [&](const auto& name) { return !walk.files.contains(name); });
    if (orphans == 0) {
        return {"files", CheckLevel::ok,
                fmt::format("All {} files that are named are kept.", walk.files.size()), ""};
    }
    return {"files", CheckLevel::note,
            fmt::format("{} files are kept that nothing names: uploads whose act was refused.",
                        orphans),
            "Nothing must be done; they only take space."};
}

CheckLine clock(const Office& office) {
    ports::AuditFilter newest;
    newest.limit = 1;
    const auto rows = office.store.begin_read()->audit().query(newest).rows;
    const Instant now = office.clock.now();
    if (rows.empty() || rows.front().at <= now) {
        return {"clock", CheckLevel::ok, "It is " + now.spoken() + ", after the last entry.", ""};
    }
    return {"clock", CheckLevel::fault,
            fmt::format("It is {}, but the last entry of the trail is of {}.", now.spoken(),
                        rows.front().at.spoken()),
            "Set the machine's clock (NTP) before anybody works: deadlines are counted by it."};
}

CheckLine letters(const Office& office) {
    const auto dead = office.store.begin_read()->outbox().list(ports::MailState::dead, 1'000);
    if (dead.empty()) return {"letters", CheckLevel::ok, "No letter was given up.", ""};
    return {"letters", CheckLevel::fault,
            fmt::format("{}{} letters were given up; the last to {}: {}",
                        dead.size() == 1'000 ? "More than " : "", dead.size(),
                        dead.front().to_address, dead.front().last_error),
            "See \"trinh mail list --state dead\", mend the address or the server, then retry."};
}

CheckLine archives(const Office& office) {
    std::vector<std::string> missing, changed, unfinished;
    const auto rows = office.store.begin_read()->archives().archives();
    for (const auto& row : rows) {
        if (row.state != ports::ArchiveState::done) unfinished.push_back(row.name);
        if (row.state == ports::ArchiveState::writing) continue;
        const bool is_there = office.archives != nullptr && office.archives->is_there(row.name);
        const auto print = is_there ? office.archives->print_of(row.name)
                                    : Result<ports::ArchivePrint>(no_archives_here());
        if (!print) {
            missing.push_back(row.name);
        } else if (print->sha256 != row.sha256) {
            changed.push_back(row.name);
        }
    }
    if (!changed.empty()) {
        return {"archives", CheckLevel::fault,
                "The archive is not the file that was written: " + named(changed) + ".",
                "Put the file back from a copy that \"trinh archive verify\" calls whole."};
    }
    if (!missing.empty()) {
        return {"archives", CheckLevel::fault,
                "The archive is listed but not in the folder archives: " + named(missing) + ".",
                "Copy it there, so that officers can read the history of its cases."};
    }
    if (!unfinished.empty()) {
        return {"archives", CheckLevel::note,
                "The archive was begun and not finished: " + named(unfinished) + ".",
                "Run the same \"trinh archive create\" once more; it goes on where it stopped."};
    }
    return {"archives", CheckLevel::ok,
            rows.empty() ? "No history was moved to an archive."
                         : fmt::format("All {} archives are there, byte by byte.", rows.size()),
            ""};
}

const char* word(CheckLevel level) {
    if (level == CheckLevel::ok) return "ok";
    return level == CheckLevel::note ? "note" : "fault";
}

}  // namespace

std::vector<CheckLine> DoctorDesk::examine(const Examination& wanted) {
    auto walk = walk_cases(office_, wanted.sample);
    add_index_files(office_, walk);
    return {trail(office_),       checkpoints(office_), journals(walk), deadlines(walk),
            files(office_, walk), archives(office_),    clock(office_), letters(office_)};
}

json::object check_document(const std::vector<CheckLine>& lines) {
    json::array items;
    bool ok = true;
    for (const auto& line : lines) {
        ok = ok && line.level != CheckLevel::fault;
        items.push_back(json::object{{"name", line.name},
                                     {"level", word(line.level)},
                                     {"found", line.found},
                                     {"fix", line.fix}});
    }
    return {{"ok", ok}, {"items", std::move(items)}};
}

}  // namespace trinh::service
