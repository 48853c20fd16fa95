// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_surroundings.h"

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

// Longer words around a bare due are a sentence, not a cell.
constexpr std::size_t cell_words_max = 14;
constexpr std::size_t lead_words_max = 18;
constexpr std::size_t series_lead_max = 30;
constexpr std::size_t measure_words_max = 20;
constexpr std::size_t measure_inner_max = 10;
constexpr std::size_t mode_words_max = 24;
constexpr std::size_t mode_lead_max = 8;
constexpr std::size_t short_words_max = 6;  ///< "…; lao động nặng nhọc ít nhất 06 tháng/lần"

/// How much a due says for itself.
enum class Claim {
  firm,     ///< "trước ngày 15/12/2026", "trong 10 ngày kể từ ngày …"
  bounded,  ///< "từ ngày … đến ngày …", "vào ngày 15/3/2026", "đến hết năm 2026"
  bare,     ///< "năm 2026", "hằng năm", "thường xuyên", "ít nhất 02 lần"
};

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
    return dated ? Claim::firm : Claim::bounded;
  }
  const bool within = segment.limit.word == LimitWord::within;
  if (dated && segment.cadence && within) {
    return Claim::firm;
  }
  const bool window = segment.points.joined == Joined::range;
  return window || (dated && (segment.cadence || within || segment.time)) ? Claim::bounded
                                                                          : Claim::bare;
}

/// "nếu có khó khăn" happens each time, "nếu trùng ngày nghỉ" moves the due.
bool is_known_if(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t words_max = 14;
  for (std::size_t at = index; at < index + words_max; ++at) {
    if (scan.at(at).is_any_of({"trùng", "rơi"})) {
      return true;
    }
  }
  return scan.at(index + 1).is("có");
}

/// "trừ trường hợp …", "nếu …", "… mà …": a condition, in the words of an event as well.
std::optional<std::size_t> condition_in(const PhraseScan& scan, std::size_t last) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const Token& token = scan.at(at);
    const bool which = token.is("mà") && at > 0 && at < last;
    if (which || token.is("trừ") || (token.is("nếu") && !is_known_if(scan, at))) {
      return at;
    }
  }
  return std::nullopt;
}

/// "Quý III/2026: ban hành kế hoạch", "hằng quý (theo mẫu)": what may follow a bare due.
bool follows_plainly(const PhraseScan& scan, const DueClause& clause, bool spans) {
  if (clause.trail_words == 0) {
    return true;
  }
  const Token& sign = scan.at(clause.trail.first);
  if (clause.trail_words > cell_words_max || sign.is("là")) {
    return false;
  }
  const std::size_t said = first_said(scan, clause.trail);
  const bool share = scan.at(said).is_number() && scan.at(said + 1).is("%");
  const bool again = scan.at(said + 1).is("lần");
  const bool vision = scan.reads(said, {"tầm", "nhìn"}) || scan.reads(said, {"định", "hướng"});
  const bool joined = sign.is_any_of({"về",
                                      "cho",
                                      "tại",
                                      "để",
                                      "theo",
                                      "trên",
                                      "qua",
                                      "đối",
                                      "bằng",
                                      "của",
                                      "và",
                                      "với",
                                      "vào",
                                      "trong",
                                      "suốt"});
  const bool unit = !spans && (behind_unit(scan, said) > said || !sign.is_word());
  return share || again || vision || joined || unit || sign.is_any_of({"(", ":", ";", "."}) ||
         led_by_deed(scan, clause.trail);
}

/// "Tỷ lệ … đạt từ 95%", "Mỗi thôn có ít nhất 01 tổ": what is measured, in a cell's length.
bool is_measure_cell(const PhraseScan& scan, const DueClause& clause, bool only_due) {
  const std::size_t at = first_said(scan, clause.lead);
  return clause.words() <= measure_words_max && clause.inner_words <= measure_inner_max &&
         !holds_number(scan, clause.inner) &&
         (only_labels(scan, clause.lead) || behind_measure(scan, at) > at ||
          led_by_deed(scan, clause.lead) || led_by_unit(scan, clause) ||
          (!only_due && clause.lead_words <= short_words_max));
}

