// SPDX-License-Identifier: Apache-2.0
// The year of a point: "năm 2026", "năm sau", "năm tài chính kế tiếp".
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {

bool PointReader::take_relative_year(std::size_t last, Relative which) {
  point_.year = which;
  scan_.role(next_,
             last,
             which == Relative::next       ? "năm: năm liền sau kỳ"
             : which == Relative::previous ? "năm: năm liền trước kỳ"
                                           : "năm: trong chính năm đó");
  next_ = last;
  return true;
}

/// Behind "của kỳ báo cáo", "sau tháng báo cáo": they say once more from where one counts.
std::size_t PointReader::behind_reported_span(std::size_t index) const {
  const std::size_t of = scan_.behind_any(index, {{"của"}, {"sau"}, {"theo"}});
  const bool span = scan_.at(of).is_any_of({"kỳ", "tháng", "năm"}) &&
                    (scan_.reads(of + 1, {"báo", "cáo"}) || scan_.reads(of + 1, {"kế", "hoạch"}));
  return span ? of + 3 : index;
}

namespace {

/// Behind "năm" at `index`, or behind "năm dương lịch" in "năm dương lịch sau", "năm tài chính" in
/// "năm tài chính kế tiếp".
std::size_t behind_year_noun(const PhraseScan& scan, std::size_t index) {
  const std::size_t kind =
      scan.behind_any(index + 1, {{"dương", "lịch"}, {"tài", "chính"}, {"ngân", "sách"}});
  const bool relative = next_words(scan, kind) > 0 || previous_words(scan, kind) > 0;
  return relative ? kind : index + 1;
}

}  // namespace

bool PointReader::read_year() {
  std::size_t index = next_;
  const bool alone = next_ == first_;
  if (!alone) {
    index = scan_.behind_any(index, {{"của", "cùng"}, {"của"}, {"trong"}, {",", "năm"}, {"cùng"}});
    index -= index > next_ && scan_.at(index - 1).is("năm") ? 1U : 0U;
    // "quý II, 2026"
    const bool behind_comma = index == next_ && scan_.at(index).is(",") && point_.has_months() &&
                              scan_.at(index + 1).text.size() == year_digits &&
                              scan_.at(index + 1).is_number() && !scan_.at(index + 2).is("-");
    index += behind_comma ? 1U : 0U;
  }
  const bool slash = scan_.at(index).is("/") && !alone && scan_.at(index + 1).text.size() != 3;
  const bool bare_number =
      scan_.at(index).is_number() && scan_.at(index).text.size() == year_digits &&
      (place_ == PointPlace::behind_limit || place_ == PointPlace::behind_from ||
       place_ == PointPlace::behind_year || !alone || (index == 0 && scan_.size() == 1));
  if (bare_number && scan_.at(index).value >= year_min && scan_.at(index).value <= year_max &&
      (!scan_.at(index + 1).is_word() || place_ == PointPlace::behind_year)) {
    return read_year_number(index);
  }
  if (!slash && !scan_.at(index).is("năm")) {
    return false;
  }
  const std::size_t behind = behind_year_noun(scan_, index);
  if (scan_.at(behind).is("học")) {
    scan_.fail(scan_.span(index, behind + 1),
               "phrase-not-understood",
               "Năm học không trùng năm dương lịch; hãy ghi ngày, tháng cụ thể.",
               "chậm nhất là ngày 31/5/2026");
    return true;
  }
  if (scan_.at(behind).is_number() && !scan_.at(behind + 1).is("lần")) {
    return read_year_number(behind);
  }
  if (slash) {
    return false;
  }
  // "các năm sau" are many.
  if (index > 0 && scan_.at(index - 1).is_any_of({"các", "những", "mấy"})) {
    return false;
  }
  if (const std::size_t count = previous_words(scan_, behind); count > 0) {
    return take_relative_year(behind + count, Relative::previous);
  }
  if (const std::size_t count = next_words(scan_, behind); count > 0) {
    return take_relative_year(behind_reported_span(behind + count), Relative::next);
  }
  const bool bare = (place_ == PointPlace::behind_limit || place_ == PointPlace::behind_from) ||
                    (!alone && index > next_) || point_.has_day();
  if (!bare || (alone && scan_.at(behind).is("ngày"))) {
    return false;
  }
  if (point_.has_day() && scan_.at(index > 0 ? index - 1 : scan_.size()).is("của") &&
      scan_.at(behind).is_any_of({"phát", "xảy", "diễn", "ký", "được", "có"})) {
    scan_.fail(scan_.span(index, behind + 1),
               "phrase-not-understood",
               "Chưa rõ \"" + scan_.words(index, behind + 1) + " …\" là năm nào; hãy ghi năm.",
               "chậm nhất ngày 31/12/2026");
    return true;
  }
  const std::size_t same = same_words(scan_, behind);
  const Token& next = scan_.at(behind);
  // "trước ngày 15 tháng 12 năm": cut off, or a blank that nobody filled in
  const bool joined = index == next_ || (index == next_ + 1 && scan_.at(next_).is(","));
  const bool cut_off =
      next.is_end() || is_separator(next) ||
      next.is_any_of(
          {".", ")", "(", "gửi", "để", "về", "các", "cho", "do", "theo", "sở", "ubnd", "trình"});
  if (!alone && joined && (point_.day || point_.has_months()) && same == 0 && cut_off) {
    scan_.fail(scan_.span(index, behind),
               "phrase-not-understood",
               "Sau \"" + scan_.words(index, behind) + "\" chưa có số.",
               scan_.source().with(scan_.span(index, behind), "năm 2026"));
    return true;
  }
  return take_relative_year(behind + same, Relative::same);
}

}  // namespace dondoc
