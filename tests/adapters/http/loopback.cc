#include "tests/adapters/http/loopback.h"

#include <arpa/inet.h>
#include <boost/json/parse.hpp>
#include <cctype>
#include <cstring>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace trinh::http::testing {
namespace {

std::string error_field(const std::string& body, const char* field) {
    boost::json::error_code ec;
    const auto document = boost::json::parse(body, ec);
    if (ec || !document.is_object() || !document.as_object().contains("error")) return "?" + body;
    return document.at("error").at(field).as_string().c_str();
}

}  // namespace

std::string Reply::header(const std::string& lower_name) const {
    const auto found = headers.find(lower_name);
    return found == headers.end() ? "" : found->second;
}

std::string Reply::message() const {
    return error_field(body, "message");
}

std::string Reply::reason() const {
    return error_field(body, "reason");
}

RawClient::RawClient(unsigned short port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof address);
    const timeval limit{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(socket_, &generic, sizeof address) == 0) return;
    ::close(socket_);
    throw std::runtime_error("connect");
}

RawClient::~RawClient() {
    ::close(socket_);
}

bool RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void RawClient::finish_sending() const {
    ::shutdown(socket_, SHUT_WR);
}

bool RawClient::fill() {
    char chunk[65536];
    const auto count = ::recv(socket_, chunk, sizeof chunk, 0);
    if (count <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
}

Reply RawClient::read(bool is_head) {
    while (buffer_.find("\r\n\r\n") == std::string::npos) {
        if (!fill()) return {};
    }
    Reply reply;
    reply.status = std::stoi(buffer_.substr(9, 3));
    auto line = buffer_.find("\r\n") + 2;
    const auto end = buffer_.find("\r\n\r\n") + 2;
    while (line < end) {
        const auto line_end = buffer_.find("\r\n", line);
        const auto colon = buffer_.find(": ", line);
        std::string name = buffer_.substr(line, colon - line);
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        reply.headers[name] = buffer_.substr(colon + 2, line_end - colon - 2);
        line = line_end + 2;
    }
    buffer_.erase(0, end + 2);
    const auto length = reply.header("content-length");
    const std::size_t size = is_head || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size) {
        if (!fill()) return {};
    }
    reply.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return reply;
}

bool RawClient::is_closed() {
    char byte = 0;
    return buffer_.empty() && ::recv(socket_, &byte, 1, 0) == 0;
}

Reply ask(unsigned short port, std::string_view bytes) {
    RawClient client(port);
    client.send(bytes);
    return client.read();
}

std::string get(std::string_view target, std::string_view more) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
           "\r\n";
}

std::string with_body(std::string_view method, std::string_view target, std::string_view body,
                      std::string_view more) {
    return std::string(method) + " " + std::string(target) +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

}  // namespace trinh::http::testing
