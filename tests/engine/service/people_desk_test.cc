#include "engine/service/people_desk.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "engine/audit/digest.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {
namespace {

using service::PeopleDesk;

class PeopleDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    PeopleDeskTest() : office(GetParam()) {
        office.load_people();
        office.clock().set(at("2024-05-13T08:00"));
    }

    std::string sign_in() {
        auto signed_in = desk().sign_in("mai", "mat-khau-mai", "10.0.0.7");
        EXPECT_TRUE(signed_in);
        return signed_in ? signed_in->token : std::string();
    }
    PeopleDesk desk() { return PeopleDesk(office.office()); }

    std::vector<std::string> trail() {
        std::vector<std::string> lines;
        auto tx = office.store().begin_read();
        for (const auto& row : tx->audit().read_from(0, 100)) {
            lines.push_back(row.action + " " + row.actor);
        }
        return lines;
    }

    TestOffice office;
};

TEST_P(PeopleDeskTest, SignsInAndKnowsTheSessionAgain) {
    auto signed_in = desk().sign_in("mai", "mat-khau-mai", "10.0.0.7");
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(signed_in->me.at("user").at("id").as_string(), "mai");
    EXPECT_EQ(signed_in->me.at("today").as_string(), "2024-05-13");
    const auto known = desk().session(signed_in->token);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->caller.person.id, "mai");
    EXPECT_EQ(known->caller.via, "web");
    EXPECT_EQ(known->csrf, signed_in->csrf);
    EXPECT_NE(signed_in->csrf, signed_in->token);
    EXPECT_EQ(trail(), std::vector<std::string>{"sign-in mai"});
}

TEST_P(PeopleDeskTest, NeverTellsWhetherTheNameOrThePasswordIsWrong) {
    auto gone = office.caller("tuan").person;
    gone.is_active = false;
    auto without = office.caller("ngoc").person;
    without.password_hash.clear();
    {
        auto tx = office.store().begin();
        tx->people().save_person(gone);
        tx->people().save_person(without);
        tx->commit();
    }
    const std::pair<std::string, std::string> wrong[] = {{"mai", "mat-khau-hung"},
                                                         {"mai", ""},
                                                         {"", ""},
                                                         {"nobody", "mat-khau-mai"},
                                                         {"tuan", "mat-khau-tuan"},
                                                         {"ngoc", ""},
                                                         {"ngoc", "mat-khau-ngoc"},
                                                         {"mai' or '1'='1", "x"},
                                                         {"\xff\xfe", "x"},
                                                         {std::string(101, 'a'), "x"},
                                                         {"mai", std::string(1'001, 'a')}};
    for (const auto& [person, password] : wrong) {
        const auto refused = desk().sign_in(person, password, "10.0.0.7");
        ASSERT_FALSE(refused) << person;
        EXPECT_EQ(refused.error().reason, Reason::not_signed_in);
        EXPECT_EQ(refused.error().message, "The user name or the password is wrong.");
        EXPECT_EQ(refused.error().message_vi, "Tên đăng nhập hoặc mật khẩu không đúng.");
    }
    // Who exists is told what happened to his account; unknown names never get into the trail.
    EXPECT_EQ(trail(), (std::vector<std::string>{"sign-in.refused mai", "sign-in.refused mai"}));
}

TEST_P(PeopleDeskTest, ASessionEndsAfterTwelveHours) {
    const auto token = sign_in();
    office.clock().set(at("2024-05-13T20:00") - Duration{1});
    EXPECT_TRUE(desk().session(token));
    office.clock().set(at("2024-05-13T20:00"));
    const auto over = desk().session(token);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().reason, Reason::not_signed_in);
}

TEST_P(PeopleDeskTest, SignOutEndsThisSessionOnly) {
    const auto first = sign_in();
    const auto second = sign_in();
    ASSERT_NE(first, second);
    desk().sign_out(first);
    desk().sign_out("never-given");
    EXPECT_FALSE(desk().session(first));
    EXPECT_TRUE(desk().session(second));
}

TEST_P(PeopleDeskTest, WhoLeftHasNoSessionAnyMore) {
    const auto token = sign_in();
    auto person = office.caller("mai").person;
    person.is_active = false;
    auto tx = office.store().begin();
    tx->people().save_person(person);
    tx->commit();
    EXPECT_FALSE(desk().session(token));
    EXPECT_FALSE(desk().caller("mai", "cli"));
}

TEST_P(PeopleDeskTest, KeepsOnlyTheHashOfAToken) {
    const auto token = sign_in();
    const auto hash = audit::to_hex(audit::bytes_of(audit::sha256({token})));
    auto tx = office.store().begin_read();
    EXPECT_FALSE(tx->sign_ins().find(token));
    const auto row = tx->sign_ins().find(hash);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->person, "mai");
    EXPECT_EQ(row->expires_at, at("2024-05-13T20:00"));
    EXPECT_FALSE(desk().session(hash)) << "Who reads the table must not get in with what is there.";
}

TEST_P(PeopleDeskTest, ChangesAPasswordAndSaysSoInTheTrail) {
    ASSERT_TRUE(desk().set_password("mai", "mot mat khau moi", 12));
    EXPECT_FALSE(desk().sign_in("mai", "mat-khau-mai", "10.0.0.7"));
    EXPECT_TRUE(desk().sign_in("mai", "mot mat khau moi", "10.0.0.7"));
    EXPECT_EQ(trail(), (std::vector<std::string>{"password.changed mai", "sign-in.refused mai",
                                                 "sign-in mai"}));
    const auto row = office.caller("mai").person;
    EXPECT_EQ(row.roles, std::vector<std::string>{"clerk"}) << "The rest of the person stays.";

    const auto too_short = desk().set_password("mai", "ngan", 12);
    ASSERT_FALSE(too_short);
    EXPECT_EQ(too_short.error().reason, Reason::invalid_input);
    const auto unknown = desk().set_password("nobody", "mot mat khau moi", 12);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().reason, Reason::not_found);
    EXPECT_EQ(trail().size(), 3U);
}

TEST_P(PeopleDeskTest, ListsPeopleByRoleAndAgency) {
    const auto specialists = desk().people("specialist", "stp").at("items").as_array();
    std::vector<std::string> ids;
    for (const auto& item : specialists) ids.emplace_back(item.at("id").as_string());
    EXPECT_EQ(ids, (std::vector<std::string>{"minh", "ngoc", "thao", "tuan"}));
    EXPECT_TRUE(desk().people("specialist", "so-xd").at("items").as_array().empty());
    EXPECT_EQ(boost::json::serialize(desk().people("", "")).find("plain:"), std::string::npos)
        << "No password's hash leaves the service.";
}

INSTANTIATE_TEST_SUITE_P(Stores, PeopleDeskTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
