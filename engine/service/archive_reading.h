/// archive_reading: what an archive holds, as documents, with nothing but the file.
///
/// Names and titles are those that the file brought along. Nothing is checked here: see
/// archive_check.h.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <string>

#include "engine/ports/archive_shelf.h"
#include "engine/service/audit_view.h"

namespace trinh::service {

namespace json = boost::json;

/// The words of one archive; its reader must outlive them.
class ArchiveWords {
public:
    explicit ArchiveWords(ports::ArchiveReader& archive);
    [[nodiscard]] EntryWords words() const;
    [[nodiscard]] json::value person(const std::string& id) const;
    /// Null when the archive does not have it, or it cannot be read.
    [[nodiscard]] const workflow::Process* process(std::string_view hash) const;

private:
    std::map<std::string, std::string> names_;
    std::map<std::string, std::string, std::less<>> texts_;
    /// Read when first asked for.
    mutable std::map<std::string, std::shared_ptr<const workflow::Process>, std::less<>> read_;
};

/// {"items","next"} as AuditDesk::query() gives; filter.folded_text is taken as typed.
json::object query_archive(ports::ArchiveReader& archive, ports::AuditFilter filter);

/// {"id","title","process","process_title","drafting_agency","opened_at","closed_at",
/// "journal_rows","rebuilds","entries"}: the case and its part of the trail, oldest first.
/// Refuses a case that the archive does not hold.
Result<json::object> show_archived_case(ports::ArchiveReader& archive, CaseId id);

}  // namespace trinh::service
