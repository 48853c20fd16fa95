// SPDX-License-Identifier: Apache-2.0
// What stands behind the codes: days, a document, numbers, a text.
#include "rules/plan/code_points.h"
#include "rules/plan/spelling.h"
#include "rules/reply/reply_dates.h"
#include "rules/reply/reply_reader.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t number_digits_max = 9;
/// Words and numbers of a unit's name; what is longer is talk.
constexpr std::size_t unit_parts_max = 16;
constexpr std::size_t amount_digits_max = 4;

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// In one line, with composed letters, and without what can't be shown.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : composed(printable(text, reply_code_points_max))) {
    if (c != ' ' || (!line.empty() && line.back() != ' ')) {
      line += c;
    }
  }
  while (!line.empty() && line.back() == ' ') {
    line.pop_back();
  }
  return line;
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

/// "95", "95,5", "95.5".
bool is_decimal(std::string_view text) {
  const std::size_t point = text.find_first_of(",.");
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view{"0"} : text.substr(point + 1);
  return !whole.empty() && !decimals.empty() && text.size() <= number_digits_max &&
         std::all_of(whole.begin(), whole.end(), is_ascii_digit) &&
         std::all_of(decimals.begin(), decimals.end(), is_ascii_digit);
}

std::string day_by_the_book(Date date) {
  ReplyAct only_a_day;
  only_a_day.date = date;
  const std::string line = reply_words(only_a_day);
  return line.substr(line.find(' ') + 1);
}

}  // namespace

ReplyReader::Refused ReplyReader::read_details() {
  if (form_->verb == ReplyVerb::count || form_->verb == ReplyVerb::measure) {
    return read_numbers();
  }
  if (form_->verb == ReplyVerb::away) {
    return read_absence();
  }
  if (form_->verb == ReplyVerb::give) {
    return read_task();
  }
  if (form_->text != Given::no) {
    if (form_->date != Given::no) {
      if (Refused refused = read_date()) {
        return refused;
      }
      if (!act_.date) {
        return refuse(ReplyProblem::missing_date);
      }
    }
    return read_text();
  }
  for (std::size_t before = at_ + 1; before != at_;) {
    before = at_;
    skip_courtesies();
    if (form_->date != Given::no && !act_.date) {
      if (Refused refused = read_date()) {
        return refused;
      }
    }
    if (form_->document != Given::no && act_.document.empty()) {
      if (Refused refused = read_document()) {
        return refused;
      }
    }
  }
  if (form_->date == Given::needed && !act_.date) {
    return refuse(ReplyProblem::missing_date);
  }
  return std::nullopt;
}

/// Nothing read is no mistake here.
ReplyReader::Refused ReplyReader::read_date() {
  std::size_t start = at_;
  while (start < parts_.size() &&
         (parts_[start].kind == PartKind::comma || parts_[start].kind == PartKind::colon)) {
    ++start;
  }
  const ReplyDate found = date_at(parts_, start, form_->side, today_);
  if (found.parts == 0) {
    return std::nullopt;
  }
  const std::size_t end = start + found.parts;
  if (found.days.empty()) {
    return refuse(ReplyProblem::bad_date, words(start, end), {});
  }
  if (found.days.size() > 1) {
    std::vector<std::string> readings;
    for (const Date day : found.days) {
      offer(std::string{words(0, start)} + " " + day_by_the_book(day) + " " + rest(end), readings);
    }
    return refuse(ReplyProblem::two_readings, words(start, end), std::move(readings));
  }
  act_.date = found.days.front();
  at_ = end;
  return std::nullopt;
}

ReplyReader::Refused ReplyReader::read_absence() {
  if (Refused refused = read_date()) {
    return refused;
  }
  if (!act_.date) {
    return refuse(ReplyProblem::missing_date);
  }
  const Date first = *act_.date;
  const std::size_t second_at = at_;
  if (Refused refused = read_date()) {
    return refused;
  }
  if (at_ != second_at) {
    act_.last = act_.date;
    act_.date = first;
    if (*act_.last < first) {
      return refuse(ReplyProblem::reversed_dates, words(second_at, at_), {});
    }
  }
  return std::nullopt;
}

ReplyReader::Refused ReplyReader::read_document() {
  const ReplyDocument found = document_at(parts_, at_);
  if (found.parts == 0) {
    return std::nullopt;
  }
  const std::string document = without_blanks(one_line(words(found.last, found.last + 1)));
  if (count_code_points(document) > reply_document_code_points_max) {
    return refuse(ReplyProblem::unexpected_words, document, {});
  }
  act_.document = document;
  at_ += found.parts;
  return std::nullopt;
}

/// Where the unit's name begins.
std::size_t ReplyReader::unit_at(std::size_t at) const {
  static const Words to{"cho"};
  for (std::size_t before = at + 1; before != at;) {
    before = at;
    at += to.at(parts_, at) + courtesy_at(at);
    while (at < parts_.size() &&
           (parts_[at].kind == PartKind::comma || parts_[at].kind == PartKind::colon)) {
      ++at;
    }
  }
  return at;
}

/// Whether a day stands there, or an hour of one.
bool ReplyReader::begins_day(std::size_t at) const {
  return date_at(parts_, at, DateSide::ahead, today_).parts != 0 ||
         clock_before_day(parts_, at, today_).parts != 0;
}

