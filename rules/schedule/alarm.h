// SPDX-License-Identifier: Apache-2.0
// What the admin is told: that the system itself, not a duty, needs a person. An alarm is a value;
// here it becomes one message, worded and addressed. It is told once a day and cause: its key is
// derived from both.
#pragma once

#include "rules/schedule/release.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class AlarmKind {
  reload_refused,   ///< edited files have mistakes; the set that runs stays
  config_changed,   ///< edited files were taken and change duties; told, nothing is wrong
  channel_stopped,  ///< a connector waits for a person (its credential was refused)
  channel_failing,  ///< a connector rests by itself after many failures in a row
  channel_quota,    ///< a connector's allowance is used up
  contact_refused,  ///< a channel doesn't take what is sent to some people, another one did
  clock_doubted,    ///< nothing is decided or sent until a person confirms the clock
  store_was_away,   ///< the database could not be used for a while and is back
  digest_unread,    ///< a plan's list has lines and nobody to send them to
  backup_failed,    ///< no copy of the database could be made, or the copy isn't whole
  message_failed,   ///< messages that no channel of their reader took
};

struct Alarm {
  AlarmKind kind{AlarmKind::reload_refused};
  std::string subject;  ///< the connector's id where there can be several of a kind, of a changed
                        ///< configuration a mark of what changed, else empty
  int count{1};         ///< mistakes, plans, messages: how many there are beyond what is listed
  std::vector<std::string> details;  ///< Vietnamese, a line each; plan ids with `digest_unread`
  Instant since;
};

/// Lines of an alarm; what is beyond is counted.
inline constexpr std::size_t alarm_details_max = 5;
inline constexpr std::size_t alarm_detail_code_points_max = 300;

/// Every alarm's message has a key that begins with this; no other message's does.
inline constexpr std::string_view alarm_key_prefix = "alarm/";

[[nodiscard]] std::string_view alarm_name(AlarmKind kind);  ///< "reload-refused", …

/// "alarm/channel-stopped/email/2026-05-25"
[[nodiscard]] std::string alarm_key(const Alarm& alarm, Date day);

/// Whether what is still wrong is told again now: on working days, from the morning on.
[[nodiscard]] bool is_alarm_hour(const RuleSet& rules, Instant now);
/// After it nobody is written to of what can wait for the next morning.
inline constexpr TimeOfDay working_day_end{17 * 60};
/// The beginning of those hours on the next working day after `now`, or today's.
[[nodiscard]] Instant next_alarm_morning(const RuleSet& rules, Instant now);

/// One line, without a mark before it: "Kênh gửi tin email đã dừng"
[[nodiscard]] std::string alarm_headline(const Alarm& alarm);

/// The post that is told: the directory's `admin`, else the head of the unit that coordinates most
/// plans, else the chair.
[[nodiscard]] std::string admin_post(const RuleSet& rules);

/// Whom what is wrong with the system can be told, the admin first: then those who stand in, the
/// heads of coordinating units, the leaders above them, the chair.
[[nodiscard]] std::vector<std::string> alarm_readers(const RuleSet& rules);

/// The alarm as a message, over those of the reader's channels that are in `usable`. When the admin
/// has none, the heads of coordinating units, then the leaders above them, then the chair stand in;
/// nothing when none of them can be reached.
[[nodiscard]] std::optional<MessageDraft> compose_alarm(const Alarm& alarm,
                                                        const RuleSet& rules,
                                                        const std::set<std::string>& usable,
                                                        Instant now);

}  // namespace dondoc
