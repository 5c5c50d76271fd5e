#include "engine/chart/file_names.h"

#include <algorithm>

#include "engine/chart/literal.h"
#include "engine/chart/xml_source.h"

namespace trinh::chart {
namespace {

constexpr std::size_t names_max = 256, name_bytes_max = 255;

bool is_name_part(char c) {
    return c == '_' || c == '-' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Collects names; what cannot name a file of the same folder is passed over.
class NameCollector : public pugi::xml_tree_walker {
public:
    bool for_each(pugi::xml_node& node) override {
        if (node.type() != pugi::node_element || XmlSource::namespace_of(node) != scxml_namespace) {
            return true;
        }
        if (node.attribute("srcexpr")) computes_ = true;
        const std::string_view element = local_name(node);
        if (element == "data" || element == "script" || element == "invoke") {
            add(bare_file_name(trimmed(node.attribute("src").value())));
        }
        return true;
    }

    void add(std::string_view name) {
        const bool is_elsewhere = name.find_first_of("/\\:") != std::string_view::npos;
        if (name.empty() || name.front() == '.' || is_elsewhere || name.size() > name_bytes_max ||
            names_.size() >= names_max) {
            return;
        }
        names_.emplace(name);
    }

    void add_words(std::string_view text) {
        for (auto at = text.begin(); at != text.end();) {
            const auto begin = std::find_if(at, text.end(), is_name_part);
            at = std::find_if_not(begin, text.end(), is_name_part);
            const std::string_view word(begin, at);
            for (const char* ending : {".scxml", ".xml", ".json", ".txt", ".js"}) {
                if (word.ends_with(ending)) add(word);
            }
        }
    }

    [[nodiscard]] bool computes() const { return computes_; }
    [[nodiscard]] const std::set<std::string>& names() const { return names_; }

private:
    bool computes_ = false;
    std::set<std::string> names_;
};

}  // namespace

std::string_view bare_file_name(std::string_view src) {
    if (src.starts_with("file:")) src.remove_prefix(5);
    if (src.starts_with("./")) src.remove_prefix(2);
    return src;
}

std::set<std::string> mentioned_files(std::string_view xml) {
    if (xml.find("src") == std::string_view::npos) return {};
    XmlSource source;
    if (XmlSource::open(xml, {}, source)) return {};
    NameCollector collector;
    pugi::xml_node root = source.root();
    collector.for_each(root);
    root.traverse(collector);
    if (collector.computes()) collector.add_words(xml);
    return collector.names();
}

}  // namespace trinh::chart
