// Checkpoints, proofs and exports of the trail.
#include <boost/json/array.hpp>
#include <charconv>
#include <fstream>
#include <ostream>
#include <sstream>

#include "adapters/cli/documents.h"
#include "adapters/cli/table.h"
#include "adapters/cli/verb.h"
#include "engine/base/instant.h"
#include "engine/service/archive_check.h"
#include "engine/service/audit_desk.h"
#include "engine/service/audit_export.h"
#include "engine/service/audit_log_desk.h"
#include "engine/service/people_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

const OptionSpec as_option{"as", "Who asks (person id)", OptionKind::required};

Result<service::Caller> caller_of(Workplace& workplace, const Arguments& arguments) {
    return service::PeopleDesk(workplace.office()).caller(arguments.option("as"), "cli");
}

Result<std::string> file_text(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (file && !bytes.str().empty()) return bytes.str();
    return Refusal{Reason::not_found, "The file '" + name + "' cannot be read, or is empty."};
}

/// A number from 0 on; empty text is 0. Refuses with invalid_input.
Result<std::int64_t> number_of(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || (fault == std::errc() && end == text.data() + text.size() && number >= 0)) {
        return number;
    }
    return Refusal{Reason::invalid_input, "'" + text + "' is not a number of entries, from 0 on."};
}