/// "Khi có phát sinh", "theo kế hoạch của tỉnh", "thường xuyên": short, and alone or behind a deed.
bool is_mode_cell(const PhraseScan& scan, const DueClause& clause, bool only_due) {
  const ModePart& mode = *clause.segment->mode;
  const bool known =
      only_labels(scan, clause.lead) || led_by_deed(scan, clause.lead) || led_by_unit(scan, clause);
  if (!known || (!only_due && clause.lead_words > mode_lead_max)) {
    return false;
  }
  std::size_t own_words = 0;  // its clause is part of it: "khi có …", "theo quy định của …"
  for (const TokenRange& part : clause.segment->parts) {
    own_words += words_in(scan, part);
  }
  if (mode.mode == Mode::deferred || mode.mild) {
    // In a sentence they say how something is done, but in "Định kỳ báo cáo … theo quy định".
    constexpr std::size_t by_rule_words = 5;
    if (scan.at(first_said(scan, clause.lead)).is("định") && own_words <= by_rule_words) {
      return clause.words() <= mode_words_max;
    }
    return clause.words() + own_words <= cell_words_max && clause.lead_words <= mode_lead_max;
  }
  return clause.words() <= mode_words_max && own_words <= mode_words_max;
}

/// "hằng năm", "định kỳ 6 tháng": where nothing but a cadence is said.
bool is_series_cell(const PhraseScan& scan, const DueClause& clause, bool only_due) {
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
  return follows_plainly(scan, clause, false) &&
         clause.lead_words <= (deed ? series_lead_max : lead_words_max) &&
         (deed || commanded(scan, clause.lead) ||
          token_before(scan, clause).is_any_of({":", "("}) || led_by_unit(scan, clause) ||
          (!only_due && clause.lead_words <= short_words_max));
}

/// "năm 2026", "trong quý II": a span that may as well be a name's or a fact's.
bool is_span_cell(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!follows_plainly(scan, clause, true)) {
    return false;
  }
  if (only_labels(scan, clause.lead)) {
    return true;
  }
  const bool deed = led_by_deed(scan, clause.lead);
  const bool short_lead = clause.lead_words <= cell_words_max;
  if ((deed || short_lead) && adjoins_deed(scan, clause)) {
    return true;
  }
  if (clause.lead_words > lead_words_max) {
    return false;
  }
  const Token& before = token_before(scan, clause);
  if (before.is_any_of({":", "("})) {
    return true;
  }
  const bool dated = segment.has_points() && segment.points.points.front().has_day();
  if (!deed) {
    const bool by_unit = segment.limit.word == LimitWord::within &&
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

/// "trong 10 ngày", "02 năm kể từ ngày …": how long, with nothing that says that it is a limit.
bool is_term_cell(const PhraseScan& scan, const DueClause& clause) {
  return follows_plainly(scan, clause, false) &&
         (only_labels(scan, clause.lead) ||
          (clause.lead_words <= lead_words_max &&
           (led_by_deed(scan, clause.lead) || commanded(scan, clause.lead) ||
            led_by_unit(scan, clause) || token_before(scan, clause).is_any_of({":", "("}))));
}

bool is_cell(const PhraseScan& scan, const DueClause& clause, bool only_due) {
  const Segment& segment = *clause.segment;
  const bool spans = segment.has_points() || segment.years;
  if (segment.mode && !segment.has_points() && !segment.cadence) {
    return is_mode_cell(scan, clause, only_due);
  }
  if (segment.quota || segment.target) {
    return is_measure_cell(scan, clause, only_due);
  }
  if (segment.term && !spans && !segment.cadence) {
    return is_term_cell(scan, clause);
  }
  return clause.inner_words <= cell_words_max &&
         (segment.cadence && !spans ? is_series_cell(scan, clause, only_due)
                                    : is_span_cell(scan, clause));
}

/// Whether a window or a day stands behind who does what, or what takes place.
bool is_led(const PhraseScan& scan, const DueClause& clause) {
  return only_labels(scan, clause.lead) || led_by_deed(scan, clause.lead) ||
         led_by_unit(scan, clause) || led_by_event(scan, clause) ||
         token_before(scan, clause).is_any_of({":", "("});
}

/// Whether a firm due has anything to be done beside it: a deed, an event, a label.
bool has_work(const PhraseScan& scan, const DueClause& clause) {
  if (token_before(scan, clause).is("(") && clause.trail_words > 0) {
    return led_by_deed(scan, clause.lead) || only_labels(scan, clause.lead);
  }
  return clause.lead_words <= short_words_max || led_by_event(scan, clause) ||
         holds_deed(scan, clause.lead) || holds_deed(scan, clause.inner) ||
         holds_deed(scan, clause.trail);
}

/// "giấy phép được cấp trước ngày 01/01/2024 thì …", "không … trong thời hạn …": what is spoken of.
bool speaks_of_it(const PhraseScan& scan, const DueClause& clause) {
  const Token& next = scan.at(clause.last());
  const bool goes_on = clause.lead_words > 0 &&
                       next.is_any_of({"được", "thì", "có", "vẫn", "còn", "nhưng", "không"});
  const std::size_t at = first_said(scan, clause.lead);
  const bool led = at < clause.lead.last;
  const bool denied = led && scan.at(at).is_any_of({"không", "chưa"}) && !scan.at(at + 1).is("quá");
  const bool ended = led && clause.segment->term && scan.reads(at, {"kết", "thúc"});
  return goes_on || denied || ended || next.is("là") ||
         token_before(scan, clause).is_any_of({"tính", "lấy"});
}

bool tells(const PhraseScan& scan, const DueClause& clause, Claim claim) {
  TokenRange nearest = clause.lead;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    nearest.first = scan.at(at).is_any_of({",", ";", "."}) ? at + 1 : nearest.first;
  }
  if (claim == Claim::firm) {
    // "Chủ tịch UBND đã chỉ đạo các đơn vị hoàn thành trước ngày …"
    return holds_telling(scan, led_by_deed(scan, clause.lead) ? nearest : clause.lead);
  }
  // "Báo cáo các việc đã làm, hoàn thành trong tháng 6 hằng năm"
  const bool apart = nearest.first > clause.lead.first && led_by_deed(scan, clause.lead) &&
                     (only_labels(scan, nearest) || led_by_deed(scan, nearest));
  return holds_telling(scan, apart ? nearest : clause.lead) || holds_telling(scan, clause.inner) ||
         holds_telling(scan, clause.trail);
}

