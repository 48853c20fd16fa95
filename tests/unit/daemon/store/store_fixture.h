// SPDX-License-Identifier: Apache-2.0
// A store in a folder of its own, with small builders for what goes into it.
#pragma once

#include "daemon/store/store.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc {

inline Instant at(std::int64_t seconds) {
  return Instant{std::chrono::seconds{seconds}};
}
inline constexpr std::int64_t day_seconds = 86'400;
inline Instant on_day(std::int64_t day) {
  return at(day * day_seconds);
}

inline const SeriesKey monthly{"cchc", "VII.6", "", ""};
inline const SeriesKey yearly{"cchc", "VII.2", "kiem-tra", ""};

/// Opens at day 0, due at the start of day 30.
inline Occurrence occurrence_of(const SeriesKey& series, const std::string& period) {
  Occurrence occurrence;
  occurrence.key = occurrence_key(series, period);
  occurrence.series = series;
  occurrence.period = period;
  occurrence.opens = on_day(0);
  occurrence.due = on_day(30);
  occurrence.first_due = occurrence.due;
  occurrence.last_day = Date{std::chrono::days{29}};
  occurrence.round_from = occurrence.opens;
  return occurrence;
}

inline Fact fact_of(const std::string& occurrence, FactKind kind, Instant moment) {
  return Fact{occurrence, kind, moment, "vh-xh.truong", "cli", {}};
}

inline Opening opening_of(const std::vector<Occurrence>& occurrences, Instant now) {
  Opening opening;
  opening.occurrences = occurrences;
  for (const Occurrence& occurrence : occurrences) {
    opening.facts.push_back(
        Fact{occurrence.key, FactKind::opened, now, "he-thong", "engine", {{"reason", "kỳ"}}});
  }
  opening.opened_through = now;
  return opening;
}

inline Notice notice_of(const Occurrence& occurrence,
                        const std::string& rung,
                        const std::string& post,
                        Instant planned_at) {
  Notice notice;
  notice.key = notice_key(occurrence.key, occurrence.round, rung, post);
  notice.occurrence = occurrence.key;
  notice.round = occurrence.round;
  notice.rung = rung;
  notice.post = post;
  notice.planned_at = planned_at;
  notice.reason = Reason{"plans/cchc.yaml", 12, "trước ngày 25 hằng tháng", rung, "ngày nghỉ"};
  return notice;
}

inline MessageDraft draft_of(const std::vector<Notice>& notices) {
  MessageDraft draft;
  draft.person = "p1";
  draft.post = notices.empty() ? "vh-xh.truong" : notices.front().post;
  draft.contacts = {{"maildir", "truong@xa.example"}, {"webhook", "https://xa.example/hook"}};
  draft.subject = "Nhắc việc";
  draft.text = "Kính gửi đồng chí,\nviệc sắp đến hạn.\n";
  for (const Notice& notice : notices) {
    draft.key += notice.key + "\n";
    draft.notices.push_back(notice.key);
  }
  return draft;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dondoc-store-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    reopen();
  }
  ~StoreTest() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "dondoc.db"; }
  [[nodiscard]] Store& store() { return *store_; }

  void close() { store_.reset(); }
  void reopen() {
    store_.reset();
    store_ = std::make_unique<Store>(file(), StoreOptions{});
  }

  /// Runs `write(store)` in one committed transaction.
  template <typename Write>
  void commit(Write write) {
    Store::Transaction transaction(*store_);
    write(*store_);
    transaction.commit();
  }

  /// Opens them on `series` at `now`.
  void open_all(const SeriesKey& series, const std::vector<Occurrence>& occurrences, Instant now) {
    commit([&](Store& store) { store.write_opening(series, opening_of(occurrences, now), now); });
  }
  void open_one(const Occurrence& occurrence) {
    open_all(occurrence.series, {occurrence}, occurrence.opens);
  }
  [[nodiscard]] Occurrence load(const std::string& key) { return store_->occurrence(key).value(); }
  void decide(const std::string& key, const Decision& decision, Instant now) {
    commit([&](Store& store) { store.write_decision(load(key), decision, now); });
  }
  void record(const Fact& fact, Instant now) {
    commit([&](Store& store) { store.write_fact(fact, now); });
  }
  void release(const Release& release, Instant now) {
    commit([&](Store& store) { store.write_release(release, now); });
  }
  void issue(const std::vector<Notice>& notices, Instant now) {
    for (const Notice& notice : notices) {
      decide(notice.occurrence, Decision{{}, {notice}, {}, std::nullopt}, now);
    }
  }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Store> store_;
};

/// The fault of what `act` throws; fails the test when it throws nothing.
template <typename Act>
StoreFault fault_of(Act act) {
  try {
    act();
  } catch (const StoreError& error) {
    return error.fault();
  }
  ADD_FAILURE() << "no StoreError";
  return StoreFault::closed;
}

}  // namespace dondoc
