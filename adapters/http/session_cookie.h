/// The session cookie: its name, how it is set and cleared, and the check of the CSRF token.
#pragma once

#include <string>
#include <string_view>

namespace trinh::http {

inline constexpr std::string_view session_cookie_name = "trinh_session";

/// A Set-Cookie value. HttpOnly: no script reads it. SameSite=Strict: no foreign page sends it.
/// An empty token clears the cookie.
std::string session_cookie(std::string_view token, bool is_secure);

/// Takes the same time wherever the two differ.
bool same_secret(std::string_view left, std::string_view right);

}  // namespace trinh::http
