/// Fields and Parameters: typed reading of a request's JSON object and of its query.
///
/// Read everything first, then ask complaint() once: it names the first thing that is missing or
/// wrong, or a name nobody asked for (a typing error must not be silently nothing).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "engine/base/date.h"
#include "engine/base/id.h"

namespace trinh::http {

class Fields {
public:
    explicit Fields(const boost::json::object& from) : from_(from) {}

    std::string text(std::string_view name);  ///< Compulsory and not empty, in composed form.
    std::string optional_text(std::string_view name);
    std::string secret(std::string_view name);  ///< Compulsory; taken byte by byte.
    /// Byte by byte, for files whose hash counts.
    std::string optional_bytes(std::string_view name);
    boost::json::object optional_object(std::string_view name);
    boost::json::array optional_list(std::string_view name);
    bool optional_flag(std::string_view name);  ///< False when absent.
    std::optional<std::int64_t> optional_number(std::string_view name);
    std::optional<Date> optional_date(std::string_view name);  ///< "2023-04-14"; absent or null.

    /// 422, or nothing when all is well.
    [[nodiscard]] std::optional<Response> complaint();

private:
    const boost::json::value* find(std::string_view name);
    void complain(std::string message);

    const boost::json::object& from_;
    std::vector<std::string> known_;
    std::string complaint_;
};

class Parameters {
public:
    explicit Parameters(const Request& request) : query_(request.query) {}

    std::string text(std::string_view name);  ///< Empty when absent.
    std::string compulsory_text(std::string_view name);
    std::optional<std::int64_t> number(std::string_view name);
    std::optional<bool> flag(std::string_view name);  ///< "true" or "false".
    std::optional<Date> date(std::string_view name);
    int limit(int most, int otherwise);  ///< "limit", 1 to `most`.

    [[nodiscard]] std::optional<Response> complaint();

private:
    const std::string* find(std::string_view name);
    void complain(std::string message);

    const TextMap& query_;
    std::vector<std::string> known_;
    std::string complaint_;
};

/// A whole positive number in the path, such as the id of a case; nothing when it is none.
std::optional<std::int64_t> number_of(std::string_view text);

}  // namespace trinh::http
