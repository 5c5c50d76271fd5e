/// FileDesk: drafts go in and come out.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "engine/service/case_desk.h"
#include "engine/service/index_entry_desk.h"

namespace trinh::service {

struct DraftFile {
    std::string file_name, bytes, sha256;
};

class FileDesk {
public:
    explicit FileDesk(const Office& office) : office_(office), cases_(office), entries_(office) {}

    /// Keeps the bytes, then does the event draft.add: same answer as CaseDesk::act.
    Result<json::object> upload(const Caller& caller, CaseId id, int number,
                                const std::string& file_name, std::string_view bytes);
    /// The newest version of that number, or the one with that hash. Refuses with not_found.
    Result<DraftFile> download(const Caller& caller, CaseId id, int number,
                               std::string_view sha256);
    /// Keeps a document that proves a value of the index: {"sha256","file_name","bytes"}. Only for
    /// who may enter values.
    Result<json::object> upload_evidence(const Caller& caller, const std::string& file_name,
                                         std::string_view bytes);
    /// A file that proves some value of the index. Refuses with not_found.
    Result<DraftFile> download_evidence(const std::string& sha256);

private:
    Office office_;
    CaseDesk cases_;
    IndexEntryDesk entries_;
};

}  // namespace trinh::service
