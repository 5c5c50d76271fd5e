/// Request and Response: one HTTP exchange as plain values, without a word of the wire library.
///
/// A Request has been checked when a handler sees it: its path and query are percent-decoded
/// UTF-8 without control characters and without "." or ".." segments.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace trinh::http {

using TextMap = std::map<std::string, std::string, std::less<>>;

struct Request {
    std::string method;                 ///< "GET", as sent.
    std::string target;                 ///< As sent: "/api/cases?text=%C4%91".
    std::string path;                   ///< Decoded: "/api/cases".
    std::vector<std::string> segments;  ///< Decoded: "api", "cases". Empty for "/".
    TextMap query;                      ///< Decoded parameters, each once.
    TextMap headers;                    ///< Names in lower case; repeated ones joined by ", ".
    TextMap parameters;                 ///< What stood where the route's pattern has {name}.
    std::string body;
    std::string remote;  ///< Address of the other end, without its port.

    /// Empty when absent.
    [[nodiscard]] std::string_view header(std::string_view lower_name) const;
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
    /// GET and HEAD change nothing.
    [[nodiscard]] bool is_safe() const { return method == "GET" || method == "HEAD"; }
};

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    /// Sent instead of `body` where not empty: bytes that outlive the server (embedded files).
    std::string_view borrowed = {};
    std::vector<std::pair<std::string, std::string>> headers = {};

    [[nodiscard]] std::string_view bytes() const { return borrowed.empty() ? body : borrowed; }
    /// Empty when absent. Names as they were set.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Fills path, segments and query from `request.target`, or refuses with one sentence.
Result<Done> read_target(Request& request);

/// "%C4%91" -> "đ". Refuses what is no percent-encoding, no UTF-8, or a control character.
Result<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

/// 200 with bytes that a browser saves and never shows as a page of ours (RFC 6266, RFC 5987).
/// `plain_name`: ASCII without quotes, for old clients; empty: none.
Response file_to_save(std::string bytes, std::string_view file_name,
                      std::string content_type = "application/octet-stream",
                      std::string_view plain_name = {});

/// For a header such as Content-Disposition: everything but letters, digits and "-._~" encoded.
std::string percent_encoded(std::string_view text);

/// A JSON document as the answer.
Response json_answer(const boost::json::object& document, int status = 200);

}  // namespace trinh::http
