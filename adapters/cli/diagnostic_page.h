/// The pages of the diagnostics, embedded: schemas/diagnostics/TRnnn.md.
#pragma once

#include <span>
#include <string_view>

namespace trinh::cli {

struct DiagnosticPage {
    std::string_view name, text;  ///< "TR111.md"; Markdown.
};

std::span<const DiagnosticPage> diagnostic_pages();

}  // namespace trinh::cli
