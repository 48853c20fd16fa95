// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/calendar_feed.h"

#include "daemon/http/url.h"
#include "daemon/store/store.h"
#include "rules/answer/concern.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t line_octets_max = 75;
constexpr int character_octets_max = 4;
constexpr unsigned char first_printable = 0x20;
constexpr unsigned char deleted = 0x7F;

bool is_inside_character(char c) {
  constexpr unsigned char mask = 0xC0;
  constexpr unsigned char continuation = 0x80;
  return (static_cast<unsigned char>(c) & mask) == continuation;
}

/// "20260930"
std::string day_digits(Date date) {
  std::string text = to_iso(date);
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

/// "20260930T113000"
std::string local_digits(Instant at, Zone zone) {
  std::string clock = to_rfc3339(at, zone).substr(std::string_view("2026-09-30T").size(), 8);
  clock.erase(std::remove(clock.begin(), clock.end(), ':'), clock.end());
  return day_digits(date_of(at, zone)) + 'T' + clock;
}

std::string utc_digits(Instant at) {
  return local_digits(at, Zone{std::chrono::seconds{0}}) + 'Z';
}

/// The newest moment at which something became of it. A due that moves begins a round; whatever
/// people do is the last act until something else is.
Instant changed_at(const Occurrence& occurrence, Instant made_at) {
  // Never earlier than what the event said before it opened.
  Instant newest = made_at;
  if (occurrence.code == 0) {
    return newest;
  }
  const auto take = [&newest](const std::optional<Instant>& at) {
    newest = std::max(newest, at.value_or(newest));
  };
  const auto take_at = [&take](const auto& what) {
    if (what) {
      take(what->at);
    }
  };
  take(occurrence.round_from);
  take(occurrence.acknowledged_at);
  take(occurrence.assigned_at);
  if (occurrence.completion) {
    take(occurrence.completion->recorded_at);
  }
  if (occurrence.happening) {
    take(occurrence.happening->recorded_at);
  }
  take_at(occurrence.progress);
  take_at(occurrence.submission);
  take_at(occurrence.asked);
  take_at(occurrence.transfer_asked);
  take_at(occurrence.measured);
  take_at(occurrence.excuse);
  take_at(occurrence.urging);
  take_at(occurrence.last_act);
  return newest;
}

void add_words(std::string& text, std::string_view label, const std::string& words) {
  if (!words.empty()) {
    text += (text.empty() ? "" : "\n") + std::string(label) + words;
  }
}

std::string description_of(const Occurrence& occurrence, const RuleSet& rules) {
  const auto owed = find_owed(rules, occurrence);
  std::string text;
  add_words(text, "Chủ trì: ", lead_words(occurrence, rules));
  std::string term = term_words(occurrence, rules);
  if (occurrence.provisional) {
    term += " (tạm tính, lịch nghỉ lễ chưa được công bố)";
  }
  add_words(text, "Thời hạn: ", term);
  add_words(text, "Mốc tính: ", event_words(occurrence, rules));
  add_words(text, "Số lượng, chỉ tiêu: ", amount_words(occurrence, rules));
  if (owed) {
    add_words(text, "Sản phẩm: ", product_words(*owed));
    add_words(text, "Căn cứ: ", source_words(*owed));
  }
  if (occurrence.code != 0) {
    add_words(text, "Hiện trạng: ", status_words(occurrence, rules));
    add_words(text, "Mã đầu việc: ", std::to_string(occurrence.code));
  }
  return text;
}

std::string when_lines(const Occurrence& occurrence, Zone zone) {
  // A due at a clock time is a moment; another one fills its last day, and keeps nobody busy.
  return has_clock_time(occurrence.due, occurrence.last_day, zone)
             ? content_line("DTSTART;TZID=Asia/Ho_Chi_Minh", local_digits(occurrence.due, zone))
             : content_line("DTSTART;VALUE=DATE", day_digits(occurrence.last_day));
}

std::string event_text(const Occurrence& occurrence, const FeedFrame& frame, const RuleSet& rules) {
  const bool done = occurrence.state == OccurrenceState::done;
  const std::string changed = utc_digits(changed_at(occurrence, frame.made_at));
  std::string text = content_line("BEGIN", "VEVENT");
  text += content_line("UID", message_id("lich/" + occurrence.key) + "@dondoc");
  text += content_line("DTSTAMP", changed);
  if (occurrence.code != 0) {
    text += content_line("LAST-MODIFIED", changed);
  }
  text += content_line("SEQUENCE", std::to_string(occurrence.round - 1));
  text += when_lines(occurrence, rules.zone);
  text += content_line(
      "SUMMARY", escaped_text((done ? "Đã hoàn thành: " : "") + item_words(occurrence, rules)));
  text += content_line("DESCRIPTION", escaped_text(description_of(occurrence, rules)));
  const auto owed = find_owed(rules, occurrence);
  if (owed && owed->plan != nullptr && !owed->plan->title.empty()) {
    text += content_line("CATEGORIES", escaped_text(owed->plan->title));
  }
  text += content_line("STATUS", occurrence.provisional ? "TENTATIVE" : "CONFIRMED");
  text += content_line("TRANSP", "TRANSPARENT");
  if (!frame.public_url.empty() && occurrence.code != 0) {
    text += content_line("URL", frame.public_url + "/dau-viec/" + percent_encoded(occurrence.key));
  }
  return text + content_line("END", "VEVENT");
}

bool is_of(const FeedOwner& owner, const Occurrence& occurrence, const RuleSet& rules, Date day) {
  if (!owner.post.empty()) {
    return owes(owner.post, occurrence, rules, day) ||
           officer_on(occurrence, rules, day) == owner.post;
  }
  const auto owed = find_owed(rules, occurrence);
  return owed && std::find(owed->lead_units.begin(), owed->lead_units.end(), owner.unit) !=
                     owed->lead_units.end();
}

}  // namespace

