// SPDX-License-Identifier: Apache-2.0
// The outbox's rows as plain values: messages, and the attempts to send them.
#pragma once

#include "rules/schedule/release.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class MessageState {
  queued,     ///< waits for `next_at`
  in_flight,  ///< an attempt has no outcome yet
  sent,
  withdrawn,  ///< every duty it names was closed before it left
  failed,     ///< no channel took it; told in the digest
  uncertain,  ///< may have arrived; told in the digest
};

struct StoredMessage {
  std::string id;  ///< 32 hex digits
  MessageDraft draft;
  Instant created_at;
  MessageState state{MessageState::queued};
  std::optional<Instant> next_at;  ///< present while queued
  int attempts{0};                 ///< so far, over all channels
  int channel{0};                  ///< index into draft.contacts now in use
  int tries{0};                    ///< that failed on this channel
  int uncertain_count{0};

  /// The connector id of the channel now in use.
  [[nodiscard]] const std::string& connector() const;
};

/// Committed before the first byte leaves.
struct AttemptStart {
  std::string message;
  int number{1};  ///< from 1, over all channels of the message
  int channel{0};
  Instant at;
};

/// Appended after it; `next` is what the dispatcher made of it.
struct AttemptEnd {
  std::string message;
  int number{1};
  Instant at;
  std::string outcome;  ///< outcome_name()
  std::string detail;
  MessageState next{MessageState::sent};
  std::optional<Instant> next_at;  ///< with queued
  int channel{0};                  ///< to use next
  int tries{0};                    ///< that failed on that channel
  int uncertain_count{0};
};

/// A message whose reader is told by hand, with what was asked of whom: by the newest request that
/// wasn't taken back. A message that nobody was asked for yet has none.
struct ByHandAsk {
  std::string request;  ///< id of the message that asked
  MessageState request_state{MessageState::sent};
  std::string person;
  std::string post;
  Instant asked_at;
  Instant until;
};
struct ByHandRow {
  StoredMessage message;
  std::vector<Occurrence> about;
  std::optional<ByHandAsk> ask;
};

/// Outcomes of attempts by hand, beside outcome_name().
inline constexpr std::string_view told_outcome = "told";
inline constexpr std::string_view untold_outcome = "untold";

struct AttemptRow {
  int number{1};
  std::string channel;  ///< connector id
  Instant started_at;
  std::optional<Instant> ended_at;
  std::string outcome;  ///< empty while unknown
  std::string detail;
};

/// A message as a list shows it: to whom, what about, and how its newest attempt went.
struct MessageLine {
  std::string id;
  std::string person;
  std::string post;
  std::string subject;
  std::string occurrence;  ///< the first duty that it names; empty of a list
  Instant created_at;
  MessageState state{MessageState::queued};
  std::string channel;              ///< connector id, of the newest attempt or to be tried next
  std::optional<Instant> ended_at;  ///< of the newest attempt
  std::string outcome;              ///< of that; empty while unknown
  std::string detail;
};

/// A message that ended without any channel having taken it.
struct FailedMessage {
  std::string id;
  std::string post;
  std::string channel;  ///< connector id of the last attempt
  std::string detail;   ///< of its outcome
};

}  // namespace dondoc
