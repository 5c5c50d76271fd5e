#include "adapters/sql/rows.h"
#include "adapters/sql/tables.h"

namespace trinh::sql {

namespace {

using ports::AgencyRow;
using ports::PersonRow;

struct RoleOfPerson {
    std::string person, role;
};

/// Persons and, by a second statement with the same condition, their roles.
std::vector<PersonRow> people_rows(Session& session, const std::string& condition,
                                   const Arguments& values) {
    auto people = rows<PersonRow, &PersonRow::id, &PersonRow::name, &PersonRow::position,
                       &PersonRow::email, &PersonRow::agency, &PersonRow::password_hash,
                       &PersonRow::is_active>(
        session,
        "select id, name, position, email, agency, password_hash, is_active from person p where " +
            condition + " order by id",
        values);
    auto roles = rows<RoleOfPerson, &RoleOfPerson::person, &RoleOfPerson::role>(
        session,
        "select r.person, r.role from person_role r join person p on p.id = r.person where " +
            condition + " order by r.person, r.place",
        values);
    auto next = roles.begin();  // Both answers are in the order of the person's id.
    for (PersonRow& person : people) {
        for (; next != roles.end() && next->person == person.id; ++next) {
            person.roles.push_back(std::move(next->role));
        }
    }
    return people;
}

}  // namespace

void People::save_agency(const AgencyRow& row) {
    session_.run(
        "insert into agency (id, name, kind, department) "
        "values (:id, :name, :kind, :department) "
        "on conflict (id) do update set name = excluded.name, kind = excluded.kind, "
        "department = excluded.department",
        {row.id, row.name, row.kind, row.department});
}

void People::save_person(const PersonRow& row) {
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
    return rows<AgencyRow, &AgencyRow::id, &AgencyRow::name, &AgencyRow::kind,
                &AgencyRow::department>(
        session_, "select id, name, kind, department from agency order by id", {});
}

Result<PersonRow> People::person(std::string_view id) {
    auto found = people_rows(session_, "p.id = :id", {id});
    if (!found.empty()) return std::move(found.front());
    return Refusal{Reason::not_found,
                   "There is no person \"" + std::string(id) + "\": check the name.",
                   "Không tìm thấy tài khoản \"" + std::string(id) + "\". Đề nghị kiểm tra lại."};
}

std::vector<PersonRow> People::people() {
    return people_rows(session_, "p.is_active = 1", {});
}

std::vector<PersonRow> People::with_role(std::string_view agency, std::string_view role) {
    return people_rows(session_,
                       "p.is_active = 1 and p.agency = :agency and p.id in "
                       "(select h.person from person_role h where h.role = :role)",
                       {agency, role});
}

}  // namespace trinh::sql
