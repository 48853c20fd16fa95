// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::journal_test {
namespace {

class StoreJournal : public StoreTest {
 protected:
  StoreJournal() {
    open_all(monthly, {duty_}, on_day(0));
    Fact fact = fact_of(duty_.key, FactKind::acknowledged, on_day(1));
    for (int i = 0; i < 4; ++i) {
      fact.data = {{"promised", "1970-01-2" + std::to_string(i)}, {"reason", "lý do"}};
      record(fact, on_day(1));
    }
  }
  /// Somebody who owns the file drops the guards first.
  void tamper(const std::string& sql) {
    close();
    {
      RawDatabase raw(file());
      for (const std::string table : {"fact", "fact_data"}) {
        raw.run("DROP TRIGGER " + table + "_stays");
        raw.run("DROP TRIGGER " + table + "_kept");
      }
      raw.run(sql);
    }
    reopen();
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
};

TEST_F(StoreJournal, IsWholeAndInOrder) {
  EXPECT_EQ(store().first_broken_journal_row(), std::nullopt);
  const std::vector<JournalRow> rows = store().facts(duty_.key);
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].fact.kind, FactKind::opened);
  EXPECT_EQ(rows[0].fact.by, "engine");
  EXPECT_EQ(rows[4].sequence, 5);
  EXPECT_EQ(rows[4].fact.data.at("promised"), "1970-01-23");
  EXPECT_EQ(rows[4].fact.actor, "vh-xh.truong");
  EXPECT_EQ(rows[4].hash.size(), 64U);
  EXPECT_NE(rows[3].hash, rows[4].hash);
}

TEST_F(StoreJournal, ShowsAnEditedFact) {
  tamper("UPDATE fact SET actor = 'nguoi-khac' WHERE sequence = 3");
  EXPECT_EQ(store().first_broken_journal_row(), 3);
}

TEST_F(StoreJournal, ShowsEditedData) {
  tamper("UPDATE fact_data SET value = '1970-01-29' WHERE sequence = 2 AND name = 'promised'");
  EXPECT_EQ(store().first_broken_journal_row(), 2);
}

TEST_F(StoreJournal, ShowsTextMovedFromOneFieldToTheNext) {
  tamper("UPDATE fact SET actor = 'vh-xh.truon', by = 'gcli' WHERE sequence = 2");
  EXPECT_EQ(store().first_broken_journal_row(), 2);
}

TEST_F(StoreJournal, ShowsADeletedRow) {
  tamper("DELETE FROM fact_data WHERE sequence = 3; DELETE FROM fact WHERE sequence = 3");
  EXPECT_EQ(store().first_broken_journal_row(), 3);
}

TEST_F(StoreJournal, ShowsARowCutOffTheEnd) {
  tamper("DELETE FROM fact_data WHERE sequence = 5; DELETE FROM fact WHERE sequence = 5");
  EXPECT_EQ(store().first_broken_journal_row(), 5);
}

TEST_F(StoreJournal, ShowsSwappedRows) {
  tamper(
      "PRAGMA foreign_keys = OFF;"
      "UPDATE fact SET sequence = -1 WHERE sequence = 2;"
      "UPDATE fact SET sequence = 2 WHERE sequence = 3;"
      "UPDATE fact SET sequence = 3 WHERE sequence = -1;"
      "UPDATE fact_data SET sequence = -1 WHERE sequence = 2;"
      "UPDATE fact_data SET sequence = 2 WHERE sequence = 3;"
      "UPDATE fact_data SET sequence = 3 WHERE sequence = -1");
  EXPECT_EQ(store().first_broken_journal_row(), 2);
}

TEST_F(StoreJournal, ShowsAFactMovedToAnotherDuty) {
  tamper("UPDATE occurrence SET key = 'cchc/VII.6@2026-06' WHERE key = '" + duty_.key + "'");
  EXPECT_EQ(store().first_broken_journal_row(), 1);
}

TEST_F(StoreJournal, TellsAKindItDoesNotKnow) {
  tamper("UPDATE fact SET kind = 'la' WHERE sequence = 2");
  EXPECT_EQ(store().first_broken_journal_row(), 2);
  EXPECT_EQ(fault_of([this] { static_cast<void>(store().facts(duty_.key)); }), StoreFault::corrupt);
}

TEST_F(StoreJournal, TakesTextsWithAnyBytes) {
  Fact fact = fact_of(duty_.key, FactKind::acknowledged, on_day(2));
  fact.data = {{"reason", std::string("a\0b'\"\n", 6)}};
  record(fact, on_day(2));
  reopen();
  EXPECT_EQ(store().facts(duty_.key).back().fact.data, fact.data);
  EXPECT_EQ(store().first_broken_journal_row(), std::nullopt);
}

}  // namespace
}  // namespace dondoc::journal_test
