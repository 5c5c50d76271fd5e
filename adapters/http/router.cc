#include "adapters/http/router.h"

#include <algorithm>

namespace trinh::http {
namespace {

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{');
}

bool fits(const Route& route, const std::vector<std::string>& segments) {
    return std::ranges::equal(route.segments, segments,
                              [](const std::string& wanted, const std::string& given) {
                                  return is_parameter(wanted) || wanted == given;
                              });
}

std::size_t literals(const Route& route) {
    return static_cast<std::size_t>(std::ranges::count_if(
        route.segments, [](const std::string& segment) { return !is_parameter(segment); }));
}

TextMap read_parameters(const Route& route, const std::vector<std::string>& segments) {
    TextMap found;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view wanted = route.segments[i];
        if (is_parameter(wanted)) found.emplace(wanted.substr(1, wanted.size() - 2), segments[i]);
    }
    return found;
}

void allow(std::string& list, std::string_view method) {
    if (!list.empty()) list += ", ";
    list += method == "GET" ? "GET, HEAD" : method;
}

}  // namespace

void Router::add(std::string method, std::string pattern, Handler handler) {
    add(Route{std::move(method), std::move(pattern), {}, std::move(handler)});
}

void Router::add_large(std::string method, std::string pattern, Handler handler,
                       std::size_t body_max, HeadCheck head_check) {
    add(Route{std::move(method),
              std::move(pattern),
              {},
              std::move(handler),
              body_max,
              std::move(head_check)});
}

void Router::add(Route route) {
    CHECK(route.pattern.starts_with('/'));
    std::size_t at = 1;
    while (at < route.pattern.size()) {
        const auto end = std::min(route.pattern.find('/', at), route.pattern.size());
        route.segments.push_back(route.pattern.substr(at, end - at));
        at = end + 1;
    }
    for (const auto& other : routes_)
        CHECK(other.method != route.method || other.pattern != route.pattern);
    routes_.push_back(std::move(route));
}

Router::Match Router::find(std::string_view method,
                           const std::vector<std::string>& segments) const {
    Match match;
    for (const auto& route : routes_) {
        if (!fits(route, segments)) continue;
        allow(match.allow, route.method);
        const bool wanted = route.method == method || (route.method == "GET" && method == "HEAD");
        if (wanted && (match.route == nullptr || literals(route) > literals(*match.route)))
            match.route = &route;
    }
    if (match.route != nullptr) match.parameters = read_parameters(*match.route, segments);
    return match;
}

}  // namespace trinh::http
