// SPDX-License-Identifier: Apache-2.0
// Days up to which figures count and things hold; nobody owes anything by them.
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {

namespace {

/// "(kỳ báo cáo tính từ ngày 01/01 đến hết ngày 31/12)": the days that a report is about.
std::size_t behind_reported_window(PhraseScan& scan, std::size_t first) {
  const std::size_t what = scan.behind_any(
      first,
      {{"kỳ", "báo", "cáo"}, {"kỳ", "số", "liệu"}, {"số", "liệu", "báo", "cáo"}, {"số", "liệu"}});
  const std::size_t led = what > first ? scan.behind_any(what, {{":"}, {"được"}}) : first;
  const std::size_t from = scan.behind_any(led, {{"tính", "từ"}, {"từ"}, {"lấy", "từ"}});
  if (what == first || from == led) {
    return first;
  }
  const std::size_t roles = scan.role_count();
  const auto points = read_points(scan, from, PointPlace::behind_from);
  scan.drop_roles_from(roles);
  // "tổng hợp số liệu từ ngày 01 đến ngày 05 hằng tháng": as well when that is done
  const bool each = points && is_every_word(scan.at(points->last));
  if (each && what == first + 2 && led == what) {
    return first;
  }
  return points && points->joined == Joined::range ? points->last : first;
}

/// "rà soát giấy phép có giá trị đến ngày 31/12/2026": until when a thing holds.
std::size_t behind_validity(PhraseScan& scan, std::size_t first) {
  const std::size_t until = scan.behind_any(first,
                                            {{"có", "giá", "trị", "đến"},
                                             {"có", "giá", "trị", "sử", "dụng", "đến"},
                                             {"có", "hiệu", "lực", "đến"},
                                             {"còn", "hiệu", "lực", "đến"}});
  if (until == first) {
    return first;
  }
  const std::size_t roles = scan.role_count();
  const auto point = read_point(scan, scan.behind(until, {"hết"}), PointPlace::behind_limit);
  scan.drop_roles_from(roles);
  return point ? point->last : first;
}

}  // namespace

std::size_t behind_figures(PhraseScan& scan, std::size_t first) {
  if (const std::size_t holds = behind_validity(scan, first); holds > first) {
    return holds;
  }
  if (const std::size_t window = behind_reported_window(scan, first); window > first) {
    return window;
  }
  const std::size_t figures = scan.behind_any(first, {{"số", "liệu"}, {"dữ", "liệu"}});
  std::size_t until = scan.behind_any(figures,
                                      {{"được", "tính", "đến"},
                                       {"được", "lấy", "đến"},
                                       {"cập", "nhật", "đến"},
                                       {"tính", "đến"},
                                       {"lấy", "đến"},
                                       {"chốt", "đến"}});
  if (until == figures && figures > first) {
    until = scan.behind(figures, {"đến"});
  }
  // "lập, cập nhật đến hết ngày 31/12 hằng năm": one of the deeds
  const bool deed = figures == first && first > 0 && scan.at(first).is("cập") &&
                    scan.at(first - 1).is_any_of({",", "và"});
  if (until == figures || deed || (first > 0 && scan.at(first - 1).is_any_of({"nhất", "ngày"}))) {
    return first;
  }
  until = scan.behind_any(until, {{"hết"}, {"thời", "điểm"}});
  const std::size_t roles = scan.role_count();
  const auto point = read_point(scan, until, PointPlace::behind_limit);
  scan.drop_roles_from(roles);
  if (!point) {
    return first;
  }
  const bool each = is_every_word(scan.at(point->last)) && is_time_noun(scan.at(point->last + 1));
  return point->last + (each ? 2U : 0U);
}

}  // namespace dondoc
