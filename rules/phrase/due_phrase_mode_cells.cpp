// SPDX-License-Identifier: Apache-2.0
// Cells that no calendar dates: "Khi có phát sinh", "theo kế hoạch của tỉnh", "thường xuyên".
#include "rules/phrase/due_phrase_cells.h"
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// A mode's own clause is part of it: "khi có …", "theo quy định của …".
std::size_t own_words(const PhraseScan& scan, const DueClause& clause) {
  std::size_t words = 0;
  for (const TokenRange& part : clause.segment->parts) {
    words += words_in(scan, part);
  }
  return words;
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

/// "theo kế hoạch của tỉnh", "theo lộ trình": when; "theo quy định" and "theo hướng dẫn" mostly say
/// how.
bool follows_plan(const PhraseScan& scan, const DueClause& clause) {
  for (std::size_t at = clause.first(); at < clause.last(); ++at) {
    if (scan.at(at).is_any_of({"và", "đột"})) {
      return false;  // "kiểm tra theo kế hoạch và kiểm tra đột xuất"
    }
  }
  const std::size_t what = clause.first() + 1;
  return scan.at(clause.first()).is("theo") &&
         scan.behind_any(what, {{"kế", "hoạch"}, {"lộ", "trình"}, {"tiến", "độ"}, {"lịch"}}) > what;
}

/// "theo kế hoạch của tỉnh", "theo quy định": alone, or short behind what is done.
bool is_deferred_cell(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t by_rule_words = 5;
  const ModePart& mode = *clause.segment->mode;
  const std::size_t own = own_words(scan, clause);
  // "… huấn luyện, diễn tập và bảo trì định kỳ theo kế hoạch"
  const bool periodic =
      scan.reads(clause.first() - std::min<std::size_t>(2, clause.first()), {"định", "kỳ"});
  if (mode.mode == Mode::deferred && !mode.mild && clause.trail_words == 0 &&
      (periodic || follows_plan(scan, clause)) && clause.lead_words + own <= mode_words_max) {
    return true;
  }
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

/// "phải thường xuyên được quét dọn"
bool must_be_done(const PhraseScan& scan, const DueClause& clause) {
  return token_before(scan, clause).is_any_of({"phải", "cần"}) &&
         scan.at(clause.trail.first).is("được") &&
         behind_deed(scan, clause.trail.first + 1) > clause.trail.first + 1;
}

}  // namespace

bool holds_permission(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = first_said(scan, range) + 1; at < range.last; ++at) {
    if (scan.at(at).is("được") && !scan.at(at - 1).is_any_of({"phải", "sẽ", "cần", "khi"})) {
      return true;
    }
  }
  return false;
}

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

bool is_mode_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const ModePart& mode = *clause.segment->mode;
  // "Cơ sở dữ liệu được cập nhật thường xuyên", "Tổ Giám sát phải giám sát trực tiếp, thường xuyên"
  const bool stands = mode.mode == Mode::standing && others == OtherDues::none &&
                      (is_done_each_time(scan, clause) ||
                       (commanded(scan, clause.lead) && ends_in_deed(scan, clause.first()) &&
                        !scan.reads(first_said(scan, clause.lead), {"công", "việc"})));
  // "Hồ sơ đề nghị khen thưởng: khi có yêu cầu", "Tiếp công dân (thường xuyên)"
  const bool cell = token_before(scan, clause).is_any_of({":", "("}) && clause.trail_words == 0 &&
                    others == OtherDues::none && clause.lead_words <= cell_words_max &&
                    mode.mode != Mode::deferred &&
                    (holds_deed(scan, clause.lead) || led_by_event(scan, clause));
  const bool known = cell || only_labels(scan, clause.lead) || led_by_deed(scan, clause.lead) ||
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
  if (mode.mode == Mode::deferred || mode.mild) {
    return is_deferred_cell(scan, clause);
  }
  return clause.words() <= mode_words_max && own_words(scan, clause) <= mode_words_max;
}

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

}  // namespace dondoc
