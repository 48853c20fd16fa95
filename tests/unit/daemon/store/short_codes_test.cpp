// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/store_fixture.h"

#include <set>

namespace dondoc::short_codes_test {
namespace {

class StoreCodes : public StoreTest {
 protected:
  /// Opens one more occurrence and returns its code.
  int open_next(Instant now) {
    const Occurrence occurrence = occurrence_of(monthly, "p" + std::to_string(++opened_));
    open_all(monthly, {occurrence}, now);
    last_ = occurrence.key;
    return load(occurrence.key).code;
  }
  void close_last(Instant now) { record(fact_of(last_, FactKind::completed, now), now); }

  int opened_{0};
  std::string last_;
};

TEST_F(StoreCodes, AreShortAndUniqueAmongWhatIsOpen) {
  std::vector<Occurrence> many;
  for (int i = 0; i < 1500; ++i) {
    many.push_back(occurrence_of(monthly, std::to_string(1000 + i)));
  }
  open_all(monthly, many, on_day(0));
  OccurrenceFilter all;
  all.limit = 2000;
  std::set<int> codes;
  int two_digits = 0;
  for (const Occurrence& occurrence : store().occurrences(all)) {
    codes.insert(occurrence.code);
    two_digits += occurrence.code < 100 ? 1 : 0;
    EXPECT_GE(occurrence.code, 10);
    EXPECT_LT(occurrence.code, 10'000);
    EXPECT_EQ(store().occurrence_by_code(occurrence.code)->key, occurrence.key);
  }
  EXPECT_EQ(codes.size(), many.size());
  EXPECT_EQ(two_digits, 46) << "a width gives codes while at least half of it is free";
}

TEST_F(StoreCodes, AreNotUsedAgainForNinetyDays) {
  std::set<int> used;
  for (int day = 0; day < 90; ++day) {
    EXPECT_TRUE(used.insert(open_next(on_day(day))).second) << day;
    close_last(on_day(day));
  }
}

TEST_F(StoreCodes, ComeBackLongestRestedFirst) {
  std::vector<int> used;
  for (int i = 0; i < 90; ++i) {
    // Far enough apart that each has rested before the next opens: fresh ones still go first.
    used.push_back(open_next(on_day(i * 100)));
    close_last(on_day(i * 100));
  }
  EXPECT_EQ(std::set<int>(used.begin(), used.end()).size(), 90U);
  EXPECT_EQ(open_next(on_day(9000)), used[0]);
  EXPECT_EQ(open_next(on_day(9000)), used[1]);
}

TEST_F(StoreCodes, NameTheOneThatClosedLastWhenNothingOpenHasThem) {
  const int code = open_next(on_day(0));
  close_last(on_day(1));
  EXPECT_EQ(store().occurrence_by_code(code)->key, last_);
  EXPECT_EQ(store().occurrence_by_code(9999), std::nullopt);
  EXPECT_EQ(store().occurrence_by_code(-1), std::nullopt);
}

/// What an edit brings back has its own code only while nobody else has had it.
TEST_F(StoreCodes, AreNotTakenBackFromWhoHadThemSince) {
  const int code = open_next(on_day(0));
  const std::string first = last_;
  record(fact_of(first, FactKind::withdrawn, on_day(0)), on_day(0));
  for (int i = 1; i < 90; ++i) {
    open_next(on_day(i * 100));
    close_last(on_day(i * 100));
  }
  ASSERT_EQ(open_next(on_day(9000)), code);
  const std::string second = last_;
  close_last(on_day(9000));
  record(fact_of(first, FactKind::reopened, on_day(9001)), on_day(9001));
  EXPECT_NE(load(first).code, code);
  EXPECT_EQ(store().occurrence_by_code(code)->key, second);
}

TEST_F(StoreCodes, AreTheSameForTheSameHistory) {
  EXPECT_EQ(open_next(on_day(0)), 10);
  EXPECT_EQ(open_next(on_day(0)), 11);
  close_last(on_day(0));
  reopen();
  EXPECT_EQ(open_next(on_day(0)), 12);
}

}  // namespace
}  // namespace dondoc::short_codes_test
