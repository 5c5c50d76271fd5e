/// ProcessShelf: the processes, calendars and the index that this program runs by.
///
/// Filled at start from texts (files and stored definitions), then shared by all threads and only
/// added to (learn). A case keeps running under the very definition it was opened under.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/result.h"
#include "engine/casework/law.h"
#include "engine/forms/form.h"
#include "engine/reform_index/criteria.h"
#include "engine/workflow/regimes.h"

namespace trinh::service {

/// A text and where it came from, for messages.
struct NamedText {
    std::string name, text;
};

/// Something could not be read: which text, and everything that is wrong in it.
struct ShelfFault {
    std::string name;
    std::vector<Diagnostic> diagnostics;
};

class ProcessShelf {
public:
    explicit ProcessShelf(casework::OfficeHours hours = {}) : hours_(hours) {}

    /// Each returns what is wrong; a text with an error is not put on the shelf.
    std::vector<Diagnostic> add_calendar(const NamedText& text);
    /// `is_current`: offered for new cases; else only for cases opened under it. Of two regimes
    /// with the same first day the later one added stands.
    std::vector<Diagnostic> add_process(const NamedText& text, bool is_current);
    /// A process that was read from that text before.
    void add_read(const std::shared_ptr<const workflow::Process>& process, const std::string& text,
                  bool is_current);
    std::vector<Diagnostic> set_index(const NamedText& text);
    /// A form whose id is there already is refused (TR606).
    std::vector<Diagnostic> add_form(const NamedText& text);

    /// For cases that were moved to a definition after the start. Safe from any thread; nothing is
    /// ever taken away, so that a Law stays good as long as the shelf.
    void learn(std::shared_ptr<const workflow::Process> process) const;

    /// Current processes by id, of each the regimes from the earliest to the latest.
    [[nodiscard]] std::vector<std::shared_ptr<const workflow::Process>> current() const;
    /// The text (XML, or a workflow bundle) by content hash, for keeping it in the store.
    [[nodiscard]] const std::map<std::string, std::string>& texts() const { return texts_; }

    /// Refuses with not_found.
    Result<casework::Law> law_of(std::string_view definition_hash) const;
    /// The regime of the process that holds on that day. Refuses with not_found when there is no
    /// such process, with wrong_state when none of its regimes holds then.
    Result<casework::Law> law_on(std::string_view process, Date day) const;
    /// Its latest regime, whatever the day. Refuses with not_found.
    Result<casework::Law> latest_law(std::string_view process) const;
    /// For a process that is not on the shelf; it must outlive the Law.
    Result<casework::Law> law_for(const workflow::Process& process) const;
    /// The calendar of that id; with an empty id the first one. Refuses with not_found.
    Result<const calendar::Calendar*> calendar(std::string_view id = {}) const;
    [[nodiscard]] casework::OfficeHours hours() const { return hours_; }
    [[nodiscard]] const reform_index::IndexTree* index() const { return index_.get(); }
    /// By id.
    [[nodiscard]] const std::map<std::string, forms::Form, std::less<>>& forms() const {
        return forms_;
    }
    /// The very texts of the index and of a calendar, for freezing them with a score; empty: none.
    [[nodiscard]] const std::string& index_text() const { return index_text_; }
    [[nodiscard]] std::string calendar_text(const std::string& id) const;

private:
    using ProcessMap = std::map<std::string, std::shared_ptr<const workflow::Process>, std::less<>>;

    casework::OfficeHours hours_;
    std::map<std::string, std::shared_ptr<const calendar::Calendar>, std::less<>> calendars_;
    ProcessMap by_hash_;
    std::map<std::string, workflow::Regimes, std::less<>> current_;
    mutable std::atomic<std::shared_ptr<const ProcessMap>> learned_;  ///< By hash, too.
    std::map<std::string, std::string> texts_;
    std::shared_ptr<const reform_index::IndexTree> index_;
    std::map<std::string, forms::Form, std::less<>> forms_;
    std::string index_text_;
    std::map<std::string, std::string> calendar_texts_;
};

}  // namespace trinh::service
