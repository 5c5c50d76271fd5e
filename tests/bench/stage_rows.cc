#include "tests/bench/stage_rows.h"

#include "engine/base/check.h"

namespace trinh::bench {
namespace {

constexpr int rows_max = 10'000;

std::vector<ports::MailRow> mails(ports::Transaction& tx) {
    return tx.outbox().list(ports::MailState::pending, rows_max);
}

}  // namespace

std::size_t ActRows::count() const {
    return 3 + waiting.size() + deadlines.size() + journal.size() + mail.size();
}

ActRows rows_of(testing::TestOffice& office, CaseId subject, const std::function<CaseId()>& act) {
    ActRows rows;
    std::size_t journal_before = 0, mail_before = 0;
    {
        auto tx = office.store().begin_read();
        rows.is_opening = subject.number == 0;
        if (!rows.is_opening) {
            rows.before = tx->cases().load(subject).value();
            journal_before = tx->cases().journal(subject).size();
        }
        mail_before = mails(*tx).size();
    }
    const CaseId id = act();
    auto tx = office.store().begin_read();
    rows.after = tx->cases().load(id).value();
    rows.waiting = tx->cases().waiting(id);
    rows.deadlines = tx->deadlines().of_case(id);
    rows.journal = tx->cases().journal(id);
    rows.journal.erase(rows.journal.begin(),
                       rows.journal.begin() + static_cast<std::ptrdiff_t>(journal_before));
    rows.mail = mails(*tx);
    rows.mail.resize(rows.mail.size() - mail_before);
    rows.audit = tx->audit().query({}).front();
    rows.tree = tx->audit().tree();
    return rows;
}

void furnish(testing::TestOffice& office) {
    office.clock().set(*Instant::parse("2024-02-22T01:00Z"));
    office.load_calendars();
    office.load_process(six_stages);
    office.load_people();
    auto tx = office.store().begin();
    for (auto person : tx->people().people()) {
        person.email.clear();  // Nobody gets letters: what is measured is the case.
        tx->people().save_person(person);
    }
    tx->commit();
}

CaseId open_six_stages(testing::TestOffice& office, const service::Caller& caller) {
    auto opened = service::CaseDesk(office.office())
                      .open(caller, {"six-stages", "Quyết định về quản lý vỉa hè", ""});
    CHECK(opened.has_value());
    return CaseId{opened->at("id").as_int64()};
}

void complete_stage(testing::TestOffice& office, const service::Caller& caller, CaseId id) {
    CHECK(
        service::CaseDesk(office.office()).act(caller, {id, {"complete", {}, {}}, {}}).has_value());
}

std::vector<ActRows> rows_of_one_case() {
    testing::TestOffice office(testing::StoreKind::memory);
    furnish(office);
    const auto caller = office.caller(six_stage_clerk);
    std::vector<ActRows> all;
    CaseId id{};
    all.push_back(rows_of(office, {}, [&] { return id = open_six_stages(office, caller); }));
    for (int i = 0; i < stages; ++i) {
        all.push_back(rows_of(office, id, [&] { return complete_stage(office, caller, id), id; }));
    }
    return all;
}

}  // namespace trinh::bench
