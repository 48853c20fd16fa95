// SPDX-License-Identifier: Apache-2.0
// From pending notices to worded messages: judged again, bundled by person, one message a person.
#pragma once

#include "rules/schedule/decide.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// No message holds more notices than this; what is beyond goes into a second message.
inline constexpr std::size_t notices_per_message_max = 200;

/// A longer text is split between messages (a digest is cut, with the number of what is left out):
/// a webhook takes 20 kB, a phone shows less.
inline constexpr std::size_t message_text_bytes_max = 14'000;

struct PendingNotice {
  Notice notice;
  Occurrence occurrence;  ///< as it is now
};

/// A message as it will be stored: from then on its bytes never change.
struct MessageDraft {
  std::string key;                ///< derived: notice keys, or "digest/<plan>/<date>"
  std::string person;             ///< who held the post when it was worded
  std::string post;               ///< the (first) post that is addressed
  std::vector<Contact> contacts;  ///< the person's channels then, in order; never empty
  std::string subject;
  std::string text;                  ///< NFC, lines end in "\n"
  std::vector<std::string> notices;  ///< notice keys; empty for a digest
  bool operator==(const MessageDraft&) const = default;
};

struct HeldNotice {
  std::string key;
  Instant until;
  bool operator==(const HeldNotice&) const = default;
};

struct UnreachableNotice {
  std::string key;
  std::string why;  ///< Vietnamese
  bool operator==(const UnreachableNotice&) const = default;
};

struct Release {
  std::vector<MessageDraft> messages;
  /// For the quiet hours, or because the person has had enough today; judged again at `until`.
  std::vector<HeldNotice> held;
  std::vector<UnreachableNotice> unreachable;
  bool operator==(const Release&) const = default;
};

/// When a notice may leave: now, or when the next working hours begin. Quiet hours hold within a
/// day only: the next window is at most the next morning's, whatever day that is, so that a
/// reminder before the due is never carried past a day off.
[[nodiscard]] Instant may_leave_at(const Policy& policy, Instant now, Zone zone);

/// Whether a rung, or the repeat of one ("tre-1.3"), passes what holds others back: the hours, and
/// the number of messages that its reader has had.
[[nodiscard]] bool is_urgent(const Policy& policy, std::string_view rung);

/// How many messages with notices each person has been sent on the present day, by person and by
/// the plan of the message's first notice; who got none may be left out.
using SentToday = std::map<std::pair<std::string, std::string>, int>;

/// All pending notices whose hold has run out go in together, so that a person gets one message.
/// Who has had the directory's `messages_per_day` gets the rest on the next working day at the
/// policy's `at`, with what falls then; but what is urgent, and what would come after its own due,
/// leaves, and takes the person's other notices with it. What a plan on trial sends isn't counted.
[[nodiscard]] Release release(const std::vector<PendingNotice>& pending,
                              const RuleSet& rules,
                              Instant now,
                              const SentToday& sent = {});

/// Why a line stands in the coordinator's digest.
enum class DigestCause {
  overdue,       ///< open and late
  needs_review,  ///< its due lay before the plan was watched
  unreachable,   ///< a notice reached nobody
  failed,        ///< a message could not be delivered by any channel
  uncertain,     ///< a message may or may not have arrived ("chưa chắc đã tới")
};

struct DigestLine {
  DigestCause cause{DigestCause::overdue};
  Occurrence occurrence;
  std::string detail;  ///< Vietnamese; may be empty
};

/// What stands in the way of a plan's silence. A plan that is far behind has more than a list can
/// hold: what isn't listed is counted.
struct DigestList {
  std::vector<DigestLine> lines;
  std::map<DigestCause, std::size_t> unlisted;
};

/// The digest of one plan for its coordinator, or nothing when there is nothing to say or nobody to
/// say it to. Once a week it also says that the plan ends with none behind it (plan_end.h).
[[nodiscard]] std::optional<MessageDraft> compose_digest(const std::string& plan,
                                                         const DigestList& list,
                                                         const RuleSet& rules,
                                                         Instant now);

/// The next moment after `now` at which digests go out: the policy's `at` on a working day.
[[nodiscard]] Instant next_digest_at(const std::string& plan, const RuleSet& rules, Instant now);

}  // namespace dondoc