/// Where the first day stands behind a unit's name; 0 when there is none, or no name before it.
std::size_t ReplyReader::day_behind(std::size_t unit) const {
  std::size_t code = unit;
  const std::size_t end = std::min(parts_.size(), unit + unit_parts_max + 1);
  if (unit >= end || code_follows(code) || begins_day(unit)) {
    return 0;
  }
  for (std::size_t next = unit + 1; next < end; ++next) {
    if (begins_day(next)) {
      return next;
    }
  }
  return 0;
}

ReplyReader::Refused ReplyReader::read_task() {
  const std::size_t unit = unit_at(at_);
  const std::size_t day = day_behind(unit);
  if (day == 0) {
    const bool named = unit < parts_.size() && !begins_day(unit);
    return refuse(named ? ReplyProblem::missing_date : ReplyProblem::missing_unit);
  }
  std::size_t end = day;
  while (parts_[end - 1].kind == PartKind::comma || parts_[end - 1].kind == PartKind::colon) {
    --end;
  }
  act_.unit = one_line(words(unit, end));
  at_ = day;
  if (const ReplyClock clock = clock_before_day(parts_, at_, today_); clock.parts != 0) {
    if (!clock.time) {
      return refuse(ReplyProblem::bad_clock, words(at_, at_ + clock.parts), {});
    }
    act_.time = clock.time;
    at_ += clock.parts;
  }
  if (Refused refused = read_date()) {
    return refused;
  }
  if (Refused refused = doubt_clock_behind_day()) {
    return refused;
  }
  return read_text();
}

/// "20/11 17h họp giao ban": is the hour the due's, or that of the meeting?
ReplyReader::Refused ReplyReader::doubt_clock_behind_day() {
  const bool apart = is(PartKind::comma) || is(PartKind::colon);
  const ReplyClock clock = apart || act_.time ? ReplyClock{} : clock_at(parts_, at_, today_);
  if (clock.parts == 0 || !clock.time) {
    return std::nullopt;
  }
  const std::size_t behind = at_ + clock.parts;
  if (behind >= parts_.size()) {
    return refuse(ReplyProblem::missing_text);
  }
  std::vector<std::string> readings;
  const std::string before = std::string{form_->word} + " " + act_.unit + " ";
  const std::string day = day_by_the_book(*act_.date);
  offer(before + clock_by_the_book(*clock.time) + " " + day + ": " + rest(behind), readings);
  offer(before + day + ": " + rest(at_), readings);
  return refuse(ReplyProblem::two_readings, words(at_, behind), std::move(readings));
}

ReplyReader::Refused ReplyReader::read_text() {
  const bool apart = is(PartKind::comma) || is(PartKind::colon);
  const std::size_t before = at_;
  while (is(PartKind::comma) || is(PartKind::colon)) {
    ++at_;
  }
  if (!apart && !act_.date && is(PartKind::number)) {
    // "CHIDAO 42 43 hộ nghèo": one code more, or the first word of the text?
    std::vector<std::string> readings;
    offer(std::string{words(0, at_)} + ", " + rest(at_), readings);
    offer(std::string{words(0, at_)} + ": " + rest(at_), readings);
    return refuse(ReplyProblem::two_readings, words(at_, parts_.size()), std::move(readings));
  }
  for (std::size_t next = at_; next < parts_.size(); ++next) {
    const FoundVerb verb = parts_[next].starts_line ? verb_at(next) : FoundVerb{};
    const std::size_t behind = next + verb.parts;
    if (verb.form != nullptr && behind < parts_.size() && parts_[behind].kind == PartKind::number) {
      return second_verb(next);
    }
  }
  const std::size_t begin = at_;
  skip_courtesies();
  if (ended()) {
    at_ = parts_.size();
    return form_->text == Given::needed ? Refused{refuse(ReplyProblem::missing_text)}
                                        : std::nullopt;
  }
  const std::size_t first = text_.byte_offsets[parts_[begin].begin];
  act_.text = one_line(original_.substr(first));
  at_ = parts_.size();
  if (form_->verb == ReplyVerb::extend && parts_[begin].kind == PartKind::date && !apart) {
    at_ = before;
    return refuse(ReplyProblem::bad_date, words(begin - 1, begin + 1), {});
  }
  return std::nullopt;
}

ReplyReader::Refused ReplyReader::read_numbers() {
  static const Words times{"lần"};
  while (is(PartKind::comma) || is(PartKind::colon)) {
    ++at_;
  }
  if (form_->verb == ReplyVerb::count) {
    act_.amount = 1;
    if (is(PartKind::number)) {
      const std::string digits = plain_letters(parts_[at_].letters);
      act_.amount = digits.size() > amount_digits_max ? 0 : number_of(digits);
      ++at_;
      at_ += times.at(parts_, at_);
    }
    return act_.amount == 0 ? Refused{refuse(ReplyProblem::bad_number)} : std::nullopt;
  }
  std::string written =
      ended() ? std::string{}
              : without_blanks(one_line(original_.substr(text_.byte_offsets[parts_[at_].begin])));
  if (!written.empty() && (written.back() == '%' || written.back() == '.')) {
    written.pop_back();
  }
  const std::size_t slash = written.find('/');
  if (slash != std::string::npos) {
    act_.numerator = written.substr(0, slash);
    act_.denominator = written.substr(slash + 1);
  } else {
    act_.value = written;
  }
  const bool read = slash == std::string::npos
                        ? is_decimal(act_.value)
                        : is_decimal(act_.numerator) && is_decimal(act_.denominator);
  at_ = parts_.size();
  return read ? std::nullopt : Refused{refuse(ReplyProblem::bad_number)};
}

}  // namespace dondoc
