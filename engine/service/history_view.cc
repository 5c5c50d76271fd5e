#include "engine/service/history_view.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/casework/clocks.h"
#include "engine/service/record.h"

namespace trinh::service {
namespace {

struct Sentence {
    std::string vi, en;
};

/// One overload an event: what a reader of the history sees.
class Teller {
public:
    Teller(const Viewing& viewing, const casework::Event& event)
        : viewing_(viewing), event_(event) {}

    Sentence operator()(const casework::CaseOpened& body) {
        Sentence told{"Mở hồ sơ", "Case opened"};
        if (body.earlier_case) {
            told = {fmt::format("Mở hồ sơ tiếp nối hồ sơ số {}", *body.earlier_case),
                    fmt::format("Case opened, continuing case {}", *body.earlier_case)};
        }
        if (!body.triggered_on || *body.triggered_on == local_date(event_.at)) return told;
        return {told.vi + fmt::format("; phát sinh ngày {}, áp dụng pháp luật tại ngày đó",
                                      body.triggered_on->spoken()),
                told.en + fmt::format("; triggered on {}, under the law of that day",
                                      body.triggered_on->iso())};
    }
    Sentence operator()(const casework::ActionTaken& body) {
        for (const auto& overlay : viewing_.law.process.overlays) {
            if (overlay.action && overlay.action->event == body.event) {
                return {overlay.action->title.vi, overlay.action->title.en};
            }
        }
        return {body.event, body.event};
    }
    Sentence operator()(const casework::Stepped& body) {
        std::string vi, en;
        for (const auto& id : body.entered) {
            const auto* stage = viewing_.law.process.stage(id);
            // The stages around it say nothing new: only what has no stage inside is told.
            if (stage == nullptr || has_inner_state(stage->state)) continue;
            vi += (vi.empty() ? "" : ", ") + stage->title.vi;
            en += (en.empty() ? "" : ", ") + stage->title.en;
        }
        Sentence told;
        if (!vi.empty()) told = {"Chuyển đến bước: " + vi, "Moved to: " + en};
        if (body.faults.empty()) return told;
        const std::string more = told.vi.empty() ? "" : ". ";
        const auto faults = fmt::format("{}", fmt::join(body.faults, "; "));
        return {told.vi + more + "Lỗi khi thực hiện quy trình: " + faults,
                told.en + more + "Fault while running the process: " + faults};
    }
    Sentence operator()(const casework::EventIgnored& body) {
        if (body.event.rfind("error.", 0) == 0) {
            return {fmt::format("Quy trình phát sinh lỗi “{}” nhưng không có bước nào xử lý; đề "
                                "nghị báo người quản trị quy trình",
                                body.event),
                    fmt::format("The process raised '{}' and no stage handled it; tell whoever "
                                "keeps the process",
                                body.event)};
        }
        if (const auto announced = announcement(body.event); !announced.vi.empty()) {
            return announced;
        }
        return {fmt::format("Sự kiện “{}” không được bước nào của quy trình tiếp nhận", body.event),
                fmt::format("Event '{}' was taken by no stage of the process", body.event)};
    }
    Sentence operator()(const casework::ChartNoted& body) {
        const std::string label = body.label.empty() ? "" : body.label + ": ";
        return {"Quy trình ghi chú: " + label + body.text,
                "The process notes: " + label + body.text};
    }
    Sentence operator()(const casework::ItemMarked& body) {
        const auto* item = viewing_.law.process.item(body.item);
        const std::string vi = item == nullptr ? body.item : item->title.vi;
        const std::string en = item == nullptr ? body.item : item->title.en;
        if (!body.is_received)
            return {"Bỏ đánh dấu đã nhận: " + vi, "Marked as not received: " + en};
        return {"Đã nhận: " + vi, "Received: " + en};
    }
    Sentence operator()(const casework::DraftAdded& body) {
        return {fmt::format("Tải lên Dự thảo {}: {}", body.number, body.file_name),
                fmt::format("Draft {} uploaded: {}", body.number, body.file_name)};
    }
    Sentence operator()(const casework::Appointed& body) {
        const auto* role = viewing_.law.process.role(body.role);
        const auto person = viewing_.names.person(body.person);
        const std::string name =
            person.is_null() ? body.person : std::string(person.at("name").as_string());
        return {
            fmt::format("Phân công {}: {}", role == nullptr ? body.role : role->title.vi, name),
            fmt::format("Appointed {}: {}", role == nullptr ? body.role : role->title.en, name)};
    }
    Sentence operator()(const casework::ClockSet& body) {
        const auto title = deadline(body.clock.deadline);
        if (!body.clock.due) {
            return {fmt::format("Thời hạn “{}” chưa bắt đầu tính", title.vi),
                    fmt::format("Deadline '{}' has not started", title.en)};
        }
        const auto why = reason(body.clock);
        if (const auto* still = casework::standing(body.clock);
            still != nullptr && body.before == body.clock.due) {
            return {fmt::format("Thời hạn “{}” ({}) tạm dừng từ {}", title.vi,
                                body.clock.due->spoken(), still->from.spoken()),
                    fmt::format("Deadline '{}' ({}) stands still from {} on", title.en,
                                body.clock.due->iso(), still->from.iso())};
        }
        if (!body.clock.pauses.empty() && body.before == body.clock.due) {
            return {fmt::format("Thời hạn “{}” tiếp tục tính: {} ({})", title.vi,
                                body.clock.due->spoken(), why.vi),
                    fmt::format("Deadline '{}' runs on: {} ({})", title.en, body.clock.due->iso(),
                                why.en)};
        }
        if (body.before) {
            return {fmt::format("Thời hạn “{}” chuyển từ {} sang {}: {}", title.vi,
                                body.before->spoken(), body.clock.due->spoken(), why.vi),
                    fmt::format("Deadline '{}' moved from {} to {}: {}", title.en,
                                body.before->iso(), body.clock.due->iso(), why.en)};
        }
        return {fmt::format("Thời hạn “{}”: {} ({})", title.vi, body.clock.due->spoken(), why.vi),
                fmt::format("Deadline '{}': {} ({})", title.en, body.clock.due->iso(), why.en)};
    }
    Sentence operator()(const casework::ClockClosed& body) {
        const auto title = deadline(body.deadline);
        if (body.was_on_time) {
            return {fmt::format("Kết thúc thời hạn “{}”: đúng hạn", title.vi),
                    fmt::format("Deadline '{}' closed in time", title.en)};
        }
        return {fmt::format("Kết thúc thời hạn “{}”: quá hạn", title.vi),
                fmt::format("Deadline '{}' closed late", title.en)};
    }
    Sentence operator()(const casework::ClockWoke& body) {
        const auto title = deadline(body.deadline);
        if (body.kind == "near") {
            return {fmt::format("Sắp đến hạn: {}", title.vi),
                    fmt::format("Near its due date: {}", title.en)};
        }
        if (body.kind == "today") {
            return {fmt::format("Đến hạn hôm nay: {}", title.vi),
                    fmt::format("Due today: {}", title.en)};
        }
        if (body.kind == "near_missed" || body.kind == "today_missed") {
            const bool is_near = body.kind == "near_missed";
            return {fmt::format("Đã qua ngày đến hạn, không kịp nhắc {} (hệ thống tạm dừng hoặc "
                                "đồng hồ thay đổi): {}",
                                is_near ? "trước hạn" : "đúng ngày", title.vi),
                    fmt::format("The due date had passed before this could be announced {} (the "
                                "program was stopped, or its clock moved): {}",
                                is_near ? "ahead" : "on the day", title.en)};
        }
        if (body.kind == "passed") {
            return {fmt::format("Đã quá hạn: {}", title.vi), fmt::format("Overdue: {}", title.en)};
        }
        const auto* role = viewing_.law.process.role(body.to_role);
        return {fmt::format("Báo cáo quá hạn “{}” đến: {}", title.vi,
                            role == nullptr ? body.to_role : role->title.vi),
                fmt::format("Overdue '{}' reported to: {}", title.en,
                            role == nullptr ? body.to_role : role->title.en)};
    }
    Sentence operator()(const casework::ClockHeld& body) {
        const auto title = deadline(body.deadline);
        return {fmt::format("Đến giờ thực hiện tự động “{}” nhưng chưa thực hiện được: {} Hệ thống "
                            "sẽ thử lại sau",
                            title.vi, body.text),
                fmt::format("'{}' was due to act by itself but could not: {} It will be tried "
                            "again later",
                            title.en, body.text_en)};
    }
    Sentence operator()(const casework::FactRecorded& body) {
        return {
            fmt::format("Ghi nhận số liệu “{}”: {}", body.name, body.counts ? "đạt" : "không đạt"),
            fmt::format("Counted for '{}': {}", body.name, body.counts ? "yes" : "no")};
    }
    Sentence operator()(const casework::ToldByCase& body) {
        return {fmt::format("Hồ sơ số {} “{}” báo kết quả", body.from_case, body.title),
                fmt::format("Case {} '{}' told its result", body.from_case, body.title)};
    }
    Sentence operator()(const casework::ParentTold& body) {
        if (body.was_heard) {
            return {fmt::format("Đã báo cho hồ sơ số {} ({})", body.parent, body.event),
                    fmt::format("Told case {}: {}", body.parent, body.event)};
        }
        return {fmt::format("Đã báo cho hồ sơ số {} ({}) nhưng hồ sơ đó đã kết thúc hoặc không ở "
                            "bước tiếp nhận",
                            body.parent, body.event),
                fmt::format("Told case {}: {}, which is closed or at no stage that takes it",
                            body.parent, body.event)};
    }
    Sentence operator()(const casework::CaseClosed&) { return {"Kết thúc hồ sơ", "Case closed"}; }
    Sentence operator()(const casework::CaseMigrated& body) {
        const auto& title = viewing_.law.process.title;
        return {fmt::format("Chuyển hồ sơ sang quy trình “{}”, phiên bản {} (trước đó: {}); số "
                            "thay đổi: {}",
                            title.vi, body.definition_hash, body.from_hash, body.changes.size()),
                fmt::format("Case moved to the process '{}', version {} (before: {}); changes: {}",
                            title.en, body.definition_hash, body.from_hash, body.changes.size())};
    }

private:
    /// "deadline.ID.passed", ".today" and ".near" by the deadline's title; else nothing.
    Sentence announcement(const std::string& event) const {
        constexpr struct {
            const char *word, *vi, *en;
        } kinds[] = {{".passed", "Hết thời hạn", "passed"},
                     {".due", "Hết thời hạn", "passed"},
                     {".today", "Đến hạn hôm nay:", "is due today"},
                     {".near", "Sắp hết thời hạn", "is near"}};
        for (const auto& known : viewing_.law.process.deadlines) {
            for (const auto& kind : kinds) {
                if (event != "deadline." + known.id + kind.word) continue;
                return {fmt::format("{} “{}”: quy trình không có quy định xử lý tại bước hiện tại",
                                    kind.vi, known.title.vi),
                        fmt::format("Deadline '{}' {}: the process has no rule for it at the "
                                    "present stage",
                                    known.title.en, kind.en)};
            }
        }
        return {};
    }

