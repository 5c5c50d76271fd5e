/// ArchiveShelf: files that hold the moved history of closed cases, one file an archive.
///
/// A place is what a person types: a bare name lies in the office's own folder of archives,
/// anything else is a path. A written archive is never changed. Everything here throws
/// StoreFailure when a file or the disk is broken.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ports/rows.h"

namespace trinh::ports {

/// What an archive says of itself. `seal`: a note over all that it holds, signed with `key`.
struct ArchiveHead {
    std::string name, department, made_by, process;
    Instant made_at;
    Date closed_before;
    std::string checkpoint;  ///< Of the log the entries are from, printed with its signature.
    std::string key;         ///< Public, in base64.
    std::string seal, seal_signature;
};

/// A person or an agency by the name of the day the archive was made.
struct NameRow {
    std::string id, name;
};

/// A perfect subtree of the log none of whose entries the archive holds.
struct GapRow {
    std::int64_t first = 0, size = 0;
    std::string hash;  ///< In hex.
};

/// Used by one thread.
class ArchiveReader {
public:
    virtual ~ArchiveReader() = default;
    virtual ArchiveHead head() = 0;
    /// With snapshots, by id, from the first id above `after` on.
    virtual std::vector<CaseRow> cases(CaseId after, int limit) = 0;
    virtual Result<CaseRow> find(CaseId id) = 0;  ///< Refuses with not_found.
    virtual std::vector<JournalRow> journal(CaseId id) = 0;
    virtual std::int64_t journal_rows() = 0;  ///< Of all cases.
    /// Entries from that number on, by number.
    virtual std::vector<AuditRow> entries_from(std::int64_t index, int limit) = 0;
    virtual std::vector<AuditRow> query(const AuditFilter& filter) = 0;
    /// How many entries the filter finds at least, counted up to its limit.
    virtual std::int64_t count(const AuditFilter& filter) = 0;
    virtual std::vector<GapRow> gaps_from(std::int64_t first, int limit) = 0;
    virtual std::vector<DefinitionRow> definitions() = 0;  ///< By hash.
    virtual std::vector<NameRow> names() = 0;              ///< By id.
};

/// Writes one archive aside; destroyed before keep(), it leaves nothing. Used by one thread.
class ArchiveWriter {
public:
    virtual ~ArchiveWriter() = default;
    virtual void add_case(const CaseRow& row, const std::vector<JournalRow>& journal) = 0;
    virtual void add_entries(const std::vector<AuditRow>& rows) = 0;
    virtual void add_gaps(const std::vector<GapRow>& rows) = 0;
    virtual void add_definition(const DefinitionRow& row) = 0;
    virtual void add_name(const NameRow& row) = 0;
    /// Puts everything on the disk; after it nothing is added.
    virtual void close(const ArchiveHead& head) = 0;
    /// What was closed, as it came back from the disk.
    [[nodiscard]] virtual std::unique_ptr<ArchiveReader> read_back() = 0;
    /// Gives the file its name, durably. Throws, too, when there is a file of that name.
    virtual void keep() = 0;
};

/// A file as it lies on the disk.
struct ArchivePrint {
    std::string sha256;
    std::int64_t bytes = 0;
};

/// Safe to share between threads.
class ArchiveShelf {
public:
    virtual ~ArchiveShelf() = default;
    /// The name of the file at this place. Refuses (invalid_input) what can be no archive's name.
    [[nodiscard]] virtual Result<std::string> name_of(std::string_view place) const = 0;
    [[nodiscard]] virtual bool is_there(std::string_view place) const = 0;
    /// Clears away what an earlier try left half written.
    [[nodiscard]] virtual std::unique_ptr<ArchiveWriter> create(std::string_view place) = 0;
    /// Takes away a file that no store lists.
    virtual void discard(std::string_view place) = 0;
    /// Refuses with not_found where there is no file, with invalid_input what is no archive.
    [[nodiscard]] virtual Result<std::unique_ptr<ArchiveReader>> open(std::string_view place) = 0;
    /// Reads the whole file. Refuses with not_found.
    [[nodiscard]] virtual Result<ArchivePrint> print_of(std::string_view place) const = 0;
};

}  // namespace trinh::ports
