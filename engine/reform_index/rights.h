/// Rights: what may be done to an index besides reading it; which roles may is data of the index.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/reform_index/criteria.h"

namespace trinh::reform_index {

/// Closed set; the words stand in <right act="...">.
enum class Act {
    enter,          ///< Enter a value with its evidence.
    snapshot,       ///< Freeze the score of a day.
    open,           ///< Open a round of scoring.
    self_explain,   ///< Before the lock: explain a criterion without complete evidence.
    lock,           ///< Freeze the self-score.
    review,         ///< Give a reviewed score.
    close_review,   ///< End the review.
    explain,        ///< Answer a reviewed score.
    send,           ///< Hand the explanations to the reviewer.
    second_review,  ///< Change or confirm a reviewed score.
    finish          ///< End the round.
};

const char* act_word(Act act);  ///< "second-review" ...
Words act_title(Act act);       ///< What a button says.
std::optional<Act> find_act(std::string_view word);
std::string act_list();  ///< All words with commas between.

/// Who may do that; null when the index gives the right to nobody.
const Right* find_right(const IndexTree& index, Act act);

/// Who asks: his roles, his agency, and the department that runs the program.
struct Asker {
    std::vector<std::string> roles;
    std::string agency, department;
};
/// Refuses with not_permitted, naming who may.
Result<Done> check_right(const IndexTree& index, Act act, const Asker& asker);

}  // namespace trinh::reform_index
