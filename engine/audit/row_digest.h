/// RowDigest: one hash over any number of rows, which changes with any byte, order or boundary.
///
/// A chain: each row's fields, every one behind its length, are hashed together with the hash
/// before. Constant memory.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/audit/digest.h"

namespace trinh::audit {

class RowDigest {
public:
    void add(std::initializer_list<std::string_view> fields);
    [[nodiscard]] std::int64_t rows() const { return rows_; }
    [[nodiscard]] std::string hex() const { return to_hex(bytes_of(hash_)); }

private:
    Hash hash_{};
    std::int64_t rows_ = 0;
};

}  // namespace trinh::audit
