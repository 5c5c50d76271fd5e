/// IndexWatch: what is kept between two looks at the index so that the second one is quick.
///
/// Nothing of it is ever stored: it is made again from the store after a start.
#pragma once

#include "engine/service/ahead_book.h"
#include "engine/service/live_index.h"

namespace trinh::service {

/// Safe from several threads.
struct IndexWatch {
    LiveIndex scores;
    AheadBook ahead;
};

}  // namespace trinh::service
