#include "adapters/cli/neighbours.h"

#include <fstream>
#include <optional>
#include <vector>

#include "engine/base/text.h"
#include "engine/chart/file_names.h"

namespace trinh::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1'048'576, all_bytes_max = 8'388'608, files_max = 64;

std::optional<std::string> text_of(const fs::path& path) {
    std::error_code fault;
    if (!fs::is_regular_file(fs::symlink_status(path, fault))) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    std::string bytes(file_bytes_max + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad() || !file.eof() || bytes.size() > file_bytes_max || !is_text(bytes)) {
        return std::nullopt;
    }
    return bytes;
}

}  // namespace

chart::Sources read_neighbours(const fs::path& definition, std::string_view xml) {
    chart::Sources found;
    std::size_t sum = 0;
    const auto mentioned = chart::mentioned_files(xml);
    std::vector<std::string> open(mentioned.rbegin(), mentioned.rend());
    while (!open.empty() && found.size() < files_max) {
        const std::string name = std::move(open.back());
        open.pop_back();
        if (found.count(name) > 0) continue;
        auto text = text_of(definition.parent_path() / name);
        if (!text || sum + text->size() > all_bytes_max) continue;
        sum += text->size();
        for (const auto& further : chart::mentioned_files(*text)) open.push_back(further);
        found.emplace(name, *std::move(text));
    }
    return found;
}

}  // namespace trinh::cli
