// The index: score, values, rounds, frozen scores, outlook.
#include <set>

#include "adapters/http/api.h"
#include "adapters/http/body.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

constexpr std::size_t cases_max = 1'000;
constexpr std::size_t file_name_max = 200;

Date day_of(Desks& desks, Parameters& query) {
    const auto on = query.date("on");
    return on ? *on : local_date(desks.office.clock.now());
}

Response invalid(const std::string& message, const std::string& message_vi) {
    return problem(422, "invalid_input", message, message_vi);
}

/// A compulsory day of the body.
std::optional<Date> day_field(Fields& fields, const char* name) {
    return Date::parse(fields.text(name));
}

Response wrong_day(const char* name) {
    return invalid(std::string("The field \"") + name + "\" must be a day such as 2023-12-31.",
                   "Ngày không hợp lệ; đề nghị nhập dạng 2023-12-31.");
}

Response score_index(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto on = day_of(desks, query);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.index.score(on));
}

Response explain_index(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto code = query.compulsory_text("code");
    const auto on = day_of(desks, query);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.index.explain(code, on));
}

Response list_values(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto code = query.text("code");
    const auto on = day_of(desks, query);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.index_entries.values(code, on));
}

Response enter_value(Desks& desks, const Asked& asked) {
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    const auto on = day_field(fields, "on");
    const auto value = fields.optional_object("value");
    if (auto complaint = fields.complaint()) return *complaint;
    if (!on) return wrong_day("on");
    return answer_of(desks.index_entries.enter(asked.caller(), *on, value), 201);
}

Response upload_evidence(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto file_name = query.compulsory_text("file_name");
    if (auto complaint = query.complaint()) return *complaint;
    if (file_name.size() > file_name_max || file_name.find_first_of("/\\") != std::string::npos) {
        return invalid(
            "The parameter \"file_name\" must be a name without folders, of at most "
            "200 bytes.",
            "Tên tệp không được chứa đường dẫn và dài tối đa 200 byte.");
    }
    return answer_of(desks.files.upload_evidence(asked.caller(), file_name, asked.request.body),
                     201);
}

Response download_evidence(Desks& desks, const Asked& asked) {
    auto file = desks.files.download_evidence(std::string(asked.request.parameter("sha256")));
    if (!file) return refused(file.error());
    auto response = file_to_save(std::move(file->bytes), file->file_name);
    response.headers.push_back({"ETag", '"' + file->sha256 + '"'});
    return response;
}

Response list_snapshots(Desks& desks, const Asked&) {
    return json_answer(desks.index_rounds.snapshots());
}

/// A body of one member, "on"; what is wrong with it, or nothing.
std::optional<Response> read_day_only(const Request& request, Date& day) {
    boost::json::object body;
    if (auto malformed = read_json(request, body)) return malformed;
    Fields fields(body);
    const auto on = day_field(fields, "on");
    if (auto complaint = fields.complaint()) return complaint;
    if (!on) return wrong_day("on");
    day = *on;
    return std::nullopt;
}

Response freeze(Desks& desks, const Asked& asked) {
    Date on;
    if (auto complaint = read_day_only(asked.request, on)) return *complaint;
    return answer_of(desks.index_rounds.freeze(asked.caller(), on), 201);
}

Response show_snapshot(Desks& desks, const Asked& asked) {
    const auto number = number_of(asked.request.parameter("number")).value_or(0);
    auto text = desks.index_rounds.snapshot_text(number);
    if (!text) return refused(text.error());
    return {200, "application/json; charset=utf-8", std::move(*text)};
}

Response report(Desks& desks, const Asked& asked) {
    const auto number = number_of(asked.request.parameter("number")).value_or(0);
    Parameters query(asked.request);
    const auto format = query.compulsory_text("format");
    const auto span = query.text("span");
    if (auto complaint = query.complaint()) return *complaint;
    auto file = desks.index_rounds.report(number, span, format);
    if (!file) return refused(file.error());
    return file_to_save(std::move(file->bytes), file->file_name);
}

Response list_rounds(Desks& desks, const Asked& asked) {
    return answer_of(desks.index_rounds.rounds(asked.caller()));
}

Response open_round(Desks& desks, const Asked& asked) {
    Date on;
    if (auto complaint = read_day_only(asked.request, on)) return *complaint;
    return answer_of(desks.index_rounds.open(asked.caller(), on), 201);
}

