#include "engine/service/archive_check.h"

#include <fmt/format.h>
#include <set>

#include "engine/audit/checkpoint.h"
#include "engine/service/archive_seal.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/audit_view.h"
#include "engine/service/log_walk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

constexpr int cases_a_page = 100;
constexpr int entries_a_page = 1'000;

/// The first thing that is wrong; empty: nothing.
struct Fault {
    std::string en, vi;
    explicit operator bool() const { return !en.empty(); }
};

Fault changed(std::string en, std::string vi) {
    return {"The archive was changed: " + std::move(en),
            "Tệp lưu trữ đã bị thay đổi: " + std::move(vi)};
}

/// One reading of an archive, from its head to its last row.
class Check {
public:
    Check(ports::ArchiveReader& archive, const std::string& key)
        : archive_(archive), head_(archive.head()), key_(key) {}

    json::object run() {
        Fault fault;
        for (const auto step : {&Check::read_signatures, &Check::read_cases, &Check::read_log,
                                &Check::read_rest, &Check::compare_seal}) {
            fault = (this->*step)();
            if (fault) break;
        }
        json::object view{{"ok", !fault},
                          {"name", head_.name},
                          {"made_at", head_.made_at.iso()},
                          {"cases", seal_.cases()},
                          {"journal_rows", seal_.journal_rows()},
                          {"entries", seal_.entries()},
                          {"size", log_.size},
                          {"root", audit::to_hex(audit::bytes_of(log_.root))},
                          {"key_id", key_id_}};
        if (!fault) {
            fault.en = fmt::format(
                "The archive is whole: {} cases whose journals rebuild them, {} entries of the "
                "trail of {} entries as it was signed.",
                seal_.cases(), seal_.entries(), log_.size);
            fault.vi = fmt::format(
                "Tệp lưu trữ nguyên vẹn: {} hồ sơ, {} mục nhật ký, khớp điểm chốt gồm {} mục.",
                seal_.cases(), seal_.entries(), log_.size);
        }
        view["message"] = fault.en;
        view["message_vi"] = fault.vi;
        return view;
    }

private:
    Fault read_signatures() {
        const auto key = audit::PublicKey::from_base64(key_);
        if (!key) return {key.error().message, "Khóa công khai không đúng định dạng."};
        key_id_ = key->id();
        if (!key->verify(head_.seal, head_.seal_signature)) {
            return changed(
                fmt::format("its seal was not signed with key {}, or its text was changed.",
                            key_id_),
                fmt::format("dấu xác nhận không khớp khóa {}.", key_id_));
        }
        const auto printed = audit::read_printed(head_.checkpoint);
        const auto point =
            printed ? audit::read_note(printed->note) : Result<audit::Checkpoint>(printed.error());
        if (!point || !key->verify(printed->note, printed->signature)) {
            return changed("its checkpoint does not bear the signature.",
                           "điểm chốt kèm theo không có chữ ký hợp lệ.");
        }
        log_ = point->head;
        return {};
    }

    Fault read_cases() {
        CaseId after{0};
        while (true) {
            const auto rows = archive_.cases(after, cases_a_page);
            for (const auto& row : rows) {
                after = row.id;
                const auto journal = archive_.journal(row.id);
                seal_.add_case(row, journal);
                if (rebuilds(journal, row)) continue;
                return changed(
                    fmt::format("the journal of case {} does not rebuild the case.", row.id.number),
                    fmt::format("diễn biến của hồ sơ số {} không khớp hồ sơ.", row.id.number));
            }
            if (std::ssize(rows) < cases_a_page) return {};
        }
    }

    /// Entries and gaps, put together to the log that the checkpoint signed.
    Fault read_log() {
        audit::Edge edge;
        std::int64_t next_gap = 0;
        auto gaps = archive_.gaps_from(0, entries_a_page);
        std::size_t gap = 0;
        const auto fill_gaps = [&]() -> bool {
            while (gap < gaps.size() && gaps[gap].first == edge.size()) {
                const auto hash = audit::hash_from_hex(gaps[gap].hash);
                if (!hash || !edge.append_subtree(*hash, gaps[gap].size)) return false;
                seal_.add_gap(gaps[gap]);
                next_gap = gaps[gap].first + 1;
                if (++gap < gaps.size()) continue;
                gaps = archive_.gaps_from(next_gap, entries_a_page);
                gap = 0;
            }
            return true;
        };
        const Fault other = changed("its entries are not those of the log it was made from.",
                                    "các mục nhật ký không khớp nhật ký gốc.");
        std::int64_t next = 0;
        while (true) {
            const auto rows = archive_.entries_from(next, entries_a_page);
            for (const auto& row : rows) {
                next = row.index + 1;
                if (!fill_gaps() || edge.size() != row.index) return other;
                if (!is_told_by_its_columns(row)) {
                    return changed(
                        fmt::format("the columns of entry {} do not say what its text says.",
                                    row.index),
                        fmt::format("mục nhật ký số {} đã bị sửa.", row.index));
                }
                edge.append(audit::leaf_hash(row.body));
                seal_.add_entry(row);
            }
            if (std::ssize(rows) < entries_a_page) break;
        }
        if (!fill_gaps() || gap != gaps.size()) return other;
        if (edge.size() != log_.size || edge.root() != log_.root) return other;
        return {};
    }

