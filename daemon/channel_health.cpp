// SPDX-License-Identifier: Apache-2.0
#include "daemon/channel_health.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

using std::chrono::seconds;

seconds throttle_wait(seconds asked, int throttles_before) {
  seconds own = throttle_pause_first;
  for (int i = 0; i < throttles_before && own < throttle_pause_max; ++i) {
    own *= 2;
  }
  return std::clamp(asked > seconds{0} ? asked : own, throttle_pause_min, throttle_pause_max);
}

seconds quota_wait(seconds asked) {
  return asked > seconds{0} ? std::clamp(asked, quota_pause_min, quota_pause_max) : quota_pause;
}

}  // namespace

std::string_view trouble_name(TroubleKind kind) {
  switch (kind) {
    case TroubleKind::throttled:
      return "throttled";
    case TroubleKind::down:
      return "down";
    case TroubleKind::quota:
      return "quota";
    case TroubleKind::stopped:
      break;
  }
  return "stopped";
}

void ChannelHealth::note(const Outcome& outcome, Instant now) {
  if (trouble_ && trouble_->kind == TroubleKind::stopped) {
    return;
  }
  const bool whole_channel = outcome.scope == OutcomeScope::channel;
  switch (outcome.outcome) {
    case OutcomeClass::auth:
      trouble_ = {TroubleKind::stopped, outcome.detail, now, std::nullopt, 0};
      return;
    case OutcomeClass::retry:
    case OutcomeClass::uncertain:
      if (whole_channel) {
        fail(outcome, now);
        return;
      }
      break;
    case OutcomeClass::throttled:
    case OutcomeClass::quota:
    case OutcomeClass::ok:
    case OutcomeClass::recipient_gone:
    case OutcomeClass::rejected:
      break;
  }
  answered(outcome, now);
}

/// A peer that says anything at all is there.
void ChannelHealth::answered(const Outcome& outcome, Instant now) {
  failures_ = 0;
  probes_ = 0;
  failing_since_.reset();
  if (trouble_ && (trouble_->kind == TroubleKind::down || *trouble_->until <= now)) {
    trouble_.reset();
  }
  const bool whole_channel = outcome.scope == OutcomeScope::channel;
  if (whole_channel && outcome.outcome == OutcomeClass::throttled) {
    // What comes back together was refused together.
    throttles_ += trouble_ && throttles_ > 0 ? 0 : 1;
    const Instant until = now + throttle_wait(outcome.retry_after, throttles_ - 1);
    wait({TroubleKind::throttled, outcome.detail, now, until, 0});
  } else if (whole_channel && outcome.outcome == OutcomeClass::quota) {
    wait({TroubleKind::quota, outcome.detail, now, now + quota_wait(outcome.retry_after), 0});
  } else if (!trouble_) {
    // An answer to what left before the pause began says nothing about how much is welcome after
    // it.
    throttles_ = 0;
    window_ = std::min(window_ + 1, attempts_in_flight_max);
  }
}

/// The longest of the waits that were asked for.
void ChannelHealth::wait(ChannelTrouble trouble) {
  if (trouble_) {
    trouble.since = trouble_->since;
    trouble.kind = std::max(trouble.kind, trouble_->kind);
    trouble.until = std::max(trouble.until, trouble_->until);
  }
  trouble_ = std::move(trouble);
  window_ = 1;
}

void ChannelHealth::fail(const Outcome& outcome, Instant now) {
  ++failures_;
  failing_since_ = failing_since_.value_or(now);
  if (failures_ < failures_until_down) {
    return;
  }
  if (trouble_ && trouble_->kind == TroubleKind::down && now < *trouble_->until) {
    // It left before the pause began.
    trouble_->failures = failures_;
    return;
  }
  const auto index = std::min(static_cast<std::size_t>(probes_), probe_waits.size() - 1);
  Instant until = now + probe_waits.at(index);
  if (const std::optional<Pause> asked = pause(now)) {
    until = std::max(until, asked->until);
  }
  trouble_ = {TroubleKind::down, outcome.detail, *failing_since_, until, failures_};
  ++probes_;
  window_ = 1;
}

int ChannelHealth::room(Instant now, int in_flight) const {
  return pause(now) ? 0 : std::max(window_ - in_flight, 0);
}

std::optional<ChannelHealth::Pause> ChannelHealth::pause(Instant now) const {
  if (!trouble_) {
    return std::nullopt;
  }
  const Instant until = trouble_->until.value_or(now + stopped_pause);
  // No pause is that long: the clock has been put back since.
  if (until <= now || until - now > quota_pause_max) {
    return std::nullopt;
  }
  switch (trouble_->kind) {
    case TroubleKind::stopped:
    case TroubleKind::quota:
      return Pause{until, now};
    case TroubleKind::down:
      return Pause{until, trouble_->since + channel_patience};
    case TroubleKind::throttled:
      return Pause{until, until - now > channel_patience ? now : until};
  }
  return std::nullopt;
}

std::optional<ChannelTrouble> ChannelHealth::trouble(Instant now) const {
  const bool over =
      trouble_ && trouble_->kind != TroubleKind::down && trouble_->until && *trouble_->until <= now;
  return over ? std::nullopt : trouble_;
}

}  // namespace dondoc
