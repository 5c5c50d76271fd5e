/// Regimes: several definitions of one process, each for the days on which its law holds.
///
/// Files with the same <scxml name> are told apart by `regime`, `valid-from` and `valid-to`. Which
/// one a case runs under is decided by its triggering date, never by today's.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/diagnostic.h"
#include "engine/workflow/process.h"

namespace trinh::workflow {

using Regimes = std::vector<std::shared_ptr<const Process>>;

/// The earliest first; those without a first day before all others.
void sort_regimes(Regimes& regimes);

/// The one whose validity holds that day; of several the latest to begin. Null: none.
std::shared_ptr<const Process> regime_on(const Regimes& regimes, Date day);

/// "01/07/2016 – 31/03/2025", "từ 01/04/2025", "không giới hạn" and the same in English.
Title validity_words(const Process& process);

struct RegimeFault {
    std::shared_ptr<const Process> process;  ///< In whose file it is to be mended: the later one.
    Diagnostic diagnostic;
};

/// Days that lie under two definitions of one name (TR341, an error), and days between two that
/// lie under none (TR342, a warning). `regimes` may mix processes of several names.
std::vector<RegimeFault> compare_regimes(const Regimes& regimes);

}  // namespace trinh::workflow
