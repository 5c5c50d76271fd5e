#include "tests/bench/stage_rows.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"

namespace trinh::bench {
namespace {

constexpr int rows_max = 10'000;

/// What the store holds of a case.
struct Held {
    ports::CaseRow row;
    std::vector<ports::WaitingRow> waiting;
    std::vector<ports::DeadlineRow> deadlines;
    std::vector<ports::JournalRow> journal;
    std::vector<ports::MailRow> mail;  ///< Of all cases, newest first.
};

Held held(testing::TestOffice& office, CaseId id) {
    auto tx = office.store().begin_read();
    Held all;
    all.mail = tx->outbox().list(ports::MailState::pending, rows_max);
    if (id.number == 0) return all;
    all.row = tx->cases().load(id).value();
    all.waiting = tx->cases().waiting(id);
    all.deadlines = tx->deadlines().of_case(id);
    all.journal = tx->cases().journal(id);
    return all;
}

auto key(const ports::WaitingRow& row) {
    return std::tie(row.role, row.agency, row.person);
}

auto key(const ports::DeadlineRow& row) {
    return std::tie(row.deadline, row.entry, row.due, row.wake_at, row.owner_role);
}

template <class Row>
std::vector<Row> without(const std::vector<Row>& rows, const std::vector<Row>& others) {
    std::vector<Row> left;
    for (const auto& row : rows) {
        const auto is_it = [&](const Row& other) { return key(other) == key(row); };
        if (std::ranges::none_of(others, is_it)) left.push_back(row);
    }
    return left;
}

}  // namespace

std::size_t ActRows::count() const {
    return 3 + (change.waiting ? change.waiting->size() : 0) + change.deadlines_gone.size() +
           change.deadlines_set.size() + change.journal.size() + change.mail.size();
}

ActRows rows_of(testing::TestOffice& office, CaseId subject, const std::function<CaseId()>& act) {
    const auto before = held(office, subject);
    const CaseId id = act();
    const auto after = held(office, id);
    ActRows rows;
    rows.is_opening = subject.number == 0;
    rows.before = before.row;
    auto& change = rows.change;
    change.after = after.row;
    change.is_only_moved = before.row.is_closed == after.row.is_closed;
    if (!std::ranges::equal(after.waiting, before.waiting, [](const auto& one, const auto& two) {
            return key(one) == key(two);
        })) {
        change.waiting = after.waiting;
    }
    change.deadlines_gone = without(before.deadlines, after.deadlines);
    change.deadlines_set = without(after.deadlines, before.deadlines);
    change.journal.assign(
        after.journal.begin() + static_cast<std::ptrdiff_t>(before.journal.size()),
        after.journal.end());
    change.mail = after.mail;
    change.mail.resize(after.mail.size() - before.mail.size());
    auto tx = office.store().begin_read();
    change.entries.push_back(tx->audit().query({}).rows.front());
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
        const auto complete = [&] {
            complete_stage(office, caller, id);
            return id;
        };
        all.push_back(rows_of(office, id, complete));
    }
    return all;
}

}  // namespace trinh::bench
