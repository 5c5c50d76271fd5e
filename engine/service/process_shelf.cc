#include "engine/service/process_shelf.h"

#include <fmt/format.h>

#include "engine/workflow/reader.h"

namespace trinh::service {
namespace {

Refusal no_process(std::string_view id) {
    return {Reason::not_found, fmt::format("There is no process '{}'.", id),
            fmt::format("Không có quy trình “{}”.", id)};
}

}  // namespace

std::vector<Diagnostic> ProcessShelf::add_calendar(const NamedText& text) {
    auto read = calendar::read_calendar(text.text);
    if (read.calendar) {
        auto kept = std::make_shared<const calendar::Calendar>(std::move(*read.calendar));
        calendars_[kept->id()] = kept;
        calendar_texts_[kept->id()] = text.text;
    }
    return read.diagnostics;
}

std::vector<Diagnostic> ProcessShelf::add_process(const NamedText& text, bool is_current) {
    auto read = workflow::read_process(text.text);
    if (read.process) add_read(read.process, text.text, is_current);
    return read.diagnostics;
}

void ProcessShelf::add_read(const std::shared_ptr<const workflow::Process>& process,
                            const std::string& text, bool is_current) {
    const std::string& hash = process->chart->content_hash();
    by_hash_[hash] = process;
    texts_[hash] = text;
    if (!is_current) return;
    auto& regimes = current_[process->id];
    std::erase_if(regimes,
                  [&](const auto& known) { return known->valid_from == process->valid_from; });
    regimes.push_back(process);
    workflow::sort_regimes(regimes);
}

std::vector<Diagnostic> ProcessShelf::set_index(const NamedText& text) {
    auto read = reform_index::read_index(text.text);
    if (read.index) {
        index_ = std::make_shared<const reform_index::IndexTree>(std::move(*read.index));
        index_text_ = text.text;
    }
    return read.diagnostics;
}

std::vector<Diagnostic> ProcessShelf::add_form(const NamedText& text) {
    auto read = forms::read_form(text.text);
    if (!read.form) return read.diagnostics;
    const std::string id = read.form->id;
    if (forms_.contains(id)) {
        read.diagnostics.push_back(forms::form_twice(id));
        return read.diagnostics;
    }
    forms_.emplace(id, std::move(*read.form));
    return read.diagnostics;
}

std::string ProcessShelf::calendar_text(const std::string& id) const {
    const auto at = calendar_texts_.find(id);
    return at != calendar_texts_.end() ? at->second : std::string();
}

void ProcessShelf::learn(std::shared_ptr<const workflow::Process> process) const {
    const std::string hash = process->chart->content_hash();
    if (by_hash_.count(hash) > 0) return;
    auto known = learned_.load();
    while (true) {
        if (known && known->count(hash) > 0) return;
        auto more = known ? std::make_shared<ProcessMap>(*known) : std::make_shared<ProcessMap>();
        (*more)[hash] = process;
        if (learned_.compare_exchange_strong(known, std::move(more))) return;
    }
}

std::vector<std::shared_ptr<const workflow::Process>> ProcessShelf::current() const {
    std::vector<std::shared_ptr<const workflow::Process>> all;
    for (const auto& [id, regimes] : current_)
        all.insert(all.end(), regimes.begin(), regimes.end());
    return all;
}

Result<casework::Law> ProcessShelf::law_for(const workflow::Process& process) const {
    auto found = calendar(process.calendar);
    if (!found) return found.error();
    return casework::Law{process, **found, hours_};
}

Result<casework::Law> ProcessShelf::law_of(std::string_view definition_hash) const {
    const auto at = by_hash_.find(definition_hash);
    if (at != by_hash_.end()) return law_for(*at->second);
    if (const auto learned = learned_.load()) {
        const auto known = learned->find(definition_hash);
        if (known != learned->end()) return law_for(*known->second);
    }
    return Refusal{
        Reason::not_found,
        fmt::format("The definition {} of this case is not in the store.", definition_hash),
        "Không tìm thấy phiên bản quy trình của hồ sơ này."};
}

Result<casework::Law> ProcessShelf::law_on(std::string_view process, Date day) const {
    const auto at = current_.find(process);
    if (at == current_.end()) return no_process(process);
    if (const auto regime = workflow::regime_on(at->second, day)) return law_for(*regime);
    std::string vi, en;
    for (const auto& regime : at->second) {
        const auto words = workflow::validity_words(*regime);
        vi += (vi.empty() ? "" : "; ") + words.vi;
        en += (en.empty() ? "" : "; ") + regime->regime + " " + words.en;
    }
    return Refusal{
        Reason::wrong_state,
        fmt::format("No regime of process '{}' holds on {}; there is: {}.", process, day.iso(), en),
        fmt::format("Không có chế độ pháp luật nào của quy trình “{}” áp dụng cho ngày {}; thời "
                    "gian áp dụng hiện có: {}.",
                    at->second.back()->title.vi, day.spoken(), vi)};
}

Result<casework::Law> ProcessShelf::latest_law(std::string_view process) const {
    const auto at = current_.find(process);
    if (at == current_.end()) return no_process(process);
    return law_for(*at->second.back());
}

Result<const calendar::Calendar*> ProcessShelf::calendar(std::string_view id) const {
    if (id.empty() && !calendars_.empty()) return calendars_.begin()->second.get();
    const auto at = calendars_.find(id);
    if (at != calendars_.end()) return at->second.get();
    return Refusal{Reason::not_found, fmt::format("There is no calendar '{}'.", id),
                   fmt::format("Không có lịch làm việc “{}”.", id)};
}

}  // namespace trinh::service
