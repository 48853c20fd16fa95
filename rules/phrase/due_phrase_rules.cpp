// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_rules.h"

#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr unsigned january = 1;
constexpr unsigned december = 12;
constexpr unsigned longest_month = 31;
constexpr unsigned shortest_month = 28;
constexpr int leap_year = 2024;  // any one: it has every day that a month can have
constexpr const char* yearly_hint = "trong tháng 6 hằng năm";
constexpr const char* monthly_hint = "trước ngày 25 hằng tháng";

bool is_before(LimitWord limit) {
  return limit == LimitWord::before || limit == LimitWord::at_latest_before;
}

bool is_window(LimitWord limit) {
  return limit == LimitWord::unsaid || limit == LimitWord::within;
}

Remark note_at(WordSpan span, std::string code, std::string message) {
  return {RemarkKind::note, std::move(code), std::move(message), {}, span.begin, span.end};
}

/// Makes the rule of one draft. The members are the answer under construction; each step leaves as
/// soon as there is an error.
class Meaning {
 public:
  Meaning(const DueDraft& draft, const PhraseSource& source) : draft_(draft), source_(source) {}

  DueMeaning take() {
    work_out();
    return std::move(answer_);
  }

 private:
  void work_out() {
    if (!has_time() || conflicts() || !day_exists()) {
      return;
    }
    if (monthly()) {
      make_monthly();
    } else if (lone_day()) {
      refuse_lone_day();
    } else if (draft_.year) {
      make_once();
    } else {
      make_yearly();
    }
    add_notes();
  }

  [[nodiscard]] bool monthly() const {
    return draft_.every == Every::month || draft_.anchor == Anchor::same_month ||
           draft_.anchor == Anchor::next_month;
  }
  [[nodiscard]] bool has_day() const { return draft_.day || draft_.last_day; }
  [[nodiscard]] bool has_span() const { return draft_.first_month.has_value(); }
  [[nodiscard]] bool lone_day() const { return draft_.day && !has_span(); }
  [[nodiscard]] int periods_later() const {
    return draft_.anchor == Anchor::next_month || draft_.anchor == Anchor::next_year ? 1 : 0;
  }
  [[nodiscard]] WordSpan where(PhrasePart part) const {
    return draft_.where(part).value_or(source_.whole());
  }

  void fail(WordSpan span, std::string code, std::string message, std::string hint) {
    answer_.error = error_at(span, std::move(code), std::move(message), std::move(hint));
  }

  /// A limit alone ("chậm nhất") or a clock alone says nothing.
  [[nodiscard]] bool has_time() {
    const bool named = draft_.day || has_span() || draft_.year || draft_.unnumbered_year ||
                       draft_.every != Every::unsaid || draft_.anchor != Anchor::unsaid;
    if (!named) {
      fail(source_.whole(),
           "phrase-not-understood",
           "Cụm từ chưa nêu ngày, tháng, quý hoặc năm nào.",
           yearly_hint);
      return false;
    }
    const bool relative = draft_.anchor != Anchor::unsaid && draft_.every == Every::unsaid;
    if (relative && !has_day() && !has_span()) {
      fail(where(PhrasePart::anchor),
           "phrase-not-understood",
           "\"" + source_.words(where(PhrasePart::anchor)) + "\" chưa nêu ngày nào.",
           draft_.anchor == Anchor::next_year ? "trước ngày 31/01 năm liền kề"
                                              : "trước ngày 03 của tháng liền kề");
      return false;
    }
    if (draft_.time && !has_day()) {
      fail(where(PhrasePart::clock),
           "clock-without-day",
           "Có giờ nhưng chưa nêu ngày.",
           "trước 11 giờ 30 phút ngày 25 hằng tháng");
      return false;
    }
    return true;
  }

