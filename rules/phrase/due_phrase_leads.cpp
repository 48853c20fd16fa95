// SPDX-License-Identifier: Apache-2.0
// Who or what the words in front of a due name: a deed, whoever has to do it, what takes place.
#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// Whoever has to do something is named in so many words.
constexpr std::size_t unit_words_max = 14;
/// … and in so many when the deed stands behind the due.
constexpr std::size_t lone_unit_words_max = 8;

/// "giải quyết", "ra quyết định": what a deadline is set for, and no state that lasts ("tạm giam",
/// "giao đất").
bool is_done_within(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is_any_of({"này", "ra", "gửi", "nộp", "trình"}) ||
         scan.behind_any(index,
                         {{"giải", "quyết"},
                          {"trả", "lời"},
                          {"trả", "kết"},
                          {"xử", "lý"},
                          {"thẩm", "định"},
                          {"thẩm", "tra"},
                          {"xem", "xét"},
                          {"báo", "cáo"},
                          {"xác", "minh"},
                          {"kiểm", "tra"},
                          {"hoàn", "thành"},
                          {"thực", "hiện"},
                          {"thông", "báo"},
                          {"cung", "cấp"},
                          {"phê", "duyệt"},
                          {"cấp", "giấy"},
                          {"cấp", "phép"},
                          {"thanh", "lý"},
                          {"thanh", "toán"}}) > index;
}

/// "Sinh viên nộp …", "Người sử dụng lao động phải báo cáo …": the deed stands next to them.
bool led_by_person(const PhraseScan& scan, TokenRange lead) {
  constexpr std::size_t name_words_max = 4;
  const std::size_t named = behind_person(scan, lead.first);
  if (named == lead.first || holds_number(scan, lead)) {
    return false;
  }
  for (std::size_t at = named; at < std::min(named + name_words_max, lead.last); ++at) {
    const std::size_t deed = behind_lead_in(scan, at);
    const bool vague = scan.at(deed).is_any_of({"cấp", "thu", "làm", "mở", "điểm", "đưa"});
    if (behind_deed(scan, deed) > deed && !vague) {
      return true;
    }
    if (!scan.at(at).is_word() || scan.at(at).is_any_of({"được",
                                                         "có",
                                                         "không",
                                                         "chưa",
                                                         "đã",
                                                         "bị",
                                                         "thuộc",
                                                         "là",
                                                         "khi",
                                                         "của",
                                                         "hưởng",
                                                         "với",
                                                         "bầu",
                                                         "quy"})) {
      return false;
    }
  }
  return false;
}

/// "Đề nghị Đảng ủy xã …": whoever is asked.
std::size_t behind_asking(const PhraseScan& scan, std::size_t index) {
  // "b) Yêu cầu bên thuê …" is a right in a list of them
  const std::size_t ordered = index == 0 ? scan.behind(index, {"yêu", "cầu"}) : index;
  const std::size_t asked =
      ordered > index ? ordered : scan.behind_any(index, {{"đề", "nghị"}, {"kính", "đề", "nghị"}});
  return behind_unit(scan, asked) > asked ? asked : index;
}

}  // namespace

bool led_by_deed(const PhraseScan& scan, TokenRange range) {
  const std::size_t at = first_said(scan, range);
  // "cơ quan, tổ chức tham gia …": bodies
  if (at > 1 && scan.reads(at, {"tổ", "chức"}) && scan.at(at - 1).is(",") &&
      scan.at(at - 2).is_any_of({"quan", "vị", "nhân", "nghiệp", "ngành"})) {
    return false;
  }
  const bool labelled = scan.at(at).is_any_of({"thời", "hạn"});
  const std::size_t deed = labelled ? behind_label(scan, at) : behind_lead_in(scan, at);
  return deed < range.last ? behind_deed(scan, deed) > deed : deed > at;
}

bool led_by_unit(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t at = behind_asking(scan, first_said(scan, clause.lead));
  const bool dated = clause.segment->cadence || (clause.segment->has_points() &&
                                                 clause.segment->points.points.front().has_day());
  if (dated && !clause.segment->target && !clause.segment->quota &&
      led_by_person(scan, {at, clause.lead.last})) {
    return true;
  }
  if (at >= clause.lead.last || behind_unit(scan, at) == at) {
    return false;
  }
  const std::size_t last = std::min(clause.lead.last, at + unit_words_max);
  return holds_deed(scan, {at + 1, last}) ||
         (clause.lead_words <= lone_unit_words_max &&
          (holds_deed(scan, clause.inner) || led_by_deed(scan, clause.trail) ||
           clause.segment->quota));
}

bool led_by_unit_alone(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t at = behind_asking(scan, first_said(scan, clause.lead));
  return at < clause.lead.last && behind_unit(scan, at) > at && clause.lead_words <= unit_words_max;
}

bool led_by_units_alone(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t units_words_max = 30;
  const std::size_t at = first_said(scan, clause.lead);
  if (at >= clause.lead.last || behind_unit(scan, at) == at ||
      clause.lead_words > units_words_max) {
    return false;
  }
  for (std::size_t word = at; word < clause.lead.last; ++word) {
    const bool goes_on =
        scan.at(word).is_any_of(
            {"được", "phải", "từ", "theo", "để", "về", "cho", "lập", "ra", "do", "có", "gửi"}) ||
        scan.reads(word, {"đối", "với"}) || scan.reads(word, {"xây", "dựng"}) ||
        scan.reads(word, {"ban", "hành"}) || scan.reads(word, {"thực", "hiện"}) ||
        scan.reads(word, {"báo", "cáo"});
    if (goes_on) {
      return false;
    }
  }
  return !token_before(scan, clause)
              .is_any_of({"hoạch",
                          "trình",
                          "cáo",
                          "sách",
                          "phí",
                          "toán",
                          "vốn",
                          "thu",
                          "chi",
                          "lương",
                          "cấp",
                          "trợ",
                          "mức",
                          "độ",
                          "liệu",
                          "vụ",
                          "giá"});
}

bool led_by_event(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t at = first_said(scan, clause.lead);
  return at < clause.lead.last && behind_event_noun(scan, at) > at;
}

bool led_by_deadline(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  const bool term = segment.term && (segment.term->event == EventKind::outside ||
                                     segment.term->event == EventKind::period_end);
  if (!token_before(scan, clause).is("là") || (!segment.has_points() && !term)) {
    return false;
  }
  bool limited = false;
  bool deadline = false;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    // "Thời hạn giải quyết khiếu nại là 30 ngày kể từ …", but not "Thời hạn tạm giam là …"
    // "Thời hạn Sở Y tế trả lời là …"
    limited = limited || (scan.at(at).is("hạn") && (!term || is_done_within(scan, at + 1) ||
                                                    behind_unit(scan, at + 1) > at + 1));
    deadline = deadline || (limited && (!term || is_done_within(scan, at + 1)));
  }
  const bool denied = clause.first() > 2 && scan.reads(clause.first() - 3, {"không", "phải", "là"});
  return deadline && !denied;
}

bool led_by_term_of_deed(const PhraseScan& scan, const DueClause& clause) {
  if (!clause.segment->term) {
    return false;
  }
  std::size_t at = first_said(scan, clause.lead);
  for (std::size_t word = at; word < clause.lead.last; ++word) {
    at = scan.at(word).is_any_of({",", ":"}) ? word + 1 : at;
  }
  const std::size_t deed = scan.behind_any(at, {{"thời", "hạn"}, {"thời", "gian"}});
  return deed > at && (is_done_within(scan, deed) || scan.at(deed).is_any_of({"hủy", "huỷ"}));
}

}  // namespace dondoc
