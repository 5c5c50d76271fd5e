/// The published schemas, embedded: schemas/*.xsd by file name.
#pragma once

#include <span>
#include <string_view>

namespace trinh::schema {

struct Text {
    std::string_view name, text;  ///< Both end with a zero byte behind them.
};

std::span<const Text> schema_texts();

}  // namespace trinh::schema
