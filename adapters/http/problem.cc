#include "adapters/http/problem.h"

namespace trinh::http {
namespace {

std::string_view vietnamese_default(int status) {
    switch (status) {
        case 400:
            return "Yêu cầu gửi đến máy chủ không đúng định dạng.";
        case 401:
            return "Bạn chưa đăng nhập hoặc phiên làm việc đã hết hạn.";
        case 403:
            return "Bạn không có quyền thực hiện việc này.";
        case 404:
            return "Không tìm thấy nội dung được yêu cầu.";
        case 409:
            return "Hồ sơ đã thay đổi hoặc không còn ở bước cho phép thực hiện việc này.";
        case 413:
            return "Nội dung gửi lên vượt quá dung lượng cho phép.";
        case 422:
            return "Thông tin nhập vào chưa hợp lệ.";
        default:
            return "Máy chủ không thực hiện được yêu cầu này.";
    }
}

}  // namespace

Response problem(int status, std::string_view reason, std::string message, std::string message_vi) {
    if (message_vi.empty()) message_vi = vietnamese_default(status);
    const boost::json::object error{
        {"reason", reason}, {"message", message}, {"message_vi", message_vi}};
    return json_answer({{"error", error}}, status);
}

int status_of(Reason reason) {
    switch (reason) {
        case Reason::not_found:
            return 404;
        case Reason::not_permitted:
            return 403;
        case Reason::wrong_state:
        case Reason::conflict:
            return 409;
        case Reason::invalid_input:
            return 422;
        case Reason::not_signed_in:
            return 401;
    }
    CHECK(false);
    return 500;
}

Response refused(const Refusal& refusal) {
    return problem(status_of(refusal.reason), reason_word(refusal.reason), refusal.message,
                   refusal.message_vi);
}

Response answer_of(const Result<boost::json::object>& result, int status) {
    return result ? json_answer(*result, status) : refused(result.error());
}

Response unavailable(int retry_seconds) {
    auto response =
        problem(503, "unavailable",
                "The server could not do this just now and changed nothing; please try again.",
                "Máy chủ tạm thời chưa thực hiện được; dữ liệu chưa thay đổi, xin thử lại sau.");
    response.headers.emplace_back("Retry-After", std::to_string(retry_seconds));
    return response;
}

}  // namespace trinh::http
