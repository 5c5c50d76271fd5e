#include "engine/service/due_desk.h"

#include "engine/calendar/due.h"

namespace trinh::service {
namespace {

/// What is asked, read and checked.
struct Asked {
    calendar::Direction direction;
    Date date;
    calendar::Period period;
};

Result<Asked> read_request(const DueRequest& request) {
    using calendar::Direction;
    const std::string* given[] = {&request.from, &request.before, &request.on};
    constexpr Direction directions[] = {Direction::after, Direction::before, Direction::fixed};
    int chosen = -1, count = 0;
    for (int i = 0; i < 3; ++i) {
        if (given[i]->empty()) continue;
        chosen = i;
        ++count;
    }
    if (count != 1) {
        return Refusal{
            Reason::invalid_input,
            "Give either the day to count from, the day to count back from, or a fixed "
            "day.",
            "Phải nhập ngày bắt đầu, ngày diễn ra sự kiện hoặc một ngày ấn định (chỉ một "
            "trong ba)."};
    }
    const auto date = Date::parse_typed(*given[chosen]);
    if (!date) {
        return Refusal{Reason::invalid_input,
                       "Expected a date that exists, such as 2023-04-14 or 14/04/2023.",
                       "Ngày không hợp lệ; ví dụ hợp lệ: 14/04/2023."};
    }
    if (directions[chosen] == Direction::fixed) {
        if (request.period.empty()) return Asked{Direction::fixed, *date, {}};
        return Refusal{Reason::invalid_input, "A fixed day has no period.",
                       "Ngày ấn định không đi kèm thời hạn."};
    }
    auto period = calendar::parse_period(request.period);
    if (!period) {
        Refusal refusal = period.error();
        refusal.message_vi = "Thời hạn không hợp lệ; ví dụ: 15 days hoặc 2 working-days.";
        return refusal;
    }
    return Asked{directions[chosen], *date, *period};
}

calendar::Due counted(const calendar::Calendar& calendar, const Asked& asked, calendar::Roll roll) {
    switch (asked.direction) {
        case calendar::Direction::after:
            return calendar::due_after(calendar, asked.date, asked.period, roll);
        case calendar::Direction::before:
            return calendar::due_before(calendar, asked.date, asked.period, roll);
        case calendar::Direction::fixed:
            break;
    }
    return calendar::due_fixed(calendar, asked.date, roll);
}

}  // namespace

Result<json::object> count_due(const ProcessShelf& shelf, const DueRequest& request) {
    auto found = shelf.calendar();
    if (!found) return found.error();
    const calendar::Calendar& calendar = **found;
    auto asked = read_request(request);
    if (!asked) return asked.error();
    calendar::Roll roll = calendar.default_roll(asked->direction);
    if (!request.roll.empty()) {
        auto named = calendar::parse_roll(request.roll);
        if (!named) return named.error();
        roll = *named;
    }
    const auto due = counted(calendar, *asked, roll);
    json::object view = calendar::to_json(due);
    view["due_spoken"] = due.date.spoken();
    view["reason"] = calendar::explain_vi(due);
    view["reason_en"] = calendar::explain_en(due);
    view["is_certain"] = due.is_certain;
    return view;
}

}  // namespace trinh::service
