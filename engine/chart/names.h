/// EventNames: the event descriptors of a chart as a tree of tokens, numbered so that "descriptor
/// matches event" is two compares.
///
/// "a.b" matches "a.b" and "a.b.c": a prefix of tokens. Numbering the tree in preorder gives each
/// descriptor a range; an event is the number of its longest known prefix. Nothing grows at run
/// time, however many names come from outside.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trinh::chart {

/// A text of at most 16 bytes as two numbers: what most names and ids are, compared without a call.
struct ShortText {
    static constexpr std::size_t size_max = 16;
    std::uint64_t first = 0, last = 0, size = 0;

    explicit ShortText(std::string_view text);
    bool operator==(const ShortText&) const = default;
};

inline ShortText::ShortText(std::string_view text) : size(text.size()) {
    if (size >= 8) {  // The two halves overlap.
        std::memcpy(&first, text.data(), 8);
        std::memcpy(&last, text.data() + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(&first, text.data(), 4);
        std::memcpy(&last, text.data() + size - 4, 4);
    } else {
        for (const char c : text) first = first << 8U | static_cast<unsigned char>(c);
    }
}

/// What stands under a text. Built once, then asked often.
class TextMap {
public:
    static constexpr std::uint32_t missing = 0xFFFF'FFFF;

    /// False: the text has a number already, and keeps it.
    bool add(std::string_view text, std::uint32_t number);
    /// `missing` when it has none.
    [[nodiscard]] std::uint32_t find(std::string_view text) const {
        if (text.size() > ShortText::size_max) return find_long(text);
        const auto found = short_.find(ShortText(text));
        return found == short_.end() ? missing : found->second;
    }
    [[nodiscard]] bool has(std::string_view text) const { return find(text) != missing; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
        std::size_t operator()(const ShortText& text) const {
            constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15ULL;
            const std::uint64_t mixed = (text.first ^ text.size) * odd ^ text.last;
            return static_cast<std::size_t>((mixed ^ mixed >> 32U) * odd);
        }
    };
    [[nodiscard]] std::uint32_t find_long(std::string_view text) const;

    boost::unordered_flat_map<ShortText, std::uint32_t, Hash> short_;
    boost::unordered_flat_map<std::string, std::uint32_t, Hash, std::equal_to<>> long_;
};

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
    TextMap numbers_;          ///< Of the same names, for the search by name.
    std::size_t longest_ = 0;  ///< Bytes of the longest name: what is longer cannot be one.
};

/// May stand as the name of an event that comes from outside: tokens between dots, without white
/// space, control characters and "*".
bool is_event_name(std::string_view name);

/// Does a list of descriptors ("a b.*") match this event? For checks without a chart.
bool descriptor_matches(std::string_view descriptor, std::string_view event_name);

}  // namespace trinh::chart
