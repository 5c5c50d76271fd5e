#include "engine/audit/row_digest.h"

namespace trinh::audit {

void RowDigest::add(std::initializer_list<std::string_view> fields) {
    std::string row;
    for (const std::string_view field : fields) {
        row.append(std::to_string(field.size())).append(":").append(field);
    }
    hash_ = sha256({bytes_of(hash_), row});
    ++rows_;
}

}  // namespace trinh::audit
