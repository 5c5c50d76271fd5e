#include "engine/service/form_desk.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/service/case_law.h"
#include "engine/service/form_material.h"
#include "engine/service/record.h"
#include "engine/service/sight.h"

namespace trinh::service {
namespace {

using forms::Form;
using forms::SourceKind;

constexpr int page_size = 200;
constexpr std::size_t cases_max = 10'000;

bool is_listed(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool fits(const Form& form, const workflow::Process& process) {
    return form.source.kind != SourceKind::cases && is_listed(form.source.processes, process.id) &&
           (form.regime.empty() || form.regime == process.regime);
}

const char* kind_word(SourceKind kind) {
    switch (kind) {
        case SourceKind::one_case:
            return "case";
        case SourceKind::children:
            return "children";
        case SourceKind::cases:
            return "cases";
    }
    CHECK(false);
    return "";
}

json::object form_view(const Form& form) {
    json::object view = titled(form.title);
    view["id"] = form.id;
    view["number"] = form.number;
    view["basis"] = form.basis;
    view["regime"] = form.regime;
    view["note"] = form.note;
    view["source"] = kind_word(form.source.kind);
    json::array processes, doubtful;
    for (const auto& process : form.source.processes) processes.emplace_back(process);
    for (const auto& block : form.blocks) {
        const auto* table = std::get_if<forms::FormTable>(&block);
        if (table == nullptr) continue;
        for (const auto& column : table->columns)
            if (column.confidence != calendar::Confidence::read)
                doubtful.emplace_back(column.title.vi);
    }
    view["processes"] = std::move(processes);
    view["unverified_columns"] = std::move(doubtful);
    return view;
}

struct Known {
    casework::Case subject;
    casework::Law law;
};

/// Gathers the cases of one form in one read transaction.
class Gathering {
public:
    Gathering(const Office& office, const Caller& caller)
        : office_(office),
          caller_(caller),
          tx_(office.store.begin_read()),
          names_(*tx_),
          now_(office.clock.now()) {}

    Result<Known> load(CaseId id) {
        auto one = find(id);
        if (!one) return one;
        auto may = may_see(one->law, one->subject, caller_);
        if (!may) return may.error();
        return one;
    }

    Result<forms::Material> material(const Form& form, const FormRequest& request) {
        forms::Material material;
        material.facts = facts(request);
        auto done = form.source.kind == SourceKind::cases ? add_period(form, request, material)
                                                          : add_case(form, request, material);
        if (!done) return done.error();
        return material;
    }

    [[nodiscard]] bool has_hidden() const { return hidden_ > 0; }

private:
    /// The case, whoever asks.
    Result<Known> find(CaseId id) {
        auto row = tx_->cases().load(id);
        if (!row) {
            return Refusal{Reason::not_found, fmt::format("There is no case {}.", id.number),
                           fmt::format("Không có hồ sơ số {}.", id.number)};
        }
        auto law = law_of_case(office_, *tx_, row->definition_hash);
        if (!law) return law.error();
        return Known{read_case(*row), *law};
    }

    forms::CaseMaterial material_of(const Known& one) {
        return form_material({one.law, *tx_, names_, now_}, one.subject);
    }

    json::object facts(const FormRequest& request) {
        json::object office{{"department", names_.agency_name(office_.department)},
                            {"committee", ""}};
        for (const auto& agency : tx_->people().agencies())
            if (agency.kind == "ppc" && office["committee"].as_string().empty())
                office["committee"] = agency.name;
        json::object facts{{"today", local_date(now_).iso()},
                           {"from", nullptr},
                           {"to", nullptr},
                           {"office", std::move(office)}};
        if (request.from) facts["from"] = request.from->iso();
        if (request.to) facts["to"] = request.to->iso();
        return facts;
    }

    Result<Done> add_case(const Form& form, const FormRequest& request, forms::Material& material) {
        if (!request.of) {
            return Refusal{Reason::invalid_input,
                           fmt::format("The form '{}' is of one case: name the case.", form.id),
                           "Biểu mẫu này lập cho một hồ sơ: đề nghị chọn hồ sơ."};
        }
        auto owner = load(*request.of);
        if (!owner) return owner.error();
        if (!fits(form, owner->law.process)) {
            return Refusal{
                Reason::invalid_input,
                fmt::format("The form '{}' is not of the process '{}' ({}): expected {}{}.",
                            form.id, owner->law.process.id, owner->law.process.regime,
                            fmt::join(form.source.processes, " or "),
                            form.regime.empty() ? "" : " of " + form.regime),
                fmt::format("Biểu mẫu “{}” không dùng cho hồ sơ thuộc quy trình “{}”.",
                            form.title.vi, owner->law.process.title.vi)};
        }
        material.subject = material_of(*owner);
        return form.source.kind == SourceKind::children
                   ? add_children(form, owner->subject, material)
                   : Result<Done>(Done{});
    }

    Result<Done> add_children(const Form& form, const casework::Case& parent,
                              forms::Material& material) {
        ports::CaseFilter filter;
        filter.parent = parent.id;
        filter.relation = form.source.relation;
        auto done = each_case(filter, [&](const Known& child) -> Result<Done> {
            material.cases.push_back(material_of(child));
            return Done{};
        });
        if (!done || hidden_ == 0) return done;
        return Refusal{Reason::not_permitted,
                       "You do not see every case of this campaign, so the list would not be "
                       "complete. Ask the department for it.",
                       "Ông/bà không được xem toàn bộ hồ sơ của đợt này nên danh mục sẽ không đầy "
                       "đủ. Đề nghị liên hệ Sở Tư pháp."};
    }

    Result<Done> add_period(const Form& form, const FormRequest& request,
                            forms::Material& material) {
        if (!request.from || !request.to || *request.to < *request.from) {
            return Refusal{Reason::invalid_input,
                           fmt::format("The form '{}' is of a period: give its first and its last "
                                       "day, the first one not later.",
                                       form.id),
                           "Biểu mẫu này lập cho một kỳ: đề nghị nhập ngày đầu kỳ và ngày cuối kỳ "
                           "(ngày đầu không sau ngày cuối)."};
        }
        for (const auto& process : form.source.processes) {
            ports::CaseFilter filter;
            filter.process = process;
            auto done = each_case(filter, [&](const Known& one) {
                return add_if_in_period(form, request, one, material);
            });
            if (!done) return done;
        }
        return Done{};
    }

    Result<Done> add_if_in_period(const Form& form, const FormRequest& request, const Known& one,
                                  forms::Material& material) {
        if (!form.regime.empty() && form.regime != one.law.process.regime) return Done{};
        auto each = material_of(one);
        auto day = forms::day_of(form, each);
        if (!day) return day.error();
        if (*day && **day >= *request.from && **day <= *request.to)
            material.cases.push_back(std::move(each));
        return Done{};
    }

    /// The cases of a filter in the order they were opened; those that the caller may not see are
    /// left out and counted.
    template <class Use>
    Result<Done> each_case(ports::CaseFilter filter, const Use& use) {
        filter.limit = page_size;
        std::vector<CaseId> all;
        while (true) {
            const auto rows = tx_->cases().list(filter);
            for (const auto& row : rows) all.push_back(row.id);
            if (all.size() > cases_max) {
                return Refusal{
                    Reason::invalid_input,
                    fmt::format("There are more than {} cases: choose a shorter period.",
                                cases_max),
                    fmt::format("Có hơn {} hồ sơ: đề nghị chọn kỳ ngắn hơn.", cases_max)};
            }
            if (static_cast<int>(rows.size()) < page_size) break;
            filter.below_id = rows.back().id;
        }
        std::reverse(all.begin(), all.end());
        for (const CaseId id : all) {
            auto one = find(id);
            if (!one) return one.error();
            if (!may_see(one->law, one->subject, caller_)) {
                ++hidden_;
                continue;
            }
            auto done = use(*one);
            if (!done) return done;
        }
        return Done{};
    }

    const Office& office_;
    const Caller& caller_;
    std::unique_ptr<ports::Transaction> tx_;
    Directory names_;
    Instant now_;
    int hidden_ = 0;
};

Result<const Form*> find_form(const Office& office, const std::string& id) {
    const auto at = office.shelf.forms().find(id);
    if (at != office.shelf.forms().end()) return &at->second;
    return Refusal{Reason::not_found,
                   fmt::format("There is no form '{}'. All forms: trinh form list.", id),
                   fmt::format("Không có biểu mẫu “{}”.", id)};
}

std::string name_of(const Form& form, const FormRequest& request) {
    if (form.source.kind != SourceKind::cases)
        return fmt::format("{} - hồ sơ {}", form.title.vi, request.of->number);
    return fmt::format("{} - {} đến {}", form.title.vi, request.from->iso(), request.to->iso());
}

}  // namespace

std::optional<FileKind> file_kind(std::string_view file_name) {
    if (file_name.ends_with(".xlsx")) return FileKind::workbook;
    if (file_name.ends_with(".docx")) return FileKind::document;
    return std::nullopt;
}

FormFile office_file(const Office& office, const forms::Paper& paper, FileKind kind,
                     const std::string& name) {
    CHECK(office.papers != nullptr);
    const Instant now = office.clock.now();
    FormFile file;
    for (const char c : name) {
        const bool is_odd = static_cast<unsigned char>(c) < 0x20 ||
                            std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        file.file_name += is_odd ? '-' : c;
    }
    if (kind == FileKind::workbook) {
        file.file_name += ".xlsx";
        file.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        file.bytes = office.papers->workbook(paper, now);
    } else {
        file.file_name += ".docx";
        file.content_type =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        file.bytes = office.papers->document(paper, now);
    }
    return file;
}

Result<json::object> FormDesk::list(const Caller& caller, std::optional<CaseId> of) {
    json::array items;
    const workflow::Process* process = nullptr;
    if (of) {
        auto owner = Gathering(office_, caller).load(*of);
        if (!owner) return owner.error();
        process = &owner->law.process;
    }
    for (const auto& [id, form] : office_.shelf.forms())
        if (process == nullptr || fits(form, *process)) items.push_back(form_view(form));
    return json::object{{"items", std::move(items)}};
}

Result<forms::Paper> FormDesk::paper(const Caller& caller, const FormRequest& request) {
    auto form = find_form(office_, request.form);
    if (!form) return form.error();
    Gathering gathering(office_, caller);
    auto material = gathering.material(**form, request);
    if (!material) return material.error();
    auto paper = forms::lay_out(**form, *material);
    if (paper && gathering.has_hidden())
        paper->footnotes.emplace_back("Ghi chú: chỉ gồm các hồ sơ mà người lập biểu được xem.");
    return paper;
}

Result<FormFile> FormDesk::write(const Caller& caller, const FormRequest& request) {
    auto made = paper(caller, request);
    if (!made) return made.error();
    const auto& form = office_.shelf.forms().at(request.form);
    return office_file(office_, *made, request.kind, name_of(form, request));
}

}  // namespace trinh::service
