// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_surroundings.h"

#include "rules/phrase/due_phrase_affairs.h"
#include "rules/phrase/due_phrase_cells.h"
#include "rules/phrase/due_phrase_claims.h"
#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_conditions.h"
#include "rules/phrase/due_phrase_objects.h"
#include "rules/phrase/due_phrase_which.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// A shorter clause needs no deed beside a firm due.
constexpr std::size_t short_lead_max = 6;

/// Whether a window or a day stands behind who does what, or what takes place.
bool is_led(const PhraseScan& scan, const DueClause& clause) {
  return only_labels(scan, clause.lead) || led_by_deed(scan, clause.lead) ||
         led_by_unit(scan, clause) || led_by_event(scan, clause) || adjoins_deed(scan, clause) ||
         led_by_deadline(scan, clause) ||
         (clause.segment->has_points() && clause.lead_words <= short_lead_max &&
          (scan.reads(clause.lead.last - std::min<std::size_t>(2, clause.lead.last),
                      {"kéo", "dài"}) ||
           scan.reads(clause.lead.last - std::min<std::size_t>(2, clause.lead.last),
                      {"diễn", "ra"}))) ||
         token_before(scan, clause).is_any_of({":", "("});
}

/// Whether a firm due has anything to be done beside it: a deed, an event, a label.
bool has_work(const PhraseScan& scan, const DueClause& clause) {
  // "Quy định về đào tạo nghề trước ngày …", "Căn cứ kế hoạch kiểm tra trước ngày … của xã"
  const std::size_t said = first_said(scan, clause.lead);
  bool comma = false;
  for (std::size_t at = said; at < clause.last(); ++at) {
    comma = comma || scan.at(at).is_any_of({",", ":", ";"});
  }
  if (!comma && (scan.reads(said, {"quy", "định", "về"}) || scan.reads(said, {"căn", "cứ"}))) {
    return false;
  }
  if (token_before(scan, clause).is("(") && clause.trail_words > 0) {
    return led_by_deed(scan, clause.lead) || only_labels(scan, clause.lead);
  }
  // "Dân số đến 31 tháng 12 năm 2019", "vay vốn đến hết ngày 31/12/2026"
  const bool reckoned =
      clause.segment->has_points() && (clause.segment->limit.word == LimitWord::until ||
                                       scan.reads(clause.first(), {"đến", "hết"}));
  return only_labels(scan, clause.lead) || (clause.lead_words <= short_lead_max && !reckoned) ||
         token_before(scan, clause).is(":") || led_by_event(scan, clause) ||
         holds_deed(scan, clause.lead) || holds_deed(scan, clause.inner) ||
         holds_deed(scan, clause.trail) || led_by_term_of_deed(scan, clause) ||
         // "Bộ Tài chính bán hóa đơn cho Sở trong thời hạn 05 ngày làm việc kể từ …"
         (clause.segment->term && scan.at(clause.first()).is_any_of({"trong", "chậm"}) &&
          led_by_unit_alone(scan, clause)) ||
         // "Cục … trong thời hạn 03 ngày làm việc kể từ ngày nhận hồ sơ phải đánh giá …"
         (led_by_unit_alone(scan, clause) && commanded(scan, {clause.first(), clause.last()}));
}

/// "UBND xã tạm giữ tang vật trong thời hạn 07 ngày kể từ …", "Niêm yết 15 ngày kể từ …": how long,
/// and not by when.
bool lasts_so_long(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!segment.term || segment.term->unit == TermUnit::hours || segment.term->before ||
      segment.term->unit == TermUnit::working_days) {
    return false;
  }
  const Token& lead = scan.at(clause.first());
  const bool span = scan.reads(clause.first(), {"trong", "thời", "gian"}) || lead.is_number();
  if (!span && !lead.is("trong")) {
    return false;
  }
  // "… cho thuê đất trong 20 ngày kể từ ngày nhận đủ hồ sơ": decided by then
  bool received = false;
  for (std::size_t at = clause.first(); at < clause.last(); ++at) {
    received = received || scan.reads(at, {"đủ", "hồ", "sơ"});
  }
  constexpr int shown_days_min = 7;
  const bool long_shown = span || segment.term->amount >= shown_days_min;
  return (!received && holds_lasting(scan, clause.lead.first, clause.lead.last)) ||
         (long_shown && holds_showing(scan, clause.lead.first, clause.lead.last));
}

bool is_known(const PhraseScan& scan, const DueClause& clause, OtherDues others) {
  const Claim claim = claim_of(scan, *clause.segment);
  if (speaks_of_it(scan, clause) || is_state_of_affairs(scan, clause) ||
      is_of_object(scan, clause) || tells(scan, clause, claim) || lasts_so_long(scan, clause)) {
    return false;
  }
  return claim == Claim::bare      ? is_cell(scan, clause, others)
         : claim == Claim::bounded ? is_led(scan, clause)
                                   : has_work(scan, clause);
}

bool says_time(const PhraseScan& scan, std::size_t at) {
  return (scan.at(at).is_number() && is_time_noun(scan.at(at + 1))) ||
         (is_every_word(scan.at(at)) && is_time_noun(scan.at(at + 1))) ||
         scan.reads(at, {"thường", "xuyên"}) || scan.reads(at, {"đột", "xuất"}) ||
         scan.reads(at, {"ngay", "khi"}) || scan.reads(at, {"khi", "có"});
}

