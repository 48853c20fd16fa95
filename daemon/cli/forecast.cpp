// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/forecast.h"

#include "rules/schedule/series.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <queue>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace dondoc {
namespace {

/// A step past this many is a bug in the rules: five years of a whole province's plans take less.
constexpr std::size_t steps_max = 50'000'000;

enum class WakeKind { series, occurrence, held_notice };

struct Wake {
  Instant at;
  WakeKind kind{WakeKind::series};
  std::size_t index{0};
  /// Latest last, so that the earliest is on top of the heap; equal times in a fixed order.
  bool operator<(const Wake& other) const {
    return std::tie(at, kind, index) > std::tie(other.at, other.kind, other.index);
  }
};

class Stepper {
 public:
  Stepper(const RuleSet& rules, std::optional<Date> first_load) : rules_(rules) {
    for (KnownSeries& known : all_series(rules)) {
      const Date loaded = first_load.value_or(rules.plans.at(known.key.plan).issued);
      const Instant at = start_of(loaded, rules.zone);
      series_.push_back({std::move(known.key), at, std::nullopt});
      wakes_.push({at, WakeKind::series, series_.size() - 1});
    }
  }

  Forecast run(Instant end) {
    while (!wakes_.empty() && wakes_.top().at <= last_moment(end)) {
      const Instant now = wakes_.top().at;
      while (!wakes_.empty() && wakes_.top().at <= now) {
        step(now);
      }
      release_pending(now);
    }
    return finish(end);
  }

 private:
  /// A span that ends before the plan is loaded still shows what is due in it, so every plan is
  /// opened once.
  [[nodiscard]] Instant last_moment(Instant end) const {
    Instant last = end;
    for (const Series& series : series_) {
      last = std::max(last, series.first_loaded);
    }
    return last;
  }

  void step(Instant now) {
    if (++steps_ > steps_max) {
      throw std::logic_error("the forecast does not come to an end");
    }
    const Wake wake = wakes_.top();
    wakes_.pop();
    switch (wake.kind) {
      case WakeKind::series:
        open_due(wake.index, now);
        break;
      case WakeKind::occurrence:
        decide_due(wake.index, now);
        break;
      case WakeKind::held_notice:
        break;  // It only stops the walk at this moment, for the release.
    }
  }

  void open_due(std::size_t index, Instant now) {
    Series& series = series_[index];
    Opening opening = open(series, rules_, now);
    series.opened_through = opening.opened_through;
    for (Occurrence& occurrence : opening.occurrences) {
      by_key_[occurrence.key] = occurrences_.size();
      occurrences_.push_back(std::move(occurrence));
      wakes_.push({now, WakeKind::occurrence, occurrences_.size() - 1});
    }
    if (opening.wake_at) {
      wakes_.push({std::max(*opening.wake_at, now), WakeKind::series, index});
    }
  }

  void decide_due(std::size_t index, Instant now) {
    const Decision decision = decide(occurrences_[index], rules_, now);
    occurrences_[index] = apply(std::move(occurrences_[index]), decision);
    for (const Notice& notice : decision.notices) {
      pending_.emplace(notice.key, Pending{notice, now});
    }
    if (decision.wake_at) {
      wakes_.push({*decision.wake_at, WakeKind::occurrence, index});
    }
  }

  void release_pending(Instant now) {
    std::vector<PendingNotice> ready;
    for (const auto& [key, pending] : pending_) {
      if (pending.hold_until <= now) {
        ready.push_back({pending.notice, occurrences_[by_key_.at(pending.notice.occurrence)]});
      }
    }
    if (ready.empty()) {
      return;
    }
    // The order in which the store hands notices over: post, then key.
    std::sort(ready.begin(), ready.end(), [](const PendingNotice& a, const PendingNotice& b) {
      return std::tie(a.notice.post, a.notice.key) < std::tie(b.notice.post, b.notice.key);
    });
    const Release released = release(ready, rules_, now);
    std::map<std::string, Notice> notices;
    for (const PendingNotice& entry : ready) {
      notices.emplace(entry.notice.key, entry.notice);
      pending_.erase(entry.notice.key);
    }
    for (const HeldNotice& held : released.held) {
      pending_.emplace(held.key, Pending{notices.at(held.key), held.until});
      wakes_.push({held.until, WakeKind::held_notice, 0});
    }
    for (const MessageDraft& message : released.messages) {
      for (const std::string& key : message.notices) {
        settle(notices.at(key), RungState::messaged);
        notices_.push_back(
            {now, notices.at(key), message.contacts.front().channel, message.subject, ""});
      }
      messages_.push_back({now, message});
    }
    for (const UnreachableNotice& lost : released.unreachable) {
      settle(notices.at(lost.key), RungState::unreachable);
      notices_.push_back({now, notices.at(lost.key), "", "", lost.why});
    }
  }

  /// What the store writes into the rung's record when a release is stored.
  void settle(const Notice& notice, RungState state) {
    for (RungRecord& record : occurrences_[by_key_.at(notice.occurrence)].rungs) {
      if (record.round == notice.round && record.rung == notice.rung &&
          record.post == notice.post) {
        record.state = state;
      }
    }
  }

  Forecast finish(Instant end) {
    Forecast result;
    result.occurrences = std::move(occurrences_);
    std::sort(result.occurrences.begin(),
              result.occurrences.end(),
              [](const Occurrence& a, const Occurrence& b) {
                return std::tie(a.due, a.key) < std::tie(b.due, b.key);
              });
    for (ForecastNotice& notice : notices_) {
      if (notice.at <= end) {
        result.notices.push_back(std::move(notice));
      }
    }
    for (ForecastMessage& message : messages_) {
      if (message.at <= end) {
        result.messages.push_back(std::move(message));
      }
    }
    std::sort(result.notices.begin(),
              result.notices.end(),
              [](const ForecastNotice& a, const ForecastNotice& b) {
                return std::tie(a.at, a.notice.key) < std::tie(b.at, b.notice.key);
              });
    return result;
  }

  struct Pending {
    Notice notice;
    Instant hold_until;
  };

  const RuleSet& rules_;
  std::vector<Series> series_;
  std::vector<Occurrence> occurrences_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::string, Pending> pending_;
  std::vector<ForecastNotice> notices_;
  std::vector<ForecastMessage> messages_;
  std::priority_queue<Wake> wakes_;
  std::size_t steps_{0};
};

}  // namespace

Forecast forecast(const RuleSet& rules, std::optional<Date> first_load, Instant end) {
  return Stepper{rules, first_load}.run(end);
}

}  // namespace dondoc
