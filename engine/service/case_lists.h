/// Case lists: many cases told of in one letter to each person they wait for.
///
/// Internal to this room. The keys are documented in workflows/letters/README.md.
#pragma once

#include <boost/json/array.hpp>
#include <cstddef>
#include <map>
#include <string>

#include "engine/service/record.h"

namespace trinh::service {

struct ListLetter {
    std::string letter;  ///< Template name.
    /// Makes the letter one of its kind: the same person gets it once for the same key.
    std::string key;
    std::string note;
};

class CaseLists {
public:
    /// Puts the case on the list of everybody it waits for.
    void add(const Recording& recording, const casework::Case& subject);
    /// Queues a letter for each list; `about` is the decision of the case that all of them belong
    /// to.
    void queue(const Recording& recording, const casework::Decision& about,
               const ListLetter& letter) const;

private:
    struct List {
        ports::PersonRow person;
        std::size_t count = 0;
        json::array items;  ///< The first of them, as many as a letter can show.
    };
    std::map<std::string, List> lists_;  ///< By person.
};

}  // namespace trinh::service
