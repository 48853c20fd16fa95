// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_affairs.h"

#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

bool is_dated(const Segment& segment) {
  return segment.has_points() && segment.points.points.front().has_day() && !segment.cadence;
}

/// "QĐ 21/2006/QĐ-BTNMT — ban hành quy phạm … (15/12/2006)", "Quy chế … (14/4/2011)", "ngày
/// 20/3/2025 sửa đổi, bổ sung một số điều của …", "Phân cấp thẩm quyền dự án, 25/6/2026": the bare
/// day of a document or of news.
bool dates_document(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t title_words_min = 5;
  const Segment& segment = *clause.segment;
  if (!is_dated(segment) || segment.limit.word != LimitWord::unsaid || segment.time ||
      segment.points.joined != Joined::alone || !segment.points.points.front().year_number) {
    return false;
  }
  if (clause.lead_words == 0) {
    return holds_any(scan, clause.trail, {{"một", "số", "điều", "của"}});
  }
  const bool ends = scan.at(scan.behind_any(clause.last(), {{")"}, {"."}, {";"}})).is_end();
  const std::size_t said = behind_enumeration(scan, clause.lead.first);
  const std::size_t document = scan.behind_any(said,
                                               {{"qđ"},
                                                {"nđ"},
                                                {"tt"},
                                                {"quyết", "định"},
                                                {"nghị", "định"},
                                                {"nghị", "quyết"},
                                                {"thông", "tư"},
                                                {"quy", "chế"},
                                                {"luật"},
                                                {"chỉ", "thị"}});
  if (ends && document > said && token_before(scan, clause).is("(")) {
    return true;
  }
  return ends && token_before(scan, clause).is(",") && scan.at(clause.first()).is_number() &&
         clause.lead_words >= title_words_min;
}

/// "… của Thông tư 05/2020 ban hành ngày 16/3/2020": the document's day.
bool was_issued(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t title_words_min = 5;
  const LimitWord limit = clause.segment->limit.word;
  const bool by_nobody = limit == LimitWord::unsaid && clause.lead_words >= title_words_min;
  return is_dated(*clause.segment) && is_window(limit) &&
         ends_with(scan, clause.lead, {{"ban", "hành"}, {"được", "ký"}}) &&
         (by_nobody || holds_any(scan,
                                 clause.lead,
                                 {{"luật"},
                                  {"nghị", "định"},
                                  {"thông", "tư"},
                                  {"nghị", "quyết"},
                                  {"quyết", "định"},
                                  {"quy", "chế"},
                                  {"quy", "chuẩn"}}));
}

/// "Hiệu lực: từ 01/7/2026 …", "Cập nhật lần cuối: 08/6/2026", "áp dụng hồi tố: 01/01/2026".
bool notes_state(const PhraseScan& scan, const DueClause& clause) {
  const TokenRange nearest = nearest_of(scan, clause.lead);
  // "Công bố danh mục văn bản hết hiệu lực trước ngày 31/01 hằng năm"
  if (holds_any(scan, nearest, {{"danh", "mục", "văn", "bản"}}) && led_by_deed(scan, nearest)) {
    return false;
  }
  return clause.segment->has_points() &&
         (ends_with(scan,
                    nearest,
                    {{"hiệu", "lực"},
                     {"hiệu", "lực", ":"},
                     {"hiệu", "lực", "ngay"},
                     {"hiệu", "lực", "ngay", "("},
                     {"lần", "cuối"},
                     {"lần", "cuối", ":"},
                     {"thời", "gian", "ký"},
                     {"thời", "gian", "ký", ":"},
                     {"giá", "trị"},
                     {"giá", "trị", "sử", "dụng"}}) ||
          holds_any(scan, nearest, {{"hồi", "tố"}}) ||
          (scan.at(clause.first()).is("tính") && ends_with(scan, nearest, {{"được"}})));
}

/// Something is finished or handed in by the day, whatever stands in front of it.
bool adjoins_finish(const PhraseScan& scan, const DueClause& clause) {
  return ends_with(scan,
                   clause.lead,
                   {{"hoàn", "thành"}, {"xong"}, {"báo", "cáo"}, {"thực", "hiện"}, {","}, {":"}});
}

/// "Đối với hồ sơ nộp trước ngày 01/7/2016 thực hiện theo …": which files; "Đối với cấp xã, hoàn
/// thành trước ngày …" is a due.
bool concerns_those(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t named_words_min = 4;
  const std::size_t said = first_said(scan, clause.lead);
  if (!scan.reads(said, {"đối", "với"}) || clause.lead_words < named_words_min ||
      clause.trail_words == 0 || adjoins_finish(scan, clause) ||
      holds_any(scan, clause.lead, {{","}})) {
    return false;
  }
  const std::size_t behind = clause.last();
  return is_separator(scan.at(behind)) || behind_deed(scan, behind) > behind ||
         scan.at(behind).is_any_of({"thì", "được"});
}

