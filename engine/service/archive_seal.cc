#include "engine/service/archive_seal.h"

#include <fmt/format.h>

namespace trinh::service {
namespace {

std::string text_of(const std::optional<CaseId>& id) {
    return id ? std::to_string(id->number) : std::string();
}

void add_to(audit::RowDigest& digest, const ports::JournalRow& row) {
    digest.add({std::to_string(row.case_id.number), std::to_string(row.sequence),
                std::to_string(row.at.ms), row.type, row.body});
}

std::string line(const char* name, const audit::RowDigest& digest) {
    return fmt::format("{} {} {}\n", name, digest.rows(), digest.hex());
}

}  // namespace

void ArchiveSeal::add_case(const ports::CaseRow& row,
                           const std::vector<ports::JournalRow>& journal) {
    cases_.add({std::to_string(row.id.number), std::to_string(row.version), row.process,
                row.definition_hash, row.title, row.drafting_agency, row.department, row.stage,
                std::to_string(row.opened_at.ms), std::to_string(row.changed_at.ms),
                text_of(row.parent), row.relation, row.snapshot});
    for (const auto& event : journal) add_to(journal_, event);
}

void ArchiveSeal::add_entry(const ports::AuditRow& row) {
    entries_.add({std::to_string(row.index), std::to_string(row.at.ms), row.actor, row.on_behalf_of,
                  row.agency, text_of(row.case_id), row.action, row.body});
}

void ArchiveSeal::add_gap(const ports::GapRow& row) {
    gaps_.add({std::to_string(row.first), std::to_string(row.size), row.hash});
}

void ArchiveSeal::add_definition(const ports::DefinitionRow& row) {
    definitions_.add({row.hash, row.process, std::to_string(row.added_at.ms), row.xml});
}

void ArchiveSeal::add_name(const ports::NameRow& row) {
    names_.add({row.id, row.name});
}

std::string ArchiveSeal::note(const ports::ArchiveHead& head, const audit::TreeHead& log) const {
    return fmt::format(
               "trinh archive\nname {}\nmade {} by {}\noffice {}\nclosed before {}\nprocess {}\n"
               "log {} {}\n",
               head.name, head.made_at.iso(), head.made_by, head.department,
               head.closed_before.iso(), head.process.empty() ? "all" : head.process, log.size,
               audit::to_hex(audit::bytes_of(log.root))) +
           line("cases", cases_) + line("journal", journal_) + line("entries", entries_) +
           line("gaps", gaps_) + line("definitions", definitions_) + line("names", names_);
}

std::string journal_digest(const std::vector<ports::JournalRow>& journal) {
    audit::RowDigest digest;
    for (const auto& row : journal) add_to(digest, row);
    return digest.hex();
}

}  // namespace trinh::service
