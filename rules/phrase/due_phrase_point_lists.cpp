// SPDX-License-Identifier: Apache-2.0
// Lists and ranges of points: "ngày 10 và ngày 20", "hai ngày 05 và 06/8", "từ … đến …".
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_words.h"

#include <utility>

namespace dondoc {
namespace {

std::optional<Points> read_counted_days(PhraseScan& scan, std::size_t first, PointPlace place);

enum class PointKind { day, month, quarter, half, year, weekday, other };

PointKind kind_of(const Point& point) {
  if (point.weekday && !point.nth) {
    return PointKind::weekday;
  }
  if (point.has_day()) {
    return PointKind::day;
  }
  if (point.has_months()) {
    const unsigned months = *point.last_month - *point.first_month + 1;
    return months == 1 ? PointKind::month : months == 3 ? PointKind::quarter : PointKind::half;
  }
  return point.is_year_only() && point.year_number ? PointKind::year : PointKind::other;
}

PointPlace place_behind(const Point& point) {
  switch (kind_of(point)) {
    case PointKind::day:
      // "ngày 10, 20 tháng 6" goes on with days, "ngày 15 tháng 3, 6" with months.
      return !point.has_months()    ? PointPlace::behind_day
             : point.month_in_words ? PointPlace::behind_month
                                    : PointPlace::behind_date;
    case PointKind::month:
      return PointPlace::behind_month;
    case PointKind::quarter:
      return PointPlace::behind_quarter;
    case PointKind::year:
      return PointPlace::behind_year;
    default:
      return PointPlace::anywhere;
  }
}

/// "ngày 05/7 và ngày 05/01 năm sau", "ngày 15/12 năm trước và ngày 15/6": the year's end lies
/// between the two, so that what one says of the year isn't said of the other.
bool year_ends_between(const Point& point, const Point& other) {
  const bool months = point.has_months() && other.has_months();
  const bool point_first = point.first < other.first;
  return months &&
         (other.year == Relative::next ? point_first && *point.last_month > *other.last_month
                                       : other.year == Relative::previous && !point_first &&
                                             *point.last_month < *other.last_month);
}

/// What one of several points leaves out, the next one says: "ngày 10 và ngày 20 tháng 6".
void complete(Point& point, const Point& other) {
  // "Giữa năm và ngày 15/01": the part of the year has its month already
  const bool of_year = (point.middle || point.first_day || point.last_day) && !point.day &&
                       (point.year != Relative::unsaid || point.year_number);
  const bool monthless = !of_year && !point.has_months() && !point.month_of_quarter &&
                         !point.month_of_period && point.month == Relative::unsaid &&
                         !point.weekday;
  if (monthless && point.has_day()) {
    point.first_month = other.first_month;
    point.last_month = other.last_month;
    point.month_of_quarter = other.month_of_quarter;
    point.month_of_period = other.month_of_period;
    point.month = other.month;
    point.lunar = point.lunar || other.lunar;
  }
  const bool of_quarter = point.month_of_quarter && !other.month_of_quarter;
  if (!point.year_number && point.year == Relative::unsaid && !of_quarter &&
      !year_ends_between(point, other)) {
    point.year_number = other.year_number;
    point.year = other.year;
  }
  if (point.week == Relative::unsaid) {
    point.week = other.week;
  }
}

void complete_all(std::vector<Point>& points) {
  for (std::size_t index = points.size() - 1; index > 0; --index) {
    complete(points[index - 1], points[index]);
  }
  for (std::size_t index = 1; index < points.size(); ++index) {
    complete(points[index], points[index - 1]);
  }
}

/// Behind "-", "đến", "đến hết", "tới": the second end of a range follows.
std::size_t behind_range_word(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"đến", "chậm", "nhất"},
                          {"đến", "hết"},
                          {"tới", "hết"},
                          {"đến", ":"},
                          {"đến"},
                          {"tới"},
                          {"-"},
                          {"~"}});
}

/// Whether the point at `first` stands behind "trước".
bool is_before(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t limit_words_max = 2;
  for (std::size_t at = first; at > 0 && at + limit_words_max > first; --at) {
    if (scan.at(at - 1).is("trước")) {
      return true;
    }
  }
  return false;
}

/// Behind "," or "và", and behind the limit said once more ("trước ngày 10 và trước ngày 20"), but
/// not before another one ("Cuối năm, trước ngày 20/12"); `first` is where the list begins.
std::size_t behind_list_word(const PhraseScan& scan, std::size_t index, std::size_t first) {
  std::size_t next = scan.behind_any(index, {{",", "và"}, {","}, {"và"}, {"&"}, {"+"}, {";"}});
  if (next == index || behind_enumeration(scan, next) > next) {
    return index;  // "1. Quý II; 2. Quý IV"
  }
  if (scan.at(next).is("trước") && !is_before(scan, first)) {
    return index;
  }
  return scan.behind_any(next, {{"trước"}, {"vào"}, {"trong"}});
}

