#include <boost/json/array.hpp>

#include "tests/simulation/chance.h"

namespace trinh::testing {
namespace {

namespace json = boost::json;

struct Typist {
    Chance& chance;
    const std::vector<std::string>& people;
    const std::vector<std::string>& agencies;
    Date today;

    json::value chosen(const json::array& choices) {
        if (choices.empty()) return "none";
        return choices[chance.below(choices.size())].as_object().at("value");
    }

    json::value text() {
        if (chance.percent(50)) return json::string(chance.one_of(agencies));
        return json::string("Nội dung số " + std::to_string(chance.below(1'000)));
    }

    json::value value(const json::object& field) {
        const std::string_view type = field.at("type").as_string();
        const auto* choices = field.if_contains("choices");
        if (type == "boolean") return chance.percent(50);
        if (type == "number" || type == "integer") return chance.below(40);
        if (type == "date") {
            return json::string((today + static_cast<int>(chance.below(40)) - 10).iso());
        }
        if (type == "person") return json::string(chance.one_of(people));
        if (type == "choice" && choices != nullptr) return chosen(choices->as_array());
        if (type == "row") return 1 + chance.below(3);
        if (type == "dossier-items" && choices != nullptr) {
            return json::array{chosen(choices->as_array())};
        }
        if (type == "rows") return rows(field.at("columns").as_array());
        return text();
    }

    json::array rows(const json::array& columns) {
        json::array list;
        for (std::size_t i = 0; i <= chance.below(3); ++i) {
            json::object row;
            for (const auto& column : columns) {
                const auto& field = column.as_object();
                row[field.at("field").as_string()] = value(field);
            }
            list.push_back(std::move(row));
        }
        return list;
    }
};

}  // namespace

json::object typed_inputs(Chance& chance, const json::object& action,
                          const std::vector<std::string>& people,
                          const std::vector<std::string>& agencies, Date today) {
    Typist typist{chance, people, agencies, today};
    json::object inputs;
    for (const auto& input : action.at("inputs").as_array()) {
        const auto& field = input.as_object();
        if (!field.at("required").as_bool() && chance.percent(40)) continue;
        inputs[field.at("field").as_string()] = typist.value(field);
    }
    return inputs;
}

}  // namespace trinh::testing
