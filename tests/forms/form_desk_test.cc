// What the desk gathers: the cases that the caller may see, under the form's own conditions.
#include <algorithm>
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/forms/samples.h"
#include "tests/support/paper_text.h"

namespace trinh::testing {
namespace {

using service::FormDesk;

const FormSample register_sample{"review-register", "regular-review/main-path"};
const FormSample form_sample{"review-form", "regular-review/main-path", 1};

std::vector<std::string> ids(const boost::json::object& list) {
    std::vector<std::string> all;
    for (const auto& item : list.at("items").as_array())
        all.emplace_back(item.at("id").as_string());
    return all;
}

TEST(FormDesk, ListsAllFormsOrThoseOfACase) {
    PlayedStory played("regular-review/main-path");
    FormDesk desk(played.office.office());
    const auto minh = played.office.caller("minh");

    const auto all = ids(*desk.list(minh)), of_case = ids(*desk.list(minh, CaseId{1}));
    EXPECT_EQ(of_case, std::vector<std::string>{"review-form"});
    EXPECT_EQ(std::count(all.begin(), all.end(), "review-register"), 1);
    EXPECT_FALSE(desk.list(minh, CaseId{99}));
}

TEST(FormDesk, ShowsAnotherAgencyNothingOfTheCase) {
    PlayedStory played("regular-review/main-path");
    FormDesk desk(played.office.office());
    const auto stranger = played.office.caller("khoi-so-tc");

    const auto refused = desk.paper(stranger, played.request(form_sample));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "There is no case 1.");
    EXPECT_FALSE(desk.list(stranger, CaseId{1}));

    const auto seen = desk.paper(stranger, played.request(register_sample));
    ASSERT_TRUE(seen);
    const auto text = paper_text(*seen);
    EXPECT_EQ(text.find("05/2019/QĐ-UBND"), std::string::npos) << text;
    EXPECT_NE(text.find("chỉ gồm các hồ sơ mà người lập biểu được xem"), std::string::npos);
}

TEST(FormDesk, LeavesOutWhatLiesOutsideThePeriod) {
    PlayedStory played("regular-review/main-path");
    auto request = played.request(register_sample);
    request.from = request.to = Date::parse("2020-01-01");
    const auto empty =
        FormDesk(played.office.office()).paper(played.office.caller("minh"), request);

    ASSERT_TRUE(empty);
    EXPECT_EQ(paper_text(*empty).find("05/2019/QĐ-UBND"), std::string::npos);
}

TEST(FormDesk, RefusesAFormOfAnotherProcess) {
    PlayedStory played("regular-review/main-path");
    auto request = played.request(form_sample);
    request.form = "inspection-sheet";
    const auto refused =
        FormDesk(played.office.office()).paper(played.office.caller("minh"), request);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message,
              "The form 'inspection-sheet' is not of the process 'regular-review' (law-2015): "
              "expected self-inspection or inspection-by-authority or inspection-non-normative of "
              "law-2015.");
}

TEST(FormDesk, NamesTheFileAfterTheFormAndItsCaseOrPeriod) {
    PlayedStory played("regular-review/main-path");
    FormDesk desk(played.office.office());
    const auto minh = played.office.caller("minh");

    EXPECT_EQ(desk.write(minh, played.request(form_sample))->file_name,
              "Phiếu rà soát văn bản quy phạm pháp luật - hồ sơ 1.xlsx");
    auto of_period = played.request(register_sample);
    of_period.kind = service::FileKind::document;
    EXPECT_EQ(desk.write(minh, of_period)->file_name,
              "Sổ theo dõi văn bản quy phạm pháp luật được rà soát - 2020-01-01 đến "
              "2027-12-31.docx");
}

TEST(FileKind, IsTheEndOfTheName) {
    EXPECT_EQ(service::file_kind("a.xlsx"), service::FileKind::workbook);
    EXPECT_EQ(service::file_kind("a.b.docx"), service::FileKind::document);
    EXPECT_FALSE(service::file_kind("a.pdf"));
    EXPECT_FALSE(service::file_kind("xlsx"));
}

}  // namespace
}  // namespace trinh::testing
