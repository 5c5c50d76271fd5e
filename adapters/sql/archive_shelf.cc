#include "adapters/sql/archive_shelf.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "adapters/sql/archive_file.h"
#include "engine/audit/digest.h"

namespace trinh::sql {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t name_bytes_max = 100;

bool is_name(std::string_view name) {
    const auto is_sign = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= name_bytes_max && name.front() != '.' &&
           !name.ends_with(".part") && std::ranges::all_of(name, is_sign);
}

Refusal nothing_there(const std::string& name) {
    return {Reason::not_found,
            "The archive '" + name +
                "' is not there: copy it into the folder archives of the "
                "state folder, or name its path.",
            "Không tìm thấy tệp lưu trữ “" + name + "” trên máy chủ."};
}

class Shelf : public ports::ArchiveShelf {
public:
    explicit Shelf(fs::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] Result<std::string> name_of(std::string_view place) const override {
        auto name = fs::path(place).filename().string();
        if (is_name(name)) return name;
        return Refusal{Reason::invalid_input,
                       "'" + std::string(place) +
                           "' is no name for an archive: use letters without marks, digits, '-', "
                           "'_' and '.', such as luu-tru-2019.db.",
                       "Tên tệp lưu trữ chỉ gồm chữ cái không dấu, chữ số, dấu “-”, “_” và “.”."};
    }

    [[nodiscard]] bool is_there(std::string_view place) const override {
        std::error_code fault;
        return fs::exists(path_of(place), fault);
    }

    [[nodiscard]] std::unique_ptr<ports::ArchiveWriter> create(std::string_view place) override {
        return write_archive(path_of(place));
    }

    void discard(std::string_view place) override {
        std::error_code fault;
        if (fs::remove(path_of(place), fault) || !fault) return;
        throw ports::StoreFailure(
            "An archive that was never finished cannot be taken away: " + fault.message() + ".");
    }

    [[nodiscard]] Result<std::unique_ptr<ports::ArchiveReader>> open(
        std::string_view place) override {
        const auto path = path_of(place);
        const auto name = path.filename().string();
        if (!is_there(place)) return nothing_there(name);
        try {
            return read_archive(path);
        } catch (const ports::StoreFailure& fault) {
            return Refusal{Reason::invalid_input,
                           "The archive '" + name + "' cannot be read: " + fault.what(),
                           "Không đọc được tệp lưu trữ “" + name + "”."};
        }
    }

    [[nodiscard]] Result<ports::ArchivePrint> print_of(std::string_view place) const override {
        const auto path = path_of(place);
        std::ifstream file(path, std::ios::binary);
        if (!file) return nothing_there(path.filename().string());
        audit::Sha256 hash;
        ports::ArchivePrint print;
        std::vector<char> buffer(std::size_t{1} << 16);
        while (file.read(buffer.data(), std::ssize(buffer)) || file.gcount() > 0) {
            const auto got = static_cast<std::size_t>(file.gcount());
            hash.add({buffer.data(), got});
            print.bytes += static_cast<std::int64_t>(got);
        }
        if (file.bad()) throw ports::StoreFailure("The disk failed while an archive was read.");
        print.sha256 = audit::to_hex(audit::bytes_of(hash.value()));
        return print;
    }

private:
    [[nodiscard]] fs::path path_of(std::string_view place) const {
        const fs::path path(place);
        return path.has_parent_path() ? path : folder_ / path;
    }

    fs::path folder_;
};

}  // namespace

std::unique_ptr<ports::ArchiveShelf> archive_shelf(std::string folder) {
    return std::make_unique<Shelf>(std::move(folder));
}

}  // namespace trinh::sql
