/// LibreOffice as the reader that a paper is written for: opens a file and says what it sees.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace trinh::testing {

/// A cell or paragraph as LibreOffice read it.
struct SeenCell {
    std::string text;
    std::string type;   ///< office:value-type: "date", "float", "string"; empty in a document.
    std::string value;  ///< office:date-value or office:value.
    bool is_formula = false;
};

struct SeenTable {
    std::string name;
    std::vector<std::vector<SeenCell>> rows;  ///< Empty cells at a row's end are left out.
    std::vector<std::size_t> header_rows;     ///< Rows that come again on every page.
};

struct Seen {
    std::vector<SeenTable> tables;
    std::vector<std::string> paragraphs;  ///< Of a document, outside its tables.
    std::vector<std::string> pages;       ///< Text of the printed pages.
    std::vector<std::string> fonts;       ///< Declared in the file.
};

/// Opens the bytes as a file of that extension ("xlsx", "docx"), in a folder and with a profile of
/// its own, both gone afterwards. Fails the running test when LibreOffice does.
Seen open_in_libre_office(const std::string& bytes, const std::string& extension);

/// The same of several files at once, without their printed pages.
std::vector<Seen> open_all_in_libre_office(const std::vector<std::string>& files,
                                           const std::string& extension);

}  // namespace trinh::testing
