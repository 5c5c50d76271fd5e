/// OpenApi: schemas/openapi.yaml as a test reads it: its routes, and whether an answer fits.
///
/// Reads the subset of YAML that the file keeps to; not a YAML library.
#pragma once

#include <boost/json/object.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace trinh::http::testing {

namespace json = boost::json;

/// Throws std::runtime_error with the line that is not of the subset.
json::value read_yaml(std::string_view text);

class OpenApi {
public:
    /// Reads schemas/openapi.yaml of the project.
    OpenApi();

    /// "GET /api/cases/{id}" ...
    [[nodiscard]] std::set<std::string> routes() const;

    /// What in the answer is not as described: a missing, wrong or undescribed part, one line
    /// each; also when that status is not described at all.
    [[nodiscard]] std::vector<std::string> faults(std::string_view method, std::string_view pattern,
                                                  int status, const std::string& body) const;

    /// The same for a value and a schema of this file.
    [[nodiscard]] std::vector<std::string> faults(const json::value& value,
                                                  const json::object& schema) const;

private:
    [[nodiscard]] const json::object& resolved(const json::object& node) const;

    json::object root_;
};

}  // namespace trinh::http::testing
