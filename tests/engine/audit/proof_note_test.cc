// A proof that was printed proves the same when it is read back, and nothing else.
#include "engine/audit/proof_note.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/audit/tiles.h"

namespace trinh::audit {
namespace {

std::string entry_of(std::int64_t index) {
    return "{\"action\":\"act " + std::to_string(index) + "\"}";
}

TreeHead head_of(std::int64_t size) {
    Edge edge;
    for (std::int64_t i = 0; i < size; ++i) edge.append(leaf_hash(entry_of(i)));
    return {size, edge.root()};
}

std::vector<Hash> path_of(const std::vector<LeafRange>& ranges) {
    return proof_of(ranges, [](int, std::int64_t number) -> std::optional<Hash> {
        return leaf_hash(entry_of(number));
    });
}

ProofNote random_proof() {
    const auto size = *rc::gen::inRange<std::int64_t>(1, 40);
    const auto at = *rc::gen::inRange<std::int64_t>(0, size);
    if (*rc::gen::arbitrary<bool>()) {
        return InclusionNote{at, head_of(size), entry_of(at), path_of(inclusion_path(at, size))};
    }
    const auto old_size = at + 1;
    return ConsistencyNote{head_of(old_size), head_of(size),
                           path_of(consistency_path(old_size, size))};
}

RC_GTEST_PROP(ProofNote, HoldsAfterItWasPrinted, ()) {
    const auto proof = random_proof();
    const auto read = read_proof(printed(proof));

    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == proof);
    RC_ASSERT(holds(*read));
}

/// What a signed checkpoint vouches for.
std::vector<TreeHead> heads_of(const ProofNote& proof) {
    if (const auto* found = std::get_if<InclusionNote>(&proof)) return {found->head};
    const auto& grown = std::get<ConsistencyNote>(proof);
    return {grown.older, grown.newer};
}

RC_GTEST_PROP(ProofNote, AnyChangedSignIsNoticedByItOrByTheCheckpoint, ()) {
    const auto proof = random_proof();
    std::string text = printed(proof);
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const char sign = *rc::gen::elementOf(std::string("0123456789abcXYZ{}\""));
    RC_PRE(text[at] != sign && text[at] != '\n');

    text[at] = sign;
    const auto read = read_proof(text);

    const bool is_believed = read.has_value() && heads_of(*read) == heads_of(proof) && holds(*read);
    RC_ASSERT(!is_believed);
}

TEST(ProofNote, ForgivesWhatMailDoesToLines) {
    const ProofNote proof =
        InclusionNote{1, head_of(3), entry_of(1), path_of(inclusion_path(1, 3))};
    std::string text;
    for (const char c : printed(proof))
        text += c == '\n' ? std::string("  \r\n") : std::string(1, c);

    const auto read = read_proof(text + "\r\n");

    ASSERT_TRUE(read);
    EXPECT_TRUE(holds(*read));
}

TEST(ProofNote, BelievesNoGrowthFromAnEmptyLog) {
    EXPECT_FALSE(holds(ConsistencyNote{head_of(0), head_of(1), {}}));
    EXPECT_FALSE(holds(ConsistencyNote{head_of(0), {2, head_of(1).root}, {}}));
}

TEST(ProofNote, RefusesOtherTexts) {
    for (const char* text : {"", "trinh audit inclusion proof\n1\n2\n3\n4\n", "a\nb\nc\nd\ne\n"}) {
        EXPECT_FALSE(read_proof(text)) << text;
    }
    EXPECT_FALSE(read_proof(std::string(100'000, '\n')));
}

}  // namespace
}  // namespace trinh::audit
