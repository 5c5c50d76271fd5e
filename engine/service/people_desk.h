/// PeopleDesk: who is who: sign-in, sign-out, the person behind a session, lists for forms.
///
/// Passwords are checked with argon2id (slow by intention): the HTTP adapter bounds how many run at
/// once. Of a session token only the SHA-256 is stored. Sign-ins and refusals are in the trail.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct SignedIn {
    std::string token;  ///< For the cookie; shown once.
    std::string csrf;
    json::object me;  ///< {"user","csrf","today","now"}
};

struct KnownSession {
    Caller caller;
    std::string csrf;
};

class PeopleDesk {
public:
    explicit PeopleDesk(const Office& office) : office_(office) {}

    /// Refuses with not_signed_in, the same sentence for an unknown name and a wrong password.
    Result<SignedIn> sign_in(const std::string& person, const std::string& password,
                             std::string_view from_address);
    void sign_out(std::string_view token);
    /// Refuses with not_signed_in when unknown or expired.
    Result<KnownSession> session(std::string_view token);
    /// For the command line: the person, without a password. Refuses with not_found.
    Result<Caller> caller(std::string_view person, std::string via);
    /// Refuses with not_found, or invalid_input when it is shorter than `bytes_min`.
    Result<Done> set_password(const std::string& person, const std::string& password,
                              std::size_t bytes_min);
    json::object me(const KnownSession& session);
    /// {"items":[{"id","name","position","agency","open_cases"}]}; empty role/agency: all.
    json::object people(std::string_view role, std::string_view agency);
    /// {"items":[{"id","name","kind"}]}
    json::object agencies();

private:
    Office office_;
};

}  // namespace trinh::service
