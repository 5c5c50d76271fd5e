#include "engine/forms/arrange.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"

namespace trinh::forms {
namespace {

/// What one row is ordered by; a rank is a number.
struct Key {
    bool is_absent = false;
    double number = 0;
    std::string folded_text, text;

    /// Absent ones last, whichever the direction.
    [[nodiscard]] int compare(const Key& other) const {
        if (number != other.number) return number < other.number ? -1 : 1;
        const int by_folded = folded_text.compare(other.folded_text);
        return by_folded != 0 ? by_folded : text.compare(other.text);
    }
};

Key key_of(const Order& order, const json::value& value) {
    Key key;
    if (!order.ranks.empty()) {
        const auto at = std::find(order.ranks.begin(), order.ranks.end(), text_of(value));
        key.number = static_cast<double>(at - order.ranks.begin());
        return key;
    }
    key.is_absent = value.is_null();
    if (value.is_int64() || value.is_uint64() || value.is_double()) {
        key.number = value.to_number<double>();
        return key;
    }
    // Days are written YYYY-MM-DD, so their texts are in the order of time.
    key.text = value.is_string() ? std::string(value.as_string()) : text_of(value);
    key.folded_text = folded(key.text);
    return key;
}

bool comes_before(const std::vector<Order>& orders, const std::vector<Key>& a,
                  const std::vector<Key>& b) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (a[i].is_absent != b[i].is_absent) return b[i].is_absent;
        const int way = a[i].compare(b[i]);
        if (way != 0) return orders[i].is_descending ? way > 0 : way < 0;
    }
    return false;
}

class Parts {
public:
    Parts(const FormTable& table, std::vector<RowView>& rows) : table_(table), rows_(rows) {}

    Result<std::vector<Row>> write() {
        std::vector<std::size_t> all(rows_.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        auto done = table_.parts.empty() ? write_rows(all) : write_parts(table_.parts, all);
        if (!done) return done.error();
        return std::move(written_);
    }

private:
    Result<Done> write_parts(const std::vector<Part>& parts, std::vector<std::size_t> rows) {
        for (const auto& part : parts) {
            std::vector<std::size_t> own, others;
            for (const std::size_t at : rows) {
                auto belongs = holds(part.where, rows_[at].names, rows_[at].subject);
                if (!belongs) return belongs.error();
                (*belongs ? own : others).push_back(at);
            }
            written_.push_back({{part.title}, RowKind::heading});
            if (table_.restarts_numbers) number_ = 0;
            auto done = part.parts.empty() ? write_rows(own) : write_parts(part.parts, own);
            if (!done) return done;
            rows = std::move(others);
        }
        if (rows.empty()) return Done{};
        return Refusal{
            Reason::conflict,
            fmt::format("{} row(s) belong to no part of the form, the first one: {}. Complete the "
                        "case, then write the form again.",
                        rows.size(), rows_[rows.front()].subject_en),
            fmt::format("Có {} dòng không thuộc phần nào của biểu mẫu, dòng đầu tiên: {}. Đề nghị "
                        "bổ sung thông tin của hồ sơ rồi lập lại biểu mẫu.",
                        rows.size(), rows_[rows.front()].subject)};
    }

    Result<Done> write_rows(const std::vector<std::size_t>& rows) {
        std::optional<std::string> group;
        for (const std::size_t at : rows) {
            auto& view = rows_[at];
            auto done = open_group(view, group);
            if (!done) return done;
            view.names.own["number"] = ++number_;
            Row row;
            for (const auto& column : table_.columns) {
                auto value = evaluate(column.value, view.names, view.subject);
                if (!value) return value.error();
                row.cells.push_back(cell_of(*value, column.kind));
            }
            written_.push_back(std::move(row));
        }
        return Done{};
    }

    /// A heading when the row's group is another one than before.
    Result<Done> open_group(const RowView& view, std::optional<std::string>& group) {
        if (!table_.group) return Done{};
        auto value = evaluate(*table_.group, view.names, view.subject);
        if (!value) return value.error();
        std::string name = text_of(*value);
        if (group == name) return Done{};
        written_.push_back({{name.empty() ? std::string("Khác") : name}, RowKind::heading});
        group = std::move(name);
        return Done{};
    }

    const FormTable& table_;
    std::vector<RowView>& rows_;
    std::vector<Row> written_;
    std::int64_t number_ = 0;
};

}  // namespace

Result<std::vector<RowView>> chosen_rows(const FormTable& table, std::vector<RowView> rows) {
    std::vector<RowView> chosen;
    for (auto& row : rows) {
        auto is_chosen = holds(table.where, row.names, row.subject);
        if (!is_chosen) return is_chosen.error();
        if (*is_chosen) chosen.push_back(std::move(row));
    }
    if (table.orders.empty()) return chosen;
    std::vector<std::pair<std::vector<Key>, std::size_t>> keyed;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        std::vector<Key> keys;
        for (const auto& order : table.orders) {
            auto value = evaluate(order.by, chosen[i].names, chosen[i].subject);
            if (!value) return value.error();
            keys.push_back(key_of(order, *value));
        }
        keyed.emplace_back(std::move(keys), i);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
        return comes_before(table.orders, a.first, b.first);
    });
    std::vector<RowView> ordered;
    for (const auto& [keys, at] : keyed) ordered.push_back(std::move(chosen[at]));
    return ordered;
}

Result<std::vector<Row>> rows_in_parts(const FormTable& table, std::vector<RowView>& rows) {
    return Parts(table, rows).write();
}

}  // namespace trinh::forms
