// SPDX-License-Identifier: Apache-2.0
// Spans of time ("năm 2026", "trong quý II") that may as well be a name's or a fact's.
#include "rules/phrase/due_phrase_cells.h"
#include "rules/phrase/due_phrase_lengths.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// "Giao …", "yêu cầu …", "đề nghị …"
bool is_order(const PhraseScan& scan, std::size_t at) {
  return scan.at(at).is("giao") || scan.reads(at, {"yêu", "cầu"}) || scan.reads(at, {"đề", "nghị"});
}

/// "… phải hoàn thành trong tháng 9/2026", "Giao …, báo cáo … trong tháng 8/2026", however long.
bool ordered(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  const std::size_t first = clause.first();
  const bool must = first >= 3 && scan.at(first - 3).is("phải") && adjoins_deed(scan, clause);
  if (must) {
    return true;
  }
  const std::size_t said = first_said(scan, clause.lead);
  const bool order = is_order(scan, said) || behind_unit(scan, said) > said;
  TokenRange nearest = clause.lead;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    nearest.first = scan.at(at).is_any_of({",", ";"}) ? at + 1 : nearest.first;
  }
  return order && segment.limit.word == LimitWord::within && segment.has_points() &&
         segment.points.points.front().has_months() && segment.points.points.front().year_number &&
         nearest.first > clause.lead.first && words_in(scan, nearest) <= short_words_max + 4 &&
         led_by_deed(scan, nearest);
}

/// "Các bộ, ngành … khắc phục các bất cập …, hoàn thành trong tháng 11/2026": a clause that only
/// says when the one before it is done, however long that is.
bool finishes(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  std::size_t comma = clause.lead.last;
  while (comma > clause.lead.first && !scan.at(comma - 1).is(",")) {
    --comma;
  }
  const bool behind_comma = comma > clause.lead.first;
  const std::size_t said = first_said(scan, clause.lead);
  // "Chú trọng đầu tư …, phấn đấu hoàn thành các công trình … vào năm 2030"
  const std::size_t goal = scan.behind(comma, {"phấn", "đấu"});
  if (behind_comma && scan.reads(goal, {"hoàn", "thành"}) && goal > comma &&
      segment.limit.word == LimitWord::within && segment.has_points() &&
      segment.points.points.front().year_number) {
    return true;
  }
  return behind_comma && segment.limit.word == LimitWord::within && segment.has_points() &&
         segment.points.points.front().year_number && adjoins_deed(scan, clause) &&
         only_labels(scan, {comma, clause.lead.last}) &&
         (led_by_deed(scan, clause.lead) || commanded(scan, clause.lead) ||
          ((behind_unit(scan, said) > said || is_order(scan, said)) &&
           holds_deed(scan, {said + 1, comma})));
}

/// "sơ kết năm 2028, tổng kết năm 2030": when the one and the other are held; alone each may as
/// well be about that year.
bool plans_reviews(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t first = clause.first();
  // "đánh giá giữa kỳ năm 2028": there is but one in a programme
  const bool of_term = first >= 2 && (scan.reads(first - 2, {"giữa", "kỳ"}) ||
                                      scan.reads(first - 2, {"cuối", "kỳ"}));
  if (of_term && led_by_deed(scan, clause.lead) && clause.lead_words <= cell_words_max) {
    return true;
  }
  const bool half = first >= 2 && scan.reads(first - 2, {"sơ", "kết"});
  const bool whole = first >= 2 && scan.reads(first - 2, {"tổng", "kết"});
  if (!half && !whole) {
    return false;
  }
  for (std::size_t at = 0; at + 3 < scan.size(); ++at) {
    const bool other =
        half ? scan.reads(at, {"tổng", "kết", "năm"})
             : scan.reads(at, {"sơ", "kết", "năm"}) || scan.reads(at, {"giữa", "kỳ", "năm"});
    if (other && scan.at(at + 3).is_number() && scan.at(at + 3).text != scan.at(first + 1).text) {
      return true;
    }
  }
  return false;
}

