#include "adapters/mail/smtp_outcome.h"

#include <fmt/format.h>

namespace trinh::mail {
namespace {

using ports::SendStatus;

constexpr long reply_size_exceeded = 552;

bool is_about_the_letter(const SmtpConversation& ended) {
    if (ended.command == "RCPT" || ended.command == "DATA") return true;
    return ended.command == "MAIL" && ended.reply == reply_size_exceeded;
}

/// Errors that no waiting mends: our certificate file, our server's name, its lack of TLS.
bool is_wrong_setting(CURLcode code) {
    switch (code) {
        case CURLE_LOGIN_DENIED:
        case CURLE_USE_SSL_FAILED:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_NOT_BUILT_IN:
            return true;
        default:
            return false;
    }
}

/// The conversation broke: whatever the server said last was said before that.
bool is_broken(CURLcode code) {
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_OPERATION_TIMEDOUT || code == CURLE_RECV_ERROR ||
           code == CURLE_GOT_NOTHING || code == CURLE_SSL_CONNECT_ERROR;
}

}  // namespace

ports::SendOutcome outcome_of(const SmtpConversation& ended, const std::string& server) {
    const auto says = [&](const char* act) {
        return fmt::format("The mail server {} {}: {}", server, act, ended.words);
    };
    if (ended.code == CURLE_OK) return {SendStatus::accepted, says("accepted the letter")};
    if (is_broken(ended.code)) {
        return {SendStatus::temporary, says("is out of reach")};
    }
    if (ended.reply >= 400 && ended.reply < 500) {
        return {SendStatus::temporary, says("asks to try again later")};
    }
    if (is_wrong_setting(ended.code)) {
        return {SendStatus::misconfigured, says("cannot be used with these settings")};
    }
    if (ended.reply >= 500 && is_about_the_letter(ended)) {
        return {SendStatus::permanent, says("refused the letter")};
    }
    if (ended.reply >= 500) return {SendStatus::misconfigured, says("refused this sender")};
    return {SendStatus::temporary, says("broke off")};
}

}  // namespace trinh::mail
