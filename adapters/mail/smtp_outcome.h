/// SMTP outcomes: what a finished conversation with a mail server means for the outbox.
#pragma once

#include <curl/curl.h>
#include <string>

#include "engine/ports/mailer.h"

namespace trinh::mail {

/// How one conversation ended.
struct SmtpConversation {
    CURLcode code = CURLE_OK;
    long reply = 0;       ///< The server's last reply code; 0 when it never answered.
    std::string command;  ///< The last of MAIL, RCPT, DATA that was sent; empty before the first.
    std::string words;    ///< The server's last line, or curl's own words.
};

/// 4xx and a server out of reach are tried again; 5xx about the receiver or the letter never; 5xx
/// about us (sign-in, sender, encryption) and wrong certificates stop the queue.
ports::SendOutcome outcome_of(const SmtpConversation& ended, const std::string& server);

}  // namespace trinh::mail
