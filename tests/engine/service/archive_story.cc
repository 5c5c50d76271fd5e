#include "tests/engine/service/archive_story.h"

#include <boost/json/serialize.hpp>

#include "engine/service/archived_history.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/case_desk.h"
#include "engine/service/doctor_desk.h"

namespace trinh::testing {
namespace {

class ToldWriter : public ports::ArchiveWriter {
public:
    ToldWriter(std::unique_ptr<ports::ArchiveWriter> writer, const ShelfHook& hook)
        : writer_(std::move(writer)), hook_(hook) {}
    void add_case(const ports::CaseRow& row,
                  const std::vector<ports::JournalRow>& journal) override {
        hook_("add_case");
        writer_->add_case(row, journal);
    }
    void add_entries(const std::vector<ports::AuditRow>& rows) override {
        hook_("add_entries");
        writer_->add_entries(rows);
    }
    void add_gaps(const std::vector<ports::GapRow>& rows) override {
        hook_("add_gaps");
        writer_->add_gaps(rows);
    }
    void add_definition(const ports::DefinitionRow& row) override {
        hook_("add_definition");
        writer_->add_definition(row);
    }
    void add_name(const ports::NameRow& row) override { writer_->add_name(row); }
    void close(const ports::ArchiveHead& head) override {
        hook_("close");
        writer_->close(head);
    }
    [[nodiscard]] std::unique_ptr<ports::ArchiveReader> read_back() override {
        hook_("read_back");
        return writer_->read_back();
    }
    void keep() override {
        hook_("keep");
        writer_->keep();
        hook_("kept");
    }

private:
    std::unique_ptr<ports::ArchiveWriter> writer_;
    ShelfHook hook_;
};

}  // namespace

std::unique_ptr<ports::ArchiveWriter> ToldShelf::create(std::string_view place) {
    hook_("create");
    return std::make_unique<ToldWriter>(shelf_.create(place), hook_);
}

Result<std::unique_ptr<ports::ArchiveReader>> ToldShelf::open(std::string_view place) {
    hook_("open");
    return shelf_.open(place);
}

Result<ports::ArchivePrint> ToldShelf::print_of(std::string_view place) const {
    hook_("print_of");
    return shelf_.print_of(place);
}

ClosedCases close_some(TestOffice& office) {
    ClosedCases cases;
    const Step withdraw{"2024-05-27T09:00", "cuong-so-nn", "withdraw", R"({})"};
    auto whole = play(office, until_assigned());
    whole = play(office, until_report_sent(), whole);
    const auto end = [&](CaseId id) {
        office.clock().set(at(withdraw.at));
        service::ActRequest request;
        request.id = id;
        request.act.event = "withdraw";
        request.act.note = "Không còn cần thiết ban hành.";
        const auto done =
            service::CaseDesk(office.office()).act(office.caller(withdraw.person), request);
        EXPECT_TRUE(done) << done.error().message;
    };
    end(whole);
    cases.closed.push_back(whole);
    const std::vector<Step> begin(until_assigned().begin(), until_assigned().begin() + 3);
    cases.closed.push_back(play(office, begin));
    cases.open = play(office, until_assigned());
    end(cases.closed.back());
    office.clock().set(at("2025-03-03T08:00"));
    return cases;
}

Result<service::json::object> archive(const service::Office& office, const service::Caller& khanh,
                                      const char* before, const char* place) {
    service::ArchiveRequest request;
    request.place = place;
    request.wish.closed_before = *Date::parse(before);
    return service::ArchiveDesk(office).create(khanh, request);
}

std::string seen(TestOffice& office, const ClosedCases& cases, bool has_pictures) {
    std::string text;
    service::CaseDesk desk(office.office());
    const auto khanh = office.caller("khanh");
    for (const auto id : cases.closed) {
        const auto history = desk.history(khanh, id);
        EXPECT_TRUE(history);
        for (const auto& item : history->at("items").as_array()) {
            if (item.at("type").as_string() == "archived") continue;
            text += service::json::serialize(item) + "\n";
        }
        if (has_pictures) text += desk.diagram(khanh, id).value() + "\n";
    }
    service::AuditLogDesk log(office.office());
    for (const std::int64_t index : {0, 3, 12}) {
        const auto proof = log.prove_inclusion(khanh, index, 20);
        EXPECT_TRUE(proof) << proof.error().message;
        if (!proof) continue;
        EXPECT_TRUE(service::verify_proof(std::string(proof->at("text").as_string()), {})
                        ->at("ok")
                        .as_bool());
        text += std::string(proof->at("text").as_string());
    }
    text += std::string(log.prove_consistency(khanh, 7, 20)->at("text").as_string());
    return text;
}

void expect_whole(TestOffice& office, const ClosedCases& cases, const std::string& before,
                  bool has_pictures) {
    EXPECT_EQ(seen(office, cases, has_pictures), before);
    const auto trail = service::AuditDesk(office.office()).verify();
    EXPECT_TRUE(trail.at("ok").as_bool()) << trail.at("message");
    for (const auto& line : service::DoctorDesk(office.office()).examine({})) {
        EXPECT_NE(line.level, ports::CheckLevel::fault) << line.name << ": " << line.found;
    }
}

}  // namespace trinh::testing
