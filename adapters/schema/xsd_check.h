/// XsdCheck: definitions against the embedded schemas, by libxml2.
#pragma once

#include <memory>

#include "engine/ports/schema_check.h"

namespace trinh::schema {

class XsdCheck : public ports::SchemaCheck {
public:
    /// Compiles no schema before the first question.
    XsdCheck();
    ~XsdCheck() override;
    XsdCheck(const XsdCheck&) = delete;
    XsdCheck& operator=(const XsdCheck&) = delete;

    /// One thread at a time.
    [[nodiscard]] std::vector<ports::SchemaFault> faults(std::string_view xml) const override;

private:
    struct Schemas;
    mutable std::unique_ptr<Schemas> schemas_;  ///< Made at the first question.
};

}  // namespace trinh::schema
