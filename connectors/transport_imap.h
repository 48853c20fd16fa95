// SPDX-License-Identifier: Apache-2.0
// A mailbox that is read over IMAP (RFC 3501): libcurl connects, starts TLS and logs in; what comes
// after is ours, since libcurl 7.88 hands the lines of a mail on as if they were responses. Part of
// the transport; nothing else includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/imap_reply.h"
#include "connectors/transport_multi.h"
#include "connectors/transport_transfer.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

/// As far as libcurl makes it: TCP, TLS, login. Without STARTTLS where that is set, nothing is sent
/// but CAPABILITY; a server that is logged in before TLS (PREAUTH) is refused. It logs in by SASL
/// where the server offers a mechanism, else by LOGIN; of a server that said LOGINDISABLED before
/// STARTTLS, libcurl 7.88 takes it as said for good, so one without any SASL mechanism is reported
/// as refusing the login: `imaps` does for those.
class ImapLink final : public CurlTransfer {
 public:
  [[nodiscard]] bool prepare(Request request) override;
  [[nodiscard]] Reply finish(int curl_code) override;
  [[nodiscard]] bool keeps_connection() const override { return true; }
};

/// One request on a connection of its own.
class ImapSession : public std::enable_shared_from_this<ImapSession> {
 public:
  ImapSession(boost::asio::io_context& loop,
              CurlCarrier& curl,
              ImapRequest request,
              CurlTransfer::Done done);

  /// `over` is called when the session has ended, after the answer was posted.
  void run(std::function<void(ImapSession&)> over);
  /// No callback comes after it; the connection is closed.
  void end();

 private:
  enum class Step { select, mark, search, fetch, logout };

  void connected(Reply reply);
  void say(Step step, const std::string& command);
  void flush();
  void go_on();
  void take_whole();
  void wait(int direction);
  void take(const ImapResponse& response);
  void note(const ImapResponse& response);
  void step_done();
  void refused();
  void look_for_news();
  void fetch_next();
  void found_all();
  void bring();
  void lost(std::string_view why);
  void finish(Reply reply);

  boost::asio::io_context& loop_;
  boost::asio::posix::stream_descriptor descriptor_;
  boost::asio::steady_timer timer_;
  CurlCarrier& curl_;
  ImapRequest request_;
  CurlTransfer::Done done_;
  std::function<void(ImapSession&)> over_;
  void* link_{nullptr};  ///< belongs to curl_
  Step step_{Step::select};
  ImapReader reader_{mail_bytes_max};
  std::string outgoing_;
  int tag_{0};
  std::uint32_t validity_{0};
  std::uint32_t next_uid_{0};  ///< of the mail that comes next into the box
  std::uint32_t upper_{0};     ///< the last UID that is looked at
  std::deque<std::uint32_t> found_;
  MailboxNews news_;
  bool ended_{false};
};

/// Owned by the Transport; `done` is called from a handler of the loop, after which this object may
/// be gone.
class ImapCarrier {
 public:
  explicit ImapCarrier(boost::asio::io_context& loop);
  ~ImapCarrier();
  ImapCarrier(const ImapCarrier&) = delete;
  ImapCarrier& operator=(const ImapCarrier&) = delete;

  void start(ImapRequest request, CurlTransfer::Done done);

 private:
  boost::asio::io_context& loop_;
  CurlCarrier curl_;
  std::map<ImapSession*, std::shared_ptr<ImapSession>> sessions_;
};

}  // namespace dondoc
