/// Manual: what a person enters for a criterion that no case feeds, and the documents that prove
/// it.
///
/// It says nothing about who may enter it (round.h) nor where it is kept.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/reform_index/criteria.h"

namespace trinh::reform_index {

/// A document that proves a number ("tài liệu kiểm chứng"). The file itself lies in the vault.
struct Evidence {
    std::string number;  ///< "12/BC-STP".
    std::optional<Date> date;
    std::string issuer, title;
    std::string file_name, sha256;  ///< Empty: only named, no file.
    bool operator==(const Evidence&) const = default;
};

/// One entered value. Which of its numbers are asked for depends on the formula of the criterion.
struct ManualValue {
    std::string code;
    Decimal points;                               ///< For a manual criterion.
    std::map<std::string, std::int64_t> answers;  ///< For a survey: how many gave that answer.
    std::vector<Evidence> evidence;
    std::string note;
    std::int64_t part = 0;   ///< For entered numbers; of yes-no 1 or 0.
    std::int64_t whole = 0;  ///< 0: nothing happened in the period (not for count).
};

/// Whether the value fits its criterion: known code, one that takes a value, numbers in range,
/// evidence complete where there is any. Refuses with not_found or invalid_input.
Result<Done> check_manual(const IndexTree& index, const ManualValue& value);

/// "Báo cáo số 12/BC-STP ngày 05/01/2024 của Sở Tư pháp": how papers name a document.
std::string evidence_words(const Evidence& evidence);

boost::json::object to_json(const Evidence& evidence);
boost::json::object to_json(const ManualValue& value);
/// What to_json() wrote. Refuses (invalid_input) any other shape, naming the member.
Result<ManualValue> read_manual(const boost::json::object& from);
Result<Evidence> read_evidence(const boost::json::object& from);
/// A list of them, at most 50.
Result<std::vector<Evidence>> read_documents(const boost::json::array& list);

}  // namespace trinh::reform_index
