// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_imap.h"

#include "connectors/imap.h"
#include "connectors/transport_link.h"
#include "connectors/transport_option.h"

#include <array>
#include <utility>
#include <variant>

#include <boost/asio/post.hpp>
#include <boost/system/error_code.hpp>
#include <curl/curl.h>

namespace dondoc {
namespace {

using ImapDescriptor = boost::asio::posix::stream_descriptor;

constexpr long imap_connect_timeout_ms = 30'000;

/// "1-Jan-2026".
std::string imap_date(std::chrono::sys_days day) {
  static constexpr std::array<const char*, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day date{day};
  return std::to_string(static_cast<unsigned>(date.day())) + '-' +
         months.at(static_cast<unsigned>(date.month()) - 1) + '-' +
         std::to_string(static_cast<int>(date.year()));
}

std::string uid_list(const std::vector<std::uint32_t>& uids) {
  std::string list;
  for (const std::uint32_t uid : uids) {
    list += (list.empty() ? "" : ",") + std::to_string(uid);
  }
  return list;
}

ImapTrouble trouble_of(int curl_code) {
  switch (curl_code) {
    case CURLE_USE_SSL_FAILED:
      return ImapTrouble::starttls;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return ImapTrouble::certificate;
    case CURLE_LOGIN_DENIED:
      return ImapTrouble::login;
    default:
      return ImapTrouble::connection;
  }
}

}  // namespace

bool ImapLink::prepare(Request request) {
  const ImapRequest imap = std::get<ImapRequest>(std::move(request));
  if (!is_safe_host(imap.host) || has_control_character(imap.user) ||
      has_control_character(imap.secret.reveal()) || !is_mailbox_name(imap.mailbox)) {
    return false;
  }
  const std::string url = std::string{imap.security == ImapSecurity::imaps ? "imaps" : "imap"} +
                          "://" + host_in_url(imap.host) + ":" + std::to_string(imap.port) + "/";
  return set(handle(), CURLOPT_URL, url.c_str()) &&
         set(handle(), CURLOPT_PROTOCOLS_STR, "imap,imaps") &&
         set(handle(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL)) &&
         demand_verified_tls(handle(), imap.ca_file) &&
         set(handle(), CURLOPT_USERNAME, imap.user.c_str()) &&
         set(handle(), CURLOPT_PASSWORD, imap.secret.reveal().c_str()) &&
         set(handle(), CURLOPT_CONNECTTIMEOUT_MS, imap_connect_timeout_ms) &&
         set(handle(), CURLOPT_TIMEOUT_MS, imap_connect_timeout_ms) &&
         set(handle(), CURLOPT_CONNECT_ONLY, 1L);
}

Reply ImapLink::finish(int curl_code) {
  Reply reply;
  if (curl_code != CURLE_OK) {
    reply.failure = Failure::not_sent;
    reply.imap_trouble = trouble_of(curl_code);
    // Not the error buffer: it repeats what the server said.
    reply.error = curl_easy_strerror(static_cast<CURLcode>(curl_code));
  }
  return reply;
}

ImapSession::ImapSession(boost::asio::io_context& loop,
                         CurlCarrier& curl,
                         ImapRequest request,
                         CurlTransfer::Done done)
    : loop_(loop),
      descriptor_(loop),
      timer_(loop),
      curl_(curl),
      request_(std::move(request)),
      done_(std::move(done)) {}

void ImapSession::run(std::function<void(ImapSession&)> over) {
  over_ = std::move(over);
  auto link = std::make_unique<ImapLink>();
  link_ = link->handle();
  link->set_done([weak = weak_from_this()](Reply reply) {
    if (const std::shared_ptr<ImapSession> self = weak.lock(); self && !self->ended_) {
      self->connected(std::move(reply));
    }
  });
  curl_.start(std::move(link), Request{request_});
}

void ImapSession::connected(Reply reply) {
  if (reply.failure != Failure::none) {
    link_ = nullptr;  // curl_ has let it go
    finish(std::move(reply));
    return;
  }
  boost::system::error_code unusable;
  descriptor_.assign(link_descriptor(link_), unusable);
  if (unusable) {
    lost("không theo dõi được kết nối");
    return;
  }
  timer_.expires_after(request_.total_timeout);
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<ImapSession> self = weak.lock();
    if (!error && self && !self->ended_) {
      self->lost("hết thời gian chờ");
    }
  });
  say(Step::select, "SELECT \"" + request_.mailbox + "\"");
  go_on();
}

