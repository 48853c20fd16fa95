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
constexpr std::size_t mode_words_max = 24;
constexpr std::size_t mode_lead_max = 8;

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

/// "Bảng thanh toán tiền lương được lập hằng tháng", but no money that is paid.
bool is_done_each_time(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t first = clause.first();
  const std::size_t said = first_said(scan, clause.lead);
  bool money = scan.at(said).is_any_of(
      {"mức", "trợ", "lương", "tiền", "người", "khoản", "phụ", "chế", "nguồn"});
  for (std::size_t at = said; at < clause.lead.last; ++at) {
    money = money || scan.reads(at, {"ngân", "sách"}) || scan.reads(at, {"kinh", "phí"});
  }
  // "được xem xét và cập nhật": the deed in front of it, and the first one behind "được".
  bool done = false;
  for (std::size_t at = said; at < first; ++at) {
    const bool denied = at > 0 && scan.at(at - 1).is_any_of({"chưa", "không"});
    done = done || (scan.at(at).is("được") && !denied && behind_deed(scan, at + 1) > at + 1 &&
                    !scan.at(at + 1).is_any_of({"giao", "cấp", "trả", "chi", "tặng"}));
  }
  // "máy phát dự phòng được kiểm tra tải định kỳ hằng tháng"
  const bool periodic = scan.at(first).is("định");
  const bool deed = ends_in_deed(scan, first) || (periodic && ends_in_deed(scan, first - 1));
  return done && deed && !money && clause.lead_words <= series_lead_max;
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
  bool persons = false;
  for (std::size_t word = clause.first(); word < clause.last(); ++word) {
    persons = persons || scan.at(word).is_any_of({"viên", "sư", "tàu"});
  }
  if (persons && segment.quota && !segment.quota->per && !segment.cadence) {
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
  const bool fits = clause.words() <= (at_least ? mode_words_max : measure_words_max);
  return fits && clause.inner_words <= (measured_within ? measure_words_max : measure_inner_max) &&
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

/// A mode's own clause is part of it: "khi có …", "theo quy định của …".
std::size_t own_words(const PhraseScan& scan, const DueClause& clause) {
  std::size_t words = 0;
  for (const TokenRange& part : clause.segment->parts) {
    words += words_in(scan, part);
  }
  return words;
}

/// "… được thành lập chi nhánh", but "phải được", "sẽ được".
bool holds_permission(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = first_said(scan, range) + 1; at < range.last; ++at) {
    if (scan.at(at).is("được") && !scan.at(at - 1).is_any_of({"phải", "sẽ", "cần", "khi"})) {
      return true;
    }
  }
  return false;
}

/// "theo lộ trình đến năm 2030": the words of a mode hold a time of their own.
bool holds_time(const PhraseScan& scan, const DueClause& clause) {
  for (std::size_t at = clause.first(); at < clause.last();) {
    if (const std::size_t cited = behind_citation(scan, at); cited > at) {
      at = cited;
      continue;
    }
    const bool span =
        is_time_noun(scan.at(at)) &&
        (scan.at(at + 1).is_number() ||
         (is_quarter_noun(scan.at(at)) && scan.at(at + 1).is_any_of({"i", "ii", "iii", "iv"})));
    if (span && at > 0 && scan.at(at - 1).is_any_of({"đến", "trong", "hết", "trước"})) {
      return true;
    }
    ++at;
  }
  return false;
}

/// "thành tích đột xuất", "khi hết thời hạn thì được …": no call to do something each time.
bool names_condition(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t first = clause.first();
  const Token& before = token_before(scan, clause);
  const bool sudden = scan.at(first).is("đột") && before.is_word() &&
                      !scan.at(first + 2).is("theo") &&
                      !before.is_any_of({"cáo", "và", "hoặc", "kỳ", "tra", "họp", "sát", "giá"});
  bool state = false;
  for (std::size_t at = first; at < clause.last(); ++at) {
    state = state || scan.at(at).is_any_of({"thì", "hết", "%", "?"});
  }
  // "Sau khi được chấp thuận, tổ chức tín dụng được thành lập chi nhánh"
  bool permitted = holds_permission(scan, clause.trail);
  // "Doanh nghiệp được cấp giấy phép khi có đủ điều kiện"
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    permitted = permitted || scan.reads(at, {"được", "cấp"}) || scan.reads(at, {"được", "thành"}) ||
                scan.reads(at, {"được", "công", "nhận"}) ||
                (scan.at(at).is("chỉ") && behind_deed(scan, at) == at &&
                 behind_deed(scan, at + 1) > at + 1);  // "Hội đồng chỉ họp khi có …"
  }
  return sudden || (clause.segment->mode->mode == Mode::happening && (state || permitted));
}

