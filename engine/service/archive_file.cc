#include "engine/service/archive_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "engine/audit/subtree.h"
#include "engine/service/archive_check.h"
#include "engine/service/archive_seal.h"
#include "engine/service/archived_history.h"
#include "engine/service/directory.h"
#include "engine/service/log_walk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr std::size_t rows_at_once = 200;

/// Fills one archive, and its seal with the very rows that the store gave.
class Filling {
public:
    Filling(const Office& office, const ArchiveOrder& order, ports::ArchiveWriter& writer)
        : office_(office), order_(order), writer_(writer) {}

    void add_cases() {
        for (const auto id : order_.cases) {
            auto tx = office_.store.begin_read();
            const auto row = tx->cases().load(id);
            if (!row) continue;
            const auto journal = tx->cases().journal(id);
            if (!rebuilds(journal, *row)) {
                written.damaged.push_back(
                    {id, row->title, "journal", "Diễn biến đã lưu không khớp hồ sơ.",
                     "Its journal does not rebuild it: run \"trinh doctor\"."});
                continue;
            }
            cases_.push_back(id);
            writer_.add_case(*row, journal);
            seal_.add_case(*row, journal);
            note_words_of(*row, journal);
        }
    }

    /// One walk over the whole log: entries of the cases go in, of all others hashes.
    void add_log() {
        audit::GapBuilder gaps;
        walk_log(office_, order_.log.size, [&](const ports::AuditRow& row) {
            const bool is_ours = row.moved_hash.empty() && row.case_id &&
                                 std::ranges::binary_search(cases_, *row.case_id);
            if (!is_ours) {
                gaps.leave_out(leaf_of(row));
                return;
            }
            add_gaps(gaps.keep());
            seal_.add_entry(row);
            people_.insert(row.actor);
            people_.insert(row.on_behalf_of);
            entries_.push_back(row);
            if (entries_.size() >= rows_at_once) flush();
        });
        add_gaps(gaps.finish());
        flush();
    }

    void add_words() {
        auto tx = office_.store.begin_read();
        for (const auto& row : definitions_of(*tx)) {
            writer_.add_definition(row);
            seal_.add_definition(row);
        }
        Directory names(*tx);
        people_.erase("");
        for (const auto& id : people_) {
            const auto* person = names.find(id);
            const ports::NameRow row{id, person != nullptr ? person->name : names.agency_name(id)};
            writer_.add_name(row);
            seal_.add_name(row);
        }
    }

    ports::ArchiveHead sealed(const audit::SigningKey& key) {
        auto head = order_.head;
        const auto note = key.sign(seal_.note(head, order_.log));
        head.seal = note.note;
        head.seal_signature = note.signature;
        written.cases = seal_.cases();
        written.journal_rows = seal_.journal_rows();
        written.entries = seal_.entries();
        return head;
    }

    WrittenArchive written;

private:
    /// By hash; from the store, or from the shelf where the store has none yet.
    std::vector<ports::DefinitionRow> definitions_of(ports::Transaction& tx) {
        auto rows = tx.definitions().all();
        std::erase_if(rows, [&](const auto& row) { return definitions_.erase(row.hash) == 0; });
        for (const auto& hash : definitions_) {
            const auto text = office_.shelf.texts().find(hash);
            const auto law = office_.shelf.law_of(hash);
            if (text == office_.shelf.texts().end() || !law) continue;
            rows.push_back({hash, law->process.id, text->second, order_.head.made_at});
        }
        std::ranges::sort(rows, {}, &ports::DefinitionRow::hash);
        return rows;
    }

    void note_words_of(const ports::CaseRow& row, const std::vector<ports::JournalRow>& journal) {
        definitions_.insert(row.definition_hash);
        people_.insert(row.drafting_agency);
        people_.insert(row.department);
        for (const auto& line : journal) {
            const auto event =
                casework::event_from_json(line.type, line.at, stored_json(line.body));
            people_.insert(event.actor);
            if (const auto* opened = std::get_if<casework::CaseOpened>(&event.body)) {
                definitions_.insert(opened->definition_hash);
            }
            if (const auto* moved = std::get_if<casework::CaseMigrated>(&event.body)) {
                definitions_.insert(moved->definition_hash);
            }
        }
    }

    void add_gaps(const std::vector<audit::Subtree>& subtrees) {
        for (const auto& each : subtrees) {
            gaps_.push_back({each.first, each.size, audit::to_hex(audit::bytes_of(each.root))});
            seal_.add_gap(gaps_.back());
        }
        if (gaps_.size() >= rows_at_once) flush();
    }

    void flush() {
        writer_.add_entries(entries_);
        writer_.add_gaps(gaps_);
        entries_.clear();
        gaps_.clear();
    }

    const Office& office_;
    const ArchiveOrder& order_;
    ports::ArchiveWriter& writer_;
    ArchiveSeal seal_;
    std::vector<CaseId> cases_;
    std::vector<ports::AuditRow> entries_;
    std::vector<ports::GapRow> gaps_;
    std::set<std::string, std::less<>> people_, definitions_;
};

}  // namespace

WrittenArchive write_archive_file(const Office& office, const audit::SigningKey& key,
                                  const ArchiveOrder& order) {
    const auto writer = office.archives->create(order.place);
    Filling filling(office, order, *writer);
    filling.add_cases();
    filling.add_log();
    filling.add_words();
    writer->close(filling.sealed(key));
    const auto verdict = check_archive(*writer->read_back(), key.public_key().base64());
    if (!verdict.at("ok").as_bool()) {
        throw ports::StoreFailure(
            "What was written to the archive did not come back as it was: check the disk. " +
            std::string(verdict.at("message").as_string()));
    }
    writer->keep();
    return std::move(filling.written);
}

}  // namespace trinh::service
