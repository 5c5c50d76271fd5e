// A case runs under the files it was opened under, whatever becomes of them on the disk.
#include "adapters/app/definitions.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

#include "engine/casework/evolve.h"
#include "engine/service/case_desk.h"
#include "engine/service/migration_desk.h"
#include "engine/service/record.h"
#include "tests/support/test_office.h"

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const std::string process = R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:t="urn:trinh:workflow:1" version="1.0"
    datamodel="ecmascript" name="letter" initial="intake">
  <t:process title="Ví dụ" title-en="Example" plan="0" regime="example" basis="Ví dụ"
    calendar="vn" opened-by="clerk">
    <t:role id="clerk" title="Văn thư" title-en="Clerk" scope="department"/>
  </t:process>
  <datamodel><data id="senders" src="senders.json"/><data id="got" expr="null"/></datamodel>
  <state id="intake">
    <t:stage title="Tiếp nhận" title-en="Intake" actor="clerk"/>
    <transition event="accept" target="asking">
      <t:action title="Nhận" title-en="Accept" actor="clerk"/></transition>
  </state>
  <state id="asking">
    <t:stage title="Hỏi" title-en="Asking" actor="clerk"/>
    <invoke id="part" src="part.scxml" autoforward="true"/>
    <transition event="told" target="done">
      <assign location="got" expr="[senders[0], _event.data.from]"/></transition>
    <transition event="ask"><t:action title="Hỏi" title-en="Ask" actor="clerk"/></transition>
  </state>
  <final id="done"/>
</scxml>
)";

const std::string part = R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"
    datamodel="ecmascript" initial="s"><datamodel><data id="names" src="part.json"/></datamodel>
  <state id="s"><transition event="ask" target="e"><send target="#_parent" event="told">
    <param name="from" expr="names[0]"/></send></transition></state><final id="e"/></scxml>)";

/// One start of the program: its shelf is filled from the folder and the store.
struct Start {
    Start(TestOffice& kept, const fs::path& home) : kept_(kept) {
        app::load_definitions(shelf, home);
        app::exchange_definitions(shelf, kept.store(), kept.clock().now());
    }
    [[nodiscard]] service::Office office() {
        const auto own = kept_.office();
        return {own.store, own.clock, own.vault, own.passwords, shelf};
    }
    [[nodiscard]] std::string current() const {
        return shelf.current().at(0)->chart->content_hash();
    }

    TestOffice& kept_;
    service::ProcessShelf shelf;
};

