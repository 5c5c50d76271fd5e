// Executable content: the operations of a block, one behind the other. An error ends its block.

#include "engine/base/json_text.h"
#include "engine/chart/interpreter.h"
#include "engine/chart/literal.h"

namespace trinh::chart {
namespace {

/// Rough size of a value in memory, for limits.
std::size_t bytes_of(const json::value& value) {
    std::size_t sum = 16;
    if (const auto* text = value.if_string()) sum += text->size();
    if (const auto* array = value.if_array())
        for (const json::value& element : *array) sum += bytes_of(element);
    if (const auto* object = value.if_object())
        for (const auto& member : *object) sum += member.key().size() + bytes_of(member.value());
    return sum;
}

}  // namespace

void Interpreter::run_blocks(Span blocks) {
    for (Index i = blocks.first; i < blocks.end(); ++i) run_block(i);
}

void Interpreter::run_block(Index block) {
    const Span range = tables_.blocks[block];
    const std::size_t depth = work_.loops.size();
    for (Index pc = range.first; pc < range.end();) {
        const Op& op = tables_.ops[pc];
        if (!charge(1, op.line) || !run_op(op, pc)) break;
    }
    work_.loops.resize(depth);
}

bool Interpreter::run_op(const Op& op, Index& pc) {
    if (op.kind == OpKind::branch) return run_branch(op, pc);
    if (op.kind == OpKind::loop) return begin_loop(op, pc);
    if (op.kind == OpKind::next) return next_round(op, pc);
    if (op.kind == OpKind::jump) {
        pc = op.a;
        return true;
    }
    ++pc;
    if (op.kind == OpKind::log) return run_log(op);
    if (op.kind == OpKind::assign) return run_assign(op);
    if (op.kind == OpKind::send) return run_send(tables_.sends[op.a]);
    if (op.kind == OpKind::cancel) return run_cancel(op);
    raise(tables_.texts[op.a], "", "internal");
    return true;
}

bool Interpreter::run_branch(const Op& op, Index& pc) {
    const auto answer = scope_.test(op.a);
    const bool* yes = std::get_if<bool>(&answer);
    // Section 5.9.1: a condition that cannot be evaluated is an error and counts as false.
    if (yes == nullptr)
        fail("The condition '" + tables_.expressions[op.a].text +
                 "' could not be evaluated: " + std::get<expression::Fault>(answer).message,
             op.line);
    pc = yes != nullptr && *yes ? pc + 1 : op.b;
    return true;
}

bool Interpreter::begin_loop(const Op& op, Index& pc) {
    const LoopRow& row = tables_.loops[op.a];
    if (!row.fault.empty()) {
        fail(row.fault, op.line);
        return false;
    }
    const auto answer = scope_.evaluate(row.array);
    if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
        fail("<foreach> cannot read its array: " + fault->message, op.line);
        return false;
    }
    const json::array* items = std::get<expression::Value>(answer).as_json().if_array();
    if (items == nullptr) {
        fail("'" + tables_.expressions[row.array].text +
                 "' is not an array, so <foreach> cannot "
                 "go through it.",
             op.line);
        return false;
    }
    // Section 4.6: the loop goes over a copy; its body may change the array.
    work_.loops.push_back({*items, 0, op.a});
    // The variables exist after the loop even when the array is empty.
    if (!session_.data_.contains(row.item)) session_.data_[row.item] = nullptr;
    if (!row.index.empty() && !session_.data_.contains(row.index))
        session_.data_[row.index] = nullptr;
    pc = op.b;
    return true;
}

bool Interpreter::next_round(const Op& op, Index& pc) {
    Loop& loop = work_.loops.back();
    const LoopRow& row = tables_.loops[loop.row];
    if (loop.at == loop.items.size()) {
        work_.loops.pop_back();
        ++pc;
        return true;
    }
    if (!write_variable(row.item, loop.items[loop.at], op.line)) return false;
    if (!row.index.empty() && !write_variable(row.index, loop.at, op.line)) return false;
    ++loop.at;
    pc = op.a;
    return true;
}

bool Interpreter::run_assign(const Op& op) {
    const auto answer = scope_.evaluate(op.b);
    if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
        fail("The value '" + tables_.expressions[op.b].text +
                 "' could not be computed: " + fault->message,
             op.line);
        return false;
    }
    return write(tables_.places[op.a], std::get<expression::Value>(answer), op.c != 0, op.line);
}

