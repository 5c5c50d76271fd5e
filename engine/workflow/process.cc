#include "engine/workflow/process.h"

#include <algorithm>
#include <iterator>

namespace trinh::workflow {
namespace {

template <class Row>
const Row* find_by_id(const std::vector<Row>& rows, std::string_view id) {
    const auto at =
        std::find_if(rows.begin(), rows.end(), [id](const Row& row) { return row.id == id; });
    return at == rows.end() ? nullptr : &*at;
}

/// Of a word that is none of these nothing is known: the same as "not verified".
constexpr struct {
    std::string_view confidence;
    const char *vi, *en;
} caveats[] = {
    {"read", "", ""},
    {"read-q", "thời hạn ghi theo bản trích dẫn, chưa đối chiếu văn bản gốc",
     "the period follows a quotation, not compared with the original text"},
    {"recall", "thời hạn ghi theo trí nhớ, chưa được kiểm chứng",
     "the period is from memory, not verified"},
    {"analogy", "thời hạn áp dụng tương tự, luật không quy định trực tiếp",
     "the period is applied by analogy, the law does not set it directly"},
    {"local", "thời hạn do địa phương hoặc cơ quan ấn định, luật không quy định",
     "the date is set by the province or by the agency, the law sets none"},
    {"unverified", "thời hạn chưa được kiểm chứng", "the period was not verified"},
};

}  // namespace

Title caveat_of(const Deadline& deadline) {
    for (const auto& known : caveats) {
        if (deadline.confidence == known.confidence) return {known.vi, known.en};
    }
    return {std::rbegin(caveats)->vi, std::rbegin(caveats)->en};
}

bool Process::may_name(std::string_view word) const {
    return words.empty() || std::binary_search(words.begin(), words.end(), word);
}

const Role* Process::role(std::string_view role_id) const {
    return find_by_id(roles, role_id);
}

const Field* Process::field(std::string_view field_id) const {
    return find_by_id(fields, field_id);
}

const Table* Process::table(std::string_view table_id) const {
    return find_by_id(tables, table_id);
}

const Stage* Process::stage(std::string_view state_id) const {
    const auto at = std::find_if(stages.begin(), stages.end(),
                                 [&](const Stage& stage) { return stage.state_id == state_id; });
    return at == stages.end() ? nullptr : &*at;
}

const Deadline* Process::deadline(std::string_view deadline_id) const {
    return find_by_id(deadlines, deadline_id);
}

const DossierItem* Process::item(std::string_view item_id) const {
    return find_by_id(dossier, item_id);
}

bool Process::is_valid_on(Date date) const {
    return (!valid_from || *valid_from <= date) && (!valid_to || date <= *valid_to);
}

}  // namespace trinh::workflow
