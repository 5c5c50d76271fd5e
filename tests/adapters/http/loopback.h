/// A raw HTTP client on a loopback socket: tests send bytes and see bytes.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace trinh::http::testing {

struct Reply {
    int status = 0;                              ///< 0: the connection ended without an answer.
    std::map<std::string, std::string> headers;  ///< Names in lower case; the last one wins.
    std::string body;

    [[nodiscard]] std::string header(const std::string& lower_name) const;
    /// "error.message" of the JSON error document.
    [[nodiscard]] std::string message() const;
    [[nodiscard]] std::string reason() const;
};

class RawClient {
public:
    explicit RawClient(unsigned short port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False once the other end has reset the connection.
    bool send(std::string_view bytes) const;
    /// Says that nothing more will be sent.
    void finish_sending() const;
    /// Reads exactly one answer; waits at most ten seconds for each piece.
    Reply read(bool is_head = false);
    /// True when the other end closes without sending anything more.
    bool is_closed();

private:
    bool fill();

    int socket_ = -1;
    std::string buffer_;
};

/// One request on a connection of its own.
Reply ask(unsigned short port, std::string_view bytes);

/// "GET /path HTTP/1.1" with Host and blank line; `more` holds whole lines with their CRLF.
std::string get(std::string_view target, std::string_view more = {});
/// The same with a body: Content-Length and application/json are added.
std::string with_body(std::string_view method, std::string_view target, std::string_view body,
                      std::string_view more = {});

}  // namespace trinh::http::testing
