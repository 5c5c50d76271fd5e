#include "tests/support/scenario.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "engine/casework/clocks.h"
#include "engine/service/file_desk.h"
#include "engine/service/migration_desk.h"
#include "engine/service/record.h"
#include "engine/service/views.h"
#include "tests/support/scenario_archive.h"
#include "tests/support/scenario_line.h"
#include "tests/support/scenario_table.h"

namespace trinh::testing {
namespace {

Instant instant_of(const std::string& text) {
    auto at = Instant::parse(text + "+07:00");
    if (!at) at = Instant::parse(text);
    EXPECT_TRUE(at) << "Not an instant: " << text;
    return at.value_or(Instant{});
}

class Player {
public:
    Player(std::string file, TestOffice& office, std::function<void(const Deed&)> hear)
        : file_(std::move(file)), office_(office), hear_(std::move(hear)) {}

    void play(const ScenarioLine& line) {
        const std::string& verb = line.word(0);
        const ::testing::ScopedTrace trace(file_.c_str(), line.number, verb);
        if (verb == "process") return start(line);
        if (verb == "people") return office_.load_people();
        if (verb == "at") return office_.clock().set(instant_of(line.word(1)));
        if (verb == "open") return open(line);
        if (verb == "do") return act(line);
        if (verb == "refuse") return refuse(line);
        if (verb == "draft") return draft(line);
        if (verb == "wait") return office_.wait_until(instant_of(line.word(2)));
        if (verb == "restart") return office_.restart();
        if (verb == "next-case") return next_case();
        if (verb == "parent") return to_parent();
        if (verb == "child") return to_child(std::stoul(line.word(1)));
        if (verb == "migrate") return migrate(line);
        if (verb == "see") return see(line);
        if (play_archive_line(office_, case_, line)) return;
        ADD_FAILURE() << "The scenario language has no word '" << verb << "'.";
    }

private:
    void start(const ScenarioLine& line) {
        process_ = line.word(1);
        office_.load_workflows();
        for (auto at = line.words.begin() + 1; at != line.words.end(); ++at) {
            if (at->ends_with(".scxml")) process_ = office_.load_process("tests/scenarios/" + *at);
        }
    }

    Result<service::json::object> try_open(const ScenarioLine& line) {
        service::CaseDesk desk(office_.office());
        opener_ = line.after("by");
        service::OpenRequest request{process_, line.after("title"), line.after("agency"), {}};
        if (const auto day = line.after("triggered"); !day.empty()) {
            request.triggered_on = Date::parse(day);
            EXPECT_TRUE(request.triggered_on) << "Not a day: " << day;
        }
        return desk.open(office_.caller(opener_), request);
    }

    void open(const ScenarioLine& line) {
        auto opened = try_open(line);
        ASSERT_TRUE(opened) << opened.error().message;
        case_ = CaseId{opened->at("id").as_int64()};
    }

    Result<service::json::object> attempt(const ScenarioLine& line) {
        service::ActRequest request;
        request.id = case_;
        request.act.event = line.word(1);
        request.act.note = line.after("note");
        if (!line.json.empty()) request.act.inputs = service::json::parse(line.json).as_object();
        service::CaseDesk desk(office_.office());
        return desk.act(office_.caller(line.after("by")), request);
    }

    void tell(const std::string& event, bool is_done) {
        if (!hear_) return;
        auto row = office_.store().begin_read()->cases().load(case_);
        if (row) hear_({row->definition_hash, event, is_done});
    }

    void act(const ScenarioLine& line) {
        tell(line.word(1), true);
        auto done = attempt(line);
        ASSERT_TRUE(done) << "'" << line.word(1) << "' was refused: " << done.error().message
                          << "\n"
                          << office_.story(case_);
        const auto& opened = done->at("result").at("opened_case");
        if (!opened.is_null()) opened_ = CaseId{opened.as_int64()};
        must_replay();
    }

    void refuse(const ScenarioLine& line) {
        auto done = line.word(1) == "open" ? try_open(line) : attempt(line);
        ASSERT_FALSE(done) << "'" << line.word(1) << "' was accepted.\n" << office_.story(case_);
        EXPECT_EQ(reason_word(done.error().reason), line.outcome()) << done.error().message;
        EXPECT_FALSE(done.error().message_vi.empty()) << "No Vietnamese: " << done.error().message;
        must_tell(line, done.error().message + " " + done.error().message_vi);
        if (done.error().message.find("(condition [") != std::string::npos) {
            tell(line.word(1), false);
        }
    }

    void draft(const ScenarioLine& line) {
        tell("draft.add", true);
        service::FileDesk desk(office_.office());
        auto done = desk.upload(office_.caller(line.after("by")), case_, std::stoi(line.word(1)),
                                line.after("file"), "bytes of " + line.after("file"));
        ASSERT_TRUE(done) << done.error().message << "\n" << office_.story(case_);
        must_replay();
    }

