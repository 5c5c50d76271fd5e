#include "tests/engine/chart/random_chart.h"

#include <cstdlib>

namespace trinh::chart {

unsigned chart_count(unsigned usual) {
    const char* wanted = std::getenv("TRINH_RANDOM_CHARTS");
    return wanted == nullptr ? usual : static_cast<unsigned>(std::stoul(wanted));
}

std::string RandomChart::event_name(unsigned number) {
    static const char* const names[] = {"a",  "a.b", "a.b.c", "a.bc", "b",
                                        "b.", "c",   "c.a",   "ab",   "done.state.s2"};
    return names[number % 10];
}

int RandomChart::add(int parent, const char* word, const char* prefix) {
    const int index = static_cast<int>(nodes_.size());
    nodes_.push_back({prefix + std::to_string(index), word, {}, parent});
    if (parent >= 0) nodes_[static_cast<std::size_t>(parent)].children.push_back(index);
    return index;
}

int RandomChart::grow(int parent, int depth) {
    const bool is_parallel = parent >= 0 && depth > 0 && chance(40);
    const int index = add(parent, is_parallel ? "parallel" : "state", "s");
    const bool is_full = static_cast<int>(nodes_.size()) >= taste_.states_max;
    if (!is_parallel && (depth == 0 || is_full || (parent >= 0 && chance(25)))) return index;
    const auto leaves = [&](int final_percent) {
        if (parent >= 0 && chance(25)) add(index, "history", "h");
        if (!is_parallel && chance(final_percent)) add(index, "final", "f");
    };
    leaves(5);
    for (int i = 1 + below(3); i > 0; --i) grow(index, depth - 1);
    leaves(parent >= 0 ? 40 : 20);
    return index;
}

bool RandomChart::is_inside(int node, int ancestor) {
    while (node > ancestor) node = at(node).parent;
    return node == ancestor;
}

std::vector<int> RandomChart::inside(int ancestor, bool with_histories) {
    std::vector<int> found;
    for (int i = ancestor + 1; i < static_cast<int>(nodes_.size()) && is_inside(i, ancestor); ++i)
        if (with_histories || at(i).word != "history") found.push_back(i);
    return found;
}

/// One state, or one in each of two regions of a parallel.
std::string RandomChart::targets_inside(int ancestor, bool with_histories) {
    const std::vector<int> all = inside(ancestor, with_histories);
    const int first = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    if (!chance(25)) return at(first).id;
    const int second = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    // A history stands for everything in its parent.
    const auto claimed = [&](int node) {
        return at(node).word == "history" ? at(node).parent : node;
    };
    const int whole_first = claimed(first), whole_second = claimed(second);
    int shared = whole_first;
    while (!is_inside(whole_second, shared)) shared = at(shared).parent;
    if (shared == whole_first || shared == whole_second || at(shared).word != "parallel")
        return at(first).id;
    return at(first).id + ' ' + at(second).id;
}

std::string RandomChart::number() {
    static const char* const all[] = {"0",           "1",           "3",         "x",        "y",
                                      "(x + 1) % 5", "(y + x) % 7", "x * 2 % 5", "4 - x % 3"};
    return one_of(all);
}

std::string RandomChart::condition() {
    if (taste_.content == Content::guarded) {
        static const char* const guards[] = {"g0", "g1", "!g0", "g0 == g1", "true", "1 &gt; 2"};
        return one_of(guards);
    }
    static const char* const compared[] = {"==", "!=", "&lt;", "&gt;=", "&lt;=", "&gt;"};
    static const char* const joined[] = {" &amp;&amp; ", " || "};
    const auto in = [&] {
        const std::vector<int> all = inside(0, false);
        return "In('" + at(all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]).id +
               "')";
    };
    std::string text;
    switch (below(5)) {
        case 0:
            text = "x " + one_of(compared) + " " + number();
            break;
        case 1:
            text = number() + " " + one_of(compared) + " y";
            break;
        case 2:
            text = in();
            break;
        case 3:
            text = "!" + in();
            break;
        default:
            text = "(x + y) % 2 == " + std::to_string(below(2));
            break;
    }
    return chance(20) ? "(" + text + ")" + one_of(joined) + condition() : text;
}

