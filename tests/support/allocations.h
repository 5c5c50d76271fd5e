/// A program that links this counts its own allocations: operator new is replaced.
#pragma once

namespace trinh {

/// How often this thread has asked for memory.
int allocation_count();

}  // namespace trinh
