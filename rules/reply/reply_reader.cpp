// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_reader.h"

#include "rules/plan/code_points.h"
#include "rules/reply/reply_dates.h"
#include "rules/reply/reply_refusals.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t code_digits_min = 2;
constexpr std::size_t code_digits_max = 9;

struct VerbSpelling {
  const VerbForm* form;
  Words words;
};

const std::vector<VerbSpelling>& verb_spellings() {
  static const std::vector<VerbSpelling> all = [] {
    std::vector<VerbSpelling> spellings;
    for (const VerbForm& form : verb_forms()) {
      for (const std::string_view words : spellings_of(form)) {
        spellings.push_back({&form, Words{words}});
      }
    }
    return spellings;
  }();
  return all;
}

const std::vector<Words>& courtesies() {
  static const std::vector<Words> words{Words{"em"},
                                        Words{"anh"},
                                        Words{"chị"},
                                        Words{"ạ"},
                                        Words{"dạ"},
                                        Words{"vâng"},
                                        Words{"ok"},
                                        Words{"oke"},
                                        Words{"okie"},
                                        Words{"rồi"},
                                        Words{"nhé"},
                                        Words{"nha"},
                                        Words{"cảm ơn"},
                                        Words{"cám ơn"},
                                        Words{"xin cảm ơn"},
                                        Words{"trân trọng"},
                                        Words{"kính báo"},
                                        Words{"đã"},
                                        Words{"trân trọng cảm ơn"}};
  return words;
}

/// Before the verb only: elsewhere they could be part of what is meant.
const std::vector<Words>& openers() {
  static const std::vector<Words> words{Words{"báo"},
                                        Words{"báo cáo"},
                                        Words{"xin báo cáo"},
                                        Words{"kính báo cáo"},
                                        Words{"thưa"},
                                        Words{"tôi"},
                                        Words{"đơn vị"},
                                        Words{"cháu"}};
  return words;
}

const std::vector<Words>& code_words() {
  static const std::vector<Words> words{Words{"mã"},
                                        Words{"mã số"},
                                        Words{"mã việc"},
                                        Words{"việc"},
                                        Words{"việc số"},
                                        Words{"việc mã"},
                                        Words{"đầu việc"},
                                        Words{"nhiệm vụ mã"}};
  return words;
}

bool is_harmless(ReplyVerb verb) {
  return verb == ReplyVerb::show || verb == ReplyVerb::list || verb == ReplyVerb::help;
}

}  // namespace

ReplyReader::ReplyReader(std::string_view original, Date today, Offers offers)
    : original_(original), today_(today), offers_(offers) {
  if (count_code_points(original) <= reply_code_points_max) {
    text_ = normal_form(original);
    parts_ = parts_of(text_, original);
  }
}

ReplyReading ReplyReader::read() {
  if (text_.byte_offsets.empty()) {
    return refuse(ReplyProblem::too_long);
  }
  if (parts_.empty()) {
    return refuse(ReplyProblem::empty);
  }
  const auto skip_opening = [this] {
    for (std::size_t before = at_ + 1; before != at_;) {
      before = at_;
      const bool verb = verb_at(at_).form != nullptr;
      at_ += verb ? 0 : longest_at(openers(), parts_, at_);
      skip_courtesies();
    }
  };
  skip_opening();
  if (Refused refused = read_codes()) {
    return *refused;
  }
  skip_opening();
  const FoundVerb found = verb_at(at_);
  if (found.form == nullptr) {
    return without_verb();
  }
  form_ = found.form;
  act_.verb = form_->verb;
  verb_at_ = at_;
  at_ += found.parts;
  skip_courtesies();
  if (form_->codes == Given::no && !act_.codes.empty()) {
    act_.codes.clear();
    return refuse(ReplyProblem::unexpected_words, words(0, verb_at_), {});
  }
  if (form_->codes == Given::needed && act_.codes.empty()) {
    if (Refused refused = read_codes()) {
      return *refused;
    }
    if (act_.codes.empty() && form_->verb == ReplyVerb::assign && day_behind(unit_at(at_)) != 0) {
      form_ = &form_of(ReplyVerb::give);
      act_.verb = form_->verb;
    } else if (act_.codes.empty()) {
      return without_codes();
    }
  }
  if (Refused refused = read_details()) {
    return *refused;
  }
  if (Refused refused = judge_end()) {
    return *refused;
  }
  // Between a unit of any name and a day of any form much can stand: what isn't the same task when
  // it is written out wasn't clear.
  if (act_.verb == ReplyVerb::give && offers_ != Offers::proof && !is_itself_by_the_book()) {
    return refuse(ReplyProblem::missing_unit);
  }
  return act_;
}

bool ReplyReader::is_itself_by_the_book() const {
  const ReplyReading again = ReplyReader{reply_words(act_), today_, Offers::proof}.read();
  const auto* same = std::get_if<ReplyAct>(&again);
  return same != nullptr && *same == act_;
}

void ReplyReader::skip_courtesies() {
  for (;;) {
    if (is(PartKind::comma) || is(PartKind::colon)) {
      ++at_;
      continue;
    }
    const std::size_t count = courtesy_at(at_);
    if (count == 0) {
      return;
    }
    at_ += count;
  }
}