std::string RandomChart::plain(int depth) {
    static const char* const raised[] = {"a", "a.b", "b", "c", "c.a"};
    static const char* const variables[] = {"x", "y"};
    switch (below(depth > 0 ? 6 : 5)) {
        case 0:
            return "<assign location='" + one_of(variables) + "' expr='" + number() + "'/>";
        case 1:
            // Most raised events use up a stock, or nearly every chart would run in a circle.
            return chance(90)
                       ? "<if cond='n &gt; 0'><assign location='n' expr='n - 1'/><raise event='" +
                             one_of(raised) + "'/></if>"
                       : "<raise event='" + one_of(raised) + "'/>";
        case 2:
            return "<log label='x' expr='x'/>";
        case 3:
            return "<log label='sum' expr='x + y'/>";
        case 4:
            return "<assign location='x' expr='(x + 1) % 5'/>";
        default:
            break;
    }
    std::string text = "<if cond=\"" + condition() + "\">" + content(0);
    if (chance(30)) text += "<elseif cond=\"" + condition() + "\"/>" + content(0);
    if (chance(50)) text += "<else/>" + content(0);
    return text + "</if>";
}

std::string RandomChart::wide() {
    static const char* const all[] = {
        "<send event='b' delay='1s'/>",
        "<send event='c' delay='2s' id='late'><param name='n' expr='x / 3'/></send>",
        "<send event='c.a' delayexpr=\"(x + 1) + '.25s'\" idlocation='z'/>",
        "<send event='a.b' target='#_parent'><param name='z' expr='z'/></send>",
        "<cancel sendid='late'/>",
        "<foreach item='i' index='k' array='[1,2,3]'><assign location='y' expr='(y + i * k) % 9'/>"
        "</foreach>",
        "<assign location='z' expr=\"{n: x / 3, list: [y, {deep: [z == null, "
        "'đ\\u2028\\u0001😀']}]}\"/>",
        "<assign location='z' expr='[z]'/>",
        "<assign location='z' expr='[0 / 0, -x / 0, -0.0, 0 * -1, 1e300 * x, 5e-324]'/>",
        "<assign location='z' expr='(x + 0.1) * (y + 0.7) / 3'/>",
        "<assign location='z' expr='0 / (x - 1)'/>",
        "<assign location='z' expr='_event'/>",
        "<assign location='z' expr='_event.data'/>",
        "<assign location='z.a' expr='x / 7'/>",
        "<log expr='z'/>",
        "<assign location='nowhere' expr='1'/>"};
    return one_of(all);
}

/// A chart that runs inside: written in place, or computed (and then kept as text).
std::string RandomChart::invoke(int node) {
    const Taste inner{Content::wide, 1, 5, taste_.invoke_depth - 1};
    std::string chart = RandomChart(static_cast<unsigned>(random_()), inner).xml();
    std::string text = "<invoke";
    if (chance(50)) text += " id='i" + std::to_string(node) + "'";
    if (chance(40)) text += " autoforward='true'";
    text += ">";
    if (chance(50)) text += "<param name='x' expr='y'/><param name='z' expr='z'/>";
    text += "<content>" + chart + "</content>";
    if (chance(30)) text += "<finalize><assign location='z' expr='_event.data'/></finalize>";
    return text + "</invoke>";
}

std::string RandomChart::content(int depth) {
    if (taste_.content == Content::none) return "";
    if (taste_.content == Content::guarded)
        return chance(90) ? "" : chance(50) ? "<raise event='a.b'/>" : "<raise event='c'/>";
    std::string text;
    if (taste_.content == Content::wide && chance(4)) text += "<send event='a'/>";
    for (int i = below(3); i > 0; --i)
        text += taste_.content == Content::wide && chance(40) ? wide() : plain(depth);
    return text;
}

std::string RandomChart::events() {
    static const char* const all[] = {"a",   "a", "a.b", "a.b.c", "a.*", "a.b.",    "b",        "b",
                                      "b.*", "c", "c",   "c.a",   "b c", "a.b c.a", "c.* a.b.c"};
    if (chance(3)) return chance(50) ? "*" : "done.state.*";
    if (chance(12)) {
        const int state = below(static_cast<int>(nodes_.size()));
        if (taste_.invoke_depth > 0 && chance(50)) return "done.invoke";
        return "done.state." + (state == 0 ? "s1" : at(state).id);
    }
    return one_of(all);
}

