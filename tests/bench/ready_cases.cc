#include "tests/bench/ready_cases.h"

#include <boost/json/object.hpp>

#include "engine/base/check.h"
#include "engine/service/file_desk.h"

namespace trinh::bench {
namespace {

constexpr const char* drafter = "lan-so-xd";
constexpr const char* day = "2024-02-22";

}  // namespace

ReadyCases::ReadyCases(testing::StoreKind kind, std::size_t count) : office_(kind) {
    office_.clock().set(*Instant::parse("2024-02-22T01:00Z"));
    office_.load_workflows();
    office_.load_people();
    const auto drafting = office_.caller(drafter);
    service::CaseDesk cases(office_.office());
    service::FileDesk files(office_.office());
    for (std::size_t i = 0; i < count; ++i) {
        auto opened = cases.open(
            drafting, {"appraisal-ppc-decision",
                       "Quyết định ban hành Quy định về quản lý vỉa hè trên địa bàn tỉnh", ""});
        CHECK(opened.has_value());
        const CaseId id{opened->at("id").as_int64()};
        CHECK(files.upload(drafting, id, 3, "du-thao-3.docx", "the draft's bytes").has_value());
        for (const char* item : {"submission-letter", "draft-decision"}) {
            do_act(drafting, id, "dossier.receive", {{"item", item}, {"form", "paper"}});
        }
        do_act(drafting, id, "dossier.receive",
               {{"item", "comments-report"}, {"form", "electronic"}});
        do_act(drafting, id, "send-to-appraisal", {});
        ready_.push_back(id);
    }
}

void ReadyCases::do_act(const service::Caller& caller, CaseId id, const std::string& event,
                        const service::json::object& inputs) {
    service::CaseDesk cases(office_.office());
    CHECK(cases.act(caller, {id, {event, inputs, {}}, {}}).has_value());
}

service::ActRequest ReadyCases::next() {
    const auto place = handed_out_++;
    CHECK(place / 2 < ready_.size());
    service::ActRequest request;
    request.id = ready_[place / 2];
    request.act.event = place % 2 == 0 ? "register" : "accept";
    if (place % 2 == 0) {
        request.act.inputs = {{"arrival_number", std::to_string(place)}, {"arrived_on", day}};
    }
    return request;
}

}  // namespace trinh::bench
