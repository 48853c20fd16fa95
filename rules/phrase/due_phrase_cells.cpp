// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_cells.h"

#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_lengths.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t measure_words_max = 20;
constexpr std::size_t measure_inner_max = 10;
/// "Tổ chức ít nhất 02 hội nghị … trong năm": what so many of are to be held may have a long name.
constexpr std::size_t counted_words_max = 40;
constexpr std::size_t counted_inner_max = 30;

/// A number that is no age ("trẻ em từ 3 đến 5 tuổi").
bool holds_amount(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at < range.last; ++at) {
    const bool age = scan.at(at + 1).is("tuổi") ||
                     (scan.at(at + 1).is_any_of({"đến", "-"}) && scan.at(at + 3).is("tuổi"));
    if (scan.at(at).is_number() && !age) {
      return true;
    }
  }
  return false;
}

/// "Kết quả giải ngân của các đơn vị trong tháng 6/2026 đạt 95%": told, and no goal ("đạt từ 95%").
bool tells_share(const PhraseScan& scan, const DueClause& clause) {
  if (!clause.segment->target || !scan.reads(first_said(scan, clause.lead), {"kết", "quả"}) ||
      !holds_deed(scan, clause.lead)) {
    return false;
  }
  std::size_t at = clause.first();
  while (at < clause.last() && !scan.at(at).is("đạt")) {
    ++at;
  }
  return at < clause.last() && scan.at(at + 1).is_number();
}

/// "Tỷ lệ … đạt từ 95%", "Mỗi thôn có ít nhất 01 tổ": what is measured, in a cell's length.
bool is_measure_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const std::size_t at = first_said(scan, clause.lead);
  const Segment& segment = *clause.segment;
  const bool periodic = segment.cadence || segment.has_points() || segment.years ||
                        (segment.quota && segment.quota->per);
  // "Có ít nhất hai kiểm toán viên hành nghề": what somebody has, not what is to be done.
  const bool fraction = segment.target && segment.has_points() &&
                        segment.points.points.front().day && is_window(segment.limit.word);
  // "Tối thiểu 05 thành viên do công đoàn cấp tỉnh đề cử": who makes it up
  const bool had = token_before(scan, clause).is("có") && !periodic;
  bool persons = false;
  for (std::size_t word = clause.first(); word < clause.last(); ++word) {
    persons =
        persons || scan.at(word).is_any_of({"viên", "sư", "tàu"}) ||
        (had && (scan.at(word).is_any_of({"người", "sĩ"}) || scan.reads(word, {"cán", "bộ"})));
  }
  // "Ít nhất 05 ngành đào tạo cùng lĩnh vực": what has to be there
  const std::size_t led_at = first_said(scan, clause.lead);
  if (segment.quota && !segment.quota->per && !segment.quota->occasion && !periodic &&
      !led_by_deed(scan, clause.lead) && !is_every_word(scan.at(led_at)) &&
      (had || clause.lead_words == 0 || behind_measure(scan, led_at) == led_at) &&
      !(only_labels(scan, clause.lead) && clause.trail_words == 0) &&
      !scan.at(clause.last()).is("/")) {
    return false;
  }
  if (persons && segment.quota && !segment.quota->per && !segment.cadence) {
    return false;
  }
  if (tells_share(scan, clause)) {
    return false;
  }
  const bool each = is_every_word(scan.at(at)) || scan.at(at).is_number();
  const bool owns = !periodic && !each && token_before(scan, clause).is("có") &&
                    !scan.at(clause.first()).is("từ");
  if (owns || fraction) {
    return false;
  }
  // "Tối thiểu 80% doanh nghiệp …", "Đến năm 2030, tỷ lệ thu gom … đạt 100%"
  const std::size_t inner = first_said(scan, clause.inner);
  const bool measured_within = behind_measure(scan, inner) > inner ||
                               behind_deed(scan, inner) > inner || commanded(scan, clause.inner);
  const bool at_least = clause.lead_words == 0 && !scan.reads(clause.first(), {"tối", "đa"}) &&
                        !scan.at(clause.first()).is("không");
  const bool aim = scan.reads(clause.first(), {"phấn", "đấu"});
  const bool by_unit = periodic && segment.quota && led_by_unit(scan, clause);
  const bool counted = segment.quota && clause.trail_words == 0 && led_by_deed(scan, clause.lead);
  const bool fits = clause.words() <= (counted    ? counted_words_max
                                       : aim      ? series_lead_max
                                       : by_unit  ? unit_lead_max
                                       : at_least ? mode_words_max
                                                  : measure_words_max);
  return fits &&
         clause.inner_words <= (counted           ? counted_inner_max
                                : measured_within ? measure_words_max
                                                  : measure_inner_max) &&
         !holds_amount(scan, clause.inner) &&
         (only_labels(scan, clause.lead) || behind_measure(scan, at) > at ||
          led_by_deed(scan, clause.lead) ||
          (periodic && segment.quota &&
           (token_before(scan, clause).is(":") || commanded(scan, clause.lead) ||
            is_done_each_time(scan, clause))) ||
          (led_by_unit(scan, clause) &&
           (!segment.target || !token_before(scan, clause).is_any_of({"có", "khi"}))) ||
          (others == OtherDues::some && clause.lead_words <= short_words_max));
}