std::string RandomChart::transition(int node) {
    const bool has_data = taste_.content != Content::none;
    const bool is_eventless = chance(4);
    std::string text = "\n<transition";
    if (!is_eventless) text += " event='" + events() + "'";
    if (has_data && chance(is_eventless ? 90 : 35)) {
        // An eventless transition mostly ends the reason for which it was taken.
        const bool ends = is_eventless && taste_.content >= Content::plain && chance(80);
        text += " cond=\"" + (ends ? "x == " + std::to_string(below(5)) : condition());
        const bool may_read = !is_eventless && taste_.content >= Content::plain;
        if (may_read && chance(15)) text += " || _event.data == " + std::to_string(below(4));
        if (may_read && chance(10)) text += " || _event.name == 'a.b'";
        text += "\"";
    }
    if (is_eventless || chance(88)) {
        const bool is_compound = !inside(node, true).empty();
        const bool stays = is_compound && chance(40);
        text += " target='" + targets_inside(stays ? node : 0, true) + "'";
        if (chance(stays ? 60 : 10)) text += " type='internal'";
    }
    const bool counts = is_eventless && taste_.content >= Content::plain;
    return text + ">" + (counts ? "<assign location='x' expr='(x + 1) % 5'/>" : "") + content() +
           "</transition>";
}

std::string RandomChart::write_history(int node) {
    const bool is_deep = chance(50);
    std::string target;
    const std::vector<int>& siblings = at(at(node).parent).children;
    if (is_deep) {
        target = targets_inside(at(node).parent, false);
    } else {
        std::vector<int> able;
        for (const int sibling : siblings)
            if (at(sibling).word != "history") able.push_back(sibling);
        target = at(able[static_cast<std::size_t>(below(static_cast<int>(able.size())))]).id;
    }
    return "\n<history id='" + at(node).id + "' type='" + (is_deep ? "deep" : "shallow") +
           "'><transition target='" + target + "'>" + content() + "</transition></history>";
}

std::string RandomChart::initial(int node) {
    return "<initial><transition target='" + targets_inside(node, true) + "'>" + content() +
           "</transition></initial>";
}

std::string RandomChart::data(int node) {
    if (taste_.content <= Content::guarded) return "";
    const std::string own = "d" + std::to_string(node);
    if (node > 0) return "<datamodel><data id='" + own + "' expr='1'/></datamodel>";
    return std::string("<datamodel><data id='x' expr='") + (chance(50) ? "0" : "1") +
           "'/><data id='y' expr='2'/><data id='n' expr='20'/>" +
           (taste_.content == Content::wide ? "<data id='z'/>" : "") + "</datamodel>";
}

std::string RandomChart::write(int node) {
    const std::string word = node == 0 ? "scxml" : at(node).word;
    if (word == "history") return write_history(node);
    std::string text = (node == 0 ? "<" : "\n<") + word;
    if (node == 0)
        text += std::string(
                    " xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
                    "datamodel='ecmascript'") +
                (is_late_ ? " binding='late'" : "");
    else
        text += " id='" + at(node).id + "'";
    const bool is_compound = word != "parallel" && word != "final" && !inside(node, false).empty();
    const bool has_element = is_compound && node != 0 && chance(30);
    if (is_compound && !has_element && chance(40))
        text += " initial='" + targets_inside(node, true) + "'";
    text += ">";
    if (node == 0 || (word != "final" && chance(15))) text += data(node);
    if (has_element) text += initial(node);
    if (node != 0 && chance(40)) text += "<onentry>" + content() + "</onentry>";
    if (node != 0 && chance(15)) text += "<onentry>" + content() + "</onentry>";
    if (node != 0 && chance(35)) text += "<onexit>" + content() + "</onexit>";
    if (word == "final" && taste_.content == Content::wide && chance(40))
        text += "<donedata><param name='half' expr='x / 2'/></donedata>";
    const bool is_inner = node != 0 && word != "final";
    if (is_inner && taste_.invoke_depth > 0 && chance(15)) text += invoke(node);
    if (is_inner)
        for (int i = below(4); i > 0; --i) text += transition(node);
    for (const int child : at(node).children) text += write(child);
    if (is_inner && chance(20)) text += transition(node);
    return text + "</" + word + ">";
}

std::string RandomChart::xml() {
    do {
        nodes_.clear();
        grow(-1, taste_.depth);
    } while (nodes_.size() < 3);
    is_late_ = taste_.content >= Content::plain && chance(30);
    return write(0);
}

}  // namespace trinh::chart
