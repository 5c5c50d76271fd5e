/// EventNames: the event descriptors of a chart as a tree of tokens, numbered so that "descriptor
/// matches event" is two compares.
///
/// "a.b" matches "a.b" and "a.b.c": a prefix of tokens. Numbering the tree in preorder gives each
/// descriptor a range; an event is the number of its longest known prefix. Nothing grows at run
/// time, however many names come from outside.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trinh::chart {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
/// What stands under a text; asked with a string_view.
template <class Value>
using TextMap = boost::unordered_flat_map<std::string, Value, TextHash, std::equal_to<>>;

/// The events one descriptor matches: numbers first..last.
struct NameRange {
    std::uint32_t first = 0, last = 0;
    [[nodiscard]] bool holds(std::uint32_t number) const {
        return first <= number && number <= last;
    }
};

class EventNames {
public:
    /// Takes one descriptor as written: "*", "a", "a.b", "a.*", "a.". Before seal() only.
    void add(std::string_view descriptor);
    /// Numbers the tree. After it the object never changes.
    void seal();

    /// The range of a descriptor that was added.
    [[nodiscard]] NameRange range(std::string_view descriptor) const;
    /// The number of an event name: that of its longest known prefix; 0 when none is known.
    [[nodiscard]] std::uint32_t number(std::string_view event_name) const;

    /// The descriptor without its trailing ".*" or "."; "" for "*".
    static std::string_view bare(std::string_view descriptor);

private:
    /// Names in token order, so that a name's extensions stand right behind it.
    struct TokenOrder {
        using is_transparent = void;
        bool operator()(std::string_view a, std::string_view b) const;
    };
    std::map<std::string, NameRange, TokenOrder> ranges_;
    TextMap<std::uint32_t> numbers_;  ///< Of the same names, for the search by name.
    std::size_t longest_ = 0;         ///< Bytes of the longest name: what is longer cannot be one.
};

/// May stand as the name of an event that comes from outside: tokens between dots, without white
/// space, control characters and "*".
bool is_event_name(std::string_view name);

/// Does a list of descriptors ("a b.*") match this event? For checks without a chart.
bool descriptor_matches(std::string_view descriptor, std::string_view event_name);

}  // namespace trinh::chart
