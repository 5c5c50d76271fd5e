#include "engine/service/archive_reading.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "engine/base/text.h"
#include "engine/service/archived_history.h"
#include "engine/workflow/reader.h"

namespace trinh::service {
namespace {

constexpr int entries_a_page = 500;

}  // namespace

ArchiveWords::ArchiveWords(ports::ArchiveReader& archive) {
    for (auto& row : archive.names()) names_[row.id] = std::move(row.name);
    for (auto& row : archive.definitions()) texts_[row.hash] = std::move(row.xml);
}

EntryWords ArchiveWords::words() const {
    return {[this](const std::string& id) { return person(id); },
            [this](std::string_view hash) { return process(hash); }};
}

json::value ArchiveWords::person(const std::string& id) const {
    if (id.empty()) return nullptr;
    const auto name = names_.find(id);
    return json::object{{"id", id}, {"name", name == names_.end() ? id : name->second}};
}

const workflow::Process* ArchiveWords::process(std::string_view hash) const {
    const auto known = read_.find(hash);
    if (known != read_.end()) return known->second.get();
    const auto text = texts_.find(hash);
    if (text == texts_.end()) return nullptr;
    return read_.emplace(hash, workflow::read_process(text->second).process).first->second.get();
}

json::object query_archive(ports::ArchiveReader& archive, ports::AuditFilter filter) {
    filter.folded_text = folded(filter.folded_text);
    filter.limit = std::clamp(filter.limit, 1, 500);
    const ArchiveWords own(archive);
    const auto words = own.words();
    const auto rows = archive.query(filter);
    json::array items;
    for (const auto& row : rows) items.push_back(entry_view(words, row));
    json::object answer{{"items", std::move(items)}};
    const bool is_full = std::ssize(rows) == filter.limit;
    answer["next"] = is_full ? json::value(rows.back().index) : json::value(nullptr);
    return answer;
}

Result<json::object> show_archived_case(ports::ArchiveReader& archive, CaseId id) {
    const auto row = archive.find(id);
    if (!row) return row.error();
    const ArchiveWords own(archive);
    const auto words = own.words();
    const auto journal = archive.journal(id);
    json::object view{{"id", id.number},
                      {"title", row->title},
                      {"process", row->process + "@" + row->definition_hash},
                      {"drafting_agency", own.person(row->drafting_agency)},
                      {"opened_at", row->opened_at.iso()},
                      {"closed_at", row->changed_at.iso()},
                      {"journal_rows", journal.size()},
                      {"rebuilds", rebuilds(journal, *row)}};
    const auto* process = own.process(row->definition_hash);
    view["process_title"] = process == nullptr ? row->process : process->title.vi;
    std::vector<json::value> entries;
    ports::AuditFilter filter;
    filter.case_id = id;
    filter.limit = entries_a_page;
    while (true) {
        const auto rows = archive.query(filter);
        for (const auto& entry : rows) entries.emplace_back(entry_view(words, entry));
        if (std::ssize(rows) < entries_a_page) break;
        filter.below_index = rows.back().index;
    }
    view["entries"] = json::array(entries.rbegin(), entries.rend());
    return view;
}

}  // namespace trinh::service