/// "Tổng kết, đánh giá": nothing but what is to be done.
bool only_deeds(const PhraseScan& scan, TokenRange range) {
  std::size_t at = range.first;
  bool done = false;
  while (at < range.last) {
    const std::size_t deed = behind_deed(scan, at);
    const bool money = scan.reads(at, {"hỗ", "trợ"}) || scan.at(at).is_any_of({"chi", "cấp"});
    if (money || (deed == at && !is_separator(scan.at(at)))) {
      return false;
    }
    done = done || deed > at;
    at = std::max(at + 1, deed);
  }
  return done;
}

/// "Điều chỉnh trợ cấp hằng tháng cho quân nhân": what somebody is paid.
bool is_pay(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t end = clause.lead.last;
  return clause.lead_words > 1 &&
         (token_before(scan, clause).is_any_of({"hưu", "bổng", "hưởng"}) ||
          scan.reads(end - 2, {"trợ", "cấp"}) || scan.reads(end - 2, {"phụ", "cấp"}) ||
          scan.reads(end - 2, {"hoạt", "phí"}));
}

/// Whether the cadence may be a thing's, and not when something is done: "Báo cáo tài chính hằng
/// năm của Ngân hàng".
bool belongs_to_something(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t said = first_said(scan, clause.lead);
  // "… của Quỹ, bao gồm:"
  const std::size_t end = clause.trail.last - (scan.at(clause.trail.last - 1).is(":") ? 1U : 0U);
  const bool heading = clause.trail_words > 1 && scan.reads(end - 2, {"bao", "gồm"});
  if (heading) {
    return true;
  }
  // "Các khoản phải đóng góp hằng tháng của …": money
  if (scan.reads(said, {"các", "khoản"}) || scan.at(said).is_any_of({"khoản", "mức", "tiền"})) {
    return true;
  }
  if (!scan.at(clause.trail.first).is("của")) {
    return false;
  }
  const bool deed = led_by_deed(scan, clause.lead);
  for (std::size_t at = said; at < clause.lead.last; ++at) {
    // "… gắn với công tác thi đua khen thưởng hằng năm của đơn vị", "Trình ban hành kế hoạch tuyên
    // truyền hằng năm của Bộ": perhaps only the plan's name
    const bool plan = scan.reads(at, {"kế", "hoạch"}) || scan.reads(at, {"chương", "trình"});
    if (scan.reads(at, {"gắn", "với"}) || (deed && plan)) {
      return true;
    }
  }
  // "Báo cáo tài chính hằng năm của Ngân hàng được kiểm toán": a noun
  for (std::size_t at = clause.trail.first; at < clause.trail.last; ++at) {
    if (scan.at(at).is("được")) {
      return true;
    }
  }
  return false;
}

/// "hằng năm", "định kỳ 6 tháng": where nothing but a cadence is said.
bool is_series_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const std::size_t first = clause.first();
  const bool deed = led_by_deed(scan, clause.lead);
  const bool periodic =
      scan.at(first).is("định") || (first >= 2 && scan.reads(first - 2, {"định", "kỳ"}));
  if (is_pay(scan, clause)) {
    return false;
  }
  if (periodic && (deed || led_by_deed(scan, clause.trail))) {
    return true;  // "… và định kỳ 6 tháng báo cáo …"
  }
  if (only_labels(scan, clause.lead)) {
    return !scan.at(clause.trail.first).is("là");
  }
  // "Sở Y tế báo cáo hằng tuần về tiến độ …"
  const std::size_t said = first_said(scan, clause.lead);
  if (scan.reads(first, {"báo", "cáo"}) && behind_unit(scan, said) > said &&
      clause.lead_words <= mode_lead_max &&
      scan.at(clause.trail.first).is_any_of({"về", "cho", "gửi"})) {
    return true;
  }
  // "Khối Ngân hàng số báo cáo tiến độ hằng tuần về Ban Tổng Giám đốc"
  const bool reports = reports_what(scan, clause.lead);
  if (reports && behind_unit(scan, said) > said && clause.lead_words <= cell_words_max &&
      scan.at(clause.trail.first).is_any_of({"về", "với", "cho", "tới", "gửi"}) &&
      behind_unit(scan, clause.trail.first + 1) > clause.trail.first + 1) {
    return true;
  }
  // "nguồn chi thường xuyên được giao bổ sung hằng năm": money
  for (std::size_t words = 1; words < short_words_max && words < first; ++words) {
    if (scan.at(first - words).is_any_of({"giao", "cấp"}) &&
        scan.at(first - words - 1).is("được")) {
      return false;
    }
  }
  if (is_done_each_time(scan, clause)) {
    return true;
  }
  if (belongs_to_something(scan, clause)) {
    return false;
  }
  // "Căn cứ kế hoạch của tỉnh, hằng năm UBND xã xây dựng …"
  const std::size_t who = first_said(scan, clause.trail);
  if (scan.reads(said, {"căn", "cứ"}) && token_before(scan, clause).is(",") &&
      behind_unit(scan, who) > who && holds_deed(scan, clause.trail)) {
    return true;
  }
  // "Chi cục …, Trung tâm y tế cấp huyện, Trạm y tế cấp xã hằng năm tổ chức bồi dưỡng …"
  const std::size_t does =
      scan.behind_any(clause.trail.first,
                      {{"có", "trách", "nhiệm"}, {"phải"}, {"chủ", "trì"}, {"có", "nhiệm", "vụ"}});
  if (led_by_units_alone(scan, clause) && behind_deed(scan, does) > does &&
      clause.trail_words <= series_lead_max) {
    return true;
  }
  // "Tổng kết, đánh giá hằng năm công tác phối hợp"
  if (only_deeds(scan, clause.lead) && clause.trail_words <= series_lead_max) {
    return true;
  }
  // "Đại hội đồng cổ đông họp thường niên mỗi năm một lần"
  if (clause.trail_words == 0 && clause.lead_words <= mode_lead_max && led_by_event(scan, clause) &&
      holds_deed(scan, clause.lead)) {
    return true;
  }
  return follows_plainly(scan, clause, false) &&
         clause.lead_words <= (deed ? series_lead_max : lead_words_max) &&
         (deed || commanded(scan, clause.lead) ||
          token_before(scan, clause).is_any_of({":", "("}) || led_by_unit(scan, clause) ||
          (others == OtherDues::some && clause.lead_words <= short_words_max));
}

