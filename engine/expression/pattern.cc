#include "engine/expression/pattern.h"

#include <re2/re2.h>

namespace trinh::expression {

Pattern::Pattern(std::string_view source) {
    if (source.size() > bytes_max) {
        fault_ = "it has more than " + std::to_string(bytes_max) + " bytes";
        return;
    }
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(64 << 10);
    compiled_ = std::make_unique<RE2>(re2::StringPiece(source.data(), source.size()), options);
    if (!compiled_->ok()) fault_ = compiled_->error();
}

Pattern::~Pattern() = default;

std::size_t Pattern::cost() const {
    constexpr int steps_together = 8;  // As long as RE2's automaton fits, a byte is one step.
    return 1 + static_cast<std::size_t>(compiled_->ProgramSize() / steps_together);
}

std::size_t Pattern::find(std::string_view text) const {
    const re2::StringPiece bytes(text.data(), text.size());
    re2::StringPiece match;
    if (!compiled_->Match(bytes, 0, text.size(), RE2::UNANCHORED, &match, 1))
        return std::string_view::npos;
    return static_cast<std::size_t>(match.data() - bytes.data());
}

}  // namespace trinh::expression
