#include "tests/engine/chart/reference_expression.h"

#include <cctype>
#include <stdexcept>
#include <utility>

namespace trinh::chart::reference {
namespace {

class Reading {
public:
    Reading(std::string_view text, const Names& names) : rest_(text), names_(names) {}

    Value whole() {
        Value value = either();
        skip();
        if (!rest_.empty()) throw std::logic_error("unread: " + std::string(rest_));
        return value;
    }

private:
    void skip() {
        while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    }
    bool take(std::string_view word) {
        skip();
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    Value either() {
        Value left = both();
        while (take("||")) left = long{static_cast<int>(is_true(left)) | is_true(both())};
        return left;
    }
    Value both() {
        Value left = comparison();
        while (take("&&")) left = long{static_cast<int>(is_true(left)) & is_true(comparison())};
        return left;
    }
    Value comparison() {
        Value left = sum();
        if (take("==")) return long{left == sum()};
        if (take("!=")) return long{left != sum()};
        if (take("<=")) return long{number(left) <= number(sum())};
        if (take(">=")) return long{number(left) >= number(sum())};
        if (take("<")) return long{number(left) < number(sum())};
        if (take(">")) return long{number(left) > number(sum())};
        return left;
    }
    Value sum() {
        Value left = product();
        for (;;) {
            if (take("+"))
                left = number(left) + number(product());
            else if (take("-"))
                left = number(left) - number(product());
            else
                return left;
        }
    }
    Value product() {
        Value left = term();
        for (;;) {
            if (take("*"))
                left = number(left) * number(term());
            else if (take("%"))
                left = number(left) % number(term());
            else
                return left;
        }
    }
    Value term() {
        if (take("!")) return long{!is_true(term())};
        if (take("(")) {
            Value inner = either();
            if (!take(")")) throw std::logic_error("no ')'");
            return inner;
        }
        if (take("In('")) {
            const std::string id = up_to("'");
            if (!take(")")) throw std::logic_error("no ')'");
            return long{names_.in(id)};
        }
        if (take("'")) return up_to("'");
        const std::string word = name();
        if (word.find_first_not_of("0123456789") == std::string::npos) return std::stol(word);
        const auto found = names_.values.find(word);
        if (found == names_.values.end()) throw std::logic_error("unknown: " + word);
        return found->second;
    }
    std::string up_to(std::string_view end) {
        const auto at = rest_.find(end);
        std::string taken(rest_.substr(0, at));
        rest_.remove_prefix(at + end.size());
        return taken;
    }
    std::string name() {
        std::size_t size = 0;
        const auto belongs = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
        };
        while (size < rest_.size() && belongs(rest_[size])) ++size;
        if (size == 0) throw std::logic_error("unread: " + std::string(rest_));
        std::string taken(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return taken;
    }
    static long number(const Value& value) {
        if (const long* n = std::get_if<long>(&value)) return *n;
        throw std::logic_error("not a number");
    }

    std::string_view rest_;
    const Names& names_;
};

}  // namespace

Value evaluate(std::string_view text, const Names& names) {
    return Reading(text, names).whole();
}

bool is_true(const Value& value) {
    return std::holds_alternative<long>(value) && std::get<long>(value) != 0;
}

std::string shown(const Value& value) {
    if (const long* n = std::get_if<long>(&value)) return std::to_string(*n);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return "null";
}

}  // namespace trinh::chart::reference