    Fault read_rest() {
        for (const auto& row : archive_.definitions()) seal_.add_definition(row);
        for (const auto& row : archive_.names()) seal_.add_name(row);
        return {};
    }

    Fault compare_seal() {
        const bool is_all = archive_.journal_rows() == seal_.journal_rows();
        if (is_all && seal_.note(head_, log_) == head_.seal) return {};
        return changed("what it holds is not what its seal lists.",
                       "nội dung không đúng với danh mục đã ký.");
    }

    ports::ArchiveReader& archive_;
    ports::ArchiveHead head_;
    std::string key_, key_id_;
    audit::TreeHead log_;
    ArchiveSeal seal_;
};

void tell(json::object& view, const Fault& fault) {
    view["ok"] = false;
    view["message"] = fault.en;
    view["message_vi"] = fault.vi;
}

/// Every entry against what the store has of it: the text, or the hash that was kept.
Fault compare_entries(const Office& office, ports::ArchiveReader& archive) {
    std::int64_t next = 0;
    while (true) {
        const auto rows = archive.entries_from(next, entries_a_page);
        auto tx = office.store.begin_read();
        std::vector<ports::AuditRow> here;
        std::size_t at = 0;
        for (const auto& row : rows) {
            if (at < here.size() && here[at].index < row.index) ++at;
            if (at >= here.size() || here[at].index != row.index) {
                here = tx->audit().read_from(row.index, entries_a_page);
                at = 0;
            }
            const bool is_same = !here.empty() && here[at].index == row.index &&
                                 leaf_of(here[at]) == audit::leaf_hash(row.body);
            if (!is_same) {
                return {fmt::format("Entry {} of the archive is not the one that this store knows.",
                                    row.index),
                        fmt::format("Mục số {} trong tệp lưu trữ không khớp nhật ký của hệ thống.",
                                    row.index)};
            }
        }
        if (std::ssize(rows) < entries_a_page) return {};
        next = rows.back().index + 1;
    }
}

Fault compare_journals(const Office& office, ports::ArchiveReader& archive, std::int64_t id) {
    CaseId after{0};
    while (true) {
        const auto rows = archive.cases(after, cases_a_page);
        auto tx = office.store.begin_read();
        for (const auto& row : rows) {
            after = row.id;
            const auto moved = tx->archives().of_case(row.id);
            if (!moved || moved->archive != id) continue;  // It was held back, and stays here.
            if (moved->journal_digest == journal_digest(archive.journal(row.id))) continue;
            return {
                fmt::format("The journal of case {} is not the one that was moved.", row.id.number),
                fmt::format("Diễn biến của hồ sơ số {} không phải bản đã chuyển.", row.id.number)};
        }
        if (std::ssize(rows) < cases_a_page) return {};
    }
}

}  // namespace

json::object check_archive(ports::ArchiveReader& archive, const std::string& key) {
    try {
        return Check(archive, key).run();
    } catch (const ports::StoreFailure&) {  // Not rows any more: the same fault, met earlier.
        json::object view{{"ok", false}};
        tell(view, changed("it cannot be read to its end.", "không đọc được đến hết tệp."));
        return view;
    }
}

Result<json::object> check_archive_here(const Office& office, const std::string& place) {
    if (office.archives == nullptr) return no_archives_here();
    auto name = office.archives->name_of(place);
    if (!name) return name.error();
    auto archive = office.archives->open(place);
    if (!archive) return archive.error();
    auto key = checkpoint_key(office);
    if (!key) return key.error();
    auto view = check_archive(**archive, key->public_key().base64());
    if (!view.at("ok").as_bool()) return view;
    const auto listed = archive_named(*office.store.begin_read(), *name);
    if (!listed || listed->state == ports::ArchiveState::writing) {
        tell(view,
             {fmt::format("The archive is whole, but this store does not list '{}'.", *name),
              fmt::format("Tệp nguyên vẹn nhưng hệ thống này không có tệp lưu trữ “{}”.", *name)});
        return view;
    }
    auto print = office.archives->print_of(place);
    if (!print) return print.error();
    if (print->sha256 != listed->sha256) {
        tell(view, changed("its bytes are not those that the store lists.",
                           "mã băm của tệp không khớp mã băm đã ghi."));
        return view;
    }
    auto fault = compare_entries(office, **archive);
    if (!fault) fault = compare_journals(office, **archive, listed->id);
    if (fault) tell(view, fault);
    return view;
}

}  // namespace trinh::service
