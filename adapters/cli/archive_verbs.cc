// History in archive files: making them, and reading them with or without the store.
#include <boost/json/array.hpp>
#include <ostream>

#include "adapters/cli/audit_filter.h"
#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "engine/base/instant.h"
#include "engine/service/archive_check.h"
#include "engine/service/archive_desk.h"
#include "engine/service/archive_reading.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

const OptionSpec as_option{"as", "Who asks (person id)", OptionKind::required};
const WordSpec file_word{"file", "A name in the state folder's archives, or a path"};

std::string moment(const json::object& row, const char* key) {
    const auto at = Instant::parse(text_of(row, key));
    return at ? at->spoken() : std::string();
}

void print_held_back(std::ostream& out, const json::object& view, bool is_vietnamese) {
    const auto& items = view.at("held_back").as_array();
    if (!items.empty()) {
        Table table(is_vietnamese ? std::vector<std::string>{"#", "Hồ sơ", "Giữ lại vì"}
                                  : std::vector<std::string>{"case", "title", "held back because"});
        for (const auto& item : items) {
            const auto& row = item.as_object();
            table.add({text_of(row, "case_id"), text_of(row, "title"),
                       text_of(row, is_vietnamese ? "text" : "text_en")});
        }
        table.print(out, 60);
    }
    const auto later = text_of(view, "later"), archived = text_of(view, "archived");
    if (is_vietnamese) {
        out << later << " hồ sơ kết thúc sau ngày này; " << archived
            << " hồ sơ đã được lưu trữ trước đó.\n";
    } else {
        out << later << " cases ended later; " << archived << " moved before.\n";
    }
}

int create(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    const auto typed = arguments.option("closed-before");
    const auto day = Date::parse_typed(typed);
    if (!day) {
        return refuse(terminal,
                      {Reason::invalid_input, "'" + typed + "' is no day such as 2019-01-01."});
    }
    service::ArchiveRequest request;
    request.place = arguments.word(0);
    request.wish = {*day, arguments.option("process")};
    request.is_dry_run = arguments.flag("dry-run");
    return answer(terminal, service::ArchiveDesk(office).create(*caller, request),
                  [&](std::ostream& out, const json::object& view) {
                      out << text_of(view, terminal.is_vietnamese ? "message_vi" : "message")
                          << '\n';
                      if (const auto* items = view.if_contains("items")) {
                          Table table({"case", "title"});
                          for (const auto& item : items->as_array()) {
                              table.add({text_of(item.as_object(), "case_id"),
                                         text_of(item.as_object(), "title")});
                          }
                          table.print(out, 60);
                      } else {
                          out << "sha256 " << text_of(view, "sha256") << '\n';
                      }
                      print_held_back(out, view, terminal.is_vietnamese);
                  });
}

int list(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto office = workplace.office();
    auto caller = service::PeopleDesk(office).caller(arguments.option("as"), "cli");
    if (!caller) return refuse(terminal, caller.error());
    return answer(
        terminal, service::ArchiveDesk(office).list(*caller),
        [](std::ostream& out, const json::object& view) {
            Table table({"archive", "made", "by", "closed before", "cases", "entries", "bytes",
                         "state", "at hand", "sha256"});
            for (const auto& item : view.at("items").as_array()) {
                const auto& row = item.as_object();
                table.add({text_of(row, "archive"), moment(row, "made_at"), text_of(row, "made_by"),
                           text_of(row, "closed_before"), text_of(row, "moved"),
                           text_of(row, "entries"), text_of(row, "bytes"), text_of(row, "state"),
                           row.at("at_hand").as_bool() ? "yes" : "no", text_of(row, "sha256")});
            }
            table.print(out, 64);
        });
}

int query(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto filter = audit_filter_of(arguments);
    if (!filter) return refuse(terminal, filter.error());
    auto archive = workplace.archive_shelf().open(arguments.word(0));
    if (!archive) return refuse(terminal, archive.error());
    return answer(terminal, service::query_archive(**archive, *filter), print_entries);
}

int show(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto id = case_of(arguments.word(1));
    if (!id) return refuse(terminal, id.error());
    auto archive = workplace.archive_shelf().open(arguments.word(0));
    if (!archive) return refuse(terminal, archive.error());
    return answer(
        terminal, service::show_archived_case(**archive, *id),
        [](std::ostream& out, const json::object& view) {
            out << '#' << text_of(view, "id") << "  " << text_of(view, "title") << '\n'
                << text_of(view, "process_title") << '\n'
                << text_of(view, "drafting_agency") << "; " << moment(view, "opened_at") << " - "
                << moment(view, "closed_at") << '\n'
                << text_of(view, "journal_rows") << " lines of the journal "
                << (view.at("rebuilds").as_bool() ? "rebuild the case.\n"
                                                  : "do NOT rebuild the case.\n");
            for (const auto& item : view.at("entries").as_array()) {
                const auto& row = item.as_object();
                const auto title = text_of(row, "action_title"), note = text_of(row, "note");
                out << moment(row, "at") << "  " << (title.empty() ? text_of(row, "action") : title)
                    << "  — " << text_of(row, "actor");
                if (!note.empty()) out << "  “" << note << "”";
                out << '\n';
            }
        });
}

int verify(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto place = arguments.word(0), key = arguments.option("key");
    const auto view = [&]() -> Result<json::object> {
        if (key.empty()) return service::check_archive_here(workplace.office(), place);
        auto archive = workplace.archive_shelf().open(place);
        if (!archive) return archive.error();
        return service::check_archive(**archive, key);
    }();
    const int code = answer(terminal, view, [&](std::ostream& out, const json::object& shown) {
        out << text_of(shown, terminal.is_vietnamese ? "message_vi" : "message") << '\n';
    });
    return view && !view->at("ok").as_bool() ? exit_refused : code;
}

}  // namespace

std::vector<Verb> archive_verbs() {
    return {{"archive",
             "create",
             "Move the history of closed cases to a file; interrupted, run it again",
             {file_word},
             {as_option,
              {"closed-before", "Cases that ended before this day", OptionKind::required},
              {"process", "Only cases of this process"},
              {"dry-run", "Only say what would move and what is held back", OptionKind::flag}},
             create},
            {"archive", "list", "The archives of this store", {}, {as_option}, list},
            {"archive",
             "query",
             "Search the entries of an archive; needs no store",
             {file_word},
             audit_filter_options(),
             query},
            {"archive",
             "show",
             "One case of an archive with its part of the trail; needs no store",
             {file_word, {"case", "Case number"}},
             {},
             show},
            {"archive",
             "verify",
             "Read a whole archive: seal, entries, journals, and what the store kept of them",
             {file_word},
             {{"key", "Public key in base64; with it no store is needed"}},
             verify}};
}

}  // namespace trinh::cli
