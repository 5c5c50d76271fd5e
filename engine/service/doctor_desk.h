/// DoctorDesk: whether what the store holds is whole and agrees with itself.
///
/// Reads only. What the machine itself must say (disk, rights, the database's own check) comes from
/// adapters as lines of the same kind.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "engine/ports/check_line.h"
#include "engine/service/office.h"

namespace trinh::service {

namespace json = boost::json;

struct Examination {
    int sample = 0;  ///< So many of the newest cases are replayed; 0: all.
};

class DoctorDesk {
public:
    explicit DoctorDesk(const Office& office) : office_(office) {}

    /// One line a check: trail, checkpoints, journals, deadlines, files, archives, clock, letters.
    std::vector<ports::CheckLine> examine(const Examination& wanted);

private:
    Office office_;
};

/// {"ok","items":[{"name","level","found","fix"}]}; ok: no fault among them.
json::object check_document(const std::vector<ports::CheckLine>& lines);

}  // namespace trinh::service