void ImapSession::say(Step step, const std::string& command) {
  step_ = step;
  ++tag_;
  outgoing_ = "D" + std::to_string(tag_) + ' ' + command + "\r\n";
  flush();
}

/// Until all is out, or the connection would wait.
void ImapSession::flush() {
  while (!ended_ && !outgoing_.empty()) {
    const LinkResult result = send_on_link(link_, outgoing_);
    if (result.state == LinkState::would_wait) {
      return;
    }
    if (result.state == LinkState::lost) {
      lost("mất kết nối khi đang gửi");
      return;
    }
    outgoing_.erase(0, result.bytes);
  }
}

void ImapSession::go_on() {
  std::array<char, 16'384> buffer{};
  flush();
  while (!ended_ && outgoing_.empty()) {
    const LinkResult result = receive_on_link(link_, buffer.data(), buffer.size());
    if (result.state == LinkState::would_wait) {
      break;
    }
    if (result.state == LinkState::lost) {
      lost("máy chủ thư ngắt kết nối");
      return;
    }
    reader_.take({buffer.data(), result.bytes});
    take_whole();
  }
  if (!ended_) {
    wait(outgoing_.empty() ? ImapDescriptor::wait_read : ImapDescriptor::wait_write);
  }
}

void ImapSession::take_whole() {
  while (!ended_) {
    const std::optional<ImapResponse> response = reader_.next();
    if (!response) {
      break;
    }
    take(*response);
  }
  if (!ended_ && reader_.is_nonsense()) {
    lost("máy chủ thư trả lời không đúng IMAP");
  }
}

/// At the end of go_on() alone, so that there is never a second one.
void ImapSession::wait(int direction) {
  descriptor_.async_wait(direction == ImapDescriptor::wait_write ? ImapDescriptor::wait_write
                                                                 : ImapDescriptor::wait_read,
                         [self = shared_from_this()](const boost::system::error_code& error) {
                           if (self->ended_) {
                             return;
                           }
                           if (error) {
                             self->lost("mất kết nối");
                           } else {
                             self->go_on();
                           }
                         });
}

void ImapSession::take(const ImapResponse& response) {
  const std::string tag = "D" + std::to_string(tag_) + ' ';
  if (response.text.compare(0, tag.size(), tag) != 0) {
    note(response);
  } else if (response.text.compare(tag.size(), 3, "OK ") == 0 ||
             response.text.size() == tag.size() + 2) {
    step_done();
  } else {
    refused();
  }
}

void ImapSession::note(const ImapResponse& response) {
  if (step_ == Step::select) {
    validity_ = imap_number(response.text, "[UIDVALIDITY ").value_or(validity_);
    next_uid_ = imap_number(response.text, "[UIDNEXT ").value_or(next_uid_);
  } else if (step_ == Step::search) {
    for (const std::uint32_t uid :
         imap_search_result(response.text).value_or(std::vector<std::uint32_t>{})) {
      // "5:*" brings the last mail also when it is older.
      if (uid > news_.place.taken && uid <= upper_ && found_.size() < uids_at_once_max) {
        found_.push_back(uid);
      }
    }
  } else if (step_ == Step::fetch && !response.literals.empty() && !found_.empty() &&
             (news_.mails.empty() || news_.mails.back().uid != found_.front()) &&
             imap_number(response.text, "UID ") == found_.front()) {
    news_.mails.push_back({found_.front(), response.literals.front()});
  }
}

