// SPDX-License-Identifier: Apache-2.0
// The embedded default channel: each message is one RFC 5322 file in a Maildir
// (https://cr.yp.to/proto/maildir.html). The name is derived from the message, so a repeated
// delivery finds its file already there.
#pragma once

#include "connectors/connector.h"

#include <string>
#include <vector>

namespace dondoc {

struct MaildirSettings {
  std::string directory;
  std::string from;               ///< "UBND xã Tà Đùng <don-doc@xa.example>"
  std::string message_id_domain;  ///< right side of Message-ID
  bool operator==(const MaildirSettings&) const = default;
};

class MaildirConnector final : public Connector {
 public:
  explicit MaildirConnector(MaildirSettings settings);
  [[nodiscard]] std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds now) const override;
  [[nodiscard]] Outcome interpret(const Reply& reply) const override;
  [[nodiscard]] bool peer_dedups() const override { return true; }

 private:
  MaildirSettings settings_;
};

/// Writes a request's file: tmp, fsync, rename to new, fsync of the folder. Makes the Maildir
/// (0700) when it is missing, but not its parents. Used by the transport and, without a loop, by
/// `dondoc simulate`.
[[nodiscard]] Reply deliver(const MaildirRequest& request);

/// The same for many, one reply each in their order: the files of a Maildir are flushed to the disk
/// together, so a burst costs two flushes and not two a message.
[[nodiscard]] std::vector<Reply> deliver_all(const std::vector<MaildirRequest>& requests);

}  // namespace dondoc
