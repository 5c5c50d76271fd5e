/// Mailer: hands one letter to the mail server and tells how that went.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <string>

namespace trinh::ports {

constexpr std::size_t attachment_bytes_max = 512 * 1024;

/// A file that travels with a letter.
struct Attachment {
    std::string file_name;   ///< ASCII letters, digits, '-', '_' and '.'; at most 60 of them.
    std::string media_type;  ///< "image/svg+xml".
    std::string bytes;
};

/// One letter of the outbox: a template and the values it shows. Rendered when it is sent.
struct Letter {
    std::string message_id;  ///< Stable over retries, without angle brackets: "digest-...@host".
    std::string to_address, to_name;
    std::string letter;  ///< Name of the template in workflows/letters: "deadline-today".
    boost::json::object values;
    /// Left out when it is larger than attachment_bytes_max or its names are not as above; only a
    /// letter that carries it says so.
    std::optional<Attachment> attachment = std::nullopt;
};

/// `temporary` is tried again later; `permanent` never; `misconfigured` stops the queue and rings.
enum class SendStatus { accepted, temporary, permanent, misconfigured };

struct SendOutcome {
    SendStatus status = SendStatus::accepted;
    std::string detail;  ///< The server's words or ours, one sentence, without secrets.
};

/// Used by one thread.
class Mailer {
public:
    virtual ~Mailer() = default;
    /// Never throws for what a server answers or when it is out of reach: that is an outcome.
    virtual SendOutcome send(const Letter& letter) = 0;
};

}  // namespace trinh::ports
