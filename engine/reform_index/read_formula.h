/// Reads the formula of one criterion; part of read_index.
#pragma once

#include <pugixml.hpp>

#include "engine/calendar/definition_reader.h"
#include "engine/reform_index/criteria.h"

namespace trinh::reform_index {

/// Fills formula and full_without_rows from the criterion's formula element, if it has one.
/// Reports bands that leave a gap or overlap, points above the maximum, more than one formula.
void read_formula(calendar::DefinitionReader& reader, pugi::xml_node node, Criterion& criterion);

/// The attribute as a number with up to four places, or `otherwise` when absent.
Decimal decimal_of(calendar::DefinitionReader& reader, pugi::xml_node node, const char* attribute,
                   Decimal otherwise = {});

/// title and title-en; the first is required, the second defaults to it.
Words title_of(calendar::DefinitionReader& reader, pugi::xml_node node);

}  // namespace trinh::reform_index
