#include "tests/forms/samples.h"

#include "tests/support/scenario.h"

namespace trinh::testing {

const std::vector<FormSample>& form_samples() {
    static const std::vector<FormSample> all{
        {"appraisal-report", "appraisal-ppc-decision/main-path", 1},
        {"appraisal-report-resolution", "appraisal-council-resolution/main-path", 1},
        {"appraisal-report-simplified", "appraisal-simplified-decision/main-path", 1},
        {"appraisal-register", "appraisal-ppc-decision/main-path"},
        {"opinions-explained", "consultation/main-path", 1, "lan-so-xd"},
        {"inspection-sheet", "inspection-by-authority/main-path", 1},
        {"incoming-texts", "inspection-by-authority/main-path"},
        {"unlawful-texts", "inspection-by-authority/main-path"},
        {"inspection-report", "inspection-by-authority/main-path"},
        {"review-form", "regular-review/main-path", 1},
        {"review-register", "regular-review/main-path"},
        {"review-report", "regular-review/main-path"},
        {"yearly-expired-whole", "annual-expired-list/main-path", 1},
        {"yearly-expired-part", "annual-expired-list/main-path", 1},
        {"systematized-1-whole", "systematization-campaign/main-path", 1},
        {"systematized-2-part", "systematization-campaign/main-path", 1},
        {"systematized-3-valid", "systematization-campaign/main-path", 1},
        {"systematized-4-handling", "systematization-campaign/main-path", 1},
        {"systematized-set", "systematization-campaign/main-path", 1},
        {"campaign-progress", "systematization-campaign/main-path", 1},
        {"systematized-2025-1-whole", "systematization-campaign-2025/main-path", 1},
        {"systematized-2025-2-part", "systematization-campaign-2025/main-path", 1},
        {"systematized-2025-3-valid", "systematization-campaign-2025/main-path", 1},
        {"systematized-2025-4-handling", "systematization-campaign-2025/main-path", 1},
        {"systematized-2025-5-set", "systematization-campaign-2025/main-path", 1},
        {"yearly-2025-whole", "annual-expired-list-2025/main-path", 1},
        {"yearly-2025-part", "annual-expired-list-2025/main-path", 1},
        {"enforcement-report", "enforcement-annual-report/main-path", 1},
        {"enforcement-handling-register", "enforcement-handling/main-path"},
    };
    return all;
}

PlayedStory::PlayedStory(const std::string& story) {
    play_scenario(std::string(TRINH_SOURCE_DIR) + "/tests/scenarios/" + story + ".scenario",
                  office);
}

service::FormRequest PlayedStory::request(const FormSample& sample) const {
    service::FormRequest request;
    request.form = sample.form;
    if (sample.of > 0) {
        request.of = CaseId{sample.of};
    } else {
        request.from = Date::parse("2020-01-01");
        request.to = Date::parse("2027-12-31");
    }
    return request;
}

Result<forms::Paper> PlayedStory::paper(const FormSample& sample) {
    return service::FormDesk(office.office()).paper(office.caller(sample.person), request(sample));
}

}  // namespace trinh::testing
