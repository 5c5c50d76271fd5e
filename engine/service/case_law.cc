#include "engine/service/case_law.h"

#include "engine/workflow/reader.h"

namespace trinh::service {

Result<casework::Law> law_of_case(const Office& office, ports::Transaction& tx,
                                  std::string_view definition_hash) {
    auto known = office.shelf.law_of(definition_hash);
    if (known) return known;
    for (const auto& row : tx.definitions().all()) {
        if (row.hash != definition_hash) continue;
        const auto read = workflow::read_process(row.xml);
        if (read.process == nullptr) break;
        office.shelf.learn(read.process);
        return office.shelf.law_of(definition_hash);
    }
    return known;
}

}  // namespace trinh::service
