#include <boost/json/array.hpp>

#include "engine/calendar/due.h"

namespace trinh::calendar {

boost::json::object to_json(const Due& due) {
    boost::json::array steps;
    for (const Step& step : due.steps) {
        steps.push_back(boost::json::object{{"kind", step_word(step.kind)},
                                            {"date", step.date.iso()},
                                            {"words", step.words.vi},
                                            {"words_en", step.words.en}});
    }
    return {{"due", due.date.iso()},
            {"unrolled", due.unrolled.iso()},
            {"from", due.from.iso()},
            {"period", period_text(due.period)},
            {"direction", direction_word(due.direction)},
            {"roll", roll_word(due.roll)},
            {"certain", due.is_certain},
            {"steps", std::move(steps)},
            {"explanation", explain_vi(due)},
            {"explanation_en", explain_en(due)}};
}

}  // namespace trinh::calendar
