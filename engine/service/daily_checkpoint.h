/// DailyCheckpoint: the trail is signed once a day, and the signed note goes to whoever may audit.
///
/// A note that lies in somebody's mailbox shows later that the end of the trail was cut off.
#pragma once

#include "engine/service/office.h"

namespace trinh::service {

/// Used by one thread, called again and again. However many nodes call it, one of them signs: the
/// letters' ids are those of the day, and who finds them queued takes his checkpoint back.
class DailyCheckpoint {
public:
    explicit DailyCheckpoint(const Office& office) : office_(office) {}

    /// After the morning hour of every day: how many letters were queued. A day on which nothing
    /// happened but the last checkpoint itself is signed too: silence is a message.
    int queue();

private:
    Office office_;
    Date done_;
};

}  // namespace trinh::service
