/// OfficeWriter: a paper as an Office Open XML workbook (libxlsxwriter) or text (libzip + pugixml).
///
/// Layout as Decree 30/2020, Appendix I prescribes for administrative papers: A4, margins 20 mm top
/// and bottom, 30 mm left, 15 mm right, Times New Roman 13-14, page number above from the second
/// page on. No clock, no names of this machine: the bytes depend on the paper and the instant only.
#pragma once

#include <filesystem>
#include <string>

#include "engine/ports/paper_writer.h"

namespace trinh::office {

class OfficeWriter : public ports::PaperWriter {
public:
    /// `scratch`: an existing folder for files that live as long as one call; libxlsxwriter can
    /// only write to a file. Empty: the system's own folder for such files.
    explicit OfficeWriter(std::filesystem::path scratch = {}) : scratch_(std::move(scratch)) {}

    [[nodiscard]] std::string workbook(const forms::Paper& paper, Instant at) const override;
    [[nodiscard]] std::string document(const forms::Paper& paper, Instant at) const override;

private:
    std::filesystem::path scratch_;
};

}  // namespace trinh::office
