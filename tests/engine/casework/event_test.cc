// Every event survives its stored form, and does to a case what it says and no more.
#include "engine/casework/event.h"

#include <gtest/gtest.h>
#include <set>

#include "engine/casework/evolve.h"
#include "tests/engine/casework/shipped_law.h"

namespace trinh::casework {
namespace {

const Instant moment = at("2024-02-22", 9);

Clock full_clock() {
    Clock clock;
    clock.deadline = "appraisal";
    clock.entry = 4;
    clock.opened_at = moment;
    clock.anchor = on("2024-02-21");
    clock.due = on("2024-03-07");
    clock.reason = "15 ngày";
    clock.reason_en = "15 days";
    clock.is_certain = false;
    clock.wakes_done = 1;
    clock.wake_at = at("2024-03-07", 7, 30);
    return clock;
}

CaseMigrated migration() {
    CaseMigrated moved;
    moved.from_process = "p";
    moved.from_hash = "hash";
    moved.process = "q";
    moved.definition_hash = "hash-2";
    moved.map = "Bảng";
    moved.reason = "Lý do";
    moved.via = "cli";
    moved.session = {{"active", json::array{"b"}}, {"data", json::object{}}};
    moved.clocks = {full_clock()};
    moved.appointed = {{"specialist", "binh"}};
    moved.last_actor = {{"sign", "an"}};
    moved.dossier["letter"] = {true, "paper", on("2024-02-20"), "an"};
    moved.drafts = {{2, std::string(64, 'b'), "dự thảo.docx", 9, moment, "an"}};
    moved.entered = {{"b", moment}};
    moved.changes = {{"deadline", "moved", "d", "2024-03-01", "2024-03-07", "vi", "en", true}};
    return moved;
}

/// One of each kind, every member set to something that is not its default.
std::vector<Event> one_of_each() {
    const std::vector<EventBody> bodies = {
        CaseOpened{"p", "hash", "Tên", "so-xd", "stp", 7, "re-appraisal", "cli", on("2024-02-20")},
        ActionTaken{"sign", json::object{{"day", "2024-02-22"}, {"n", 1.5}}, "Lý do", "web"},
        Stepped{{"a"},
                {"b", "c"},
                {{"active", json::array{"b"}}},
                {{"x", 1}, {"list", json::array{7}}},
                {"y"},
                {"fault"},
                {{"list", {{"0", 1}}}}},
        EventIgnored{"late"},
        ItemMarked{"letter", true, "paper", on("2024-02-20")},
        DraftAdded{3, std::string(64, 'a'), "dự thảo.docx", 12},
        Appointed{"specialist", "an"},
        ClockSet{full_clock(), on("2024-03-01")},
        ClockClosed{"appraisal", 4, true},
        ClockWoke{"appraisal", 4, "escalated", "director", 3, at("2024-03-08", 7, 30)},
        FactRecorded{"on-time", on("2024-02-22"), true},
        CaseClosed{"in-force"},
        ChartNoted{"nhãn", "nội dung", 12},
        migration(),
        ToldByCase{42, "Rà soát", "child.reviewed", {{"result", "kept"}}, "web"},
        ParentTold{17, "child.reviewed", true},
        ClockHeld{"appraisal", 4, "Cơ quan không có trong danh mục.", "There is no such agency."}};
    std::vector<Event> events;
    for (const auto& body : bodies) events.push_back({moment, "an", body});
    return events;
}

json::object stored(const Event& event) {
    return json::parse(json::serialize(to_json(event))).as_object();
}

Case after(Case before, EventBody body) {
    return evolve(std::move(before), {moment, "an", std::move(body)});
}

TEST(Event, EveryKindSurvivesItsStoredForm) {
    const auto events = one_of_each();
    std::set<std::string> types;
    for (const auto& event : events) {
        SCOPED_TRACE(event_type(event));
        const auto back = event_from_json(event_type(event), event.at, stored(event));
        EXPECT_EQ(back.body.index(), event.body.index());
        EXPECT_EQ(back.at, event.at);
        EXPECT_EQ(back.actor, "an");
        EXPECT_EQ(stored(back), stored(event));
        types.insert(event_type(event));
    }
    EXPECT_EQ(types.size(), std::variant_size_v<EventBody>);
}

TEST(Event, TheStoredFormSaysWhatHappened) {
    const auto events = one_of_each();
    EXPECT_EQ(stored(events[3]), json::parse(R"({"event":"late","actor":"an"})"));
    EXPECT_EQ(stored(events[4]), json::parse(R"({"item":"letter","is_received":true,"form":"paper",
                              "received_on":"2024-02-20","actor":"an"})"));
    EXPECT_EQ(stored(events[10]), json::parse(R"({"name":"on-time","date":"2024-02-22",
                                                  "counts":true,"actor":"an"})"));
    EXPECT_STREQ(event_type(events[9]), "clock_woke");
}

TEST(Event, WhatNoProgramWroteIsThrownBack) {
    const auto good = stored(one_of_each()[6]);
    EXPECT_THROW(event_from_json("promoted", moment, good), std::exception);
    EXPECT_THROW(event_from_json("", moment, good), std::exception);
    EXPECT_THROW(event_from_json("clock_set", moment, good), std::exception);
    EXPECT_THROW(event_from_json("appointed", moment, json::value("x")), std::exception);
    EXPECT_THROW(event_from_json("appointed", moment, json::object{{"role", "r"}}), std::exception);
    json::object wrong = stored(one_of_each()[10]);
    wrong["date"] = "2024-02-30";
    EXPECT_THROW(event_from_json("fact_recorded", moment, wrong), std::exception);
}

TEST(Evolve, EveryEventIsCountedAndACaseSurvivesItsStoredForm) {
    Case made;
    for (const auto& event : one_of_each()) made = evolve(std::move(made), event);
    EXPECT_EQ(made.sequence, 17);
    EXPECT_EQ(text_of(case_from_json(json::parse(text_of(made)))), text_of(made));
    EXPECT_THROW(case_from_json(json::parse(R"({"title":"x"})")), std::exception);
}

TEST(Evolve, CaseOpenedNamesTheCase) {
    const Case made = after({}, CaseOpened{"p", "hash", "Tên", "so-xd", "stp", 7, "again", "cli"});
    EXPECT_EQ(made.process, "p");
    EXPECT_EQ(made.definition_hash, "hash");
    EXPECT_EQ(made.title, "Tên");
    EXPECT_EQ(made.drafting_agency, "so-xd");
    EXPECT_EQ(made.department, "stp");
    EXPECT_EQ(made.opened_by, "an");
    EXPECT_EQ(made.opened_at, moment);
    EXPECT_EQ(made.earlier_case, 7);
    EXPECT_EQ(made.relation, "again");
}

TEST(Evolve, CaseMigratedReplacesAllThatADefinitionNames) {
    const Case made = after({}, migration());
    EXPECT_EQ(made.process, "q");
    EXPECT_EQ(made.definition_hash, "hash-2");
    EXPECT_EQ(made.session, migration().session);
    EXPECT_EQ(made.clocks.size(), 1U);
    EXPECT_EQ(made.entries, full_clock().entry);
    EXPECT_EQ(made.appointed.at("specialist"), "binh");
    EXPECT_EQ(made.last_actor.at("sign"), "an");
    EXPECT_TRUE(made.dossier.at("letter").is_received);
    EXPECT_EQ(made.drafts.at(0).number, 2);
}

TEST(Evolve, ActionTakenRemembersWhoDidItLast) {
    Case made = after({}, ActionTaken{"sign", nullptr, "", "web"});
    EXPECT_EQ(made.last_actor.at("sign"), "an");
    made = evolve(made, {moment, "binh", ActionTaken{"sign", nullptr, "", "web"}});
    EXPECT_EQ(made.last_actor.at("sign"), "binh");
}

TEST(Evolve, SteppedMergesSessionAndValues) {
    Case made =
        after({}, Stepped{{}, {}, {{"active", 1}, {"kept", 2}}, {{"x", 1}, {"y", 2}}, {}, {}});
    made = after(made, Stepped{{}, {}, {{"active", 3}}, {{"x", 4}}, {"y"}, {}});
    EXPECT_EQ(json::value(made.session), json::parse(R"({"active":3,"kept":2,"data":{"x":4}})"));
}

TEST(Evolve, ItemMarkedReplacesTheRecord) {
    Case made = after({}, ItemMarked{"letter", true, "paper", on("2024-02-20")});
    EXPECT_TRUE(made.dossier.at("letter").is_received);
    EXPECT_EQ(made.dossier.at("letter").by, "an");
    EXPECT_EQ(made.dossier.at("letter").received_on, on("2024-02-20"));
    made = after(made, ItemMarked{"letter", false, "paper", {}});
    EXPECT_FALSE(made.dossier.at("letter").is_received);
}

TEST(Evolve, DraftAddedKeepsEveryVersion) {
    Case made = after({}, DraftAdded{3, "a", "a.docx", 12});
    made = after(made, DraftAdded{3, "b", "b.docx", 13});
    ASSERT_EQ(made.drafts.size(), 2U);
    EXPECT_EQ(made.drafts[1].sha256, "b");
    EXPECT_EQ(made.drafts[1].at, moment);
    EXPECT_EQ(made.drafts[1].by, "an");
}

TEST(Evolve, AppointedReplacesThePerson) {
    Case made = after({}, Appointed{"specialist", "an"});
    made = after(made, Appointed{"specialist", "binh"});
    EXPECT_EQ(made.appointed.at("specialist"), "binh");
}

TEST(Evolve, ClockSetStartsAClockOrMovesTheSameOne) {
    Case made = after({}, ClockSet{full_clock(), {}});
    EXPECT_EQ(made.entries, 4);
    Clock moved = full_clock();
    moved.due = on("2024-04-01");
    made = after(made, ClockSet{moved, on("2024-03-07")});
    ASSERT_EQ(made.clocks.size(), 1U);
    EXPECT_EQ(made.clocks[0].due, on("2024-04-01"));
    moved.entry = 5;
    made = after(made, ClockSet{moved, {}});
    EXPECT_EQ(made.clocks.size(), 2U);
    EXPECT_EQ(made.entries, 5);
}

TEST(Evolve, ClockWokeAndClosedTouchTheirOwnClock) {
    Clock other = full_clock();
    other.entry = 5;
    Case made = after(after({}, ClockSet{full_clock(), {}}), ClockSet{other, {}});
    const auto next = at("2024-03-08", 0);
    made = after(made, ClockWoke{"appraisal", 4, "today", "", 2, next});
    EXPECT_EQ(made.clocks[0].wakes_done, 2);
    EXPECT_EQ(made.clocks[0].wake_at, next);
    made = after(made, ClockClosed{"appraisal", 4, true});
    EXPECT_TRUE(made.clocks[0].is_closed && made.clocks[0].was_on_time);
    EXPECT_EQ(made.clocks[0].closed_at, moment);
    EXPECT_FALSE(made.clocks[0].wake_at.has_value());
    EXPECT_EQ(made.clocks[1].wakes_done, 1);
    EXPECT_FALSE(made.clocks[1].is_closed);
}

TEST(Evolve, SomeEventsAreForReadersOnly) {
    Case expected;
    expected.sequence = 1;
    EXPECT_EQ(text_of(after({}, EventIgnored{"late"})), text_of(expected));
    EXPECT_EQ(text_of(after({}, FactRecorded{"f", on("2024-02-22"), true})), text_of(expected));
    expected.is_closed = true;
    EXPECT_EQ(text_of(after({}, CaseClosed{"in-force"})), text_of(expected));
}

/// Journals and snapshots from before cases knew their triggering date still read.
TEST(Event, AnOlderCaseWasTriggeredTheDayItWasOpened) {
    const Event opened{moment, "an", CaseOpened{"p", "hash", "Tên", "so-xd", "stp", {}, "", "web"}};
    const json::object body = to_json(opened);
    EXPECT_FALSE(body.contains("triggered_on"));
    const Case subject = evolve(Case{}, event_from_json("case_opened", moment, body));
    EXPECT_FALSE(subject.triggered_on);
    EXPECT_EQ(triggering_date(subject), on("2024-02-22"));
    EXPECT_EQ(to_json(case_from_json(to_json(subject))), to_json(subject));
}

TEST(Event, WhatHoldsNothingIsLeftOutAndReadsBackTheSame) {
    const json::value whole = json::parse(
        R"({"clock":{"deadline":"intake","entry":1,"opened_at":5,"anchor":null,"due":"2024-02-29",)"
        R"("reason":"","reason_en":"","is_certain":false,"wakes_done":0,"wake_at":null,)"
        R"("is_closed":false,"was_on_time":false,"closed_at":null,"pauses":[]},"before":null,)"
        R"("actor":"an"})");
    const json::value lean = json::parse(
        R"({"clock":{"deadline":"intake","entry":1,"opened_at":5,"due":"2024-02-29"},"actor":"an"})");

    EXPECT_EQ(to_json(event_from_json("clock_set", moment, whole)), lean);
    EXPECT_EQ(to_json(event_from_json("clock_set", moment, lean)), lean);
    const auto clock = std::get<ClockSet>(event_from_json("clock_set", moment, lean).body).clock;
    EXPECT_FALSE(clock.is_certain) << "not there means false, whatever a new clock begins with";
}

TEST(Event, ADamagedCaseIsNotReadAsAnEmptyOne) {
    EXPECT_THROW(case_from_json(json::object()), std::exception);
    EXPECT_THROW(case_from_json({{"opened_at", 5}}), std::exception);
    EXPECT_THROW(event_from_json("fact_recorded", moment, {{"name", "n"}, {"actor", "an"}}),
                 std::exception);
}

TEST(Event, AnOlderStepStoredItsListsWhole) {
    const Event step{moment, "an", Stepped{{}, {}, {}, {{"list", json::array{1, 2}}}, {}, {}}};
    json::object body = to_json(step);
    body.erase("rows");
    const Case subject = evolve(Case{}, event_from_json("stepped", moment, body));
    EXPECT_EQ(subject.session.at("data").at("list"), (json::array{1, 2}));
}

TEST(Event, TheTriggeringDateIsKept) {
    const CaseOpened body{"p", "hash", "Tên", "so-xd", "stp", {}, "", "web", on("2023-12-29")};
    const Event opened{moment, "an", body};
    const Case subject = evolve(Case{}, event_from_json("case_opened", moment, to_json(opened)));
    EXPECT_EQ(triggering_date(subject), on("2023-12-29"));
    EXPECT_EQ(triggering_date(case_from_json(to_json(subject))), on("2023-12-29"));
}

}  // namespace
}  // namespace trinh::casework