/// "…, giải quyết được 300 hồ sơ", "…, kiểm tra phát hiện 12 cơ sở", "…, hộ nghèo được xét duyệt":
/// what came of it.
bool tells_result(const PhraseScan& scan, TokenRange trail) {
  for (std::size_t at = trail.first; at < trail.last; ++at) {
    const bool cut = scan.at(at).is("giảm") && at > 0 && scan.at(at - 1).is("cắt");
    if ((scan.at(at).is_any_of({"được", "thấy", "nhiều", "tốt", "khá", "giảm", "vượt"}) && !cut) ||
        scan.reads(at, {"thành", "công"}) || scan.reads(at, {"đúng", "hạn"}) ||
        scan.reads(at, {"phát", "hiện"})) {
      return true;
    }
  }
  return false;
}

/// "…, giải quyết được 300 hồ sơ": a number of what was done.
bool counts_result(const PhraseScan& scan, TokenRange trail) {
  for (std::size_t at = trail.first; at + 1 < trail.last; ++at) {
    const std::size_t got = scan.behind_any(at, {{"được"}, {"phát", "hiện"}});
    if (got > at && scan.at(got).is_number()) {
      return true;
    }
  }
  return false;
}

/// "Hoàn thành tuyến đường liên thôn quý IV/2026", but not "Hoàn thành kế hoạch quý IV/2026".
bool finishes_thing(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  bool named = false;
  const std::size_t begun = first_said(scan, clause.lead);
  const std::size_t deed = scan.behind_any(
      begun, {{"hoàn", "thành"}, {"trình"}, {"bàn", "giao"}, {"ban", "hành"}, {"nghiệm", "thu"}});
  if (deed == begun || !segment.has_points() || segment.cadence || clause.trail_words > 0 ||
      !segment.points.points.front().has_months() || segment.points.points.front().has_day() ||
      !segment.points.points.front().year_number || clause.lead_words > cell_words_max ||
      holds_number(scan, clause.lead)) {
    return false;
  }
  for (std::size_t at = deed; at < clause.lead.last; ++at) {
    const bool thing = scan.at(at).is_any_of({"tuyến", "đường", "cầu", "nhà", "chợ"}) ||
                       scan.reads(at, {"công", "trình"}) || scan.reads(at, {"trụ", "sở"}) ||
                       scan.reads(at, {"dự", "án"}) || scan.reads(at, {"đề", "án"}) ||
                       scan.reads(at, {"hạ", "tầng"}) || scan.reads(at, {"hệ", "thống"}) ||
                       scan.reads(at, {"mặt", "bằng"}) || scan.reads(at, {"phần", "mềm"}) ||
                       scan.reads(at, {"quy", "chế"});
    const bool told =
        scan.at(at).is_any_of({"cáo", "hoạch", "liệu", "quả", "tiêu", "lịch", "giá"}) ||
        scan.reads(at, {"khối", "lượng"}) || scan.reads(at, {"dự", "toán"});
    if (told) {
      return false;
    }
    named = named || thing;
  }
  return named;
}

bool runs_until(LimitWord limit) {
  return limit == LimitWord::until || limit == LimitWord::at_latest;
}

