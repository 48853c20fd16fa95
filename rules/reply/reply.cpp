// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply.h"

#include "rules/reply/reply_dates.h"
#include "rules/reply/reply_reader.h"
#include "rules/reply/reply_verbs.h"

namespace dondoc {
namespace {

/// "30/6/2026"
std::string day_in_words(Date date) {
  const Ymd day = ymd(date);
  return std::to_string(day.day) + "/" + std::to_string(day.month) + "/" + std::to_string(day.year);
}

}  // namespace

ReplyReading read_reply(std::string_view text, Date today) {
  return ReplyReader{text, today, ReplyReader::Offers::readings}.read();
}

std::string reply_words(const ReplyAct& act) {
  std::string line{form_of(act.verb).word};
  for (std::size_t i = 0; i < act.codes.size(); ++i) {
    line += (i == 0 ? " " : ", ") + std::to_string(act.codes[i]);
  }
  if (!act.unit.empty()) {
    line += " " + act.unit;
  }
  if (!act.document.empty()) {
    // Digits alone would be another code.
    const bool lettered = act.document.find('/') != std::string::npos;
    line += (lettered ? " " : " số ") + act.document;
  }
  if (act.time) {
    line += " " + clock_by_the_book(*act.time);
  }
  if (act.date) {
    line += " " + day_in_words(*act.date);
  }
  if (act.last) {
    line += " đến " + day_in_words(*act.last);
  }
  if (act.verb == ReplyVerb::count) {
    line += " " + std::to_string(act.amount);
  }
  if (!act.denominator.empty()) {
    line += " " + act.numerator + "/" + act.denominator;
  }
  if (!act.value.empty()) {
    line += " " + act.value;
  }
  if (!act.text.empty()) {
    line += ": " + act.text;
  }
  return line;
}

}  // namespace dondoc