int checkpoint(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = caller_of(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    return answer(terminal, service::AuditLogDesk(workplace.office()).checkpoint(*caller),
                  [&](std::ostream& out, const json::object& view) {
                      out << text_of(view, "text");
                      terminal.err << "Keep these six lines outside of this machine. Public key: "
                                   << text_of(view, "key") << '\n';
                  });
}

int checkpoints(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = caller_of(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto wanted = number_of(arguments.option("size"));
    if (!wanted) return refuse(terminal, wanted.error());
    return answer(terminal, service::AuditLogDesk(workplace.office()).checkpoints(*caller),
                  [&](std::ostream& out, const json::object& view) {
                      Table table({"entries", "when", "root", "key"});
                      for (const auto& item : view.at("items").as_array()) {
                          const auto& row = item.as_object();
                          if (row.at("size") == *wanted) out << text_of(row, "text");
                          const auto at = Instant::parse(text_of(row, "at"));
                          table.add({text_of(row, "size"), at ? at->spoken() : "",
                                     text_of(row, "root"), text_of(row, "key_id")});
                      }
                      if (*wanted != 0) return;
                      table.print(out, 64);
                      out << "Public key: " << text_of(view, "key") << '\n';
                  });
}

/// Prints the verdict; exit_refused when something does not hold.
int verdict(Terminal& terminal, const Result<json::object>& view) {
    const int code = answer(terminal, view, [&](std::ostream& out, const json::object& shown) {
        out << text_of(shown, terminal.is_vietnamese ? "message_vi" : "message") << '\n'
            << "root " << text_of(shown, "root") << '\n';
        const auto* point = shown.if_contains("checkpoint");
        if (point == nullptr || !shown.at("ok").as_bool()) return;
        const auto& signed_at = point->as_object();
        out << "The checkpoint of " << text_of(signed_at, "size") << " entries, signed "
            << text_of(signed_at, "at") << " with key " << text_of(signed_at, "key_id")
            << ", is the beginning of this trail.\n";
    });
    return view && !view->at("ok").as_bool() ? exit_refused : code;
}

/// The texts that left the store, against the hashes that stayed.
int verify_archives(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto named = arguments.lists.find("archive");
    if (named == arguments.lists.end()) return exit_done;
    int code = exit_done;
    for (const auto& place : named->second) {
        const auto view = service::check_archive_here(workplace.office(), place);
        const int shown = answer(terminal, view, [&](std::ostream& out, const json::object& said) {
            out << place << ": " << text_of(said, terminal.is_vietnamese ? "message_vi" : "message")
                << '\n';
        });
        const bool is_whole = view && view->at("ok").as_bool();
        if (!is_whole) code = shown == exit_done ? exit_refused : shown;
    }
    return code;
}

int verify(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto file = arguments.option("checkpoint");
    Result<json::object> view = json::object();
    if (file.empty()) {
        view = service::AuditDesk(workplace.office()).verify();
    } else {
        const auto text = file_text(file);
        if (!text) return refuse(terminal, text.error());
        view = service::AuditLogDesk(workplace.office()).verify(*text, arguments.option("key"));
    }
    const int code = verdict(terminal, view);
    const int archives = verify_archives(workplace, terminal, arguments);
    return code == exit_done ? archives : code;
}

int prove(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = caller_of(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto entry = arguments.word(0), older = arguments.option("consistency");
    const auto index = number_of(entry), old_size = number_of(older);
    const auto size = number_of(arguments.option("size"));
    for (const auto* number : {&index, &old_size, &size}) {
        if (!*number) return refuse(terminal, number->error());
    }
    if (entry.empty() == older.empty()) {
        return refuse(terminal, {Reason::invalid_input,
                                 "Name either an entry, or with --consistency the older size."});
    }
    service::AuditLogDesk desk(workplace.office());
    return answer(
        terminal,
        older.empty() ? desk.prove_inclusion(*caller, *index, *size)
                      : desk.prove_consistency(*caller, *old_size, *size),
        [](std::ostream& out, const json::object& view) { out << text_of(view, "text"); });
}

int verify_proof(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto proof = file_text(arguments.word(0));
    if (!proof) return refuse(terminal, proof.error());
    service::SignedCheckpoint against;
    if (const auto file = arguments.option("checkpoint"); !file.empty()) {
        auto text = file_text(file);
        if (!text) return refuse(terminal, text.error());
        against = {std::move(*text), arguments.option("key")};
        if (against.key.empty()) {
            auto key = service::AuditLogDesk(workplace.office()).public_key();
            if (!key) return refuse(terminal, key.error());
            against.key = std::move(*key);
        }
    }
    const auto view = service::verify_proof(*proof, against);
    return verdict(terminal, view);
}

int write_out(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    auto caller = caller_of(workplace, arguments);
    if (!caller) return refuse(terminal, caller.error());
    const auto written =
        service::export_audit(workplace.office(), *caller, arguments.option("format"),
                              [&](std::string_view piece) { terminal.out << piece; });
    if (!written) return refuse(terminal, written.error());
    terminal.out.flush();
    if (!terminal.out) {
        terminal.err << "trinh: The export cannot be written: the disk is full, or nobody reads.\n";
        return exit_broken;
    }
    terminal.err << *written << " entries.\n";
    return exit_done;
}

}  // namespace

std::vector<Verb> audit_log_verbs() {
    const OptionSpec key{"key", "Public key in base64; default: the one of this state folder"};
    return {{"audit",
             "verify",
             "Read the whole trail and say whether it is intact",
             {},
             {{"checkpoint", "A checkpoint that was printed or mailed: a file of its six lines"},
              key,
              {"archive", "Check the texts of this archive, too", OptionKind::list}},
             verify},
            {"audit",
             "checkpoint",
             "Sign the trail as it stands; print the signed note",
             {},
             {as_option},
             checkpoint},
            {"audit",
             "checkpoints",
             "The checkpoints that are kept",
             {},
             {as_option, {"size", "Print the note of this many entries"}},
             checkpoints},
            {"audit",
             "proof",
             "Prove that an entry is in the trail, or that it only grew since",
             {{"entry", "Number of the entry, from 0", false, true}},
             {as_option,
              {"size", "Of the trail's first so many entries; default: all"},
              {"consistency", "Prove that the trail of so many entries is the beginning"}},
             prove},
            {"audit",
             "verify-proof",
             "Check a printed proof; needs no trail",
             {{"file", "The proof's lines"}},
             {{"checkpoint", "A signed checkpoint that the proof must agree with"}, key},
             verify_proof},
            {"audit",
             "export",
             "Write the trail to standard output",
             {},
             {as_option, {"format", "csv, json or xes (IEEE 1849)", OptionKind::required}},
             write_out}};
}

}  // namespace trinh::cli