bool Interpreter::run_log(const Op& op) {
    LogLine line{tables_.texts[op.a], "", op.line};
    if (op.b != none) {
        const auto answer = scope_.evaluate(op.b);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            fail("<log> cannot compute '" + tables_.expressions[op.b].text + "': " + fault->message,
                 op.line);
            return false;
        }
        const auto& value = std::get<expression::Value>(answer);
        const bool is_tree = value.as_json().is_structured();
        line.text = is_tree ? to_json_text(value.as_json()) : expression::to_text(value);
        if (!charge(line.text.size() / 64, op.line)) return false;
    }
    household_.outcome().log.push_back(std::move(line));
    return true;
}

bool Interpreter::run_cancel(const Op& op) {
    std::string id = op.a == none ? "" : tables_.texts[op.a];
    if (op.b != none) {
        const auto answer = scope_.evaluate(op.b);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            fail("<cancel> cannot compute its id: " + fault->message, op.line);
            return false;
        }
        id = expression::to_text(std::get<expression::Value>(answer));
    }
    std::erase_if(session_.pending_, [&](const PendingSend& send) { return send.send_id == id; });
    return true;
}

bool Interpreter::charge(std::size_t operations, int line) {
    operations_ += operations;
    if (operations_ <= around_.limits.operations_max) return true;
    if (!is_out_of_operations_)
        fail("More than " + std::to_string(around_.limits.operations_max) +
                 " operations ran for one event; the content was stopped.",
             line);
    is_out_of_operations_ = true;
    return false;
}

bool Interpreter::write(const Place& place, const expression::Value& value, bool declares,
                        int line) {
    const auto* location = std::get_if<expression::Location>(&place.code);
    if (location == nullptr) {
        fail("'" + place.text +
                 "' cannot be written: " + std::get<expression::Fault>(place.code).message,
             line);
        return false;
    }
    if (declares && !session_.data_.contains(location->root_name()))
        session_.data_[location->root_name()] = nullptr;
    if (!has_room(place.is_plain ? location->root_name() : "", bytes_of(value.as_json()), line))
        return false;
    const auto& around = place.is_plain ? scope_.variables() : scope_.environment();
    const auto done = location->assign(session_.data_, value, around);
    if (const auto* fault = std::get_if<expression::Fault>(&done)) {
        fail("'" + place.text + "' could not be written: " + fault->message, line);
        return false;
    }
    return true;
}

bool Interpreter::write_variable(const std::string& name, json::value value, int line) {
    if (!has_room(name, bytes_of(value), line)) return false;
    session_.data_[name] = std::move(value);
    return true;
}

/// `name`: the variable that is replaced as a whole; empty: a part of one is written.
bool Interpreter::has_room(const std::string& name, std::size_t bytes, int line) {
    if (!charge(bytes / 64, line)) return false;
    const std::size_t most = around_.limits.data_bytes_max;
    if (session_.data_bytes_ + bytes <= most) {
        session_.data_bytes_ += bytes;
        return true;
    }
    // The running sum counts what was overwritten as well: now measure.
    std::size_t sum = 0;
    for (const auto& member : session_.data_)
        if (member.key() != name) sum += member.key().size() + bytes_of(member.value());
    session_.data_bytes_ = sum + bytes;
    if (session_.data_bytes_ <= most) return charge(sum / 64, line);
    session_.data_bytes_ = most;
    fail("The data of the case would grow beyond " + std::to_string(most) + " bytes.", line);
    return false;
}

void Interpreter::initialise(Span data, const json::object* given) {
    for (Index i = data.first; i < data.end(); ++i) {
        const DataRow& row = tables_.datamodel[i];
        if (given != nullptr) {
            if (const json::value* passed = given->if_contains(row.id)) {
                write_variable(row.id, *passed, row.line);
                continue;
            }
        }
        if (row.expression == none) continue;
        const auto answer = scope_.evaluate(row.expression);
        if (const auto* fault = std::get_if<expression::Fault>(&answer)) {
            fail("The initial value of '" + row.id + "' could not be computed: " + fault->message,
                 row.line);
            continue;
        }
        write_variable(row.id, std::get<expression::Value>(answer).as_json(), row.line);
    }
}

}  // namespace trinh::chart
