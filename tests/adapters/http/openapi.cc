#include "tests/adapters/http/openapi.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cctype>
#include <fstream>
#include <functional>
#include <sstream>

namespace trinh::http::testing {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

bool is_of_type(const json::value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    return type == "null" && value.is_null();
}

bool has_type(const json::value& value, const json::value& wanted) {
    if (wanted.is_string()) return is_of_type(value, wanted.as_string());
    return std::ranges::any_of(wanted.as_array(), [&](const json::value& type) {
        return is_of_type(value, type.as_string());
    });
}

/// One walk over a value and its schema.
class Comparison {
public:
    using Resolve = std::function<const json::object&(const json::object&)>;
    explicit Comparison(Resolve resolve) : resolve_(std::move(resolve)) {}

    void compare(const json::value& value, const json::object& described, const std::string& path) {
        const auto& schema = resolve_(described);
        if (const auto* type = schema.if_contains("type"); type && !has_type(value, *type)) {
            faults.push_back(path + " is " + json::serialize(value).substr(0, 60) + ", not " +
                             json::serialize(*type));
            return;
        }
        if (const auto* known = schema.if_contains("enum"); known) {
            const auto& values = known->as_array();
            if (std::ranges::find(values, value) == values.end())
                faults.push_back(path + " has an undescribed value " + json::serialize(value));
        }
        if (value.is_object() && schema.contains("properties"))
            compare_members(value.as_object(), schema, path);
        if (value.is_array() && schema.contains("items")) {
            for (std::size_t i = 0; i < value.as_array().size(); ++i)
                compare(value.as_array()[i], schema.at("items").as_object(),
                        path + "[" + std::to_string(i) + "]");
        }
    }

    std::vector<std::string> faults;

private:
    void compare_members(const json::object& value, const json::object& schema,
                         const std::string& path) {
        const auto& properties = schema.at("properties").as_object();
        if (const auto* required = schema.if_contains("required"); required) {
            for (const auto& name : required->as_array()) {
                if (!value.contains(name.as_string()))
                    faults.push_back(path + "." + name.as_string().c_str() + " is missing");
            }
        }
        for (const auto& member : value) {
            const std::string where = path + "." + std::string(member.key());
            const auto* described = properties.if_contains(member.key());
            if (described == nullptr) {
                faults.push_back(where + " is not described");
            } else if (described->is_object()) {
                compare(member.value(), described->as_object(), where);
            }
        }
    }

    Resolve resolve_;
};

}  // namespace

OpenApi::OpenApi() {
    std::ifstream file(TRINH_SOURCE_DIR "/schemas/openapi.yaml");
    std::stringstream text;
    text << file.rdbuf();
    root_ = read_yaml(text.str()).as_object();
}

std::set<std::string> OpenApi::routes() const {
    std::set<std::string> routes;
    for (const auto& path : root_.at("paths").as_object()) {
        for (const auto& operation : path.value().as_object()) {
            std::string method(operation.key());
            for (char& c : method) c = static_cast<char>(std::toupper(static_cast<int>(c)));
            routes.insert(method + " " + std::string(path.key()));
        }
    }
    return routes;
}

const json::object& OpenApi::resolved(const json::object& node) const {
    const auto* reference = node.if_contains("$ref");
    if (reference == nullptr) return node;
    std::string_view path = reference->as_string();
    path.remove_prefix(2);
    const json::object* at = &root_;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        at = &at->at(path.substr(0, end)).as_object();
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return *at;
}

std::vector<std::string> OpenApi::faults(const json::value& value,
                                         const json::object& schema) const {
    Comparison comparison(
        [this](const json::object& node) -> const json::object& { return resolved(node); });
    comparison.compare(value, schema, "$");
    return comparison.faults;
}

std::vector<std::string> OpenApi::faults(std::string_view method, std::string_view pattern,
                                         int status, const std::string& body) const {
    const auto& responses = root_.at("paths").at(pattern).at(lowered(method)).at("responses");
    const auto exact = std::to_string(status);
    const auto family = exact.substr(0, 1) + "XX";
    const auto* described = responses.as_object().if_contains(exact);
    if (described == nullptr) described = responses.as_object().if_contains(family);
    if (described == nullptr) return {"status " + exact + " is not described"};
    const auto& response = resolved(described->as_object());
    const auto* content = response.if_contains("content");
    if (content == nullptr) {
        if (body.empty()) return {};
        return {"a body is not described"};
    }
    const auto* as_json = content->as_object().if_contains("application/json");
    if (as_json == nullptr) return {};
    json::error_code ec;
    const auto value = json::parse(body, ec);
    if (ec) return {"the body is not JSON: " + body.substr(0, 60)};
    return faults(value, as_json->at("schema").as_object());
}

}  // namespace trinh::http::testing
