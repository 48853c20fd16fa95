// SPDX-License-Identifier: Apache-2.0
// One connection to an SMTP server and the mails it carries, one after the other (RFC 5321). Part
// of the transport; nothing else includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/smtp_reply.h"
#include "connectors/transport_multi.h"
#include "connectors/transport_smtp_link.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

struct SmtpJob {
  SmtpRequest request;
  CurlTransfer::Done done;
  bool gone_again{false};  ///< a kept connection was dead; this is the second try
};

/// Nothing differs in how a connection is made.
[[nodiscard]] bool same_server(const SmtpRequest& left, const SmtpRequest& right);

class SmtpSession;

class SmtpSessionOwner {
 public:
  virtual void answer(SmtpJob job, Reply reply) = 0;
  /// On a connection of its own: the session's was dead before the mail began.
  virtual void go_again(SmtpJob job) = 0;
  virtual void free_again() = 0;
  virtual void over(SmtpSession& session) = 0;

 protected:
  ~SmtpSessionOwner() = default;
};

class SmtpSession : public std::enable_shared_from_this<SmtpSession> {
 public:
  SmtpSession(boost::asio::io_context& loop,
              CurlCarrier& curl,
              SmtpSessionOwner& owner,
              SmtpRequest server);

  [[nodiscard]] bool serves(const SmtpRequest& request) const;
  [[nodiscard]] bool idle() const { return connected_ && !job_; }
  void connect(SmtpJob job);
  void take(SmtpJob job);
  /// No callback comes after it; the connection is closed.
  void end();

 private:
  void connected(Reply reply);
  void begin();
  void say(SmtpStage stage, std::string bytes);
  void flush();
  void read();
  void read_lines();
  void wait(int direction);
  void answered();
  void finish(Reply reply);
  void lost(std::string_view why);
  [[nodiscard]] std::string mail_command() const;
  [[nodiscard]] std::string rcpt_command() const;

  boost::asio::posix::stream_descriptor descriptor_;
  boost::asio::steady_timer timer_;
  CurlCarrier& curl_;
  SmtpSessionOwner& owner_;
  const SmtpRequest server_;  ///< the request that the connection was made for, without its mail
  SmtpLink* link_{nullptr};   ///< belongs to curl_
  std::optional<SmtpJob> job_;
  SmtpStage stage_{SmtpStage::greeting};
  SmtpReplyReader reader_;
  std::string outgoing_;
  std::size_t sent_{0};
  std::string incoming_;
  bool connected_{false};
  bool used_{false};        ///< has carried a mail before
  bool pipelined_{false};   ///< MAIL, RCPT and DATA have been said together
  bool body_ended_{false};  ///< the final dot may be out
  bool waiting_{false};
  bool ended_{false};
};

}  // namespace dondoc
