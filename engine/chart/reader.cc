#include "engine/chart/reader.h"

#include <algorithm>

#include "engine/chart/chart.h"

namespace trinh::chart {
namespace {

constexpr std::size_t diagnostics_max = 1'000;

/// FNV-1a, 64 bits.
void add_to_hash(std::uint64_t& hash, std::string_view bytes) {
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100'0000'01B3ULL;
    }
}

/// The hash of the text and of the files beside it, as 16 hex digits. No text holds a NUL.
std::string content_address(std::string_view xml, const Sources& sources) {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325ULL;
    add_to_hash(hash, xml);
    for (const auto& [name, text] : sources) {
        for (const std::string_view part : {std::string_view(name), std::string_view(text)}) {
            add_to_hash(hash, std::string_view("\0", 1));
            add_to_hash(hash, part);
        }
    }
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i) text[15 - i] = "0123456789abcdef"[hash >> (4 * i) & 0xF];
    return text;
}

}  // namespace

Reader::Reader(const XmlSource& source, pugi::xml_node root, const ReadLimits& limits,
               const Sources& sources, std::vector<Diagnostic>& diagnostics)
    : source_(source),
      root_(root),
      limits_(limits),
      sources_(sources),
      diagnostics_(diagnostics),
      out_(std::make_shared<Tables>()) {}

void Reader::error(const char* code, Position where, Fix text) {
    // Nobody reads the rest; the first error that comes late is kept, for there is no chart then.
    if (diagnostics_.size() >= diagnostics_max && has_error(diagnostics_)) return;
    diagnostics_.push_back({code, Severity::error, where.line, where.column,
                            std::move(text.message), std::move(text.fix)});
}

void Reader::warn(const char* code, Position where, Fix text) {
    if (diagnostics_.size() >= diagnostics_max) return;
    diagnostics_.push_back({code, Severity::warning, where.line, where.column,
                            std::move(text.message), std::move(text.fix)});
}

void Reader::fault(const char* code, Position where, Fix text) {
    if (limits_.faults_at_run_time)
        warn(code, where, std::move(text));
    else
        error(code, where, std::move(text));
}

std::shared_ptr<Tables> Reader::read() {
    check_words(root_);
    read_root();
    read_states(root_, 0);
    if (has_overflown_) return out_;
    for (StateIndex i = 0; i < out_->states.size(); ++i) read_contents(i);
    link();
    return out_;
}

ReadResult read_chart(std::string_view xml, const ReadLimits& limits, const Sources& sources) {
    ReadResult result;
    XmlSource source;
    if (auto broken = XmlSource::open(xml, limits, source)) {
        result.diagnostics.push_back(*std::move(broken));
        return result;
    }
    const pugi::xml_node root = source.root();
    if (!is_ours(root, "scxml")) {
        const Position where = source.of(root);
        result.diagnostics.push_back(
            {"TR103", Severity::error, where.line, where.column,
             "The outermost element is <" + std::string(root.name()) +
                 ">; expected <scxml> of the namespace " + std::string(scxml_namespace) + ".",
             "A process or chart begins with <scxml>, a calendar with <calendar>, "
             "an index with <index>."});
        return result;
    }
    auto tables = Reader(source, root, limits, sources, result.diagnostics).read();
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    if (has_error(result.diagnostics)) return result;
    tables->content_hash = content_address(xml, sources);
    result.chart = std::make_shared<const Chart>(std::move(tables));
    return result;
}

}  // namespace trinh::chart
