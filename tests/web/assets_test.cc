#include "adapters/web/assets.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace trinh::web {
namespace {

const Asset* find(std::string_view path) {
    const auto all = assets();
    const auto found =
        std::ranges::find_if(all, [&](const Asset& asset) { return asset.path == path; });
    return found == all.end() ? nullptr : &*found;
}

TEST(Assets, HoldThePageItself) {
    const Asset* page = find("/");

    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
    EXPECT_TRUE(page->bytes.starts_with("<!doctype html>"));
    EXPECT_FALSE(page->is_immutable);
}

TEST(Assets, HoldEveryFileThePageNames) {
    const std::string page(find("/")->bytes);

    std::size_t named = 0;
    for (std::size_t at = page.find("=\"/"); at != page.npos; at = page.find("=\"/", at + 1)) {
        const auto end = page.find('"', at + 2);
        const std::string path = page.substr(at + 2, end - at - 2);
        EXPECT_NE(find(path), nullptr) << path;
        ++named;
    }
    EXPECT_GE(named, 3U);
}

TEST(Assets, NameNoOtherHostAndHoldNoInlineCode) {
    const std::string_view page = find("/")->bytes;

    EXPECT_EQ(page.find("http"), page.npos);
    EXPECT_EQ(page.find("<style"), page.npos);
    EXPECT_EQ(page.find("<script>"), page.npos);
    EXPECT_EQ(page.find(" style="), page.npos);
    EXPECT_EQ(page.find(" onclick="), page.npos);
}

TEST(Assets, AreCompressedAndHaveHashesOfTheirOwn) {
    std::set<std::string_view> paths;
    std::set<std::string_view> hashes;
    for (const Asset& asset : assets()) {
        paths.insert(asset.path);
        hashes.insert(asset.etag);
        EXPECT_EQ(asset.etag.size(), 32U) << asset.path;
        EXPECT_FALSE(asset.bytes.empty()) << asset.path;
        if (asset.gzip_bytes.empty()) continue;
        EXPECT_LT(asset.gzip_bytes.size(), asset.bytes.size()) << asset.path;
        EXPECT_TRUE(asset.gzip_bytes.starts_with("\x1f\x8b")) << asset.path;
    }
    EXPECT_EQ(paths.size(), assets().size());
    EXPECT_EQ(hashes.size(), assets().size());
}

TEST(Assets, ScriptsMayBeKeptForEverAndStayWithinTheirBudget) {
    std::size_t script_bytes = 0;
    for (const Asset& asset : assets()) {
        if (!asset.path.ends_with(".js")) continue;
        EXPECT_TRUE(asset.is_immutable) << asset.path;
        script_bytes += asset.gzip_bytes.size();
    }
    EXPECT_GT(script_bytes, 0U);
    EXPECT_LE(script_bytes, 44U * 1024U);
}

}  // namespace
}  // namespace trinh::web
