// SPDX-License-Identifier: Apache-2.0
// The disk has to be honest before anything is proved on it: it must keep what was flushed, and it
// must lose what was not.
#include "tests/support/fault_vfs.h"

#include <memory>
#include <set>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace dondoc::fault_vfs_test {
namespace {

const int open_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

std::unique_ptr<SQLite::Database> open_database(const FaultVfs& vfs,
                                                const std::string& synchronous) {
  auto database =
      std::make_unique<SQLite::Database>(std::string("a.db"), open_flags, 0, vfs.name());
  database->exec("PRAGMA journal_mode=WAL");
  database->exec("PRAGMA synchronous=" + synchronous);
  database->exec("PRAGMA wal_autocheckpoint=7");
  database->exec("CREATE TABLE IF NOT EXISTS t(n INTEGER PRIMARY KEY, filler TEXT)");
  return database;
}

std::set<int> rows(SQLite::Database& database) {
  std::set<int> result;
  SQLite::Statement query(database, "SELECT n FROM t");
  while (query.executeStep()) {
    result.insert(query.getColumn(0).getInt());
  }
  return result;
}

struct Tally {
  int acknowledged{0};
  int lost{0};
  int damaged{0};
  int cuts{0};
};

/// Commits numbered rows and cuts the power again and again at a random operation; whatever was
/// acknowledged has to be there afterwards.
Tally cut_power(int rounds, std::uint64_t seed, const std::string& synchronous) {
  FaultVfs vfs("cut-" + synchronous, seed);
  std::mt19937_64 random(seed);
  Tally tally;
  std::set<int> acknowledged;
  int next = 1;
  for (int round = 0; round < rounds; ++round) {
    vfs.disk().cut_power_at(vfs.disk().operations() + 1 + static_cast<int>(random() % 60));
    try {
      const auto database = open_database(vfs, synchronous);
      while (true) {
        SQLite::Statement insert(*database, "INSERT INTO t VALUES(?, ?)");
        insert.bind(1, next);
        insert.bind(2, std::string(random() % 3000, 'x'));
        insert.exec();
        acknowledged.insert(next++);
      }
    } catch (const SQLite::Exception&) {
      ++next;  // The row in flight is in doubt: its number is not used again.
      ++tally.cuts;
    }
    vfs.disk().power_on();
    try {
      const auto database = open_database(vfs, synchronous);
      const std::string check = database->execAndGet("PRAGMA integrity_check").getString();
      tally.damaged += check == "ok" ? 0 : 1;
      const std::set<int> there = rows(*database);
      for (const int n : acknowledged) {
        tally.lost += there.count(n) == 0 ? 1 : 0;
      }
      tally.acknowledged += static_cast<int>(acknowledged.size());
      acknowledged.clear();
      database->exec("DELETE FROM t");
    } catch (const SQLite::Exception&) {
      ++tally.damaged;
      vfs.disk().put("a.db", "");
      vfs.disk().put("a.db-wal", "");
      acknowledged.clear();
    }
  }
  return tally;
}

TEST(FaultVfs, KeepsEveryAcknowledgedCommitUnderFullThroughAThousandPowerCuts) {
  const Tally tally = cut_power(1000, 20260101, "FULL");
  EXPECT_EQ(tally.cuts, 1000);
  EXPECT_GT(tally.acknowledged, 1000);
  EXPECT_EQ(tally.lost, 0);
  EXPECT_EQ(tally.damaged, 0);
}

TEST(FaultVfs, LosesAcknowledgedCommitsWithoutFlushing) {
  const Tally normal = cut_power(200, 7, "NORMAL");
  EXPECT_GT(normal.lost, 100);
  EXPECT_EQ(normal.damaged, 0);
  const Tally off = cut_power(200, 7, "OFF");
  EXPECT_GT(off.lost + off.damaged, 100);
}

TEST(FaultVfs, KeepsEverythingWhenOnlyTheProcessDies) {
  FaultVfs vfs("killed", 3);
  for (int n = 1; n <= 20; ++n) {
    auto database = open_database(vfs, "OFF");
    database->exec("INSERT INTO t VALUES(" + std::to_string(n) + ", '')");
    vfs.disk().kill();
    EXPECT_THROW(database->exec("INSERT INTO t VALUES(1000, '')"), SQLite::Exception);
  }
  EXPECT_EQ(rows(*open_database(vfs, "OFF")).size(), 20U);
}

TEST(FaultVfs, FailsTheOperationItWasToldToAndRecoversAfterwards) {
  for (const DiskError error : {DiskError::io_error, DiskError::full, DiskError::read_only}) {
    for (std::int64_t at = 1; at <= 12; ++at) {
      FaultVfs vfs("failing", 11);
      auto database = open_database(vfs, "FULL");
      database->exec("INSERT INTO t VALUES(1, '')");
      vfs.disk().fail({vfs.disk().operations() + at, error, FaultSpan::once, std::nullopt});
      int acknowledged = 1;
      for (int n = 2; n <= 12; ++n) {
        try {
          database->exec("INSERT INTO t VALUES(" + std::to_string(n) + ", '')");
          ++acknowledged;
        } catch (const SQLite::Exception&) {
          database = open_database(vfs, "FULL");
        }
      }
      EXPECT_EQ(vfs.disk().faults_met(), 1);
      const auto left = rows(*database).size();
      EXPECT_GE(left, static_cast<std::size_t>(acknowledged));
      EXPECT_LE(left, 12U);
    }
  }
}

TEST(FaultVfs, RefusesToGrowBeyondItsSpaceAndGoesOnWhenThereIsRoomAgain) {
  FaultVfs vfs("small", 5);
  const auto database = open_database(vfs, "FULL");
  vfs.disk().limit_space(vfs.disk().bytes_used() + 4096);
  int written = 0;
  EXPECT_THROW(
      {
        while (true) {
          database->exec("INSERT INTO t VALUES(NULL, hex(zeroblob(1500)))");
          ++written;
        }
      },
      SQLite::Exception);
  vfs.disk().heal();
  database->exec("INSERT INTO t VALUES(NULL, '')");
  EXPECT_EQ(rows(*database).size(), static_cast<std::size_t>(written) + 1);
}

TEST(FaultVfs, KeepsTwoConnectionsApart) {
  FaultVfs vfs("pair", 5);
  const auto writer = open_database(vfs, "FULL");
  const auto reader = open_database(vfs, "FULL");
  writer->exec("BEGIN IMMEDIATE");
  writer->exec("INSERT INTO t VALUES(1, '')");
  EXPECT_TRUE(rows(*reader).empty());
  EXPECT_THROW(reader->exec("BEGIN IMMEDIATE"), SQLite::Exception);
  writer->exec("COMMIT");
  EXPECT_EQ(rows(*reader).size(), 1U);
}

TEST(FaultVfs, DoesTheSameThingForTheSameSeed) {
  const Tally one = cut_power(50, 99, "NORMAL");
  const Tally two = cut_power(50, 99, "NORMAL");
  EXPECT_EQ(one.acknowledged, two.acknowledged);
  EXPECT_EQ(one.lost, two.lost);
}

TEST(FaultVfs, FailsTheNamedReadOnce) {
  FaultVfs vfs("unreadable", 4);
  { open_database(vfs, "FULL")->exec("INSERT INTO t VALUES(1, 'x')"); }
  SQLite::Database database(std::string("a.db"), open_flags, 0, vfs.name());
  vfs.disk().fail_read_at(vfs.disk().reads() + 2);
  EXPECT_THROW(rows(database), SQLite::Exception);
  EXPECT_EQ(vfs.disk().faults_met(), 1);
  EXPECT_EQ(rows(database).size(), 1U);
}

TEST(FaultVfs, WritesPagesInMidTransactionOnceMemoryIsScarce) {
  enum class Memory { plenty, scarce };
  const auto writes_before_commit = [](Memory memory) {
    FaultVfs vfs("spills", 5);
    if (memory == Memory::scarce) {
      vfs.make_memory_scarce();
    }
    const auto database = open_database(vfs, "FULL");
    database->exec("BEGIN");
    const std::int64_t before = vfs.disk().operations();
    for (int n = 0; n < 100; ++n) {
      database->exec("INSERT INTO t(filler) VALUES(hex(zeroblob(1000)))");
    }
    const std::int64_t written = vfs.disk().operations() - before;
    database->exec("ROLLBACK");
    return written;
  };
  EXPECT_EQ(writes_before_commit(Memory::plenty), 0);
  EXPECT_GT(writes_before_commit(Memory::scarce), 10);
}

}  // namespace
}  // namespace dondoc::fault_vfs_test