/// "trong 10 ngày", "02 năm kể từ ngày …": how long, with nothing that says that it is a limit.
bool is_term_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  // "(chậm nhất 105 ngày - Khoản 1 Điều 22). (29/01/2021)": how the day was found
  if (others == OtherDues::some && token_before(scan, clause).is("(")) {
    return false;
  }
  const bool in_office = clause.first() >= 2 && scan.reads(clause.first() - 2, {"nhiệm", "kỳ"});
  // "Cán bộ được cử đi học trong thời gian 03 tháng"
  const bool told =
      clause.segment->term->runs_from_nothing() && holds_permission(scan, clause.lead);
  // "Tập huấn 02 ngày", "mỗi lớp 02 ngày": how long it lasts
  bool lasts = clause.segment->term->weak && ends_in_lasting(scan, clause.first());
  // "niêm yết công khai … trong thời hạn 20 ngày": how long it hangs there
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    lasts = lasts || scan.reads(at, {"niêm", "yết"}) || scan.reads(at, {"tổng", "thời", "gian"});
  }
  // "Trong thời hạn không quá 25 ngày, cơ quan … phải hoàn thành …", however long
  const std::size_t who = first_said(scan, clause.trail);
  const bool grounds = scan.reads(first_said(scan, clause.lead), {"căn", "cứ"});
  const bool does = commanded(scan, clause.trail) ||
                    (behind_unit(scan, who) > who &&
                     holds_deed(scan, {who, std::min(clause.trail.last, who + cell_words_max)}));
  if ((clause.lead_words == 0 || grounds) && !clause.segment->term->weak && does) {
    return !holds_permission(scan, clause.trail);
  }
  return !in_office && !told && !lasts && follows_plainly(scan, clause, false) &&
         !holds_permission(scan, clause.trail) &&
         (only_labels(scan, clause.lead) ||
          (scan.at(clause.first()).is("trong") && clause.lead_words <= series_lead_max &&
           commanded(scan, clause.lead)) ||
          (clause.lead_words <= lead_words_max &&
           (led_by_deed(scan, clause.lead) || commanded(scan, clause.lead) ||
            led_by_unit(scan, clause) || token_before(scan, clause).is_any_of({":", "("}))));
}

}  // namespace

bool is_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const Segment& segment = *clause.segment;
  const bool spans = segment.has_points() || segment.years;
  if (segment.mode && !segment.has_points() && !segment.cadence) {
    return is_mode_cell(scan, clause, others);
  }
  if (segment.quota || segment.target) {
    return is_measure_cell(scan, clause, others);
  }
  if (segment.term && !spans && !segment.cadence) {
    return is_term_cell(scan, clause, others);
  }
  // "Hằng năm, … xây dựng dự toán trong kế hoạch ngân sách hằng năm": said once more in a name
  const bool again = segment.cadence && !spans && clause.lead_words == 0 && !segment.mode;
  return (clause.inner_words <= cell_words_max || again) &&
         (segment.cadence && !spans ? is_series_cell(scan, clause, others)
                                    : is_span_cell(scan, clause));
}

}  // namespace dondoc
