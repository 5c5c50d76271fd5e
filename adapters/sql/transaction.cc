#include "adapters/sql/transaction.h"

namespace trinh::sql {

SqlTransaction::SqlTransaction(Lease lease, Access access)
    : lease_(std::move(lease)),
      cases_(lease_.session()),
      deadlines_(lease_.session()),
      outbox_(lease_.session()),
      audit_(lease_.session()),
      facts_(lease_.session()),
      index_(lease_.session()),
      people_(lease_.session()),
      sign_ins_(lease_.session()),
      answers_(lease_.session()),
      definitions_(lease_.session()) {
    lease_.session().begin(access);
}

void SqlTransaction::commit() {
    lease_.session().commit();
}

}  // namespace trinh::sql
