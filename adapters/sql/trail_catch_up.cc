#include "adapters/sql/trail_catch_up.h"

#include <algorithm>
#include <limits>
#include <set>

#include "adapters/sql/audit_tail.h"
#include "adapters/sql/rows.h"
#include "adapters/sql/trail_entries.h"
#include "adapters/sql/word_index.h"
#include "engine/audit/tiles.h"
#include "engine/base/words.h"

namespace trinh::sql {

namespace {

constexpr Instant latest{std::numeric_limits<std::int64_t>::max()};
constexpr Instant earliest{std::numeric_limits<std::int64_t>::min()};

struct Moved {
    std::int64_t leaf = 0;
    std::string hash;
};

struct Root {
    std::int64_t number = 0;
    std::string root;
};

/// One tile of entries as it is read.
struct Stretch {
    std::vector<ports::AuditRow> entries;
    std::vector<std::string> texts;  ///< Of each.
    std::vector<audit::Hash> leaves;
    Instant first_at = latest, last_at = earliest;
};

/// Leaves is shorter than the tile when an entry is missing.
Stretch read_stretch(Session& session, std::int64_t first) {
    Stretch stretch;
    const Arguments range{first, first + audit::tile_width};
    const auto take = [&](std::int64_t, const std::string& text) {
        stretch.texts.push_back(text);
        return true;
    };
    read_texts(session, "e.leaf >= :from and e.leaf < :to order by e.leaf", range, take,
               stretch.entries);
    const auto moved = rows<Moved, &Moved::leaf, &Moved::hash>(
        session,
        "select leaf, hash from archived_entry where leaf >= :from and leaf < :to order by leaf",
        range);
    auto next_entry = stretch.entries.begin();
    auto next_moved = moved.begin();
    for (std::int64_t leaf = first; leaf < first + audit::tile_width; ++leaf) {
        if (next_entry != stretch.entries.end() && next_entry->index == leaf) {
            stretch.leaves.push_back(audit::leaf_hash(next_entry->body));
            stretch.first_at = std::min(stretch.first_at, next_entry->at);
            stretch.last_at = std::max(stretch.last_at, next_entry->at);
            ++next_entry;
        } else if (next_moved != moved.end() && next_moved->leaf == leaf) {
            const auto hash = audit::hash_from_hex(next_moved->hash);
            if (!hash) break;
            stretch.leaves.push_back(*hash);
            ++next_moved;
        } else {
            break;
        }
    }
    return stretch;
}

void add_names(Session& session, const ports::AuditRow& row, std::set<std::string>& words) {
    auto& names = session.words().names;
    const auto mark = [&](TrailMark kind, const std::string& name) {
        words.insert(trail_mark(kind, names.number(session, name)));
    };
    mark(TrailMark::actor, row.actor);
    if (!row.on_behalf_of.empty()) mark(TrailMark::on_behalf_of, row.on_behalf_of);
    mark(TrailMark::agency, row.agency);
    mark(TrailMark::action, row.action);
}

void add_blocks(Session& session, const Stretch& stretch) {
    static const WordIndex index(trail_word_index);
    for (std::size_t next = 0; next < stretch.entries.size();) {
        const std::int64_t block = stretch.entries[next].index / trail_block;
        std::set<std::string> words;
        for (; next < stretch.entries.size() && stretch.entries[next].index / trail_block == block;
             ++next) {
            add_names(session, stretch.entries[next], words);
            for (const auto word : words_of(stretch.texts[next])) words.insert(index_word(word));
        }
        index.add(session, block, {words.begin(), words.end()});
    }
}

std::string hex(const audit::Edge& edge) {
    return audit::to_hex(audit::bytes_of(edge.root()));
}

void insert_tile(Session& session, int level, std::int64_t number, const std::string& root,
                 const Stretch& times) {
    session.run(
        "insert into audit_tile (level, number, root, first_at, last_at) "
        "values (:level, :number, :root, :first, :last)",
        {level, number, root, times.first_at, times.last_at});
}

/// The tiles of the levels above that this one filled.
void add_larger_tiles(Session& session, std::int64_t number) {
    for (int level = 1; (number + 1) % audit::tile_width == 0; ++level) {
        const std::int64_t first = number - audit::tile_width + 1;
        audit::Edge edge;
        for (const auto& root :
             trail_tile_roots(session, level, first, static_cast<int>(audit::tile_width))) {
            const auto hash = audit::hash_from_hex(root);
            if (hash) edge.append(*hash);
        }
        if (edge.size() < audit::tile_width) return;
        number /= audit::tile_width;
        insert_tile(session, level + 1, number, hex(edge), {});
    }
}

void add_tile(Session& session, std::int64_t number, Stretch& stretch) {
    audit::Edge edge;
    for (const audit::Hash& leaf : stretch.leaves) edge.append(leaf);
    const auto before =
        one_number(session, "select last_at from audit_tile where level = 1 and number = :number",
                   {number - 1});
    if (before) stretch.last_at = std::max(stretch.last_at, Instant{*before});
    insert_tile(session, 1, number, hex(edge), stretch);
    // Clocks of several servers differ: an earlier tile may hold a later time.
    session.run(
        "update audit_tile set first_at = :at where level = 1 and first_at > :later and "
        "number < :number",
        {stretch.first_at, stretch.first_at, number});
    add_larger_tiles(session, number);
}

}  // namespace

std::string trail_mark(TrailMark mark, std::int64_t name) {
    return "\xEE\x80" + std::string(1, static_cast<char>(0x80 + static_cast<int>(mark))) +
           std::to_string(name);
}

std::int64_t trail_taken_in(Session& session) {
    return one_number(session, "select upto from search_progress where name = 'trail'", {})
        .value_or(0);
}

int trail_catch_up(Session& session, int stretches) {
    const auto begun = one_number(
        session, "select upto from search_progress where name = 'trail'" + session.skip_locked(),
        {});
    if (!begun) return 0;
    const std::int64_t size = read_tree(session, "").size;
    std::int64_t upto = *begun;
    for (; stretches > 0 && upto + audit::tile_width <= size; --stretches) {
        Stretch stretch = read_stretch(session, upto);
        if (std::ssize(stretch.leaves) < audit::tile_width) break;  // Verification tells of it.
        add_blocks(session, stretch);
        add_tile(session, upto / audit::tile_width, stretch);
        upto += audit::tile_width;
    }
    if (upto == *begun) return 0;
    session.run("update search_progress set upto = :upto where name = 'trail'", {upto});
    return static_cast<int>((upto - *begun) / audit::tile_width);
}

std::vector<std::string> trail_tile_roots(Session& session, int level, std::int64_t first,
                                          int limit) {
    std::vector<std::string> roots;
    for (auto& row : rows<Root, &Root::number, &Root::root>(
             session,
             "select number, root from audit_tile where level = :level and number >= :first "
             "order by number limit :limit",
             {level, first, limit})) {
        if (row.number != first + std::ssize(roots)) break;
        roots.push_back(std::move(row.root));
    }
    return roots;
}

}  // namespace trinh::sql