  /// Parts that can't be true together: "ngày 25 hằng tháng năm 2026", "tháng 1 năm 2026 hằng năm".
  [[nodiscard]] bool conflicts() {
    const bool yearly = draft_.every == Every::year || draft_.anchor == Anchor::next_year;
    std::optional<PhrasePart> extra;
    if (monthly()) {
      if (has_span()) {
        extra = PhrasePart::span;
      } else if (draft_.year || draft_.unnumbered_year) {
        extra = PhrasePart::year;
      } else if (yearly) {
        extra = draft_.every == Every::year ? PhrasePart::every : PhrasePart::anchor;
      }
    } else if (yearly && draft_.year) {
      extra = PhrasePart::year;
    } else if (draft_.day && draft_.first_month != draft_.last_month) {
      extra = PhrasePart::span;  // "ngày 15 quý I" doesn't say in which month
    }
    if (!extra) {
      return false;
    }
    fail(where(*extra),
         "phrase-parts-conflict",
         "\"" + source_.words(where(*extra)) + "\" không đi cùng phần còn lại của cụm từ.",
         monthly() ? monthly_hint : yearly_hint);
    return true;
  }

  /// Refuses 31/6, 30/02, 29/02/2026, day 0 and day 32; the hint names the month's last day.
  [[nodiscard]] bool day_exists() {
    if (!draft_.day) {
      return true;
    }
    unsigned longest = longest_month;
    if (has_span()) {
      longest = ymd(last_of_month(draft_.year.value_or(leap_year), *draft_.last_month)).day;
    }
    if (*draft_.day >= 1 && *draft_.day <= longest) {
      return true;
    }
    std::string month;
    if (has_span()) {
      month = " trong tháng " + std::to_string(*draft_.last_month);
      month += draft_.year ? "/" + std::to_string(*draft_.year) : "";
    }
    const unsigned nearest = *draft_.day < 1 ? 1 : longest;
    fail(where(PhrasePart::day),
         "date-not-in-calendar",
         "Không có ngày " + std::to_string(*draft_.day) + month + ".",
         source_.with(draft_.day_number, (nearest < 10 ? "0" : "") + std::to_string(nearest)));
    return false;
  }

  void add_reading(Recurrence recurrence, Limit limit) {
    // With a clock time "chậm nhất" and "trước" are the same instant, so they are the same rule.
    const Limit kept = draft_.time ? Limit::before : limit;
    answer_.readings.push_back({std::move(recurrence), kept, draft_.time, Roll::none});
  }

  [[nodiscard]] Limit limit() const { return is_before(draft_.limit) ? Limit::before : Limit::by; }

  void make_monthly() {
    const bool span_only = !has_day();
    if (span_only && !is_window(draft_.limit) && draft_.limit != LimitWord::at_latest) {
      fail(where(PhrasePart::limit),
           "phrase-not-understood",
           "Cần nêu ngày trong tháng sau \"" + source_.words(where(PhrasePart::limit)) + "\".",
           monthly_hint);
      return;
    }
    add_reading(MonthlyRule{draft_.day, periods_later()}, limit());
  }

  /// "trước ngày 25" may mean the month itself or the one after it.
  void refuse_lone_day() {
    if (draft_.year || draft_.every == Every::year || draft_.anchor == Anchor::next_year) {
      fail(where(PhrasePart::day),
           "phrase-not-understood",
           "Có ngày nhưng chưa nêu tháng.",
           source_.with({draft_.day_number.end, draft_.day_number.end}, " tháng 6"));
      return;
    }
    add_reading(MonthlyRule{draft_.day, 0}, limit());
    add_reading(MonthlyRule{draft_.day, 1}, limit());
    two_readings(where(PhrasePart::day),
                 source_.with({draft_.day_number.end, draft_.day_number.end}, " hằng tháng"));
  }

  void two_readings(WordSpan span, std::string hint) {
    std::string message = "Cụm từ có hai cách hiểu";
    const char* separator = ": (1) ";
    for (const DueRule& rule : answer_.readings) {
      message += separator + sentence(rule);
      separator = "; (2) ";
    }
    fail(span, "phrase-two-readings", message + '.', std::move(hint));
  }

