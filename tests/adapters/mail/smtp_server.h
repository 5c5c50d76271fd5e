/// SmtpServer: npm's smtp-server as a child process on loopback, with a certificate of its own.
#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/child_program.h"

namespace trinh::mail {

/// Empty when the server can be started, else what is missing and how to get it.
std::string missing_for_smtp_server();

class SmtpServer {
public:
    /// "starttls" (asks for user "trinh", password "mật khẩu"), "tls" (the same) or "plain".
    explicit SmtpServer(const std::string& mode);
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string certificate() const { return (folder_ / "cert.pem").string(); }

    /// The next accepted letter, as smtp/server.mjs describes it. Fails after 20 seconds.
    boost::json::object next_letter();

    /// Ends the server: from now on nobody listens on its port.
    void stop() { child_->stop(); }

private:
    void make_certificate() const;

    std::filesystem::path folder_;
    std::optional<testing::ChildProgram> child_;
    int port_ = 0;
};

}  // namespace trinh::mail
