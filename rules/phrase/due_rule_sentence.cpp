// SPDX-License-Identifier: Apache-2.0
// A due rule as one Vietnamese sentence for people.
#include "rules/phrase/due_rule.h"
#include "rules/phrase/due_said.h"
#include "rules/phrase/due_words.h"
#include "rules/phrase/thousandths.h"

#include <array>
#include <string>

namespace dondoc {
namespace {

std::string roll_words(Roll roll) {
  switch (roll) {
    case Roll::none:
      return {};
    case Roll::next:
      return "; trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp";
    case Roll::previous:
      return "; trùng ngày nghỉ thì chuyển về ngày làm việc liền trước";
  }
  return {};
}

Said said(const DailyRule&, const DueRule& rule) {
  return {"Hằng ngày làm việc",
          rule.time ? "trước " + spoken_time(*rule.time) : "",
          rule.time ? spoken_time(*rule.time) : "hết ngày"};
}

Said said(const ReportingRule& reporting, const DueRule&) {
  static constexpr std::array<const char*, 5> names{"tháng", "quý", "6 tháng", "9 tháng", "năm"};
  std::string kinds;
  for (const ReportKind kind : reporting.kinds) {
    kinds += (kinds.empty() ? "" : ", ") + std::string(names.at(static_cast<std::size_t>(kind)));
  }
  return {"Theo kỳ báo cáo " + kinds, "", "theo lịch báo cáo"};
}

Said said(const PeriodRule& period, const DueRule&) {
  const std::string cadence = period.yearly ? "Hằng năm và một lần cho " : "Một lần cho ";
  const std::string each = period.yearly ? "hết ngày 31/12 từng năm và " : "";
  if (period.first_year && period.last_year) {
    return {cadence + "giai đoạn " + std::to_string(*period.first_year) + " - " +
                std::to_string(*period.last_year),
            "",
            each + "hết ngày 31/12/" + std::to_string(*period.last_year)};
  }
  return {cadence + "cả giai đoạn của kế hoạch", "", each + "hết giai đoạn"};
}

std::string term_words(const TriggeredRule& term) {
  static constexpr std::array<const char*, 6> units{
      "giờ", "ngày", "ngày làm việc", "tuần", "tháng", "năm"};
  const int amount = term.amount < 0 ? -term.amount : term.amount;
  return padded(amount) + ' ' + units.at(static_cast<std::size_t>(term.unit));
}

/// How the last day of a term is made out: BLDS 2015, arts. 147 and 148.
std::string term_end(const TriggeredRule& term, const DueRule& rule) {
  std::string end = rule.time                     ? spoken_time(*rule.time) + " ngày cuối"
                    : rule.limit == Limit::before ? "hết ngày liền trước ngày cuối"
                                                  : "hết ngày cuối";
  const bool rolls = rule.roll != Roll::none || term.amount >= 0;
  if (term.unit != TermUnit::working_days && rolls) {
    end += roll_words(rule.roll == Roll::previous ? Roll::previous : Roll::next);
  }
  return end;
}

Said said(const TriggeredRule& term, const DueRule& rule) {
  if (term.unit == TermUnit::hours) {
    return {term.amount < 0 ? "Chậm nhất " + term_words(term) + " trước khi có sự kiện"
                            : "Trong " + term_words(term) + " kể từ khi có sự kiện",
            "",
            "đúng giờ đó"};
  }
  if (term.amount == 0) {
    return {"Ngay khi có sự kiện",
            "",
            rule.time ? term_end(term, rule)
                      : "hết ngày xảy ra" +
                            roll_words(rule.roll == Roll::previous ? Roll::previous : Roll::next)};
  }
  return {term.amount < 0
              ? "Chậm nhất " + term_words(term) + " trước ngày có sự kiện"
              : "Trong " + term_words(term) + " kể từ ngày có sự kiện, không tính ngày đó",
          "",
          term_end(term, rule)};
}

Said said(const HappeningRule&, const DueRule&) {
  return {"Mỗi khi có phát sinh", "", "theo thời hạn của từng việc"};
}

Said said(const StandingRule&, const DueRule&) {
  return {"Thường xuyên", "", "không có thời hạn riêng"};
}

Said said(const DeferredRule& deferred, const DueRule&) {
  return {deferred.yearly ? "Hằng năm, theo thời hạn của văn bản khác"
                          : "Theo thời hạn của văn bản khác",
          "",
          "chưa xác định"};
}

/// " từ năm 2027", " trong năm 2026", " từ ngày 01/7/2026 đến hết ngày 31/12/2026".
std::string bounds_words(const DueRule& rule) {
  const bool from_year =
      rule.not_before && ymd(*rule.not_before) == Ymd{year_of(*rule.not_before), january, 1};
  const bool to_year = rule.not_after && ymd(*rule.not_after) ==
                                             Ymd{year_of(*rule.not_after), december, longest_month};
  if (from_year && to_year) {
    const int first = year_of(*rule.not_before);
    const int last = year_of(*rule.not_after);
    return first == last ? " trong năm " + std::to_string(first)
                         : " trong các năm " + std::to_string(first) + " - " + std::to_string(last);
  }
  std::string words;
  if (rule.not_before) {
    words += from_year ? " từ năm " + std::to_string(year_of(*rule.not_before))
                       : " từ " + named_date(*rule.not_before);
  }
  if (rule.not_after) {
    words += to_year ? " đến hết năm " + std::to_string(year_of(*rule.not_after))
                     : " đến hết " + named_date(*rule.not_after);
  }
  return words;
}

/// ", ít nhất 04 lần", ", đạt từ 95% trở lên".
std::string amount_words(const DueRule& rule) {
  std::string words;
  if (rule.quota) {
    words += ", ít nhất " + padded(rule.quota->at_least) + " lần";
  }
  if (rule.target) {
    const bool percent = rule.target->unit == "%";
    const std::string value =
        thousandths_words(rule.target->thousandths) + (percent ? "" : " ") + rule.target->unit;
    switch (rule.target->bound) {
      case Bound::at_least:
        words += ", đạt từ " + value + " trở lên";
        break;
      case Bound::more_than:
        words += ", đạt trên " + value;
        break;
      case Bound::at_most:
        words += ", không quá " + value;
        break;
      case Bound::less_than:
        words += ", dưới " + value;
        break;
    }
  }
  return words;
}

Said said_of(const Recurrence& recurrence, const DueRule& rule) {
  return std::visit([&rule](const auto& one) { return said(one, rule); }, recurrence);
}

}  // namespace

std::string sentence(const DueRule& rule) {
  const Said first = said_of(rule.recurrence, rule);
  const bool law_rolls = std::holds_alternative<TriggeredRule>(rule.recurrence);
  const std::string roll = law_rolls ? "" : roll_words(rule.roll);
  std::string bounds = bounds_words(rule);
  // "Trong năm 2026, ít nhất 02 lần": of one year only the year is said.
  const bool one_year = first.cadence == "Hằng năm" && bounds.rfind(" trong năm ", 0) == 0;
  std::string text =
      (one_year ? "Trong" + bounds.substr(6) : first.cadence + bounds) + amount_words(rule);
  if (rule.also.empty()) {
    return text + (first.when.empty() ? "" : ", " + first.when) + " (hạn cuối: " + first.end +
           roll + ')';
  }
  text += ", " + padded(static_cast<long long>(rule.also.size()) + 1) + " thời hạn:";
  int number = 0;
  const auto add = [&](const Said& part) {
    text += (number == 0 ? " (" : "; (") + std::to_string(number + 1) + ") " +
            (part.when.empty() ? part.end : part.when + " (hạn cuối: " + part.end + ')');
    ++number;
  };
  add(first);
  for (const Recurrence& part : rule.also) {
    add(said_of(part, rule));
  }
  return text + roll;
}

}  // namespace dondoc