bool is_known(const PhraseScan& scan, const DueClause& clause, bool only_due) {
  const Claim claim = claim_of(scan, *clause.segment);
  if (speaks_of_it(scan, clause) || tells(scan, clause, claim)) {
    return false;
  }
  return claim == Claim::bare      ? is_cell(scan, clause, only_due)
         : claim == Claim::bounded ? is_led(scan, clause)
                                   : has_work(scan, clause);
}

/// The due as it can be written alone.
std::string alone(const PhraseScan& scan, const DueClause& clause, std::size_t last) {
  const Segment& segment = *clause.segment;
  const std::string words = scan.words(clause.first(), last);
  const bool span = segment.has_points() && segment.limit.word == LimitWord::unsaid &&
                    segment.parts.size() == 1 && !segment.time && !segment.cadence &&
                    segment.points.joined == Joined::alone && is_time_noun(scan.at(clause.first()));
  if (!span) {
    return words;
  }
  return (segment.points.points.front().has_day() ? "chậm nhất " : "trong ") + words;
}

}  // namespace

std::optional<DoubtfulDue> doubt_about_surroundings(const PhraseScan& scan,
                                                    const std::vector<Segment>& segments) {
  const std::vector<DueClause> clauses = due_clauses(scan, segments);
  for (const DueClause& clause : clauses) {
    if (clause.words() == 0) {
      continue;
    }
    if (const auto condition = condition_in(scan, clauses.back().last())) {
      const bool inside = *condition > clause.first() && *condition < clause.last();
      return DoubtfulDue{scan.span(*condition, *condition + 1),
                         "Điều kiện \"" + scan.words(*condition, *condition + 1) +
                             " …\" không tính được và có thể làm thay đổi thời hạn; hãy chỉ ghi "
                             "phần nêu thời hạn.",
                         alone(scan, clause, inside ? *condition : clause.last())};
    }
    if (!is_known(scan, clause, clauses.size() == 1)) {
      return DoubtfulDue{scan.span(clause.first(), clause.last()),
                         "Chưa rõ \"" + scan.words(clause.first(), clause.last()) +
                             "\" là thời hạn của việc phải làm, hay thuộc nội dung câu (tên gọi, "
                             "việc đã qua, điều kiện …); nếu là thời hạn, hãy chỉ ghi phần đó.",
                         alone(scan, clause, clause.last())};
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
