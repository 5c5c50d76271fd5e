/// Directory: names of people and agencies for one answer, each looked up once.
///
/// Internal to this room; lives as long as the transaction it reads from.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/casework/case.h"
#include "engine/ports/store.h"
#include "engine/workflow/process.h"

namespace trinh::service {

namespace json = boost::json;

class Directory {
public:
    explicit Directory(ports::Transaction& tx) : tx_(tx) {}

    /// {"id","name"}; the id as its own name when it is not known; null for an empty id.
    json::value person(const std::string& id);
    json::value agency(const std::string& id);
    [[nodiscard]] std::string agency_name(const std::string& id);
    [[nodiscard]] bool knows_agency(const std::string& id) { return agency_row(id) != nullptr; }
    /// The department to which cases of this agency's people belong; empty: the office's own.
    [[nodiscard]] std::string department_of(const std::string& agency);
    /// Null when there is no such person.
    const ports::PersonRow* find(const std::string& id);
    /// Everybody who can act in this role of this case: the appointed one, or all who hold it.
    std::vector<ports::PersonRow> holders(const workflow::Process& process,
                                          const casework::Case& subject, const std::string& role);

private:
    ports::Transaction& tx_;
    std::map<std::string, ports::PersonRow> people_;
    const ports::AgencyRow* agency_row(const std::string& id);

    std::map<std::string, ports::AgencyRow> agencies_;
    std::map<std::pair<std::string, std::string>, std::vector<ports::PersonRow>> holders_;
};

}  // namespace trinh::service
