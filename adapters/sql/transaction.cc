#include "adapters/sql/transaction.h"

namespace trinh::sql {

SqlTransaction::SqlTransaction(std::unique_ptr<Work> work, PeopleCache& people)
    : work_(std::move(work)),
      cases_(work_->session()),
      deadlines_(work_->session()),
      outbox_(work_->session()),
      audit_(*work_),
      facts_(work_->session()),
      index_(work_->session()),
      people_(work_->session(), people),
      sign_ins_(work_->session()),
      answers_(work_->session()),
      definitions_(work_->session()),
      archives_(work_->session()) {}

}  // namespace trinh::sql
