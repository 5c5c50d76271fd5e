/// Settings: the one file an administrator writes (TOML), checked as a whole before anything runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "adapters/app/webhook_settings.h"
#include "adapters/mail/smtp_mailer.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/casework/law.h"

namespace trinh::app {

struct Settings {
    std::filesystem::path home;   ///< Holds workflows/ and samples/.
    std::filesystem::path state;  ///< Holds trinh.db (with SQLite) and drafts/.
    // [store]
    std::string postgres;  ///< libpq's "host=... dbname=... user=..."; empty: SQLite.
    std::string postgres_password;
    // [http]
    std::string address = "127.0.0.1";
    unsigned short port = 8080;
    int threads = 4;
    bool is_cookie_secure = false, trusts_proxy = false;
    std::vector<std::string> host_names;
    // [office]
    std::string department = "stp";
    std::string base_url;  ///< Empty: http://address:port.
    std::string mail_host = "trinh.invalid";
    casework::OfficeHours hours;
    // [mail]
    bool has_smtp = false;
    mail::SmtpOptions smtp;
    /// Absent: off for a mail server, because some gateways hold back a letter with an SVG and
    /// arriving comes first (it links to the page, which shows the same); on for the demo's folder.
    std::optional<bool> has_mail_picture;
    int mail_per_minute = 600;  ///< Letters that one server hands to the mail server.
    /// How long reminders about cases of one campaign wait for one another.
    Duration mail_gathers_for = minutes(5);
    // [[webhook]]
    std::vector<WebhookSetting> webhooks;
};

/// Defaults, then the environment (TRINH_HOME, TRINH_STATE), then the file, then `home`.
/// Refuses with file, line and what was expected. An unknown key is refused too: a typo in a
/// settings file must not pass in silence.
Result<Settings> read_settings(const std::string& file, const std::string& home);

}  // namespace trinh::app
