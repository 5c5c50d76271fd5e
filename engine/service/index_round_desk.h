/// IndexRoundDesk: rounds of scoring and frozen scores of the index.
///
/// The rules are engine/reform_index/round.h and rights.h; here they are looked up, recorded and
/// written into the trail, each act in one transaction.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "engine/reform_index/round.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct ReportFile {
    std::string file_name, bytes;
};

class IndexRoundDesk {
public:
    explicit IndexRoundDesk(const Office& office) : office_(office) {}

    /// Freezes the score of that day: {"snapshot": its line}. Refuses: no right, no index.
    Result<json::object> freeze(const Caller& caller, Date on);
    /// {"items"}, newest first.
    json::object snapshots();
    /// The document as it was kept, byte by byte. Refuses with not_found.
    Result<std::string> snapshot_text(std::int64_t number);

    /// The report from a frozen score. `span`: "quarter" ..., empty: by its day; `format`: "docx"
    /// or "xlsx". The same snapshot gives the same bytes. Refuses: no such snapshot, other words, a
    /// program that writes no office files. Throws PaperFailure.
    Result<ReportFile> report(std::int64_t number, std::string_view span, std::string_view format);

    /// Opens a round for that reporting date. The round's document, as all that follow.
    Result<json::object> open(const Caller& caller, Date on);
    Result<json::object> act(const Caller& caller, std::int64_t number,
                             reform_index::RoundStep wanted);
    Result<json::object> show(const Caller& caller, std::int64_t number);
    /// {"items"} with the state and the three totals of each, newest first.
    Result<json::object> rounds(const Caller& caller);

private:
    Office office_;
};

}  // namespace trinh::service
