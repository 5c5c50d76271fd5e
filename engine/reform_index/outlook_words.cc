#include <fmt/format.h>

#include "engine/reform_index/outlook.h"

namespace trinh::reform_index {
namespace {

/// "If 7 open cases are done by 30/11/2023 and 2 had been in time".
Words condition(const Supposition& supposed) {
    Words words;
    if (!supposed.cases.empty()) {
        words.vi = fmt::format("Nếu {} hồ sơ đang giải quyết hoàn thành vào ngày {}",
                               supposed.cases.size(), supposed.by.spoken());
        words.en =
            fmt::format("If {} open {} done on {}", supposed.cases.size(),
                        supposed.cases.size() == 1 ? "case is" : "cases are", supposed.by.spoken());
    }
    if (supposed.had_been_on_time.empty()) return words;
    const auto count = supposed.had_been_on_time.size();
    words.vi +=
        fmt::format("{} {} hồ sơ chậm đã đúng hạn", words.vi.empty() ? "Nếu" : " và", count);
    words.en += fmt::format("{} {} late {} been in time", words.en.empty() ? "If" : " and", count,
                            count == 1 ? "case had" : "cases had");
    return words;
}

}  // namespace

std::vector<Words> supposition_words(const WhatIf& answer, const Supposition& supposed) {
    const Words start = condition(supposed);
    if (start.vi.empty()) return {{"Chưa chọn hồ sơ nào.", "No case was chosen."}};
    std::vector<Words> sentences;
    for (const Gain& each : answer.components) {
        if (each.after == each.before) continue;
        const bool gains = each.after > each.before;
        const Decimal change = gains ? each.after - each.before : each.before - each.after;
        sentences.push_back({fmt::format("{}, thành phần {} {} {} điểm (từ {} đến {}).", start.vi,
                                         each.code, gains ? "tăng" : "giảm", change.text_vi(),
                                         each.before.text_vi(), each.after.text_vi()),
                             fmt::format("{}, component {} {} {} (from {} to {}).", start.en,
                                         each.code, gains ? "gains" : "loses", change.text(),
                                         each.before.text(), each.after.text())});
    }
    if (sentences.empty()) {
        sentences.push_back(
            {start.vi + ", điểm không thay đổi: kết quả chậm không được tính thêm điểm.",
             start.en + ", no points change: what is done late earns none."});
    }
    return sentences;
}

}  // namespace trinh::reform_index
