#include "engine/reform_index/round.h"

#include <gtest/gtest.h>

#include "tests/engine/reform_index/indices.h"

namespace trinh::reform_index {
namespace {

RoundStep a_step(Act act, std::string code = {}, const char* given = nullptr,
                 std::string text = {}) {
    RoundStep step;
    step.act = act;
    step.on = on("2023-12-31");
    step.code = std::move(code);
    step.text = std::move(text);
    if (given != nullptr) step.points = points(given);
    return step;
}

/// A round on the whole index where nobody entered anything.
class RoundTest : public ::testing::Test {
protected:
    RoundTest() {
        round.number = 1;
        expect(a_step(Act::open));
    }

    Result<RoundStep> decided(const RoundStep& step) {
        const RoundView view{institutional_reform(), &score, broken, others};
        return decide_round(view, round, step);
    }
    void expect(const RoundStep& step) {
        const auto done = decided(step);
        ASSERT_TRUE(done) << done.error().message;
        // What is stored is what is replayed.
        const auto stored = read_step(to_json(*done));
        ASSERT_TRUE(stored);
        round = evolve_round(round, *stored);
    }
    std::string refusal(const RoundStep& step) {
        const auto done = decided(step);
        return done ? "" : done.error().message;
    }
    void explain_all() {
        for (const SheetRow& row : sheet_of(score)) {
            if (row.is_leaf)
                expect(a_step(Act::self_explain, row.code, nullptr, "chưa có số liệu"));
        }
    }
    void lock() {
        explain_all();
        RoundStep step = a_step(Act::lock);
        step.snapshot = 7;
        expect(step);
    }

    std::vector<Fact> facts = facts_of("appraisal-draft", 7, 10);
    ScoreTree score = score_2023(facts);
    std::vector<std::string> broken;
    std::vector<Round> others;
    Round round;
};

TEST_F(RoundTest, IsNotLockedWhileEvidenceIsNeitherThereNorExplained) {
    const std::string text = refusal(a_step(Act::lock));

    EXPECT_TRUE(text.starts_with(
        "These criteria have no value or no evidence; enter it, or explain why not, before "
        "the lock: 1.3, 1.4, 1.5"))
        << text;
}

TEST_F(RoundTest, IsNotLockedWhileSumsDoNotReconcile) {
    explain_all();
    broken = {"The parts of 2 add up to 3 points, but it has 4."};

    EXPECT_EQ(refusal(a_step(Act::lock)),
              "The score does not reconcile, so it cannot be locked: The parts of 2 add up to 3 "
              "points, but it has 4.");
}

TEST_F(RoundTest, ALockedScoreDoesNotMoveWithItsFacts) {
    lock();
    const auto frozen = round.sheet;
    facts.clear();
    score = score_2023(facts);

    EXPECT_EQ(round.state, RoundState::locked);
    EXPECT_EQ(round.snapshot, 7);
    for (const SheetRow& row : frozen) {
        if (row.code != "2.1.2") continue;
        EXPECT_EQ(row.self.text(), "2");
    }
    EXPECT_EQ(
        refusal(a_step(Act::lock)),
        "The act \"lock\" is done while a round is \"Self-scoring\"; round 1 is \"Locked, to be "
        "reviewed\". What the lock froze cannot change.");
    EXPECT_NE(refusal(a_step(Act::self_explain, "1.3", nullptr, "x")), "");
}

TEST_F(RoundTest, GoesFromSelfScoreToSecondReview) {
    lock();
    expect(a_step(Act::review, "2.1.2", "1.5", "Thiếu một báo cáo"));
    expect(a_step(Act::close_review));
    expect(a_step(Act::explain, "2.1.2", nullptr, "Đã bổ sung báo cáo"));
    expect(a_step(Act::send));
    expect(a_step(Act::second_review, "2.1.2", "1.75", "Chấp nhận một phần"));
    expect(a_step(Act::finish));

    const auto sums = final_points(round.sheet, round);
    Decimal self;
    for (const SheetRow& row : round.sheet) {
        if (row.depth == 0) self += row.self;
    }
    EXPECT_EQ(round.state, RoundState::finished);
    EXPECT_EQ(round.judgements.at("2.1.2").explanation, "Đã bổ sung báo cáo");
    EXPECT_EQ((self - sums.back().reviewed).text(), "0.5");
    EXPECT_EQ((self - sums.back().last).text(), "0.25");
    EXPECT_TRUE(open_acts(round).empty());
}

TEST_F(RoundTest, SumsOfEveryDepthAddUpTheirLeaves) {
    lock();
    expect(a_step(Act::review, "2.1.2", "1", "x"));
    const auto sums = final_points(round.sheet, round);

    for (std::size_t i = 0; i < round.sheet.size(); ++i) {
        const std::string& code = round.sheet[i].code;
        const bool holds_it = code == "2" || code == "2.1" || code == "2.1.2";
        EXPECT_EQ((round.sheet[i].self - sums[i].reviewed).text(), holds_it ? "1" : "0") << code;
    }
}

TEST_F(RoundTest, AReviewerWhoChangesSaysWhyAndStaysInRange) {
    lock();

    EXPECT_EQ(refusal(a_step(Act::review, "2.1.2", "1.5")),
              "Write a text of 1 to 4000 bytes for criterion 2.1.2: why is it so?");
    EXPECT_EQ(refusal(a_step(Act::review, "2.1.2", "3.01", "x")),
              "Expected 0 to 3 points for criterion 2.1.2, but found 3.01.");
    EXPECT_EQ(refusal(a_step(Act::review, "2.1.2", nullptr, "x")),
              "Expected 0 to 3 points for criterion 2.1.2, but found none.");
    EXPECT_EQ(refusal(a_step(Act::review, "2.1", "1", "x")),
              "Criterion 2.1 is a sum; act on the criteria below it.");
    EXPECT_EQ(refusal(a_step(Act::review, "9", "1", "x")), "The round has no criterion \"9\".");
    EXPECT_EQ(refusal(a_step(Act::review, "2.1.2", "2")), "");
}

TEST_F(RoundTest, EveryActHasItsState) {
    for (const Act act : {Act::review, Act::close_review, Act::explain, Act::send,
                          Act::second_review, Act::finish}) {
        EXPECT_NE(refusal(a_step(act, "2.1.2", "2", "x")), "") << act_word(act);
    }
    EXPECT_NE(refusal(a_step(Act::enter)), "");
    EXPECT_EQ(open_acts(round), (std::vector<Act>{Act::self_explain, Act::lock}));
}

TEST_F(RoundTest, OneDayHasOneOpenRound) {
    others = {round};
    Round second;
    second.number = 2;
    const RoundView view{institutional_reform(), nullptr, {}, others};

    const auto refused = decide_round(view, second, a_step(Act::open));
    others[0].state = RoundState::finished;

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::conflict);
    EXPECT_TRUE(decide_round(view, second, a_step(Act::open)));
}

TEST(StoredStep, RefusesWhatIsNone) {
    EXPECT_FALSE(read_step({{"act", "lock"}}));
    EXPECT_FALSE(read_step({{"act", "judge"}, {"on", "2023-12-31"}}));
}

}  // namespace
}  // namespace trinh::reform_index
