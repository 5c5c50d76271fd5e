#include "engine/service/audit_export.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <vector>

#include "engine/audit/digest.h"
#include "engine/audit/entry.h"
#include "engine/audit/merkle.h"
#include "engine/service/archived_history.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/log_walk.h"

namespace trinh::service {
namespace {

constexpr int cases_a_page = 500;
constexpr int entries_a_page = 500;

/// RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe in front.
std::string csv_cell(std::string_view text) {
    const bool is_formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string cell = is_formula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string csv_line(const ports::AuditRow& row) {
    const auto read = audit::read_entry(row.body);
    const audit::Entry entry = read ? *read : audit::Entry{};
    std::string line = std::to_string(row.index) + "," + row.at.iso();
    for (const auto& cell :
         {row.actor, row.on_behalf_of, row.agency,
          row.case_id ? std::to_string(row.case_id->number) : std::string(), row.action,
          entry.rule.definition, entry.rule.basis, entry.before, entry.after, entry.note,
          entry.inputs, entry.via, audit::to_hex(audit::bytes_of(leaf_of(row)))}) {
        line += "," + csv_cell(cell);
    }
    return line + "\r\n";
}

std::int64_t write_csv(const Office& office, std::int64_t size, const Sink& sink) {
    sink(
        "index,at,actor,on_behalf_of,agency,case,action,definition,basis,before,after,note,inputs,"
        "via,leaf_hash\r\n");
    walk_log(office, size, [&](const ports::AuditRow& row) { sink(csv_line(row)); });
    return size;
}

std::int64_t write_json(const Office& office, std::int64_t size, const Sink& sink) {
    sink("[");
    walk_log(office, size, [&](const ports::AuditRow& row) {
        sink(row.index == 0 ? "\n" : ",\n");
        sink(row.moved_hash.empty() ? row.body
                                    : fmt::format("{{\"moved\":\"{}\"}}", row.moved_hash));
    });
    sink("\n]\n");
    return size;
}

std::string xml_text(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '&') {
            safe += "&amp;";
        } else if (c == '<') {
            safe += "&lt;";
        } else if (c == '"') {
            safe += "&quot;";
        } else if (octet < 0x20) {
            // XML 1.0 has no other controls; these three must not be folded into blanks.
            if (c == '\n' || c == '\r' || c == '\t') safe += fmt::format("&#{};", int{c});
        } else {
            safe += c;
        }
    }
    return safe;
}

std::string xes_string(const char* key, std::string_view value) {
    if (value.empty()) return {};
    return fmt::format("<string key=\"{}\" value=\"{}\"/>", key, xml_text(value));
}

std::string xes_event(const ports::AuditRow& row) {
    const auto read = audit::read_entry(row.body);
    const audit::Entry entry = read ? *read : audit::Entry{};
    return "<event>" + xes_string("concept:name", row.action) +
           fmt::format("<date key=\"time:timestamp\" value=\"{}\"/>", row.at.iso()) +
           xes_string("lifecycle:transition", "complete") + xes_string("org:resource", row.actor) +
           xes_string("org:group", row.agency) +
           fmt::format("<int key=\"trinh:entry\" value=\"{}\"/>", row.index) +
           xes_string("trinh:before", entry.before) + xes_string("trinh:after", entry.after) +
           xes_string("trinh:note", entry.note) + xes_string("trinh:basis", entry.rule.basis) +
           "</event>\n";
}

/// Of the newest page of cases below `below` the entries, newest case first.
class XesWriter {
public:
    XesWriter(const Office& office, std::int64_t size, const Sink& sink)
        : office_(office), size_(size), sink_(sink) {}

    std::int64_t write() {
        sink_(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<log xes.version=\"1849-2016\" xes.features=\"\" "
            "xmlns=\"http://www.xes-standard.org/\">\n");
        for (const char* name : {"Concept", "Time", "Lifecycle", "Organizational"}) {
            std::string prefix = name;
            prefix[0] = static_cast<char>(prefix[0] - 'A' + 'a');
            if (prefix == "organizational") prefix = "org";
            sink_(
                fmt::format("<extension name=\"{}\" prefix=\"{}\" "
                            "uri=\"http://www.xes-standard.org/{}.xesext\"/>\n",
                            name, prefix, prefix));
        }
        sink_("<classifier name=\"Action\" keys=\"concept:name\"/>\n");
        sink_("<string key=\"concept:name\" value=\"Trình\"/>\n");
        write_cases();
        sink_("</log>\n");
        return written_;
    }

private:
    void write_cases() {
        ports::CaseFilter filter;
        filter.limit = cases_a_page;
        while (true) {
            const auto rows = office_.store.begin_read()->cases().list(filter);
            for (const auto& row : rows) write_case(row);
            if (std::ssize(rows) < cases_a_page) return;
            filter.below_id = rows.back().id;
        }
    }

    void write_case(const ports::CaseRow& row) {
        sink_("<trace>" + xes_string("concept:name", std::to_string(row.id.number)) +
              xes_string("trinh:title", row.title) + xes_string("trinh:process", row.process) +
              xes_string("trinh:definition", row.definition_hash) +
              xes_string("org:group", row.drafting_agency) + "\n");
        // The query gives the newest first; what one case has is little.
        std::vector<ports::AuditRow> entries;
        ports::AuditFilter filter;
        filter.case_id = row.id;
        filter.below_index = size_;
        filter.limit = entries_a_page;
        while (true) {
            auto page = office_.store.begin_read()->audit().query(filter);
            std::ranges::move(page.rows, std::back_inserter(entries));
            if (!page.next) break;
            filter.below_index = page.next;
        }
        // What moved is older than what came since.
        if (row.is_closed) {
            const auto tx = office_.store.begin_read();
            std::ranges::move(moved_entries(office_, *tx, row.id), std::back_inserter(entries));
        }
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            sink_(xes_event(*entry));
        }
        written_ += std::ssize(entries);
        sink_("</trace>\n");
    }

    const Office& office_;
    const std::int64_t size_;
    const Sink& sink_;
    std::int64_t written_ = 0;
};

}  // namespace

Result<std::int64_t> export_audit(const Office& office, const Caller& caller,
                                  std::string_view format, const Sink& sink) {
    if (!may_audit(caller)) return may_not_audit();
    const std::int64_t size = office.store.begin_read()->audit().tree().size;
    if (format == "csv") return write_csv(office, size, sink);
    if (format == "json") return write_json(office, size, sink);
    if (format == "xes") return XesWriter(office, size, sink).write();
    return Refusal{Reason::invalid_input,
                   fmt::format("'{}' is no format of the trail; use csv, json or xes.", format),
                   fmt::format("Không có định dạng “{}”; dùng csv, json hoặc xes.", format)};
}

}  // namespace trinh::service