Response show_round(Desks& desks, const Asked& asked) {
    const auto number = number_of(asked.request.parameter("number")).value_or(0);
    return answer_of(desks.index_rounds.show(asked.caller(), number));
}

Response act_on_round(Desks& desks, const Asked& asked) {
    const auto number = number_of(asked.request.parameter("number")).value_or(0);
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    reform_index::RoundStep step;
    const auto act = reform_index::find_act(fields.text("act"));
    step.code = fields.optional_text("code");
    step.text = fields.optional_text("text");
    const auto points = fields.optional_text("points");
    const auto evidence = fields.optional_list("evidence");
    if (auto complaint = fields.complaint()) return *complaint;
    if (!act) {
        return invalid("The field \"act\" must be one of: " + reform_index::act_list() + ".",
                       "Không có việc này trong đợt chấm điểm.");
    }
    step.act = *act;
    if (!points.empty()) {
        step.points = reform_index::Decimal::parse(points);
        if (!step.points) {
            return invalid("The field \"points\" must be a number in a text, such as \"1.75\".",
                           "Điểm phải là số, ví dụ 1,75.");
        }
    }
    auto documents = reform_index::read_documents(evidence);
    if (!documents) return refused(documents.error());
    step.evidence = std::move(*documents);
    return answer_of(desks.index_rounds.act(asked.caller(), number, std::move(step)));
}

/// False when a row is no case number, or there are too many.
bool read_ids(const boost::json::array& rows, std::set<std::int64_t>& into) {
    if (rows.size() > cases_max) return false;
    for (const auto& row : rows) {
        if (!row.is_int64() || row.as_int64() <= 0) return false;
        into.insert(row.as_int64());
    }
    return true;
}

Response what_if(Desks& desks, const Asked& asked) {
    boost::json::object body;
    if (auto malformed = read_json(asked.request, body)) return *malformed;
    Fields fields(body);
    const auto by = day_field(fields, "by");
    const auto cases = fields.optional_list("cases");
    const auto late = fields.optional_list("had_been_on_time");
    if (auto complaint = fields.complaint()) return *complaint;
    if (!by) return wrong_day("by");
    reform_index::Supposition supposed;
    supposed.by = *by;
    if (!read_ids(cases, supposed.cases) || !read_ids(late, supposed.had_been_on_time)) {
        return invalid("\"cases\" and \"had_been_on_time\" are lists of at most 1000 case numbers.",
                       "Danh sách hồ sơ không hợp lệ (tối đa 1000 số hồ sơ).");
    }
    return answer_of(desks.index_outlook.what_if(supposed));
}

Response rank(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    const auto on = day_of(desks, query);
    const int limit = query.limit(1'000, 50);
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.index_outlook.ranking(on, limit));
}

Response forecast(Desks& desks, const Asked&) {
    return answer_of(desks.index_outlook.forecast());
}

}  // namespace

void Api::add_index_routes(Router& router) {
    const auto add = [&](const char* method, const char* pattern,
                         Response (*handler)(Desks&, const Asked&)) {
        router.add(method, pattern, gate_.signed_in([this, handler](const Asked& asked) {
            return handler(desks_, asked);
        }));
    };
    add("GET", "/api/index", score_index);
    add("GET", "/api/index/explain", explain_index);
    add("GET", "/api/index/values", list_values);
    add("POST", "/api/index/values", enter_value);
    router.add_large("POST", "/api/index/evidence", gate_.signed_in([this](const Asked& asked) {
        return upload_evidence(desks_, asked);
    }),
                     options_.draft_max, gate_.head_check());
    add("GET", "/api/index/evidence/{sha256}", download_evidence);
    add("GET", "/api/index/snapshots", list_snapshots);
    add("POST", "/api/index/snapshots", freeze);
    add("GET", "/api/index/snapshots/{number}", show_snapshot);
    add("GET", "/api/index/snapshots/{number}/report", report);
    add("GET", "/api/index/rounds", list_rounds);
    add("POST", "/api/index/rounds", open_round);
    add("GET", "/api/index/rounds/{number}", show_round);
    add("POST", "/api/index/rounds/{number}/acts", act_on_round);
    add("POST", "/api/index/what-if", what_if);
    add("GET", "/api/index/ranking", rank);
    add("GET", "/api/index/forecast", forecast);
}

}  // namespace trinh::http
