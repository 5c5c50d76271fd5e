// Looking after an installation: backup, restore, doctor.
#include <boost/json/array.hpp>
#include <charconv>
#include <ostream>

#include "adapters/cli/documents.h"
#include "adapters/cli/verb.h"
#include "engine/service/doctor_desk.h"

namespace trinh::cli {
namespace {

namespace json = boost::json;

int backup(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    return answer(terminal, workplace.backup(arguments.word(0)),
                  [](std::ostream& out, const json::object& view) {
                      out << "Backed up to " << text_of(view, "folder") << ": "
                          << text_of(view, "size") << " entries of the trail, "
                          << text_of(view, "files") << " files (" << text_of(view, "copied")
                          << " new).\nroot " << text_of(view, "root") << '\n';
                  });
}

int restore(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    return answer(terminal, workplace.restore(arguments.word(0)),
                  [](std::ostream& out, const json::object& view) {
                      out << "Restored to " << text_of(view, "state") << ": "
                          << text_of(view, "size")
                          << " entries of the trail, all intact; journals and files agree.\n";
                  });
}

std::vector<ports::CheckLine> examined(Workplace& workplace, int sample) {
    auto lines = workplace.machine_checks();
    for (const auto& line : lines) {
        if (line.name == "database" && line.level == ports::CheckLevel::fault) return lines;
    }
    try {
        for (auto& line : service::DoctorDesk(workplace.office()).examine({sample})) {
            lines.push_back(std::move(line));
        }
    } catch (const std::exception& fault) {
        lines.push_back({"store", ports::CheckLevel::fault, fault.what(),
                         "Mend this first; the other checks could not be made."});
    }
    return lines;
}

int doctor(Workplace& workplace, Terminal& terminal, const Arguments& arguments) {
    const auto text = arguments.option("sample");
    int sample = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), sample);
    if (!text.empty() && (fault != std::errc() || end != text.data() + text.size() || sample < 1)) {
        return refuse(terminal,
                      {Reason::invalid_input, "'" + text + "' is not a number of cases."});
    }
    const auto view = service::check_document(examined(workplace, sample));
    const int code = answer(terminal, view, [](std::ostream& out, const json::object& shown) {
        for (const auto& item : shown.at("items").as_array()) {
            const auto& line = item.as_object();
            const auto level = text_of(line, "level"), fix = text_of(line, "fix");
            out << level << std::string(level.size() < 6 ? 6 - level.size() : 1, ' ')
                << text_of(line, "name") << ": " << text_of(line, "found");
            if (!fix.empty()) out << " -> " << fix;
            out << '\n';
        }
    });
    return view.at("ok").as_bool() ? code : exit_refused;
}

}  // namespace

std::vector<Verb> upkeep_verbs() {
    return {{"",
             "backup",
             "Copy the store and its files while the server runs",
             {{"folder", "An empty folder, or one with an earlier backup"}},
             {},
             backup},
            {"",
             "restore",
             "Put a backup back into an empty state folder and verify it",
             {{"folder", "The folder of the backup"}},
             {},
             restore},
            {"",
             "doctor",
             "Examine the installation: a line a check; exit 1 when something must be done",
             {},
             {{"sample", "Replay only so many of the newest cases"}},
             doctor}};
}

}  // namespace trinh::cli
