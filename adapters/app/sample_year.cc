#include "adapters/app/sample_year.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <map>
#include <stdexcept>

#include "engine/service/case_desk.h"
#include "engine/service/dispatcher.h"
#include "engine/service/file_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::app {
namespace {

namespace json = boost::json;

std::string text(const json::object& row, const char* key) {
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

Instant instant(const std::string& written) {
    const auto at = Instant::parse(written + "+07:00");
    if (!at) throw std::runtime_error("The samples hold a time that is none: " + written);
    return *at;
}

/// One act of one sample case, in the order of all of them.
struct Step {
    Instant at;
    std::size_t story = 0;
    const json::object* act = nullptr;  ///< Null: open the case.
};

class Replay {
public:
    Replay(service::Office& office, SettableClock& clock, const json::array& stories)
        : office_(office), clock_(clock), stories_(stories), dispatcher_(office) {}

    void run(Instant until) {
        for (const auto& step : steps()) {
            if (step.at > until) break;
            wake_until(step.at);
            clock_.set(step.at);
            if (step.act == nullptr) {
                open(step.story);
            } else {
                act(step.story, *step.act);
            }
        }
        wake_until(until);
        file_mail_away();
    }

private:
    std::vector<Step> steps() const {
        std::vector<Step> all;
        for (std::size_t i = 0; i < stories_.size(); ++i) {
            const auto& story = stories_[i].as_object();
            if (!story.contains("continues")) {
                all.push_back({instant(text(story, "opened_at")), i, nullptr});
            }
            for (const auto& entry : story.at("steps").as_array()) {
                const auto& act = entry.as_object();
                all.push_back({instant(text(act, "at")), i, &act});
            }
        }
        std::stable_sort(all.begin(), all.end(),
                         [](const Step& a, const Step& b) { return a.at < b.at; });
        return all;
    }

    /// Clocks that become due between two acts are woken at their own time.
    void wake_until(Instant until) {
        while (true) {
            std::vector<ports::DeadlineRow> due;
            {
                auto tx = office_.store.begin_read();
                due = tx->deadlines().due(until, 1);
            }
            if (due.empty() || !due.front().wake_at) return;
            clock_.set(*due.front().wake_at);
            if (dispatcher_.wake_clocks().woken == 0) return;
        }
    }

    service::Caller caller(const std::string& person) {
        auto found = service::PeopleDesk(office_).caller(person, "cli");
        if (!found) throw std::runtime_error(found.error().message);
        return *found;
    }

    void open(std::size_t index) {
        const auto& story = stories_[index].as_object();
        auto opened = service::CaseDesk(office_).open(
            caller(text(story, "opened_by")),
            {text(story, "process"), text(story, "title"), text(story, "drafting_agency")});
        if (!opened) fail(index, "open", opened.error());
        cases_[index] = CaseId{opened->at("id").as_int64()};
    }

    void act(std::size_t index, const json::object& step) {
        const std::string event = text(step, "event");
        const auto who = caller(text(step, "by"));
        json::object inputs;
        if (const auto* given = step.if_contains("data")) inputs = given->as_object();
        const CaseId id = case_of(index, step);
        auto done = event == casework::event_add_draft
                        ? upload(who, id, inputs)
                        : service::CaseDesk(office_).act(
                              who, {id, {event, inputs, text(step, "note")}, {}});
        if (!done) fail(index, event, done.error());
        const auto& opened = done->at("result").at("opened_case");
        const std::string key = text(stories_[index].as_object(), "key");
        if (!opened.is_null()) opened_by_[key] = CaseId{opened.as_int64()};
    }

    /// A story that continues another goes on in the case which that one opened; a step may name
    /// the N-th of the cases that its story's case opened.
    CaseId case_of(std::size_t index, const json::object& step) {
        const auto earlier = text(stories_[index].as_object(), "continues");
        const CaseId own = earlier.empty() ? cases_.at(index) : opened_by_.at(earlier);
        const auto* child = step.if_contains("child");
        return child == nullptr ? own : children_of(own).at(child->to_number<std::size_t>() - 1);
    }

    /// In the order in which they were opened.
    std::vector<CaseId> children_of(CaseId parent) {
        ports::CaseFilter filter;
        filter.parent = parent;
        filter.limit = 1'000;
        std::vector<CaseId> found;
        for (const auto& row : office_.store.begin_read()->cases().list(filter)) {
            found.push_back(row.id);
        }
        std::sort(found.begin(), found.end(),
                  [](CaseId a, CaseId b) { return a.number < b.number; });
        return found;
    }

    Result<json::object> upload(const service::Caller& who, CaseId id, const json::object& inputs) {
        const int number = static_cast<int>(inputs.at("number").as_int64());
        const std::string name = text(inputs, "file_name");
        const std::string bytes =
            fmt::format("Tệp mẫu của hồ sơ {}: Dự thảo {} ({}).\n", id.number, number, name);
        return service::FileDesk(office_).upload(who, id, number, name, bytes);
    }

    [[noreturn]] void fail(std::size_t index, const std::string& event, const Refusal& refusal) {
        throw std::runtime_error(fmt::format("Sample case {}, '{}' at {}: {}", index + 1, event,
                                             clock_.now().spoken(), refusal.message));
    }

    /// Letters of the past are not sent when the demo starts; the outbox says so.
    void file_mail_away() {
        auto tx = office_.store.begin();
        for (auto row : tx->outbox().list(ports::MailState::pending, 100'000)) {
            row.state = ports::MailState::dead;
            row.last_error = "Thư của dữ liệu mẫu, không gửi.";
            tx->outbox().save_outcome(row);
        }
        tx->commit();
    }

    service::Office& office_;
    SettableClock& clock_;
    const json::array& stories_;
    service::Dispatcher dispatcher_;
    std::map<std::size_t, CaseId> cases_;
    std::map<std::string, CaseId> opened_by_;  ///< Story's key -> the case it opened.
};

}  // namespace

Result<int> load_people(service::Office& office, const std::string& json_text,
                        const std::string& password) {
    json::error_code fault;
    const auto file = json::parse(json_text, fault);
    if (fault || !file.is_object() || !file.as_object().contains("agencies") ||
        !file.as_object().contains("people")) {
        return Refusal{Reason::invalid_input,
                       "Expected a JSON object with \"agencies\" and \"people\"."};
    }
    const std::string hash = password.empty() ? "" : office.passwords.hash(password);
    auto tx = office.store.begin();
    for (const auto& row : file.at("agencies").as_array()) {
        const auto& agency = row.as_object();
        tx->people().save_agency({text(agency, "id"), text(agency, "name"), text(agency, "kind"),
                                  text(agency, "department")});
    }
    int count = 0;
    for (const auto& row : file.at("people").as_array()) {
        const auto& entry = row.as_object();
        ports::PersonRow person;
        person.id = text(entry, "id");
        if (auto known = tx->people().person(person.id)) person = std::move(*known);
        person.name = text(entry, "name");
        person.position = text(entry, "position");
        person.email = text(entry, "email");
        person.agency = text(entry, "agency");
        person.roles.clear();
        for (const auto& role : entry.at("roles").as_array()) {
            person.roles.emplace_back(role.as_string());
        }
        if (person.password_hash.empty()) person.password_hash = hash;
        tx->people().save_person(person);
        ++count;
    }
    tx->commit();
    return count;
}

void replay_year(service::Office& office, SettableClock& clock, const std::string& json_text,
                 Instant until) {
    const auto stories = json::parse(json_text);
    Replay(office, clock, stories.as_array()).run(until);
}

}  // namespace trinh::app
