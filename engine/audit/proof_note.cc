#include "engine/audit/proof_note.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/audit/note_lines.h"

namespace trinh::audit {
namespace {

constexpr std::string_view inclusion_line = "trinh audit inclusion proof";
constexpr std::string_view consistency_line = "trinh audit consistency proof";
constexpr std::size_t head_lines = 5;  // Of both kinds; the path follows.
constexpr std::size_t path_max = 130;  // Two hashes for each of the 64 levels a log may have.

std::optional<std::int64_t> number(std::string_view line) {
    std::int64_t found = -1;
    const auto [end, fault] = std::from_chars(line.data(), line.data() + line.size(), found);
    const bool is_all = fault == std::errc() && end == line.data() + line.size() && found >= 0;
    return is_all ? std::optional(found) : std::nullopt;
}

std::optional<Hash> hash(std::string_view line) {
    const auto bytes = from_base64(line);
    Hash found{};
    if (!bytes || bytes->size() != found.size()) return std::nullopt;
    std::ranges::copy(*bytes, found.begin());
    return found;
}

std::optional<TreeHead> head(std::string_view size, std::string_view root) {
    const auto entries = number(size);
    const auto top = hash(root);
    if (!entries || !top) return std::nullopt;
    return TreeHead{*entries, *top};
}

Refusal not_a_proof() {
    return {Reason::invalid_input,
            "The text is not a proof from the audit trail: it begins with \"trinh audit inclusion "
            "proof\" or \"trinh audit consistency proof\", and numbers and hashes follow, a line "
            "each."};
}

std::string head_text(const TreeHead& head) {
    return std::to_string(head.size) + "\n" + to_base64(bytes_of(head.root)) + "\n";
}

std::string path_text(const std::vector<Hash>& path) {
    std::string text;
    for (const Hash& each : path) text.append(to_base64(bytes_of(each))).append("\n");
    return text;
}

}  // namespace

std::string printed(const ProofNote& proof) {
    if (const auto* found = std::get_if<InclusionNote>(&proof)) {
        return std::string(inclusion_line) + "\n" + std::to_string(found->index) + "\n" +
               head_text(found->head) + found->entry + "\n" + path_text(found->path);
    }
    const auto& grown = std::get<ConsistencyNote>(proof);
    return std::string(consistency_line) + "\n" + head_text(grown.older) + head_text(grown.newer) +
           path_text(grown.path);
}

Result<ProofNote> read_proof(std::string_view text) {
    auto lines = note_lines(text);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    if (lines.size() < head_lines || lines.size() > head_lines + path_max) return not_a_proof();
    std::vector<Hash> path;
    for (std::size_t i = head_lines; i < lines.size(); ++i) {
        const auto each = hash(lines[i]);
        if (!each) return not_a_proof();
        path.push_back(*each);
    }
    if (lines[0] == inclusion_line) {
        const auto index = number(lines[1]);
        const auto top = head(lines[2], lines[3]);
        if (!index || !top) return not_a_proof();
        return ProofNote(InclusionNote{*index, *top, std::string(lines[4]), std::move(path)});
    }
    const auto older = head(lines[1], lines[2]);
    const auto newer = head(lines[3], lines[4]);
    if (lines[0] != consistency_line || !older || !newer) return not_a_proof();
    return ProofNote(ConsistencyNote{*older, *newer, std::move(path)});
}

bool holds(const ProofNote& proof) {
    if (const auto* found = std::get_if<InclusionNote>(&proof)) {
        return proves_inclusion(found->path, leaf_hash(found->entry), found->index,
                                found->head.size, found->head.root);
    }
    const auto& grown = std::get<ConsistencyNote>(proof);
    // Every log grows from the empty one, so that would say nothing of the newer.
    return grown.older.size > 0 && proves_consistency(grown.path, grown.older, grown.newer);
}

}  // namespace trinh::audit
