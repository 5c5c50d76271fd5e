#include "tests/support/socket_relay.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace trinh::testing {

namespace {

constexpr int look_ms = 5;

sockaddr_un address_in(const std::string& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder + "/.s.PGSQL.5432";
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("a long folder name");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

const sockaddr* plain(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

bool write_all(int to, const char* bytes, std::size_t count) {
    while (count > 0) {
        const ssize_t done = ::send(to, bytes, count, MSG_NOSIGNAL);
        if (done <= 0) return false;
        bytes += done;
        count -= static_cast<std::size_t>(done);
    }
    return true;
}

}  // namespace

SocketRelay::SocketRelay(std::string folder, std::string server_folder)
    : server_folder_(std::move(server_folder)) {
    door_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_in(folder);
    if (::bind(door_, plain(address), sizeof address) != 0 || ::listen(door_, 16) != 0) {
        throw std::runtime_error("no relay");
    }
    thread_ = std::thread([this] { run(); });
}

SocketRelay::~SocketRelay() {
    ends_now_ = true;
    thread_.join();
    close_all();
    ::close(door_);
}

void SocketRelay::reset() {
    is_silent_ = false;
    loses_answers_ = false;
    resets_ = true;
    while (resets_) std::this_thread::yield();
}

void SocketRelay::run() {
    while (!ends_now_) {
        if (resets_) {
            close_all();
            resets_ = false;
        }
        std::vector<pollfd> watched{{door_, POLLIN, 0}};
        for (const int end : ends_) {
            watched.push_back({is_silent_ ? -1 : end, POLLIN, 0});
        }
        if (::poll(watched.data(), watched.size(), look_ms) <= 0) continue;
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            if (watched[i + 1].revents != 0 && ends_[i] >= 0) pass(i);
        }
        if (watched[0].revents != 0) open_pair();
    }
}

void SocketRelay::pass(std::size_t from) {
    std::array<char, 65536> bytes;
    const std::size_t to = from ^ 1U;
    const ssize_t count = ::recv(ends_[from], bytes.data(), bytes.size(), 0);
    const bool is_answer = from % 2 == 1;
    if (count > 0 && is_answer && loses_answers_) return;
    if (count > 0 && write_all(ends_[to], bytes.data(), static_cast<std::size_t>(count))) return;
    for (const std::size_t end : {from, to}) ::close(std::exchange(ends_[end], -1));
}

void SocketRelay::open_pair() {
    const int client = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_in(server_folder_);
    if (::connect(server, plain(address), sizeof address) != 0) {
        ::close(server);
        ::close(client);
        return;
    }
    ends_.insert(ends_.end(), {client, server});
}

void SocketRelay::close_all() {
    for (const int end : ends_) {
        if (end >= 0) ::close(end);
    }
    ends_.clear();
}

}  // namespace trinh::testing
