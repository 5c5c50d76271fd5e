/// Rows: what the store keeps, as plain values. One struct a table; adapters/sql maps them 1:1.
///
/// Instants are UTC epoch milliseconds (BIGINT), days are "YYYY-MM-DD" (TEXT), documents are JSON
/// text. Empty text stands for "none" except where optional says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/instant.h"

namespace trinh::ports {

struct AgencyRow {
    std::string id, name,
        kind;  ///< kind: "department", "drafting", "ppc" ... (data of the sample).
    std::string department = {};  ///< Whose cases its people open; empty: the office's own.
};

struct PersonRow {
    std::string id, name, position, email, agency;
    std::string password_hash;  ///< Never leaves the service.
    std::vector<std::string> roles;
    bool is_active = true;
};

/// A definition that some case was opened under; kept for ever.
struct DefinitionRow {
    std::string hash, process, xml;
    Instant added_at;
};

struct CaseRow {
    CaseId id;
    std::int64_t version = 0;  ///< Grows by one with every recorded command.
    std::string process, definition_hash;
    std::string title, folded_title;
    std::string drafting_agency, department;
    std::string stage;  ///< Ids of the active stages, blank between.
    bool is_closed = false;
    Instant opened_at, changed_at;
    std::optional<Date> next_due;  ///< The nearest running deadline.
    std::optional<CaseId> parent;  ///< The case that opened this one.
    std::string relation;          ///< What it is to that case: "review"; empty: nothing.
    std::string snapshot;          ///< The whole case as JSON (casework::Case).
};

/// How many of the cases that one case opened stand at one stage, in one agency.
struct ChildCountRow {
    std::string definition_hash, stage, drafting_agency;
    bool is_closed = false;
    std::int64_t count = 0;
    std::int64_t overdue = 0;  ///< Of them, open ones whose nearest deadline is past.
};

/// Who a case waits for: one row for each (role, person) who could do its next stage.
struct WaitingRow {
    CaseId case_id;
    std::string role, agency;
    std::string person;  ///< Empty: anybody of the agency with that role.
};

struct JournalRow {
    CaseId case_id;
    std::int64_t sequence = 0;  ///< From 1, without gaps within a case.
    Instant at;
    std::string type;  ///< casework event type: "action_taken".
    std::string body;  ///< JSON.
};

struct DeadlineRow {
    CaseId case_id;
    std::string deadline;            ///< Id in the definition.
    std::int64_t entry = 0;          ///< Which entry of its state this clock belongs to.
    std::optional<Date> due;         ///< Absent while the date it counts from is unknown.
    std::optional<Instant> wake_at;  ///< When the dispatcher must look next.
    std::string owner_role;
};

enum class MailState { pending, sent, dead };
/// Who sends it: letters go to the mail server, webhooks to another program.
enum class Channel { mail, webhook };

struct MailRow {
    MailId id;
    Channel channel = Channel::mail;
    std::string message_id;  ///< Unique: queueing the same id again changes nothing.
    std::string to_person, to_address, to_name;
    std::string letter, values;  ///< Template name and JSON.
    std::optional<CaseId> case_id;
    Instant queued_at, not_before;
    int attempts = 0;
    MailState state = MailState::pending;
    std::string last_error = {};
    /// Letters to one person with the same key may go as one; empty: it goes alone.
    std::string batch = {};
    /// The first of those it goes with, once they were claimed: from then on nothing joins them.
    std::optional<MailId> together = {};
};

struct AuditRow {
    std::int64_t index = 0;  ///< From 0, without gaps: the leaf of the log. Given by the store.
    Instant at;
    std::string actor, on_behalf_of, agency;
    std::optional<CaseId> case_id;
    std::string action;  ///< Event name or "sign-in", "case.open", "clock.overdue" ...
    std::string body;    ///< Canonical JSON of the whole entry: the bytes of the leaf.
    /// Hash of the leaf in hex when the entry lies in an archive: then only the index is here too.
    std::string moved_hash = {};
};

/// An entry of the trail that leaves the store: what stays of it.
struct MovedEntry {
    std::int64_t index = 0;
    std::string hash;  ///< Of the leaf, in hex.
};

/// What an audit query asks; an empty field asks nothing. Newest first.
struct AuditFilter {
    std::optional<CaseId> case_id = {};
    std::string actor = {}, on_behalf_of = {}, agency = {}, action = {};
    /// A phrase (engine/base/words.h) in the case's title, the note and the inputs.
    std::string folded_text = {};
    std::optional<Instant> from = {}, before = {};  ///< from <= at < before.
    std::optional<std::int64_t> below_index = {};   ///< Keyset page: only smaller indexes.
    int limit = 50;
};

/// A page holds fewer rows than were asked for where it ends, and where looking further would take
/// long: then it may even be empty and goes on at `next`.
struct AuditPage {
    std::vector<AuditRow> rows;
    std::optional<std::int64_t> next = {};  ///< The next page's below_index; none: that was all.
};

/// The Merkle tree's right edge: all that is needed to append. Hex, largest subtree first.
struct AuditTreeRow {
    std::int64_t size = 0;
    std::vector<std::string> subtree_hashes;
};

struct CheckpointRow {
    std::int64_t size = 0;
    std::string root, signature, key_id;
    Instant at;
};

/// One countable happening, written in the transaction of the act that made it true.
struct FactRow {
    std::string name;
    CaseId case_id;
    std::string title;
    Date date;
    bool counts = false;  ///< True: in the numerator too ("on time").
    std::string note;
    std::int64_t id = 0;  ///< Given by the store: grows in the order of writing.
};

/// One value that somebody entered for the index. Never changed: a later one counts instead.
struct IndexValueRow {
    std::string index;
    Date on;  ///< The day it holds for.
    std::string code, person, agency;
    Instant at;
    std::string body;     ///< JSON of reform_index::ManualValue.
    std::int64_t id = 0;  ///< Given by the store: grows in the order of entering.
};

/// A frozen score; the document itself lies in the vault under its hash.
struct IndexSnapshotRow {
    std::int64_t number = 0;  ///< Given by the store, from 1.
    std::string index;
    Date on;
    Instant at;
    std::string person, agency, sha256;
};

/// One act of a round of scoring. Never changed.
struct IndexStepRow {
    std::int64_t round = 0, sequence = 0;  ///< Both from 1, without gaps.
    std::string index;
    Instant at;
    std::string person, agency;
    std::string body;  ///< JSON of reform_index::RoundStep.
};

struct WebSessionRow {
    std::string token_hash, person, csrf;
    Instant created_at, expires_at;
};

/// An answered request, kept so that a repeated idempotency key gets the same answer.
struct AnsweredRow {
    std::string key, person, request_hash;
    int status = 0;
    std::string body;
    Instant at;
};

}  // namespace trinh::ports
