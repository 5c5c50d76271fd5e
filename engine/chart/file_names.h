/// file_names: which files of its own folder a definition may read.
///
/// Pure: it looks at names only; who may open files does so, within bounds of its own.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace trinh::chart {

/// The name of a file as `src` writes it, without "file:" and "./".
std::string_view bare_file_name(std::string_view src);

/// The files a definition mentions: every `src` of <data>, <script> and <invoke>, at any depth;
/// when it computes one (`srcexpr`), every word of the text that looks like a file name
/// ("part.scxml"), too. Addresses, folders and hidden files are none. At most 256; nothing when the
/// text is not XML within the limits of read_chart.
std::set<std::string> mentioned_files(std::string_view xml);

}  // namespace trinh::chart
