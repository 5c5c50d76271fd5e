// What libFuzzer calls; TRINH_FUZZ_TARGET is one of targets.h.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    trinh::fuzz::TRINH_FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
