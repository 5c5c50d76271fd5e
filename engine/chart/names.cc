#include "engine/chart/names.h"

#include <algorithm>

#include "engine/base/check.h"

namespace trinh::chart {

bool TextMap::add(std::string_view text, std::uint32_t number) {
    if (text.size() > ShortText::size_max) return long_.emplace(text, number).second;
    return short_.emplace(text, number).second;
}

std::uint32_t TextMap::find_long(std::string_view text) const {
    const auto found = long_.find(text);
    return found == long_.end() ? missing : found->second;
}

bool EventNames::TokenOrder::operator()(std::string_view a, std::string_view b) const {
    // '.' sorts before every other byte: "a.b" comes before "a-b" and right behind "a".
    const auto rank = [](char c) {
        return c == '.' ? 0 : static_cast<int>(static_cast<unsigned char>(c)) + 1;
    };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return rank(x) < rank(y); });
}

std::string_view EventNames::bare(std::string_view descriptor) {
    if (descriptor == "*") return {};
    if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
    if (descriptor.ends_with('.')) descriptor.remove_suffix(1);
    return descriptor;
}

void EventNames::add(std::string_view descriptor) {
    const std::string_view name = bare(descriptor);
    longest_ = std::max(longest_, name.size());
    ranges_.emplace(name, NameRange{});
}

void EventNames::seal() {
    ranges_.emplace("", NameRange{});
    std::uint32_t count = 0;
    for (auto& [name, range] : ranges_) range.first = range.last = count++;
    // Behind a name stand first the names that extend it: the last of them ends its range.
    for (auto at = ranges_.begin(); at != ranges_.end(); ++at) {
        for (std::string_view prefix = at->first; !prefix.empty();) {
            const auto dot = prefix.rfind('.');
            prefix = dot == std::string_view::npos ? std::string_view{} : prefix.substr(0, dot);
            const auto found = ranges_.find(prefix);
            if (found != ranges_.end()) found->second.last = at->second.first;
        }
    }
    for (const auto& [name, range] : ranges_) numbers_.add(name, range.first);
}

NameRange EventNames::range(std::string_view descriptor) const {
    const auto found = ranges_.find(bare(descriptor));
    CHECK(found != ranges_.end());
    return found->second;
}

std::uint32_t EventNames::number(std::string_view event_name) const {
    std::string_view prefix = event_name;
    if (prefix.size() > longest_) {
        const auto dot = prefix.substr(0, longest_ + 1).rfind('.');
        prefix = dot == std::string_view::npos ? std::string_view{} : prefix.substr(0, dot);
    }
    while (!prefix.empty()) {
        const std::uint32_t found = numbers_.find(prefix);
        if (found != TextMap::missing) return found;
        const auto dot = prefix.rfind('.');
        if (dot == std::string_view::npos) break;
        prefix = prefix.substr(0, dot);
    }
    return 0;
}

bool is_event_name(std::string_view name) {
    const bool has_gap = name.empty() || name.front() == '.' || name.back() == '.' ||
                         name.find("..") != std::string_view::npos;
    return !has_gap && std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' || c == '*';
    });
}

bool descriptor_matches(std::string_view descriptor, std::string_view event_name) {
    const std::string_view name = EventNames::bare(descriptor);
    if (name.empty() || name == event_name) return true;
    return event_name.size() > name.size() && event_name.starts_with(name) &&
           event_name[name.size()] == '.';
}

}  // namespace trinh::chart
