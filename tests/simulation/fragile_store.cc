#include "tests/simulation/fragile_store.h"

#include <filesystem>

#include "adapters/sql/sql_store.h"
#include "tests/adapters/sql/contract_fixture.h"
#include "tests/simulation/faulty_disk.h"
#include "tests/support/memory_store.h"

namespace trinh::testing {

namespace {

class FragileMemory : public FragileStore {
public:
    ports::Store& store() override { return store_; }
    void arm(Chance& chance) override { store_.fail_at(1 + static_cast<int>(chance.below(60))); }
    bool revive(Chance&) override {
        store_.fail_at(0);
        return false;
    }
    [[nodiscard]] bool is_certain() const override { return true; }

private:
    MemoryStore store_;
};

class FragileSqlite : public FragileStore {
public:
    FragileSqlite() {
        FaultyDisk::get().forget();
        open();
    }
    ports::Store& store() override { return *store_; }
    void arm(Chance& chance) override {
        const auto fault =
            chance.percent(30) ? FaultyDisk::Fault::one_error : FaultyDisk::Fault::power_cut;
        FaultyDisk::get().fail_at(1 + static_cast<int>(chance.below(30)), fault);
    }
    bool revive(Chance& chance) override {
        auto& disk = FaultyDisk::get();
        disk.calm();
        if (!disk.is_dead()) return false;
        store_.reset();
        disk.restore_power(chance);
        std::filesystem::remove(file() + "-shm");  // It was memory.
        open();
        return true;
    }
    [[nodiscard]] bool is_certain() const override { return false; }

private:
    [[nodiscard]] std::string file() const { return folder_.file("trinh.db"); }
    void open() { store_ = sql::open_sqlite(file()); }

    TemporaryFolder folder_;
    std::unique_ptr<ports::Store> store_;
};

}  // namespace

std::unique_ptr<FragileStore> new_fragile_store(Kind kind) {
    if (kind == Kind::memory) return std::make_unique<FragileMemory>();
    return std::make_unique<FragileSqlite>();
}

}  // namespace trinh::testing
