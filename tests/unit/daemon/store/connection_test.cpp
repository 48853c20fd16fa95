// SPDX-License-Identifier: Apache-2.0
// What the store does when the disk under it fails.
#include "daemon/store/connection.h"

#include "tests/support/fault_vfs.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::connection_test {
namespace {

class StoreFaults : public ::testing::Test {
 protected:
  StoreFaults() : vfs_("store-faults", 7) { reopen(); }

  void reopen() {
    store_.reset();
    StoreOptions options;
    options.vfs = vfs_.name();
    store_ = std::make_unique<Store>("/dondoc.db", options);
  }
  void write(const Occurrence& occurrence) {
    Store::Transaction transaction(*store_);
    store_->write_opening(monthly, opening_of({occurrence}, on_day(0)), on_day(0));
    transaction.commit();
  }
  [[nodiscard]] bool has(const Occurrence& occurrence) const {
    return store_->occurrence(occurrence.key).has_value();
  }
  void fail_next(DiskError error, FaultSpan span, std::optional<DiskOperation> only) {
    vfs_.disk().fail({vfs_.disk().operations() + 1, error, span, only});
  }

  FaultVfs vfs_;
  std::unique_ptr<Store> store_;
  const Occurrence first_ = occurrence_of(monthly, "2026-05");
  const Occurrence second_ = occurrence_of(monthly, "2026-06");
};

TEST_F(StoreFaults, ClosesWhenACommitFailsBecauseNobodyKnowsItsOutcome) {
  write(first_);
  fail_next(DiskError::io_error, FaultSpan::once, DiskOperation::sync);
  EXPECT_EQ(fault_of([this] { write(second_); }), StoreFault::unknown);
  EXPECT_EQ(fault_of([this] { static_cast<void>(has(first_)); }), StoreFault::closed);
  EXPECT_EQ(fault_of([this] { write(second_); }), StoreFault::closed);
  EXPECT_EQ(fault_of([this] { store_->checkpoint(); }), StoreFault::closed);
  EXPECT_EQ(fault_of([this] { static_cast<void>(store_->wakes()); }), StoreFault::closed);

  vfs_.disk().heal();
  reopen();
  EXPECT_TRUE(has(first_));
  if (!has(second_)) {
    write(second_);
  }
  EXPECT_TRUE(has(second_));
  EXPECT_EQ(store_->first_broken_journal_row(), std::nullopt);
}

TEST_F(StoreFaults, ClosesWhenACommitMeetsAFullDisk) {
  write(first_);
  fail_next(DiskError::full, FaultSpan::from_then_on, std::nullopt);
  EXPECT_EQ(fault_of([this] { write(second_); }), StoreFault::unknown);
  vfs_.disk().heal();
  reopen();
  EXPECT_TRUE(has(first_));
}

TEST_F(StoreFaults, SurvivesAFullDiskInsideATransactionThatIsTooLargeForMemory) {
  write(first_);
  fail_next(DiskError::full, FaultSpan::from_then_on, std::nullopt);
  std::vector<Occurrence> many;
  Occurrence large = second_;
  for (int i = 0; i < 20'000; ++i) {
    large.key = occurrence_key(monthly, std::to_string(i));
    many.push_back(large);
  }
  {
    Store::Transaction transaction(*store_);
    EXPECT_EQ(
        fault_of([&] { store_->write_opening(monthly, opening_of(many, on_day(0)), on_day(0)); }),
        StoreFault::unavailable);
    EXPECT_EQ(fault_of([&] { store_->touch(on_day(1)); }), StoreFault::unavailable)
        << "a write after the rollback would stand alone";
    EXPECT_EQ(fault_of([&] { transaction.commit(); }), StoreFault::unavailable);
  }
  vfs_.disk().heal();
  EXPECT_TRUE(has(first_));
  EXPECT_FALSE(store_->occurrence(many.front().key).has_value());
  write(second_);
  EXPECT_TRUE(has(second_));
}

TEST_F(StoreFaults, KeepsEveryCommittedRowOverAPowerCutAtAnyOperation) {
  write(first_);
  for (int step = 1; step <= 40; ++step) {
    const Occurrence duty = occurrence_of(monthly, "x" + std::to_string(step));
    vfs_.disk().cut_power_at(vfs_.disk().operations() + step);
    bool committed = false;
    try {
      write(duty);
      committed = true;
      store_->checkpoint();
    } catch (const StoreError&) {
      // The power went.
    }
    store_.reset();
    vfs_.disk().heal();
    vfs_.disk().crash();
    vfs_.disk().power_on();
    reopen();
    EXPECT_TRUE(has(first_));
    EXPECT_TRUE(!committed || has(duty)) << step;
    EXPECT_EQ(store_->first_broken_journal_row(), std::nullopt) << step;
  }
}

TEST_F(StoreFaults, TellsACheckpointThatFailsForLong) {
  write(first_);
  store_->checkpoint();
  write(second_);
  fail_next(DiskError::full, FaultSpan::from_then_on, std::nullopt);
  for (int i = 1; i < checkpoint_failures_max; ++i) {
    store_->checkpoint();
  }
  EXPECT_EQ(fault_of([this] { store_->checkpoint(); }), StoreFault::unavailable);
  vfs_.disk().heal();
  store_->checkpoint();
  EXPECT_TRUE(has(second_));
}

TEST_F(StoreFaults, IsUnavailableAndNeverCorruptWhicheverReadFailsAtOpening) {
  write(first_);
  // A row longer than a page lies on pages of its own, which the check words in its own way.
  Fact fact;
  fact.occurrence = first_.key;
  fact.kind = FactKind::completed;
  fact.at = on_day(1);
  fact.data["document"] = std::string(20'000, 'x');
  Store::Transaction transaction(*store_);
  store_->write_fact(fact, on_day(1));
  transaction.commit();
  store_->checkpoint();
  store_.reset();
  bool failed = true;
  int openings = 0;
  for (; failed; ++openings) {
    store_.reset();
    const std::int64_t met = vfs_.disk().faults_met();
    vfs_.disk().fail_read_at(vfs_.disk().reads() + 1 + openings);
    // Some reads are made twice, so that an opening can outlive one that failed.
    try {
      reopen();
      failed = vfs_.disk().faults_met() > met;
    } catch (const StoreError& error) {
      EXPECT_EQ(error.fault(), StoreFault::unavailable) << error.what();
    }
    vfs_.disk().heal();
  }
  EXPECT_GT(openings, 10);
  EXPECT_TRUE(has(first_));
}

TEST_F(StoreFaults, IsUnavailableWhenItCannotBeRead) {
  store_.reset();
  fail_next(DiskError::io_error, FaultSpan::from_then_on, DiskOperation::open);
  EXPECT_EQ(fault_of([this] { reopen(); }), StoreFault::unavailable);
  vfs_.disk().heal();
  reopen();
}

}  // namespace
}  // namespace dondoc::connection_test
