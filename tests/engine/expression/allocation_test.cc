#include <gtest/gtest.h>
#include <string_view>
#include <variant>

#include "tests/engine/expression/evaluated.h"
#include "tests/support/allocations.h"

namespace trinh::expression {
namespace {

int allocations_of_test(std::string_view text, const Environment& environment) {
    const auto program = std::get<Program>(Program::compile(text));
    const int before = allocation_count();
    const std::variant<bool, Fault> outcome = program.test(environment);
    const int after = allocation_count();
    EXPECT_TRUE(std::holds_alternative<bool>(outcome)) << text;
    return after - before;
}

TEST(Test, AllocatesNothingForAGuard) {
    const World world(R"({"count": 4, "name": "Sở Tư pháp", "items": ["a", "b"]})",
                      R"({"_event": {"name": "go", "data": {"verdict": "unlawful"}}})",
                      R"({"today": "2023-05-04", "dossier": {"complete": true}})");

    for (const std::string_view guard :
         {"_event.data.verdict == 'unlawful' && count > 3", "dossier.complete",
          "typeof _event.data.missing === 'undefined' || !count", "items[1] == 'b' ? 1 : 0",
          "items.length + count * 2 >= 6", "name.startsWith('Sở') && items.includes('a')",
          "'verdict' in _event.data", "days_between(today, '2023-05-19') == 15",
          "name.trim().length < 20", "Math.max(count, 2, 3) == count"}) {
        EXPECT_EQ(allocations_of_test(guard, world.environment()), 0) << guard;
    }
}

TEST(Test, IsSeenToAllocateWhereTextIsBuilt) {
    const World world(R"({"name": "A rather long name of an agency, longer than a short string"})");

    EXPECT_GT(allocations_of_test("name + name", world.environment()), 0);
}

}  // namespace
}  // namespace trinh::expression