    /// The comment names what comes of it: an outcome, or the reason of a refusal as a whole.
    void migrate(const ScenarioLine& line) {
        service::MigrationRequest request;
        request.definition = project_file("tests/scenarios/" + line.after("to"));
        if (const auto map = line.after("map"); !map.empty()) {
            request.map = project_file("tests/scenarios/" + map);
        }
        request.cases = {{case_, std::nullopt}};
        request.is_applied = true;
        request.reason = line.after("reason");
        const auto done =
            service::MigrationDesk(office_.office()).run(office_.caller(line.after("by")), request);
        std::string outcome, told;
        if (done) {
            const auto& row = done->at("items").at(0).as_object();
            outcome = row.at("outcome").as_string();
            told = row.at("message").as_string();
            for (const auto& change : row.at("changes").as_array()) {
                told += "\n" + std::string(change.at("text_en").as_string());
            }
        } else {
            outcome = reason_word(done.error().reason);
            told = done.error().message;
        }
        EXPECT_EQ(outcome, line.outcome()) << told;
        must_tell(line, told);
        must_replay();
    }

    void must_tell(const ScenarioLine& line, const std::string& told) {
        EXPECT_NE(told.find(line.promised()), std::string::npos)
            << "'" << line.promised() << "' is not in: " << told;
    }

    void next_case() {
        ASSERT_TRUE(opened_.has_value()) << "No case was opened by the last act.";
        case_ = *opened_;
    }

    casework::Case stored() { return stored(case_); }
    casework::Case stored(CaseId id) {
        auto tx = office_.store().begin_read();
        auto row = tx->cases().load(id);
        EXPECT_TRUE(row);
        return service::read_case(*row);
    }

    void to_parent() {
        const auto parent = stored().earlier_case;
        ASSERT_TRUE(parent.has_value()) << "No case opened this one.";
        case_ = CaseId{*parent};
    }

    /// The cases that this one opened, in the order in which it did.
    std::vector<ports::CaseRow> children() {
        ports::CaseFilter filter;
        filter.parent = case_;
        filter.limit = 10'000;
        auto rows = office_.store().begin_read()->cases().list(filter);
        std::reverse(rows.begin(), rows.end());
        return rows;
    }

    void to_child(std::size_t number) {
        const auto rows = children();
        ASSERT_TRUE(number >= 1 && number <= rows.size())
            << "There is no child " << number << ": the case opened " << rows.size() << ".";
        case_ = rows[number - 1].id;
    }

    void see_children(const ScenarioLine& line) {
        const auto rows = children();
        EXPECT_EQ(rows.size(), std::stoul(line.word(2)));
        if (line.after("open").empty()) return;
        const auto is_open = [](const auto& row) { return !row.is_closed; };
        EXPECT_EQ(std::count_if(rows.begin(), rows.end(), is_open), std::stol(line.after("open")));
    }

    /// Law 1: the stored journal rebuilds the stored case after every act; its relatives' too.
    void must_replay() {
        must_replay(case_);
        if (const auto up = stored().earlier_case) must_replay(CaseId{*up});
        if (const auto rows = children(); !rows.empty()) must_replay(rows.back().id);
    }

    void must_replay(CaseId id) { testing::must_replay(office_, id); }

    void see(const ScenarioLine& line) {
        const bool is_absent = line.word(1) == "no";
        const std::string& what = line.word(is_absent ? 2 : 1);
        if (what == "state") return see_state(line);
        if (what == "clock") return see_clock(line);
        if (what == "mail") return see_mail(line, !is_absent);
        if (what == "fact") return see_fact(line);
        if (what == "action") return see_action(line, !is_absent);
        if (what == "history") return see_history(line, !is_absent);
        if (what == "data") return see_data(line);
        if (what == "table") return see_table(line);
        if (what == "regime") return see_regime(line);
        if (what == "children") return see_children(line);
        if (what == "closed") {
            EXPECT_TRUE(stored().is_closed);
            return see_nothing_pending();
        }
        ADD_FAILURE() << "The scenario language cannot see '" << what << "'.";
    }

    /// Law 2: a finished case leaves no deadline.
    void see_nothing_pending() {
        auto tx = office_.store().begin_read();
        EXPECT_TRUE(tx->deadlines().of_case(case_).empty());
        EXPECT_TRUE(tx->cases().waiting(case_).empty());
    }

    void see_state(const ScenarioLine& line) {
        const std::vector<std::string> expected(line.words.begin() + 2, line.words.end());
        EXPECT_EQ(service::active_states(stored()), expected) << office_.story(case_);
    }

    void see_clock(const ScenarioLine& line) {
        const auto subject = stored();
        const casework::Clock* clock = nullptr;
        for (const auto& candidate : subject.clocks) {
            if (candidate.deadline == line.word(2)) clock = &candidate;
        }
        const std::string& state = line.word(3);
        if (clock == nullptr && state == "not-started") return;
        ASSERT_NE(clock, nullptr) << "No clock '" << line.word(2) << "' ever ran.";
        if (state == "due") {
            ASSERT_TRUE(clock->due) << "The clock has not started.";
            EXPECT_EQ(clock->due->iso(), line.word(4)) << clock->reason_en;
        } else if (state == "not-started") {
            EXPECT_FALSE(clock->due) << clock->reason_en;
        } else if (state == "overdue") {
            EXPECT_TRUE(casework::is_overdue(*clock, local_date(office_.clock().now())));
            EXPECT_FALSE(clock->is_closed);
        } else if (state == "closed") {
            EXPECT_TRUE(clock->is_closed);
            if (!line.word(4).empty()) {
                EXPECT_EQ(clock->was_on_time, line.word(4) == "on-time");
            }
        } else {
            ADD_FAILURE() << "A clock cannot be '" << state << "'.";
        }
    }

