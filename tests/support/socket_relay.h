/// SocketRelay: the network between a program and its PostgreSQL, which a test can cut.
///
/// A socket in a folder of its own that passes all bytes on to a server's socket, and back.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace trinh::testing {

class SocketRelay {
public:
    /// `folder`: where the relay's socket is made. `server_folder`: where the server's lies.
    SocketRelay(std::string folder, std::string server_folder);
    SocketRelay(const SocketRelay&) = delete;
    SocketRelay& operator=(const SocketRelay&) = delete;
    ~SocketRelay();

    /// Takes no more bytes from either side; nobody is told. Connections made meanwhile too.
    void fall_silent() { is_silent_ = true; }
    /// From the next answer of the server on: what was asked arrives, what is answered does not.
    void lose_answers() { loses_answers_ = true; }
    /// Closes all connections; new ones pass again.
    void reset();

private:
    void run();
    void pass(std::size_t from);
    void open_pair();
    void close_all();

    const std::string server_folder_;
    int door_ = -1;
    std::vector<int> ends_;  ///< Client and server in turn; the thread's own.
    std::atomic<bool> is_silent_ = false, loses_answers_ = false, resets_ = false,
                      ends_now_ = false;
    std::thread thread_;
};

}  // namespace trinh::testing
