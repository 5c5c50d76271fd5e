#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/audit_filter.h"
#include "adapters/cli/documents.h"
#include "engine/service/audit_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

/// What lies in archives and was not shown.
void print_archives(std::ostream& out, const json::object& view) {
    const auto* archives = view.if_contains("archives");
    if (archives == nullptr) return;
    for (const auto& item : archives->as_array()) {
        const auto& row = item.as_object();
        const auto name = text_of(row, "archive"), matches = text_of(row, "matches");
        if (matches.empty()) {
            out << "The archive " << name << " (" << text_of(row, "entries")
                << " entries) is not at hand and was not searched.\n";
        } else if (matches != "0") {
            out << "At least " << matches << " more in the archive " << name << ": add --archive "
                << name << ".\n";
        }
    }
}

/// A long question is answered in several goes.
Result<json::object> whole_page(service::AuditDesk& desk, const service::Caller& caller,
                                ports::AuditFilter filter) {
    json::array items;
    json::value archives;  // Told with the first part.
    while (true) {
        auto part = desk.query(caller, filter);
        if (!part) return part;
        for (auto& item : part->at("items").as_array()) items.push_back(std::move(item));
        if (const auto* told = part->if_contains("archives")) archives = *told;
        const auto found = static_cast<int>(part->at("items").as_array().size());
        if (part->at("next").is_null() || found >= filter.limit) {
            (*part)["items"] = std::move(items);
            if (!archives.is_null()) (*part)["archives"] = std::move(archives);
            return part;
        }
        filter.limit -= found;
        filter.below_index = part->at("next").as_int64();
    }
}

int query(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto filter = audit_filter_of(arguments);
    if (!filter) return refuse(terminal, filter.error());
    service::AuditDesk desk(office);
    const auto archive = arguments.option("archive");
    return answer(terminal,
                  archive.empty() ? whole_page(desk, *caller, *filter)
                                  : desk.query_archive(*caller, archive, *filter),
                  [](std::ostream& out, const json::object& view) {
                      print_entries(out, view);
                      print_archives(out, view);
                  });
}

}  // namespace

std::vector<Verb> audit_verbs() {
    std::vector<OptionSpec> options{{"as", "Who asks (person id)", OptionKind::required}};
    for (auto& option : audit_filter_options()) options.push_back(std::move(option));
    options.push_back({"archive", "Search this archive; each entry is held against its kept hash"});
    return {{"audit", "query", "Who did what, when, on which case", {}, options, query}};
}

}  // namespace trinh::cli
