// SPDX-License-Identifier: Apache-2.0
// How a term finds its segment: what it explains, what explains it, and when it begins a due of its
// own.
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

namespace dondoc {
namespace {

/// "… kể từ ngày kết thúc năm tài chính"
bool ends_year(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    if (scan.reads(at, {"kết", "thúc", "năm"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

/// "trong thời gian 15 ngày (từ 16/2 đến 02/3/2026)": the bracket says the days themselves, also
/// behind "ngày đêm".
void DuePhraseParser::drop_explained_term(bool in_days) {
  Segment& segment = current();
  const bool bracket = context_.holds("(") && !context_.holds(")");
  if (bracket && segment.term && !segment.term->weak && context_.holds_word("tức")) {
    // "chậm nhất 105 ngày trước ngày bầu cử (tức ngày 30/11/2025)"
    scan_.note(segment.term->words,
               "due-as-said-here",
               "Thời hạn là ngày được ghi; phần trước ngoặc chỉ nói cách tính ra ngày đó.");
    segment.limit.word = segment.term->before ? LimitWord::at_latest : segment.limit.word;
    segment.term.reset();
    return;
  }
  if (segment.term && !segment.term->weak && segment.term->event == EventKind::unsaid &&
      (!context_.has_words() || context_.holds_word("đêm")) &&
      (bracket || (in_days && context_.holds(",")))) {
    scan_.note(segment.term->words,
               "due-as-said-here",
               "Thời hạn là các ngày được ghi; số ngày chỉ nói khoảng đó dài bao nhiêu.");
    segment.term.reset();
  }
}

/// "trước Tết Nguyên đán 10 ngày": the day is counted back from Tết.
bool DuePhraseParser::takes_back_from_tet(const Read<TermPart>& read) {
  Segment& segment = current();
  if (!segment.has_points() || segment.limit.word != LimitWord::before || segment.time ||
      segment.cadence || segment.points.points.size() != 1 || !counts_back_from_tet(read.part)) {
    return false;
  }
  const Point& tet = segment.points.points.front();
  const bool first_day = tet.lunar && tet.day == 1U && tet.last_month == 1U;
  const auto date = tet.year_number ? tet_of(*tet.year_number) : std::nullopt;
  if (!first_day || tet.year != Relative::unsaid ||
      date.has_value() != tet.year_number.has_value()) {
    return false;
  }
  advance(read.last);
  TermPart term = read.part;
  term.weak = false;
  term.before = true;
  term.event = EventKind::new_year;
  term.event_date = date;
  current().points = {};
  current().limit = {};
  current().term = term;
  return true;
}

/// "… đối với nhóm A, 05 ngày đối với nhóm B", "…, ở vùng xa không quá 45 ngày": where the words of
/// the first case end, when these days are another's, and not how long something lasts ("lớp tập
/// huấn 02 ngày") or part of the term ("trong đó Sở 05 ngày").
std::optional<std::size_t> DuePhraseParser::end_of_first_case() const {
  const TokenRange before = segments_.back().parts.back();
  std::size_t end = before.last;
  for (std::size_t at = before.first; at < position_; ++at) {
    if (scan_.reads(at, {"trong", "đó"}) || scan_.reads(at, {"thời", "gian"})) {
      return std::nullopt;
    }
    if (scan_.at(at).is("riêng")) {
      return std::min(end, at);  // "…, riêng hội nghị 10 ngày"
    }
    const bool sign = scan_.at(at).is_any_of({",", "và", ";", "("});
    end = sign && at > before.first ? std::min(end, at) : end;
  }
  return ends_in_lasting(scan_, position_) ? std::nullopt : std::optional(end);
}

/// "chậm nhất ngày 01/02/2026 (42 ngày trước ngày bầu cử)": how the date was found; moves on behind
/// it.
bool DuePhraseParser::explains_date(const Read<TermPart>& read) {
  const Segment& segment = current();
  const bool aside = (context_.holds("(") && !context_.holds(")")) ||
                     (scan_.at(position_ - 1).is("-") && read.part.before);
  const bool explains = segment.has_points() && segment.points.points.front().has_day() &&
                        segment.points.points.front().year_number && aside &&
                        !context_.has_words() && read.part.event == EventKind::outside;
  if (!explains) {
    return false;
  }
  pass_over(read.last);
  scan_.note(read.part.words,
             "due-as-said-here",
             "Thời hạn là ngày được ghi; phần trong ngoặc chỉ nói cách tính ra ngày đó.");
  return true;
}

/// "Hằng quý, trong 10 ngày kể từ ngày kết thúc kỳ báo cáo": the cadence says of which period. With
/// anything else beside it, it is refused.
bool DuePhraseParser::ends_with_period(const Read<TermPart>& read) {
  const Segment& segment = current();
  const bool periodic =
      std::any_of(segments_.begin(), segments_.end(), [](const Segment& s) { return s.cadence; });
  if (read.part.event != EventKind::period_end || !periodic) {
    return false;
  }
  const bool lone = segment.cadence && !segment.has_points() && !segment.years && !segment.term &&
                    !segment.quota && segments_.size() == 1 && !sentence_ended_ &&
                    !context_.holds(";") && !context_.holds("và");
  const bool known =
      lone && std::all_of(segment.cadence->units.begin(),
                          segment.cadence->units.end(),
                          [](CadenceUnit unit) { return end_of(unit) != EventKind::outside; });
  if (!known) {
    scan_.fail(
        read.part.words,
        two_dues,
        "Thời hạn tính từ ngày kết thúc kỳ báo cáo chỉ đi với một chu kỳ tháng, quý, 6 tháng "
        "hoặc năm; hãy tách thành hai bước.",
        "hằng quý, " + scan_.source().words(read.part.words));
    return true;
  }
  advance(read.last);
  current().term = read.part;
  return true;
}

/// "Hằng năm, cơ quan thuế …": nothing but the comma behind the first words, and then one clause.
bool DuePhraseParser::is_one_clause() const {
  const std::size_t begin = segments_.back().parts.back().last;
  if (!scan_.at(begin).is(",")) {
    return false;
  }
  for (std::size_t at = begin + 1; at < position_; ++at) {
    if (is_separator(scan_.at(at)) || scan_.at(at).is_any_of({".", ":", "("})) {
      return false;
    }
  }
  return true;
}

/// "báo cáo quý chậm nhất 30 ngày kể từ ngày kết thúc quý": the term says the cadence itself.
bool DuePhraseParser::says_cadence_itself(const Read<TermPart>& read) {
  const Segment& segment = current();
  if (!segment.cadence || segment.has_points() || segment.years || segment.term) {
    return false;
  }
  const EventKind event = read.part.event;
  const std::vector<CadenceUnit>& units = segment.cadence->units;
  // "hằng quý, 06 tháng … 15 ngày kể từ ngày kết thúc quý và 06 tháng"
  const bool both_ends = units.size() == 2 && read.part.other_event != EventKind::unsaid &&
                         event == end_of(units.back()) &&
                         read.part.other_event == end_of(units.front());
  const bool of_reported_end = both_ends || (event != EventKind::outside && units.size() == 1 &&
                                             event == end_of(units.front()));
  // "Định kỳ hằng năm, chậm nhất 90 ngày kể từ ngày kết thúc năm tài chính": one due of each event
  // and "Hằng năm (chậm nhất 10 ngày trước ngày khai giảng)"
  const bool joined = context_.empty() || (only_comma() && context_.holds(",")) ||
                      (!context_.has_words() && !sentence_ended_ &&
                       (context_.holds("(") || context_.holds(":")) && !context_.holds(")"));
  // "Hằng năm, cơ quan thuế ban hành thông báo tối thiểu 30 ngày trước kỳ hạn nộp tiền"
  const bool one_clause = segment.parts.size() == 1 && segment.parts.front().first == 0 &&
                          read.part.before && is_one_clause();
  // "Hàng năm, … gửi báo cáo chậm nhất 90 ngày kể từ ngày kết thúc năm tài chính"
  const bool of_year_end = segment.cadence->is(CadenceUnit::year) && segment.parts.size() == 1 &&
                           segment.parts.front().first == 0 && !sentence_ended_ &&
                           ends_year(scan_, position_, read.last);
  const bool of_each_event = !segment.quota && (joined || one_clause || of_year_end) &&
                             event == EventKind::outside && !read.part.weak;
  if (!of_reported_end && !of_each_event) {
    return false;
  }
  advance(read.last);
  current().cadence.reset();
  current().term = read.part;
  return true;
}

/// Fails over days that another case has beside this due.
bool DuePhraseParser::refuses_other_case(const Read<TermPart>& read) {
  const Segment& segment = current();
  const bool again = read.part.weak && segment.term && !segment.term->weak;
  const bool dated = segment.has_points() || segment.cadence || segment.years;
  const bool beside = read.part.weak && (dated || segment.mode) && !segment.parts.empty() &&
                      scan_.reads(read.last, {"đối", "với"});
  const bool bracketed = again && context_.holds("(") && !context_.holds(")");
  const auto case_end = again || beside ? end_of_first_case() : std::nullopt;
  if (!bracketed && !case_end) {
    return false;
  }
  scan_.fail(
      read.part.words,
      "phrase-not-understood",
      bracketed ? "Trong ngoặc có một thời hạn khác; mỗi trường hợp phải là một bước riêng."
                : "Đây là thời hạn của trường hợp khác; mỗi trường hợp phải là một bước riêng.",
      bracketed ? scan_.source().words({0, segment.term->words.end}) : scan_.words(0, *case_end));
  return true;
}

/// "khi có yêu cầu, chậm nhất 05 ngày làm việc": the term runs from what happens.
bool DuePhraseParser::runs_from_happening(const Read<TermPart>& read) {
  const Segment& segment = current();
  if (!segment.mode || segment.mode->mode != Mode::happening || segment.has_points() ||
      segment.cadence || segment.years || segment.term || sentence_ended_) {
    return false;
  }
  if (read.part.before) {
    // "Khi có nhu cầu họp báo, phải có văn bản ít nhất 02 ngày trước khi họp": one due
    // and "Kiểm tra đột xuất: chậm nhất 01 ngày trước ngày kiểm tra"
    const bool labelled = context_.holds(":") && !context_.has_words();
    const bool one =
        !read.part.weak && read.part.event == EventKind::outside &&
        (labelled || (scan_.at(segment.parts.front().first).is("khi") && is_one_clause()));
    if (one) {
      advance(read.last);
      current().mode.reset();
      current().term = read.part;
    }
    return one;
  }
  // "khi xảy ra thiên tai, báo cáo nhanh chậm nhất 02 giờ sau khi xảy ra sự cố"
  const bool of_that_event = !segment.mode->mild && !context_.holds("và") && !context_.holds("/") &&
                             read.part.event == EventKind::outside;
  // "Khi phát hiện ca bệnh, đơn vị báo cáo ngay trong vòng 24 giờ"
  const bool done_then = scan_.at(segment.parts.front().first).is("khi") && !read.part.weak &&
                         read.part.event == EventKind::unsaid && !context_.holds("và") &&
                         !context_.holds(";");
  const bool of_happening =
      done_then ||
      (!context_.has_words() && (read.part.event == EventKind::unsaid || context_.holds(":")));
  if (!of_that_event && !of_happening) {
    return false;
  }
  advance(read.last);
  current().mode.reset();
  current().term = read.part;
  if (!of_that_event) {
    current().term->event = EventKind::outside;
    current().term->weak = false;
  }
  return true;
}

/// "Trong 10 ngày kể từ ngày có kết quả kiểm tra hằng năm": whose the event is; each time it comes.
bool DuePhraseParser::belongs_to_event(const Read<CadencePart>& read) {
  const Segment& segment = current();
  const Token& behind = scan_.at(read.last);
  const bool ends = behind.is_end() ||
                    behind.is_any_of({".", ")", ",", ";", "của", "được", "do"}) ||
                    (behind.is("và") && behind_deed(scan_, read.last + 1) > read.last + 1);
  if (!segment.term || segment.term->event != EventKind::outside || segment.term->before ||
      !context_.empty() || !ends || segment.cadence || segment.has_points() ||
      !is_every_word(scan_.at(position_)) || !read.part.is(CadenceUnit::year) ||
      segment.parts.back().last != position_ || scan_.at(position_ - 1).is_number()) {
    return false;
  }
  pass_over(read.last);
  return true;
}

void DuePhraseParser::place_term(const Read<TermPart>& read) {
  const Segment& segment = current();
  const bool dated = segment.has_points() || segment.cadence || segment.years;
  if (read.part.weak && context_.empty() && takes_back_from_tet(read)) {
    return;
  }
  if (read.part.weak && segment.has_points() && context_.empty()) {
    // "trước Tết Nguyên đán 10 ngày": no word says that it is something else than a term.
    scan_.fail(read.part.words,
               "term-from-date",
               "Thời hạn tính lùi hoặc tính thêm từ một ngày của lịch: hãy ghi thẳng ngày đến hạn.",
               day_before(segment.points.points.front(), read.part));
    return;
  }
  if (explains_date(read) || ends_with_period(read) || says_cadence_itself(read) ||
      refuses_other_case(read) || runs_from_happening(read)) {
    return;
  }
  // "soạn hồ sơ 04 ngày; rà soát 02 ngày": each its own
  const bool next_term = sentence_ended_ && segment.term && !dated;
  if (read.part.weak && (dated || segment.term || segment.mode) && !next_term) {
    pass_over(read.last);
    return;
  }
  const bool each_so_long = segment.cadence && read.part.lasting == Lasting::yes;
  if ((segment.has_points() || each_so_long) && stands_beside_due(read)) {
    return;
  }
  const bool occupied =
      dated || (segment.term && (!segment.term->weak || next_term)) ||
      (segment.mode && !segment.mode->mild && segment.mode->mode != Mode::deferred);
  if (occupied && !split(read.part.words,
                         "phrase-parts-conflict",
                         "\"" + scan_.source().words(read.part.words) +
                             "\" không đi cùng phần còn lại của cụm từ.")) {
    return;
  }
  advance(read.last);
  current().mode.reset();
  current().term = read.part;
}

}  // namespace dondoc
