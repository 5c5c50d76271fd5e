#include "tests/nodes/letter_box.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/base/check.h"

namespace trinh::testing {

namespace {

/// The lines that one connection sends.
class Reader {
public:
    explicit Reader(int socket) : socket_(socket) {}
    /// False at the end; without the CRLF.
    bool next(std::string& line) {
        auto end = buffer_.find("\r\n");
        while (end == buffer_.npos) {
            std::array<char, 4096> bytes{};
            const ssize_t length = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (length <= 0) return false;
            buffer_.append(bytes.data(), static_cast<std::size_t>(length));
            end = buffer_.find("\r\n");
        }
        line = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        return true;
    }

private:
    int socket_;
    std::string buffer_;
};

void say(int line, const std::string& words) {
    const std::string text = words + "\r\n";
    (void)::send(line, text.data(), text.size(), MSG_NOSIGNAL);  // Who was killed hears nothing.
}

}  // namespace

LetterBox::LetterBox() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t length = sizeof address;
    CHECK(::bind(socket_, generic, length) == 0);
    CHECK(::listen(socket_, 64) == 0);
    CHECK(::getsockname(socket_, generic, &length) == 0);
    port_ = ntohs(address.sin_port);
    listener_ = std::thread([this] { listen_on(); });
}

LetterBox::~LetterBox() {
    ::shutdown(socket_, SHUT_RDWR);
    listener_.join();
    for (auto& line : lines_) line.join();
    ::close(socket_);
}

void LetterBox::listen_on() {
    while (true) {
        const int line = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (line < 0) return;
        lines_.emplace_back([this, line] {
            serve(line);
            ::close(line);
        });
    }
}

void LetterBox::serve(int line) {
    Reader reader(line);
    std::string words;
    say(line, "220 box.example");
    while (reader.next(words)) {
        if (words.starts_with("QUIT")) return say(line, "221 bye");
        if (!words.starts_with("DATA")) {
            say(line, "250 yes");
            continue;
        }
        say(line, "354 go on");
        std::string letter;
        while (reader.next(words) && words != ".") letter.append(words).append("\n");
        if (words != ".") return;  // Its sender died.
        take(letter);
        say(line, "250 taken");
    }
}

void LetterBox::take(const std::string& letter) {
    const std::string before = "Message-ID: <";
    const auto at = letter.find(before);
    CHECK(at != letter.npos);
    const auto begin = at + before.size();
    const std::lock_guard lock(mutex_);
    ++taken_[letter.substr(begin, letter.find('>', begin) - begin)];
}

bool LetterBox::has_taken(const std::string& begin) const {
    const std::lock_guard lock(mutex_);
    const auto found = taken_.lower_bound(begin);
    return found != taken_.end() && found->first.starts_with(begin);
}

int LetterBox::doubles() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(
        std::ranges::count_if(taken_, [](const auto& one) { return one.second > 1; }));
}

}  // namespace trinh::testing
