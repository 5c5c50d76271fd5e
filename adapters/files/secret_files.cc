#include "adapters/files/secret_files.h"

#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "adapters/files/durable_file.h"
#include "engine/base/check.h"
#include "engine/ports/store.h"

namespace trinh::files {
namespace {

/// What a text editor may have put behind the text does not belong to it.
std::string without_end_of_line(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
}

ports::StoreFailure out_of_reach(std::string_view name) {
    return ports::StoreFailure("The secret file '" + std::string(name) +
                               "' of the state folder cannot be read or written: give the account "
                               "that runs the program the right to do so.");
}

}  // namespace

std::optional<std::string> SecretFiles::find(std::string_view name) const {
    try {
        auto text = read_whole(folder_ / name);
        if (!text) return std::nullopt;
        return without_end_of_line(std::move(*text));
    } catch (const std::system_error&) {
        throw out_of_reach(name);
    }
}

std::string SecretFiles::keep_first(std::string_view name, std::string_view text) {
    const auto target = folder_ / name;
    const auto temporary =
        folder_ / ("." + std::string(name) + "." + std::to_string(::getpid()) + ".new");
    try {
        write_new(temporary, std::string(text) + "\n", 0600);
        // A link, unlike a rename, never replaces what another process kept meanwhile.
        const int fault = ::link(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
        ::unlink(temporary.c_str());
        if (fault != 0 && fault != EEXIST) throw out_of_reach(name);
        sync_folder(folder_);
    } catch (const std::system_error&) {
        throw out_of_reach(name);
    }
    auto kept = find(name);
    CHECK(kept.has_value());
    return std::move(*kept);
}

}  // namespace trinh::files
