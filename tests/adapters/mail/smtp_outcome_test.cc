#include "adapters/mail/smtp_outcome.h"

#include <gtest/gtest.h>

namespace trinh::mail {
namespace {

using ports::SendStatus;

struct Row {
    CURLcode code;
    long reply;
    const char* command;
    SendStatus expected;
};

TEST(OutcomeOf, FollowsTheReplyAndWhatItAnswered) {
    const Row rows[] = {
        {CURLE_OK, 250, "DATA", SendStatus::accepted},
        {CURLE_SEND_ERROR, 550, "RCPT", SendStatus::permanent},
        {CURLE_SEND_ERROR, 451, "RCPT", SendStatus::temporary},
        {CURLE_SEND_ERROR, 554, "DATA", SendStatus::permanent},
        {CURLE_WEIRD_SERVER_REPLY, 554, "DATA", SendStatus::permanent},
        {CURLE_WEIRD_SERVER_REPLY, 452, "DATA", SendStatus::temporary},
        {CURLE_SEND_ERROR, 552, "MAIL", SendStatus::permanent},
        {CURLE_SEND_ERROR, 550, "MAIL", SendStatus::misconfigured},
        {CURLE_SEND_ERROR, 530, "MAIL", SendStatus::misconfigured},
        {CURLE_WEIRD_SERVER_REPLY, 554, "", SendStatus::misconfigured},
        {CURLE_LOGIN_DENIED, 535, "", SendStatus::misconfigured},
        {CURLE_LOGIN_DENIED, 454, "", SendStatus::temporary},
        {CURLE_USE_SSL_FAILED, 250, "", SendStatus::misconfigured},
        {CURLE_PEER_FAILED_VERIFICATION, 220, "", SendStatus::misconfigured},
        {CURLE_COULDNT_CONNECT, 0, "", SendStatus::temporary},
        {CURLE_COULDNT_RESOLVE_HOST, 0, "", SendStatus::temporary},
        {CURLE_OPERATION_TIMEDOUT, 354, "DATA", SendStatus::temporary},
        {CURLE_RECV_ERROR, 354, "DATA", SendStatus::temporary},
        {CURLE_SEND_ERROR, 250, "RCPT", SendStatus::temporary},
    };
    for (const Row& row : rows) {
        const auto outcome = outcome_of({row.code, row.reply, row.command, "words"}, "mx:25");
        EXPECT_EQ(outcome.status, row.expected)
            << curl_easy_strerror(row.code) << " " << row.reply << " " << row.command;
    }
}

TEST(OutcomeOf, RepeatsTheServersWords) {
    const auto outcome =
        outcome_of({CURLE_SEND_ERROR, 550, "RCPT", "550 5.1.1 no such user"}, "mx:25");

    EXPECT_EQ(outcome.detail, "The mail server mx:25 refused the letter: 550 5.1.1 no such user");
}

}  // namespace
}  // namespace trinh::mail
