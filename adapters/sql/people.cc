#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

using ports::AgencyRow;
using ports::PersonRow;

void People::save_agency(const AgencyRow& row) {
    move_stamp();
    session_.run(
        "insert into agency (id, name, kind, department) "
        "values (:id, :name, :kind, :department) "
        "on conflict (id) do update set name = excluded.name, kind = excluded.kind, "
        "department = excluded.department",
        {row.id, row.name, row.kind, row.department});
}

void People::save_person(const PersonRow& row) {
    move_stamp();
    session_.run(
        "insert into person (id, name, position, email, agency, password_hash, is_active) "
        "values (:id, :name, :position, :email, :agency, :hash, :active) "
        "on conflict (id) do update set name = excluded.name, position = excluded.position, "
        "email = excluded.email, agency = excluded.agency, "
        "password_hash = excluded.password_hash, is_active = excluded.is_active",
        {row.id, row.name, row.position, row.email, row.agency, row.password_hash, row.is_active});
    session_.run("delete from person_role where person = :id", {row.id});
    int place = 0;
    for (const std::string& role : row.roles) {
        session_.run(
            "insert into person_role (person, place, role) values (:person, :place, :role)",
            {row.id, place++, role});
    }
}

std::vector<AgencyRow> People::agencies() {
    return everybody().agencies;
}

Result<PersonRow> People::person(std::string_view id) {
    const auto& people = everybody().people;
    if (const auto found = people.find(id); found != people.end()) return found->second;
    return Refusal{Reason::not_found,
                   "There is no person \"" + std::string(id) + "\": check the name.",
                   "Không tìm thấy tài khoản \"" + std::string(id) + "\". Đề nghị kiểm tra lại."};
}

std::vector<PersonRow> People::people() {
    std::vector<PersonRow> active;
    for (const auto& [id, person] : everybody().people) {
        if (person.is_active) active.push_back(person);
    }
    return active;
}

std::vector<PersonRow> People::with_role(std::string_view agency, std::string_view role) {
    const auto& holders = everybody().holders;
    std::vector<PersonRow> found;
    const auto at = holders.find({std::string(agency), std::string(role)});
    if (at == holders.end()) return found;
    for (const auto* person : at->second) found.push_back(*person);
    return found;
}

void People::move_stamp() {
    session_.run("update people_stamp set number = number + 1 where id = 1");
    seen_.reset();
}

/// Within one transaction they are read once, unless it changes them itself.
const Everybody& People::everybody() {
    if (!seen_) seen_ = cache_.look(session_);
    return *seen_;
}

}  // namespace trinh::sql
