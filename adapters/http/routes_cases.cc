// Cases: the list, one case, its actions, its history and its picture.
#include "adapters/http/api.h"
#include "adapters/http/body.h"
#include "adapters/http/case_id.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"
#include "engine/base/text.h"

namespace trinh::http {
namespace {

constexpr std::size_t action_body_max = std::size_t{8} << 20;

Response list_cases(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    ports::CaseFilter filter;
    filter.folded_text = folded(query.text("text"));
    filter.process = query.text("process");
    filter.drafting_agency = query.text("agency");
    filter.is_closed = query.flag("closed");
    if (const auto parent = query.number("parent")) filter.parent = CaseId{*parent};
    if (query.flag("overdue").value_or(false)) {
        filter.due_before = local_date(desks.office.clock.now());
    }
    if (const auto below = query.number("below")) filter.below_id = CaseId{*below};
    filter.limit = query.limit(200, 50);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.cases.list(asked.caller(), filter));
}

Response open_case(Desks& desks, const Asked& asked) {
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    service::OpenRequest request;
    request.process = fields.text("process");
    request.title = fields.text("title");
    request.drafting_agency = fields.optional_text("drafting_agency");
    request.triggered_on = fields.optional_date("triggered_on");
    if (auto complaint = fields.complaint()) return *complaint;
    const auto opened = desks.cases.open(asked.caller(), request);
    auto response = answer_of(opened, 201);
    if (opened) {
        const auto id = std::to_string(opened->at("id").as_int64());
        response.headers.emplace_back("Location", "/api/cases/" + id);
    }
    return response;
}

Response act(Desks& desks, const Asked& asked) {
    const auto id = case_id(asked.request);
    if (!id) return refused(id.error());
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    service::ActRequest request;
    request.id = *id;
    request.act.event = fields.text("event");
    request.act.inputs = fields.optional_object("data");
    request.act.note = fields.optional_text("note");
    request.version = fields.optional_number("version");
    if (auto complaint = fields.complaint()) return *complaint;
    return answer_of(desks.cases.act(asked.caller(), request));
}

/// In which language the titles are wanted.
std::optional<Response> read_wish(const Asked& asked, service::PictureWish& wish) {
    Parameters query(asked.request);
    const auto language = query.text("language");
    if (auto complaint = query.complaint()) return complaint;
    if (!language.empty() && language != "vi" && language != "en") {
        return problem(422, "invalid_input", "'language' must be vi or en.",
                       "Ngôn ngữ phải là vi hoặc en.");
    }
    wish.in_english = language == "en";
    return std::nullopt;
}

Response explain(Desks& desks, const Asked& asked) {
    const auto id = case_id(asked.request);
    if (!id) return refused(id.error());
    Parameters query(asked.request);
    const auto event = query.compulsory_text("event");
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.cases.explain(asked.caller(), *id, {event, {}, {}}));
}

Response picture(const Result<std::string>& svg) {
    if (!svg) return refused(svg.error());
    Response response{200, "image/svg+xml; charset=utf-8", *svg};
    // It styles itself and does nothing else.
    response.headers.emplace_back(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
    return response;
}

}  // namespace

void Api::add_case_routes(Router& router) {
    const auto add = [&](const char* method, const char* pattern,
                         Response (*handler)(Desks&, const Asked&)) {
        router.add(method, pattern, gate_.signed_in([this, handler](const Asked& asked) {
            return handler(desks_, asked);
        }));
    };
    add("GET", "/api/work", [](Desks& desks, const Asked& asked) {
        return answer_of(desks.cases.work(asked.caller()));
    });
    add("GET", "/api/cases", list_cases);
    add("POST", "/api/cases", open_case);
    add("GET", "/api/cases/{id}", [](Desks& desks, const Asked& asked) {
        const auto id = case_id(asked.request);
        return id ? answer_of(desks.cases.show(asked.caller(), *id)) : refused(id.error());
    });
    // A list of 5,000 rows is larger than other bodies.
    router.add_large("POST", "/api/cases/{id}/actions",
                     gate_.signed_in([this](const Asked& asked) { return act(desks_, asked); }),
                     action_body_max, gate_.head_check());
    add("GET", "/api/cases/{id}/explain", explain);
    add("GET", "/api/cases/{id}/history", [](Desks& desks, const Asked& asked) {
        const auto id = case_id(asked.request);
        return id ? answer_of(desks.cases.history(asked.caller(), *id)) : refused(id.error());
    });
    add("GET", "/api/cases/{id}/diagram.svg", [](Desks& desks, const Asked& asked) {
        const auto id = case_id(asked.request);
        if (!id) return refused(id.error());
        service::PictureWish wish;
        if (auto complaint = read_wish(asked, wish)) return *complaint;
        return picture(desks.cases.diagram(asked.caller(), *id, wish));
    });
    add("GET", "/api/campaigns", [](Desks& desks, const Asked& asked) {
        Parameters query(asked.request);
        std::optional<CaseId> below;
        if (const auto number = query.number("below")) below = CaseId{*number};
        const int limit = query.limit(100, 50);
        if (auto complaint = query.complaint()) return *complaint;
        return answer_of(desks.campaigns.list(asked.caller(), below, limit));
    });
    add("GET", "/api/campaigns/{id}", [](Desks& desks, const Asked& asked) {
        const auto id = case_id(asked.request);
        return id ? answer_of(desks.campaigns.progress(asked.caller(), *id)) : refused(id.error());
    });
    add("GET", "/api/processes", [](Desks& desks, const Asked& asked) {
        return json_answer(desks.cases.processes(asked.caller()));
    });
    add("GET", "/api/processes/{id}/diagram.svg", [](Desks& desks, const Asked& asked) {
        service::PictureWish wish;
        if (auto complaint = read_wish(asked, wish)) return *complaint;
        return picture(desks.cases.process_diagram(asked.request.parameter("id"), wish));
    });
}

}  // namespace trinh::http
