#include "tests/simulation/world.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/casework/evolve.h"
#include "engine/service/audit_desk.h"
#include "engine/service/case_desk.h"
#include "engine/service/case_law.h"
#include "engine/service/people_desk.h"
#include "engine/service/record.h"

namespace trinh::testing {

namespace json = boost::json;
using ports::MailState;
using ports::SendStatus;

namespace {

constexpr std::size_t cases_max = 14;
constexpr std::size_t nodes_at_work = 3;

}  // namespace

ports::SendOutcome RandomPostman::send(const ports::Letter& letter) {
    handed.insert(letter.message_id);
    const auto luck = is_reliable ? 0 : chance_.below(20);
    if (luck == 13) {  // The line broke after the mail server had taken it.
        accepted.insert(letter.message_id);
        return {SendStatus::temporary, "no answer"};
    }
    if (luck >= 14 && luck < 19) return {SendStatus::temporary, "451 try later"};
    if (luck == 19) return {SendStatus::misconfigured, "535 wrong password"};
    accepted.insert(letter.message_id);
    return {};
}

World::World(TestOffice& model, std::uint64_t seed, Kind kind)
    : model_(model), chance_(seed), fragile_(new_fragile_store(kind)) {
    auto from = model.store().begin_read();
    auto to = store().begin();
    for (const auto& agency : from->people().agencies()) {
        to->people().save_agency(agency);
        agencies_.push_back(agency.id);
    }
    for (const auto& person : from->people().people()) {
        to->people().save_person(person);
        people_.push_back(person.id);
    }
    to->commit();
    clock_.set(*Instant::parse("2022-01-04T08:00+07:00"));
    start_nodes();
}

void World::start_nodes() {
    nodes_.clear();
    for (std::size_t i = 0; i < nodes_at_work; ++i) {
        nodes_.push_back(std::make_unique<service::Dispatcher>(office()));
    }
}

service::Office World::office() {
    return {store(), clock_, vault_, passwords_, model_.shelf()};
}

service::Caller World::caller(const std::string& person) {
    return service::PeopleDesk(office()).caller(person, "web").value();
}

void World::live() {
    const auto luck = chance_.below(100);
    if (luck < 12 && cases_.size() < cases_max) return open_case();
    if (luck < 72 && !cases_.empty()) return act();
    if (luck < 95) return pass_time();
    replace_a_node();
}

/// The deed, cut off at a random point; then, unless it took effect, the deed again as its doer
/// would do it. Whatever was acknowledged before is still there.
void World::suffer(const std::function<void()>& deed, bool is_one_transaction) {
    const std::string before = is_one_transaction ? fingerprint() : std::string();
    fragile_->arm(chance_);
    bool has_failed = false;
    try {
        deed();
    } catch (const ports::StoreFailure&) {
        has_failed = true;
    }
    const std::string answered = has_failed || fragile_->is_certain() ? before : fingerprint();
    const bool is_new_life = fragile_->revive(chance_);
    if (is_new_life) {
        ++power_cuts_;
        start_nodes();
    }
    if (!has_failed) {
        if (is_new_life && is_one_transaction) {
            EXPECT_EQ(fingerprint(), answered) << "What was answered is gone.";
        }
        return;
    }
    ++crash_points_;
    if (is_one_transaction && fingerprint() != before) {
        EXPECT_FALSE(fragile_->is_certain()) << "Half a deed.";
        ++unanswered_;
        return check_whole();
    }
    deed();
}

void World::open_case() {
    const auto who = caller(chance_.one_of(people_));
    const auto processes = service::CaseDesk(office()).processes(who);
    std::vector<std::string> open;
    for (const auto& process : processes.at("items").as_array()) {
        if (process.at("can_open").as_bool()) open.emplace_back(process.at("id").as_string());
    }
    if (open.empty()) return;
    service::OpenRequest request;
    request.process = chance_.one_of(open);
    request.title = fmt::format("Văn bản số {}", chance_.below(1'000));
    CaseId id;
    suffer(
        [&] {
            const auto opened = service::CaseDesk(office()).open(who, request);
            if (opened) id.number = opened->at("id").as_int64();
        },
        true);
    if (id.number == 0) return;
    cases_.push_back(id);
    check_laws(id);
}

void World::act() {
    const CaseId id = chance_.one_of(cases_);
    const auto who = caller(somebody_for(id));
    const auto view = service::CaseDesk(office()).show(who, id);
    if (!view) return;
    if (chance_.percent(10)) return trespass(id, who, *view);
    std::vector<json::object> open;
    for (const auto& action : view->at("actions").as_array()) {
        if (action.at("permitted").as_bool()) open.push_back(action.as_object());
    }
    if (open.empty()) return;
    const auto& action = chance_.one_of(open);
    service::ActRequest request;
    request.id = id;
    request.act.event = std::string(action.at("event").as_string());
    request.act.inputs =
        typed_inputs(chance_, action, people_, agencies_, local_date(clock_.now()));
    if (action.at("note").as_string() == "required") request.act.note = "Có lý do";
    suffer(
        [&] {
            const auto done = service::CaseDesk(office()).act(who, request);
            if (done) {
                ++acts_;
                return;
            }
            ++refusals_;
            EXPECT_NE(done.error().reason, Reason::not_permitted)
                << "It was shown as permitted: " << request.act.event;
            EXPECT_FALSE(done.error().message_vi.empty()) << done.error().message;
        },
        true);
    check_laws(id);
}

/// Mostly somebody the case waits for.
std::string World::somebody_for(CaseId id) {
    if (chance_.percent(15)) return chance_.one_of(people_);
    auto tx = store().begin_read();
    const auto waiting = tx->cases().waiting(id);
    if (waiting.empty()) return chance_.one_of(people_);
    const auto& row = waiting[chance_.below(waiting.size())];
    if (!row.person.empty()) return row.person;
    const auto holders = tx->people().with_role(row.agency, row.role);
    return holders.empty() ? chance_.one_of(people_) : holders[chance_.below(holders.size())].id;
}

/// What is not offered, or offered and held back, is refused and changes nothing.
void World::trespass(CaseId id, const service::Caller& who, const json::object& view) {
    const auto before = fingerprint();
    service::ActRequest request;
    request.id = id;
    request.act.event = "no.such.event";
    for (const auto& action : view.at("actions").as_array()) {
        const auto& row = action.as_object();
        if (row.at("permitted").as_bool()) continue;
        request.act.event = std::string(row.at("event").as_string());
        request.act.inputs =
            typed_inputs(chance_, row, people_, agencies_, local_date(clock_.now()));
    }
    EXPECT_FALSE(service::CaseDesk(office()).act(who, request)) << request.act.event;
    EXPECT_EQ(fingerprint(), before);
}

void World::pass_time() {
    const auto hours_on = chance_.percent(60) ? chance_.below(30) : chance_.below(24 * 20);
    clock_.set(clock_.now() + hours(static_cast<std::int64_t>(hours_on)));
    const auto place = chance_.below(nodes_.size());  // A power cut replaces the nodes themselves.
    const auto node = [&]() -> service::Dispatcher& { return *nodes_[place]; };
    suffer(
        [&] {
            while (true) {
                const auto report = node().wake_clocks(20);
                wakes_ += report.woken;
                if (report.woken + report.held + report.put_off == 0) break;
            }
        },
        false);
    check_no_clock_is_missed();
    suffer([&] { node().queue_digests(); }, false);
    suffer([&] { node().send_mail(postman_); }, false);
    if (!cases_.empty()) check_laws(chance_.one_of(cases_));
}

void World::replace_a_node() {
    auto& node = nodes_[chance_.below(nodes_.size())];
    node = std::make_unique<service::Dispatcher>(office());
}

/// What any act changes: the trail's head, the versions of the cases, the letters.
std::string World::fingerprint() {
    auto tx = store().begin_read();
    ports::CaseFilter all;
    all.limit = 10'000;
    const auto tree = tx->audit().tree();
    std::string text = fmt::format("tree {} {}", tree.size, fmt::join(tree.subtree_hashes, " "));
    for (const auto& row : tx->cases().list(all)) {
        text += fmt::format("\ncase {} {} {} {} clocks {}", row.id.number, row.version, row.stage,
                            row.next_due ? row.next_due->iso() : "-",
                            tx->deadlines().of_case(row.id).size());
    }
    const auto last = tx->outbox().list(std::nullopt, 1);
    return text + fmt::format("\nletters {}", last.empty() ? 0 : last.front().id.number);
}

/// Laws 1 and 2 of the design: the journal rebuilds the snapshot; a finished case has no clock and
/// waits for nobody.
void World::check_laws(CaseId id) {
    auto tx = store().begin_read();
    const auto row = tx->cases().load(id).value();
    casework::Case rebuilt;
    for (const auto& line : tx->cases().journal(id)) {
        rebuilt =
            casework::evolve(std::move(rebuilt),
                             casework::event_from_json(line.type, line.at, json::parse(line.body)));
    }
    rebuilt.id = id;
    EXPECT_EQ(service::case_text(rebuilt), service::case_text(service::read_case(row)));
    if (!row.is_closed) return;
    EXPECT_TRUE(tx->deadlines().of_case(id).empty());
    EXPECT_TRUE(tx->cases().waiting(id).empty());
}

/// A deed whose doer was not answered is there with all that belongs to it.
void World::check_whole() {
    auto tx = store().begin_read();
    ports::CaseFilter all;
    all.limit = 10'000;
    for (const auto& row : tx->cases().list(all)) {
        check_laws(row.id);
        const auto full = tx->cases().load(row.id).value();
        const auto law = service::law_of_case(office(), *tx, full.definition_hash);
        ASSERT_TRUE(law);
        const auto expected = service::deadline_rows(*law, service::read_case(full));
        EXPECT_EQ(tx->deadlines().of_case(row.id).size(), expected.size());
    }
    const auto leaves = tx->audit().read_from(0, 1'000'000).size();
    EXPECT_EQ(static_cast<std::size_t>(tx->audit().tree().size), leaves);
    EXPECT_TRUE(service::AuditDesk(office()).verify().at("ok").as_bool());
}

/// A round that ended left no clock that is due.
void World::check_no_clock_is_missed() {
    EXPECT_TRUE(store().begin_read()->deadlines().due(clock_.now(), 1).empty());
}

void World::end() {
    postman_.is_reliable = true;
    for (int day = 0; day < 30; ++day) {
        clock_.set(clock_.now() + hours(12));
        nodes_.front()->send_mail(postman_, 10'000);
    }
    auto tx = store().begin_read();
    std::set<std::string> queued;
    for (const auto& row : tx->outbox().list(std::nullopt, 1'000'000)) {
        queued.insert(row.message_id);
        if (row.together) {  // Went out as one of several in a letter of their own.
            queued.insert(fmt::format("{}.{}.{}@{}", row.batch, row.together->number, row.to_person,
                                      office().mail_host));
        }
        EXPECT_NE(row.state, MailState::pending) << row.message_id << ": " << row.last_error;
    }
    for (const auto& id : postman_.handed) {
        EXPECT_TRUE(queued.contains(id)) << "Sent, but never queued: " << id;
    }
    const auto verdict = service::AuditDesk(office()).verify();
    EXPECT_TRUE(verdict.at("ok").as_bool()) << verdict.at("message").as_string();
    for (const auto id : cases_) check_laws(id);
}

}  // namespace trinh::testing
