#include "adapters/webhook/signature.h"

#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "engine/base/check.h"

namespace trinh::webhook {

std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body) {
    const std::string text = fmt::format("{}.{}", timestamp, body);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const auto* made = HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                            digest.data(), &size);
    CHECK(made != nullptr);
    std::string shown = "v1=";
    for (unsigned int i = 0; i < size; ++i) shown += fmt::format("{:02x}", digest.at(i));
    return shown;
}

}  // namespace trinh::webhook