/// A span that stands in front of who does what, however long that is.
bool opens_sentence(const PhraseScan& scan, const DueClause& clause) {
  const Token& sign = scan.at(clause.trail.first);
  const std::size_t who = first_said(scan, clause.trail);
  const bool by_unit = behind_unit(scan, who) > who;
  const std::size_t near = std::min(clause.trail.last, who + cell_words_max);
  // "Quý III/2026, Thành ủy sẽ tổ chức giám sát …"
  if ((sign.is(",") || sign.is_word()) && by_unit) {
    for (std::size_t at = who; at < near; ++at) {
      const bool must =
          scan.at(at).is_any_of({"sẽ", "phải"}) || scan.reads(at, {"có", "trách", "nhiệm"});
      if (must && holds_deed(scan, {at, std::min(clause.trail.last, at + short_words_max)})) {
        return true;
      }
    }
  }
  // "Quý I hằng năm, Sở Công Thương thông báo …", "Vào quý I năm sau, Bộ Y tế tổng hợp …"
  const std::vector<Point>& said = clause.segment->points.points;
  const bool of_each = clause.segment->limit.word == LimitWord::within && !said.empty() &&
                       said.front().has_months() && said.front().year == Relative::next;
  if ((clause.segment->cadence || of_each) && only_labels(scan, clause.lead) && by_unit &&
      holds_deed(scan, {who, near})) {
    return true;
  }
  if (clause.lead_words > 0) {
    return false;
  }
  // "Ngày 10/3/2026: Cơ quan lập danh sách cử tri giải quyết …"
  const bool deed = led_by_deed(scan, clause.trail);
  if (sign.is(":") && (deed || (by_unit && holds_deed(scan, {who + 1, near})))) {
    return true;
  }
  if (tells_result(scan, clause.trail)) {
    return false;
  }
  // "Trong năm 2026, hoàn thành việc sửa đổi …", "Đến năm 2030, xây dựng hệ thống …"
  const bool limited =
      clause.segment->limit.word == LimitWord::within ||
      (runs_until(clause.segment->limit.word) && !said.empty() && said.front().year_number);
  if (sign.is(",") && deed && limited && clause.trail_words <= series_lead_max) {
    return true;
  }
  // "Quý IV hằng năm, đánh giá tình hình thực hiện …", "Quý IV/2026 tổng kết …"
  const bool in_month = !said.empty() && said.front().has_months() && !said.front().has_day() &&
                        (clause.segment->cadence || said.front().year_number);
  if (in_month && (sign.is(",") || sign.is_word()) && deed && !holds_number(scan, clause.trail) &&
      clause.trail_words <= series_lead_max) {
    return true;
  }
  // "Trong tháng 6/2026, Sở Nội vụ tổ chức …", "Trong giai đoạn 2026 - 2030, …": what is planned
  // counts nothing yet
  const bool within =
      (scan.at(clause.first()).is_any_of({"trong", "vào"}) && in_month) ||
      (scan.at(clause.first()).is_any_of({"trong", "từ", "kể"}) && clause.segment->years);
  if (within && sign.is(",") && (deed || (by_unit && holds_deed(scan, {who + 1, near}))) &&
      !holds_number(scan, clause.trail) && clause.trail_words <= series_lead_max) {
    return true;
  }
  // "Cuối tháng, đơn vị lập bảng tổng hợp …"
  const std::vector<Point>& points = clause.segment->points.points;
  const bool edge = points.size() == 1 && (points.front().loose_end || points.front().first_day) &&
                    !points.front().year_number;
  return edge && by_unit && holds_deed(scan, {who + 1, near});
}

}  // namespace

bool follows_plainly(const PhraseScan& scan, const DueClause& clause, bool spans) {
  if (clause.trail_words == 0 || tells_length(scan, clause.trail.first, clause.trail.last)) {
    return true;
  }
  const Token& sign = scan.at(clause.trail.first);
  if (spans && clause.lead_words == 0 && counts_result(scan, clause.trail)) {
    return false;
  }
  if (spans && opens_sentence(scan, clause)) {
    return true;
  }
  // "Kiểm toán nhà nước hằng năm thực hiện …", however long
  if (!spans && clause.segment->cadence && led_by_unit_alone(scan, clause) && sign.is_word() &&
      led_by_deed(scan, clause.trail) && clause.trail_words <= series_lead_max) {
    return true;
  }
  const bool purpose = spans && sign.is_any_of({"để", "nhằm"});
  if ((clause.trail_words > cell_words_max && !purpose) || sign.is("là")) {
    return false;
  }
  const std::size_t said = first_said(scan, clause.trail);
  if (purpose || scan.reads(said, {"bắt", "đầu"})) {
    return true;
  }
  const bool share = scan.at(said).is_number() && scan.at(said + 1).is("%");
  const bool how = scan.at(said).is_any_of({"bằng", "qua"});  // "…, bằng văn bản"
  const bool again = scan.at(said + 1).is("lần");
  const bool vision = scan.reads(said, {"tầm", "nhìn"}) || scan.reads(said, {"định", "hướng"});
  const bool joined =
      (sign.is("của") && (!spans || clause.segment->cadence)) || sign.is_any_of({"về",
                                                                                 "cho",
                                                                                 "tại",
                                                                                 "để",
                                                                                 "theo",
                                                                                 "trên",
                                                                                 "qua",
                                                                                 "đối",
                                                                                 "bằng",
                                                                                 "và",
                                                                                 "với",
                                                                                 "vào",
                                                                                 "trong",
                                                                                 "suốt"});
  // "báo cáo Cục hằng ngày kết quả xử lý"
  const bool object = !spans && led_by_deed(scan, clause.lead) &&
                      (scan.reads(said, {"kết", "quả"}) || scan.reads(said, {"tình", "hình"}) ||
                       scan.reads(said, {"tiến", "độ"}) || scan.reads(said, {"số", "liệu"}));
  const bool unit = !spans && (behind_unit(scan, said) > said || !sign.is_word());
  return share || how || again || vision || joined || unit || object ||
         sign.is_any_of({"(", ":", ";", "."}) || led_by_deed(scan, clause.trail);
}

