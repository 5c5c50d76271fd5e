#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/casework/questions.h"

namespace trinh::casework {
namespace {

std::string text_of(const json::object& from, const char* key) {
    const auto* value = from.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    return std::string(value->as_string());
}

Refusal bad(std::string en, std::string vi) {
    return {Reason::invalid_input, std::move(en), std::move(vi)};
}

}  // namespace

Result<ItemMarked> read_item_mark(const workflow::Process& process, const json::object& inputs,
                                  Date today) {
    ItemMarked mark;
    mark.item = text_of(inputs, "item");
    const auto* item = process.item(mark.item);
    if (item == nullptr) {
        return bad(fmt::format("'{}' is not an item of this dossier.", mark.item),
                   "Tài liệu không thuộc danh mục hồ sơ.");
    }
    const auto* received = inputs.if_contains("received");
    if (received != nullptr && !received->is_null() && !received->is_bool()) {
        return bad("'received' must be true or false.",
                   "Phải ghi rõ tài liệu đã nhận hay chưa nhận.");
    }
    mark.is_received =
        received == nullptr || received->is_null() || (received->is_bool() && received->as_bool());
    mark.form = text_of(inputs, "form");
    if (mark.form.empty()) mark.form = item->form;
    if (mark.form != "paper" && mark.form != "electronic") {
        return bad(fmt::format("'{}' is not a form: expected paper or electronic.", mark.form),
                   "Hình thức tài liệu phải là bản giấy hoặc bản điện tử.");
    }
    if (mark.is_received && item->form == "paper" && mark.form != "paper") {
        return bad(
            fmt::format("'{}' must be sent on paper ({}).", item->title.en, item->basis),
            fmt::format("Tài liệu “{}” phải gửi bằng bản giấy ({}).", item->title.vi, item->basis));
    }
    const std::string on = text_of(inputs, "received_on");
    mark.received_on = on.empty() ? std::optional(today) : Date::parse_typed(on);
    if (!mark.received_on || *mark.received_on > today) {
        return bad(fmt::format("'{}' is not a day up to today.", on),
                   "Ngày nhận tài liệu không hợp lệ hoặc sau ngày hôm nay.");
    }
    return mark;
}

Result<DraftAdded> read_draft(const workflow::Process& process, const json::object& inputs) {
    DraftAdded draft;
    const auto* number = inputs.if_contains("number");
    draft.number = number != nullptr && number->is_int64()
                       ? static_cast<int>(std::clamp<std::int64_t>(number->as_int64(), 0, 1'000))
                       : 0;
    const bool is_known =
        std::any_of(process.drafts.begin(), process.drafts.end(),
                    [&](const auto& kind) { return kind.number == draft.number; });
    if (!is_known) {
        return bad(fmt::format("{} is not a draft number of this process.", draft.number),
                   "Số thứ tự dự thảo không đúng quy định.");
    }
    draft.sha256 = text_of(inputs, "sha256");
    draft.file_name = text_of(inputs, "file_name");
    const auto* bytes = inputs.if_contains("bytes");
    draft.bytes = bytes != nullptr && bytes->is_int64() ? bytes->as_int64() : 0;
    const bool is_hash = draft.sha256.size() == 64 &&
                         draft.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_hash || draft.bytes <= 0) {
        return bad("A draft is added by uploading its file.",
                   "Phải tải lên tệp dự thảo, không được để trống.");
    }
    if (draft.file_name.empty() || draft.file_name.size() > 255 || !is_text(draft.file_name) ||
        draft.file_name.find_first_of("/\\\r\n\"") != std::string::npos) {
        return bad("The file name must be 1 to 255 bytes of text without / \\ and quotes.",
                   "Tên tệp không hợp lệ.");
    }
    return draft;
}

}  // namespace trinh::casework