/// "ngày 15 tháng 3, 6, 9": the months behind the first one have its day.
void take_day_of(Point& month, const Point& before) {
  month.day = before.day;
  month.last_day = before.last_day;
  month.first_day = before.first_day;
  month.middle = before.middle;
  month.working_day = before.working_day;
  month.day_words = before.day_words;
  month.month_in_words = true;
}

/// "hai ngày 05 và 06/8": so many days in a row are one event, until the last of them.
std::optional<Points> read_counted_days(PhraseScan& scan, std::size_t first, PointPlace place) {
  constexpr int counted_days_max = 10;
  const auto count = scan.at(first).is_number()
                         ? std::optional(PhraseNumber{scan.at(first).value, first + 1, true})
                         : read_number_words(scan, first, Five::may_be_nam);
  const bool days = count && count->value >= 2 && count->value <= counted_days_max &&
                    scan.at(count->end).is("ngày") && scan.at(count->end + 1).is_number();
  if (!days) {
    return std::nullopt;
  }
  const std::size_t roles = scan.role_count();
  auto points = read_points(scan, count->end, place);
  if (!points || points->joined == Joined::alone) {
    scan.drop_roles_from(roles);
    return std::nullopt;
  }
  bool consecutive = points->joined == Joined::list &&
                     points->points.size() == static_cast<std::size_t>(count->value);
  for (std::size_t at = 1; at < points->points.size() && consecutive; ++at) {
    consecutive = adjoin(points->points[at - 1], points->points[at]);
  }
  const Point& begin = points->points.front();
  const Point& end = points->points.back();
  const bool range = points->joined == Joined::range && begin.day && end.day &&
                     begin.last_month == end.last_month &&
                     static_cast<int>(*end.day) - static_cast<int>(*begin.day) + 1 == count->value;
  if (!consecutive && !range) {
    scan.fail(scan.span(first, points->last),
              "numbers-disagree",
              "Số ngày và các ngày được ghi không khớp nhau.",
              "từ ngày 05/8 đến ngày 06/8 hằng năm");
    return std::nullopt;
  }
  scan.role(first, count->end, "số ngày liền nhau của một việc");
  points->joined = Joined::range;
  points->points = {begin, end};
  return points;
}

/// How many months "tháng 3, tháng 6, tháng 9 và tháng 12" names from `first` on.
std::size_t months_named(const PhraseScan& scan, std::size_t first) {
  std::size_t months = 0;
  for (std::size_t at = first; scan.at(at).is("tháng") && scan.at(at + 1).is_number();) {
    ++months;
    at = behind_list_word(scan, at + 2, first);
  }
  return months;
}

/// "ngày 10 của tháng 1 và tháng 7", "ngày 20 tháng 3, tháng 6, tháng 9 và tháng 12": of each.
bool owned_by_months(const PhraseScan& scan, const Point& day, std::size_t next) {
  if (!scan.at(next).is("tháng")) {
    return false;
  }
  for (std::size_t at = day.first; at < next; ++at) {
    if (scan.at(at).is("của") && scan.at(at + 1).is("tháng")) {
      return true;
    }
  }
  constexpr std::size_t other_months_min = 2;
  return months_named(scan, next) >= other_months_min;
}

/// "ngày 10 tháng 6 và tháng 12": the tenth of both, or all of December.
void fail_over_shared_day(PhraseScan& scan,
                          std::size_t first,
                          const Point& before,
                          const Point& other) {
  const WordSpan words = scan.span(first, other.last);
  const std::string day = scan.source().words(before.day_words);
  scan.fail(words,
            "phrase-two-readings",
            "Cụm từ có hai cách hiểu: (1) ngày " + day + " của từng tháng; (2) ngày " + day +
                " của tháng thứ nhất và cả tháng thứ hai.",
            scan.source().with(words,
                               "ngày " + day + " các tháng " + std::to_string(*before.last_month) +
                                   ", " + std::to_string(*other.last_month)));
}

/// "thứ Tư, thứ Năm tuần đầu hằng tháng", "Cuối quý II, đầu quý III/2026": no list.
bool refuses_other_kind(
    PhraseScan& scan, const Point& before, const Point& other, std::size_t next, bool range) {
  if (other.nth && before.weekday && !before.nth) {
    // "thứ Tư, thứ Năm tuần đầu hằng tháng": of one week, or each the month's first
    scan.fail(scan.span(before.first, other.last),
              "phrase-not-understood",
              "Chưa rõ là lần thứ mấy trong tháng có ngày này; mỗi lần là một bước riêng.",
              scan.words(before.first, before.last) + " đầu tiên của tháng");
    return true;
  }
  const bool same_month = before.loose_end && !before.has_months() && !before.day && other.day &&
                          !other.has_months() && scan.at(next - 1).is(",");
  if (!range && same_month) {
    // "Cuối tháng, ngày 25": the day of the end, or two days
    scan.fail(
        scan.span(before.first, other.last),
        "phrase-two-readings",
        "Cụm từ có hai cách hiểu: (1) một thời hạn, đúng ngày được ghi; (2) hai thời hạn. Nếu "
        "là (1): chỉ ghi ngày đó; nếu là (2): nối bằng \"và\".",
        scan.words(next, other.last) + " hằng tháng");
    return true;
  }
  if (!range && before.loose_end && other.first_day) {
    // "Cuối quý II, đầu quý III/2026": about then, and no two days
    scan.fail(scan.span(before.first, other.last),
              "phrase-not-understood",
              "Chưa rõ \"" + scan.words(before.first, other.last) +
                  "\" là từ ngày nào đến ngày nào; hãy ghi ngày muộn nhất.",
              "chậm nhất " + scan.words(next, other.last));
    return true;
  }
  return false;
}

}  // namespace