  void make_once() {
    const int year = *draft_.year;
    const unsigned first_month = draft_.first_month.value_or(january);
    const unsigned last_month = draft_.last_month.value_or(december);
    const Date first = make_date(year, first_month, 1);
    const Date last =
        draft_.day ? make_date(year, last_month, *draft_.day) : last_of_month(year, last_month);
    if (has_day()) {
      add_reading(OnceRule{std::nullopt, last, "once"}, limit());
    } else if (is_window(draft_.limit)) {
      add_reading(OnceRule{first, last, period_name(year, first_month, last_month)}, Limit::by);
    } else if (is_before(draft_.limit)) {
      add_reading(OnceRule{std::nullopt, first, "once"}, Limit::before);
    } else {
      add_reading(OnceRule{std::nullopt, last, "once"}, Limit::by);
      if (draft_.limit == LimitWord::until) {
        add_reading(OnceRule{std::nullopt, first, "once"}, Limit::before);
        refuse_until();
      }
    }
  }

  static std::string period_name(int year, unsigned first_month, unsigned last_month) {
    const std::string name = std::to_string(year);
    const unsigned months = last_month - first_month + 1;
    if (months == december) {
      return name;
    }
    if (months == 6) {
      return name + (first_month == january ? "-H1" : "-H2");
    }
    if (months == 3) {
      return name + "-Q" + std::to_string(last_month / 3);
    }
    return name + (first_month < 10 ? "-0" : "-") + std::to_string(first_month);
  }

  void make_yearly() {
    const unsigned first_month = draft_.first_month.value_or(january);
    const unsigned last_month = draft_.last_month.value_or(december);
    const int later = periods_later();
    const bool whole_year = !has_span() && later == 0;
    if (has_day()) {
      add_reading(YearlyRule{january, last_month, draft_.day, later}, limit());
    } else if (is_before(draft_.limit) || draft_.limit == LimitWord::until) {
      if (whole_year) {
        fail(
            where(PhrasePart::limit),
            "phrase-not-understood",
            "Cần nêu ngày, tháng hoặc quý sau \"" + source_.words(where(PhrasePart::limit)) + "\".",
            "trước ngày 15/12 hằng năm");
        return;
      }
      if (draft_.limit == LimitWord::until) {
        add_reading(YearlyRule{january, last_month, std::nullopt, later}, Limit::by);
      }
      add_reading(YearlyRule{january, first_month, 1, later}, Limit::before);
      if (draft_.limit == LimitWord::until) {
        refuse_until();
      }
    } else {
      const bool window = is_window(draft_.limit) && later == 0;
      add_reading(YearlyRule{window ? first_month : january, last_month, std::nullopt, later},
                  Limit::by);
    }
  }

  /// "đến tháng 6" may include June or end with May.
  void refuse_until() {
    two_readings(where(PhrasePart::limit), source_.with(where(PhrasePart::limit), "đến hết"));
  }

  void add_notes() {
    if (answer_.error) {
      return;
    }
    if (draft_.limit == LimitWord::at_latest_before) {
      answer_.notes.push_back(
          note_at(where(PhrasePart::limit),
                  "at-latest-before-is-before",
                  "\"Chậm nhất trước ngày\" được hiểu là trước ngày đó, không gồm ngày đó."));
    }
    const bool year_unsaid = draft_.every == Every::unsaid && !draft_.year && !monthly() &&
                             draft_.anchor == Anchor::unsaid;
    if (year_unsaid) {
      answer_.notes.push_back(
          note_at(source_.whole(),
                  "no-year-means-every-year",
                  "Không ghi năm nên được hiểu là hằng năm, trong các năm kế hoạch có hiệu lực."));
    }
    const bool beyond = draft_.day && *draft_.day > shortest_month &&
                        (monthly() || (*draft_.last_month == 2 && !draft_.year));
    if (beyond) {
      answer_.notes.push_back(note_at(where(PhrasePart::day),
                                      "day-not-in-every-month",
                                      "Tháng không có ngày này thì tính theo ngày cuối tháng."));
    }
  }

  const DueDraft& draft_;
  const PhraseSource& source_;
  DueMeaning answer_;
};

}  // namespace

DueMeaning meaning_of(const DueDraft& draft, const PhraseSource& source) {
  return Meaning(draft, source).take();
}

}  // namespace dondoc
