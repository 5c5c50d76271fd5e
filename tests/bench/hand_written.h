/// HandWritten: the three charts of the benchmarks as a programmer would write them by hand, one
/// switch each, the yardstick of chart_bench. Events come as numbers, data as plain fields.
#pragma once

#include <cstdint>

namespace trinh::bench {

/// Chart a: two states, one event.
class PingPong {
public:
    [[gnu::noinline]] void deliver(int event) {
        switch (state_) {
            case 0:
                if (event == 0) state_ = 1;
                break;
            case 1:
                if (event == 0) state_ = 0;
                break;
            default:
                break;
        }
    }
    [[nodiscard]] int state() const { return state_; }

private:
    int state_ = 0;
};

/// Chart c: a thousand states in a ring, one event.
class Ring {
public:
    [[gnu::noinline]] void deliver(int event) {
        if (event != 0) return;
        state_ = state_ == 999 ? 0 : state_ + 1;
    }
    [[nodiscard]] int state() const { return state_; }

private:
    int state_ = 0;
};

enum class ReviewEvent : std::uint8_t {
    submit,
    legal_start,
    privacy_start,
    note,
    suspend,
    resume,
    legal_verdict,
    legal_redo,
    legal_second,
    privacy_ask,
    privacy_answer,
    legal_opinion,
    privacy_advice,
    legal_finish,
    privacy_approve,
    sign,
    publish,
    close,
    reopen,
};

/// Chart b: the legal review: two regions, deep history, guards on the event's data.
class LegalReview {
public:
    /// `is_unlawful` and `risk` are the event's data.
    [[gnu::noinline]] void deliver(ReviewEvent event, bool is_unlawful, double risk) {
        using E = ReviewEvent;
        switch (top_) {
            case Top::intake:
                if (event == E::submit) enter_review();
                return;
            case Top::review:
                if (event == E::suspend) {
                    top_ = Top::suspended;  // The regions keep their places: deep history.
                    return;
                }
                if (event == E::note) {
                    ++count;
                    return;
                }
                move_legal(event, is_unlawful);
                move_privacy(event, risk);
                if (legal_ == Legal::done && privacy_ == Privacy::done) top_ = Top::draft;
                return;
            case Top::suspended:
                if (event == E::resume) top_ = Top::review;
                return;
            case Top::draft:
                if (event == E::sign) top_ = Top::sign;
                return;
            case Top::sign:
                if (event == E::publish) top_ = Top::publish;
                return;
            case Top::publish:
                if (event == E::close) top_ = Top::closed;
                return;
            case Top::closed:
                if (event != E::reopen) return;
                count = 0;
                ++rounds;
                top_ = Top::intake;
                return;
        }
    }

    double count = 0, rounds = 0, risk_seen = 0;
    const char* level = "none";

private:
    enum class Top : std::uint8_t { intake, review, suspended, draft, sign, publish, closed };
    enum class Legal : std::uint8_t {
        triage,
        reading,
        drafting,
        peer,
        escalated,
        second,
        opinion,
        done
    };
    enum class Privacy : std::uint8_t { triage, dpia, questions, answers, advice, approval, done };

    void enter_review() {
        top_ = Top::review;
        legal_ = Legal::triage;
        privacy_ = Privacy::triage;
    }

    void move_legal(ReviewEvent event, bool is_unlawful) {
        using E = ReviewEvent;
        switch (legal_) {
            case Legal::triage:
                if (event == E::legal_start) legal_ = Legal::reading;
                return;
            case Legal::reading:
                if (event != E::legal_verdict) return;
                legal_ = !is_unlawful ? Legal::drafting
                         : count > 3  ? Legal::escalated
                                      : Legal::peer;
                if (legal_ == Legal::escalated) level = "senior";
                return;
            case Legal::drafting:
                if (event == E::legal_redo) legal_ = Legal::reading;
                if (event == E::legal_finish) legal_ = Legal::done;
                return;
            case Legal::escalated:
                if (event == E::legal_second) legal_ = Legal::second;
                return;
            case Legal::second:
                if (event == E::legal_opinion) legal_ = Legal::opinion;
                return;
            case Legal::peer:
            case Legal::opinion:
                if (event == E::legal_finish) legal_ = Legal::done;
                return;
            case Legal::done:
                return;
        }
    }

    void move_privacy(ReviewEvent event, double risk) {
        using E = ReviewEvent;
        switch (privacy_) {
            case Privacy::triage:
                if (event == E::privacy_start) privacy_ = Privacy::dpia;
                return;
            case Privacy::dpia:
                if (event == E::privacy_ask) privacy_ = Privacy::questions;
                return;
            case Privacy::questions:
                if (event == E::privacy_answer) privacy_ = Privacy::answers;
                return;
            case Privacy::answers:
                if (event != E::privacy_advice) return;
                privacy_ = risk > 5 ? Privacy::approval : Privacy::advice;
                if (risk > 5) risk_seen = risk;
                return;
            case Privacy::advice:
            case Privacy::approval:
                if (event == E::privacy_approve) privacy_ = Privacy::done;
                return;
            case Privacy::done:
                return;
        }
    }

    Top top_ = Top::intake;
    Legal legal_ = Legal::triage;
    Privacy privacy_ = Privacy::triage;
};

}  // namespace trinh::bench
