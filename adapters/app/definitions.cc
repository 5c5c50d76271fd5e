#include "adapters/app/definitions.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "adapters/cli/neighbours.h"
#include "engine/workflow/bundle.h"
#include "engine/workflow/reader.h"
#include "engine/workflow/regimes.h"

namespace trinh::app {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, const char* extension) {
    std::vector<fs::path> found;
    if (!fs::is_directory(folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

void refuse_errors(const fs::path& path, const std::vector<Diagnostic>& diagnostics) {
    for (const auto& fault : diagnostics) {
        if (fault.severity != Severity::error) continue;
        throw std::runtime_error(fmt::format(
            "{}:{}:{}: {} {} {} See all with: trinh check {}", path.filename().string(), fault.line,
            fault.column, fault.code, fault.message, fault.fix, path.filename().string()));
    }
}

/// Every process with the files it reads. A plain chart that another definition of its folder reads
/// (<invoke src>) is a part of that one, no process.
void load_processes(service::ProcessShelf& shelf, const fs::path& folder) {
    std::vector<service::NamedText> all;
    std::set<fs::path> parts;
    const auto paths = files_below(folder, ".scxml");
    for (const auto& path : paths) {
        const std::string xml = read_file(path);
        const auto files = cli::read_neighbours(path, xml);
        for (const auto& [name, text] : files) {
            const auto part = path.parent_path() / name;
            if (part != path && text.find("urn:trinh:workflow:") == std::string::npos) {
                parts.insert(part);
            }
        }
        all.push_back({path.filename(), workflow::bundled(xml, files)});
    }
    workflow::Regimes regimes;
    std::map<const workflow::Process*, fs::path> origins;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (parts.count(paths[i]) != 0) continue;
        refuse_errors(paths[i], shelf.add_process(all[i], true));
        const auto read = workflow::read_process(all[i].text);
        if (!read.process) continue;
        origins[read.process.get()] = paths[i];
        regimes.push_back(read.process);
    }
    for (const auto& fault : workflow::compare_regimes(regimes)) {
        refuse_errors(origins[fault.process.get()], {fault.diagnostic});
    }
}

}  // namespace

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw std::runtime_error("Cannot read '" + path.string() + "'.");
    return bytes.str();
}

void load_definitions(service::ProcessShelf& shelf, const fs::path& home) {
    const fs::path folder = home / "workflows";
    if (!fs::is_directory(folder)) {
        throw std::runtime_error("There is no folder '" + folder.string() +
                                 "'; name the right home with --home or TRINH_HOME.");
    }
    for (const auto& path : files_below(folder / "calendars", ".xml")) {
        refuse_errors(path, shelf.add_calendar({path.filename(), read_file(path)}));
    }
    load_processes(shelf, folder);
    for (const auto& path : files_below(folder / "forms", ".xml")) {
        refuse_errors(path, shelf.add_form({path.filename(), read_file(path)}));
    }
    for (const auto& path : files_below(folder / "indices", ".xml")) {
        refuse_errors(path, shelf.set_index({path.filename(), read_file(path)}));
    }
}

void exchange_definitions(service::ProcessShelf& shelf, ports::Store& store, Instant now) {
    auto tx = store.begin();
    for (const auto& process : shelf.current()) {
        const auto& hash = process->chart->content_hash();
        tx->definitions().save({hash, process->id, shelf.texts().at(hash), now});
    }
    for (const auto& row : tx->definitions().all()) {
        if (shelf.texts().count(row.hash) > 0) continue;
        refuse_errors(row.process, shelf.add_process({row.process, row.xml}, false));
    }
    tx->commit();
}

}  // namespace trinh::app
