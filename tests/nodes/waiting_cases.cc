#include "tests/nodes/waiting_cases.h"

#include <gtest/gtest.h>

#include "adapters/identity/argon2_passwords.h"
#include "tests/nodes/aftermath.h"
#include "tests/nodes/crowd.h"

namespace trinh::testing {

void open_cases(TestOffice& office, int count) {
    office.clock().set(system_now() - hours(24 * 45));
    office.load_workflows();
    office.load_people();
    auto lan = office.caller(drafter);
    auto tx = office.store().begin();
    lan.person.password_hash = identity::Argon2Passwords().hash(drafter_password);
    tx->people().save_person(lan.person);
    tx->commit();
    tx.reset();
    service::CaseDesk desk(office.office());
    const auto meeting = (local_date(office.clock().now()) + 40).iso();
    for (int i = 0; i < count; ++i) {
        auto opened = desk.open(lan, {"appraisal-ppc-decision", "Quyết định về vỉa hè", ""});
        ASSERT_TRUE(opened) << opened.error().message;
        const CaseId id{opened->at("id").as_int64()};
        auto planned = desk.act(lan, {id, {"plan-meeting", {{"meeting_date", meeting}}, {}}, {}});
        ASSERT_TRUE(planned) << planned.error().message;
    }
}

}  // namespace trinh::testing
