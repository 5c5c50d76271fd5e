/// LetterBox: a mail server on loopback that takes every letter and remembers its Message-ID.
///
/// It lives in the test's own process, so it outlives the servers that send to it.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace trinh::testing {

class LetterBox {
public:
    LetterBox();
    LetterBox(const LetterBox&) = delete;
    LetterBox& operator=(const LetterBox&) = delete;
    ~LetterBox();

    [[nodiscard]] unsigned short port() const { return port_; }
    /// Whether a letter was taken whose Message-ID begins so.
    [[nodiscard]] bool has_taken(const std::string& begin) const;
    /// How many letters came more than once.
    [[nodiscard]] int doubles() const;

private:
    void listen_on();
    void serve(int line);
    void take(const std::string& letter);

    int socket_ = -1;
    unsigned short port_ = 0;
    mutable std::mutex mutex_;
    std::map<std::string, int> taken_;
    std::vector<std::thread> lines_;  // Of the listening thread alone, until it ended.
    std::thread listener_;
};

}  // namespace trinh::testing
