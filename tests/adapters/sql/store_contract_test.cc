#include "tests/adapters/sql/store_contract.h"

namespace trinh::testing {

using Kinds = ::testing::Types<InMemory, OnSqlite, OnPostgres>;

class KindName {
public:
    template <class Kind>
    static std::string GetName(int) {
        if (std::is_same_v<Kind, OnPostgres>) return "OnPostgres";
        return std::is_same_v<Kind, InMemory> ? "InMemory" : "OnSqlite";
    }
};

INSTANTIATE_TYPED_TEST_SUITE_P(Stores, ArchiveContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, CaseContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, ChangeContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, OutboxContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, RecordContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, IndexContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, TrailContract, Kinds, KindName);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, TransactionContract, Kinds, KindName);

}  // namespace trinh::testing
