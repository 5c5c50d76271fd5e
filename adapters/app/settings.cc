#include "adapters/app/settings.h"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <set>
#include <toml++/toml.h>

namespace trinh::app {
namespace {

/// Reads typed values out of the file and remembers the first thing that is wrong.
class Reader {
public:
    Reader(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

    template <class T>
    void read(const char* group, const char* key, T& target) {
        known_.insert(std::string(group) + "." + key);
        const auto node = table_[group][key];
        if (!node) return;
        if (const auto value = node.value_exact<T>()) {
            target = *value;
        } else {
            fail(*node.node(), fmt::format("'{}.{}' is not of the expected type.", group, key));
        }
    }

    template <class T>
    void read_optional(const char* group, const char* key, std::optional<T>& target) {
        T value{};
        read(group, key, value);
        if (table_[group][key]) target = value;
    }

    std::int64_t number(const char* group, const char* key, std::int64_t otherwise,
                        std::int64_t low, std::int64_t high) {
        std::int64_t value = otherwise;
        read(group, key, value);
        if (value >= low && value <= high) return value;
        fail(*table_[group][key].node(),
             fmt::format("'{}.{}' is {} but must lie between {} and {}.", group, key, value, low,
                         high));
        return otherwise;
    }

    std::vector<std::string> texts(const char* group, const char* key) {
        known_.insert(std::string(group) + "." + key);
        std::vector<std::string> all;
        const auto* list = table_[group][key].as_array();
        if (list == nullptr) return all;
        for (const auto& entry : *list) {
            if (const auto text = entry.value_exact<std::string>()) all.push_back(*text);
        }
        return all;
    }

    void fail_at(const char* group, const char* key, const std::string& what) {
        fail(*table_[group][key].node(), what);
    }

    void fail(const toml::node& node, const std::string& what) {
        if (!fault_.empty()) return;
        const auto line = node.source().begin.line;
        fault_ = fmt::format("{}:{}: {}", file_, line, what);
    }

    /// After everything was read: keys nobody asked for.
    void refuse_unknown() {
        for (const auto& [group, node] : table_) {
            if (group == "webhook") continue;  // read_webhooks() looks at those.
            const auto* inner = node.as_table();
            if (inner == nullptr) {
                fail(node, fmt::format("'{}' is not a group of settings.", group.str()));
                continue;
            }
            for (const auto& [key, value] : *inner) {
                const auto name = fmt::format("{}.{}", group.str(), key.str());
                if (known_.count(name) == 0) {
                    fail(value, fmt::format("'{}' is not a setting.", name));
                }
            }
        }
    }

    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    const toml::table& table_;
    std::string file_, fault_;
    std::set<std::string> known_;
};

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? std::string() : std::string(value);
}

std::string first_line(const std::string& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

void read_store(Reader& reader, Settings& settings, std::string& state) {
    std::string password_file;
    reader.read("store", "folder", state);
    reader.read("store", "postgres", settings.postgres);
    reader.read("store", "password_file", password_file);
    if (password_file.empty()) return;
    settings.postgres_password = first_line(password_file);
    if (settings.postgres_password.empty()) {
        reader.fail_at("store", "password_file",
                       "'store.password_file' names a file that cannot be read or is empty.");
    }
}

void read_mail(Reader& reader, Settings& settings) {
    auto& smtp = settings.smtp;
    std::string security = "starttls", password_file;
    reader.read("mail", "host", smtp.host);
    smtp.port = static_cast<int>(reader.number("mail", "port", 587, 1, 65'535));
    reader.read("mail", "security", security);
    reader.read("mail", "user", smtp.user);
    reader.read("mail", "password_file", password_file);
    reader.read("mail", "from_address", smtp.from_address);
    reader.read("mail", "from_name", smtp.from_name);
    reader.read("mail", "ca_file", smtp.ca_file);
    reader.read_optional("mail", "picture", settings.has_mail_picture);
    settings.mail_per_minute =
        static_cast<int>(reader.number("mail", "per_minute", 600, 1, 60'000));
    settings.mail_gathers_for = minutes(reader.number("mail", "gather_minutes", 5, 0, 60));
    if (!password_file.empty()) smtp.password = first_line(password_file);
    smtp.security = security == "none"  ? mail::SmtpSecurity::none
                    : security == "tls" ? mail::SmtpSecurity::tls
                                        : mail::SmtpSecurity::starttls;
    settings.has_smtp = !smtp.from_address.empty();
}

void read_office(Reader& reader, Settings& settings) {
    reader.read("office", "department", settings.department);
    reader.read("office", "base_url", settings.base_url);
    reader.read("office", "mail_host", settings.mail_host);
    settings.hours.morning_hour =
        static_cast<int>(reader.number("office", "morning_hour", 7, 0, 23));
    settings.hours.morning_minute =
        static_cast<int>(reader.number("office", "morning_minute", 30, 0, 59));
}

void read_http(Reader& reader, Settings& settings) {
    reader.read("http", "address", settings.address);
    settings.port = static_cast<unsigned short>(reader.number("http", "port", 8080, 0, 65'535));
    settings.threads = static_cast<int>(reader.number("http", "threads", 4, 4, 256));
    reader.read("http", "secure_cookie", settings.is_cookie_secure);
    reader.read("http", "trusts_proxy", settings.trusts_proxy);
    settings.host_names = reader.texts("http", "host_names");
}

}  // namespace

Result<Settings> read_settings(const std::string& file, const std::string& home) {
    Settings settings;
    settings.home = !home.empty() ? home : environment("TRINH_HOME");
    if (settings.home.empty()) settings.home = TRINH_DEFAULT_HOME;
    std::string state = environment("TRINH_STATE");
    toml::table table;
    if (!file.empty()) {
        try {
            table = toml::parse_file(file);
        } catch (const toml::parse_error& fault) {
            return Refusal{
                Reason::invalid_input,
                fmt::format("{}:{}: {}", file, fault.source().begin.line, fault.description())};
        }
    }
    Reader reader(table, file);
    read_store(reader, settings, state);
    read_http(reader, settings);
    read_office(reader, settings);
    read_mail(reader, settings);
    reader.refuse_unknown();
    if (!reader.fault().empty()) return Refusal{Reason::invalid_input, reader.fault()};
    if (auto fault = read_webhooks(table, settings.webhooks); !fault.empty()) {
        return Refusal{Reason::invalid_input, fmt::format("{}:{}", file, fault)};
    }
    settings.state = state.empty() ? "var/trinh" : state;
    if (settings.base_url.empty()) {
        settings.base_url = fmt::format("http://{}:{}", settings.address, settings.port);
    }
    return settings;
}

}  // namespace trinh::app
