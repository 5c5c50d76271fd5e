#include "engine/service/index_snapshots.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/digest.h"
#include "engine/base/json_text.h"
#include "engine/reform_index/report.h"
#include "engine/reform_index/snapshot.h"
#include "engine/service/index_round_desk.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

reform_index::FrozenText frozen(const std::string& id, const std::string& text) {
    return {id, audit::to_hex(audit::bytes_of(audit::sha256({text}))), text};
}

Result<ports::IndexSnapshotRow> find_snapshot(ports::Transaction& tx, std::int64_t number) {
    for (auto& row : tx.index().snapshots()) {
        if (row.number == number) return std::move(row);
    }
    return Refusal{Reason::not_found, fmt::format("There is no snapshot {} of the index.", number),
                   fmt::format("Không có bản chốt số liệu số {}.", number)};
}

}  // namespace

ports::IndexSnapshotRow keep_snapshot(const Office& office, ports::Transaction& tx,
                                      const Caller& caller, const Scored& scored) {
    const Instant now = office.clock.now();
    const auto calendar = office.shelf.calendar();
    const std::string calendar_id = calendar ? (*calendar)->id() : std::string();
    const reform_index::SnapshotParts parts{
        frozen(scored.index->id, office.shelf.index_text()),
        frozen(calendar_id, office.shelf.calendar_text(calendar_id)),
        scored.facts,
        scored.values,
        now,
        caller.person.id};
    const std::string bytes =
        to_json_text(reform_index::snapshot_document(*scored.index, scored.tree, parts));
    ports::IndexSnapshotRow row{0,
                                scored.index->id,
                                scored.tree.period.on,
                                now,
                                caller.person.id,
                                caller.person.agency,
                                office.vault.keep(bytes)};
    row.number = tx.index().add_snapshot(row);
    return row;
}

json::object snapshot_view(Directory& names, const ports::IndexSnapshotRow& row) {
    return {{"number", row.number},
            {"index", row.index},
            {"on", row.on.iso()},
            {"at", row.at.iso()},
            {"person", names.person(row.person)},
            {"sha256", row.sha256}};
}

Result<json::object> IndexRoundDesk::freeze(const Caller& caller, Date on) {
    if (auto may = check_right(office_, caller, reform_index::Act::snapshot); !may) {
        return may.error();
    }
    auto tx = office_.store.begin();
    auto scored = score_on(office_, *tx, on);
    if (!scored) return scored.error();
    const auto row = keep_snapshot(office_, *tx, caller, *scored);
    append_index_entry(office_, *tx, caller,
                       {"index.snapshot",
                        fmt::format("snapshot {} of {}", row.number, on.iso()),
                        {},
                        {},
                        row.sha256});
    Directory names(*tx);
    json::object view{{"snapshot", snapshot_view(names, row)}};
    tx->commit();
    return view;
}

json::object IndexRoundDesk::snapshots() {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    json::array items;
    for (const auto& row : tx->index().snapshots()) items.push_back(snapshot_view(names, row));
    return {{"items", std::move(items)}};
}

Result<std::string> IndexRoundDesk::snapshot_text(std::int64_t number) {
    auto tx = office_.store.begin_read();
    auto row = find_snapshot(*tx, number);
    if (!row) return row.error();
    return office_.vault.fetch(row->sha256);
}

Result<ReportFile> IndexRoundDesk::report(std::int64_t number, std::string_view span,
                                          std::string_view format) {
    auto tx = office_.store.begin_read();
    auto row = find_snapshot(*tx, number);
    if (!row) return row.error();
    const auto wanted =
        span.empty() ? reform_index::span_of(row->on) : reform_index::find_span(span);
    if (!wanted || (format != "docx" && format != "xlsx")) {
        return Refusal{Reason::invalid_input,
                       "A report is for a quarter, half-year or year, as docx or xlsx.",
                       "Báo cáo lập theo quý, 6 tháng hoặc năm, dạng docx hoặc xlsx."};
    }
    if (office_.papers == nullptr) {
        return Refusal{Reason::wrong_state, "No office files are written here.",
                       "Chương trình không xuất tệp văn phòng ở chế độ này."};
    }
    auto text = office_.vault.fetch(row->sha256);
    if (!text) return text.error();
    Directory names(*tx);
    auto paper = reform_index::report_paper(
        stored_json(*text).as_object(), *wanted,
        {names.agency_name(office_.department), row->number, row->sha256});
    if (!paper) return paper.error();
    return ReportFile{fmt::format("bao-cao-par-index-{}.{}", row->on.iso(), format),
                      format == "docx" ? office_.papers->document(*paper, row->at)
                                       : office_.papers->workbook(*paper, row->at)};
}

}  // namespace trinh::service
