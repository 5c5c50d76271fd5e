/// Receiver: receiver.py as a child process on loopback.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <sys/types.h>

namespace trinh::webhook {

class Receiver {
public:
    explicit Receiver(std::string secret);
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    /// "http://127.0.0.1:PORT" and the path.
    [[nodiscard]] std::string url(const std::string& path) const;
    /// What the next request held. Fails after 20 seconds.
    boost::json::object next_request();
    /// Ends it: from now on nobody listens on its port.
    void stop();

private:
    void start(std::string secret);
    std::string read_line();

    pid_t process_ = -1;
    int to_receiver_ = -1;
    int from_receiver_ = -1;
    std::string unread_;
    int port_ = 0;
};

}  // namespace trinh::webhook
