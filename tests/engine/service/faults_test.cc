#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>

#include "engine/service/audit_desk.h"
#include "engine/service/dispatcher.h"
#include "tests/engine/service/story.h"
#include "tests/support/memory_store.h"

namespace trinh::testing {
namespace {

/// Sends nothing and keeps which letters it was handed, so that a doubled one shows.
class Postman : public ports::Mailer {
public:
    ports::SendOutcome send(const ports::Letter& letter) override {
        ++handed[letter.message_id];
        return {};
    }

    std::map<std::string, int> handed;
};

/// An office whose law and people come from elsewhere, so that hundreds of them can be made.
class ShortLife {
public:
    explicit ShortLife(TestOffice& model) : model_(model) {
        auto from = model.store().begin_read();
        auto to = store.begin();
        for (const auto& agency : from->people().agencies()) to->people().save_agency(agency);
        for (const auto& person : from->people().people()) to->people().save_person(person);
        to->commit();
        dispatcher = std::make_unique<service::Dispatcher>(office());
    }

    [[nodiscard]] service::Office office() {
        service::Office office{store, clock, vault_, passwords_, model_.shelf()};
        office.webhooks = {{"https://hooks.example/trinh", {"*"}}};
        return office;
    }

    MemoryStore store;
    ManualClock clock;
    CaseId id;
    Postman postman;
    std::unique_ptr<service::Dispatcher> dispatcher;

private:
    TestOffice& model_;
    MemoryVault vault_;
    PlainPasswords passwords_;
};

using Deed = std::function<void(ShortLife&)>;

/// The story's acts, then what the dispatcher does in the first mornings after the deadline.
std::vector<Deed> deeds() {
    std::vector<Deed> list;
    for (const auto& step : until_assigned()) {
        list.emplace_back(
            [&step](ShortLife& life) { do_step(life.office(), life.clock, life.id, step); });
    }
    for (const char* morning : {"2024-05-28T08:00", "2024-05-29T08:00", "2024-05-30T08:00"}) {
        list.emplace_back([morning](ShortLife& life) {
            life.clock.set(at(morning));
            while (life.dispatcher->wake_clocks().woken > 0) {
            }
        });
        list.emplace_back([](ShortLife& life) { life.dispatcher->queue_digests(); });
        list.emplace_back([](ShortLife& life) { life.dispatcher->send_mail(life.postman, 100); });
    }
    return list;
}

class Faults : public ::testing::Test {
protected:
    Faults() {
        model.load_workflows();
        model.load_people();
    }

    TestOffice model;
};

TEST_F(Faults, NoCallOfTheStoreThatFailsLeavesHalfAnActOrDoublesOne) {
    const auto list = deeds();
    const auto acts = until_assigned().size();
    std::vector<std::string> clean;
    ShortLife untroubled(model);
    clean.push_back(contents(untroubled.store));
    for (const auto& deed : list) {
        deed(untroubled);
        clean.push_back(contents(untroubled.store));
    }
    ASSERT_FALSE(HasFailure()) << "The story does not even run on a sound store.";

    for (int nth = 1;; ++nth) {
        SCOPED_TRACE(fmt::format("call {} of the store failed", nth));
        ShortLife life(model);
        life.store.fail_at(nth);
        bool has_failed = false;
        for (std::size_t i = 0; i < list.size(); ++i) {
            try {
                list[i](life);
            } catch (const ports::StoreFailure&) {
                ASSERT_FALSE(has_failed) << "Only one call was to fail.";
                has_failed = true;
                if (i < acts) {
                    ASSERT_EQ(contents(life.store), clean[i]) << "Half an act.";
                }
                // What a broken round had claimed is ready again when its lease ends.
                if (i >= acts) life.clock.set(life.clock.now() + service::MailOptions{}.lease);
                list[i](life);
                ASSERT_EQ(contents(life.store), clean[i + 1]) << "Not what the act leads to.";
            }
        }
        const bool was_reached = life.store.calls() >= nth;  // A round may go on by itself.
        life.store.fail_at(0);
        ASSERT_EQ(contents(life.store), clean.back());
        const auto verdict = service::AuditDesk(life.office()).verify();
        ASSERT_TRUE(verdict.at("ok").as_bool()) << verdict.at("message").as_string();
        int doubled = 0;
        for (const auto& [id, times] : life.postman.handed) doubled += times - 1;
        ASSERT_LE(doubled, 1) << "Only the letter whose outcome was lost may be sent again.";
        ASSERT_EQ(life.postman.handed.size(), untroubled.postman.handed.size());
        if (!was_reached) {
            EXPECT_GT(nth, 200) << "The story is too short to prove anything.";
            break;
        }
    }
}

}  // namespace
}  // namespace trinh::testing
