// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_claims.h"

#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

Claim claim_of_term(const PhraseScan& scan, const Segment& segment) {
  const TermPart& term = *segment.term;
  // What holds for years is mostly a right or a state.
  if ((term.event == EventKind::unsaid && !term.before) || term.unit == TermUnit::years) {
    return Claim::bare;
  }
  const bool led =
      std::any_of(segment.parts.begin(), segment.parts.end(), [&](const TokenRange& part) {
        return !scan.at(part.first).is_number() && scan.at(part.first).begin <= term.words.begin &&
               term.words.end <= scan.at(part.last - 1).end;
      });
  return led ? Claim::firm : Claim::bounded;
}

/// "Thời gian tiết kiệm: 45 ngày", "rút ngắn 05 ngày"
bool saves_time(const PhraseScan& scan, TokenRange lead) {
  for (std::size_t at = lead.first; at < lead.last; ++at) {
    if (scan.reads(at, {"tiết", "kiệm"}) || scan.reads(at, {"cắt", "giảm"}) ||
        scan.reads(at, {"rút", "ngắn"})) {
      return true;
    }
  }
  return false;
}

/// "có quyền", but not "người có quyền, nghĩa vụ liên quan".
bool is_right(const PhraseScan& scan, std::size_t at) {
  return (scan.reads(at, {"có", "quyền"}) && !scan.at(at + 2).is_any_of({"lợi", ","})) ||
         scan.reads(at, {"có", "thể"}) || scan.reads(at, {"chỉ", "được"});
}

/// "… có quyền kiến nghị …", "… thì không bổ nhiệm …", with no "phải" behind it.
bool permits(const PhraseScan& scan, TokenRange lead) {
  bool permitted = false;
  bool released = false;
  std::size_t freed_end = 0;  // "không phải lập, gửi báo cáo": one list
  for (std::size_t at = lead.first; at < lead.last; ++at) {
    const bool right = is_right(scan, at);
    const bool either = at > lead.first && scan.at(at - 1).is("hoặc");  // "duyệt hoặc không duyệt"
    const std::size_t denied_deed = scan.behind(at + 1, {"được"});
    const bool denied =
        scan.at(at).is("không") && !either && behind_deed(scan, denied_deed) > denied_deed;
    const bool freed = is_freed(scan, at);
    const bool bound =
        scan.at(at).is_any_of({"phải", ";", "."}) || scan.reads(at, {"trách", "nhiệm"});
    // "không phải gửi bản giấy, gửi bản điện tử trước ngày …"
    released = (released || freed) &&
               !(scan.at(at).is(",") && (behind_unit(scan, at + 1) > at + 1 ||
                                         (at > freed_end && behind_deed(scan, at + 1) > at + 1)));
    freed_end = freed ? behind_deed(scan, at + 2) : freed_end;
    permitted = (permitted || right || denied) && !bound;
    released = released && (freed || !bound);
    at += freed ? 1U : 0U;  // its "phải" binds nobody
  }
  return permitted || released;
}

/// Without "…, bảo đảm có hiệu lực …", "… để có thể …", "… theo phương án đã được duyệt": what it
/// is good for or follows.
TokenRange before_purpose(const PhraseScan& scan, TokenRange trail) {
  for (std::size_t at = trail.first; at < trail.last; ++at) {
    const bool assures = scan.at(at).is(",") &&
                         (scan.reads(at + 1, {"bảo", "đảm"}) || scan.reads(at + 1, {"đảm", "bảo"}));
    if (assures || scan.at(at).is_any_of({"để", "nhằm", "theo"}) ||
        scan.reads(at, {"đối", "với"})) {
      return {trail.first, at};
    }
  }
  return trail;
}

/// Behind a cadence or a term that stands first, the words in front of the first deed: "Hằng tháng,
/// công ty phải lập báo cáo về các việc đã giao". What a document has undergone tells nothing
/// either ("… đã được phê duyệt").
TokenRange before_deed(const PhraseScan& scan, const DueClause& clause, TokenRange trail) {
  const bool recurs = clause.segment->cadence && !clause.segment->has_points();
  if ((!recurs && !clause.segment->term) || clause.lead_words > 0) {
    return trail;
  }
  for (std::size_t at = trail.first; at < trail.last; ++at) {
    if (behind_deed(scan, at) > at) {
      return {trail.first, at};
    }
    if (at > trail.first && scan.reads(at, {"đã", "được"}) && behind_deed(scan, at + 2) > at + 2) {
      trail.first = at + 2;
    }
  }
  return trail;
}

/// "Hàng năm, nhiều lô hàng bị đối tác khởi kiện": what happens to somebody.
bool suffers(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t near_words_max = 14;
  if (clause.lead_words > 0 || !clause.segment->cadence || commanded(scan, clause.trail)) {
    return false;
  }
  const std::size_t last = std::min(clause.trail.last, clause.trail.first + near_words_max);
  for (std::size_t at = clause.trail.first; at < last; ++at) {
    if (scan.at(at).is("bị") &&
        !scan.at(at - 1).is_any_of(
            {"thiết", "chuẩn", "trang", "khi", "người", "hộ", "trường", "đã"})) {
      return true;
    }
    if (behind_deed(scan, at) > at && !scan.reads(at, {"nhập", "khẩu"})) {
      return false;
    }
  }
  return false;
}

