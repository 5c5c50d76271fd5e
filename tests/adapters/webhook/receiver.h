/// Receiver: receiver.py as a child process on loopback.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tests/support/child_program.h"

namespace trinh::webhook {

class Receiver {
public:
    explicit Receiver(const std::string& secret);

    /// "http://127.0.0.1:PORT" and the path.
    [[nodiscard]] std::string url(const std::string& path) const;
    /// What the next request held. Fails after 20 seconds.
    boost::json::object next_request();
    /// Ends it: from now on nobody listens on its port.
    void stop() { child_.stop(); }

private:
    testing::ChildProgram child_;
    int port_;
};

}  // namespace trinh::webhook
