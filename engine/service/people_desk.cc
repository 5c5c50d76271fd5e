#include "engine/service/people_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/digest.h"
#include "engine/base/text.h"
#include "engine/service/directory.h"
#include "engine/service/trail.h"

namespace trinh::service {
namespace {

constexpr Duration session_length = hours(12);
constexpr std::size_t token_bytes = 32;

/// What is stored of a session's token.
std::string token_digest(std::string_view token) {
    return audit::to_hex(audit::bytes_of(audit::sha256({token})));
}

Refusal wrong_sign_in() {
    return {Reason::not_signed_in, "The user name or the password is wrong.",
            "Tên đăng nhập hoặc mật khẩu không đúng."};
}

json::object user_view(Directory& names, const ports::PersonRow& person) {
    json::array roles;
    for (const auto& role : person.roles) roles.emplace_back(role);
    return {{"id", person.id},
            {"name", person.name},
            {"position", person.position},
            {"email", person.email},
            {"agency", names.agency(person.agency)},
            {"roles", std::move(roles)}};
}

json::object me_view(Directory& names, const ports::PersonRow& person, const std::string& csrf,
                     Instant now) {
    return {{"user", user_view(names, person)},
            {"csrf", csrf},
            {"today", local_date(now).iso()},
            {"now", now.iso()}};
}

audit::Entry sign_in_entry(Instant at, const ports::PersonRow& person, const char* action,
                           std::string_view from_address) {
    audit::Entry entry;
    entry.at = at;
    entry.actor = person.id;
    entry.agency = person.agency;
    entry.action = action;
    entry.note = std::string(from_address);
    entry.via = "web";
    return entry;
}

}  // namespace

Result<SignedIn> PeopleDesk::sign_in(const std::string& person, const std::string& password,
                                     std::string_view from_address) {
    if (!is_text(person) || person.size() > 100 || password.size() > 1'000) return wrong_sign_in();
    // The slow hash runs outside of any transaction, also for an unknown name: same time for both.
    ports::PersonRow row;
    {
        auto tx = office_.store.begin_read();
        auto found = tx->people().person(person);
        if (found) row = std::move(*found);
    }
    static const std::string no_hash = office_.passwords.hash("nobody");
    const bool is_known = !row.id.empty() && row.is_active && !row.password_hash.empty();
    const bool matches =
        office_.passwords.matches(is_known ? row.password_hash : no_hash, password);
    const Instant now = office_.clock.now();
    auto tx = office_.store.begin();
    if (!is_known || !matches) {
        if (is_known) append_entry(*tx, sign_in_entry(now, row, "sign-in.refused", from_address));
        tx->commit();
        return wrong_sign_in();
    }
    SignedIn result;
    result.token = office_.passwords.random_token(token_bytes);
    result.csrf = office_.passwords.random_token(token_bytes);
    tx->sign_ins().remove_expired(now);
    tx->sign_ins().add(
        {token_digest(result.token), row.id, result.csrf, now, now + session_length});
    append_entry(*tx, sign_in_entry(now, row, "sign-in", from_address));
    Directory names(*tx);
    result.me = me_view(names, row, result.csrf, now);
    tx->commit();
    return result;
}

void PeopleDesk::sign_out(std::string_view token) {
    auto tx = office_.store.begin();
    tx->sign_ins().remove(token_digest(token));
    tx->commit();
}

Result<KnownSession> PeopleDesk::session(std::string_view token) {
    const Refusal refusal{Reason::not_signed_in, "Sign in first: the session is over or unknown.",
                          "Phiên làm việc đã hết hạn. Đề nghị đăng nhập lại."};
    auto tx = office_.store.begin_read();
    auto found = tx->sign_ins().find(token_digest(token));
    if (!found || found->expires_at <= office_.clock.now()) return refusal;
    auto person = tx->people().person(found->person);
    if (!person || !person->is_active) return refusal;
    return KnownSession{{std::move(*person), "web"}, found->csrf};
}

Result<Caller> PeopleDesk::caller(std::string_view person, std::string via) {
    auto tx = office_.store.begin_read();
    auto row = tx->people().person(person);
    if (!row || !row->is_active) {
        return Refusal{Reason::not_found, fmt::format("There is no active person '{}'.", person),
                       fmt::format("Không có cán bộ “{}”.", person)};
    }
    return Caller{std::move(*row), std::move(via)};
}

Result<Done> PeopleDesk::set_password(const std::string& person, const std::string& password,
                                      std::size_t bytes_min) {
    if (password.size() < bytes_min) {
        return Refusal{Reason::invalid_input,
                       fmt::format("A password has at least {} characters.", bytes_min),
                       fmt::format("Mật khẩu phải có ít nhất {} ký tự.", bytes_min)};
    }
    const std::string hash = office_.passwords.hash(password);
    auto tx = office_.store.begin();
    auto row = tx->people().person(person);
    if (!row) return row.error();
    row->password_hash = hash;
    tx->people().save_person(*row);
    append_entry(*tx, sign_in_entry(office_.clock.now(), *row, "password.changed", {}));
    tx->commit();
    return Done{};
}

json::object PeopleDesk::me(const KnownSession& session) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    return me_view(names, session.caller.person, session.csrf, office_.clock.now());
}

json::object PeopleDesk::people(std::string_view role, std::string_view agency) {
    auto tx = office_.store.begin_read();
    Directory names(*tx);
    json::array items;
    for (const auto& person : tx->people().people()) {
        const bool has_role = role.empty() || std::find(person.roles.begin(), person.roles.end(),
                                                        role) != person.roles.end();
        if (!has_role || (!agency.empty() && person.agency != agency)) continue;
        const auto open = tx->cases().work_of(person, 1'000).size();
        items.push_back({{"id", person.id},
                         {"name", person.name},
                         {"position", person.position},
                         {"agency", names.agency(person.agency)},
                         {"open_cases", open}});
    }
    return {{"items", std::move(items)}};
}

json::object PeopleDesk::agencies() {
    auto tx = office_.store.begin_read();
    json::array items;
    for (const auto& agency : tx->people().agencies()) {
        items.push_back({{"id", agency.id}, {"name", agency.name}, {"kind", agency.kind}});
    }
    return {{"items", std::move(items)}};
}

}  // namespace trinh::service
