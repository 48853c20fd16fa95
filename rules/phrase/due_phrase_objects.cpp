// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_objects.h"

#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <initializer_list>

namespace dondoc {
namespace {

bool begins_with(const PhraseScan& scan, TokenRange range, std::initializer_list<Words> words) {
  const std::size_t said = first_said(scan, range);
  const std::size_t behind = scan.behind_any(said, words);
  return behind > said && behind <= range.last;
}

bool has_day(const DueClause& clause) {
  return clause.segment->has_points() && clause.segment->points.points.front().has_day();
}

/// "Xây dựng Kế hoạch chuyển đổi số đến năm 2030": until when the document looks; "Hoàn thành …,
/// đến năm 2030" and "Thực hiện đến năm 2030" are dues.
bool names_document(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (segment.limit.word != LimitWord::until || !segment.has_points() || segment.target ||
      !segment.points.all_years_only() ||
      ends_with(scan, clause.lead, {{"hoàn", "thành"}, {"xong"}, {"thực", "hiện"}})) {
    return false;
  }
  for (std::size_t at = clause.lead.last; at > clause.lead.first; --at) {
    if (scan.at(at - 1).is_any_of({",", ";", ":", ")", "."})) {
      return false;
    }
    const bool named = scan.behind_any(at - 1,
                                       {{"kế", "hoạch"},
                                        {"đề", "án"},
                                        {"chiến", "lược"},
                                        {"chương", "trình"},
                                        {"nghị", "quyết"},
                                        {"quy", "hoạch"}}) > at - 1;
    if (named) {
      return true;
    }
  }
  return false;
}

/// What a case is about, and nobody who has to do something.
bool is_thing(const PhraseScan& scan, std::size_t first) {
  const std::size_t at = scan.behind_any(first, {{"các"}, {"những"}, {"mọi"}});
  return scan.behind_any(at,
                         {{"dự", "án"},
                          {"công", "trình"},
                          {"trường", "hợp"},
                          {"hồ", "sơ"},
                          {"văn", "bản"},
                          {"hợp", "đồng"},
                          {"đơn", "thư"},
                          {"đơn"},
                          {"khoản"},
                          {"thửa", "đất"},
                          {"đất"},
                          {"giấy", "phép"},
                          {"thủ", "tục"},
                          {"đối", "tượng"},
                          {"nhiệm", "vụ"}}) > at;
}

/// "Đối với dự án hoàn thành trước ngày 31/12/2025, quyết toán trước ngày 30/6/2026": the first day
/// says which ones; "đối với …, đối với …" gives each its due.
bool says_which_case(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t said = first_said(scan, clause.lead);
  const std::size_t joint = clause.last();
  if (!scan.reads(said, {"đối", "với"}) || !is_thing(scan, said + 2) ||
      !clause.segment->has_points() || !scan.at(joint).is(",") ||
      scan.reads(joint + 1, {"đối", "với"})) {
    return false;
  }
  for (std::size_t at = said + 2; at < clause.lead.last; ++at) {
    if (scan.at(at).is_any_of({",", ":", "thì"})) {
      return false;
    }
    if (behind_deed(scan, at) > at) {
      return true;
    }
  }
  return false;
}

/// "Hợp đồng ký trước ngày …", "Đất sử dụng trước ngày …": a thing, and what had been done with it.
bool says_which_thing(const PhraseScan& scan, const DueClause& clause) {
  if (clause.segment->limit.word != LimitWord::before || !has_day(clause) ||
      clause.trail_words > 0 || clause.segment->cadence) {
    return false;
  }
  const std::size_t said = first_said(scan, clause.lead);
  const std::size_t last = scan.behind_any(said,
                                           {{"văn", "bản", "ban", "hành"},
                                            {"hợp", "đồng", "ký"},
                                            {"hợp", "đồng", "ký", "kết"},
                                            {"đất", "sử", "dụng"},
                                            {"cơ", "sở", "hoạt", "động"},
                                            {"công", "trình", "xây", "dựng"},
                                            {"khoản", "vay", "giải", "ngân"},
                                            {"giấy", "phép", "cấp"}});
  return last > said && last == clause.lead.last;
}

/// "Theo kết quả rà soát đến ngày 31/12/2025", "Thời điểm chốt số liệu: ngày 14/6".
bool dates_figures(const PhraseScan& scan, const DueClause& clause) {
  const LimitWord limit = clause.segment->limit.word;
  const bool until = limit == LimitWord::until || limit == LimitWord::at_latest;
  const bool by_figures =
      until &&
      begins_with(scan,
                  clause.lead,
                  {{"theo", "kết", "quả"}, {"theo", "số", "liệu"}, {"theo", "thống", "kê"}});
  const bool cut = begins_with(
      scan, clause.lead, {{"thời", "điểm", "chốt"}, {"thời", "điểm", "lấy", "số", "liệu"}});
  return clause.segment->has_points() && (by_figures || cut);
}

/// "Các nhiệm vụ được giao trong năm 2026": which ones; "Hoàn thành các nhiệm vụ được giao …" is a
/// due.
bool names_given_tasks(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t said = first_said(scan, clause.lead);
  const std::size_t many = scan.behind_any(said, {{"các"}, {"những"}});
  const std::size_t task = scan.behind_any(
      many, {{"nhiệm", "vụ"}, {"công", "việc"}, {"kế", "hoạch"}, {"chỉ", "tiêu"}, {"nội", "dung"}});
  const std::size_t given =
      scan.behind_any(task, {{"được", "giao"}, {"được", "phân", "công"}, {"đã", "giao"}});
  return task > many && given > task && given == clause.lead.last && clause.trail_words == 0 &&
         clause.segment->has_points();
}

/// "Báo cáo kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm": what the report looks ahead to.
bool looks_ahead(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  const TokenRange before{0, clause.first()};
  return clause.first() > 3 && is_window(segment.limit.word) && segment.has_points() &&
         !has_day(clause) && !segment.cadence &&
         ends_with(scan,
                   before,
                   {{"và", "nhiệm", "vụ"},
                    {"và", "phương", "hướng"},
                    {"phương", "hướng", "nhiệm", "vụ"},
                    {"phương", "hướng", ",", "nhiệm", "vụ"},
                    {"nhiệm", "vụ", "trọng", "tâm"},
                    {"và", "kế", "hoạch"}});
}

/// "Báo cáo tháng 12 được thay bằng báo cáo năm": it isn't made.
bool is_replaced(const PhraseScan& scan, const DueClause& clause) {
  for (std::size_t at = clause.first(); at < clause.trail.last; ++at) {
    if (scan.reads(at, {"được", "thay", "bằng"}) || scan.reads(at, {"được", "thay", "thế"})) {
      return true;
    }
  }
  return false;
}

/// "Thực hiện Công văn 345/SNV-CCHC, 15/5/2026": the day of the document.
bool dates_cited(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t last = clause.lead.last;
  if (clause.segment->limit.word != LimitWord::unsaid || !has_day(clause) || last < 3 ||
      !scan.at(last - 1).is(",") || !scan.at(clause.first()).is_number()) {
    return false;
  }
  for (std::size_t at = clause.lead.first; at + 1 < last; ++at) {
    if (behind_citation(scan, at) == last - 1) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_of_object(const PhraseScan& scan, const DueClause& clause) {
  return names_document(scan, clause) || says_which_case(scan, clause) ||
         says_which_thing(scan, clause) || dates_figures(scan, clause) ||
         names_given_tasks(scan, clause) || looks_ahead(scan, clause) ||
         is_replaced(scan, clause) || dates_cited(scan, clause);
}

}  // namespace dondoc
