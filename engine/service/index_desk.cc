#include "engine/service/index_desk.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/service/index_book.h"

namespace trinh::service {

Result<json::object> IndexDesk::score(Date on) {
    auto tx = office_.store.begin_read();
    auto scored = score_on(office_, *tx, on);
    if (!scored) return scored.error();
    json::object view = reform_index::to_json(scored->tree, scored->facts);
    view["broken_sums"] = lines_json(scored->broken);
    return view;
}

Result<json::object> IndexDesk::explain(std::string_view code, Date on) {
    auto tx = office_.store.begin_read();
    auto scored = score_on(office_, *tx, on);
    if (!scored) return scored.error();
    const auto* node = reform_index::find_node(scored->tree, code);
    if (node == nullptr) {
        return Refusal{Reason::not_found, fmt::format("The index has no criterion '{}'.", code),
                       fmt::format("Bộ chỉ số không có tiêu chí “{}”.", code)};
    }
    json::object view = reform_index::to_json(*node, scored->facts);
    view["on"] = on.iso();
    view["text"] = reform_index::explain_vi(*node, scored->facts);
    view["text_en"] = reform_index::explain_en(*node, scored->facts);
    return view;
}

}  // namespace trinh::service
