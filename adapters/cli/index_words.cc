#include "adapters/cli/index_words.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "engine/service/file_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {

namespace json = boost::json;

namespace {

/// "12/BC-STP; 05/01/2024; Sở Tư pháp; Báo cáo ...; bao-cao.pdf": the file is optional.
Result<json::object> evidence_of(const service::Office& office, const service::Caller& caller,
                                 const std::string& written) {
    std::vector<std::string> parts;
    std::istringstream text(written);
    for (std::string part; std::getline(text, part, ';');) {
        const auto first = part.find_first_not_of(' ');
        const auto last = part.find_last_not_of(' ');
        parts.push_back(first == std::string::npos ? "" : part.substr(first, last - first + 1));
    }
    if (parts.size() < 4 || parts.size() > 5) {
        return Refusal{Reason::invalid_input,
                       "An evidence document is \"number; date; issuer; title\" or \"number; date; "
                       "issuer; title; file\", but found \"" +
                           written + "\"."};
    }
    json::object evidence{
        {"number", parts[0]}, {"date", parts[1]}, {"issuer", parts[2]}, {"title", parts[3]}};
    if (parts.size() == 4) return evidence;
    std::ifstream file(parts[4], std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (!file) return Refusal{Reason::not_found, "Cannot read '" + parts[4] + "'."};
    auto kept = service::FileDesk(office).upload_evidence(
        caller, std::filesystem::path(parts[4]).filename().string(), bytes.str());
    if (!kept) return kept.error();
    evidence["file_name"] = kept->at("file_name");
    evidence["sha256"] = kept->at("sha256");
    return evidence;
}

}  // namespace

Result<service::Caller> index_caller(Workplace& workplace, const Arguments& arguments) {
    return service::PeopleDesk(workplace.office()).caller(arguments.option("as"), "cli");
}

OptionSpec evidence_spec() {
    return {"evidence", "\"number; date; issuer; title\" or with \"; file\" behind; may come again",
            OptionKind::list};
}

Result<json::array> evidence_option(const service::Office& office, const service::Caller& caller,
                                    const Arguments& arguments) {
    json::array list;
    const auto given = arguments.lists.find("evidence");
    if (given == arguments.lists.end()) return list;
    for (const auto& written : given->second) {
        auto evidence = evidence_of(office, caller, written);
        if (!evidence) return evidence.error();
        list.push_back(std::move(*evidence));
    }
    return list;
}

}  // namespace trinh::cli
