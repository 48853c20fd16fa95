// SPDX-License-Identifier: Apache-2.0
// What people write to the office, and the chats that were linked to them. Rows of the store as
// plain values.
#pragma once

#include "rules/calendar/civil.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dondoc {

/// Of whom nobody knows that they are who they say.
enum class UnknownWriter {
  stranger,  ///< whose chat belongs to nobody
  doubtful,  ///< a mail under a known name that answers nothing of ours
};

struct ReceivedMessage {
  std::string channel;  ///< connector id
  std::string message;  ///< the platform's id, unique in the channel
  std::string chat;     ///< where an answer goes
  std::string text;     ///< empty for what can't be read: a sticker, a photo
  Instant received_at;
  /// Nothing where the platform vouches for the writer. A mail's author is only said: the id of our
  /// message that it proves to have read, or empty.
  std::optional<std::string> answers{};
};

/// What became of it. The words are on disk: never rename one.
enum class ReceivedState {
  waiting,     ///< kept, nothing done about it yet
  answered,    ///< read: acted upon, refused or told, and answered
  linked,      ///< a code was right
  wrong_code,  ///< one that is no code of ours, or no longer
  stranger,    ///< from a chat that belongs to nobody
  too_many,    ///< the one at which its sender was asked for patience
  given_up,    ///< the answer was begun again and again and never came to its end
};

/// How far a channel's mailbox has been read (RFC 3501 section 2.3.1.1).
struct MailboxRow {
  std::string name;  ///< which mailbox: another one begins anew
  std::uint32_t validity{0};
  std::uint32_t taken{0};
  std::uint32_t marked{0};
  bool operator==(const MailboxRow&) const = default;
};

/// What became of a message that came back.
enum class Bounced {
  known,         ///< nothing: reported before, or it isn't on this channel any more
  next_channel,  ///< it is queued for the person's next channel
  failed,        ///< no channel is left, or all that it is about is closed
};

struct WaitingMessage {
  std::int64_t id{0};
  ReceivedMessage message;
  int begun{0};  ///< times that its answer was begun
};

/// A chat that belongs to a person, who was asked to link it as the holder of a post.
struct ChatLink {
  std::string channel;
  std::string person;
  std::string post;
  std::string chat;
  Instant linked_at;
  bool operator==(const ChatLink&) const = default;
};

/// A code that was given out and not used: what it is isn't kept.
struct OpenLinkCode {
  std::string post;
  std::string person;
  Instant expires_at;
  bool operator==(const OpenLinkCode&) const = default;
};

}  // namespace dondoc
