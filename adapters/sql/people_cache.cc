#include "adapters/sql/people_cache.h"

#include "adapters/sql/people_stamp.h"
#include "adapters/sql/rows.h"
#include "engine/base/check.h"

namespace trinh::sql {
namespace {

using ports::AgencyRow;
using ports::PersonRow;

struct RoleOfPerson {
    std::string person, role;
};

std::shared_ptr<const Everybody> read_all(Session& session, std::int64_t stamp) {
    auto all = std::make_shared<Everybody>();
    all->stamp = stamp;
    all->agencies =
        rows<AgencyRow, &AgencyRow::id, &AgencyRow::name, &AgencyRow::kind, &AgencyRow::department>(
            session, "select id, name, kind, department from agency order by id", {});
    auto people =
        rows<PersonRow, &PersonRow::id, &PersonRow::name, &PersonRow::position, &PersonRow::email,
             &PersonRow::agency, &PersonRow::password_hash, &PersonRow::is_active>(
            session,
            "select id, name, position, email, agency, password_hash, is_active from person", {});
    for (auto& person : people) {
        auto id = person.id;
        all->people.emplace(std::move(id), std::move(person));
    }
    auto roles = rows<RoleOfPerson, &RoleOfPerson::person, &RoleOfPerson::role>(
        session, "select person, role from person_role order by person, place", {});
    for (auto& row : roles) all->people.at(row.person).roles.push_back(std::move(row.role));
    for (const auto& [id, person] : all->people) {
        if (!person.is_active) continue;
        for (const auto& role : person.roles) {
            all->holders[{person.agency, role}].push_back(&person);
        }
    }
    return all;
}

}  // namespace

std::shared_ptr<const Everybody> PeopleCache::look(Session& session) {
    const auto stamp = one_number(session, people_stamp_question, {});
    CHECK(stamp.has_value());
    {
        const std::lock_guard lock(mutex_);
        if (kept_ && kept_->stamp == *stamp) return kept_;
    }
    auto all = read_all(session, *stamp);
    // What a writer sees may be taken back, and the stamp be given again.
    if (session.is_reading()) {
        const std::lock_guard lock(mutex_);
        if (!kept_ || kept_->stamp < all->stamp) kept_ = all;
    }
    return all;
}

}  // namespace trinh::sql