/// "Trước ngày 30/6/2026, Bộ Y tế đã hoàn thành …": told, unless somebody has to do more.
bool done_by_then(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t unit_words_max = 8;
  const std::size_t who = first_said(scan, clause.trail);
  if (clause.lead_words > 0 || !clause.segment->has_points() || behind_unit(scan, who) == who ||
      commanded(scan, clause.trail)) {
    return false;
  }
  for (std::size_t at = who; at < std::min(clause.trail.last, who + unit_words_max); ++at) {
    const std::size_t deed = scan.behind(at + 1, {"cơ", "bản"});
    if (scan.at(at).is("đã") && behind_deed(scan, deed) > deed) {
      return true;
    }
  }
  return false;
}

}  // namespace

Claim claim_of(const PhraseScan& scan, const Segment& segment) {
  if (segment.term && !segment.term->weak) {
    return claim_of_term(scan, segment);
  }
  if (!segment.has_points()) {
    return Claim::bare;
  }
  const std::vector<Point>& points = segment.points.points;
  const bool dated =
      std::all_of(points.begin(), points.end(), [](const Point& p) { return p.has_day(); });
  // "Mục tiêu đến năm 2030" looks ahead.
  const bool year = segment.points.all_years_only() && segment.limit.word != LimitWord::at_latest;
  if (!is_window(segment.limit.word) && !year) {
    return dated && !segment.begun ? Claim::firm : Claim::bounded;
  }
  const bool within = segment.limit.word == LimitWord::within;
  if (dated && segment.cadence && within) {
    return Claim::firm;
  }
  // "vào tháng 3 và tháng 9 hằng năm"
  const bool months = std::all_of(
      points.begin(), points.end(), [](const Point& p) { return p.has_months() && !p.has_day(); });
  if (months && within && segment.cadence) {
    return Claim::bounded;
  }
  // "xong trong tháng 12/2025" is done with it
  const bool finished =
      std::any_of(segment.parts.begin(), segment.parts.end(), [&scan](const TokenRange& part) {
        return scan.at(part.first).is("xong");
      });
  const bool window = segment.points.joined == Joined::range || finished;
  return window || (dated && (segment.cadence || within || segment.time)) ? Claim::bounded
                                                                          : Claim::bare;
}

bool gives_right(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t near_words_max = 14;
  if (clause.lead_words > 0 || !clause.segment->term) {
    return false;
  }
  const std::size_t last = std::min(clause.trail.last, clause.trail.first + near_words_max);
  const bool after = scan.reads(clause.first(), {"sau", "khi"});
  for (std::size_t at = clause.first(); at < last; ++at) {
    // "Sau khi nghỉ hưu được hưởng trợ cấp trong 06 tháng kể từ ngày nghỉ"
    if (is_right(scan, at) ||
        (after && scan.at(at).is("được") && holds_lasting(scan, at, clause.last()))) {
      return true;
    }
  }
  return false;
}

bool tells(const PhraseScan& scan, const DueClause& clause, Claim claim) {
  TokenRange nearest = nearest_of(scan, clause.lead);
  if (claim == Claim::firm) {
    // "Chủ tịch UBND đã chỉ đạo các đơn vị hoàn thành trước ngày …"
    bool past = false;
    for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
      const bool ordered = scan.reads(at, {"đã", "chỉ", "đạo"}) ||
                           scan.reads(at, {"đã", "yêu", "cầu"}) || scan.reads(at, {"đã", "giao"}) ||
                           scan.reads(at, {"đã", "đề", "nghị"});
      past = past || (ordered && !led_by_deed(scan, clause.lead));
    }
    past = past || permits(scan, clause.lead) || gives_right(scan, clause) ||
           done_by_then(scan, clause);
    for (std::size_t at = nearest.first; at < nearest.last; ++at) {
      nearest.first = scan.at(at).is("phải") ? at + 1 : nearest.first;
    }
    return past || holds_telling(scan, nearest);
  }
  // "Báo cáo các việc đã làm, hoàn thành trong tháng 6 hằng năm"
  const bool apart = nearest.first > clause.lead.first &&
                     (led_by_deed(scan, clause.lead) || led_by_unit(scan, clause) ||
                      scan.reads(first_said(scan, clause.lead), {"căn", "cứ"})) &&
                     (only_labels(scan, nearest) || led_by_deed(scan, nearest));
  return (claim == Claim::bare && permits(scan, clause.lead)) || suffers(scan, clause) ||
         saves_time(scan, clause.lead) || holds_telling(scan, apart ? nearest : clause.lead) ||
         holds_telling(scan, clause.inner) ||
         holds_telling(scan, before_deed(scan, clause, before_purpose(scan, clause.trail)));
}

}  // namespace dondoc
