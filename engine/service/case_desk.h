/// CaseDesk: every request about a case passes here, from HTTP, the command line or the clock.
///
/// A method is one use case and one transaction: load, decide, record, commit. No rule of a
/// workflow lives here (casework/) and no protocol either. Answers are the JSON documents that
/// schemas/openapi.yaml describes; the command line prints the same. Safe to share by threads.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "engine/casework/command.h"
#include "engine/ports/store.h"
#include "engine/service/caller.h"
#include "engine/service/office.h"

namespace trinh::service {

class Directory;
namespace json = boost::json;

struct OpenRequest {
    std::string process, title;
    std::string drafting_agency;            ///< Empty: the caller's own agency.
    std::optional<Date> triggered_on = {};  ///< The day whose law applies; absent: today.
};

struct ActRequest {
    CaseId id;
    casework::Act act;
    std::optional<std::int64_t> version;  ///< When given: refuse (conflict) if it moved on.
};

struct PictureWish {
    bool as_dot = false;  ///< Else SVG.
    bool in_english = false;
};

class CaseDesk {
public:
    explicit CaseDesk(const Office& office) : office_(office) {}

    /// The Case document of the new case.
    Result<json::object> open(const Caller& caller, const OpenRequest& request);
    /// {"case": Case, "result": {...}}. Letters and clocks that follow are queued in the same
    /// transaction; nothing is sent from here.
    Result<json::object> act(const Caller& caller, const ActRequest& request);

    Result<json::object> show(const Caller& caller, CaseId id);
    Result<json::object> history(const Caller& caller, CaseId id);
    Result<json::object> explain(const Caller& caller, CaseId id, const casework::Act& act);
    /// The process with the case's stages marked and the time spent at each as a heat map.
    /// The case's version for whoever may see it; else "there is no such case".
    Result<std::int64_t> sees(const Caller& caller, CaseId id);
    Result<std::string> diagram(const Caller& caller, CaseId id, const PictureWish& wish = {});
    Result<std::string> process_diagram(std::string_view process, const PictureWish& wish = {});
    Result<json::object> list(const Caller& caller, const ports::CaseFilter& filter);
    Result<json::object> work(const Caller& caller);
    json::object processes(const Caller& caller);

private:
    Result<casework::Open> opening(const Caller& caller, const OpenRequest& request,
                                   const casework::Law& law, Directory& names) const;
    Result<json::object> try_open(const Caller& caller, const OpenRequest& request);

    Office office_;
};

}  // namespace trinh::service
