#include "engine/service/due_desk.h"

#include "engine/calendar/due.h"

namespace trinh::service {

Result<json::object> count_due(const ProcessShelf& shelf, const DueRequest& request) {
    auto found = shelf.calendar();
    if (!found) return found.error();
    const calendar::Calendar& calendar = **found;
    if (request.from.empty() == request.before.empty()) {
        return Refusal{Reason::invalid_input,
                       "Give either the day to count from or the day to count back from.",
                       "Phải nhập ngày bắt đầu hoặc ngày diễn ra sự kiện (chỉ một trong hai)."};
    }
    const bool is_backward = request.from.empty();
    const auto date = Date::parse_typed(is_backward ? request.before : request.from);
    if (!date) {
        return Refusal{Reason::invalid_input,
                       "Expected a date that exists, such as 2023-04-14 or 14/04/2023.",
                       "Ngày không hợp lệ; ví dụ hợp lệ: 14/04/2023."};
    }
    auto period = calendar::parse_period(request.period);
    if (!period) {
        Refusal refusal = period.error();
        refusal.message_vi = "Thời hạn không hợp lệ; ví dụ: 15 days hoặc 2 working-days.";
        return refusal;
    }
    const auto direction = is_backward ? calendar::Direction::before : calendar::Direction::after;
    calendar::Roll roll = calendar.default_roll(direction);
    if (!request.roll.empty()) {
        auto named = calendar::parse_roll(request.roll);
        if (!named) return named.error();
        roll = *named;
    }
    const auto due = is_backward ? calendar::due_before(calendar, *date, *period, roll)
                                 : calendar::due_after(calendar, *date, *period, roll);
    json::object view = calendar::to_json(due);
    view["due_spoken"] = due.date.spoken();
    view["reason"] = calendar::explain_vi(due);
    view["reason_en"] = calendar::explain_en(due);
    view["is_certain"] = due.is_certain;
    return view;
}

}  // namespace trinh::service
