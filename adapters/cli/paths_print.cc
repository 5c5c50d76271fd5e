#include "adapters/cli/paths_print.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <ostream>

namespace trinh::cli {
namespace {

namespace json = boost::json;
using workflow::PathStep;
using workflow::PeriodSum;
using workflow::Process;
using workflow::StatutoryPath;

std::string sum_words(const PeriodSum& sum) {
    std::string words;
    for (const auto& [unit, count] : sum.counts)
        words += (words.empty() ? "" : " + ") + calendar::period_en({count, unit});
    return words.empty() ? "no statutory period" : words;
}

/// "; the period was not verified", or nothing.
std::string caveat_words(const workflow::Deadline& deadline) {
    const auto caveat = workflow::caveat_of(deadline);
    return caveat.en.empty() ? "" : "; " + caveat.en;
}

/// Of a deadline that ends at a date.
std::string day_words(const workflow::Deadline& deadline) {
    if (deadline.is_monthly) return fmt::format("day {} of the month", deadline.day.day);
    if (deadline.direction == calendar::Direction::fixed) {
        return fmt::format("{:02}-{:02} of the year", deadline.day.month, deadline.day.day);
    }
    return calendar::period_en(deadline.period) + " before " + deadline.anchor->text();
}

std::string state_words(const Process& process, const PathStep& step) {
    std::string words;
    for (const auto state : step.states)
        words += (words.empty() ? "" : ", ") + std::string(process.chart->state(state).id);
    return step.states.size() > 1 ? "{" + words + "}" : words;
}

void print_path(std::ostream& out, const Process& process, const char* word,
                const StatutoryPath& path) {
    out << fmt::format("  {}: {}\n", word, sum_words(path.sum));
    for (const auto& step : path.steps) {
        out << "    " << state_words(process, step);
        for (const auto* deadline : step.deadlines)
            out << fmt::format("  [{}: {}{}]", deadline->id, calendar::period_en(deadline->period),
                               caveat_words(*deadline));
        out << '\n';
    }
}

json::object sum_json(const PeriodSum& sum) {
    json::object all;
    for (const auto& [unit, count] : sum.counts) all[calendar::unit_word(unit)] = count;
    return all;
}

json::object step_json(const Process& process, const PathStep& step) {
    json::array states, deadlines;
    for (const auto state : step.states)
        states.emplace_back(std::string(process.chart->state(state).id));
    for (const auto* deadline : step.deadlines) deadlines.emplace_back(deadline->id);
    return {{"states", std::move(states)}, {"deadlines", std::move(deadlines)}};
}

json::object path_json(const Process& process, const StatutoryPath& path) {
    json::array steps;
    for (const auto& step : path.steps) steps.push_back(step_json(process, step));
    return {{"sum", sum_json(path.sum)}, {"steps", std::move(steps)}};
}

PeriodSum sum_of(const PathStep& step) {
    PeriodSum sum;
    for (const auto* deadline : step.deadlines) sum.add(deadline->period);
    return sum;
}

}  // namespace

void print_paths(std::ostream& out, const Process& process, const workflow::StatutoryPaths& paths) {
    for (const auto& end : paths.ends) {
        const auto id = process.chart->state(end.end).id;
        const auto* stage = process.stage(id);
        out << "To " << id << (stage == nullptr ? "" : " (" + stage->title.en + ")") << '\n';
        print_path(out, process, "shortest", end.shortest);
        print_path(out, process, "longest, each loop gone through once at most", end.longest);
    }
    if (paths.ends.empty()) out << "No final state can be reached.\n";
    if (!paths.loops.empty()) out << "Loops; every further round may add up to:\n";
    for (const auto& loop : paths.loops)
        out << fmt::format("  {}: {}\n", state_words(process, loop), sum_words(sum_of(loop)));
    if (!paths.uncounted.empty())
        out << "Not counted, for they end at a date instead of lasting a time:\n";
    for (const auto* deadline : paths.uncounted) {
        out << fmt::format("  {}: {}{}\n", deadline->id, day_words(*deadline),
                           caveat_words(*deadline));
    }
}

json::object paths_json(const Process& process, const workflow::StatutoryPaths& paths) {
    json::array ends, loops, uncounted;
    for (const auto& end : paths.ends)
        ends.push_back(json::object{{"end", std::string(process.chart->state(end.end).id)},
                                    {"shortest", path_json(process, end.shortest)},
                                    {"longest", path_json(process, end.longest)}});
    for (const auto& loop : paths.loops) {
        auto row = step_json(process, loop);
        row["sum"] = sum_json(sum_of(loop));
        loops.push_back(std::move(row));
    }
    for (const auto* deadline : paths.uncounted) uncounted.emplace_back(deadline->id);
    return {{"ends", std::move(ends)},
            {"loops", std::move(loops)},
            {"uncounted", std::move(uncounted)}};
}

}  // namespace trinh::cli
