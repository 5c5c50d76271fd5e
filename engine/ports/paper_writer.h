/// PaperWriter: a finished paper as the bytes of an office file.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/base/instant.h"
#include "engine/forms/paper.h"

namespace trinh::ports {

/// The file could not be made (disk full, library failed): try again later.
class PaperFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The same paper at the same instant gives the same bytes. Safe to share between threads.
class PaperWriter {
public:
    virtual ~PaperWriter() = default;
    /// Office Open XML workbook (.xlsx). Throws PaperFailure.
    [[nodiscard]] virtual std::string workbook(const forms::Paper& paper, Instant at) const = 0;
    /// Office Open XML text (.docx). Throws PaperFailure.
    [[nodiscard]] virtual std::string document(const forms::Paper& paper, Instant at) const = 0;
};

}  // namespace trinh::ports