void ImapSession::step_done() {
  const MailboxPlace& asked = request_.place;
  switch (step_) {
    case Step::select:
      if (validity_ == 0 || next_uid_ == 0) {
        lost("máy chủ thư không cho biết UIDVALIDITY, UIDNEXT");
      } else if (asked.validity == validity_ && !request_.ours.empty()) {
        say(Step::mark, "UID STORE " + uid_list(request_.ours) + " +FLAGS.SILENT (\\Seen)");
      } else {
        request_.place.marked = asked.taken;
        look_for_news();
      }
      break;
    case Step::mark:
      request_.place.marked = asked.taken;
      look_for_news();
      break;
    case Step::search:
      fetch_next();
      break;
    case Step::fetch:
      news_.place.taken = found_.front();
      found_.pop_front();
      fetch_next();
      break;
    case Step::logout:
      bring();
      break;
  }
}

void ImapSession::refused() {
  if (step_ == Step::logout) {
    bring();
    return;
  }
  if (step_ == Step::mark) {
    // A box that can't be written to can be read: what was taken is known here as well.
    look_for_news();
    return;
  }
  Reply reply;
  reply.failure = Failure::not_sent;
  reply.imap_trouble = step_ == Step::select ? ImapTrouble::mailbox : ImapTrouble::connection;
  finish(std::move(reply));
}

void ImapSession::look_for_news() {
  const std::uint32_t last = next_uid_ - 1;
  const bool is_same = request_.place.validity == validity_;
  news_.place = is_same ? request_.place : MailboxPlace{validity_, 0, 0};
  if (request_.place.validity == 0) {
    // What was there before anybody was asked to answer is none of ours.
    news_.place = {validity_, last, last};
  }
  if (news_.place.taken >= last) {
    found_all();
    return;
  }
  upper_ =
      last - news_.place.taken > uids_at_once_max ? news_.place.taken + uids_at_once_max : last;
  std::string search =
      "UID SEARCH UID " + std::to_string(news_.place.taken + 1) + ':' + std::to_string(upper_);
  if (!is_same) {
    search += " SINCE " + imap_date(request_.since);
  }
  say(Step::search, search);
}

void ImapSession::fetch_next() {
  if (found_.empty()) {
    news_.place.taken = upper_;
    found_all();
  } else if (news_.mails.size() == mails_at_once_max) {
    news_.more = true;
    found_all();
  } else {
    say(Step::fetch,
        "UID FETCH " + std::to_string(found_.front()) + " (UID BODY.PEEK[]<0." +
            std::to_string(mail_bytes_max) + ">)");
  }
}

void ImapSession::found_all() {
  news_.more = news_.more || news_.place.taken + 1 < next_uid_;
  // A server that is left without a word may not have read the last one.
  say(Step::logout, "LOGOUT");
}

void ImapSession::bring() {
  Reply reply;
  reply.mailbox = std::move(news_);
  finish(std::move(reply));
}

void ImapSession::lost(std::string_view why) {
  if (step_ == Step::logout) {
    bring();
    return;
  }
  Reply reply;
  reply.failure = Failure::not_sent;
  reply.imap_trouble = ImapTrouble::connection;
  reply.error = why;
  finish(std::move(reply));
}

void ImapSession::finish(Reply reply) {
  end();
  boost::asio::post(loop_, [done = std::move(done_), reply = std::move(reply)]() mutable {
    done(std::move(reply));
  });
  over_(*this);
}

void ImapSession::end() {
  ended_ = true;
  timer_.cancel();
  if (descriptor_.is_open()) {
    descriptor_.release();  // libcurl closes it
  }
  if (link_ != nullptr) {
    curl_.drop(link_);
    link_ = nullptr;
  }
}

ImapCarrier::ImapCarrier(boost::asio::io_context& loop)
    : loop_(loop),
      curl_(loop, ConnectionLimits{0, 0}, [] { return std::make_unique<ImapLink>(); }) {}

ImapCarrier::~ImapCarrier() {
  for (const auto& [key, session] : sessions_) {
    session->end();
  }
}

void ImapCarrier::start(ImapRequest request, CurlTransfer::Done done) {
  auto session = std::make_shared<ImapSession>(loop_, curl_, std::move(request), std::move(done));
  sessions_.emplace(session.get(), session);
  session->run([this](ImapSession& over) {
    const auto found = sessions_.find(&over);
    // It may be one of its own functions that calls: it lives until that has returned.
    boost::asio::post(loop_, [last = std::move(found->second)] {});
    sessions_.erase(found);
  });
}

}  // namespace dondoc
