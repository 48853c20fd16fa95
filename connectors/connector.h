// SPDX-License-Identifier: Apache-2.0
// A connector is two pure functions: compose a request for a channel, and interpret the reply. It
// opens no socket and no file; a transport carries the request. It knows nothing of rules.
#pragma once

#include "connectors/secret.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dondoc {

/// Addresses that a message carries beside its words, where its channel can.
struct MessageLink {
  std::string label;
  std::string url;
};
struct MessageLinks {
  std::string heading;  ///< a line before them; may be empty
  std::vector<MessageLink> list;
};

/// What one person is told on one channel. Stored before it is sent; a retry carries the same
/// bytes.
struct OutgoingMessage {
  std::string id;  ///< stable over retries: 32 lower-case hex digits; the idempotency key
  std::string address;
  std::string subject;
  std::string text;  ///< UTF-8, lines end in "\n"
  std::chrono::sys_seconds created_at;
  int attempt{1};  ///< from 1
  /// An earlier attempt may have arrived and the peer can't know: the text says "có thể trùng".
  bool may_repeat{false};
  /// That only the office can make of this id: an answer which names it comes from its reader.
  std::string token{};
  /// The id of the mail that this one answers, without angle brackets; empty: none.
  std::string answered{};
  MessageLinks links{};
};

/// How an attempt ended. The class, not the protocol's code, decides what happens next.
enum class OutcomeClass {
  ok,              ///< the peer accepted it
  retry,           ///< temporary; certainly not accepted
  throttled,       ///< the peer says when
  quota,           ///< a daily or monthly allowance is used up
  auth,            ///< our credential is refused: the connector stops, an alarm is raised
  recipient_gone,  ///< this address will never work again
  rejected,        ///< this message will never pass
  uncertain,       ///< bytes went out and no answer came: it may have been accepted
};

[[nodiscard]] std::string_view outcome_name(OutcomeClass outcome);
[[nodiscard]] std::optional<OutcomeClass> parse_outcome(std::string_view name);

/// What `retry`, `throttled`, `quota` or `uncertain` is about.
enum class OutcomeScope {
  channel,    ///< the peer, or what it allows us: the next message would fare the same
  recipient,  ///< this address alone: a full mailbox, a greylisted sender of it
};

struct Outcome {
  OutcomeClass outcome{OutcomeClass::retry};
  std::string detail;  ///< short, without secrets, addresses or URLs; at most detail_bytes_max
  std::chrono::seconds retry_after{0};  ///< 0: the peer named no time
  OutcomeScope scope{OutcomeScope::channel};
};

/// Letters, digits, '-' and '_', at most 64: an id becomes a file name, a Message-ID and a header.
[[nodiscard]] bool is_message_id(std::string_view id);

inline constexpr std::size_t detail_bytes_max = 500;
/// Cut to detail_bytes_max between characters of UTF-8.
[[nodiscard]] std::string shortened_detail(std::string detail);

/// What is refused before a byte leaves, because of the message or its contact.
[[nodiscard]] Outcome rejected_here(std::string detail);

inline constexpr std::size_t reply_bytes_max = std::size_t{1024} * 1024;

enum class ConnectionReuse {
  allowed,
  /// libcurl repeats a POST whose kept connection died before an answer. A peer that can't tell the
  /// second from a new one is asked over a connection of its own.
  never,
};

struct HttpRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{30'000};
  bool allow_plain_http{false};
  bool allow_private_address{false};  ///< configured on purpose: an intranet or loopback peer
  ConnectionReuse reuse{ConnectionReuse::allowed};
};

/// A file to appear in a Maildir's `new`, whole or not at all. The same name again is the same
/// message: delivering it twice leaves one file.
struct MaildirRequest {
  std::string directory;  ///< the Maildir (holds tmp, new, cur)
  std::string name;
  std::string bytes;
};

enum class SmtpSecurity {
  starttls,  ///< demanded: without it nothing is sent
  smtps,
  plain,  ///< carried to a loopback address only
};

enum class SmtpAuth { none, plain, login, xoauth2 };

