/// Pipeline: the statements of one connection, sent several at a time where nobody waits for an
/// answer in between. Used by one thread at a time.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "adapters/sql/argument.h"
#include "adapters/sql/cell.h"

namespace trinh::sql {

/// A statement that had to change a row found none.
struct Overtaken {};

/// Whatever fails is told by finish() or ask(), as the driver's exception; what was added behind
/// the statement that failed was not done.
class Pipeline {
public:
    virtual ~Pipeline() = default;
    /// Goes out with the next finish(), ask() or send(). The values may be let go.
    virtual void add(std::string_view sql, const Arguments& arguments) = 0;
    /// A statement "... returning ..." that fails with Overtaken unless it changes one row.
    virtual void add_certain(std::string_view sql, const Arguments& arguments) = 0;
    /// Back when all that was added is done.
    virtual void finish() = 0;
    /// The same with one more at the end, whose rows are told one by one.
    virtual void ask(std::string_view sql, const Arguments& arguments, std::span<Cell> cells,
                     const std::function<void()>& on_row) = 0;
    /// Does not wait: what comes next hears what became of it.
    virtual void send() = 0;
    /// False when the server has ended the connection.
    [[nodiscard]] virtual bool is_alive() = 0;
};

}  // namespace trinh::sql
