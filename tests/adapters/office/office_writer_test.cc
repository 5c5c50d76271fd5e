#include "adapters/office/office_writer.h"

#include <gtest/gtest.h>

namespace trinh::office {
namespace {

const Instant at = *Instant::parse("2024-03-01T08:00Z");

forms::Paper small_paper() {
    forms::Paper paper;
    paper.title = "DANH MỤC VĂN BẢN MẪU";
    forms::Table table{{{"STT", 6}, {"Ngày", 14}}, {{{1.0, *Date::from_ymd(2019, 1, 1)}}}};
    paper.sheets = {{"Danh mục", {std::move(table)}}};
    return paper;
}

TEST(OfficeWriter, SamePaperGivesTheSameBytes) {
    const auto paper = small_paper();
    const OfficeWriter writer;

    EXPECT_EQ(writer.workbook(paper, at), writer.workbook(paper, at));
    EXPECT_EQ(writer.document(paper, at), writer.document(paper, at));
    EXPECT_NE(writer.document(paper, at), writer.document(paper, at + hours(24)));
}

TEST(OfficeWriter, SaysWhenItsFolderIsGone) {
    const OfficeWriter lost("/nowhere/at/all");
    EXPECT_THROW(static_cast<void>(lost.workbook(small_paper(), at)), ports::PaperFailure);
}

TEST(OfficeWriter, WritesWhateverATextHolds) {
    auto paper = small_paper();
    const std::string odd("\x01<w:p>&\"\t\n]]>\x1f", 15);
    paper.title = odd;
    paper.sheets[0] = {odd, {forms::Paragraph{odd + std::string(100'000, 'a')}}};
    const OfficeWriter writer;

    EXPECT_FALSE(writer.workbook(paper, at).empty());
    EXPECT_FALSE(writer.document(paper, at).empty());
}

}  // namespace
}  // namespace trinh::office
