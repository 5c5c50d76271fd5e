#include "tests/bench/long_trail.h"

#include <array>
#include <fmt/format.h>

#include "adapters/sql/sql_store.h"
#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/service/trail.h"

namespace trinh::bench {

namespace {

constexpr std::int64_t open_at_a_time = 2'000;
constexpr std::int64_t window = open_at_a_time * entries_a_case;
constexpr std::int64_t entries_a_commit = 12'000;

/// The same number for the same two, well mixed (splitmix64).
std::uint64_t mixed(std::int64_t number, std::uint64_t salt) {
    std::uint64_t x = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15ULL + salt;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

template <std::size_t size>
const char* one_of(const std::array<const char*, size>& words, std::uint64_t random) {
    return words[random % size];
}

constexpr std::array kinds{"ban hành Quy định về",
                           "ban hành Quy chế",
                           "quy định mức thu",
                           "sửa đổi, bổ sung một số điều của Quy định về",
                           "bãi bỏ Quyết định về",
                           "phân cấp quản lý",
                           "quy định định mức kinh tế - kỹ thuật"};
constexpr std::array subjects{"vỉa hè, lòng đường",
                              "nhà chung cư",
                              "giá dịch vụ sử dụng đò, phà",
                              "tài sản công",
                              "đất ở nông thôn",
                              "chất thải rắn sinh hoạt",
                              "kiến trúc nông thôn",
                              "ranh giới đất ven biển",
                              "giống cây trồng, vật nuôi",
                              "khu vực chăn nuôi",
                              "đấu thầu mua sắm",
                              "dạy thêm, học thêm",
                              "cấp nước sạch",
                              "chợ nổi",
                              "lễ hội truyền thống",
                              "bến khách ngang sông",
                              "an toàn thực phẩm",
                              "cụm công nghiệp",
                              "quỹ phòng, chống thiên tai",
                              "hỗ trợ tiền ăn bán trú"};
constexpr std::array syllables{"Tân",   "Phú",  "Long",  "Bình", "Hòa",  "Mỹ",   "Thạnh", "An",
                               "Vĩnh",  "Hưng", "Lộc",   "Đông", "Tây",  "Xuân", "Ninh",  "Quới",
                               "Khánh", "Thới", "Trung", "Hiệp", "Nhơn", "Điền", "Giồng", "Rạch"};
constexpr std::array actions{"accept",     "dossier.receive", "draft.add",   "register",
                             "assign",     "submit",          "sign-report", "send-for-signature",
                             "clock.near", "clock.passed",    "return",      "sign-in",
                             "case.open",  "publish",         "effect",      "confirm-result",
                             "note",       "recheck",         "consult",     "answer"};
constexpr std::array stages{"intake",
                            "completeness",
                            "assignment",
                            "report-drafting council-optional no-question",
                            "director-signature",
                            "report-sending",
                            "finishing",
                            "chair-signature"};
constexpr std::array bases{
    "Điều 1 đến Điều 9 Văn bản giả định số 01/0000/VB-GĐ (được sửa đổi, bổ sung bởi Văn bản giả "
    "định "
    "số 02/0000/VB-GĐ); Văn bản giả định số 03/0000/VB-GĐ",
    "Mục II Kế hoạch giả định số 04/KH-GĐ"};

std::int64_t case_of(std::int64_t number) {
    return number / window * open_at_a_time + number % open_at_a_time + 1;
}

/// Few do much, many do little.
std::int64_t nth_officer(std::int64_t number) {
    const auto random = mixed(number, 5);
    const auto place = static_cast<std::int64_t>(random % 300);
    return (random >> 32) % 3 == 0 ? place : place * place / 300 * place / 300;
}

std::string inputs_of(std::int64_t number) {
    switch (mixed(number, 6) % 8) {
        case 0:
            return fmt::format(R"({{"arrival_number":"{}","arrived_on":"2024-05-{:02}"}})",
                               number % 5000, 1 + number % 28);
        case 1:
            return fmt::format(R"({{"number":{},"sha256":"{:016x}{:016x}{:016x}{:016x}",)"
                               R"("file_name":"du-thao-{}.docx","bytes":{}}})",
                               number % 4 + 1, mixed(number, 7), mixed(number, 8), mixed(number, 9),
                               mixed(number, 10), number % 4 + 1, mixed(number, 11) % 900000);
        case 2:
            return R"({"item":"submission-letter","form":"paper"})";
        case 3:
            return fmt::format(R"({{"specialist":"can-bo-{:03}","touches_many_fields":false}})",
                               nth_officer(number + 1));
        default:
            return {};
    }
}

std::string note_of(std::int64_t number) {
    if (number % 250'000 == 777) return "Đề nghị kiểm tra bản đồ kèm theo ở ấp Giồng Sao";
    if (mixed(number, 12) % 10 != 0) return {};
    return fmt::format("Đề nghị bổ sung {} trước ngày {:02}/06",
                       one_of(subjects, mixed(number, 13)), 1 + number % 28);
}

ports::CaseRow nth_case(std::int64_t number) {
    ports::CaseRow row;
    row.process = "long-trail";
    row.definition_hash = "0";
    row.title = nth_title(number);
    row.folded_title = folded(row.title);
    row.drafting_agency = busy_agency;
    row.department = "stp";
    row.stage = "intake";
    row.is_closed = true;
    row.snapshot = "{}";
    return row;
}

void fill(ports::Store& store, std::int64_t from, std::int64_t to) {
    auto tx = store.begin();
    for (std::int64_t i = from; i < to; ++i) {
        if (i % window < open_at_a_time) {
            CHECK(tx->cases().insert(nth_case(case_of(i))).number == case_of(i));
        }
        service::append_entry(*tx, nth_entry(i));
    }
    tx->commit();
}

/// What the server's round does after the acts.
void take_in(ports::Store& store) {
    constexpr int stretches = 32;
    while (true) {
        auto tx = store.begin();
        const int taken = tx->audit().catch_up(stretches);
        tx->commit();
        if (taken == 0) return;
    }
}

}  // namespace

std::string nth_title(std::int64_t number) {
    const auto word = [&](std::uint64_t salt) { return one_of(syllables, mixed(number, salt)); };
    const std::string place =
        number % 100'000 == 4'321 ? "Cù Lao Ông Tư" : fmt::format("{} {}", word(1), word(2));
    return fmt::format("Quyết định {} {} trên địa bàn {} tỉnh Tân Nguyên",
                       one_of(kinds, mixed(number, 3)), one_of(subjects, mixed(number, 4)), place);
}

audit::Entry nth_entry(std::int64_t number) {
    audit::Entry entry;
    const auto officer = nth_officer(number);
    const bool is_rare = number % 200'000 == 123'456;
    entry.at = *Instant::parse("2015-01-05T01:00Z") + seconds(number * 30);
    entry.actor = is_rare ? rare_officer : fmt::format("can-bo-{:03}", officer);
    entry.agency = is_rare ? rare_agency : fmt::format("co-quan-{:02}", officer % 60);
    if (mixed(number, 14) % 5'000 == 0) entry.on_behalf_of = deputy;
    entry.case_id = CaseId{case_of(number)};
    const auto step = static_cast<std::size_t>(number / open_at_a_time % entries_a_case);
    entry.action = number % 100'000 == 54'321
                       ? rare_action
                       : actions[mixed(number, 15) % 100 * (mixed(number, 17) % 100) / 500 % 20];
    const std::string process = fmt::format("process-{:02}", mixed(case_of(number), 16) % 12);
    entry.rule = {process + "@52647ae309d36923",
                  one_of(bases, mixed(case_of(number), 16) % 12 / 9)};
    entry.before = stages[step % stages.size()];
    entry.after = stages[(step + 1) % stages.size()];
    entry.inputs = inputs_of(number);
    entry.note = note_of(number);
    entry.via = "web";
    return entry;
}

LongTrail long_trail(const std::string& file, std::int64_t entries) {
    CHECK(entries > 0 && entries % window == 0);
    LongTrail trail{sql::open_sqlite(file), file, entries};
    std::int64_t there = trail.store->begin_read()->audit().tree().size;
    for (; there < entries; there += entries_a_commit) {
        fill(*trail.store, there, there + entries_a_commit);
    }
    take_in(*trail.store);
    return trail;
}

}  // namespace trinh::bench
