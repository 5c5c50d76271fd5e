// Cases over HTTP: opening, acting, drafts, repeats, and what is refused on the way.
#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "tests/adapters/http/api_site.h"

namespace trinh::http {
namespace {

using testing::ApiSite;
using testing::ask;
using testing::Officer;
using testing::Reply;

namespace json = boost::json;

const json::object new_case{{"process", "appraisal-ppc-decision"},
                            {"title", "Quyết định về đơn giá xây dựng"}};

std::string open_one(Officer& officer) {
    const auto reply = officer.post("/api/cases", new_case);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.header("location");
}

TEST(Cases, AreOpenedShownAndListed) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");

    const auto at = open_one(lan);

    EXPECT_EQ(at, "/api/cases/1");
    const auto shown = lan.document(at);
    EXPECT_EQ(shown.at("title").as_string(), "Quyết định về đơn giá xây dựng");
    EXPECT_EQ(shown.at("version").as_int64(), 1);
    EXPECT_EQ(lan.document("/api/cases?text=don+gia&closed=false").at("items").as_array().size(),
              1U);
    EXPECT_TRUE(lan.document("/api/cases?text=dat+dai").at("items").as_array().empty());
    EXPECT_EQ(lan.document("/api/work").at("items").as_array().size(), 1U);
    EXPECT_EQ(lan.document(at + "/history").at("items").as_array().empty(), false);
    EXPECT_EQ(lan.document("/api/health").at("cases").as_int64(), 1);
}

TEST(Cases, FillAPageWithWhatTheReaderMaySee) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), binh(site, "binh-so-tc");
    const auto own = open_one(binh);
    for (int at = 0; at < 3; ++at) open_one(lan);

    const auto first = binh.document("/api/cases?limit=1");

    ASSERT_EQ(first.at("items").as_array().size(), 1U);
    EXPECT_EQ(first.at("items").as_array()[0].at("case_id").as_int64(), 1);
    EXPECT_EQ(own, "/api/cases/1");
    EXPECT_TRUE(binh.document("/api/cases?limit=2").at("next").is_null());
    EXPECT_EQ(lan.document("/api/cases?limit=2").at("items").as_array().size(), 2U);
    EXPECT_EQ(lan.document("/api/cases?limit=2").at("next").as_int64(), 3);
    EXPECT_EQ(lan.document("/api/cases?limit=2&below=3").at("items").as_array().size(), 1U);
}

TEST(Cases, MoveByActionsAndSayWhyNot) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");
    const auto at = open_one(lan);

    const auto planned =
        lan.post(at + "/actions", {{"event", "plan-meeting"},
                                   {"data", json::object{{"meeting_date", "2023-08-15"}}},
                                   {"version", 1}});
    const auto stale = lan.post(at + "/actions", {{"event", "withdraw"}, {"version", 1}});
    const auto early = lan.post(at + "/actions", {{"event", "send-to-appraisal"}});
    const auto why = lan.document(at + "/explain?event=send-to-appraisal");

    ASSERT_EQ(planned.status, 200) << planned.body;
    EXPECT_EQ(json::parse(planned.body).at("case").at("version").as_int64(), 2);
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.reason(), "conflict");
    EXPECT_EQ(early.status, 409) << early.body;
    EXPECT_EQ(early.reason(), "wrong_state");
    EXPECT_FALSE(why.at("would_be_taken").as_bool());
}

TEST(Cases, TakeDraftsUpAndGiveThemBack) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");
    const auto at = open_one(lan);
    std::string bytes = "PK\x03\x04 a draft";
    bytes += '\0';
    bytes += "\xff and more";

    const auto up =
        lan.send("POST", at + "/drafts?number=1&file_name=D%E1%BB%B1+th%E1%BA%A3o+1.docx", bytes);
    const auto down = lan.get(at + "/drafts/1");
    const auto none = lan.get(at + "/drafts/2");

    ASSERT_EQ(up.status, 200) << up.body;
    EXPECT_EQ(down.status, 200);
    EXPECT_EQ(down.body, bytes);
    EXPECT_EQ(down.header("content-type"), "application/octet-stream");
    EXPECT_EQ(down.header("content-disposition"),
              "attachment; filename*=UTF-8''D%E1%BB%B1%20th%E1%BA%A3o%201.docx");
    EXPECT_EQ(down.header("content-security-policy"), "default-src 'none'; sandbox");
    EXPECT_EQ(none.status, 404);
}

TEST(Cases, TakeLargeDraftsButNotAnySize) {
    ApiOptions options;
    options.draft_max = 3'000'000;
    ApiSite site(options);
    Officer lan(site, "lan-so-xd");
    const auto at = open_one(lan);
    const auto target = at + "/drafts?number=1&file_name=a.pdf";

    EXPECT_EQ(lan.send("POST", target, std::string(2'900'000, 'x')).status, 200);
    EXPECT_EQ(lan.send("POST", target, std::string(3'100'000, 'x')).status, 413);
    EXPECT_EQ(lan.send("POST", target, "").status, 422);
    EXPECT_EQ(lan.send("POST", at + "/drafts?number=x&file_name=a", "b").status, 422);
    EXPECT_EQ(lan.send("POST", at + "/drafts?number=1&file_name=..%5Ca", "b").status, 422);
}

