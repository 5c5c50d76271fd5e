#include "engine/service/directory.h"

#include "engine/casework/permission.h"

namespace trinh::service {

const ports::PersonRow* Directory::find(const std::string& id) {
    auto at = people_.find(id);
    if (at == people_.end()) {
        auto row = tx_.people().person(id);
        if (!row) return nullptr;
        at = people_.emplace(id, std::move(*row)).first;
    }
    return &at->second;
}

json::value Directory::person(const std::string& id) {
    if (id.empty()) return nullptr;
    const auto* row = find(id);
    return json::object{{"id", id}, {"name", row == nullptr ? id : row->name}};
}

const ports::AgencyRow* Directory::agency_row(const std::string& id) {
    if (agencies_.empty()) {
        for (auto& row : tx_.people().agencies()) agencies_[row.id] = std::move(row);
    }
    const auto at = agencies_.find(id);
    return at == agencies_.end() ? nullptr : &at->second;
}

std::string Directory::agency_name(const std::string& id) {
    const auto* row = agency_row(id);
    return row == nullptr ? id : row->name;
}

std::string Directory::department_of(const std::string& agency) {
    const auto* row = agency_row(agency);
    return row == nullptr ? std::string() : row->department;
}

json::value Directory::agency(const std::string& id) {
    if (id.empty()) return nullptr;
    return json::object{{"id", id}, {"name", agency_name(id)}};
}

std::vector<ports::PersonRow> Directory::holders(const workflow::Process& process,
                                                 const casework::Case& subject,
                                                 const std::string& role) {
    const auto* known = process.role(role);
    if (known == nullptr) return {};
    const auto appointed = subject.appointed.find(role);
    if (known->is_appointed && appointed != subject.appointed.end()) {
        const auto* row = find(appointed->second);
        if (row != nullptr && row->is_active) return {*row};
        return {};
    }
    const auto key = std::pair(casework::agency_of(*known, subject), role);
    auto at = holders_.find(key);
    if (at == holders_.end()) {
        at = holders_.emplace(key, tx_.people().with_role(key.first, role)).first;
    }
    return at->second;
}

}  // namespace trinh::service
