/// paper_text: a paper as plain text, for golden files: one line a paragraph or row.
#pragma once

#include <string>

#include "engine/forms/paper.h"

namespace trinh::testing {

std::string paper_text(const forms::Paper& paper);

}  // namespace trinh::testing
