/// FormDesk: prescribed forms, registers, lists and reports filled from the cases, as office files.
///
/// A caller gets what he may see and no more. A list of a campaign that he sees only in part is
/// refused: it would be wrong. Documents in the shape of schemas/openapi.yaml.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "engine/forms/lay_out.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

enum class FileKind { workbook, document };

/// From the end of a file's name: ".xlsx" or ".docx"; nothing for any other.
std::optional<FileKind> file_kind(std::string_view file_name);

struct FormRequest {
    std::string form;
    std::optional<CaseId> of;      ///< The case or campaign, for forms of one.
    std::optional<Date> from, to;  ///< The period, for registers; both days included.
    FileKind kind = FileKind::workbook;
};

struct FormFile {
    std::string file_name, content_type, bytes;
};

class FormDesk {
public:
    explicit FormDesk(const Office& office) : office_(office) {}

    /// {"items": [...]}: all forms, or those that can be written of this case.
    Result<json::object> list(const Caller& caller, std::optional<CaseId> of = {});
    /// Refuses as forms::lay_out does, and when what the form needs is not given.
    Result<forms::Paper> paper(const Caller& caller, const FormRequest& request);
    Result<FormFile> write(const Caller& caller, const FormRequest& request);

private:
    Office office_;
};

/// A paper as a file under that name (without its ending); for reports, too. Throws PaperFailure.
FormFile office_file(const Office& office, const forms::Paper& paper, FileKind kind,
                     const std::string& name);

}  // namespace trinh::service
