#include "tests/adapters/office/libre_office.h"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>

namespace trinh::testing {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone with everything in it when this goes.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "trinh-office-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("No folder to test in.");
        path = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path path;
};

bool runs(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Converts the quoted files into that format beside them.
void run_office(const Folder& folder, const std::string& format, const std::string& files) {
    const std::string command = fmt::format(
        "HOME='{0}' soffice --headless --norestore "
        "-env:UserInstallation=file://{0}/profile --convert-to {1} --outdir '{0}' {2}",
        folder.path.string(), format, files);
    EXPECT_TRUE(runs(command)) << command;
}

/// The text below a node: paragraphs and breaks as new lines. White space between elements that
/// hold no text is only the file's own.
void collect(pugi::xml_node node, std::string& into) {
    const bool holds_text = std::string_view(node.name()).rfind("text:", 0) == 0;
    for (const pugi::xml_node each : node.children()) {
        const std::string_view name = each.name();
        if (each.type() == pugi::node_pcdata && holds_text) into += each.value();
        if (name == "text:line-break") into += '\n';
        if (name == "text:s") into.append(each.attribute("text:c").as_uint(1), ' ');
        if (name == "text:p" && !into.empty()) into += '\n';
        if (name != "office:annotation") collect(each, into);
    }
}

std::string text_of(pugi::xml_node node) {
    std::string text;
    collect(node, text);
    return text;
}

void read_cells(pugi::xml_node row, std::vector<SeenCell>& into) {
    for (const pugi::xml_node cell : row.children()) {
        const std::string_view name = cell.name();
        if (name != "table:table-cell" && name != "table:covered-table-cell") continue;
        SeenCell seen{text_of(cell), cell.attribute("office:value-type").value(),
                      cell.attribute("office:date-value").value(),
                      !cell.attribute("table:formula").empty()};
        if (seen.value.empty()) seen.value = cell.attribute("office:value").value();
        const auto times = cell.attribute("table:number-columns-repeated").as_uint(1);
        if (times > 200 && seen.text.empty()) continue;
        for (unsigned i = 0; i < times; ++i) into.push_back(seen);
    }
    while (!into.empty() && into.back().text.empty()) into.pop_back();
}

void read_rows(pugi::xml_node parent, SeenTable& into, bool is_header) {
    for (const pugi::xml_node each : parent.children()) {
        const std::string_view name = each.name();
        if (name == "table:table-header-rows") read_rows(each, into, true);
        if (name == "table:table-row-group" || name == "table:table-rows")
            read_rows(each, into, is_header);
        if (name != "table:table-row") continue;
        const auto times = each.attribute("table:number-rows-repeated").as_uint(1);
        if (times > 1'000) continue;
        for (unsigned i = 0; i < times; ++i) {
            if (is_header) into.header_rows.push_back(into.rows.size());
            read_cells(each, into.rows.emplace_back());
        }
    }
}

void read_flat(const std::string& xml, Seen& into) {
    pugi::xml_document document;
    ASSERT_TRUE(
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata));
    for (const auto& found : document.select_nodes("//table:table")) {
        auto& table = into.tables.emplace_back();
        table.name = found.node().attribute("table:name").value();
        read_rows(found.node(), table, false);
    }
    for (const auto& found : document.select_nodes("//office:text/text:p"))
        into.paragraphs.push_back(text_of(found.node()));
    for (const auto& found : document.select_nodes("//style:font-face"))
        into.fonts.emplace_back(found.node().attribute("svg:font-family").value());
}

void read_pages(const std::string& text, Seen& into) {
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\f', from), text.size());
        into.pages.push_back(text.substr(from, end - from));
        from = end + 1;
    }
}

/// What the files of these names hold, by way of LibreOffice's own flat XML.
std::vector<Seen> convert(const Folder& folder, const std::string& extension,
                          const std::vector<std::string>& names) {
    const std::string flat = extension == "xlsx" ? "fods" : "fodt";
    std::string files;
    for (const auto& name : names)
        files += " '" + (folder.path / (name + "." + extension)).string() + "'";
    run_office(folder, flat, files);
    std::vector<Seen> all;
    for (const auto& name : names)
        read_flat(read(folder.path / (name + "." + flat)), all.emplace_back());
    return all;
}

}  // namespace

Seen open_in_libre_office(const std::string& bytes, const std::string& extension) {
    const Folder folder;
    write(folder.path / ("paper." + extension), bytes);
    Seen seen = convert(folder, extension, {"paper"})[0];
    const std::string file = "'" + (folder.path / ("paper." + extension)).string() + "'";
    run_office(folder, "pdf", file);
    EXPECT_TRUE(runs(
        fmt::format("pdftotext -layout '{0}/paper.pdf' '{0}/paper.txt'", folder.path.string())));
    read_pages(read(folder.path / "paper.txt"), seen);
    return seen;
}

std::vector<Seen> open_all_in_libre_office(const std::vector<std::string>& files,
                                           const std::string& extension) {
    const Folder folder;
    std::vector<std::string> names;
    for (const auto& bytes : files) {
        names.push_back(fmt::format("paper-{}", names.size()));
        write(folder.path / (names.back() + "." + extension), bytes);
    }
    return convert(folder, extension, names);
}

}  // namespace trinh::testing

/// The tests that stand on it are one program, so one look is enough.
int main(int argc, char** argv) {
    constexpr int skipped = 77;  // What ctest takes for "skipped".
    if (!trinh::testing::runs("command -v soffice") ||
        !trinh::testing::runs("command -v pdftotext")) {
        std::cout << "Skipped: soffice or pdftotext is not installed; ./dev test installs them.\n";
        return std::getenv("TRINH_REQUIRE_ALL") != nullptr ? 1 : skipped;
    }
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