bool lies_within(const Point& day, const Point& span) {
  // "trong quý II, chậm nhất tháng 6"
  const bool month_of_more =
      !day.has_day() && day.has_months() && span.has_months() &&
      *day.last_month - *day.first_month < *span.last_month - *span.first_month;
  const bool months = (day.has_day() || month_of_more) && day.has_months() && span.has_months() &&
                      !span.has_day() && *span.first_month <= *day.first_month &&
                      *day.last_month <= *span.last_month;
  return months && (!day.year_number || !span.year_number || day.year_number == span.year_number);
}

bool are_days_of_span(const Points& points) {
  return std::all_of(points.points.begin(), points.points.end(), [](const Point& point) {
    return point.is_day_of_span();
  });
}

bool adjoin(const Point& day, const Point& next) {
  constexpr int any_year = 2023;
  const auto plain = [](const Point& point) {
    return point.day && point.has_months() && point.first_month == point.last_month && !point.lunar;
  };
  if (!plain(day) || !plain(next) || day.year_number != next.year_number || day.year != next.year) {
    return false;
  }
  const int year = day.year_number.value_or(any_year);
  const auto date = valid_date(year, *day.last_month, *day.day);
  const auto after = valid_date(year, *next.last_month, *next.day);
  return date && after && *after - *date == std::chrono::days{1};
}

std::optional<Points> read_points(PhraseScan& scan, std::size_t first, PointPlace place) {
  if (auto counted = read_counted_days(scan, first, place); counted || scan.failed()) {
    return counted;
  }
  auto point = read_point(scan, first, place);
  if (!point) {
    return std::nullopt;
  }
  Points read;
  read.last = point->last;
  read.points.push_back(*point);
  bool owned = false;
  while (true) {
    const Point& before = read.points.back();
    const std::size_t roles = scan.role_count();
    const bool may_range = read.points.size() == 1;
    std::size_t next = may_range ? behind_range_word(scan, read.last) : read.last;
    const bool range = next > read.last;
    next = range ? next : behind_list_word(scan, read.last, first);
    if (next == read.last || (read.joined == Joined::range) ||
        (scan.reads(read.last, {"đến"}) && scan.at(next).is("nay"))) {
      break;
    }
    if (before.middle && range && scan.at(next).is_number()) {
      // "giữa tháng 4-5/2025": from the middle of the one to that of the other, or to its end
      scan.fail(scan.span(before.first, next + 1),
                "phrase-not-understood",
                "Chưa rõ \"" + scan.words(before.first, next + 1) +
                    "\" là từ ngày nào đến ngày nào; hãy ghi ngày muộn nhất.",
                "chậm nhất ngày 15/5/2026");
      return std::nullopt;
    }
    auto other = read_point(scan, next, place_behind(before));
    if (scan.failed()) {
      return std::nullopt;
    }
    if (other && refuses_other_kind(scan, before, *other, next, range)) {
      return std::nullopt;
    }
    const bool shares_day = other && !range && before.has_day() && before.month_in_words &&
                            kind_of(*other) == PointKind::month && !other->lunar;
    const bool listed = next == read.last + 1 && scan.at(read.last).is_any_of({",", "và"});
    owned = listed && (owned || (read.points.size() == 1 && owned_by_months(scan, before, next)));
    if (shares_day && (scan.at(next).is_number() || owned)) {
      take_day_of(*other, before);
    } else if (shares_day && scan.reads(next, {"tháng"}) && before.day &&
               !scan.reads(read.last, {";"})) {
      fail_over_shared_day(scan, before.first, before, *other);
      return std::nullopt;
    }
    // "trước ngày 15/6, cuối năm trước ngày 15/12": the end of the year has its own limit
    const bool other_part = other && !range && before.day && (other->loose_end || other->middle) &&
                            !other->has_months() && !other->day;
    const bool alike = other && !other_part && kind_of(*other) == kind_of(before) &&
                       kind_of(before) != PointKind::other;
    const bool mixed = other && range && place == PointPlace::behind_from &&
                       kind_of(before) != PointKind::weekday &&
                       kind_of(*other) != PointKind::weekday;
    if ((!alike && !mixed) || read.points.size() >= dues_per_period_max) {
      scan.drop_roles_from(roles);
      break;
    }
    read.joined = range ? Joined::range : Joined::list;
    read.last = other->last;
    read.points.push_back(*other);
  }
  complete_all(read.points);
  return read;
}

}  // namespace dondoc
