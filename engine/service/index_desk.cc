#include "engine/service/index_desk.h"

#include <boost/json/array.hpp>

#include "engine/service/index_book.h"

namespace trinh::service {

Result<json::object> IndexDesk::score(Date on) {
    auto tree = current_score(office_, on);
    if (!tree) return tree.error();
    json::object view = reform_index::to_outline(*tree);
    view["broken_sums"] = lines_json(reform_index::reconcile_sums(*office_.shelf.index(), *tree));
    return view;
}

Result<json::object> IndexDesk::explain(std::string_view code, Date on) {
    auto tx = office_.store.begin_read();
    auto opened = open_criterion(office_, *tx, code, on);
    if (!opened) return opened.error();
    json::object view = reform_index::to_json(opened->node, opened->facts);
    view["on"] = on.iso();
    view["text"] = reform_index::explain_vi(opened->node, opened->facts);
    view["text_en"] = reform_index::explain_en(opened->node, opened->facts);
    return view;
}

}  // namespace trinh::service
