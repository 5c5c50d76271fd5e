#include "engine/expression/machine.h"

#include <algorithm>
#include <cmath>

#include "engine/expression/coercion.h"
#include "engine/expression/functions.h"

namespace trinh::expression {

void Machine::start(std::uint32_t first) {
    if (code_.stack_max > inline_slots && long_stack_.empty()) {
        long_stack_.resize(code_.stack_max);
        stack_ = long_stack_.data();
    }
    height_ = 0;
    at_ = first;
}

bool Machine::run(std::uint32_t first, std::uint32_t last) {
    start(first);
    const Op* const ops = code_.ops.data();
    while (at_ < last) {
        const Op op = ops[at_++];
        switch (op.code) {
            case OpCode::constant:
                push(code_.constants[op.operand]);
                continue;
            case OpCode::name:
                load_name(op, false);
                break;
            case OpCode::member:
                load_member(op);
                break;
            case OpCode::event_field:
                load_event_field(op);
                break;
            case OpCode::jump:
                at_ = op.operand;
                continue;
            case OpCode::jump_unless:
                if (!truthy(pop())) at_ = op.operand;
                continue;
            case OpCode::and_jump:
                if (truthy(top())) {
                    --height_;
                } else {
                    at_ = op.operand;
                }
                continue;
            case OpCode::or_jump:
                if (truthy(top())) {
                    at_ = op.operand;
                } else {
                    --height_;
                }
                continue;
            case OpCode::equal:
            case OpCode::not_equal:
            case OpCode::strict_equal:
            case OpCode::strict_not_equal:
                equate(op.code);
                break;
            case OpCode::less:
            case OpCode::less_equal:
            case OpCode::greater:
            case OpCode::greater_equal:
                compare(op.code);
                break;
            default:
                step(op);
                break;
        }
        if (has_failed_) return false;
    }
    return true;
}

void Machine::step(const Op& op) {
    switch (op.code) {
        case OpCode::name_type:
            load_name(op, true);
            [[fallthrough]];
        case OpCode::type_of:
            top() = Slot::of(type_of(top()));
            return;
        case OpCode::index:
            return load_index();
        case OpCode::call:
            return call(op);
        case OpCode::in_state:
            return ask_state();
        case OpCode::not_:
            top() = Slot::of(!truthy(top()));
            return;
        case OpCode::negate:
            top() = Slot::of(-number_of(top()));
            return;
        case OpCode::to_number:
            top() = Slot::of(number_of(top()));
            return;
        case OpCode::add:
            return add();
        case OpCode::subtract:
        case OpCode::multiply:
        case OpCode::divide:
        case OpCode::remainder:
        case OpCode::bit_and:
        case OpCode::bit_or:
        case OpCode::bit_xor:
            return arithmetic(op.code);
        case OpCode::in:
            return check_membership();
        case OpCode::is_array:
            top() = Slot::of(top().kind == Kind::array);
            return;
        case OpCode::is_tree:
            top() = Slot::of(top().is_tree());
            return;
        case OpCode::make_array:
            return make_array(op);
        case OpCode::make_object:
            return make_object(op);
        default:
            fail("The compiled expression is damaged; compile it again.");
            return;
    }
}

void Machine::fail(std::string message) {
    if (has_failed_) return;
    has_failed_ = true;
    const bool is_running = at_ > 0 && at_ <= code_.spans.size();
    fault_.column = is_running ? static_cast<int>(code_.spans[at_ - 1].at) + 1 : 0;
    fault_.message = std::move(message);
}

bool Machine::charge_work(std::size_t bytes) {
    constexpr std::size_t work_max = 64U << 20U;
    work_ += bytes;
    if (work_ > work_max) fail("The expression works through too much data; use smaller texts.");
    return !has_failed_;
}

bool Machine::charge_bytes(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > code_.limits.result_bytes_max) {
        fail("The expression builds more than " + std::to_string(code_.limits.result_bytes_max) +
             " bytes of text and arrays; build less.");
    }
    return !has_failed_;
}

Slot Machine::keep(std::string text) {
    return Slot::of(std::string_view(texts_.emplace_front(std::move(text))));
}

Slot Machine::keep(json::value value) {
    return slot_of(values_.emplace_front(std::move(value)));
}

std::string Machine::operand_source() const {
    if (at_ == 0 || at_ > code_.spans.size()) return {};
    const Span span = code_.spans[at_ - 1];
    std::string_view source = std::string_view(code_.text).substr(span.begin, span.at - span.begin);
    while (!source.empty() && (source.back() == ' ' || source.back() == '.')) {
        source.remove_suffix(1);
    }
    return "'" + std::string(source) + "'";
}

Value Machine::take_result() {
    const Slot slot = result();
    switch (slot.kind) {
        case Kind::undefined:
        case Kind::unset:
            return {};
        case Kind::null:
            return json::value(nullptr);
        case Kind::boolean:
            return json::value(slot.boolean);
        case Kind::number:
            return json_number(slot.number);
        case Kind::text:
            return json::value(json::string(slot.view()));
        case Kind::array:
        case Kind::object:
            break;
    }
    for (json::value& built : values_) {
        const Slot candidate = slot_of(built);
        const bool is_same = candidate.kind == slot.kind &&
                             (slot.kind == Kind::array ? candidate.array == slot.array
                                                       : candidate.object == slot.object);
        if (is_same) return std::move(built);
    }
    if (slot.kind == Kind::array) return json::value(*slot.array);
    return json::value(*slot.object);
}

}  // namespace trinh::expression
