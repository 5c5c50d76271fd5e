#include "tests/support/allocations.h"

#include <cstdlib>
#include <new>

namespace {

thread_local int count_of_thread = 0;

void* counted(std::size_t bytes) {
    ++count_of_thread;
    if (void* memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
    throw std::bad_alloc();
}

}  // namespace

// This program's own allocation, so that a test can count: all forms, or ASan sees a mismatch.
void* operator new(std::size_t bytes) {
    return counted(bytes);
}
void* operator new[](std::size_t bytes) {
    return counted(bytes);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace trinh {

int allocation_count() {
    return count_of_thread;
}

}  // namespace trinh
