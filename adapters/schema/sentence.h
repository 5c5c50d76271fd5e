/// What libxml2 says about a fault, as a sentence for the author of the definition.
#pragma once

#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <optional>

#include "adapters/schema/definition_tree.h"
#include "adapters/schema/schema_words.h"
#include "engine/ports/schema_check.h"

namespace trinh::schema {

/// Nothing for what repeats another fault (an id used twice: the chart's reader says where).
std::optional<ports::SchemaFault> sentence_of(const xmlError& error, const DefinitionTree& tree,
                                              const SchemaWords& words);

}  // namespace trinh::schema
