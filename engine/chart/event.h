/// Event: what a chart is told and what it tells: events, sends that wait, sends that leave.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"

namespace trinh::chart {

namespace json = boost::json;

struct Event {
    std::string name;               ///< "accept", "done.state.review", "error.execution".
    json::value data = {};          ///< null when there is none.
    std::string type = "external";  ///< "external", "internal" or "platform".
    std::string send_id = {}, origin = {}, origin_type = {}, invoke_id = {};
    std::string raw = {};  ///< The message as it came over HTTP; empty: it did not.
};

/// A <send> with a delay that has not fired: absolute due time, so a restart loses nothing.
struct PendingSend {
    std::string send_id;  ///< Unique in the session.
    Instant due;
    Event event;
    std::string target;  ///< As evaluated; empty: the session itself.
    std::string type;    ///< Of the event processor; empty: SCXML.
    std::string owner;   ///< Session id of the invoked chart that sent it; empty: this session.
    bool is_content = false;  ///< The data is a <content>, not named values.
};

/// A <send> that leaves the session now: the caller must deliver it (other session, HTTP ...).
struct OutgoingSend {
    std::string target, type;
    Event event;
    bool is_content = false;  ///< The data is a <content>, not named values.
};

/// An event from outside for one session: a case's own or one it invoked.
struct Arrival {
    std::string session_id;
    Event event;
};

inline constexpr std::string_view http_processor =
    "http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor";

/// The Basic HTTP event processor (Appendix C.2), where the surroundings have one. Called by the
/// engine while it runs, on its thread.
class HttpPost {
public:
    virtual ~HttpPost() = default;
    /// The address others send to, to reach this session.
    [[nodiscard]] virtual std::string location(std::string_view session_id) const = 0;
    /// Posts now; a full sentence when it did not arrive. What came in up to then goes to the end
    /// of `arrived`: it enters the queues before anything that is sent later.
    virtual std::optional<std::string> carry(const OutgoingSend& send,
                                             std::vector<Arrival>& arrived) = 0;
};

}  // namespace trinh::chart
