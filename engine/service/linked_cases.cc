#include "engine/service/linked_cases.h"

#include <fmt/format.h>

#include "engine/casework/decide.h"
#include "engine/casework/evolve.h"
#include "engine/service/case_law.h"

namespace trinh::service {
namespace {

/// A case opens cases that open cases ...: a definition that goes deeper goes in circles.
constexpr int depth_max = 8;
constexpr std::size_t opened_max = 10'000;
constexpr int page = 200;
constexpr const char* letter_action_needed = "action-needed";
constexpr const char* letter_new_cases = "new-cases";

Refusal too_deep() {
    return {Reason::wrong_state,
            fmt::format("More than {} cases would open or tell one another in a row, or more than "
                        "{} would be opened at once: the definitions go in circles.",
                        depth_max, opened_max),
            "Các quy trình mở hoặc báo cho nhau quá nhiều hồ sơ liên tiếp. Đề nghị báo người quản "
            "trị quy trình."};
}

/// Which element of a list a refusal is about.
Refusal at_row(Refusal refusal, std::size_t number) {
    if (number == 0) return refusal;
    refusal.message = fmt::format("Row {} of the list: {}", number, refusal.message);
    refusal.message_vi = fmt::format("Dòng {} của danh sách: {}", number, refusal.message_vi);
    return refusal;
}

/// One of many is told of in one letter with all of them.
void drop_own_letters(casework::Decision& decision) {
    std::erase_if(decision.effects, [](const casework::Effect& effect) {
        const auto* letter = std::get_if<casework::SendLetter>(&effect);
        return letter != nullptr && letter->letter == letter_action_needed;
    });
}

/// The event happens to the case after all that was decided already.
void append(casework::Decision& decision, casework::EventBody body) {
    const auto& last = decision.events.back();
    decision.events.push_back({last.at, last.actor, std::move(body)});
    decision.after = casework::evolve(std::move(decision.after), decision.events.back());
}

/// Today; where today's law has no such process, the day the parent began: what was begun under an
/// earlier law ends under it.
Date law_day(const ProcessShelf& shelf, const std::string& process, Date today,
             const casework::Case& parent) {
    return shelf.law_on(process, today) ? today : casework::triggering_date(parent);
}

}  // namespace

Result<Done> LinkedCases::record(const casework::Law& law, const casework::Case& before,
                                 std::int64_t version, casework::Decision& decision,
                                 const ActNote& note) {
    if (depth_ >= depth_max) return too_deep();
    auto told = tell_parent(decision);
    auto saved = record_change(recording(law), before, version, decision, note);
    if (!saved) return saved.error();
    return follow(law, decision, told);
}

Result<CaseId> LinkedCases::record_opened(const casework::Law& law, casework::Decision& decision,
                                          const ActNote& note) {
    if (depth_ >= depth_max || opened_count_ >= opened_max) return too_deep();
    ++opened_count_;
    const CaseId id = insert_new(recording(law), decision);
    auto told = tell_parent(decision);
    if (!told.empty()) {
        auto again = tx_.cases().load(id);
        CHECK(again.has_value());
        again->snapshot = case_text(decision.after);
        auto saved = tx_.cases().update(*again);
        if (!saved) return saved.error();
    }
    finish_new(recording(law), decision, note);
    auto followed = follow(law, decision, told);
    if (!followed) return followed.error();
    return id;
}

std::vector<LinkedCases::Told> LinkedCases::tell_parent(casework::Decision& decision) {
    std::vector<Told> told;
    if (!decision.after.earlier_case) return told;
    const auto effects = decision.effects;
    for (const auto& effect : effects) {
        const auto* word = std::get_if<casework::TellParent>(&effect);
        if (word == nullptr) continue;
        const bool was_heard = tell(decision.after, *word, told);
        append(decision,
               casework::ParentTold{*decision.after.earlier_case, word->event, was_heard});
    }
    return told;
}

bool LinkedCases::tell(const casework::Case& child, const casework::TellParent& word,
                       std::vector<Told>& told) {
    const casework::Telling telling{child.id.number, child.title, child.drafting_agency, word.event,
                                    word.data};
    const ActNote note{word.event, {}, actor_.via, actor_.agency, {{"case", child.id.number}}};
    if (!told.empty()) {  // The same parent hears once more: it goes on from what it just heard.
        const auto& last = told.back();
        auto decision = casework::decide_told(last.law, last.decision.after, telling, actor_, now_);
        if (!decision) return false;
        told.push_back(
            {last.law, last.decision.after, last.version + 1, std::move(*decision), note});
        return told.back().decision.was_heard;
    }
    auto row = tx_.cases().load_for_update(CaseId{*child.earlier_case});
    if (!row) return false;
    auto law = law_of_case(office_, tx_, row->definition_hash);
    if (!law) return false;
    auto parent = read_case(*row);
    auto decision = casework::decide_told(*law, parent, telling, actor_, now_);
    if (!decision) return false;
    told.push_back({*law, std::move(parent), row->version, std::move(*decision), note});
    return told.back().decision.was_heard;
}

Result<Done> LinkedCases::follow(const casework::Law& law, const casework::Decision& decision,
                                 std::vector<Told>& told) {
    ++depth_;
    auto opened = open_children(law, decision);
    if (!opened) return opened.error();
    for (auto& one : told) {
        auto heard = record(one.law, one.before, one.version, one.decision, one.note);
        if (!heard) return heard.error();
    }
    for (const auto& effect : decision.effects) {
        if (const auto* wish = std::get_if<casework::Chase>(&effect)) chase(law, decision, *wish);
    }
    --depth_;
    return Done{};
}

Result<Done> LinkedCases::open_children(const casework::Law& law,
                                        const casework::Decision& decision) {
    CaseLists lists;
    for (const auto& effect : decision.effects) {
        const auto* link = std::get_if<casework::OpenLinked>(&effect);
        if (link == nullptr) continue;
        auto id = open_child(decision.after, *link, lists);
        if (!id) return at_row(id.error(), link->number);
        if (depth_ == 1) opened_.push_back(*id);
    }
    lists.queue(recording(law), decision,
                {letter_new_cases, std::to_string(decision.after.sequence), {}});
    return Done{};
}

Result<CaseId> LinkedCases::open_child(const casework::Case& parent,
                                       const casework::OpenLinked& link, CaseLists& lists) {
    const Date day = law_day(office_.shelf, link.process, local_date(now_), parent);
    auto law = office_.shelf.law_on(link.process, day);
    if (!law) return law.error();
    casework::Open command;
    if (day != local_date(now_)) command.triggered_on = day;
    command.definition_hash = law->process.chart->content_hash();
    command.title = link.title.empty() ? parent.title : link.title;
    command.drafting_agency =
        link.drafting_agency.empty() ? parent.drafting_agency : link.drafting_agency;
    command.department = parent.department;
    command.earlier_case = parent.id.number;
    command.relation = link.relation;
    command.values = link.values;
    if (!link.drafting_agency.empty() && !names_.knows_agency(link.drafting_agency)) {
        return Refusal{
            Reason::invalid_input,
            fmt::format("There is no agency '{}' in the directory.", link.drafting_agency),
            fmt::format("Cơ quan “{}” không có trong danh mục.", link.drafting_agency)};
    }
    auto decision = casework::decide_open(*law, command, actor_, now_);
    if (!decision) return decision.error();
    if (link.number > 0) drop_own_letters(*decision);
    auto id = record_opened(*law, *decision, {"case.open", {}, actor_.via, actor_.agency, {}});
    if (id && link.number > 0) lists.add(recording(*law), decision->after);
    return id;
}

void LinkedCases::chase(const casework::Law& law, const casework::Decision& decision,
                        const casework::Chase& wish) {
    CaseLists lists;
    ports::CaseFilter filter;
    filter.parent = decision.after.id;
    filter.relation = wish.relation;
    filter.is_closed = false;
    filter.limit = page;
    while (true) {
        const auto rows = tx_.cases().list(filter);
        for (const auto& listed : rows) {
            auto row = tx_.cases().load(listed.id);
            auto child_law = law_of_case(office_, tx_, listed.definition_hash);
            if (row && child_law) lists.add(recording(*child_law), read_case(*row));
            filter.below_id = listed.id;
        }
        if (static_cast<int>(rows.size()) < page) break;
    }
    lists.queue(recording(law), decision,
                {wish.letter, wish.relation + "." + local_date(now_).iso(), wish.note});
}

}  // namespace trinh::service
