/// Node: one real `trinh serve` process of several on one PostgreSQL database.
#pragma once

#include <string>
#include <sys/types.h>
#include <thread>

namespace trinh::testing {

class Node {
public:
    /// Starts the program of the build with this settings file and waits until it is ready.
    Node(const std::string& settings_file, const std::string& roles);
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node() { stop(); }

    [[nodiscard]] unsigned short port() const { return port_; }
    void kill();  ///< SIGKILL: no chance to finish anything.
    void stop();  ///< SIGTERM: in order. Nothing when it runs no more.

private:
    void end(int signal);

    pid_t process_ = -1;
    unsigned short port_ = 0;
    std::thread reader_;
};

}  // namespace trinh::testing
