/// SnapshotReader: JSON back to a Session, refusing what this chart could never have been in.
/// Internal to the room.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/chart/session.h"
#include "engine/chart/tables.h"

namespace trinh::chart {

class SnapshotReader {
public:
    SnapshotReader(std::shared_ptr<const Chart> chart, json::object snapshot);
    Result<Session> read();

private:
    bool refuse(std::string message);
    [[nodiscard]] std::string text(const json::object& from, const char* key) const;
    [[nodiscard]] std::uint64_t number(const json::object& from, const char* key) const;
    [[nodiscard]] const json::array& list(const char* key) const;
    bool find_state(const json::value& id, StateIndex& found);

    bool read_status();
    bool read_active();
    bool check_configuration();
    bool read_history();
    bool read_sends();
    bool read_invokes();
    bool read_invoke(json::object& row);

    json::object from_;
    const Tables& tables_;
    Session session_;
    std::string refusal_;
};

}  // namespace trinh::chart
