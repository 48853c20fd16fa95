// SPDX-License-Identifier: Apache-2.0
// The difference for people: cause by cause, what each adds, moves and removes.
#include "daemon/cli/diff.h"
#include "daemon/cli/text_table.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/wording.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t changes_indent = 4;

enum class Kind { added, moved, removed };
constexpr std::array<std::string_view, 3> verbs{"Thêm", "Dời", "Bỏ"};

template <typename Change>
Kind kind_of(const Change& change) {
  return !change.before ? Kind::added : (change.after ? Kind::moved : Kind::removed);
}

std::string due_cell(const std::optional<Occurrence>& occurrence, Zone zone) {
  if (!occurrence) {
    return {};
  }
  return occurrence->dated ? due_words(occurrence->due, occurrence->last_day, zone)
                           : "chưa xác định thời hạn";
}

std::string at_cell(const std::optional<ForecastNotice>& notice, Zone zone) {
  if (!notice) {
    return {};
  }
  const Date day = date_of(notice->at, zone);
  const std::string words =
      weekday_words(day) + ' ' + date_words(day) + ' ' + to_hhmm(time_of(notice->at, zone));
  return notice->channel.empty() ? words + " (không tới ai)" : words;
}

std::string from_to(const std::string& before, const std::string& after) {
  return before.empty() || after.empty() ? before + after : before + " → " + after;
}

TextRow row_of(const OccurrenceChange& change, Zone zone) {
  const Occurrence& either = change.before ? *change.before : *change.after;
  return {short_key(either.key),
          from_to(due_cell(change.before, zone), due_cell(change.after, zone))};
}

TextRow row_of(const NoticeChange& change, Zone zone) {
  const Notice& either = (change.before ? *change.before : *change.after).notice;
  return {short_key(either.occurrence),
          either.rung,
          either.post,
          from_to(at_cell(change.before, zone), at_cell(change.after, zone))};
}

struct Consequences {
  std::map<Kind, std::vector<TextRow>> occurrences;
  std::map<Kind, std::vector<TextRow>> notices;
};

std::string listed(const std::map<Kind, std::vector<TextRow>>& rows, const std::string& what) {
  std::string text;
  for (const auto& [kind, lines] : rows) {
    text += "  " + std::string{verbs.at(static_cast<std::size_t>(kind))} + ' ' +
            std::to_string(lines.size()) + ' ' + what + '\n' + text_table(lines, changes_indent);
  }
  return text;
}

template <typename Change>
std::string totals(const std::vector<Change>& changes) {
  std::array<int, 3> counts{};
  for (const Change& change : changes) {
    ++counts.at(static_cast<std::size_t>(kind_of(change)));
  }
  return "thêm " + std::to_string(counts[0]) + ", dời " + std::to_string(counts[1]) + ", bỏ " +
         std::to_string(counts[2]);
}

}  // namespace

std::string diff_text(const Difference& difference, Zone zone) {
  std::map<Cause, Consequences> causes;
  for (const OccurrenceChange& change : difference.occurrences) {
    causes[change.cause].occurrences[kind_of(change)].push_back(row_of(change, zone));
  }
  for (const NoticeChange& change : difference.notices) {
    causes[change.cause].notices[kind_of(change)].push_back(row_of(change, zone));
  }
  std::string text;
  for (const auto& [cause, consequences] : causes) {
    text += (cause.file.empty() ? "" : cause.file + ':' + std::to_string(cause.line) + ": ") +
            cause.words + '\n' + listed(consequences.occurrences, "đầu việc") +
            listed(consequences.notices, "tin nhắc") + '\n';
  }
  text += "Cộng: đầu việc " + totals(difference.occurrences) + "; tin nhắc " +
          totals(difference.notices) +
          ", với giả định không đơn vị nào trả lời và không lần gửi nào hỏng.\n";
  return text;
}

}  // namespace dondoc
