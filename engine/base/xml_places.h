/// XmlPlaces: line and column of what stands at a byte of an XML text.
///
/// It reads no XML: a parser says where a start tag's name begins (pugixml: offset_debug()), this
/// says which line that is and where in the tag an attribute's value stands.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace trinh {

/// 1-based; the column counts bytes.
struct Position {
    int line = 1, column = 1;
};

class XmlPlaces {
public:
    XmlPlaces() : XmlPlaces(std::string_view()) {}
    /// The text must outlive this.
    explicit XmlPlaces(std::string_view text);

    [[nodiscard]] Position at(std::size_t offset) const;
    /// Where the '<' stands before the name at this byte; a negative offset: the text's beginning.
    [[nodiscard]] Position of_tag(std::ptrdiff_t name_offset) const;
    /// Where byte `byte` (0-based, of the decoded value) of an attribute's value stands; the tag's
    /// own place when it has no such attribute.
    [[nodiscard]] Position of_value(std::ptrdiff_t name_offset, std::string_view attribute,
                                    int byte = 0) const;

private:
    std::string_view text_;
    std::vector<std::size_t> line_starts_;
};

}  // namespace trinh
