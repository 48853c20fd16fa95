// SPDX-License-Identifier: Apache-2.0
#include "daemon/engine_by_hand.h"

#include "daemon/store/by_hand.h"

#include <map>
#include <utility>

namespace dondoc {

namespace {

class ByHandRound {
 public:
  ByHandRound(Store& store, const RuleSet& rules, Instant now, TickResult& result)
      : store_(store), rules_(rules), now_(now), result_(result) {}

  bool work() {
    settle();
    const std::vector<ByHandRow> due = store_.due_by_hand(now_, by_hand_per_round);
    for (const ByHandRow& row : due) {
      look_at(row);
    }
    ask();
    for (const MessageDraft& draft : tell_untold(untold_, rules_, now_)) {
      store_.write_digest(draft, now_);
      ++result_.messages_stored;
    }
    return due.size() == static_cast<std::size_t>(by_hand_per_round);
  }

 private:
  /// Withdrawn since it was asked for. What a restore made doubtful is told of elsewhere.
  void settle() {
    for (const ByHandRow& row : store_.settled_by_hand(by_hand_per_round)) {
      const bool was_read = row.ask && row.ask->request_state != MessageState::queued;
      if (was_read && row.message.state == MessageState::withdrawn) {
        settled_.push_back(asked_of(row));
      }
      store_.settle_by_hand(row.message.id, now_);
    }
  }

  void look_at(const ByHandRow& row) {
    if (!row.ask) {
      const Instant at = by_hand_at(rules_, now_);
      if (at > now_) {
        store_.put_off(row.message.id, at);
        return;
      }
      waiting_.push_back(what_of(row));
      rows_.emplace(row.message.id, row);
      return;
    }
    if (row.ask->until > now_) {
      // Woken early, by a clock that was confirmed.
      store_.put_off(row.message.id, row.ask->until);
      return;
    }
    const MessageState request = row.ask->request_state;
    if (request == MessageState::queued || request == MessageState::in_flight) {
      store_.postpone_by_hand(row.message.id, by_hand_until(row.about, rules_, now_));
      return;
    }
    end_untold(row, "chưa được ghi nhận là đã báo trực tiếp");
  }

  void ask() {
    const ByHandRequests asked = ask_by_hand(waiting_, settled_, rules_, now_);
    for (const ByHandRequest& request : asked.requests) {
      store_.write_by_hand_request(request.draft, request.messages, request.until, now_);
      ++result_.messages_stored;
    }
    for (const std::string& message : asked.for_nobody) {
      end_untold(rows_.at(message), "không có ai để nhờ báo trực tiếp");
    }
  }

  /// The person's next channel, or the end.
  void end_untold(const ByHandRow& row, const std::string& detail) {
    const StoredMessage& message = row.message;
    AttemptEnd end;
    end.message = message.id;
    end.number = message.attempts + 1;
    end.at = now_;
    end.outcome = untold_outcome;
    end.detail = detail;
    end.channel = message.channel;
    if (static_cast<std::size_t>(message.channel) + 1 < message.draft.contacts.size()) {
      end.channel = message.channel + 1;
      end.next = MessageState::queued;
      end.next_at = now_;
    } else {
      end.next = MessageState::failed;
      ++result_.untold;
      untold_.push_back(asked_of(row));
    }
    store_.end_by_hand(row, end);
  }

  Store& store_;
  const RuleSet& rules_;
  Instant now_;
  TickResult& result_;
  std::vector<AskedByHand> settled_;
  std::vector<ByHand> waiting_;
  std::map<std::string, ByHandRow> rows_;  ///< of what waits, by message
  std::vector<AskedByHand> untold_;
};

}  // namespace

bool work_by_hand(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  return ByHandRound(store, rules, now, result).work();
}

}  // namespace dondoc
