/// Small processes in several versions, for tests of migration.
#pragma once

#include <map>
#include <string>

#include "engine/casework/migration.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {

/// A process with these states and data below its head; parts that tests vary are arguments.
struct SmallProcess {
    std::string states;
    std::string data = R"(<data id="number" expr="7"/>)";
    std::string head = {};  ///< Items, drafts, fields.
    std::string name = "letter";

    [[nodiscard]] std::string xml() const {
        return R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1"
  version="1.0" datamodel="ecmascript" name=")" +
               name + R"(">
  <t:process title="Xử lý công văn" title-en="A letter" plan="2.2" regime="law-2015" basis="Điều 1"
             calendar="vn" opened-by="clerk">
    <t:role id="clerk" title="Văn thư" title-en="Clerk" scope="department"/>
    <t:role id="head" title="Trưởng phòng" title-en="Head" scope="department"/>
    <t:role id="director" title="Giám đốc" title-en="Director" scope="department"/>
    )" + head + R"(
  </t:process>
  <datamodel>)" +
               data + "</datamodel>\n" + states + "\n</scxml>\n";
    }
};

inline std::string action(const std::string& event, const std::string& target,
                          const std::string& actor = "clerk", const std::string& more = {}) {
    return "<transition event=\"" + event + "\" target=\"" + target + "\" " + more +
           "><t:action title=\"Việc " + event + "\" title-en=\"Do " + event + "\" actor=\"" +
           actor + "\"/></transition>";
}

/// Counts from its stage's entry unless `more` says "from".
inline std::string deadline(const std::string& id, const std::string& period,
                            const std::string& more = {}) {
    const bool has_anchor = more.find("from=") != std::string::npos;
    return "<t:deadline id=\"" + id + "\" title=\"Hạn " + id + "\" title-en=\"Deadline " + id +
           "\" period=\"" + period + "\" basis=\"Điều 1\" confidence=\"read\" owner=\"clerk\" " +
           (has_anchor ? "" : "from=\"entry\" ") + more + "/>";
}

inline std::string stage(const std::string& id, const std::string& inside) {
    return "<state id=\"" + id + "\"><t:stage title=\"Bước " + id + "\" title-en=\"Stage " + id +
           "\"/>" + inside + "</state>\n";
}

inline std::shared_ptr<const workflow::Process> read(const SmallProcess& small) {
    const auto reading = workflow::read_process(small.xml());
    for (const auto& fault : reading.diagnostics) {
        EXPECT_NE(fault.severity, Severity::error) << fault.code << " " << fault.message;
    }
    CHECK(reading.process != nullptr);
    return reading.process;
}

inline workflow::MigrationMap map_of(const std::string& rows) {
    const auto reading = workflow::read_migration_map(
        "<migration xmlns=\"urn:trinh:migration:1\" title=\"Chuyển đổi\">" + rows + "</migration>");
    for (const auto& fault : reading.diagnostics) ADD_FAILURE() << fault.message;
    CHECK(reading.map.has_value());
    return *reading.map;
}

/// A case of one version with its journal, and its way to another version.
class Mover {
public:
    explicit Mover(const SmallProcess& old) : old_(read(old)) {
        Open open = ordinary_opening();
        open.definition_hash = old_->chart->content_hash();
        keep(decide_open(law(*old_), open, clerk(), now));
    }

    void act(const std::string& event, json::object inputs = {}) {
        keep(decide_act(law(*old_), subject, {event, std::move(inputs), {}}, clerk(), now));
    }

    void wake() {
        for (bool is_done = false; !is_done;) {
            is_done = true;
            for (const auto& clock : std::vector<Clock>(subject.clocks)) {
                const auto woken =
                    decide_wake(law(*old_), subject, {clock.deadline, clock.entry}, now);
                if (!woken) continue;
                keep(woken);
                is_done = false;
            }
        }
    }

    /// The target is kept alive by this object.
    Result<MigrationPlan> plan(const SmallProcess& target, const std::string& rows = {}) {
        target_ = read(target);
        map_ = map_of(rows);
        const Law from = law(*old_), to = law(*target_);
        return decide_migrate({from, to, map_, journal, "Lý do"}, subject, admin(), now);
    }

    MigrationPlan migrated(const SmallProcess& target, const std::string& rows = {}) {
        auto planned = plan(target, rows);
        EXPECT_TRUE(planned) << planned.error().message;
        if (!planned) return {};
        keep(planned->decision);
        old_ = target_;
        return *planned;
    }

    static Law law(const workflow::Process& process) { return {process, viet_nam(), {}}; }
    static Actor clerk() { return somebody("mai", "stp", {"clerk"}); }
    static Actor admin() { return somebody("khanh", "stp", {"admin"}); }
    [[nodiscard]] const workflow::Process& process() const { return *old_; }

    Instant now = at("2024-03-04", 8);
    Case subject;
    std::vector<Event> journal;

private:
    void keep(const Result<Decision>& decided) {
        ASSERT_TRUE(decided) << decided.error().message;
        for (const auto& event : decided->events) {
            const auto stored = json::parse(json::serialize(to_json(event)));
            journal.push_back(event_from_json(event_type(event), event.at, stored));
        }
        subject = decided->after;
        Case rebuilt;
        for (const auto& event : journal) rebuilt = evolve(std::move(rebuilt), event);
        ASSERT_EQ(text_of(rebuilt), text_of(subject)) << "Law 1 is broken.";
    }

    std::shared_ptr<const workflow::Process> old_, target_;
    workflow::MigrationMap map_;
};

/// The line about one thing; fails the test when there is none.
inline MigrationLine line_of(const MigrationPlan& plan, const std::string& subject,
                             const std::string& id) {
    for (const auto& line : plan.report) {
        if (line.subject == subject && line.id == id) return line;
    }
    std::string all;
    for (const auto& line : plan.report) {
        all += "\n" + line.subject + " " + line.change + " " + line.id + ": " + line.text_en;
    }
    ADD_FAILURE() << "The report has no line " << subject << " " << id << all;
    return {};
}

}  // namespace trinh::casework