    void see_mail(const ScenarioLine& line, bool is_expected) {
        const std::string letter = line.after("mail");
        auto tx = office_.store().begin_read();
        bool is_found = false;
        std::string queued;
        for (const auto& row : tx->outbox().list(std::nullopt, 10'000)) {
            const bool is_ours = !row.case_id || *row.case_id == case_;
            if (is_ours) queued += "\n  " + row.letter + " to " + row.to_person;
            is_found =
                is_found || (is_ours && row.letter == letter && row.to_person == line.after("to"));
        }
        EXPECT_EQ(is_found, is_expected) << "queued are:" << queued;
    }

    void see_fact(const ScenarioLine& line) {
        auto tx = office_.store().begin_read();
        std::optional<bool> counts;
        for (const auto& fact : tx->facts().between(Date::from_days(0), Date::from_days(50'000))) {
            if (fact.case_id == case_ && fact.name == line.word(2)) counts = fact.counts;
        }
        ASSERT_TRUE(counts.has_value()) << "No such fact was recorded.";
        EXPECT_EQ(*counts, line.word(3) == "counts");
    }

    void see_action(const ScenarioLine& line, bool is_expected) {
        service::CaseDesk desk(office_.office());
        auto shown = desk.show(office_.caller(line.after("for")), case_);
        bool is_open = false;
        if (!shown) {  // Who may not see the case has no action on it.
            EXPECT_FALSE(is_expected) << shown.error().message;
            return;
        }
        for (const auto& action : shown->at("actions").as_array()) {
            is_open = is_open || (action.at("event").as_string() == line.after("action") &&
                                  action.at("permitted").as_bool());
        }
        EXPECT_EQ(is_open, is_expected) << office_.story(case_);
    }

    /// A line of the history of that type, with those words in it when there are any.
    void see_history(const ScenarioLine& line, bool is_expected) {
        service::CaseDesk desk(office_.office());
        auto told = desk.history(office_.caller(opener_), case_);
        ASSERT_TRUE(told) << told.error().message;
        bool is_found = false;
        std::string all;
        for (const auto& item : told->at("items").as_array()) {
            const std::string text(item.at("text").as_string());
            EXPECT_FALSE(item.at("text_en").as_string().empty()) << text;
            all += "\n  " + std::string(item.at("type").as_string()) + ": " + text;
            is_found = is_found || (item.at("type").as_string() == line.after("history") &&
                                    text.find(line.after(line.after("history"))) != text.npos);
        }
        EXPECT_EQ(is_found, is_expected) << "the history tells:" << all;
    }

    void see_regime(const ScenarioLine& line) {
        service::CaseDesk desk(office_.office());
        const auto shown = desk.show(office_.caller(opener_), case_);
        ASSERT_TRUE(shown) << shown.error().message;
        EXPECT_EQ(shown->at("process").at("regime").as_string(), line.word(2));
        if (line.word(3) != "triggered") return;
        EXPECT_EQ(shown->at("triggered_on").as_string(), line.word(4));
    }

    void see_data(const ScenarioLine& line) {
        const auto subject = stored();
        const auto& values = subject.session.at("data").as_object();
        const auto* value = values.if_contains(line.word(2));
        ASSERT_NE(value, nullptr);
        const std::string expected = line.json.empty() ? line.word(3) : line.json;
        const auto* text = value->if_string();
        EXPECT_EQ(text != nullptr ? std::string(*text) : service::json::serialize(*value),
                  expected);
    }

    /// "rows N", or "row N COLUMN "words"", as whoever opened the case is shown it.
    void see_table(const ScenarioLine& line) {
        service::CaseDesk desk(office_.office());
        auto shown = desk.show(office_.caller(opener_), case_);
        ASSERT_TRUE(shown) << shown.error().message;
        expect_table(*shown, line);
    }

    std::string file_;
    TestOffice& office_;
    std::function<void(const Deed&)> hear_;
    std::string process_, opener_;
    CaseId case_;
    std::optional<CaseId> opened_;
};

}  // namespace

void play_scenario(const std::string& path, TestOffice& office,
                   const std::function<void(const Deed&)>& hear) {
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file.good()) << path;
    std::stringstream text;
    text << file.rdbuf();
    Player player(path, office, hear);
    for (const auto& line : read_scenario(text.str())) {
        player.play(line);
        if (::testing::Test::HasFatalFailure()) return;
    }
}

void play_scenario(const std::string& path, StoreKind kind) {
    TestOffice office(kind);
    play_scenario(path, office);
}

}  // namespace trinh::testing