/// "… đối với giám định viên được bổ nhiệm trước ngày …", "thông tin có trước ngày …", "… mà đã …".
bool tells_which(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t state_words_max = 4;
  const std::size_t first = clause.first();
  if (scan.at(clause.last()).is("mà")) {
    return true;
  }
  const Token& before = token_before(scan, clause);
  if (before.is("có") && first > 1 && !scan.at(first - 2).is_any_of({"phải", "cần", "sẽ", "nếu"})) {
    return true;
  }
  const TokenRange nearest = nearest_of(scan, clause.lead);
  if (ends_with(scan, nearest, {{"nhập", "ngũ"}, {"xuất", "ngũ"}, {"thôi", "việc"}}) ||
      (ends_with(scan, nearest, {{"thực", "hiện"}}) &&
       holds_any(scan, nearest, {{"hành", "vi"}}))) {
    return true;
  }
  const std::size_t said = first_said(scan, clause.lead);
  if (scan.at(said).is("đã") || scan.reads(said, {"giấy", "tờ", "do"})) {
    return true;
  }
  if (ends_with(scan, nearest, {{"bổ", "nhiệm"}, {"tuyển", "dụng"}, {"tồn", "tại"}}) &&
      holds_any(scan, nearest, {{"đối", "với"}, {"các"}, {"những"}, {"người"}})) {
    return true;
  }
  if (holds_any(scan, nearest, {{"có", "vi", "phạm"}, {"lấn", "chiếm"}, {"lấn", "đất"}}) &&
      !adjoins_finish(scan, clause)) {
    return true;
  }
  bool those = false;
  for (std::size_t at = nearest.first; at < nearest.last; ++at) {
    those = those || scan.reads(at, {"đối", "với"});
    const Token& passive = scan.at(at);
    if (those && passive.is("được") && at + state_words_max >= first &&
        !scan.at(at - 1).is_any_of({"phải", "cần", "sẽ"}) && !adjoins_finish(scan, clause)) {
      return true;
    }
  }
  return false;
}

/// "Nhưng đến ngày …", "Trước đó, …", "Hạn cũ …": a story goes on.
bool goes_on_telling(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t said = first_said(scan, clause.lead);
  const std::size_t told = scan.behind_any(
      said, {{"nhưng"}, {"trước", "đó"}, {"khi", "đó"}, {"ước"}, {"lũy", "kế"}, {"luỹ", "kế"}});
  const bool latest = scan.at(said).is("nhưng") && scan.at(clause.first()).is("chậm");
  return is_dated(*clause.segment) && clause.lead_words > 0 && !latest &&
         ((told > said && told <= clause.lead.last && !commanded(scan, clause.trail)) ||
          holds_any(scan, clause.lead, {{"hạn", "cũ"}}));
}

/// "Trước ngày …: doanh nghiệp vẫn được …", "Đến …, doanh nghiệp được …", "Trước ngày …, … được quy
/// định tại …": how it was or may be then.
bool was_allowed(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t near_words_max = 40;
  constexpr std::size_t who_words_max = 5;
  if (!is_dated(*clause.segment) || clause.lead_words > 2 || commanded(scan, clause.trail)) {
    return false;
  }
  const std::size_t behind = clause.last();
  if (scan.at(behind).is("thì") && clause.segment->limit.word != LimitWord::at_latest) {
    return true;
  }
  const std::size_t last = std::min(clause.trail.last, behind + near_words_max);
  const std::size_t who = first_said(scan, clause.trail);
  const bool named = behind_unit(scan, who) > who || behind_person(scan, who) > who ||
                     scan.reads(who, {"đồng", "chí"});
  // "Vào lúc 10h06 ngày 4/2/2017, … phát hiện …"
  if (clause.segment->time && is_window(clause.segment->limit.word) &&
      holds_any(scan, clause.trail, {{"phát", "hiện"}, {"bắt", "giữ"}, {"bắt", "quả"}})) {
    return true;
  }
  for (std::size_t at = behind; at < last; ++at) {
    if (scan.reads(at, {"vẫn", "được"}) || scan.reads(at, {"có", "thể"}) ||
        scan.reads(at, {"được", "quy", "định", "tại"})) {
      return true;
    }
    if (named && at < who + who_words_max && scan.at(at).is("được") &&
        !scan.at(at - 1).is_any_of({"nhận", "phải"})) {
      return true;
    }
  }
  return false;
}

/// "Xây dựng … đến năm 2035, tầm nhìn đến năm 2065": what it is called.
bool names_vision(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!segment.has_points() || !segment.points.all_years_only() ||
      (clause.lead_words < 3 && segment.limit.word != LimitWord::until) ||
      adjoins_finish(scan, clause)) {
    return false;
  }
  const std::size_t joint = clause.last() + (is_separator(scan.at(clause.last())) ? 1U : 0U);
  return scan.reads(joint, {"tầm", "nhìn"}) || scan.reads(joint, {"định", "hướng"});
}

}  // namespace

bool is_state_of_affairs(const PhraseScan& scan, const DueClause& clause) {
  const bool before = clause.segment->limit.word == LimitWord::before;
  return was_issued(scan, clause) || dates_document(scan, clause) || notes_state(scan, clause) ||
         goes_on_telling(scan, clause) || was_allowed(scan, clause) || names_vision(scan, clause) ||
         (before && is_dated(*clause.segment) &&
          (concerns_those(scan, clause) || tells_which(scan, clause)));
}

}  // namespace dondoc
