// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/reply_acts.h"

#include "rules/phrase/normal_form.h"
#include "rules/plan/plan.h"
#include "rules/schedule/act_rights.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dondoc {

namespace {

/// What a leader's or the oversight's bare "DONDOC 42" tells.
constexpr std::string_view plain_urging = "đề nghị khẩn trương thực hiện và báo cáo kết quả";

/// The letters of a name as they are typed in a chat: no marks, capitals, blanks or dashes.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const NormalLetter& letter : normal_form(name).letters) {
    if (letter.value != U' ' && letter.value != U'-' && letter.value != U'.') {
      append_utf8(letters, without_marks(letter.value));
    }
  }
  return letters;
}

std::string officer_meant(const std::string& words,
                          const Occurrence& occurrence,
                          const RuleSet& rules,
                          Date today) {
  const Directory& directory = rules.directory;
  const std::string meant = letters_of(words);
  std::vector<std::string> found;
  for (const std::string& post : posts_of_lead(occurrence, rules)) {
    const Person* person = holder(directory, post, today);
    if (meant == letters_of(post) || meant == letters_of(directory.posts.at(post).title) ||
        (person != nullptr && meant == letters_of(person->name))) {
      found.push_back(post);
    }
  }
  return found.size() == 1 ? found.front() : words;
}

std::vector<std::string> units_meant(const std::string& name, const Directory& directory) {
  const std::string meant = letters_of(name);
  std::vector<std::string> found;
  for (const auto& [id, unit] : directory.units) {
    const bool by_alias =
        std::any_of(unit.aliases.begin(), unit.aliases.end(), [&meant](const std::string& alias) {
          return meant == letters_of(alias);
        });
    if (by_alias || meant == letters_of(id) || meant == letters_of(unit.name)) {
      found.push_back(id);
    }
  }
  return found;
}

/// "Phòng Văn hóa - Xã hội, không thuộc chức năng": as many words as name a unit, and why.
Transfer transfer_meant(const std::string& words, const Directory& directory) {
  constexpr std::string_view between = " ,;:.-";
  for (std::size_t end = words.size(); end > 0 && end != std::string::npos;
       end = words.rfind(' ', end - 1)) {
    const std::size_t last = words.find_last_not_of(between, end - 1);
    const std::vector<std::string> found =
        units_meant(words.substr(0, last == std::string::npos ? 0 : last + 1), directory);
    if (found.size() == 1) {
      const std::size_t why = words.find_first_not_of(between, end);
      return {found.front(), why == std::string::npos ? std::string{} : words.substr(why)};
    }
  }
  return {words, {}};
}

}  // namespace

std::optional<Act> act_of(const ReplyAct& reply,
                          const Occurrence& occurrence,
                          const RuleSet& rules,
                          Date today) {
  switch (reply.verb) {
    case ReplyVerb::acknowledge:
      return Acknowledge{reply.date};
    case ReplyVerb::submit:
      return Submit{reply.date, {}};
    case ReplyVerb::complete:
      return Complete{reply.document, reply.date};
    case ReplyVerb::give_back:
      return Return{reply.text};
    case ReplyVerb::progress:
      return Report{reply.text};
    case ReplyVerb::extend:
      return Extend{reply.date.value_or(Date{}), reply.text};
    case ReplyVerb::grant:
      return Grant{reply.date};
    case ReplyVerb::adjust:
      return Adjust{reply.date.value_or(Date{}), reply.text};
    case ReplyVerb::happen: {
      Happen happen;
      happen.date = reply.date;
      return happen;
    }
    case ReplyVerb::count:
      return Count{reply.amount, {}};
    case ReplyVerb::measure:
      return Measure{reply.numerator, reply.denominator, reply.value};
    case ReplyVerb::nothing:
      return Nothing{};
    case ReplyVerb::comment:
      return Comment{reply.text};
    case ReplyVerb::waive:
      return Waive{reply.text};
    case ReplyVerb::excuse:
      return ExcuseDelay{reply.text};
    case ReplyVerb::fail:
      return Fail{reply.text};
    case ReplyVerb::undo:
      return Undo{};
    case ReplyVerb::assign:
      return Assign{officer_meant(reply.text, occurrence, rules, today)};
    case ReplyVerb::snooze:
      return Snooze{reply.date.value_or(Date{})};
    case ReplyVerb::urge:
      return Urge{reply.text.empty() ? std::string(plain_urging) : reply.text};
    case ReplyVerb::direct:
      return Direct{reply.text};
    case ReplyVerb::note:
      return Note{};
    case ReplyVerb::told:
      return Tell{reply.text};
    case ReplyVerb::transfer:
      return transfer_meant(reply.text, rules.directory);
    case ReplyVerb::give:
    case ReplyVerb::show:
    case ReplyVerb::list:
    case ReplyVerb::confirm_week:
    case ReplyVerb::away:
    case ReplyVerb::undo_away:
    case ReplyVerb::help:
      break;
  }
  return std::nullopt;
}

}  // namespace dondoc
