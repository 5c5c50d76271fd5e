/// Samples: for each shipped form a story that fills it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/forms/paper.h"
#include "engine/service/form_desk.h"
#include "tests/support/test_office.h"

namespace trinh::testing {

struct FormSample {
    std::string form;
    std::string story;            ///< Below tests/scenarios, without ".scenario".
    int of = 0;                   ///< The case; 0: the whole of the story's years.
    std::string person = "minh";  ///< Who asks.
};

const std::vector<FormSample>& form_samples();

/// The office after a story.
class PlayedStory {
public:
    explicit PlayedStory(const std::string& story);
    [[nodiscard]] Result<forms::Paper> paper(const FormSample& sample);
    [[nodiscard]] service::FormRequest request(const FormSample& sample) const;
    TestOffice office;
};

}  // namespace trinh::testing
