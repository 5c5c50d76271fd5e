// Drafts go up and come down as they are.
#include <algorithm>

#include "adapters/http/api.h"
#include "adapters/http/case_id.h"
#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

constexpr std::size_t file_name_max = 200;

Response upload(Desks& desks, const Asked& asked) {
    const auto id = case_id(asked.request);
    if (!id) return refused(id.error());
    Parameters query(asked.request);
    const auto number = query.number("number").value_or(0);
    const auto file_name = query.compulsory_text("file_name");
    if (auto complaint = query.complaint()) return *complaint;
    if (number < 1 || number > 1'000)
        return problem(422, "invalid_input", "The parameter \"number\" must say which draft it is.",
                       "Phải chọn số của dự thảo.");
    if (file_name.size() > file_name_max || file_name.find_first_of("/\\") != std::string::npos)
        return problem(422, "invalid_input",
                       "The parameter \"file_name\" must be a name without folders, of at most "
                       "200 bytes.",
                       "Tên tệp không được chứa đường dẫn và dài tối đa 200 byte.");
    return answer_of(desks.files.upload(asked.caller(), *id, static_cast<int>(number), file_name,
                                        asked.request.body));
}

Response download(Desks& desks, const Asked& asked) {
    const auto id = case_id(asked.request);
    if (!id) return refused(id.error());
    Parameters query(asked.request);
    const auto sha256 = query.text("sha256");
    if (auto complaint = query.complaint()) return *complaint;
    const auto number = number_of(asked.request.parameter("number")).value_or(0);
    const int wanted = static_cast<int>(std::min<std::int64_t>(number, 1'000));
    auto file = desks.files.download(asked.caller(), *id, wanted, sha256);
    if (!file) return refused(file.error());
    auto response = file_to_save(std::move(file->bytes), file->file_name);
    response.headers.push_back({"ETag", '"' + file->sha256 + '"'});
    return response;
}

}  // namespace

void Api::add_draft_routes(Router& router) {
    router.add_large("POST", "/api/cases/{id}/drafts",
                     gate_.signed_in([this](const Asked& asked) { return upload(desks_, asked); }),
                     options_.draft_max, gate_.head_check());
    router.add("GET", "/api/cases/{id}/drafts/{number}",
               gate_.signed_in([this](const Asked& asked) { return download(desks_, asked); }));
}

}  // namespace trinh::http
