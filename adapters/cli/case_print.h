/// case_print: the documents about cases as text for a terminal.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <iosfwd>

namespace trinh::cli {

void print_case(std::ostream& out, const boost::json::object& view, bool is_vietnamese);
void print_result(std::ostream& out, const boost::json::object& view, bool is_vietnamese);
void print_actions(std::ostream& out, const boost::json::array& actions, bool is_vietnamese);
void print_why(std::ostream& out, const boost::json::object& view, bool is_vietnamese);
void print_history(std::ostream& out, const boost::json::object& view, bool is_vietnamese);
void print_summaries(std::ostream& out, const boost::json::object& view, bool is_vietnamese);
/// The same, the cases of one campaign together below its title.
void print_work(std::ostream& out, const boost::json::object& view, bool is_vietnamese);

}  // namespace trinh::cli