bool is_span_cell(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!follows_plainly(scan, clause, true)) {
    return false;
  }
  if (only_labels(scan, clause.lead) || led_by_deadline(scan, clause)) {
    return true;
  }
  const bool deed = led_by_deed(scan, clause.lead);
  const bool short_lead = clause.lead_words <= cell_words_max;
  const bool issued = segment.has_points() && segment.points.points.front().has_day() &&
                      segment.limit.word == LimitWord::unsaid;  // "… ban hành ngày 05/9/2025"
  if ((deed || (short_lead && !issued)) && adjoins_deed(scan, clause)) {
    return true;
  }
  if (finishes_thing(scan, clause)) {
    return true;
  }
  // "trình thành lập tháng 7/2026"
  if (scan.at(first_said(scan, clause.lead)).is("trình") && short_lead && !issued &&
      ends_in_deed(scan, clause.first(), 2) && !scan.at(clause.first() - 1).is("cáo")) {
    return true;
  }
  // "Nghiệm thu Q3/2028", "Khởi công quý II/2026": what is done on a day of its own
  const std::size_t begun = first_said(scan, clause.lead);
  if (clause.lead_words == 2 &&
      (scan.reads(begun, {"nghiệm", "thu"}) || scan.reads(begun, {"đăng", "ký"}) ||
       scan.reads(begun, {"khởi", "công"}) || scan.reads(begun, {"khánh", "thành"}) ||
       scan.reads(begun, {"bàn", "giao"}) || scan.reads(begun, {"phê", "duyệt"}))) {
    return true;
  }
  // "thời gian quan trắc vào tháng 4 và tháng 8 năm 2026"
  const std::size_t said = first_said(scan, clause.lead);
  const bool timed = scan.reads(said, {"thời", "gian"}) || scan.reads(said, {"thời", "điểm"});
  if (ordered(scan, clause) || finishes(scan, clause) || plans_reviews(scan, clause) ||
      (timed && segment.limit.word == LimitWord::within && clause.lead_words <= short_words_max)) {
    return true;
  }
  const bool doer = deed || led_by_unit(scan, clause);
  const bool exact = doer && segment.limit.word == LimitWord::within && segment.has_points() &&
                     segment.points.points.front().has_months() &&
                     segment.points.points.front().year_number && !holds_number(scan, clause.lead);
  constexpr std::size_t year_lead_max = 28;
  const bool years = segment.years && !segment.has_points();
  const bool of_year =
      doer && (years || (segment.limit.word == LimitWord::within && segment.has_points() &&
                         segment.points.points.front().year_number));
  if (clause.lead_words > (exact ? series_lead_max : of_year ? year_lead_max : lead_words_max)) {
    return false;
  }
  const Token& before = token_before(scan, clause);
  // "Kiểm kê (31/12/2026)", but not "Dân số (31/12/2022)"
  if (before.is(":") ||
      (before.is("(") && (holds_deed(scan, clause.lead) || led_by_event(scan, clause)))) {
    return true;
  }
  const bool dated = segment.has_points() && segment.points.points.front().has_day();
  if (!deed) {
    const bool in_years = segment.years && scan.at(clause.first()).is_any_of({"trong", "từ", "kể"});
    const bool by_unit = (segment.limit.word == LimitWord::within || in_years) &&
                         (led_by_unit(scan, clause) || commanded(scan, clause.lead)) &&
                         !holds_number(scan, clause.lead);
    return by_unit || (dated && short_lead && led_by_event(scan, clause));
  }
  // "Hưởng ứng Ngày Môi trường thế giới 5/6", but not "Ban hành Kế hoạch quý I/2026"
  bool feast = false;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    feast = feast || scan.at(at).is("ngày");
  }
  const bool adjoins = before.is_word() && segment.limit.word == LimitWord::unsaid &&
                       segment.has_points() && !segment.points.points.front().loose_end &&
                       scan.at(clause.first()).begin == segment.points.points.front().words.begin;
  return feast || !adjoins;
}

}  // namespace dondoc
