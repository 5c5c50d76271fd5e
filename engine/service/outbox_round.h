/// OutboxRound: claims what is ready in one channel of the outbox, has it sent, notes what became
/// of it. Internal to this room; mail_round and webhook_round say how a thing is sent.
///
/// Used by one thread, called again and again, on any number of nodes; every call is bounded and
/// may be cut off at any point: what it claimed and did not send is ready again when its lease
/// ends. So everything goes out at least once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/ports/mailer.h"
#include "engine/service/office.h"
#include "engine/service/send_pace.h"

namespace trinh::service {

struct OutboxOptions {
    ports::Channel channel = ports::Channel::mail;
    Duration lease = minutes(10);  ///< Nothing is begun in its last minute.
    int per_minute = 600;          ///< To one host, by this sender.
};

struct OutboxReport {
    int sent = 0, failed = 0;
    bool is_stopped = false;  ///< The settings are wrong; see last_error.
};

using OutboxRows = std::vector<ports::MailRow>;  ///< What goes out as one.

class OutboxRound {
public:
    using Send = std::function<ports::SendOutcome(const OutboxRows&)>;
    using HostOf = std::function<std::string(const ports::MailRow&)>;

    OutboxRound(const Office& office, const OutboxOptions& options)
        : office_(office), options_(options), pace_(options.per_minute) {}

    /// At most `limit` letters. What a host has had enough of goes back for a while, untried.
    OutboxReport run(const Send& send, const HostOf& host_of, int limit);

private:
    std::vector<OutboxRows> claim(int limit, Instant lease_until);
    void save(const OutboxRows& rows);

    Office office_;
    OutboxOptions options_;
    HostPace pace_;
    Instant not_before_;  ///< While the settings are wrong.
};

}  // namespace trinh::service
