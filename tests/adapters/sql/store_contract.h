/// store_contract: the one suite that every implementation of ports::Store passes.
///
/// A kind of store is a struct with a member `store`; instantiate the suites with it.
#pragma once

#include "tests/adapters/sql/contract_archives.h"
#include "tests/adapters/sql/contract_cases.h"
#include "tests/adapters/sql/contract_changes.h"
#include "tests/adapters/sql/contract_index.h"
#include "tests/adapters/sql/contract_outbox.h"
#include "tests/adapters/sql/contract_records.h"
#include "tests/adapters/sql/contract_trail.h"
#include "tests/adapters/sql/contract_transactions.h"