bool is_in_feed(const Occurrence& occurrence,
                const FeedOwner& owner,
                const RuleSet& rules,
                Instant now) {
  if (!occurrence.dated || occurrence.needs_review) {
    return false;
  }
  const bool done_of_late = occurrence.state == OccurrenceState::done && occurrence.completion &&
                            occurrence.completion->recorded_at >= now - feed_looks_back;
  return (occurrence.state == OccurrenceState::open || done_of_late) &&
         is_of(owner, occurrence, rules, date_of(now, rules.zone));
}

std::string calendar_text(const FeedFrame& frame,
                          const std::vector<Occurrence>& duties,
                          const RuleSet& rules) {
  const std::string name = escaped_text(frame.name);
  std::string text = content_line("BEGIN", "VCALENDAR");
  text += content_line("VERSION", "2.0");
  text += content_line("PRODID", "-//dondoc//dondoc//VI");
  text += content_line("CALSCALE", "GREGORIAN");
  text += content_line("NAME", name);
  text += content_line("X-WR-CALNAME", name);
  text += content_line("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh");
  text += content_line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
  text += content_line("X-PUBLISHED-TTL", "PT1H");
  text += content_line("BEGIN", "VTIMEZONE");
  text += content_line("TZID", "Asia/Ho_Chi_Minh");
  text += content_line("BEGIN", "STANDARD");
  text += content_line("DTSTART", "19700101T000000");
  text += content_line("TZOFFSETFROM", "+0700");
  text += content_line("TZOFFSETTO", "+0700");
  text += content_line("TZNAME", "+07");
  text += content_line("END", "STANDARD");
  text += content_line("END", "VTIMEZONE");
  for (std::size_t i = 0; i < std::min(duties.size(), feed_events_max); ++i) {
    text += event_text(duties[i], frame, rules);
  }
  return text + content_line("END", "VCALENDAR");
}

std::string content_line(std::string_view name, std::string_view value) {
  const std::string line = std::string(name) + ':' + std::string(value);
  std::string text;
  std::size_t at = 0;
  while (at < line.size()) {
    // The blank that begins a continuation counts, too.
    std::size_t end = std::min(line.size(), at + line_octets_max - (at == 0 ? 0 : 1));
    for (int back = 0;
         back < character_octets_max - 1 && end < line.size() && is_inside_character(line[end]);
         ++back) {
      --end;
    }
    text += (at == 0 ? "" : " ") + line.substr(at, end - at) + "\r\n";
    at = end;
  }
  return text;
}

std::string escaped_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      escaped += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      escaped += '\\';
      escaped += c;
    } else if (c == '\t' || (byte >= first_printable && byte != deleted)) {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace dondoc
