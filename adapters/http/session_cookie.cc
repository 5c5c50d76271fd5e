#include "adapters/http/session_cookie.h"

#include <openssl/crypto.h>

namespace trinh::http {

std::string session_cookie(std::string_view token, bool is_secure) {
    std::string cookie = std::string(session_cookie_name) + '=' + std::string(token);
    cookie += "; Path=/; HttpOnly; SameSite=Strict";
    if (token.empty()) cookie += "; Max-Age=0";
    if (is_secure) cookie += "; Secure";
    return cookie;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace trinh::http
