// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/store_fixture.h"

#include <algorithm>

namespace dondoc::series_rows_test {
namespace {

using StoreSeries = StoreTest;

TEST_F(StoreSeries, MatchesItsRowsWithWhatThePlansAskFor) {
  commit([](Store& store) { store.sync_series({{monthly, "m1"}, {yearly, "y1"}}, on_day(1)); });
  ASSERT_EQ(store().due_series(on_day(1), 10).size(), 2U);
  const auto settle = [](const SeriesKey& key) {
    return [key](Store& store) {
      Opening opening;
      opening.opened_through = on_day(2);
      opening.wake_at = on_day(50);
      store.write_opening(key, opening, on_day(2));
    };
  };
  commit(settle(monthly));
  commit(settle(yearly));
  EXPECT_TRUE(store().due_series(on_day(49), 10).empty());

  SeriesKey added = monthly;
  added.unit = "kinh-te";
  commit([&added](Store& store) {
    store.sync_series({{monthly, "m1"}, {added, "a1"}}, on_day(3));
  });
  std::vector<Series> due = store().due_series(on_day(3), 10);
  std::sort(due.begin(), due.end(), [](const Series& left, const Series& right) {
    return left.key < right.key;
  });
  ASSERT_EQ(due.size(), 2U) << "the yearly one is gone";
  EXPECT_EQ(due[0].key, monthly);
  EXPECT_EQ(due[0].opened_through, on_day(2)) << "an unchanged rule opens on from where it was";
  EXPECT_EQ(due[0].first_loaded, on_day(1));
  EXPECT_EQ(due[1].key, added);
  EXPECT_EQ(due[1].first_loaded, on_day(3));
  EXPECT_EQ(due[1].opened_through, std::nullopt);

  commit([&added](Store& store) {
    store.sync_series({{monthly, "m2"}, {added, "a1"}}, on_day(4));
  });
  for (const Series& series : store().due_series(on_day(4), 10)) {
    EXPECT_EQ(series.opened_through, std::nullopt) << "an edited rule opens again, by key";
    EXPECT_EQ(series.first_loaded, series.key == monthly ? on_day(4) : on_day(3))
        << "and is watched from the edit on";
  }
}

TEST_F(StoreSeries, WakesEveryOpenOccurrenceOnAReload) {
  const Occurrence open = occurrence_of(monthly, "2026-05");
  const Occurrence done = occurrence_of(monthly, "2026-04");
  open_all(monthly, {open, done}, on_day(0));
  decide(open.key, Decision{}, on_day(1));
  record(fact_of(done.key, FactKind::completed, on_day(1)), on_day(1));
  decide(done.key, Decision{}, on_day(1));
  EXPECT_TRUE(store().due_occurrences(on_day(99), 10).empty());

  commit([](Store& store) { store.sync_series({{monthly, "m2"}}, on_day(2)); });
  const std::vector<Occurrence> due = store().due_occurrences(on_day(2), 10);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.front().key, open.key);
}

TEST_F(StoreSeries, ForgetsTheDigestOfAPlanThatIsNotLoadedAnyMore) {
  commit([](Store& store) {
    store.sync_series({{monthly, "m1"}}, on_day(1));
    store.set_next_digest("cchc", on_day(2));
    store.set_next_digest("cu", on_day(2));
  });
  commit([](Store& store) { store.sync_series({{monthly, "m1"}}, on_day(3)); });
  EXPECT_EQ(store().next_digest("cchc"), on_day(2));
  EXPECT_EQ(store().next_digest("cu"), std::nullopt);
}

TEST_F(StoreSeries, OpensAnOccurrenceOnce) {
  const Occurrence duty = occurrence_of(monthly, "2026-05");
  open_one(duty);
  record(fact_of(duty.key, FactKind::completed, on_day(5)), on_day(5));
  const Occurrence before = load(duty.key);
  open_all(monthly, {duty}, on_day(6));
  EXPECT_EQ(load(duty.key), before);
  EXPECT_EQ(store().facts(duty.key).size(), 2U);
}

TEST_F(StoreSeries, HandsOutWhatIsDueInTheOrderOfTime) {
  commit([](Store& store) {
    store.sync_series({{monthly, "m1"}, {yearly, "y1"}}, on_day(0));
    Opening opening;
    opening.opened_through = on_day(0);
    opening.wake_at = on_day(20);
    store.write_opening(monthly, opening, on_day(0));
    opening.wake_at = on_day(10);
    store.write_opening(yearly, opening, on_day(0));
  });
  const std::vector<Series> due = store().due_series(on_day(30), 1);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.front().key, yearly);
  EXPECT_TRUE(store().due_series(on_day(9), 10).empty());
}

}  // namespace
}  // namespace dondoc::series_rows_test
