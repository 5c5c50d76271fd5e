/// Officer: chance with a seed, and forms of the shipped process filled as people fill them.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {

/// Fills a form as an officer might: right values mostly, not always.
class Officer {
public:
    explicit Officer(unsigned seed) : random_(seed) {}

    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class Row>
    const Row& one_of(const std::vector<Row>& rows) {
        return rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
    }

    Act filled(const workflow::Action& action, Date today) {
        Act act;
        act.event = action.event;
        if (action.note == workflow::NoteRule::required) act.note = "Lý do";
        for (const auto& input : action.inputs) {
            if (!input.is_required && chance(40)) continue;
            act.inputs[input.field] = value(*shipped_process().field(input.field), today);
        }
        if (action.event == event_mark_item) mark_item(act);
        if (action.event == event_add_draft) add_draft(act);
        return act;
    }

private:
    json::value value(const workflow::Field& field, Date today) {
        static const int days[] = {0, 0, 0, 0, -1, 1, 10, 14, 40};
        switch (field.type) {
            case workflow::FieldType::date:
                return json::value((today + days[below(9)]).iso());
            case workflow::FieldType::number:
                return below(10);
            case workflow::FieldType::boolean:
                return chance(50);
            case workflow::FieldType::choice:
                return json::value(one_of(field.choices).value);
            case workflow::FieldType::person:
                return json::value(one_of(specialists_));
            case workflow::FieldType::dossier_items:
                return json::array{json::value(one_of(shipped_process().dossier).id)};
            case workflow::FieldType::row:
                return 1 + below(3);
            case workflow::FieldType::rows:
                return json::array();
            case workflow::FieldType::text:
            case workflow::FieldType::long_text:
                return "Nội dung";
        }
        return nullptr;
    }

    void mark_item(Act& act) {
        const auto& item = one_of(shipped_process().dossier);
        act.inputs = {{"item", item.id}, {"form", item.form}, {"received", chance(90)}};
    }

    void add_draft(Act& act) {
        act.inputs = {{"number", 1 + below(5)},
                      {"sha256", std::string(64, 'a')},
                      {"file_name", "du-thao.docx"},
                      {"bytes", 12}};
    }

    std::mt19937 random_;
    const std::vector<std::string> specialists_ = {"an", "binh", "chi"};
};

}  // namespace trinh::casework
