// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/backup.h"

#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace dondoc::backup_test {
namespace {

namespace fs = std::filesystem;

class BackupTest : public StoreTest {
 protected:
  BackupTest() { open_one(duty_); }

  [[nodiscard]] fs::path folder() const { return file().parent_path() / "backups"; }
  static std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
};

TEST_F(BackupTest, IsTheDatabaseAsItIsWhileItIsWorkedWith) {
  const Instant now = at(1'779'412'345);
  const Backup made = back_up(store(), folder(), now);
  EXPECT_EQ(made.file, folder() / "dondoc-20260522T011225Z.db");
  EXPECT_EQ(made.bytes, fs::file_size(made.file));
  struct stat status {};
  ASSERT_EQ(stat(made.file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), {}), 1);
  // It is a copy: what is written afterwards isn't in it, and the store goes on.
  record(fact_of(duty_.key, FactKind::completed, on_day(20)), on_day(20));
  EXPECT_EQ(load(duty_.key).state, OccurrenceState::done);
  EXPECT_EQ(check_copy(made.file, folder(), now).counts.open, 1);
}

TEST_F(BackupTest, ALimitedNumberIsKeptAndOtherFilesAreLeftAlone) {
  fs::create_directory(folder());
  for (const char* name :
       {"dondoc.db", "dondoc-20260522T011225Z.db.txt", "dondoc-20261399T011225Z.db"}) {
    std::ofstream(folder() / name) << "x";
  }
  for (std::int64_t day = 1; day <= 16; ++day) {
    static_cast<void>(back_up(store(), folder(), on_day(day)));
  }
  const std::vector<Backup> kept = backups_in(folder());
  ASSERT_EQ(kept.size(), backups_kept);
  EXPECT_EQ(kept.front().at, on_day(16));
  EXPECT_EQ(kept.back().at, on_day(3));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), {}),
            static_cast<std::ptrdiff_t>(backups_kept + 3));
  EXPECT_TRUE(backups_in(folder() / "nowhere").empty());
}

TEST_F(BackupTest, OfAStoreThatIsNotWholeNoneIsMade) {
  record(fact_of(duty_.key, FactKind::acknowledged, on_day(10)), on_day(10));
  const Backup good = back_up(store(), folder(), on_day(11));
  close();
  {
    RawDatabase raw(file());
    raw.run("DROP TRIGGER fact_stays; UPDATE fact SET actor = 'x' WHERE sequence = 2");
  }
  reopen();
  EXPECT_EQ(store().problems(),
            std::vector<std::string>{"nhật ký ghi nhận không còn nguyên vẹn từ dòng 2"});
  try {
    static_cast<void>(back_up(store(), folder(), on_day(12)));
    FAIL() << "a copy of a broken chain was called a backup";
  } catch (const StoreError& error) {
    EXPECT_EQ(error.fault(), StoreFault::corrupt);
  }
  ASSERT_EQ(backups_in(folder()).size(), 1U);
  EXPECT_EQ(backups_in(folder()).front().file, good.file);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), {}), 1);
}

TEST_F(BackupTest, AFolderThatCannotBeWrittenIsToldAndTheStoreGoesOn) {
  std::ofstream(folder()) << "a file is in the way";
  EXPECT_THROW(static_cast<void>(back_up(store(), folder(), on_day(1))), StoreError);
  EXPECT_EQ(load(duty_.key).state, OccurrenceState::open);
}

TEST_F(BackupTest, CheckingACopyChangesNoByteOfIt) {
  const Backup made = back_up(store(), folder(), on_day(1));
  const std::string before = bytes_of(made.file);
  EXPECT_TRUE(check_copy(made.file, folder(), on_day(2)).problems.empty());
  EXPECT_EQ(bytes_of(made.file), before);
  {
    RawDatabase raw(made.file);
    raw.run("PRAGMA foreign_keys = OFF; DELETE FROM occurrence");
  }
  const CheckedCopy orphaned = check_copy(made.file, folder(), on_day(2));
  ASSERT_FALSE(orphaned.problems.empty());
  EXPECT_NE(orphaned.problems.front().find("trỏ tới dòng không còn"), std::string::npos)
      << orphaned.problems.front();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), {}), 1);
}

TEST_F(BackupTest, WhatWaitedIsDoubtedAndToldInTheDigest) {
  const Notice waiting = notice_of(duty_, "con-10", "a", on_day(20));
  const Notice flying = notice_of(duty_, "con-3", "a", on_day(27));
  issue({waiting, flying}, on_day(27));
  const MessageDraft first = draft_of({waiting});
  const MessageDraft second = draft_of({flying});
  release(Release{{first, second}, {}, {}}, on_day(27));
  commit([&](Store& store) { store.begin_attempts({{message_id(second.key), 1, 0, on_day(27)}}); });
  int doubted = 0;
  commit([&](Store& store) { doubted = store.doubt_unsent(on_day(28)); });
  EXPECT_EQ(doubted, 2);
  for (const MessageDraft& draft : {first, second}) {
    EXPECT_EQ(store().message(message_id(draft.key))->state, MessageState::uncertain);
  }
  EXPECT_EQ(store().attempts(message_id(second.key)).at(0).outcome, "uncertain");
  const DigestList list = store().digest_lines("cchc", on_day(28));
  ASSERT_EQ(list.lines.size(), 1U);
  EXPECT_EQ(list.lines.front().cause, DigestCause::uncertain);
  commit([&](Store& store) { doubted = store.doubt_unsent(on_day(29)); });
  EXPECT_EQ(doubted, 0);
  EXPECT_TRUE(store().problems().empty());
}

}  // namespace
}  // namespace dondoc::backup_test
