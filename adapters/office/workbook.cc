// A paper as a .xlsx.
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <xlsxwriter.h>

#include "adapters/office/layout.h"
#include "adapters/office/office_writer.h"
#include "adapters/office/sheet_writer.h"
#include "engine/base/text.h"

namespace trinh::office {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone with everything in it when this goes.
class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path& below) {
        std::string pattern =
            ((below.empty() ? fs::temp_directory_path() : below) / "trinh-paper-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw ports::PaperFailure("Cannot make a folder to write the workbook in.");
        path_ = pattern;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// What Excel takes as a tab: 31 characters, none of []:*?/\, no apostrophe at the ends, no name
/// twice.
std::string tab_name(std::string_view wished, std::set<std::string>& taken) {
    std::string name = printable(wished);
    for (char& c : name)
        if (std::string_view("[]:*?/\\'\n\t").find(c) != std::string_view::npos) c = ' ';
    while (length_of(name) > 28) {
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U)
            name.pop_back();
        name.pop_back();
    }
    if (name.find_first_not_of(' ') == std::string::npos) name = "Trang";
    std::string tab = name;
    for (int n = 2; !taken.insert(folded(tab)).second; ++n) tab = fmt::format("{} {}", name, n);
    return tab;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw ports::PaperFailure("Cannot read the workbook back.");
    return bytes.str();
}

void set_properties(lxw_workbook* workbook, const forms::Paper& paper, Instant at) {
    std::string title = shortened(printable(paper.title), 255);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = static_cast<time_t>(at.ms / 1'000);
    workbook_set_properties(workbook, &properties);
}

}  // namespace

std::string OfficeWriter::workbook(const forms::Paper& paper, Instant at) const {
    const ScratchFolder folder(scratch_);
    const std::string file = (folder.path() / "paper.xlsx").string();
    std::string parts = folder.path().string();
    lxw_workbook_options options{};
    options.tmpdir = parts.data();
    lxw_workbook* workbook = workbook_new_opt(file.c_str(), &options);
    if (workbook == nullptr) throw ports::PaperFailure("Cannot begin a workbook.");
    set_properties(workbook, paper, at);
    CellLooks looks(workbook);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < paper.sheets.size(); ++i) {
        const auto& sheet = paper.sheets[i];
        const std::string tab = tab_name(sheet.name, taken);
        lxw_worksheet* worksheet = workbook_add_worksheet(workbook, tab.c_str());
        if (worksheet == nullptr) {
            lxw_workbook_free(workbook);
            throw ports::PaperFailure("Cannot add the sheet '" + tab + "' to the workbook.");
        }
        SheetWriter(paper, sheet, worksheet, looks).write(i == 0, i + 1 == paper.sheets.size());
    }
    const lxw_error outcome = workbook_close(workbook);
    if (outcome != LXW_NO_ERROR) {
        throw ports::PaperFailure(
            fmt::format("The workbook could not be written: {}.", lxw_strerror(outcome)));
    }
    return bytes_of(file);
}

}  // namespace trinh::office
