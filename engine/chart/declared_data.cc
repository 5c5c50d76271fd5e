#include "engine/chart/declared_data.h"

#include "engine/chart/scope.h"
#include "engine/chart/session.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

std::vector<DeclaredDatum> declared_data(const std::shared_ptr<const Chart>& chart,
                                         const boost::json::object& facts) {
    const Tables& tables = chart->tables();
    Session scratch(chart, "");
    for (const DataRow& row : tables.datamodel) scratch.data()[row.id] = nullptr;
    Scope scope(scratch, facts);
    std::vector<DeclaredDatum> declared;
    for (const DataRow& row : tables.datamodel) {
        if (row.expression != none) {
            const auto answer = scope.evaluate(row.expression);
            const auto* value = std::get_if<expression::Value>(&answer);
            if (value != nullptr) scratch.data()[row.id] = value->as_json();
        }
        declared.push_back(
            {row.id, scratch.data().at(row.id), row.state, tables.is_late && row.state != 0});
    }
    return declared;
}

}  // namespace trinh::chart
