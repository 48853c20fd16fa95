// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_spans.h"

#include "rules/calendar/lunar.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/due_words.h"

namespace dondoc {
namespace {

constexpr const char* not_understood = "phrase-not-understood";
constexpr const char* twice_a_month = "ngày 15 và ngày 30 hằng tháng";
constexpr const char* twice_a_year = "trước ngày 15/6 và 15/12 hằng năm";

/// "ngày    tháng    năm 2026": forms that nobody has filled in; "tháng năm 2026" may be May.
bool refuses_blank(PhraseScan& scan, std::size_t first) {
  const bool may = scan.reads(first, {"tháng", "năm"}) && scan.at(first + 2).is_number() &&
                   scan.at(first + 2).text.size() == year_digits;
  const bool no_day = scan.at(first).is("ngày") &&
                      (scan.at(first + 1).is("/") || scan.reads(first + 1, {"tháng", "năm"}) ||
                       scan.reads(first + 1, {"tháng", "/"}));
  const Token& unit = scan.at(first + 2);
  if (no_day && first > 0 && scan.at(first - 1).is_number() &&
      unit.is_any_of({"tuần", "tháng", "năm"})) {
    scan.fail(scan.span(first - 1, first + 3),
              not_understood,
              "Chưa rõ số ngày này là bao nhiêu ngày ít nhất, hay làm trong bao nhiêu ngày.",
              "ít nhất " + scan.words(first - 1, first + 1) + " trong " + unit.text);
    return true;
  }
  if (no_day) {
    scan.fail(scan.span(first, first + 2),
              not_understood,
              "Ngày, tháng còn để trống; hãy ghi đủ ngày, tháng, năm.",
              once_hint);
  } else if (may) {
    scan.fail(
        scan.span(first, first + 2),
        "phrase-two-readings",
        "Cụm từ có hai cách hiểu: (1) tháng 5; (2) tháng còn để trống của năm đó.",
        scan.source().with(scan.span(first, first + 3), "tháng 5/" + scan.at(first + 2).text));
  }
  return no_day || may;
}

/// "05 - 07 ngày làm việc", "1/2 ngày": no number of days.
bool refuses_days(PhraseScan& scan, std::size_t first) {
  const std::size_t from =
      scan.behind_any(first, {{"từ"}, {"trong"}, {"không", "quá"}, {"tối", "đa"}});
  const Token& sign = scan.at(from + 1);
  const Token& noun = scan.at(from + 3);
  if (!scan.at(from).is_number() || !scan.at(from + 2).is_number() ||
      scan.at(from + 4).is_number()) {
    return false;
  }
  const bool within = scan.at(from > first ? from - 1 : first).is_any_of({"trong", "quá", "đa"}) ||
                      (first > 0 && scan.at(first - 1).is_any_of({"trong", "vòng", "quá"}));
  // "7 - 9 giờ ngày 05/3" are clocks
  if (!noun.is("ngày") && (!within || !noun.is_any_of({"giờ", "tuần", "tháng"}) ||
                           scan.at(from + 4).is_any_of({"ngày", "đầu", "cuối"}))) {
    return false;
  }
  if (sign.is_any_of({"-", "đến"})) {
    const WordSpan words = scan.span(first, from + 3);
    const bool led = first > 0 && (scan.at(first - 1).is_any_of({"trong", "quá", "hạn"}) ||
                                   is_time_noun(scan.at(first - 1)));
    const std::string number = "ố " + scan.words(from + 3, from + 4);
    scan.fail(words,
              "amount-is-a-range",
              "S" + number + " ghi thành một khoảng; hãy ghi s" + number + " tối đa.",
              scan.source().with(words, (led ? "" : "trong ") + scan.at(from + 2).text));
    return true;
  }
  const bool half = sign.is("/") && scan.at(from).is("1") && scan.at(from + 2).is("2");
  if (half) {
    scan.fail(scan.span(first, from + 4),
              "unit-not-supported",
              "Thời hạn lẻ nửa ngày, nửa giờ thì chưa theo dõi được.",
              "trong 01 ngày làm việc kể từ ngày nhận được văn bản");
  }
  return half;
}

/// "từ 02 đến 05 năm một lần": how often it is at most, and at least.
bool refuses_cycle_range(PhraseScan& scan, std::size_t first) {
  if (is_every_word(scan.at(first)) && scan.reads(first + 1, {"nửa", "tháng"})) {
    scan.fail(scan.span(first, first + 3),
              "cadence-not-supported",
              "Chu kỳ nửa tháng phải ghi bằng hai ngày của tháng.",
              twice_a_month);
    return true;
  }
  const std::size_t periodic = scan.behind_any(first, {{"định", "kỳ"}, {"cứ"}});
  const std::size_t from = scan.behind_any(periodic, {{"từ", "đủ"}, {"từ"}});
  if (!scan.at(from).is_number() || (from == periodic && periodic == first)) {
    return false;
  }
  std::size_t at = from + 1;
  at += scan.at(at).is_any_of({"năm", "tháng"}) ? 1U : 0U;
  at = scan.behind_any(at, {{"đến", "dưới"}, {"đến"}, {"-"}});
  const Token& noun = scan.at(at + 1);
  if (!scan.at(at).is_number() || !noun.is_any_of({"năm", "tháng", "tuần"}) ||
      !scan.at(at - 1).is_any_of({"đến", "dưới", "-"})) {
    return false;
  }
  const std::size_t last = scan.behind_any(at + 2, {{"một", "lần"}, {"1", "lần"}, {"01", "lần"}});
  if (periodic == first && last == at + 2) {
    return false;
  }
  fail_over_cycle(scan, first, last, scan.at(from).value, noun);
  return true;
}

/// "nhân dịp 19/5", "trong dịp Tết": by the day, or on it.
bool refuses_feast(PhraseScan& scan, std::size_t first) {
  const std::size_t led =
      scan.behind_any(first, {{"trong", "các"}, {"vào", "các"}, {"trong"}, {"vào"}, {"nhân"}});
  const std::size_t feast = scan.behind_any(led, {{"dịp"}, {"ngày", "lễ"}, {"lễ"}});
  const bool begins = led > first || (first == 0 && scan.at(first).is("dịp"));
  const Token& which = scan.at(feast);
  const bool dated = which.is_number() || which.is_any_of({"tết", "lễ", "mùng"}) ||
                     (which.is("ngày") && scan.at(feast + 1).is_number());
  if (!begins || feast == led || !dated) {
    return false;
  }
  const WordSpan words = scan.span(first, feast);
  scan.fail(words,
            not_understood,
            "Chưa rõ việc phải xong trước dịp này hay được làm trong dịp này; hãy ghi ngày phải "
            "xong.",
            which.is("tết") && !scan.at(feast + 1).is("nguyên")
                ? "trước Tết Nguyên đán"
                : scan.source().with(words, which.is_number() ? "trước ngày" : "trước"));
  return true;
}

/// "và duy trì các năm tiếp theo", "các tháng tiếp theo": until when?
bool refuses_open_end(PhraseScan& scan, std::size_t first) {
  const bool many = scan.at(first).is_any_of({"các", "những"});
  const Token& span = scan.at(first + 1);
  const std::size_t later = many && (span.is_any_of({"năm", "tháng"}) || is_quarter_noun(span))
                                ? next_words(scan, first + 2)
                                : 0;
  if (later == 0) {
    return false;
  }
  const WordSpan words = scan.span(first, first + 2 + later);
  scan.fail(words,
            not_understood,
            "\"" + scan.source().words(words) + "\" chưa nêu từ lúc nào và đến lúc nào.",
            span.is("năm")     ? "từ năm 2026 trở đi"
            : span.is("tháng") ? "hằng tháng, từ tháng 6/2026"
                               : "hằng quý, từ tháng 4/2026");
  return true;
}

/// "Vụ đông xuân", "mùa khô", "các ngày lễ": nobody has said from which day to which.
bool refuses_season(PhraseScan& scan, std::size_t first) {
  const std::size_t crop = scan.behind_any(first, {{"vụ"}, {"mùa", "vụ"}});
  const std::size_t season = scan.behind_any(crop,
                                             {{"đông", "xuân"},
                                              {"hè", "thu"},
                                              {"thu", "đông"},
                                              {"xuân", "hè"},
                                              {"xuân"},
                                              {"mùa"},
                                              {"đông"}});
  if (crop > first && season > crop) {
    scan.fail(scan.span(first, season),
              not_understood,
              "Mùa vụ chưa có ngày rõ ràng; hãy ghi từ ngày nào đến ngày nào.",
              "từ ngày 01/11/2026 đến ngày 31/3/2027");
    return true;
  }
  const bool whole = first == 0 && scan.at(0).is("mùa") &&
                     scan.at(1).is_any_of({"khô", "mưa", "lũ", "nắng", "hè", "đông"});
  if (whole) {
    scan.fail(scan.span(0, 2),
              not_understood,
              "Mùa chưa có ngày rõ ràng; hãy ghi từ ngày nào đến ngày nào.",
              "từ ngày 01/5 đến ngày 31/10 hằng năm");
    return true;
  }
  if (first == 0 && scan.reads(0, {"các", "ngày", "lễ"})) {
    scan.fail(scan.span(0, 3),
              not_understood,
              "Các ngày lễ phải ghi rõ từng ngày.",
              "ngày 30/4 và ngày 02/9 hằng năm");
    return true;
  }
  const std::size_t time_of_year =
      scan.at(first).is("mùa") ? first + 2 : scan.behind(first, {"hè"});
  const std::size_t its_year = scan.behind(time_of_year, {"năm"});
  if (time_of_year > first && scan.at(its_year).is_number()) {
    scan.fail(scan.span(first, its_year + 1),
              not_understood,
              "Mùa chưa có ngày rõ ràng; hãy ghi từ ngày nào đến ngày nào.",
              "từ ngày 01/6/2026 đến ngày 31/8/2026");
    return true;
  }
  return false;
}

/// "năm nay", "trong tuần này": counted from when it was written.
bool refuses_this_span(PhraseScan& scan, std::size_t first) {
  if (scan.reads(first, {"năm", "nay"})) {
    const WordSpan words = scan.span(first, first + 2);
    scan.fail(words,
              not_understood,
              "\"" + scan.source().words(words) + "\" tính từ lúc viết; hãy ghi số năm.",
              scan.source().with(words, "năm 2026"));
    return true;
  }
  const std::size_t now = scan.behind_any(first, {{"ngay", "trong"}, {"trong"}, {"vào"}});
  const std::size_t this_one = scan.behind_any(
      now,
      {{"tuần", "này"}, {"quý", "này"}, {"hôm", "nay"}, {"ngày", "mai"}, {"ngày", "hôm", "nay"}});
  const bool dated = scan.at(this_one).is_number() && scan.at(this_one + 1).is_any_of({"/", "-"}) &&
                     scan.at(this_one + 3).is(scan.at(this_one + 1).text);
  if (this_one > now && !dated) {
    const WordSpan words = scan.span(first, this_one);
    scan.fail(words,
              not_understood,
              "\"" + scan.words(now, this_one) + "\" tính từ lúc viết; hãy ghi ngày cụ thể.",
              scan.source().with(words, "trước ngày 30/6/2026"));
    return true;
  }
  return false;
}

/// Terms of office and sessions: each has days of its own.
bool refuses_named_span(PhraseScan& scan, std::size_t first) {
  const bool each = is_every_word(scan.at(first)) || scan.at(first).is_any_of({"/", "cả", "một"});
  // "giữa nhiệm kỳ"; behind "cuối nhiệm kỳ 2026 - 2031" the years are there.
  const bool part = scan.at(first).is_any_of({"đầu", "giữa", "cuối"}) &&
                    !scan.at(first + 3).is_number() && !scan.at(first + 3).is("năm");
  if ((each || part) && scan.reads(first + 1, {"nhiệm", "kỳ"})) {
    scan.fail(scan.span(first, first + 3),
              not_understood,
              "Nhiệm kỳ không trùng năm dương lịch; hãy ghi các năm của nhiệm kỳ.",
              "giai đoạn 2026 - 2031");
    return true;
  }
  const bool listed = first > 1 && scan.at(first - 1).is_any_of({",", "và"}) &&
                      (is_time_noun(scan.at(first - 2)) || scan.at(first - 2).is("kỳ")) &&
                      !scan.at(0).is_any_of({"đầu", "giữa", "cuối"}) &&
                      (scan.at(first + 2).is_end() || is_separator(scan.at(first + 2)) ||
                       scan.at(first + 2).is_any_of({"hoặc", "."}));
  if (listed && scan.at(first).is_any_of({"đầu", "giữa", "cuối"}) && scan.at(first + 1).is("kỳ")) {
    scan.fail(scan.span(first, first + 2),
              not_understood,
              "\"" + scan.words(first, first + 2) + "\" chưa nêu ngày nào của kỳ nào.",
              "định kỳ hằng quý, 6 tháng và năm");
    return true;
  }
  if (scan.reads(first, {"các", "ngày", "làm", "việc"})) {
    scan.fail(scan.span(first, first + 4),
              not_understood,
              "Nhiệm vụ của từng ngày làm việc được ghi là \"hằng ngày\".",
              "hằng ngày");
    return true;
  }
  std::size_t session = scan.behind_any(first, {{"kỳ", "họp"}, {"phiên", "họp"}});
  constexpr std::size_t whose_words_max = 4;  // "kỳ họp HĐND", "kỳ họp thường lệ của HĐND xã"
  for (std::size_t words = 0; session > first && words < whose_words_max; ++words) {
    const Token& whose = scan.at(session);
    session += whose.is_any_of({"thường", "lệ", "của", "hđnd", "hội", "xã", "tỉnh"}) ? 1U : 0U;
  }
  const bool next_one =
      scan.reads(session, {"gần", "nhất"}) || scan.reads(session, {"tiếp", "theo"});
  if (session > first && next_one && first > 0 &&
      scan.at(first - 1).is_any_of({"tại", "trong", "vào"})) {
    scan.fail(scan.span(first, session + 2),
              not_understood,
              "Kỳ họp chưa có ngày rõ ràng; hãy ghi ngày, hoặc số ngày trước ngày khai mạc.",
              "chậm nhất 07 ngày làm việc trước ngày khai mạc kỳ họp");
    return true;
  }
  if (session > first && scan.at(session).is_any_of({"giữa", "cuối", "đầu"}) &&
      scan.at(session + 1).is("năm") && !(first > 0 && scan.at(first - 1).is("trước"))) {
    scan.fail(scan.span(first, session + 2),
              not_understood,
              "Kỳ họp chưa có ngày rõ ràng; hãy ghi ngày, hoặc số ngày trước ngày khai mạc.",
              "chậm nhất 07 ngày làm việc trước ngày khai mạc kỳ họp");
    return true;
  }
  return false;
}

}  // namespace

bool refuses_span(PhraseScan& scan, std::size_t first) {
  return refuses_week(scan, first) || refuses_cycle_range(scan, first) ||
         refuses_feast(scan, first) || refuses_season(scan, first) ||
         refuses_this_span(scan, first) || refuses_named_span(scan, first) ||
         refuses_open_end(scan, first) || refuses_blank(scan, first) || refuses_days(scan, first);
}

void fail_over_cycle(
    PhraseScan& scan, std::size_t first, std::size_t last, int amount, const Token& noun) {
  constexpr int first_year = 2026;
  constexpr int period_years = 5;
  std::string hint = twice_a_year;
  if (noun.is("năm")) {
    hint = amount == period_years ? "giai đoạn 2026 - 2030"
                                  : "chậm nhất ngày 31/12/" + std::to_string(first_year) +
                                        " và ngày 31/12/" + std::to_string(first_year + amount);
  } else if (noun.is("tháng") && (amount == 2 || amount == 4)) {
    hint = amount == 2 ? "tháng 2, 4, 6, 8, 10, 12 hằng năm" : "tháng 4, 8, 12 hằng năm";
  } else if (noun.is("tuần") || noun.is("ngày")) {
    const int days = amount * (noun.is("tuần") ? days_per_week : 1);
    hint = days < 10    ? weekly_hint
           : days == 10 ? "ngày 10, ngày 20 và ngày 30 hằng tháng"
           : days < 20  ? twice_a_month
                        : monthly_hint;
  } else if (is_quarter_noun(noun)) {
    hint = amount == 2 ? "6 tháng một lần" : "hằng năm";
  }
  scan.fail(scan.span(first, last),
            "cadence-not-supported",
            "Chu kỳ \"" + scan.words(first, last) +
                "\" không trùng tuần, tháng, quý, 6 tháng hay năm nên chưa lập lịch được; hãy ghi "
                "từng thời hạn.",
            hint);
}

std::string day_before(const Point& point, const TermPart& term) {
  const bool day = point.day && point.has_months();
  if (!day || term.unit != TermUnit::days) {
    return once_hint;
  }
  const int amount = term.amount;
  const int last_day = 30;  // of the month before: a day earlier in a short one
  if (point.lunar && !point.year_number) {
    const bool new_year = *point.day == 1 && *point.last_month == 1;
    return new_year && amount < last_day
               ? "chậm nhất ngày " + padded(last_day - amount) + " tháng Chạp âm lịch"
               : std::string(once_hint);
  }
  if (!point.year_number) {
    return once_hint;
  }
  const int month = static_cast<int>(*point.last_month);
  const auto date =
      point.lunar ? from_lunar({*point.year_number, month, false, static_cast<int>(*point.day)})
                  : valid_date(*point.year_number, *point.last_month, *point.day);
  if (!date) {
    return once_hint;
  }
  const Ymd due = ymd(*date - std::chrono::days(amount));
  return "chậm nhất ngày " + padded(due.day) + "/" + std::to_string(due.month) + "/" +
         std::to_string(due.year);
}

}  // namespace dondoc
