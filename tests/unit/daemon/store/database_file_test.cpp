// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/database_file.h"

#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

#include <fstream>
#include <iterator>
#include <random>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dondoc::database_file_test {
namespace {

namespace fs = std::filesystem;

[[nodiscard]] std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class StoreFile : public StoreTest {
 protected:
  /// Some rows, closed, so that the file is all there is.
  void fill() {
    std::vector<Occurrence> many;
    for (int i = 0; i < 200; ++i) {
      many.push_back(occurrence_of(monthly, std::to_string(1000 + i)));
    }
    open_all(monthly, many, on_day(0));
    close();
  }
  void open_it(const fs::path& path) const { const Store another(path, StoreOptions{}); }
  /// It is refused as not ours or damaged, with a message for people, and stays as it was.
  void expect_kept(const std::string& bytes) {
    close();
    put(file(), bytes);
    try {
      open_it(file());
      ADD_FAILURE() << "opened";
    } catch (const StoreError& error) {
      EXPECT_EQ(error.fault(), StoreFault::corrupt) << error.what();
      EXPECT_NE(std::string(error.what()).find("khôi phục từ bản sao lưu"), std::string::npos)
          << error.what();
      EXPECT_NE(std::string(error.what()).find("giữ nguyên"), std::string::npos) << error.what();
    }
    EXPECT_EQ(bytes_of(file()), bytes);
  }
};

TEST_F(StoreFile, IsMadeForItsOwnerOnly) {
  struct stat status {};
  ASSERT_EQ(stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_FALSE(fs::exists(file().string() + ".new"));
}

TEST_F(StoreFile, IsRefusedWhenItIsNotADatabase) {
  expect_kept("Đây là một văn bản, không phải cơ sở dữ liệu.\n" + std::string(9000, 'x'));
}

TEST_F(StoreFile, IsRefusedWhenItIsEmpty) {
  expect_kept("");
}

TEST_F(StoreFile, IsRefusedWhenSomebodyElseMadeIt) {
  close();
  fs::remove(file());
  {
    RawDatabase raw(file());
    raw.run("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
  }
  expect_kept(bytes_of(file()));
}

TEST_F(StoreFile, IsRefusedWhenANewerDondocWroteIt) {
  close();
  {
    RawDatabase raw(file());
    raw.run("PRAGMA user_version = 999");
  }
  expect_kept(bytes_of(file()));
}

TEST_F(StoreFile, IsRefusedWhenItWasCutOff) {
  fill();
  const std::string whole = bytes_of(file());
  for (const std::size_t size : {whole.size() / 2,
                                 whole.size() - 4096,
                                 std::size_t{4096},
                                 std::size_t{100},
                                 std::size_t{1}}) {
    SCOPED_TRACE(size);
    expect_kept(whole.substr(0, size));
  }
}

TEST_F(StoreFile, IsKeptWhenBytesInItHaveFlipped) {
  fill();
  const std::string whole = bytes_of(file());
  std::mt19937 random(20260501);
  int refused = 0;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = whole;
    for (int flips = 0; flips < 20; ++flips) {
      damaged[random() % damaged.size()] ^= static_cast<char>(1 + random() % 255);
    }
    put(file(), damaged);
    try {
      const Store store(file(), StoreOptions{});
      // Damage inside a text can't be seen on opening; reading must end in an answer or a fault.
      OccurrenceFilter all;
      all.open_only = false;
      static_cast<void>(store.occurrences(all));
      static_cast<void>(store.first_broken_journal_row());
    } catch (const StoreError& error) {
      EXPECT_EQ(error.fault(), StoreFault::corrupt) << error.what();
      EXPECT_EQ(bytes_of(file()), damaged);
      ++refused;
    }
  }
  EXPECT_GT(refused, 30);
}

TEST_F(StoreFile, IsRefusedUnderAnotherName) {
  fill();
  const fs::path link = file().parent_path() / "link.db";
  fs::create_symlink(file(), link);
  EXPECT_EQ(fault_of([&] { open_it(link); }), StoreFault::unavailable);
  fs::remove(link);
  fs::create_hard_link(file(), link);
  EXPECT_EQ(fault_of([&] { open_it(link); }), StoreFault::unavailable);
  EXPECT_EQ(fault_of([&] { open_it(file()); }), StoreFault::unavailable);
  fs::remove(link);
  reopen();
}

TEST_F(StoreFile, NeedsAFolderThatOnlyItsOwnerWrites) {
  EXPECT_EQ(fault_of([&] { open_it(file().parent_path() / "khong-co" / "dondoc.db"); }),
            StoreFault::unavailable);
  EXPECT_EQ(fault_of([&] { open_it(file() / "dondoc.db"); }), StoreFault::unavailable);
  EXPECT_EQ(fault_of([&] { open_it(file().parent_path()); }), StoreFault::unavailable);
  close();
  fs::permissions(file().parent_path(), fs::perms::all);
  EXPECT_EQ(fault_of([&] { open_it(file()); }), StoreFault::unavailable);
  fs::permissions(file().parent_path(), fs::perms::owner_all);
  reopen();
}

TEST_F(StoreFile, IsNotMadeWhenThatWasNotAsked) {
  const fs::path other = file().parent_path() / "other.db";
  StoreOptions options;
  options.create = false;
  EXPECT_EQ(fault_of([&] { const Store store(other, options); }), StoreFault::unavailable);
  EXPECT_FALSE(fs::exists(other));
}

/// Another process, started before the file was opened here: forked later it would inherit what
/// SQLite remembers of this process's locks, and never ask the system.
class OtherProcess {
 public:
  explicit OtherProcess(const fs::path& path) {
    EXPECT_EQ(pipe(start_), 0);
    child_ = fork();
    if (child_ == 0) {
      char byte = 0;
      const bool asked = read(start_[0], &byte, 1) == 1;
      _exit(asked ? fault_on_opening(path) : not_asked);
    }
  }
  /// What it meets when it opens the file now.
  [[nodiscard]] int open() {
    EXPECT_EQ(write(start_[1], "x", 1), 1);
    int status = 0;
    EXPECT_EQ(waitpid(child_, &status, 0), child_);
    ::close(start_[0]);
    ::close(start_[1]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : not_asked;
  }

  static constexpr int opened = 99;

 private:
  static constexpr int not_asked = 98;
  static int fault_on_opening(const fs::path& path) {
    try {
      const Store store(path, StoreOptions{});
      return opened;
    } catch (const StoreError& error) {
      return static_cast<int>(error.fault());
    }
  }
  int start_[2]{};
  pid_t child_{0};
};

TEST_F(StoreFile, IsHeldByOneStoreAtATime) {
  const int unavailable = static_cast<int>(StoreFault::unavailable);
  EXPECT_EQ(fault_of([&] { open_it(file()); }), StoreFault::unavailable) << "in this process";
  close();
  OtherProcess first(file());
  OtherProcess second(file());
  OtherProcess third(file());
  reopen();
  EXPECT_EQ(first.open(), unavailable) << "before anything was written";
  open_one(occurrence_of(monthly, "2026-05"));
  EXPECT_EQ(second.open(), unavailable) << "and after";
  open_one(occurrence_of(monthly, "2026-06"));
  close();
  EXPECT_EQ(third.open(), OtherProcess::opened);
}

/// Runs the body as a user who may not do everything, in a child; root isn't stopped by modes.
[[nodiscard]] int fault_as_nobody(const fs::path& path) {
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && setresuid(nobody, nobody, nobody) != 0) {
      _exit(98);
    }
    int code = 99;
    try {
      const Store store(path, StoreOptions{});
    } catch (const StoreError& error) {
      code = static_cast<int>(error.fault());
    }
    _exit(code);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) && WEXITSTATUS(status) < 98 ? WEXITSTATUS(status) : -1;
}

TEST_F(StoreFile, IsUnavailableInAFolderThatCannotBeWritten) {
  close();
  fs::permissions(file(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  fs::permissions(file().parent_path(), fs::perms{0555});
  EXPECT_EQ(fault_as_nobody(file()), static_cast<int>(StoreFault::unavailable));
  EXPECT_EQ(fault_as_nobody(file().parent_path() / "new.db"),
            static_cast<int>(StoreFault::unavailable));
  fs::permissions(file().parent_path(), fs::perms::owner_all);
}

}  // namespace
}  // namespace dondoc::database_file_test
