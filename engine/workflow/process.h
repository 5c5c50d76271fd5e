/// Process: the legal overlay of one chart: who acts at which stage, on which dossier, by when.
///
/// SCXML says which states follow which; the namespace urn:trinh:workflow:1 adds what a legal
/// process needs: stages, roles, dossier items, draft numbers, forms, deadlines with their
/// articles, letters and countable facts. Immutable once read; safe to share between threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/calendar/due.h"
#include "engine/calendar/period.h"
#include "engine/chart/chart.h"
#include "engine/expression/program.h"

namespace trinh::workflow {

/// What people read, in both languages of the product.
using Title = calendar::Words;

/// Which agency a role belongs to: the case's drafting agency, its department, or a fixed one.
enum class Scope { drafting_agency, department, fixed_agency };

struct Role {
    std::string id;
    Title title;
    Scope scope = Scope::department;
    std::string agency;         ///< For fixed_agency: its id.
    bool is_appointed = false;  ///< Once somebody is appointed, only he may act in this role.
};

/// One paper of the dossier that the law prescribes.
struct DossierItem {
    std::string id;
    Title title;
    std::string form;  ///< "paper" or "electronic".
    bool is_required = true;
    std::string basis;
};

/// A numbered draft and what its number means (Decree 34/2016, art. 39).
struct DraftKind {
    int number = 0;
    Title title, meaning;
    std::string basis;
};

enum class FieldType {
    date,
    text,
    long_text,
    number,
    boolean,
    choice,
    person,
    dossier_items,
    row,   ///< The number of one row of a table, from 1.
    rows,  ///< Many new rows of a table at once.
};

struct Choice {
    std::string value;
    Title title;
};

/// Something an officer fills in; its value lives in the chart's data under the same name.
struct Field {
    std::string id;
    FieldType type = FieldType::text;
    Title title;
    std::string role;   ///< For person: whom the form offers.
    std::string table;  ///< For row and rows: which table.
    std::vector<Choice> choices;
};

/// Rows of one kind that a case collects (opinions, a list of texts): an array of objects in the
/// chart's data under the table's id, each member a field.
struct Table {
    std::string id;
    Title title;
    std::string basis;
    std::vector<std::string> columns;  ///< Field ids, in order.
};

struct Input {
    std::string field;
    bool is_required = false;
};

enum class NoteRule { optional, required, none };

/// What turns a transition into a button.
struct Action {
    std::string event;
    Title title;
    std::vector<std::string> actors;  ///< Roles, any of them.
    std::string not_by, same_as;      ///< Events whose last actor must / must not differ.
    NoteRule note = NoteRule::optional;
    Title refusal;  ///< What an officer reads when the condition says no.
    std::vector<Input> inputs;
    int line = 0, column = 0;  ///< Where its element begins.
};

struct Appointment {
    std::string role;
    expression::Program person;
};

struct FactRule {
    std::string name;
    expression::Program counts;
};

/// A value of the case that a letter shows, under the letter's own name for it.
struct LetterValue {
    std::string name, field;
};

struct LetterRule {
    std::string name;
    std::string to_role;
    std::vector<LetterValue> values;
};

/// The transition opens another case that continues this one, or one for each element of an array.
struct OpenCaseRule {
    std::string process, relation;
    std::vector<std::string> carried;  ///< Fields whose values go along.
    std::optional<expression::Program> each = {};
    /// May read `_item` and `_number` (from 1) where there is `each`; absent: as this case has it.
    std::optional<expression::Program> title = {}, agency = {};
};

/// The case that opened this one gets an event, with the values of these data.
struct TellParentRule {
    std::string event;
    std::vector<std::string> carried;
};

/// Whoever the unfinished cases of that relation wait for gets one letter with their list.
struct ChaseRule {
    std::string relation, letter;
};

/// Everything the overlay adds to one transition.
struct TransitionOverlay {
    std::optional<Action> action;
    std::vector<Appointment> appointments;
    std::vector<FactRule> facts;
    std::vector<LetterRule> letters;
    std::vector<OpenCaseRule> opens;
    std::vector<TellParentRule> tells;
    std::vector<ChaseRule> chases;
};

struct Escalation {
    std::string role;
    calendar::Period after;  ///< After the due date.
};

/// One statutory period. Its clock runs while its state is active.
struct Deadline {
    std::string id;
    Title title;
    calendar::Direction direction = calendar::Direction::after;
    calendar::Period period;
    std::optional<expression::Program> anchor;  ///< The day it counts from; absent: day of entry.
    std::optional<expression::Program> paused;  ///< While true the clock stands still; after only.
    calendar::YearDay day;                      ///< For fixed.
    bool is_monthly = false;                    ///< For fixed: `day.day` of the month of `anchor`.
    std::optional<calendar::Roll> roll;         ///< Absent: as the calendar's rule says.
    std::string basis, confidence, note;
    std::vector<std::string> owners;  ///< Roles that answer for it.
    std::optional<calendar::Period> remind;
    std::vector<Escalation> escalations;
    chart::StateIndex state = chart::no_state;
    int line = 0, column = 0;  ///< Where its element begins.
};

/// What must be said beside every date that this period leads to: how far it is from the law's own
/// words ("thời hạn chưa được kiểm chứng"). Empty when the article itself was read.
Title caveat_of(const Deadline& deadline);

struct Stage {
    chart::StateIndex state = chart::no_state;
    std::string state_id;
    Title title;
    std::vector<std::string> actors;
};

struct Process {
    std::string id;
    Title title;
    std::string plan, regime, basis, calendar;
    std::optional<Date> valid_from, valid_to;
    int line = 0, column = 0;  ///< Where <t:process> begins.
    std::vector<std::string> opened_by;
    /// Whoever opens a case, it belongs to the office's own department; else to the one that the
    /// agency of who opens it names.
    bool is_of_office = false;
    std::vector<Role> roles;
    std::string dossier_basis;
    std::vector<DossierItem> dossier;
    std::vector<DraftKind> drafts;
    std::vector<Field> fields;
    std::vector<Table> tables;
    std::vector<Stage> stages;                ///< In document order.
    std::vector<Deadline> deadlines;          ///< In document order.
    std::vector<TransitionOverlay> overlays;  ///< By transition index of the chart.
    std::shared_ptr<const chart::Chart> chart;
    /// Every word of the definition, sorted; what is not among them none of its expressions names.
    /// Empty: unknown.
    std::vector<std::string> words;

    [[nodiscard]] bool may_name(std::string_view word) const;
    [[nodiscard]] const Role* role(std::string_view role_id) const;
    [[nodiscard]] const Field* field(std::string_view field_id) const;
    [[nodiscard]] const Table* table(std::string_view table_id) const;
    [[nodiscard]] const Stage* stage(std::string_view state_id) const;
    [[nodiscard]] const Deadline* deadline(std::string_view deadline_id) const;
    [[nodiscard]] const DossierItem* item(std::string_view item_id) const;
    /// True when the triggering date lies in the process's validity interval.
    [[nodiscard]] bool is_valid_on(Date date) const;
};

}  // namespace trinh::workflow
