#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/reform_index/manual.h"

namespace trinh::reform_index {
namespace {

namespace json = boost::json;

constexpr std::size_t text_max = 2'000;
constexpr std::size_t evidence_max = 50;

/// Reads members one by one and keeps the first complaint.
class Members {
public:
    Members(const json::object& from, std::string_view whose) : from_(from), whose_(whose) {}

    std::string text(const char* name) {
        const json::value* found = from_.if_contains(name);
        if (found == nullptr) return {};
        if (!found->is_string() || found->as_string().size() > text_max) {
            complain(name, "a text of at most 2,000 bytes");
            return {};
        }
        std::string text(found->as_string());
        if (is_text(text)) return text;
        complain(name, "a text without control characters");
        return {};
    }
    std::int64_t number(const char* name) {
        const json::value* found = from_.if_contains(name);
        if (found == nullptr) return 0;
        if (found->is_int64()) return found->as_int64();
        complain(name, "a whole number");
        return 0;
    }
    Decimal decimal(const char* name) {
        const std::string written = text(name);
        if (written.empty()) return {};
        const auto decimal = Decimal::parse(written);
        if (!decimal) complain(name, "a number in a text, such as \"1.75\"");
        return decimal.value_or(Decimal{});
    }
    std::optional<Date> date(const char* name) {
        const std::string written = text(name);
        if (written.empty()) return std::nullopt;
        const auto day = Date::parse_typed(written);
        if (!day) complain(name, "a day such as 2023-12-31");
        return day;
    }
    template <class Kind>
    const Kind* part(const char* name) {
        const json::value* found = from_.if_contains(name);
        if (found == nullptr) return nullptr;
        if constexpr (std::is_same_v<Kind, json::array>) {
            if (found->is_array()) return &found->as_array();
            complain(name, "a list");
        } else {
            if (found->is_object()) return &found->as_object();
            complain(name, "an object");
        }
        return nullptr;
    }
    void complain(const char* name, const char* expected) {
        if (!complaint_.empty()) return;
        complaint_ = fmt::format("The member \"{}\" of {} must be {}.", name, whose_, expected);
    }
    [[nodiscard]] const std::string& complaint() const { return complaint_; }
    [[nodiscard]] Refusal refusal() const {
        return {Reason::invalid_input, complaint_,
                fmt::format("Dữ liệu gửi lên không đúng mẫu: {}", complaint_)};
    }

private:
    const json::object& from_;
    std::string_view whose_;
    std::string complaint_;
};

void put(json::object& into, const char* name, const std::string& text) {
    if (!text.empty()) into[name] = text;
}

void read_answers(Members& members, ManualValue& value) {
    const auto* answers = members.part<json::object>("answers");
    if (answers == nullptr) return;
    for (const auto& [name, count] : *answers) {
        if (count.is_int64()) {
            value.answers[std::string(name)] = count.as_int64();
        } else {
            members.complain("answers", "whole numbers by the name of the answer");
        }
    }
}

}  // namespace

json::object to_json(const Evidence& evidence) {
    json::object json{{"text", evidence_words(evidence)}};
    put(json, "number", evidence.number);
    if (evidence.date) json["date"] = evidence.date->iso();
    put(json, "issuer", evidence.issuer);
    put(json, "title", evidence.title);
    put(json, "file_name", evidence.file_name);
    put(json, "sha256", evidence.sha256);
    return json;
}

json::object to_json(const ManualValue& value) {
    json::object answers;
    for (const auto& [name, count] : value.answers) answers[name] = count;
    json::array evidence;
    for (const Evidence& each : value.evidence) evidence.push_back(to_json(each));
    return {{"code", value.code},
            {"points", value.points.text()},
            {"part", value.part},
            {"whole", value.whole},
            {"answers", std::move(answers)},
            {"note", value.note},
            {"evidence", std::move(evidence)}};
}

Result<Evidence> read_evidence(const json::object& from) {
    Members members(from, "an evidence document");
    Evidence evidence{members.text("number"), members.date("date"),      members.text("issuer"),
                      members.text("title"),  members.text("file_name"), members.text("sha256")};
    if (!members.complaint().empty()) return members.refusal();
    return evidence;
}

Result<std::vector<Evidence>> read_documents(const json::array& list) {
    std::vector<Evidence> documents;
    for (const json::value& each : list) {
        if (!each.is_object() || documents.size() == evidence_max) {
            return Refusal{Reason::invalid_input,
                           "The list \"evidence\" holds at most 50 documents, each an object.",
                           "Danh sách tài liệu kiểm chứng có tối đa 50 tài liệu."};
        }
        auto read = read_evidence(each.as_object());
        if (!read) return read.error();
        documents.push_back(std::move(*read));
    }
    return documents;
}

Result<ManualValue> read_manual(const json::object& from) {
    Members members(from, "an entered value");
    ManualValue value;
    value.code = members.text("code");
    value.points = members.decimal("points");
    value.part = members.number("part");
    value.whole = members.number("whole");
    value.note = members.text("note");
    read_answers(members, value);
    const auto* evidence = members.part<json::array>("evidence");
    if (!members.complaint().empty()) return members.refusal();
    if (evidence == nullptr) return value;
    auto documents = read_documents(*evidence);
    if (!documents) return documents.error();
    value.evidence = std::move(*documents);
    return value;
}

}  // namespace trinh::reform_index