/// "05 ngày đối với cấp tỉnh, hằng ngày đối với cấp xã": where one due is read of two, the second
/// case; nullopt when not each of them says a time.
std::optional<std::size_t> other_case_in(const PhraseScan& scan) {
  std::size_t cases = 0;
  bool timed = false;
  for (std::size_t at = 0; !scan.at(at).is_end() && !scan.at(at).is_any_of({";", "."}); ++at) {
    if (!scan.reads(at, {"đối", "với"})) {
      timed = timed || says_time(scan, at);
      continue;
    }
    if (!timed) {
      return std::nullopt;
    }
    timed = false;
    ++cases;
    if (cases > 1) {
      return at;
    }
  }
  return std::nullopt;
}

/// "giai đoạn 2026 - 2030, trong năm 2027": a due for the years, or only one of them?
bool says_years_too(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  if (!segment.years || !segment.years->first || segment.cadence || !segment.has_points() ||
      clause.lead_words > 0 || segment.years->words.begin != scan.at(clause.first()).begin) {
    return false;
  }
  // "giai đoạn 2026 - 2030, hoàn thành vào năm 2030" says one end twice.
  const Point& point = segment.points.points.front();
  const bool same_end = point.is_year_only() && point.year_number == segment.years->last;
  return point.year_number && !same_end;
}

/// The due as it can be written alone.
std::string alone(const PhraseScan& scan, const DueClause& clause, std::size_t last) {
  const Segment& segment = *clause.segment;
  while (last > clause.first() + 1 && scan.at(last - 1).is_any_of({",", ";", "("})) {
    --last;
  }
  std::string words = scan.words(clause.first(), last);
  const bool span = segment.has_points() && segment.limit.word == LimitWord::unsaid &&
                    segment.parts.size() == 1 && !segment.time && !segment.cadence &&
                    segment.points.joined == Joined::alone && is_time_noun(scan.at(clause.first()));
  if (!span) {
    return words;
  }
  // "Năm 2026, …" goes on as "trong năm 2026".
  if (words.front() >= 'A' && words.front() <= 'Z') {
    words.front() = static_cast<char>(words.front() - 'A' + 'a');
  }
  return (segment.points.points.front().has_day() ? "chậm nhất " : "trong ") + words;
}

/// The due that can be written alone: the doubtful one, or the one beside it where it only says
/// which things are meant.
std::string other_due(const PhraseScan& scan,
                      const std::vector<DueClause>& clauses,
                      const DueClause& doubtful) {
  const bool lists = speaks_of_list(scan, doubtful);
  if (clauses.size() < 2 || (!lists && !says_which(scan, doubtful))) {
    return alone(scan, doubtful, doubtful.last());
  }
  const bool last = &doubtful == &clauses.back();
  return last ? scan.words(0, (&doubtful - 1)->last())
              : scan.words((&doubtful + 1)->lead.first, scan.size());
}

}  // namespace

std::optional<DoubtfulDue> doubt_about_surroundings(const PhraseScan& scan,
                                                    const std::vector<Segment>& segments) {
  const std::vector<DueClause> clauses = due_clauses(scan, segments);
  if (const auto other = other_case_in(scan); other && clauses.size() == 1) {
    return DoubtfulDue{scan.span(*other, *other + 2),
                       "Mỗi trường hợp (\"đối với …\") có thời hạn của nó phải là một bước riêng.",
                       alone(scan, clauses.front(), clauses.front().last())};
  }
  for (const DueClause& clause : clauses) {
    if (const auto silence = silence_in(scan, clause)) {
      const bool behind = scan.at(*silence).begin > clause.segment->term->words.begin;
      return DoubtfulDue{scan.span(*silence, *silence + 1),
                         "Thời hạn này là của người không trả lời (\"" +
                             scan.words(*silence, *silence + 1) +
                             " …\"), không phải của việc phải làm; hãy ghi thời hạn của việc phải "
                             "làm.",
                         behind ? alone(scan, clause, *silence)
                                : "trong 05 ngày làm việc kể từ ngày hết thời hạn"};
    }
    if (const auto failure = failure_in(scan, clause)) {
      return DoubtfulDue{
          scan.span(*failure, *failure + 1),
          "Thời hạn này là của người không thực hiện (\"mà …\"), việc phải làm chỉ bắt "
          "đầu khi hết thời hạn đó; hãy ghi thời hạn của việc phải làm.",
          "trong 05 ngày làm việc kể từ ngày hết thời hạn"};
    }
    if (says_years_too(scan, clause)) {
      return DoubtfulDue{clause.segment->years->words,
                         "Cụm từ nêu cả giai đoạn và một thời hạn khác; nếu là hai thời hạn, hãy "
                         "tách thành hai bước.",
                         alone(scan, clause, clause.segment->parts.front().last)};
    }
    if (clause.words() == 0 && behind_case(scan, 0) == 0 && !swallows_sentence(scan, clause) &&
        !gives_right(scan, clause)) {
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
    if (!is_known(scan, clause, clauses.size() == 1 ? OtherDues::none : OtherDues::some)) {
      return DoubtfulDue{scan.span(clause.first(), clause.last()),
                         "Chưa rõ \"" + scan.words(clause.first(), clause.last()) +
                             "\" là thời hạn của việc phải làm, hay thuộc nội dung câu (tên gọi, "
                             "việc đã qua, điều kiện …); nếu là thời hạn, hãy chỉ ghi phần đó.",
                         other_due(scan, clauses, clause)};
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