class DefinitionsTest : public ::testing::TestWithParam<StoreKind> {
protected:
    DefinitionsTest() : kept_(GetParam()) {
        std::string name = (fs::temp_directory_path() / "trinh-definitions-XXXXXX").string();
        home_ = mkdtemp(name.data());
        fs::create_directories(home_ / "workflows" / "calendars");
        write("calendars/vn.xml", project_file("workflows/calendars/vn.xml"));
        write("letter.scxml", process);
        write("part.scxml", part);
        write("senders.json", R"(["Sở A"])");
        write("part.json", R"(["Phòng A"])");
        kept_.clock().set(*Instant::parse("2024-03-04T08:00+07:00"));
        kept_.load_people();
    }
    ~DefinitionsTest() override { fs::remove_all(home_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(home_ / "workflows" / name, std::ios::binary) << text;
    }
    CaseId open(Start& start) {
        const auto done =
            service::CaseDesk(start.office()).open(kept_.caller("mai"), {"letter", "Công văn", {}});
        EXPECT_TRUE(done) << done.error().message;
        return CaseId{done ? done->at("id").as_int64() : 0};
    }
    void act(Start& start, CaseId id, const std::string& event) {
        service::ActRequest request;
        request.id = id;
        request.act.event = event;
        const auto done = service::CaseDesk(start.office()).act(kept_.caller("mai"), request);
        EXPECT_TRUE(done) << done.error().message;
    }
    ports::CaseRow row(CaseId id) { return kept_.store().begin_read()->cases().load(id).value(); }
    void must_replay(CaseId id) {
        auto tx = kept_.store().begin_read();
        casework::Case rebuilt;
        for (const auto& entry : tx->cases().journal(id)) {
            rebuilt = casework::evolve(
                std::move(rebuilt),
                casework::event_from_json(entry.type, entry.at, json::parse(entry.body)));
        }
        rebuilt.id = id;
        EXPECT_EQ(casework::to_json(rebuilt),
                  casework::to_json(service::read_case(*tx->cases().load(id))));
    }
    void change_files() const {
        write("senders.json", R"(["Sở B"])");
        write("part.json", R"(["Phòng B"])");
    }

    TestOffice kept_;
    fs::path home_;
};

TEST_P(DefinitionsTest, ACaseKeepsTheFilesItWasOpenedUnder) {
    CaseId early, late;
    std::string first;
    {
        Start start(kept_, home_);
        ASSERT_EQ(start.shelf.current().size(), 1U) << "part.scxml is no process of its own";
        first = start.current();
        early = open(start);
        late = open(start);
        act(start, late, "accept");
        change_files();
    }
    kept_.restart();
    Start start(kept_, home_);
    EXPECT_NE(start.current(), first) << "another file is another version";
    const CaseId fresh = open(start);
    act(start, early, "accept");
    act(start, fresh, "accept");
    for (const CaseId id : {early, late, fresh}) act(start, id, "ask");

    EXPECT_EQ(row(early).definition_hash, first);
    EXPECT_NE(row(early).snapshot.find(R"(["Sở A","Phòng A"])"), std::string::npos);
    EXPECT_NE(row(late).snapshot.find(R"(["Sở A","Phòng A"])"), std::string::npos);
    EXPECT_EQ(row(fresh).definition_hash, start.current());
    EXPECT_NE(row(fresh).snapshot.find(R"(["Sở B","Phòng B"])"), std::string::npos);
    for (const CaseId id : {early, late, fresh}) must_replay(id);
}

TEST_P(DefinitionsTest, TheSameFilesAreTheSameVersion) {
    const std::string first = Start(kept_, home_).current();
    write("unmentioned.json", "1");
    kept_.restart();
    EXPECT_EQ(Start(kept_, home_).current(), first);
    EXPECT_EQ(kept_.store().begin_read()->definitions().all().size(), 1U);
    write("part.json", R"(["Phòng C"])");
    EXPECT_NE(Start(kept_, home_).current(), first) << "a file of a file belongs to it, too";
}

TEST_P(DefinitionsTest, ACaseIsMovedToTheNewFilesAndOtherProgramsLearnThem) {
    Start before(kept_, home_);
    const CaseId id = open(before);
    change_files();
    Start after(kept_, home_);
    service::MigrationRequest request;
    request.to = "letter";
    request.cases = {{id, {}}};
    request.is_applied = true;
    request.reason = "Danh mục mới";
    const auto moved = service::MigrationDesk(after.office()).run(kept_.caller("khanh"), request);
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(moved->at("counts").at("migrated").as_int64(), 1);

    act(before, id, "accept");
    act(before, id, "ask");

    EXPECT_EQ(row(id).definition_hash, after.current());
    EXPECT_NE(row(id).snapshot.find("\"Phòng B\"]"), std::string::npos) << row(id).snapshot;
    must_replay(id);
}

TEST_P(DefinitionsTest, AMissingFileStopsTheStart) {
    fs::remove(home_ / "workflows" / "senders.json");
    service::ProcessShelf shelf;
    try {
        app::load_definitions(shelf, home_);
        FAIL() << "A server with half its law must not start.";
    } catch (const std::runtime_error& fault) {
        EXPECT_NE(std::string(fault.what()).find("letter.scxml:8:"), std::string::npos)
            << fault.what();
        EXPECT_NE(std::string(fault.what()).find("TR121"), std::string::npos) << fault.what();
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, DefinitionsTest, ::testing::ValuesIn(every_store()));

}  // namespace
}  // namespace trinh::testing
