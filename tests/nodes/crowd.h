/// Crowd: officers at signed-in browsers who act through servers that die.
///
/// Every act bears a mark of its own, a day or a title, by which it is found again in the journals;
/// who gets no answer asks again under the same Idempotency-Key until he has one.
#pragma once

#include <atomic>
#include <boost/json/object.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/adapters/http/loopback.h"

namespace trinh::testing {

inline constexpr const char* drafter = "lan-so-xd";
inline constexpr const char* drafter_password = "mật khẩu của Lan";

/// What a signed-in browser holds: good at every node, and after a restart.
struct Browser {
    std::string cookie, csrf;

    void sign_in(unsigned short port);
    /// Status 0 when nobody listens there or no answer came.
    [[nodiscard]] http::testing::Reply send(unsigned short port, const std::string& target,
                                            const boost::json::object& body,
                                            const std::string& more = {}) const;
    [[nodiscard]] int status_of(unsigned short port, const std::string& target) const;
};

/// Where the servers listen, as they come and go. Safe between threads.
class Doors {
public:
    explicit Doors(std::vector<unsigned short> ports) : ports_(std::move(ports)) {}
    void set(std::size_t place, unsigned short port);
    [[nodiscard]] unsigned short port(std::size_t turn) const;
    /// Back when a server came, or after a short while.
    void wait_for_news() const;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable news_;
    std::vector<unsigned short> ports_;
};

class Crowd {
public:
    static constexpr int clients = 6;
    /// Acts are on cases 1 to `cases`, or open new ones.
    Crowd(const Browser& browser, const Doors& doors, int cases)
        : browser_(browser), doors_(doors), cases_(cases) {}

    /// Each client acts until he has done `acts_each` acts or stop() was called.
    void run(int acts_each);
    void stop() { is_stopping_ = true; }
    /// Back when so many acts have an answer.
    void await(int acts);
    void await_repeats(int repeats);  ///< Back when so many more requests were sent again.
    /// How many acts have an answer by now.
    [[nodiscard]] std::size_t count();

    /// Marks of what was answered, and of what is known to be done though the answer was lost.
    [[nodiscard]] const std::set<std::string>& done() const { return done_; }
    /// What came that was neither an answer nor a reason to ask again.
    [[nodiscard]] const std::vector<std::string>& surprises() const { return surprises_; }
    /// One line of figures.
    [[nodiscard]] std::string story() const;
    [[nodiscard]] int repeats() const { return repeats_; }

private:
    void work(int client, int acts);
    void act(int client, int number);
    void note(const std::string& mark, const http::testing::Reply& reply);

    const Browser& browser_;
    const Doors& doors_;
    int cases_;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<int> repeats_ = 0;
    std::mutex mutex_;
    std::condition_variable answered_;
    std::set<std::string> done_;
    std::vector<std::string> surprises_;
    int without_answer_ = 0;
};

}  // namespace trinh::testing
