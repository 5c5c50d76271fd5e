/// contract_fixture: one freshly opened store of either kind, and rows to put into it.
#pragma once

#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <unistd.h>

#include "adapters/sql/sql_store.h"
#include "engine/audit/entry.h"
#include "engine/ports/store.h"
#include "tests/support/memory_store.h"
#include "tests/support/postgres_server.h"

namespace trinh::testing {

/// The sentence with which `work` fails; empty when it does not.
inline std::string failure_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const ports::StoreFailure& failure) {
        return failure.what();
    }
    return "";
}

/// A folder that goes away with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = std::filesystem::temp_directory_path() / "trinh-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string file(const char* name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct InMemory {
    std::unique_ptr<ports::Store> store = std::make_unique<MemoryStore>();
};

struct OnSqlite {
    TemporaryFolder folder;
    std::unique_ptr<ports::Store> store = sql::open_sqlite(folder.file("trình của tôi.db"));
};

struct OnPostgres {
    std::unique_ptr<ports::Store> store =
        PostgresServer::absence().empty()
            ? sql::open_postgres(PostgresServer::shared().new_schema())
            : nullptr;
};

template <class Kind>
class StoreContract : public ::testing::Test {
protected:
    void SetUp() override {
        if constexpr (std::is_same_v<Kind, OnPostgres>) require_postgres();
    }
    /// Runs `work` in a writing transaction of its own and commits it.
    template <class Work>
    auto write(Work work) {
        const auto tx = kind_.store->begin();
        if constexpr (std::is_void_v<decltype(work(*tx))>) {
            work(*tx);
            tx->commit();
        } else {
            auto answer = work(*tx);
            tx->commit();
            return answer;
        }
    }
    /// Whether `work` fails, at once or when it is to be committed.
    template <class Work>
    bool fails(Work work) {
        return !failure_of([&] { write([&](ports::Transaction& tx) { work(tx); }); }).empty();
    }
    [[nodiscard]] std::unique_ptr<ports::Transaction> read() { return kind_.store->begin_read(); }
    [[nodiscard]] ports::Store& store() { return *kind_.store; }

    CaseId insert_case(const ports::CaseRow& row) {
        return write([&](ports::Transaction& tx) { return tx.cases().insert(row); });
    }

private:
    Kind kind_;
};

inline Date day(const char* text) {
    return *Date::parse(text);
}
inline Instant at(const char* text) {
    return *Instant::parse(text);
}

inline ports::CaseRow a_case(const std::string& folded_title = "quyet dinh ve cho noi") {
    ports::CaseRow row;
    row.process = "appraisal-ppc-decision";
    row.definition_hash = "abc";
    row.title = "Quyết định về chợ nổi";
    row.folded_title = folded_title;
    row.drafting_agency = "so-cong-thuong";
    row.department = "so-tu-phap";
    row.stage = "intake";
    row.opened_at = at("2023-04-14T08:30+07:00");
    row.changed_at = row.opened_at;
    row.next_due = day("2023-04-18");
    row.snapshot = R"({"title":"Đắk Lắk"})";
    return row;
}

inline ports::PersonRow lan() {
    ports::PersonRow row;
    row.id = "lan";
    row.name = "Trần Thị Lan";
    row.position = "Chuyên viên";
    row.email = "lan@example.vn";
    row.agency = "so-tu-phap";
    row.password_hash = "$argon2id$";
    row.roles = {"specialist", "clerk"};
    return row;
}

inline ports::MailRow a_mail(const std::string& message_id) {
    ports::MailRow row;
    row.message_id = message_id;
    row.to_person = "lan";
    row.to_address = "lan@example.vn";
    row.to_name = "Trần Thị Lan";
    row.letter = "digest";
    row.values = R"({"n":1})";
    row.queued_at = at("2023-04-14T08:30Z");
    row.not_before = row.queued_at;
    return row;
}

inline ports::AuditRow a_leaf(const audit::Entry& entry) {
    ports::AuditRow row;
    row.at = entry.at;
    row.actor = entry.actor;
    row.on_behalf_of = entry.on_behalf_of;
    row.agency = entry.agency;
    row.case_id = entry.case_id;
    row.action = entry.action;
    row.body = audit::canonical_bytes(entry);
    return row;
}

inline audit::Entry an_entry(std::int64_t index) {
    audit::Entry entry;
    entry.at = at("2023-04-14T08:30Z") + seconds(index);
    entry.actor = "lan";
    entry.agency = "so-tu-phap";
    entry.action = "case.open";
    entry.note = "Quyết định " + std::to_string(index);
    return entry;
}

inline ports::AuditRow a_leaf(std::int64_t index) {
    ports::AuditRow row = a_leaf(an_entry(index));
    row.index = index;
    return row;
}

}  // namespace trinh::testing