    bool has_inner_state(chart::StateIndex state) const {
        return viewing_.law.process.chart->state(state).last_descendant != state;
    }

    workflow::Title deadline(const std::string& id) const {
        const auto* known = viewing_.law.process.deadline(id);
        return known == nullptr ? workflow::Title{id, id} : known->title;
    }

    /// How the date was counted, and how far its period is from the law's own words.
    Sentence reason(const casework::Clock& clock) const {
        const auto* known = viewing_.law.process.deadline(clock.deadline);
        const auto caveat = known == nullptr ? workflow::Title{} : workflow::caveat_of(*known);
        return {clock.reason + (caveat.vi.empty() ? "" : "; " + caveat.vi),
                clock.reason_en + (caveat.en.empty() ? "" : "; " + caveat.en)};
    }

    const Viewing& viewing_;
    const casework::Event& event_;
};

json::object migration_details(const casework::CaseMigrated& moved) {
    json::array changes;
    for (const auto& line : moved.changes) changes.push_back(migration_line_view(line));
    return {{"from", moved.from_process + "@" + moved.from_hash},
            {"to", moved.process + "@" + moved.definition_hash},
            {"map", moved.map},
            {"note", moved.reason},
            {"via", moved.via},
            {"changes", std::move(changes)}};
}

/// The definition that a case runs under from this event on; empty: as before.
std::string definition_begun(const casework::Event& event) {
    if (const auto* opened = std::get_if<casework::CaseOpened>(&event.body)) {
        return opened->definition_hash;
    }
    const auto* moved = std::get_if<casework::CaseMigrated>(&event.body);
    return moved == nullptr ? std::string() : moved->definition_hash;
}

}  // namespace

json::object migration_line_view(const casework::MigrationLine& line) {
    return {{"subject", line.subject}, {"change", line.change},  {"id", line.id},
            {"before", line.before},   {"after", line.after},    {"text", line.text},
            {"text_en", line.text_en}, {"is_past", line.is_past}};
}

json::object history_view(const Viewing& viewing, const std::vector<ports::JournalRow>& journal,
                          const LawAt& law_at) {
    json::array items;
    std::optional<casework::Law> then;  // Of the time of the entry.
    for (const auto& row : journal) {
        const auto event = casework::event_from_json(row.type, row.at, stored_json(row.body));
        if (const auto hash = definition_begun(event); !hash.empty()) {
            const auto law = law_at(hash);
            then.emplace(law ? *law : viewing.law);
        }
        const Viewing as_then{then ? *then : viewing.law, viewing.tx, viewing.names, viewing.now};
        const auto sentence = std::visit(Teller(as_then, event), event.body);
        if (sentence.vi.empty()) continue;
        json::object item{{"sequence", row.sequence},
                          {"at", row.at.iso()},
                          {"type", row.type},
                          {"text", sentence.vi},
                          {"text_en", sentence.en}};
        const bool is_clock = event.actor == "clock";
        item["actor"] = is_clock ? json::value(nullptr) : viewing.names.person(event.actor);
        json::object details;
        if (const auto* action = std::get_if<casework::ActionTaken>(&event.body)) {
            details["inputs"] = action->inputs;
            details["note"] = action->note;
            details["via"] = action->via;
        }
        if (const auto* moved = std::get_if<casework::CaseMigrated>(&event.body)) {
            details = migration_details(*moved);
        }
        item["details"] = std::move(details);
        items.push_back(std::move(item));
    }
    return {{"items", std::move(items)}};
}

json::object why_view(const casework::Law& law, const std::string& event,
                      const casework::Why& why) {
    json::array tried;
    bool depends_on_form = false;
    for (const auto& row : why.explanation.tried) {
        if (!row.event_matches) continue;
        depends_on_form = depends_on_form || !row.fault.empty();
        const auto* stage = law.process.stage(row.source);
        tried.push_back({{"source", row.source},
                         {"source_title", stage == nullptr ? row.source : stage->title.vi},
                         {"condition", row.condition},
                         {"condition_holds", row.condition_holds},
                         {"is_chosen", row.is_chosen},
                         {"fault", row.fault},
                         {"values", row.values},
                         {"line", row.line}});
    }
    const bool may = why.action.has_value();
    const bool would = why.explanation.would_be_taken && may;
    json::object permission{{"allowed", may},
                            {"reason", may ? "" : why.action.error().message_vi},
                            {"reason_en", may ? "" : why.action.error().message}};
    std::string vi = "Thực hiện được ngay.", en = "It can be done now.";
    if (!may) {
        vi = why.action.error().message_vi;
        en = why.action.error().message;
    } else if (!would) {
        const auto& refusal = (*why.action)->refusal;
        vi = refusal.vi.empty() ? "Chưa đủ điều kiện theo quy trình." : refusal.vi;
        en = refusal.en.empty() ? "A condition of the process does not hold." : refusal.en;
        if (depends_on_form) {
            vi = "Tùy thuộc nội dung nhập trong biểu mẫu. " + vi;
            en = "It depends on what the form will hold. " + en;
        }
    }
    return {{"event", event},  {"would_be_taken", would},   {"answer", vi},
            {"answer_en", en}, {"tried", std::move(tried)}, {"permission", std::move(permission)}};
}

}  // namespace trinh::service
