// Prescribed forms over HTTP: what is listed is what can be written, as a file with its own name.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::Officer;

TEST(FormRoutes, ListFormsAndThoseOfACase) {
    ApiSite site;
    Officer minh(site, "minh");
    const auto all = minh.document("/api/forms");
    EXPECT_GT(all.at("items").as_array().size(), 10U);

    EXPECT_EQ(minh.get("/api/forms?case=999").status, 404);
    EXPECT_EQ(minh.get("/api/forms?file=x").status, 422);
}

TEST(FormRoutes, WriteARegisterUnderItsVietnameseName) {
    ApiSite site;
    Officer minh(site, "minh");
    const auto answer = minh.get("/api/forms/review-register.xlsx?from=2023-01-01&to=2023-12-31");

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-type"),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_EQ(answer.body.substr(0, 2), "PK");
    const auto named = answer.header("content-disposition");
    EXPECT_EQ(
        named.find("attachment; filename=\"review-register.xlsx\"; filename*=UTF-8''S%E1%BB%95"),
        0U)
        << named;
    EXPECT_EQ(minh.get("/api/forms/review-register.docx?from=2023-01-01&to=2023-12-31").status,
              200);
}

TEST(FormRoutes, SayWhatIsMissing) {
    ApiSite site;
    Officer minh(site, "minh");
    EXPECT_EQ(minh.get("/api/forms/review-register.pdf").status, 404);
    EXPECT_EQ(minh.get("/api/forms/no-such-form.xlsx").status, 404);
    EXPECT_EQ(minh.get("/api/forms/review-register.xlsx").status, 422);
    EXPECT_EQ(minh.get("/api/forms/review-register.xlsx?from=2024-01-01&to=2023-01-01").status,
              422);
    EXPECT_EQ(minh.get("/api/forms/review-register.xlsx?from=31/12").status, 422);
    EXPECT_EQ(minh.get("/api/forms/review-form.xlsx?case=999").status, 404);
    EXPECT_EQ(minh.get("/api/forms/review-form.xlsx").status, 422);
}

}  // namespace
}  // namespace trinh::http
