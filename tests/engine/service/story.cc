#include "tests/engine/service/story.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/service/case_desk.h"
#include "engine/service/file_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::testing {

Instant at(std::string_view text) {
    const auto instant = Instant::parse(std::string(text) + "+07:00");
    EXPECT_TRUE(instant) << "Not an instant: " << text;
    return instant.value_or(Instant{});
}

const std::vector<Step>& until_assigned() {
    static const std::vector<Step> steps{
        {"2024-05-10T08:00", "cuong-so-nn", "open", "Quy định về an toàn đập, hồ chứa"},
        {"2024-05-10T08:10", "cuong-so-nn", "plan-meeting", R"({"meeting_date":"2024-07-19"})"},
        {"2024-05-13T08:00", "cuong-so-nn", "draft", "3"},
        {"2024-05-13T08:01", "cuong-so-nn", "dossier.receive",
         R"({"item":"submission-letter","form":"paper"})"},
        {"2024-05-13T08:02", "cuong-so-nn", "dossier.receive",
         R"({"item":"draft-decision","form":"paper"})"},
        {"2024-05-13T08:03", "cuong-so-nn", "dossier.receive",
         R"({"item":"comments-report","form":"electronic"})"},
        {"2024-05-13T08:04", "cuong-so-nn", "send-to-appraisal", ""},
        {"2024-05-13T09:00", "mai", "register",
         R"({"arrival_number":"215","arrived_on":"2024-05-13"})"},
        {"2024-05-13T09:30", "mai", "accept", ""},
        {"2024-05-13T10:00", "hung", "assign",
         R"({"specialist":"minh","touches_many_fields":false})"},
    };
    return steps;
}

const std::vector<Step>& until_report_sent() {
    static const std::vector<Step> steps{
        {"2024-05-20T09:00", "minh", "submit-report",
         R"({"opinion_necessity":"Cần thiết ban hành; đối tượng, phạm vi điều chỉnh phù hợp.",)"
         R"("opinion_legality":"Phù hợp với chủ trương của Đảng; bảo đảm tính hợp hiến.",)"
         R"("has_procedures":false,"has_gender_matters":false,)"
         R"("opinion_resources":"Nguồn lực do ngân sách địa phương bảo đảm.",)"
         R"("opinion_language":"Đề nghị chỉnh lý kỹ thuật trình bày tại Điều 3.",)"
         R"("proposed_verdict":"eligible"})"},
        {"2024-05-21T09:00", "hung", "approve-report", ""},
        {"2024-05-22T09:00", "quang", "sign-report", R"({"verdict":"eligible"})"},
        {"2024-05-23T09:00", "mai", "send-report", R"({"report_number":"75/BC-STP"})"},
    };
    return steps;
}

void do_step(const service::Office& office, ManualClock& clock, CaseId& id, const Step& step) {
    clock.set(at(step.at));
    auto caller = service::PeopleDesk(office).caller(step.person, "web");
    ASSERT_TRUE(caller) << caller.error().message;
    Result<service::json::object> done = service::json::object{};
    if (step.event == "open") {
        done = service::CaseDesk(office).open(
            *caller, {"appraisal-ppc-decision", std::string(step.inputs), {}});
        if (done) id = CaseId{done->at("id").as_int64()};
    } else if (step.event == "draft") {
        const std::string number(step.inputs);
        done = service::FileDesk(office).upload(*caller, id, std::stoi(number),
                                                "du-thao-" + number + ".docx", "bytes " + number);
    } else {
        service::ActRequest request;
        request.id = id;
        request.act.event = step.event;
        if (!step.inputs.empty()) {
            request.act.inputs = service::json::parse(step.inputs).as_object();
        }
        done = service::CaseDesk(office).act(*caller, request);
    }
    EXPECT_TRUE(done) << "'" << step.event << "' was refused: " << done.error().message;
}

CaseId play(TestOffice& office, const std::vector<Step>& steps, CaseId id) {
    for (const auto& step : steps) do_step(office.office(), office.clock(), id, step);
    return id;
}

std::string contents(ports::Store& store) {
    std::string text;
    auto tx = store.begin_read();
    ports::CaseFilter all;
    all.limit = 100;
    for (const auto& listed : tx->cases().list(all)) {
        const auto row = tx->cases().load(listed.id);
        text += fmt::format("case {} version {} stage {} {}\n", row->id.number, row->version,
                            row->stage, row->snapshot);
        for (const auto& line : tx->cases().journal(row->id)) {
            text += fmt::format("journal {} {} {}\n", line.sequence, line.type, line.body);
        }
        for (const auto& waiting : tx->cases().waiting(row->id)) {
            text +=
                fmt::format("waits for {} {} {}\n", waiting.role, waiting.agency, waiting.person);
        }
        for (const auto& clock : tx->deadlines().of_case(row->id)) {
            text += fmt::format("clock {} {} due {} wake {}\n", clock.deadline, clock.entry,
                                clock.due ? clock.due->iso() : "never",
                                clock.wake_at ? clock.wake_at->iso() : "never");
        }
    }
    for (const auto& letter : tx->outbox().list(std::nullopt, 10'000)) {
        text += fmt::format("letter {} {} {}\n", letter.message_id, static_cast<int>(letter.state),
                            letter.values);
    }
    for (const auto& fact : tx->facts().between(Date::from_days(0), Date::from_days(50'000))) {
        text += fmt::format("fact {} {} {}\n", fact.name, fact.date.iso(), fact.counts);
    }
    for (const auto& entry : tx->audit().read_from(0, 10'000)) {
        text += fmt::format("trail {} {}\n", entry.index, entry.body);
    }
    const auto tree = tx->audit().tree();
    text += fmt::format("tree {} {}\n", tree.size, fmt::join(tree.subtree_hashes, " "));
    return text;
}

}  // namespace trinh::testing