TEST(Cases, TakeNoDraftFromAStranger) {
    ApiSite site;
    const auto head =
        "POST /api/cases/1/drafts?number=1&file_name=a.pdf HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Length: 20000000\r\n\r\n";

    EXPECT_EQ(ask(site.port(), head).status, 401);
}

TEST(Cases, AreDrawn) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");
    const auto at = open_one(lan);

    const auto drawn = lan.get(at + "/diagram.svg");
    const auto process = lan.get("/api/processes/appraisal-ppc-decision/diagram.svg");

    EXPECT_EQ(drawn.status, 200);
    EXPECT_EQ(drawn.header("content-type"), "image/svg+xml; charset=utf-8");
    EXPECT_NE(drawn.body.find("<svg"), std::string::npos);
    EXPECT_NE(drawn.header("content-security-policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(process.status, 200);
    EXPECT_EQ(lan.get("/api/processes/none/diagram.svg").status, 404);
    EXPECT_NE(drawn.body.find("Số ngày làm việc tại từng bước:"), std::string::npos);
    EXPECT_EQ(process.body.find("Số ngày làm việc tại"), std::string::npos);
    const auto english = lan.get(at + "/diagram.svg?language=en");
    EXPECT_NE(english.body.find(">Present stage</text>"), std::string::npos);
    EXPECT_EQ(lan.get(at + "/diagram.svg?language=fr").status, 422);
    EXPECT_EQ(lan.get(at + "/diagram.svg?colour=red").status, 422);
}

TEST(Cases, OfOthersAreNotThere) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), binh(site, "binh-so-tc");
    const auto at = open_one(lan);

    EXPECT_EQ(binh.get(at).status, 404);
    EXPECT_EQ(binh.get(at).message(), "There is no case 1.");
    EXPECT_EQ(lan.get("/api/cases/2").message(), "There is no case 2.");
    EXPECT_EQ(binh.post(at + "/actions", {{"event", "withdraw"}}).status, 404);
    EXPECT_EQ(lan.get("/api/cases/abc").status, 404);
}

TEST(Cases, RefuseMisspeltFieldsAndParameters) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");

    EXPECT_EQ(lan.post("/api/cases", {{"proces", "x"}, {"title", "y"}}).message(),
              "The field \"process\" is compulsory and must be a text.");
    EXPECT_EQ(lan.get("/api/cases?stage=x").status, 422);
    EXPECT_EQ(lan.send("POST", "/api/cases", "{\"process\": }").message(),
              "The body is not valid JSON: syntax error at line 1, column 13.");
}

TEST(Repeats, UnderOneKeyAreDoneOnce) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), binh(site, "binh-so-tc");
    const std::string key = "Idempotency-Key: 6b3c-1\r\n";

    const auto first = lan.post("/api/cases", new_case, key);
    const auto again = lan.post("/api/cases", new_case, key);
    auto other_case = new_case;
    other_case["title"] = "Khác";
    const auto other = lan.post("/api/cases", other_case, key);
    const auto of_another = binh.post("/api/cases", new_case, key);

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(of_another.status, 201);
    EXPECT_NE(of_another.body, first.body);
    EXPECT_EQ(lan.document("/api/cases").at("items").as_array().size(), 1U);
}

TEST(Repeats, OfARefusedRequestAreTriedAgain) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");
    const auto at = open_one(lan);
    const std::string key = "Idempotency-Key: once\r\n";
    const json::object send{{"event", "send-to-appraisal"}};

    EXPECT_EQ(lan.post(at + "/actions", send, key).status, 409);
    lan.send("POST", at + "/drafts?number=3&file_name=a.docx", "x");

    EXPECT_EQ(lan.post(at + "/actions", send, key).status, 200);
    EXPECT_EQ(lan.post(at + "/actions", send, "Idempotency-Key: has blank\r\n").status, 400);
}

TEST(Repeats, AtTheSameMomentAreDoneOnceToo) {
    ApiSite site;
    Officer lan(site, "lan-so-xd");
    std::atomic<int> done = 0, waiting = 0;
    std::vector<std::thread> browsers;

    for (int i = 0; i < 6; ++i) {
        browsers.emplace_back([&] {
            Officer same = lan;
            const auto reply = same.post("/api/cases", new_case, "Idempotency-Key: twice\r\n");
            if (reply.status == 201) ++done;
            if (reply.status == 409) ++waiting;
        });
    }
    for (auto& browser : browsers) browser.join();

    EXPECT_GE(done, 1);
    EXPECT_EQ(done + waiting, 6);
    EXPECT_EQ(lan.document("/api/cases").at("items").as_array().size(), 1U);
}

TEST(Cases, AreOpenedByManyAtOnce) {
    ApiSite site;
    Officer lan(site, "lan-so-xd"), binh(site, "binh-so-tc");
    std::vector<std::thread> people;

    for (Officer* officer : {&lan, &binh}) {
        people.emplace_back([officer] {
            for (int i = 0; i < 10; ++i) {
                open_one(*officer);
                officer->document("/api/work");
            }
        });
    }
    for (auto& person : people) person.join();

    EXPECT_EQ(lan.document("/api/health").at("cases").as_int64(), 20);
    EXPECT_TRUE(Officer(site, "son").document("/api/audit/verify").at("ok").as_bool());
}

}  // namespace
}  // namespace trinh::http