/// One mail to one recipient. The addresses are bare ("a@b"); the transport refuses every character
/// that could end one.
struct SmtpRequest {
  std::string host;  ///< a name or an address
  std::uint16_t port{587};
  SmtpSecurity security{SmtpSecurity::starttls};
  std::string own_name;  ///< what EHLO says
  SmtpAuth auth{SmtpAuth::none};
  std::string user;
  Secret secret;  ///< password, or bearer token for xoauth2
  std::string sender;
  std::string recipient;
  std::string bytes;        ///< the whole message, CRLF lines
  std::string ca_file;      ///< trusted beside the system's authorities; may be empty
  bool request_dsn{false};  ///< where the server offers it (RFC 3461): tell failure and delay
  /// Until the login is done: a relay may keep a client waiting before its greeting.
  std::chrono::milliseconds connect_timeout{30'000};
  std::chrono::milliseconds total_timeout{120'000};  ///< of the mail after that
};

enum class ImapSecurity {
  imaps,
  starttls,  ///< demanded: without it no login is tried
};

/// How far a mailbox has been read. A UID means something only with its mailbox's UIDVALIDITY.
struct MailboxPlace {
  std::uint32_t validity{0};  ///< 0: never read
  std::uint32_t taken{0};     ///< every mail up to this UID is on disk, or not for us
  std::uint32_t marked{0};    ///< and what of it is ours is marked as seen up to this one
  bool operator==(const MailboxPlace&) const = default;
};

/// Marks as seen what was taken of ours, then brings what came after it: nothing is marked before
/// its reader has said that it is kept, and no mail that others of the mailbox are to read.
struct ImapRequest {
  std::string host;
  std::uint16_t port{993};
  ImapSecurity security{ImapSecurity::imaps};
  std::string user;
  Secret secret;
  std::string ca_file;  ///< trusted beside the system's authorities; may be empty
  std::string mailbox;  ///< letters, digits and marks of ASCII, no quotation mark or backslash
  MailboxPlace place;
  std::vector<std::uint32_t> ours;  ///< UIDs up to `place.taken`, in any order
  /// Of a mailbox that was made anew nothing older is looked at.
  std::chrono::sys_days since;
  std::chrono::milliseconds total_timeout{60'000};
};

/// Of one request; more are left for the next.
inline constexpr std::size_t mails_at_once_max = 10;
/// UIDs that one request looks through.
inline constexpr std::uint32_t uids_at_once_max = 1'000;
/// What is behind isn't fetched: an answer stands at the top, and pictures below it.
inline constexpr std::size_t mail_bytes_max = std::size_t{256} * 1024;

struct FetchedMail {
  std::uint32_t uid{0};
  std::string bytes;  ///< the first mail_bytes_max of it
};

struct MailboxNews {
  MailboxPlace place;  ///< to begin at when the mails are kept
  std::vector<FetchedMail> mails;
  bool more{false};
};

using Request = std::variant<HttpRequest, MaildirRequest, SmtpRequest, ImapRequest>;

/// How far the request got when there is no reply; decides between `retry` and `uncertain`.
enum class Failure {
  none,            ///< there is a reply
  not_sent,        ///< no byte of the request can have been acted on (resolve, connect, TLS)
  sent_no_answer,  ///< it may have been acted on
  refused_local,   ///< we refused: address not allowed, reply too large, bad URL
};

/// Where an SMTP session stood when its last reply came.
enum class SmtpStage {
  greeting,
  hello,
  starttls,
  certificate,  ///< the server's couldn't be verified; no reply, `failure` is not_sent
  auth,
  mail_from,
  rcpt_to,
  data,
  content,  ///< after the final dot
};

/// What stood in the way of reading a mailbox.
enum class ImapTrouble {
  none,
  connection,   ///< not reached, lost, too slow, or no IMAP
  starttls,     ///< not offered, or refused
  certificate,  ///< couldn't be verified
  login,
  mailbox,  ///< can't be opened
};

struct Reply {
  Failure failure{Failure::none};
  int status{0};     ///< HTTP or SMTP status; 0 for a Maildir delivery that succeeded
  std::string body;  ///< cut at reply_bytes_max
  std::chrono::seconds retry_after{0};
  std::string error;  ///< the transport's words, without secrets or URLs
  SmtpStage smtp_stage{SmtpStage::greeting};
  std::string enhanced_status{};  ///< RFC 3463, "5.1.1"; empty when the server gave none
  ImapTrouble imap_trouble{ImapTrouble::none};
  MailboxNews mailbox{};
};

/// Ends a line or a part of a login: no piece of a request may hold one.
[[nodiscard]] bool has_control_character(std::string_view text);

/// `words`, and the transport's own in brackets when it has some.
[[nodiscard]] std::string with_error(std::string words, const Reply& reply);

class Connector {
 public:
  virtual ~Connector() = default;
  /// `now` is the time of this attempt. Nothing when the message can't be put into this channel's
  /// form (an address with a line break, …): the outcome says why.
  [[nodiscard]] virtual std::variant<Request, Outcome> compose(
      const OutgoingMessage& message, std::chrono::sys_seconds now) const = 0;
  [[nodiscard]] virtual Outcome interpret(const Reply& reply) const = 0;
  /// The peer keeps one of two messages with the same id, so an uncertain attempt may be repeated.
  [[nodiscard]] virtual bool peer_dedups() const = 0;
};

}  // namespace dondoc
