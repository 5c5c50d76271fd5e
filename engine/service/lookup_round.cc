#include "engine/service/lookup_round.h"

namespace trinh::service {

namespace {

constexpr int stretches_a_batch = 2;

}  // namespace

int LookupRound::run(int batches) {
    const std::int64_t size = office_.store.begin_read()->audit().tree().size;
    if (size == seen_) return 0;
    for (int done = 0; done < batches; ++done) {
        auto tx = office_.store.begin_behind();
        if (tx->audit().catch_up(stretches_a_batch) == 0) {
            seen_ = size;
            return done;
        }
        tx->commit();
    }
    return batches;
}

}  // namespace trinh::service
