#include "adapters/mail/smtp_mailer.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <string_view>

#include "adapters/mail/letter_message.h"
#include "adapters/mail/mime.h"
#include "adapters/mail/smtp_outcome.h"
#include "engine/base/check.h"

namespace trinh::mail {
namespace {

using ports::SendOutcome;
using ports::SendStatus;

constexpr long connect_timeout_max_s = 10;
constexpr std::size_t words_max = 300;

struct CloseList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What goes out and what came back in one conversation.
struct Exchange {
    std::string_view unsent;
    std::string command;  ///< See SmtpConversation. Never a line of a sign-in.
    std::string reply;    ///< The server's last line.
    std::string refusal;  ///< The last one that began with 4 or 5; a goodbye may follow it.
};

std::size_t give_bytes(char* to, std::size_t size, std::size_t count, void* exchange) {
    auto& unsent = static_cast<Exchange*>(exchange)->unsent;
    const std::size_t taken = std::min(size * count, unsent.size());
    std::memcpy(to, unsent.data(), taken);
    unsent.remove_prefix(taken);
    return taken;
}

std::string printable(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, words_max)) line += c < 0x20 || c == 0x7F ? ' ' : c;
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

std::size_t take_reply(char* bytes, std::size_t size, std::size_t count, void* held) {
    const std::string line = printable({bytes, size * count});
    if (auto* exchange = static_cast<Exchange*>(held); exchange != nullptr) {
        exchange->reply = line;
        if (line.starts_with('4') || line.starts_with('5')) exchange->refusal = line;
    }
    return size * count;
}

int note_command(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* exchange) {
    if (kind != CURLINFO_HEADER_OUT || exchange == nullptr) return 0;
    const std::string_view line(bytes, size);
    for (const std::string_view command : {"MAIL FROM:", "RCPT TO:", "DATA\r\n"}) {
        if (line.starts_with(command)) {
            static_cast<Exchange*>(exchange)->command = command.substr(0, 4);
        }
    }
    return 0;
}

/// The server's words where its answer decides, else curl's.
std::string words_of(const Exchange& exchange, const SmtpConversation& ended, const char* curls) {
    if (ended.code == CURLE_OK) return exchange.reply;
    const bool was_refused = ended.reply >= 400;
    if (was_refused && exchange.refusal.starts_with(std::to_string(ended.reply))) {
        return exchange.refusal;
    }
    return *curls != '\0' ? curls : curl_easy_strerror(ended.code);
}

void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    CHECK(started == CURLE_OK);
    // OpenSSL writes to a socket that the server has closed: an error code, not our end.
    if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) CHECK(false);
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpOptions options, LetterRenderer& renderer, const ports::Clock& clock)
    : options_(std::move(options)), renderer_(renderer), clock_(clock) {
    start_curl();
    handle_.reset(curl_easy_init());
    CHECK(handle_ != nullptr);
    apply_options();
}

std::string SmtpMailer::server() const {
    return fmt::format("{}:{}", options_.host, options_.port);
}

void SmtpMailer::apply_options() {
    CURL* handle = handle_.get();
    const char* scheme = options_.security == SmtpSecurity::tls ? "smtps" : "smtp";
    const std::string domain = options_.from_address.substr(options_.from_address.find('@') + 1);
    const std::string url = fmt::format("{}://{}/{}", scheme, server(), domain);
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_UPLOAD, 1L);
    const long timeout_s = std::max(1, options_.timeout_s);
    set(handle, CURLOPT_TIMEOUT, timeout_s);
    set(handle, CURLOPT_CONNECTTIMEOUT, std::min(timeout_s, connect_timeout_max_s));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (options_.security != SmtpSecurity::none) {
        set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    if (!options_.ca_file.empty()) set(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (!options_.user.empty()) {
        set(handle, CURLOPT_USERNAME, options_.user.c_str());
        set(handle, CURLOPT_PASSWORD, options_.password.c_str());
    }
    set(handle, CURLOPT_READFUNCTION, give_bytes);
    set(handle, CURLOPT_HEADERFUNCTION, take_reply);
    set(handle, CURLOPT_DEBUGFUNCTION, note_command);
    set(handle, CURLOPT_VERBOSE, 1L);
}

std::string SmtpMailer::wrong_setting() const {
    if (!is_address(options_.from_address)) {
        return fmt::format("Expected a sender's mail address, found \"{}\"; correct the settings.",
                           printable(options_.from_address));
    }
    if (options_.security == SmtpSecurity::none && !options_.user.empty()) {
        return "A password is not sent over an open connection; set the mail security to starttls "
               "or tls, or remove the user.";
    }
    return "";
}

SendOutcome SmtpMailer::send(const ports::Letter& letter) {
    if (std::string wrong = wrong_setting(); !wrong.empty()) {
        return {SendStatus::misconfigured, std::move(wrong)};
    }
    for (const std::string& address : {letter.to_address, letter.message_id}) {
        if (is_address(address)) continue;
        return {SendStatus::permanent,
                fmt::format("Expected \"name@domain\" in plain letters as address and message id, "
                            "found \"{}\"; correct the person's address.",
                            printable(address))};
    }
    const auto message = letter_message(letter, {options_.from_address, options_.from_name},
                                        renderer_, clock_.now());
    if (!message) return {SendStatus::permanent, message.error().message};
    SendOutcome outcome = hand_over(letter.to_address, message->bytes);
    if (!message->missing.empty()) {
        outcome.detail += fmt::format(" (values that the letter asks for and nobody gave: {})",
                                      fmt::join(message->missing, ", "));
    }
    return outcome;
}

SendOutcome SmtpMailer::hand_over(const std::string& to_address, const std::string& message) {
    CURL* handle = handle_.get();
    const std::string from = "<" + options_.from_address + ">";
    const std::string to = "<" + to_address + ">";
    const std::unique_ptr<curl_slist, CloseList> receivers(curl_slist_append(nullptr, to.c_str()));
    Exchange exchange{message, "", "", ""};
    std::array<char, CURL_ERROR_SIZE> words{};
    set(handle, CURLOPT_MAIL_FROM, from.c_str());
    set(handle, CURLOPT_MAIL_RCPT, receivers.get());
    set(handle, CURLOPT_READDATA, &exchange);
    set(handle, CURLOPT_HEADERDATA, &exchange);
    set(handle, CURLOPT_DEBUGDATA, &exchange);
    set(handle, CURLOPT_ERRORBUFFER, words.data());
    set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    SmtpConversation ended;
    ended.code = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &ended.reply);
    ended.command = exchange.command;
    ended.words = words_of(exchange, ended, words.data());
    // These end with this call; the handle speaks once more when it closes the connection.
    set(handle, CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    set(handle, CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(nullptr));
    set(handle, CURLOPT_DEBUGDATA, static_cast<void*>(nullptr));
    return outcome_of(ended, server());
}

}  // namespace trinh::mail
