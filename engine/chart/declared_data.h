/// declared_data: what the <data> of a chart begin with, without starting it.
///
/// For a session that comes from another definition: what it does not bring along it gets as a new
/// one would. Assignments of onentry and of the top-level <script> are not run.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <string>
#include <vector>

#include "engine/chart/chart.h"

namespace trinh::chart {

struct DeclaredDatum {
    std::string id;
    boost::json::value initial;  ///< null when there is none, or when it cannot be computed.
    StateIndex state = 0;        ///< Whose <datamodel> it is; 0: the chart's own.
    bool is_late = false;        ///< Late binding: it begins when its state is first entered.
};

/// In document order. `facts` are the read-only names that expressions may use.
std::vector<DeclaredDatum> declared_data(const std::shared_ptr<const Chart>& chart,
                                         const boost::json::object& facts);

}  // namespace trinh::chart
