/// archive_story: an office with closed cases of 2024, and archives made of their history.
#pragma once

#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/service/archive_desk.h"
#include "tests/engine/service/story.h"

namespace trinh::testing {

/// One call of a shelf or of what it gave, by its name: "create", "add_case", "close", "keep" ...
using ShelfHook = std::function<void(const std::string& call)>;

/// A shelf that tells every call before it is made; the hook may throw, as a broken disk would.
class ToldShelf : public ports::ArchiveShelf {
public:
    /// Keeps the reference.
    ToldShelf(ports::ArchiveShelf& shelf, ShelfHook hook) : shelf_(shelf), hook_(std::move(hook)) {}
    [[nodiscard]] Result<std::string> name_of(std::string_view place) const override {
        return shelf_.name_of(place);
    }
    [[nodiscard]] bool is_there(std::string_view place) const override {
        return shelf_.is_there(place);
    }
    void discard(std::string_view place) override { shelf_.discard(place); }
    [[nodiscard]] std::unique_ptr<ports::ArchiveWriter> create(std::string_view place) override;
    [[nodiscard]] Result<std::unique_ptr<ports::ArchiveReader>> open(
        std::string_view place) override;
    [[nodiscard]] Result<ports::ArchivePrint> print_of(std::string_view place) const override;

private:
    ports::ArchiveShelf& shelf_;
    ShelfHook hook_;
};

constexpr const char* archive_name = "nam-2024.db";

/// Cases: one goes its whole way to the sent report and is withdrawn, one is withdrawn while it is
/// drafted, one stays open. Their numbers are in `closed` and `open`.
struct ClosedCases {
    std::vector<CaseId> closed;
    CaseId open;
};
ClosedCases close_some(TestOffice& office);

/// As khanh, of cases that ended before that day.
Result<service::json::object> archive(const service::Office& office, const service::Caller& khanh,
                                      const char* before = "2025-01-01",
                                      const char* place = archive_name);

/// What officers see of all that moved: histories, pictures, proofs. Without the line that says
/// where the history lies.
std::string seen(TestOffice& office, const ClosedCases& cases, bool has_pictures = true);

/// The trail verifies, the doctor finds no fault, and nothing of a history is lost, wherever it
/// lies.
void expect_whole(TestOffice& office, const ClosedCases& cases, const std::string& before,
                  bool has_pictures = true);

}  // namespace trinh::testing
