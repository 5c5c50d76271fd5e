/// SchemaCheck: a definition file held against the published XML schema of its dialect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace trinh::ports {

struct SchemaFault {
    Diagnostic diagnostic;
    std::string subject;     ///< The attribute or the value that it is about; empty: the element.
    bool is_absent = false;  ///< The attribute is not there, so the place is its element's.
};

class SchemaCheck {
public:
    virtual ~SchemaCheck() = default;
    /// TR150 and TR151 in document order. Empty for what is not well-formed XML and for a root
    /// element that no schema knows: the readers of definitions say that better.
    [[nodiscard]] virtual std::vector<SchemaFault> faults(std::string_view xml) const = 0;
};

}  // namespace trinh::ports
