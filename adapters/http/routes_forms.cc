// Prescribed forms: the list of them, and one as an office file.
#include "adapters/http/api.h"
#include "adapters/http/fields.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

Response list_forms(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    std::optional<CaseId> of;
    if (const auto id = query.number("case")) of = CaseId{*id};
    if (auto complaint = query.complaint()) return *complaint;
    return answer_of(desks.forms.list(asked.caller(), of));
}

Response write_form(Desks& desks, const Asked& asked) {
    Parameters query(asked.request);
    service::FormRequest request;
    if (const auto id = query.number("case")) request.of = CaseId{*id};
    request.from = query.date("from");
    request.to = query.date("to");
    if (auto complaint = query.complaint()) return *complaint;
    const auto name = asked.request.parameter("file");
    const auto kind = service::file_kind(name);
    if (!kind) {
        return refused({Reason::not_found,
                        "Forms come as ID.xlsx or ID.docx; the ids: GET /api/forms.",
                        "Biểu mẫu chỉ có dạng .xlsx hoặc .docx."});
    }
    request.kind = *kind;
    request.form = name.substr(0, name.rfind('.'));
    auto file = desks.forms.write(asked.caller(), request);
    if (!file) return refused(file.error());
    return file_to_save(std::move(file->bytes), file->file_name, std::move(file->content_type),
                        name);
}

}  // namespace

void Api::add_form_routes(Router& router) {
    router.add("GET", "/api/forms",
               gate_.signed_in([this](const Asked& asked) { return list_forms(desks_, asked); }));
    router.add("GET", "/api/forms/{file}",
               gate_.signed_in([this](const Asked& asked) { return write_form(desks_, asked); }));
}

}  // namespace trinh::http
