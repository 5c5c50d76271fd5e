#include "adapters/sql/trail_entries.h"

#include "adapters/sql/insert_rows.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/trail_words.h"
#include "engine/base/text.h"

namespace trinh::sql {

namespace {

using ports::AuditRow;

constexpr std::string_view columns =
    "e.leaf, e.at, e.actor, e.on_behalf_of, e.agency, e.case_id, e.action, e.frame, e.inputs, "
    "e.note, coalesce(e.body, '')";

struct StoredEntry {
    std::int64_t leaf = 0;
    Instant at;
    std::int64_t actor = 0;
    std::optional<std::int64_t> on_behalf_of;
    std::int64_t agency = 0;
    std::optional<CaseId> case_id;
    std::int64_t action = 0;
    std::optional<std::int64_t> frame;
    std::string inputs, note, body;
    std::string folded_title;
};

bool is_told_by_columns(const audit::Entry& entry, const AuditRow& row) {
    return entry.at == row.at && entry.actor == row.actor &&
           entry.on_behalf_of == row.on_behalf_of && entry.agency == row.agency &&
           entry.case_id == row.case_id && entry.action == row.action;
}

std::string frame_of(const audit::Entry& entry) {
    audit::Entry frame;
    frame.action = entry.action;
    frame.rule = entry.rule;
    frame.before = entry.before;
    frame.after = entry.after;
    frame.via = entry.via;
    return audit::canonical_bytes(frame);
}

void add_values(Session& session, std::int64_t leaf, const AuditRow& row, Arguments& values) {
    auto& words = session.words();
    const auto behalf = row.on_behalf_of.empty() ? std::optional<std::int64_t>()
                                                 : words.names.number(session, row.on_behalf_of);
    values.insert(values.end(), {leaf, row.at, words.names.number(session, row.actor), behalf,
                                 words.names.number(session, row.agency), row.case_id,
                                 words.names.number(session, row.action)});
    const std::optional<std::string> nothing;
    const auto entry = audit::read_entry(row.body);
    if (entry && is_told_by_columns(*entry, row)) {
        values.insert(values.end(),
                      {words.frames.number(session, frame_of(*entry)), std::string(entry->inputs),
                       std::string(entry->note), nothing});
    } else {
        values.insert(values.end(), {std::optional<std::int64_t>(), "", "", row.body});
    }
}

/// What the frame's number says, read once a session.
const audit::Entry& frame_entry(Session& session, std::int64_t number) {
    auto& words = session.words();
    if (const auto known = words.read_frames.find(number); known != words.read_frames.end()) {
        return known->second;
    }
    const auto read = audit::read_entry(words.frames.text(session, number));
    // What cannot be read gives bytes with another hash: verification says so.
    return words.read_frames.emplace(number, read ? *read : audit::Entry{}).first->second;
}

AuditRow row_of(Session& session, StoredEntry& stored) {
    auto& names = session.words().names;
    AuditRow row;
    row.index = stored.leaf;
    row.at = stored.at;
    row.actor = names.text(session, stored.actor);
    if (stored.on_behalf_of) row.on_behalf_of = names.text(session, *stored.on_behalf_of);
    row.agency = names.text(session, stored.agency);
    row.case_id = stored.case_id;
    row.action = names.text(session, stored.action);
    if (!stored.frame) {
        row.body = std::move(stored.body);
        return row;
    }
    audit::Entry entry = frame_entry(session, *stored.frame);
    entry.at = row.at;
    entry.actor = row.actor;
    entry.on_behalf_of = row.on_behalf_of;
    entry.agency = row.agency;
    entry.case_id = row.case_id;
    entry.inputs = std::move(stored.inputs);
    entry.note = std::move(stored.note);
    row.body = audit::canonical_bytes(entry);
    return row;
}

std::string text_of(const StoredEntry& stored) {
    if (stored.frame) {
        return stored.folded_title + " " + folded(stored.note + " " + stored.inputs);
    }
    const auto entry = audit::read_entry(stored.body);
    return stored.folded_title + " " + (entry ? folded(entry->note + " " + entry->inputs) : "");
}

template <auto... more>
std::vector<StoredEntry> stored_rows(Session& session, std::string_view sql,
                                     const Arguments& values) {
    using Row = StoredEntry;
    return rows<Row, &Row::leaf, &Row::at, &Row::actor, &Row::on_behalf_of, &Row::agency,
                &Row::case_id, &Row::action, &Row::frame, &Row::inputs, &Row::note, &Row::body,
                more...>(session, sql, values);
}

}  // namespace

void insert_entries(Session& session, std::int64_t first, const std::vector<AuditRow>& entries) {
    Arguments values;
    for (const AuditRow& row : entries) add_values(session, first++, row, values);
    insert_rows(session,
                "insert into audit_entry (leaf, at, actor, on_behalf_of, agency, case_id, action, "
                "frame, inputs, note, body)",
                11, values);
}

std::vector<AuditRow> read_entries(Session& session, std::string_view rest,
                                   const Arguments& values) {
    std::string sql = "select ";
    sql.append(columns).append(" from audit_entry e ").append(rest);
    std::vector<AuditRow> found;
    for (auto& stored : stored_rows<>(session, sql, values)) {
        found.push_back(row_of(session, stored));
    }
    return found;
}

void read_texts(Session& session, std::string_view conditions, const Arguments& values,
                const TakesText& takes, std::vector<AuditRow>& taken) {
    std::string sql = "select ";
    sql.append(columns)
        .append(
            ", coalesce(c.folded_title, '') from audit_entry e left join case_file c on c.id = "
            "e.case_id where ")
        .append(conditions);
    for (auto& stored : stored_rows<&StoredEntry::folded_title>(session, sql, values)) {
        if (takes(stored.leaf, text_of(stored))) taken.push_back(row_of(session, stored));
    }
}

}  // namespace trinh::sql
