// Cases moved to another definition through the desk, in memory and on SQLite.
#include "engine/service/migration_desk.h"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/casework/evolve.h"
#include "engine/service/audit_desk.h"
#include "engine/service/record.h"
#include "engine/workflow/reader.h"
#include "tests/engine/service/story.h"
#include "tests/support/memory_store.h"

namespace trinh::testing {
namespace {

using service::MigrationDesk;
using service::MigrationRequest;

namespace json = boost::json;

std::string shipped() {
    return project_file("workflows/law-2015/appraisal-ppc-decision.scxml");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The shipped process with 20 days for the appraisal instead of 15.
std::string slower_appraisal() {
    auto text = shipped();
    const auto deadline = text.find("<t:deadline id=\"appraisal\"");
    const auto period = text.find("period=\"15 days\"", deadline);
    EXPECT_NE(period, std::string::npos);
    return text.replace(period, 16, "period=\"20 days\"");
}

std::string hash_of(const std::string& xml) {
    const auto read = workflow::read_process(xml);
    EXPECT_NE(read.process, nullptr);
    return read.process ? read.process->chart->content_hash() : std::string();
}

class MigrationDeskTest : public ::testing::TestWithParam<StoreKind> {
protected:
    MigrationDeskTest() : office(GetParam()) {
        office.load_workflows();
        office.load_people();
    }

    Result<json::object> run(MigrationRequest request, std::string_view person = "khanh") {
        return MigrationDesk(office.office()).run(office.caller(person), request);
    }

    json::object done(const MigrationRequest& request) {
        auto answer = run(request);
        EXPECT_TRUE(answer) << answer.error().message;
        return answer ? *answer : json::object{};
    }

    MigrationRequest to_slower(std::vector<service::CaseAt> cases = {}) const {
        MigrationRequest request;
        request.definition = slower_appraisal();
        request.cases = std::move(cases);
        if (request.cases.empty()) request.process = "appraisal-ppc-decision";
        return request;
    }

    MigrationRequest applied(std::vector<service::CaseAt> cases = {}) const {
        auto request = to_slower(std::move(cases));
        request.is_applied = true;
        request.reason = "Quyết định số 1";
        return request;
    }

    /// Law 1 for the stored case.
    void must_replay(CaseId id) {
        auto tx = office.store().begin_read();
        const auto row = tx->cases().load(id);
        ASSERT_TRUE(row);
        casework::Case rebuilt;
        for (const auto& entry : tx->cases().journal(id)) {
            rebuilt = casework::evolve(
                std::move(rebuilt),
                casework::event_from_json(entry.type, entry.at, json::parse(entry.body)));
        }
        rebuilt.id = id;
        EXPECT_EQ(casework::to_json(rebuilt), casework::to_json(service::read_case(*row)));
    }

    ports::CaseRow row(CaseId id) {
        auto tx = office.store().begin_read();
        const auto found = tx->cases().load(id);
        EXPECT_TRUE(found);
        return found ? *found : ports::CaseRow{};
    }

    TestOffice office;
};

const json::object& line_of(const json::object& item, std::string_view subject,
                            std::string_view id) {
    for (const auto& line : item.at("changes").as_array()) {
        if (line.at("subject").as_string() == subject && line.at("id").as_string() == id) {
            return line.as_object();
        }
    }
    ADD_FAILURE() << "No line " << subject << " " << id << " in "
                  << json::serialize(item.at("changes"));
    static const json::object none;
    return none;
}

TEST_P(MigrationDeskTest, ADryRunTellsAndChangesNothing) {
    const auto id = play(office, until_assigned());
    const auto before = contents(office.store());

    const auto answer = done(to_slower());

    const auto& item = answer.at("items").at(0).as_object();
    EXPECT_EQ(item.at("outcome").as_string(), "ready") << json::serialize(item);
    const auto& line = line_of(item, "deadline", "appraisal");
    EXPECT_EQ(line.at("change").as_string(), "moved");
    EXPECT_EQ(line.at("before").as_string(), "2024-05-28");
    EXPECT_EQ(line.at("after").as_string(), "2024-06-03")
        << "20 days from 13 May are 2 June, a Sunday";
    EXPECT_EQ(item.at("case_id").as_int64(), id.number);
    EXPECT_EQ(contents(office.store()), before);
}

TEST_P(MigrationDeskTest, AnAppliedOneIsCaseJournalDeadlinesLettersAndTrail) {
    const auto id = play(office, until_assigned());
    const auto old_hash = row(id).definition_hash;

    const auto answer = done(applied());

    const auto hash = hash_of(slower_appraisal());
    EXPECT_EQ(answer.at("counts").at("migrated").as_int64(), 1);
    EXPECT_EQ(row(id).definition_hash, hash);
    EXPECT_EQ(row(id).next_due->iso(), "2024-06-03");
    must_replay(id);
    auto tx = office.store().begin_read();
    for (const auto& deadline : tx->deadlines().of_case(id)) {
        if (deadline.deadline != "appraisal") continue;
        EXPECT_EQ(deadline.due->iso(), "2024-06-03");
    }
    bool is_told = false;
    for (const auto& mail : tx->outbox().list(std::nullopt, 100)) {
        is_told = is_told || (mail.letter == "deadline-moved" && mail.to_person == "minh");
    }
    EXPECT_TRUE(is_told);
    const auto trail = tx->audit().query({}).rows;
    ASSERT_FALSE(trail.empty());
    EXPECT_EQ(trail.front().action, "case.migrate");
    EXPECT_EQ(trail.front().actor, "khanh");
    EXPECT_NE(trail.front().body.find(old_hash), std::string::npos);
    EXPECT_NE(trail.front().body.find(hash), std::string::npos);
    EXPECT_NE(trail.front().body.find("Quyết định số 1"), std::string::npos);
}

TEST_P(MigrationDeskTest, TheCaseGoesOnUnderItsNewDefinitionAlsoInAnotherProgram) {
    auto id = play(office, until_assigned());
    done(applied());

    // Another program of the same store, started before: its shelf does not know the definition.
    service::ProcessShelf shelf;
    for (const char* file : {"calendars/vn.xml"}) {
        shelf.add_calendar({file, project_file(std::string("workflows/") + file)});
    }
    shelf.add_process({"shipped", shipped()}, true);
    const auto own = office.office();
    const service::Office other{own.store, own.clock, own.vault, own.passwords, shelf};
    for (const auto& step : until_report_sent()) do_step(other, office.clock(), id, step);

    must_replay(id);
    const auto shown = service::CaseDesk(other).show(office.caller("khanh"), id);
    ASSERT_TRUE(shown) << shown.error().message;
    EXPECT_EQ(shown->at("process").at("hash").as_string(),
              std::string_view(hash_of(slower_appraisal())));
}

TEST_P(MigrationDeskTest, TheHistoryTellsItInBothLanguages) {
    const auto id = play(office, until_assigned());
    done(applied());

    const auto history = service::CaseDesk(office.office()).history(office.caller("khanh"), id);

    ASSERT_TRUE(history);
    const auto& entry = history->at("items").as_array().back().as_object();
    EXPECT_EQ(entry.at("type").as_string(), "case_migrated");
    EXPECT_EQ(entry.at("text").as_string().find("Chuyển hồ sơ sang quy trình “"), 0U);
    EXPECT_EQ(entry.at("text_en").as_string().find("Case moved to the process '"), 0U);
    EXPECT_EQ(entry.at("details").at("note").as_string(), "Quyết định số 1");
    EXPECT_EQ(
        line_of(entry.at("details").as_object(), "deadline", "appraisal").at("change").as_string(),
        "moved");
}

TEST_P(MigrationDeskTest, ABulkRunListsTheRefusedAndCanBeRepeated) {
    const auto first = play(office, until_assigned());
    const auto drafting = play(office, {until_assigned().begin(), until_assigned().begin() + 2});
    auto request = applied();
    request.definition = replaced(slower_appraisal(), "\"drafting\"", "\"writing\"");
    std::vector<std::string> told;
    const auto progress = [&](const json::object& item, int now, int all) {
        told.push_back(
            fmt::format("{}/{} {}", now, all, std::string_view(item.at("outcome").as_string())));
    };

    const auto once = MigrationDesk(office.office()).run(office.caller("khanh"), request, progress);
    request.map = R"(<migration xmlns="urn:trinh:migration:1" title="Bảng">)"
                  R"(<state from="drafting" to="writing"/></migration>)";
    const auto again = done(request);
    const auto thrice = done(request);

    ASSERT_TRUE(once) << once.error().message;
    EXPECT_EQ(told, (std::vector<std::string>{"1/2 refused", "2/2 migrated"}));
    const auto& refused = once->at("items").at(0).as_object();
    EXPECT_EQ(refused.at("case_id").as_int64(), drafting.number);
    EXPECT_NE(refused.at("message").as_string().find("<state from=\"drafting\""),
              json::string::npos);
    EXPECT_FALSE(refused.at("message_vi").as_string().empty());
    EXPECT_EQ(again.at("counts").at("migrated").as_int64(), 1);
    EXPECT_EQ(again.at("counts").at("skipped").as_int64(), 1);
    EXPECT_EQ(thrice.at("counts").at("skipped").as_int64(), 2);
    EXPECT_TRUE(thrice.at("items").as_array().empty());
    must_replay(first);
    must_replay(drafting);
}

TEST_P(MigrationDeskTest, AnActInBetweenIsNotLost) {
    auto id = play(office, until_assigned());
    const auto seen = done(to_slower()).at("items").at(0).at("version").as_int64();
    do_step(office.office(), office.clock(), id, until_report_sent().front());

    const auto stale = done(applied({{id, seen}}));
    const auto fresh = done(applied({{id, std::nullopt}}));

    EXPECT_EQ(stale.at("items").at(0).at("reason").as_string(), "conflict");
    EXPECT_EQ(fresh.at("items").at(0).at("outcome").as_string(), "migrated");
    EXPECT_NE(row(id).snapshot.find("Nguồn lực do ngân sách"), std::string::npos);
    must_replay(id);
}

TEST_P(MigrationDeskTest, CasesAreChosenByStateAndVersionAPageAtATime) {
    play(office, until_assigned());
    const auto second = play(office, until_assigned());
    auto request = to_slower();
    request.limit = 1;

    const auto page = done(request);
    request.below = CaseId{page.at("next").as_int64()};
    const auto rest = done(request);
    request = to_slower();
    request.process.clear();
    request.state = "under-way";
    const auto inside = done(request);
    request.state = "drafting";
    const auto elsewhere = done(request);
    request.state.clear();
    request.from_hash = hash_of(slower_appraisal());
    const auto version = done(request);

    EXPECT_EQ(page.at("items").at(0).at("case_id").as_int64(), second.number);
    EXPECT_EQ(rest.at("items").as_array().size(), 1U);
    EXPECT_EQ(inside.at("items").as_array().size(), 2U);
    EXPECT_TRUE(elsewhere.at("items").as_array().empty());
    EXPECT_TRUE(version.at("items").as_array().empty());
}

TEST_P(MigrationDeskTest, RefusesAsAWholeWhatCannotBeRun) {
    const auto id = play(office, until_assigned());
    auto nothing = to_slower();
    nothing.process.clear();
    auto no_reason = applied();
    no_reason.reason.clear();
    auto unknown = to_slower();
    unknown.definition.clear();
    unknown.to = "0123456789abcdef";
    auto broken = to_slower();
    broken.definition = "<scxml/>";
    auto bad_map = to_slower();
    bad_map.map = "<migration/>";

    EXPECT_EQ(run(to_slower(), "mai").error().reason, Reason::not_permitted);
    EXPECT_EQ(run(nothing).error().reason, Reason::invalid_input);
    EXPECT_EQ(run(no_reason).error().reason, Reason::invalid_input);
    EXPECT_EQ(run(unknown).error().reason, Reason::not_found);
    EXPECT_NE(run(broken).error().message.find("The definition has faults:"), std::string::npos);
    EXPECT_NE(run(bad_map).error().message.find("TR321"), std::string::npos);
    EXPECT_EQ(done(to_slower({{CaseId{999}, {}}})).at("items").at(0).at("reason").as_string(),
              "not_found");
    EXPECT_EQ(row(id).definition_hash, hash_of(shipped()));
}

TEST(MigrationDeskFaults, AnyFaultOfTheStoreLeavesTheCaseAsItWas) {
    TestOffice office;
    office.load_workflows();
    office.load_people();
    const auto id = play(office, until_assigned());
    MigrationRequest request;
    request.definition = slower_appraisal();
    request.cases = {{id, {}}};
    request.is_applied = true;
    request.reason = "Lý do";
    const auto before = contents(office.store());
    const auto caller = office.caller("khanh");
    auto& store = dynamic_cast<MemoryStore&>(office.store());

    int faults = 0;
    for (int nth = 1; nth < 200; ++nth) {
        store.fail_at(nth);
        try {
            const auto answer = MigrationDesk(office.office()).run(caller, request);
            store.fail_at(0);
            EXPECT_TRUE(answer);
            break;
        } catch (const ports::StoreFailure&) {
            store.fail_at(0);
            ++faults;
            ASSERT_EQ(contents(office.store()), before) << "fault at call " << nth;
        }
    }

    EXPECT_GT(faults, 8);
    EXPECT_NE(contents(office.store()), before);
}

std::string kind_name(const ::testing::TestParamInfo<StoreKind>& kind) {
    constexpr std::array names{"memory", "sqlite", "postgres"};
    return names.at(static_cast<std::size_t>(kind.param));
}

INSTANTIATE_TEST_SUITE_P(Stores, MigrationDeskTest, ::testing::ValuesIn(every_store()), kind_name);

}  // namespace
}  // namespace trinh::testing
