#include "tests/adapters/mail/smtp_server.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace trinh::mail {
namespace {

namespace fs = std::filesystem;

const fs::path scripts = TRINH_SOURCE_DIR "/tests/adapters/mail/smtp";

bool runs(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c)
}

void demand(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

}  // namespace

std::string missing_for_smtp_server() {
    if (!runs("node --version")) return "node is not installed.";
    if (!runs("openssl version")) return "openssl is not installed.";
    if (!fs::exists(scripts / "node_modules" / "smtp-server")) {
        return "npm's smtp-server is not installed; run \"npm ci\" in tests/adapters/mail/smtp.";
    }
    return "";
}

SmtpServer::SmtpServer(const std::string& mode) {
    std::string pattern = (fs::temp_directory_path() / "trinh-smtp-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    make_certificate();
    child_.emplace(std::vector<std::string>{"node", (scripts / "server.mjs").string(),
                                            (folder_ / "key.pem").string(), certificate(), mode});
    port_ = boost::json::parse(child_->read_line()).at("port").to_number<int>();
}

SmtpServer::~SmtpServer() {
    child_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void SmtpServer::make_certificate() const {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout '" +
        (folder_ / "key.pem").string() + "' -out '" + certificate() + "'";
    demand(runs(command), "openssl made no certificate");
}

boost::json::object SmtpServer::next_letter() {
    return boost::json::parse(child_->read_line()).as_object();
}

}  // namespace trinh::mail