/// "phải thường xuyên được quét dọn"
bool must_be_done(const PhraseScan& scan, const DueClause& clause) {
  return token_before(scan, clause).is_any_of({"phải", "cần"}) &&
         scan.at(clause.trail.first).is("được") &&
         behind_deed(scan, clause.trail.first + 1) > clause.trail.first + 1;
}

/// "Khi có phát sinh", "theo kế hoạch của tỉnh", "thường xuyên": short, and alone or behind a deed.
bool is_mode_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const ModePart& mode = *clause.segment->mode;
  // "Cơ sở dữ liệu được cập nhật thường xuyên", "Tổ Giám sát phải giám sát trực tiếp, thường xuyên"
  const bool stands = mode.mode == Mode::standing && others == OtherDues::none &&
                      (is_done_each_time(scan, clause) ||
                       (commanded(scan, clause.lead) && ends_in_deed(scan, clause.first()) &&
                        !scan.reads(first_said(scan, clause.lead), {"công", "việc"})));
  const bool known = only_labels(scan, clause.lead) || led_by_deed(scan, clause.lead) ||
                     led_by_unit(scan, clause) || stands ||
                     (mode.mode == Mode::deferred && scan.at(clause.last() - 1).is("sau"));
  const TokenRange next{clause.trail.first,
                        std::min(clause.trail.last, clause.trail.first + cell_words_max)};
  // "Nếu có khó khăn, vướng mắc, các đơn vị phản ánh …"
  if (mode.mode == Mode::happening && scan.at(clause.first()).is("nếu") &&
      (known || clause.lead_words <= mode_lead_max) && clause.words() <= series_lead_max &&
      (led_by_deed(scan, clause.lead) || holds_deed(scan, next))) {
    return true;
  }
  // "UBND các xã có nông sản thường xuyên cập nhật …", however long
  const std::size_t who = first_said(scan, clause.lead);
  const bool by_unit = behind_unit(scan, who) > who && clause.lead_words <= lead_words_max;
  if (mode.mode == Mode::standing && others == OtherDues::none && (known || by_unit) &&
      (led_by_deed(scan, clause.trail) || must_be_done(scan, clause)) &&
      !holds_permission(scan, clause.trail) && clause.inner_words == 0 &&
      clause.lead_words <= lead_words_max && clause.trail_words <= series_lead_max) {
    return true;
  }
  // "… có trách nhiệm cung cấp thông tin khi có yêu cầu", "Khi có yêu cầu, Phòng tổng hợp …",
  // "Cung cấp thông tin … khi có đề nghị của Sở"
  const bool asked = scan.reads(clause.first(), {"khi", "có", "yêu", "cầu"});
  const bool asked_at_end = clause.trail_words == 0 && scan.reads(clause.first(), {"khi", "có"}) &&
                            (asked || scan.reads(clause.first() + 2, {"đề", "nghị"})) &&
                            led_by_deed(scan, clause.lead);
  if (mode.mode == Mode::happening && (asked || asked_at_end) && others == OtherDues::none &&
      clause.words() <= series_lead_max && !names_condition(scan, clause) &&
      (asked_at_end || commanded(scan, clause.lead) ||
       (clause.lead_words == 0 && holds_deed(scan, next)))) {
    return true;
  }
  if (!known || (others == OtherDues::some && clause.lead_words > mode_lead_max) ||
      names_condition(scan, clause) || holds_time(scan, clause) ||
      (mode.mode == Mode::deferred && scan.at(scan.size() - 1).is(":"))) {
    return false;
  }
  if (others == OtherDues::some && clause.lead_words == 0 && mode.mode == Mode::happening &&
      scan.at(clause.first()).is_any_of({"đột", "hoặc"})) {
    return true;  // "định kỳ 6 tháng hoặc đột xuất báo cáo …"
  }
  // "Thường xuyên đôn đốc …", "kịp thời báo cáo những vấn đề phát sinh …", however long
  bool arises = !mode.mild;
  for (std::size_t at = clause.trail.first; at < clause.trail.last; ++at) {
    arises = arises || scan.reads(at, {"phát", "sinh"}) || scan.reads(at, {"đột", "xuất"});
  }
  if (clause.lead_words == 0 && clause.inner_words == 0 && mode.mode != Mode::deferred && arises &&
      led_by_deed(scan, clause.trail) && clause.trail_words <= series_lead_max) {
    return true;
  }
  const std::size_t own = own_words(scan, clause);
  if (mode.mode == Mode::deferred || mode.mild) {
    constexpr std::size_t by_rule_words = 5;
    // In a sentence they say how something is done, but in "Định kỳ báo cáo … theo quy định".
    TokenRange sentence = clause.lead;
    for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
      sentence.first = scan.at(at).is(";") ? at + 1 : sentence.first;
    }
    if (scan.at(first_said(scan, sentence)).is("định") && own <= by_rule_words) {
      return words_in(scan, sentence) + clause.trail_words <= mode_words_max;
    }
    return clause.words() + own <= cell_words_max && clause.lead_words <= mode_lead_max;
  }
  return clause.words() <= mode_words_max && own <= mode_words_max;
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

