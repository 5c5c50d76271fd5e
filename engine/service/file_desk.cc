#include "engine/service/file_desk.h"

#include <fmt/format.h>

#include "engine/service/record.h"

namespace trinh::service {

Result<json::object> FileDesk::upload(const Caller& caller, CaseId id, int number,
                                      const std::string& file_name, std::string_view bytes) {
    if (bytes.empty()) {
        return Refusal{Reason::invalid_input, "The uploaded draft is empty.",
                       "Tệp dự thảo tải lên không có nội dung."};
    }
    // Ask first, so that nobody without the right to add a draft fills the disk.
    auto shown = cases_.show(caller, id);
    if (!shown) return shown.error();
    auto why = cases_.explain(caller, id, {casework::event_add_draft, {}, {}});
    if (!why) return why.error();
    const auto& permission = why->at("permission").as_object();
    if (!permission.at("allowed").as_bool()) {
        return Refusal{Reason::not_permitted, std::string(permission.at("reason_en").as_string()),
                       std::string(permission.at("reason").as_string())};
    }
    ActRequest request;
    request.id = id;
    request.act.event = casework::event_add_draft;
    request.act.inputs = {{"number", number},
                          {"sha256", office_.vault.keep(bytes)},
                          {"file_name", file_name},
                          {"bytes", static_cast<std::int64_t>(bytes.size())}};
    return cases_.act(caller, request);
}

Result<DraftFile> FileDesk::download(const Caller& caller, CaseId id, int number,
                                     std::string_view sha256) {
    auto shown = cases_.show(caller, id);
    if (!shown) return shown.error();
    auto tx = office_.store.begin_read();
    auto row = tx->cases().load(id);
    if (!row) return row.error();
    const auto subject = read_case(*row);
    const casework::DraftVersion* found = nullptr;
    for (const auto& draft : subject.drafts) {
        if (draft.number == number && (sha256.empty() || draft.sha256 == sha256)) found = &draft;
    }
    if (found == nullptr) {
        return Refusal{Reason::not_found,
                       fmt::format("Case {} has no draft {}.", id.number, number),
                       fmt::format("Hồ sơ số {} chưa có Dự thảo {}.", id.number, number)};
    }
    auto bytes = office_.vault.fetch(found->sha256);
    if (!bytes) return bytes.error();
    return DraftFile{found->file_name, std::move(*bytes), found->sha256};
}

Result<json::object> FileDesk::upload_evidence(const Caller& caller, const std::string& file_name,
                                               std::string_view bytes) {
    // Ask first, so that nobody without the right to enter values fills the disk.
    if (auto may = entries_.may_enter(caller); !may) return may.error();
    if (bytes.empty()) {
        return Refusal{Reason::invalid_input, "The uploaded document is empty.",
                       "Tệp tài liệu kiểm chứng tải lên không có nội dung."};
    }
    return json::object{{"sha256", office_.vault.keep(bytes)},
                        {"file_name", file_name},
                        {"bytes", static_cast<std::int64_t>(bytes.size())}};
}

Result<DraftFile> FileDesk::download_evidence(const std::string& sha256) {
    std::string file_name;
    if (!entries_.is_evidence(sha256, file_name)) {
        return Refusal{Reason::not_found, "No value of the index rests on such a file.",
                       "Không có tài liệu kiểm chứng này."};
    }
    auto bytes = office_.vault.fetch(sha256);
    if (!bytes) return bytes.error();
    return DraftFile{file_name.empty() ? sha256 : file_name, std::move(*bytes), sha256};
}

}  // namespace trinh::service
