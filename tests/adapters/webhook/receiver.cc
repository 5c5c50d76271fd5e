#include "tests/adapters/webhook/receiver.h"

#include <boost/json/parse.hpp>

namespace trinh::webhook {

Receiver::Receiver(const std::string& secret)
    : child_({"python3", TRINH_SOURCE_DIR "/tests/adapters/webhook/receiver.py", secret}),
      port_(boost::json::parse(child_.read_line()).at("port").to_number<int>()) {}

std::string Receiver::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
}

boost::json::object Receiver::next_request() {
    return boost::json::parse(child_.read_line()).as_object();
}

}  // namespace trinh::webhook