std::size_t ReplyReader::courtesy_at(std::size_t at) const {
  // "chi dao" begins with no "chị".
  const std::size_t count = longest_at(courtesies(), parts_, at);
  return verb_at(at).parts > count ? 0 : count;
}

FoundVerb ReplyReader::verb_at(std::size_t at) const {
  FoundVerb found;
  std::size_t letters = 0;
  for (const VerbSpelling& spelling : verb_spellings()) {
    const std::size_t parts = spelling.words.at(parts_, at);
    if (parts != 0 && spelling.words.size() > letters) {
      found = {spelling.form, parts};
      letters = spelling.words.size();
    }
  }
  return found;
}

/// Whether a code stands at `next`, behind what may join it to the one before.
bool ReplyReader::code_follows(std::size_t& next) const {
  static const Words also{"và"};
  static const Words month{"tháng"};
  static const std::vector<Words> units{
      Words{"ngày"}, Words{"tuần"}, Words{"năm"}, Words{"quý"}, Words{"lần"}, Words{"giờ"}};
  const bool first = act_.codes.empty();
  bool joined = first;
  while (!first && next < parts_.size() &&
         (parts_[next].kind == PartKind::comma || also.at(parts_, next) != 0)) {
    ++next;
    joined = true;
  }
  const std::size_t word = longest_at(code_words(), parts_, next);
  next += word;
  if (next >= parts_.size() || parts_[next].kind != PartKind::number ||
      month.at(parts_, next + 1) != 0) {
    return false;
  }
  if (next + 1 < parts_.size() && parts_[next + 1].letters == U"%") {
    return false;
  }
  if (joined || word != 0) {
    return true;
  }
  // "42 43": two codes, unless what may follow is an amount or a text.
  const std::size_t unit = longest_at(units, parts_, next + 1);
  const std::size_t behind = next + 1 + unit;
  const bool counts =
      unit != 0 && (behind >= parts_.size() || parts_[behind].kind == PartKind::word);
  const bool free =
      form_ != nullptr && ((form_->text != Given::no && form_->date != Given::needed) ||
                           form_->verb == ReplyVerb::count || form_->verb == ReplyVerb::measure);
  return !counts && !free;
}

ReplyReader::Refused ReplyReader::read_codes() {
  for (std::size_t next = at_; code_follows(next); next = at_) {
    at_ = next;
    if (Refused refused = take_code()) {
      return refused;
    }
    ++at_;
  }
  return std::nullopt;
}

ReplyReader::Refused ReplyReader::take_code() {
  const std::string digits = plain_letters(parts_[at_].letters);
  if (digits.size() < code_digits_min || digits.size() > code_digits_max || digits[0] == '0') {
    return refuse(ReplyProblem::bad_code, words(at_, at_ + 1), {});
  }
  const int code = number_of(digits);
  if (std::find(act_.codes.begin(), act_.codes.end(), code) != act_.codes.end()) {
    return std::nullopt;
  }
  if (act_.codes.size() == reply_codes_max) {
    return refuse(ReplyProblem::too_many_codes);
  }
  act_.codes.push_back(code);
  return std::nullopt;
}

/// After all that the verb takes: courtesies, the verb once more ("TRINH 42 (đã trình ký)"), or
/// words too many.
ReplyReader::Refused ReplyReader::judge_end() {
  for (;;) {
    skip_courtesies();
    while (is(PartKind::question) && is_harmless(act_.verb)) {
      ++at_;
    }
    if (ended()) {
      return std::nullopt;
    }
    const FoundVerb again = verb_at(at_);
    const std::size_t behind = at_ + again.parts;
    const bool repeats =
        again.form == form_ && (behind >= parts_.size() || parts_[behind].kind != PartKind::number);
    if (!repeats) {
      return with_more_words();
    }
    at_ = behind;
  }
}

ReplyRefused ReplyReader::refuse(ReplyProblem problem) const {
  return refuse(problem, original_, {});
}

ReplyRefused ReplyReader::refuse(ReplyProblem problem,
                                 std::string_view words,
                                 std::vector<std::string> readings) const {
  ReplyRefused refused;
  refused.problem = problem;
  if (form_ != nullptr) {
    refused.verb = form_->verb;
  }
  // A list that is too long or a number that is no code isn't taken over into what is offered.
  if (problem != ReplyProblem::too_many_codes) {
    refused.codes = act_.codes;
  }
  refused.readings = std::move(readings);
  return refusal(std::move(refused), words);
}

void ReplyReader::offer(const std::string& words, std::vector<std::string>& readings) const {
  if (offers_ != Offers::readings) {
    return;
  }
  const ReplyReading reading = ReplyReader{words, today_, Offers::nothing}.read();
  if (const auto* act = std::get_if<ReplyAct>(&reading)) {
    std::string line = reply_words(*act);
    if (std::find(readings.begin(), readings.end(), line) == readings.end()) {
      readings.push_back(std::move(line));
    }
  }
}

std::string_view ReplyReader::words(std::size_t from, std::size_t to) const {
  if (from >= to || from >= parts_.size()) {
    return {};
  }
  return original_words(
      original_, text_, parts_[from].begin, parts_[std::min(to, parts_.size()) - 1].end);
}

std::string ReplyReader::rest(std::size_t from) const {
  return std::string{words(from, parts_.size())};
}

}  // namespace dondoc
