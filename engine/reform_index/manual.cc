#include "engine/reform_index/manual.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/reform_index/formula.h"

namespace trinh::reform_index {
namespace {

constexpr std::int64_t number_max = 1'000'000;
constexpr std::int64_t answers_max = 100'000;

Refusal wrong(std::string message, std::string message_vi) {
    return {Reason::invalid_input, std::move(message), std::move(message_vi)};
}

Result<Done> check_answers(const Survey& survey, const ManualValue& value) {
    for (const auto& [name, count] : value.answers) {
        const bool known =
            std::any_of(survey.answers.begin(), survey.answers.end(),
                        [&, &wanted = name](const Answer& a) { return a.name == wanted; });
        if (!known || count < 0 || count > answers_max) {
            return wrong(
                fmt::format("Criterion {} has no answer \"{}\", or {} is not a number of answers "
                            "from 0 to {}.",
                            value.code, name, count, answers_max),
                fmt::format("Tiêu chí {} không có mức trả lời “{}”, hoặc {} không phải là số phiếu "
                            "từ 0 đến {}.",
                            value.code, name, count, answers_max));
        }
    }
    if (answers_given(value) == 0 || answers_given(value) > answers_max) {
        return wrong(
            fmt::format("Criterion {} is a survey: enter how many gave each answer, from "
                        "1 to {} in all.",
                        value.code, answers_max),
            fmt::format("Tiêu chí {} được chấm theo phiếu khảo sát: nhập số phiếu của từng "
                        "mức, tổng từ 1 đến {}.",
                        value.code, answers_max));
    }
    return Done{};
}

/// The largest whole that the formula allows, and what it is called in a refusal.
Result<Done> check_numbers(const Criterion& criterion, const ManualValue& value) {
    const bool is_yes_no = std::holds_alternative<YesNo>(criterion.formula);
    const bool is_count = std::holds_alternative<CountToTarget>(criterion.formula);
    const std::int64_t most = is_yes_no ? 1 : number_max;
    const bool in_range = value.part >= 0 && value.whole >= 0 && value.part <= most &&
                          value.whole <= most && (is_count || value.part <= value.whole);
    if (in_range) return Done{};
    if (is_yes_no) {
        return wrong(fmt::format("Criterion {} asks yes or no: expected part 0 or 1 of 1, or 0 of "
                                 "0 where it did not arise, but found {} of {}.",
                                 criterion.code, value.part, value.whole),
                     fmt::format("Tiêu chí {} chỉ nhận Có, Không hoặc Không phát sinh; đã nhập "
                                 "{}/{}.",
                                 criterion.code, value.part, value.whole));
    }
    return wrong(
        fmt::format("Criterion {} expects whole numbers from 0 to {}, the part not above the "
                    "whole, but found {} of {}.",
                    criterion.code, number_max, value.part, value.whole),
        fmt::format("Tiêu chí {} cần số nguyên từ 0 đến {}, số đạt không lớn hơn tổng số; đã nhập "
                    "{}/{}.",
                    criterion.code, number_max, value.part, value.whole));
}

Result<Done> check_evidence(const ManualValue& value) {
    for (const Evidence& each : value.evidence) {
        if (!each.title.empty() && !each.issuer.empty()) continue;
        return wrong(fmt::format("Each evidence document of criterion {} needs a title and its "
                                 "issuer.",
                                 value.code),
                     fmt::format("Mỗi tài liệu kiểm chứng của tiêu chí {} phải có trích yếu và cơ "
                                 "quan ban hành.",
                                 value.code));
    }
    return Done{};
}

}  // namespace

Result<Done> check_manual(const IndexTree& index, const ManualValue& value) {
    const Criterion* criterion = find_criterion(index, value.code);
    if (criterion == nullptr) {
        return Refusal{Reason::not_found,
                       fmt::format("The index {} has no criterion \"{}\".", index.id, value.code),
                       fmt::format("Bộ chỉ số không có tiêu chí “{}”.", value.code)};
    }
    if (!takes_value(*criterion)) {
        return wrong(
            fmt::format("Criterion {} is computed ({}); it takes no entered value.", value.code,
                        formula_word(criterion->formula)),
            fmt::format("Tiêu chí {} được tính tự động từ hồ sơ; không nhập tay.", value.code));
    }
    if (const auto fits = check_evidence(value); !fits) return fits.error();
    if (criterion->entered) return check_numbers(*criterion, value);
    if (const auto* survey = std::get_if<Survey>(&criterion->formula)) {
        return check_answers(*survey, value);
    }
    if (value.points < Decimal{} || value.points > criterion->max) {
        return wrong(fmt::format("Expected 0 to {} points for criterion {}, but found {}.",
                                 criterion->max.text(), value.code, value.points.text()),
                     fmt::format("Tiêu chí {} nhận từ 0 đến {} điểm; đã nhập {}.", value.code,
                                 criterion->max.text_vi(), value.points.text_vi()));
    }
    return Done{};
}

std::string evidence_words(const Evidence& evidence) {
    std::string text = evidence.title;
    if (!evidence.number.empty()) text += " số " + evidence.number;
    if (evidence.date) text += " ngày " + evidence.date->spoken();
    if (!evidence.issuer.empty()) text += " của " + evidence.issuer;
    return text;
}

}  // namespace trinh::reform_index
