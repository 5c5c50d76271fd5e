#include "engine/workflow/bundle.h"

#include <boost/json/object.hpp>

#include "engine/base/json_text.h"
#include "engine/base/text.h"

namespace trinh::workflow {

namespace json = boost::json;

std::string bundled(std::string_view xml, const chart::Sources& files) {
    if (files.empty() || !is_text(xml)) return std::string(xml);
    json::object texts;
    for (const auto& [name, text] : files) texts[name] = text;
    return to_json_text(json::object{{"definition", xml}, {"files", std::move(texts)}});
}

std::optional<Bundle> unbundled(std::string_view text) {
    if (!text.starts_with('{')) return std::nullopt;
    const auto read = parse_json(text, {.depth_max = 2});
    const json::object* object = read ? read->if_object() : nullptr;
    if (object == nullptr || object->size() != 2) return std::nullopt;
    const json::value* definition = object->if_contains("definition");
    const json::value* files = object->if_contains("files");
    if (definition == nullptr || !definition->is_string()) return std::nullopt;
    if (files == nullptr || !files->is_object()) return std::nullopt;
    Bundle bundle{std::string(definition->get_string()), {}};
    for (const auto& [name, content] : files->get_object()) {
        if (!content.is_string()) return std::nullopt;
        bundle.files.emplace(name, content.get_string());
    }
    return bundle;
}

}  // namespace trinh::workflow
