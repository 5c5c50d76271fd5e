/// docx_body: word/document.xml of a paper. Internal to this room.
#pragma once

#include <string>

#include "engine/forms/paper.h"

namespace trinh::office {

/// The whole part as XML, UTF-8. Its header (page numbers) is the relation "rId2".
std::string docx_body(const forms::Paper& paper);

}  // namespace trinh::office
