/// CHECK: what must hold or the program is broken; on in release too.
///
/// Not for answers to users (Result) nor for a broken outside (exceptions of the adapters).
#pragma once

namespace trinh {

/// Prints the place and the condition to stderr and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace trinh

#define CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::trinh::check_failed(#condition, __FILE__, __LINE__))
