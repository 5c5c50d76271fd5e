// What a chart sends by itself: <raise>, <send>, and what the charts it invokes send back.
#include <algorithm>

#include "engine/chart/tables.h"
#include "engine/chart/ways.h"

namespace trinh::chart {

SentEvents sent_events(const Chart& chart) {
    const Tables& tables = chart.tables();
    SentEvents sent;
    for (const Op& op : tables.ops)
        if (op.kind == OpKind::raise) sent.names.insert(tables.texts[op.a]);
    for (const SendRow& row : tables.sends) {
        if (row.event.expression != none) sent.is_open = true;
        if (!row.event.text.empty()) sent.names.insert(row.event.text);
    }
    for (const InvokeRow& row : tables.invokes) {
        sent.has_invoke = true;
        if (!row.inline_chart) {
            sent.is_open = true;
            continue;
        }
        SentEvents inner = sent_events(*row.inline_chart);
        sent.names.merge(inner.names);
        sent.is_open |= inner.is_open;
    }
    return sent;
}

bool SentEvents::may_match(std::string_view descriptor) const {
    if (is_open) return true;
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return descriptor_matches(descriptor, name);
    });
}

}  // namespace trinh::chart
