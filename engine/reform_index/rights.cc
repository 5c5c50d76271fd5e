#include "engine/reform_index/rights.h"

#include <algorithm>
#include <fmt/format.h>

namespace trinh::reform_index {
namespace {

constexpr std::array<const char*, 11> words{
    "enter",        "snapshot", "open", "self-explain",  "lock",  "review",
    "close-review", "explain",  "send", "second-review", "finish"};

constexpr std::array<std::pair<const char*, const char*>, 11> titles{
    {{"Nhập số liệu", "Enter a value"},
     {"Chốt số liệu", "Freeze the score"},
     {"Mở đợt chấm điểm", "Open a round"},
     {"Giải trình tiêu chí chưa đủ tài liệu kiểm chứng", "Explain missing evidence"},
     {"Khóa điểm tự chấm", "Lock the self-score"},
     {"Thẩm định", "Review"},
     {"Kết thúc thẩm định", "End the review"},
     {"Giải trình điểm thẩm định", "Answer the review"},
     {"Gửi giải trình", "Hand in the answers"},
     {"Thẩm định lần hai", "Second review"},
     {"Kết thúc đợt chấm điểm", "End the round"}}};

}  // namespace

Words act_title(Act act) {
    const auto& [vi, en] = titles[static_cast<std::size_t>(act)];
    return {vi, en};
}

const char* act_word(Act act) {
    return words[static_cast<std::size_t>(act)];
}

std::optional<Act> find_act(std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Act>(found - words.begin());
}

std::string act_list() {
    return fmt::format("{}", fmt::join(words, ", "));
}

const Right* find_right(const IndexTree& index, Act act) {
    const auto found =
        std::find_if(index.rights.begin(), index.rights.end(),
                     [act](const Right& right) { return right.act == act_word(act); });
    return found != index.rights.end() ? &*found : nullptr;
}

Result<Done> check_right(const IndexTree& index, Act act, const Asker& asker) {
    const Right* right = find_right(index, act);
    if (right == nullptr) {
        return Refusal{
            Reason::not_permitted,
            fmt::format("The index {} gives nobody the right \"{}\": add a <right> to its file.",
                        index.id, act_word(act)),
            fmt::format("Bộ chỉ số chưa giao quyền “{}” cho vai trò nào.", act_title(act).vi)};
    }
    const std::string& agency = right->agency.empty() ? asker.department : right->agency;
    const bool has_role =
        std::any_of(asker.roles.begin(), asker.roles.end(), [&](const std::string& role) {
            return std::find(right->roles.begin(), right->roles.end(), role) != right->roles.end();
        });
    if (has_role && asker.agency == agency) return Done{};
    const std::string names = fmt::format("{}", fmt::join(right->roles, ", "));
    return Refusal{
        Reason::not_permitted,
        fmt::format("The act \"{}\" is for people of the agency {} with the role {}; you are none "
                    "of them.",
                    act_word(act), agency, names),
        fmt::format("Việc này dành cho người có vai trò {} của cơ quan {}; tài khoản này không "
                    "thuộc diện đó.",
                    names, agency)};
}

}  // namespace trinh::reform_index
