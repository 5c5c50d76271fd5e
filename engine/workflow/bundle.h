/// bundle: a definition and the files it reads with `src` as one text, so that one content hash and
/// one row of the store hold all that a case runs under.
///
/// {"definition":"<scxml ...","files":{"list.json":"..."}}; a definition that reads no file stays
/// plain XML. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/chart/chart.h"

namespace trinh::workflow {

struct Bundle {
    std::string xml;
    chart::Sources files;
};

/// `xml` itself when there are no files. The files must be UTF-8 text; when `xml` is not, it comes
/// back alone, for its reader to say so.
std::string bundled(std::string_view xml, const chart::Sources& files);

/// Nothing when the text is no bundle; XML never begins with "{".
std::optional<Bundle> unbundled(std::string_view text);

}  // namespace trinh::workflow