/// "hằng năm", "định kỳ 6 tháng": where nothing but a cadence is said.
bool is_series_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const std::size_t first = clause.first();
  const bool deed = led_by_deed(scan, clause.lead);
  const bool periodic =
      scan.at(first).is("định") || (first >= 2 && scan.reads(first - 2, {"định", "kỳ"}));
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
  // "Trình ban hành kế hoạch tuyên truyền hằng năm của Bộ": perhaps only the plan's name
  for (std::size_t at = said;
       deed && at < clause.lead.last && scan.at(clause.trail.first).is("của");
       ++at) {
    if (scan.reads(at, {"kế", "hoạch"}) || scan.reads(at, {"chương", "trình"})) {
      return false;
    }
  }
  // "Báo cáo tài chính hằng năm của Ngân hàng được kiểm toán": a noun
  for (std::size_t at = clause.trail.first; at < clause.trail.last; ++at) {
    if (scan.at(at).is("được") && scan.at(clause.trail.first).is("của")) {
      return false;
    }
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

bool swallows_sentence(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!segment.mode || segment.has_points() || segment.cadence) {
    return false;
  }
  // "Theo quy định của Luật, người sử dụng đất được cấp giấy …"
  bool permitted = false;
  for (std::size_t at = clause.first(); at < clause.last(); ++at) {
    permitted = permitted || (scan.at(at).is(",") && holds_permission(scan, {at, clause.last()}));
  }
  const std::size_t own = own_words(scan, clause);
  const bool introduces = scan.at(scan.size() - 1).is(":");  // "Theo Điều 11 … như sau:"
  return permitted || introduces || own > mode_words_max || holds_time(scan, clause) ||
         (own > short_words_max && names_condition(scan, clause));
}

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
