// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/unreliable_peer.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

constexpr int status_ok = 200;
constexpr int status_error = 500;
constexpr int status_throttled = 429;
constexpr int status_quota = 402;
constexpr int status_auth = 401;
constexpr int status_gone = 410;
constexpr int status_rejected = 400;

constexpr std::array<std::string_view, peer_deeds> deed_names{
    "accept",
    "accept-late",
    "unreachable",
    "server-error",
    "throttle",
    "quota",
    "refuse-credential",
    "gone",
    "reject",
    "silent-not-accepted",
    "silent-accepted",
};

Reply reply_of(PeerDeed deed) {
  Reply reply;
  switch (deed) {
    case PeerDeed::accept:
    case PeerDeed::accept_late:
      reply.status = status_ok;
      break;
    case PeerDeed::unreachable:
      reply.failure = Failure::not_sent;
      break;
    case PeerDeed::server_error:
      reply.status = status_error;
      break;
    case PeerDeed::throttle:
      reply.status = status_throttled;
      reply.retry_after = std::chrono::minutes(7);
      break;
    case PeerDeed::quota:
      reply.status = status_quota;
      break;
    case PeerDeed::refuse_credential:
      reply.status = status_auth;
      break;
    case PeerDeed::gone:
      reply.status = status_gone;
      break;
    case PeerDeed::reject:
      reply.status = status_rejected;
      break;
    case PeerDeed::silent_not_accepted:
    case PeerDeed::silent_accepted:
      reply.failure = Failure::sent_no_answer;
      break;
  }
  return reply;
}

bool accepts(PeerDeed deed) {
  return deed == PeerDeed::accept || deed == PeerDeed::accept_late ||
         deed == PeerDeed::silent_accepted;
}

}  // namespace

std::string_view deed_name(PeerDeed deed) {
  return deed_names.at(static_cast<std::size_t>(deed));
}

std::variant<Request, Outcome> PlainConnector::compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds /*now*/) const {
  HttpRequest request;
  request.url = peer_ == Peer::dedups ? "hop-thu" : "tin-nhan";
  request.headers = {{"id", message.id}};
  const std::size_t mark = message.may_repeat ? message.text.find('\n') + 1 : 0;
  request.body = message.address + "\n" + message.subject + "\n" + message.text.substr(mark);
  return request;
}

Outcome PlainConnector::interpret(const Reply& reply) const {
  switch (reply.failure) {
    case Failure::none:
      break;
    case Failure::not_sent:
      return {OutcomeClass::retry, "không nối được", reply.retry_after};
    case Failure::sent_no_answer:
      return {OutcomeClass::uncertain, "không có trả lời", reply.retry_after};
    case Failure::refused_local:
      return {OutcomeClass::rejected, "bị từ chối", reply.retry_after};
  }
  static const std::map<int, OutcomeClass> classes{
      {status_ok, OutcomeClass::ok},
      {status_error, OutcomeClass::retry},
      {status_throttled, OutcomeClass::throttled},
      {status_quota, OutcomeClass::quota},
      {status_auth, OutcomeClass::auth},
      {status_gone, OutcomeClass::recipient_gone},
      {status_rejected, OutcomeClass::rejected},
  };
  return {classes.at(reply.status), std::to_string(reply.status), reply.retry_after};
}

Connectors make_plain_connectors() {
  return {{"hop-thu", std::make_shared<PlainConnector>(PlainConnector::Peer::dedups)},
          {"tin-nhan", std::make_shared<PlainConnector>(PlainConnector::Peer::repeats)}};
}

PeerDeed UnreliablePeer::choose() {
  if (dice_.pick(1, 100) > trouble_) {
    return dice_.one_in(2) ? PeerDeed::accept : PeerDeed::accept_late;
  }
  // What ends a message or stops a channel is rarer than what passes.
  static constexpr std::array<PeerDeed, 14> deeds{PeerDeed::unreachable,
                                                  PeerDeed::unreachable,
                                                  PeerDeed::server_error,
                                                  PeerDeed::server_error,
                                                  PeerDeed::throttle,
                                                  PeerDeed::throttle,
                                                  PeerDeed::silent_accepted,
                                                  PeerDeed::silent_accepted,
                                                  PeerDeed::silent_not_accepted,
                                                  PeerDeed::silent_not_accepted,
                                                  PeerDeed::quota,
                                                  PeerDeed::gone,
                                                  PeerDeed::reject,
                                                  PeerDeed::refuse_credential};
  return deeds.at(static_cast<std::size_t>(dice_.pick(0, static_cast<int>(deeds.size()) - 1)));
}

void UnreliablePeer::carry(Request request, std::function<void(Reply)> done) {
  const auto& http = std::get<HttpRequest>(request);
  const Received received{http.url, http.headers.at(0).second, http.body};
  if (on_start) {
    on_start(received);
  }
  const PeerDeed deed = choose();
  const Channel channel{received.channel, received.id};
  if (accepts(deed)) {
    ++accepted_[channel];
    ids_.insert(received.id);
  }
  if (deed == PeerDeed::silent_accepted || deed == PeerDeed::silent_not_accepted) {
    ++doubts_[channel];
  }
  if (on_deed) {
    on_deed(received, deed);
  }
  const int delay = deed == PeerDeed::accept ? 0 : dice_.pick(0, 40);
  answers_.push_back({now_ + std::chrono::seconds(delay), reply_of(deed), std::move(done)});
}

std::optional<Instant> UnreliablePeer::next_answer() const {
  std::optional<Instant> result;
  for (const Answer& answer : answers_) {
    result = result ? std::min(*result, answer.at) : answer.at;
  }
  return result;
}

int UnreliablePeer::answer(Instant now) {
  int count = 0;
  for (std::size_t i = answers_.size(); i > 0; --i) {
    const Answer answer = std::move(answers_.front());
    answers_.pop_front();
    if (answer.at > now) {
      answers_.push_back(answer);
      continue;
    }
    answer.done(answer.reply);
    ++count;
  }
  return count;
}

}  // namespace dondoc
