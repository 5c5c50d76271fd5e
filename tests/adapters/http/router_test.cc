#include "adapters/http/router.h"

#include <gtest/gtest.h>

namespace trinh::http {
namespace {

Router sample() {
    Router router;
    for (const char* line : {"GET /api/cases", "POST /api/cases", "GET /api/cases/{id}",
                             "GET /api/cases/recent", "POST /api/cases/{id}/actions"}) {
        const std::string text = line;
        const auto blank = text.find(' ');
        router.add(text.substr(0, blank), text.substr(blank + 1),
                   [](const Request&) { return Response{}; });
    }
    return router;
}

TEST(Router, FindsARouteAndItsParameters) {
    const auto router = sample();

    const auto match = router.find("POST", {"api", "cases", "17", "actions"});

    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.route->pattern, "/api/cases/{id}/actions");
    EXPECT_EQ(match.parameters, (TextMap{{"id", "17"}}));
}

TEST(Router, PrefersTheLiteralSegment) {
    const auto router = sample();

    EXPECT_EQ(router.find("GET", {"api", "cases", "recent"}).route->pattern, "/api/cases/recent");
    EXPECT_EQ(router.find("GET", {"api", "cases", "17"}).route->pattern, "/api/cases/{id}");
}

TEST(Router, TellsWhichMethodsAPathKnows) {
    const auto router = sample();

    const auto other_method = router.find("DELETE", {"api", "cases"});
    const auto no_path = router.find("GET", {"api", "cases", "17", "nothing"});

    EXPECT_EQ(other_method.route, nullptr);
    EXPECT_EQ(other_method.allow, "GET, HEAD, POST");
    EXPECT_EQ(no_path.route, nullptr);
    EXPECT_EQ(no_path.allow, "");
}

TEST(Router, AnswersHeadWhereItAnswersGet) {
    const auto router = sample();

    EXPECT_NE(router.find("HEAD", {"api", "cases"}).route, nullptr);
    EXPECT_EQ(router.find("HEAD", {"api", "cases", "1", "actions"}).route, nullptr);
}

}  // namespace
}  // namespace trinh::http
