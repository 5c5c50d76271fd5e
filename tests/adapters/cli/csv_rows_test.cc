// A CSV file as an officer's spreadsheet writes it becomes rows; what is wrong is named by its
// place.
#include "adapters/cli/csv_rows.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace trinh::cli {
namespace {

namespace json = boost::json;

json::array columns() {
    return json::parse(R"([
        {"field": "agency", "type": "text", "title": "Cơ quan", "title_en": "Agency", "choices": []},
        {"field": "on", "type": "date", "title": "Ngày nhận", "title_en": "Received", "choices": []},
        {"field": "pages", "type": "number", "title": "Số trang", "title_en": "Pages", "choices": []},
        {"field": "taken", "type": "choice", "title": "Tiếp thu", "title_en": "Taken in",
         "choices": [{"value": "yes", "title": "Có tiếp thu", "title_en": "Accepted"},
                     {"value": "no", "title": "Không", "title_en": "Declined"}]},
        {"field": "old", "type": "boolean", "title": "Đã cũ", "title_en": "Old", "choices": []}
    ])")
        .as_array();
}

/// The rows as JSON text, or the English message.
std::string read(std::string_view text) {
    const auto rows = rows_of_csv(text, columns());
    if (!rows) {
        EXPECT_EQ(rows.error().reason, Reason::invalid_input);
        EXPECT_FALSE(rows.error().message_vi.empty());
        return rows.error().message;
    }
    return json::serialize(*rows);
}

TEST(CsvRows, ReadsWhatASpreadsheetWrites) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "Cơ quan;Ngày nhận;Số trang\r\nSở Tài chính;4/5/2023;2,5\r\n"),
              R"([{"agency":"Sở Tài chính","on":"2023-05-04","pages":2.5E0}])");
    EXPECT_EQ(read("agency,pages\n\"Sở Xây dựng, phòng \"\"A\"\"\",3\n\n\"hai\ndòng\",\n"),
              R"([{"agency":"Sở Xây dựng, phòng \"A\"","pages":3},{"agency":"hai\ndòng"}])");
    EXPECT_EQ(read("taken,old\nAccepted,Có\nkhong,no\n"),
              R"([{"taken":"yes","old":true},{"taken":"no","old":false}])");
    EXPECT_EQ(read("agency\n"), "[]");
}

TEST(CsvRows, NamesTheLineAndColumnOfAWrongCell) {
    EXPECT_EQ(read("agency,on\nA,04/05/2023\n\nB,31/02/2023\n"),
              "Line 4, column 2 (Received): expected a date such as 04/05/2023, found "
              "'31/02/2023'.");
    EXPECT_EQ(read("pages\nba\n"), "Line 2, column 1 (Pages): expected a number, found 'ba'.");
    EXPECT_EQ(read("taken\nmaybe\n"),
              "Line 2, column 1 (Taken in): expected one of: yes, no; found 'maybe'.");
    EXPECT_EQ(read("old\nperhaps\n"),
              "Line 2, column 1 (Old): expected yes or no, found 'perhaps'.");
    EXPECT_EQ(read("agency\n\"hai\ndòng\"\nB,C\n"),
              "Line 4 has 2 cells, the first line names 1 columns.");
}

TEST(CsvRows, RefusesWhatIsNoTable) {
    EXPECT_EQ(read(""), "The file is empty.");
    EXPECT_EQ(read("agency,who\n"),
              "Line 1, column 2: 'who' is no column of the table; the first line names them: "
              "agency, on, pages, taken, old.");
    EXPECT_NE(read("agency\n\"open\n").find("Line 2: a quote"), std::string::npos);
    EXPECT_NE(read("agency\n\xFF\n").find("CSV UTF-8"), std::string::npos);
    EXPECT_NE(rows_of_file("/no/such/file.csv", columns()).error().message.find("cannot be read"),
              std::string::npos);
}

}  // namespace
}  // namespace trinh::cli
