/// neighbours: the files beside a definition that it reads with `src`.
#pragma once

#include <filesystem>
#include <string_view>

#include "engine/chart/chart.h"

namespace trinh::cli {

/// The files in the definition's own folder that it, or a chart among them, mentions
/// (chart/file_names.h): regular files of UTF-8 text, at most 1 MB each, 64 and 8 MB together.
/// Links and subfolders are not followed. What is left out is a TR121 of the reader.
chart::Sources read_neighbours(const std::filesystem::path& definition, std::string_view xml);

}  // namespace trinh::cli
