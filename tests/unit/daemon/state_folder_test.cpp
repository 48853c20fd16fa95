// SPDX-License-Identifier: Apache-2.0
#include "daemon/state_folder.h"

#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

namespace dondoc::state_folder_test {
namespace {

/// A variable of the environment for the length of a test, which has no other thread.
// NOLINTBEGIN(concurrency-mt-unsafe)
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    ::setenv(name_, value.c_str(), 1);
  }
  ~Variable() { ::unsetenv(name_); }
  // NOLINTEND(concurrency-mt-unsafe)
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

Settings settings_with(const std::string& state, const std::string& runtime) {
  Settings settings;
  settings.state = state;
  settings.runtime = runtime;
  return settings;
}

class StateLockTest : public ::testing::Test {
 protected:
  StateLockTest() {
    std::string pattern = "/tmp/dondoc-state-XXXXXX";
    parent_ = ::mkdtemp(pattern.data());
    folder_.state = parent_ / "a" / "state";
    folder_.runtime = folder_.state;
  }
  ~StateLockTest() override { std::filesystem::remove_all(parent_); }

  std::filesystem::path parent_;
  StateFolder folder_;
};

TEST(StateFolder, TheOptionWinsOverSystemdWinsOverSettings) {
  const Settings settings = settings_with("/a", "");
  EXPECT_EQ(state_folder(settings, std::nullopt).state, "/a");
  const Variable systemd("STATE_DIRECTORY", "/b:/ignored");
  EXPECT_EQ(state_folder(settings, std::nullopt).state, "/b");
  EXPECT_EQ(state_folder(settings, "/c").state, "/c");
}

TEST(StateFolder, TheSocketIsInTheRuntimeFolderOrElseInTheState) {
  EXPECT_EQ(state_folder(settings_with("/a", ""), std::nullopt).socket(), "/a/dondoc.sock");
  EXPECT_EQ(state_folder(settings_with("/a", "/r"), "/c").socket(), "/r/dondoc.sock");
  const Variable systemd("RUNTIME_DIRECTORY", "/run/dondoc/x");
  EXPECT_EQ(state_folder(settings_with("/a", "/r"), std::nullopt).socket(),
            "/run/dondoc/x/dondoc.sock");
}

TEST(StateFolder, AClientFindsTheSocketOfAServiceByItsConfiguration) {
  const StateFolder folder = state_folder(settings_with("/a", ""), std::nullopt);
  const auto office = socket_candidates(folder, "/etc/dondoc/ta-dung");
  ASSERT_EQ(office.size(), 2U);
  EXPECT_EQ(office[1], "/run/dondoc/ta-dung/dondoc.sock");
  EXPECT_EQ(socket_candidates(folder, "/etc/dondoc").back(), "/run/dondoc/dondoc.sock");
  EXPECT_EQ(socket_candidates(folder, "/home/a/config").size(), 1U);
}

TEST_F(StateLockTest, MakesTheFolderForTheOwnerOnly) {
  StateLock lock;
  ASSERT_EQ(lock.acquire(folder_), StateLock::Result::locked);
  struct stat found {};
  ASSERT_EQ(::stat(folder_.state.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

TEST_F(StateLockTest, ASecondOneIsRefusedAndToldWhere) {
  StateLock first;
  ASSERT_EQ(first.acquire(folder_), StateLock::Result::locked);
  StateLock second;
  EXPECT_EQ(second.acquire(folder_), StateLock::Result::held);
  EXPECT_NE(second.problem().find(folder_.state.string()), std::string::npos);
}

TEST_F(StateLockTest, IsFreeWhenItsOwnerIsGone) {
  {
    StateLock first;
    ASSERT_EQ(first.acquire(folder_), StateLock::Result::locked);
  }
  StateLock second;
  EXPECT_EQ(second.acquire(folder_), StateLock::Result::locked);
}

TEST_F(StateLockTest, ThoseWhoOnlyReadAreTogetherAndRefusedWhileADaemonRuns) {
  {
    StateLock first;
    StateLock second;
    EXPECT_EQ(first.acquire_to_read(folder_), StateLock::Result::locked);
    EXPECT_EQ(second.acquire_to_read(folder_), StateLock::Result::locked);
  }
  StateLock daemon;
  ASSERT_EQ(daemon.acquire(folder_), StateLock::Result::locked);
  StateLock late;
  EXPECT_EQ(late.acquire_to_read(folder_), StateLock::Result::held);
}

/// A question asked while a daemon starts must not turn the daemon away.
TEST_F(StateLockTest, ADaemonWaitsForWhoOnlyReads) {
  auto reader = std::make_unique<StateLock>();
  ASSERT_EQ(reader->acquire_to_read(folder_), StateLock::Result::locked);
  StateLock daemon;
  std::future<StateLock::Result> acquired =
      std::async(std::launch::async, [&daemon, this] { return daemon.acquire(folder_); });
  EXPECT_EQ(acquired.wait_for(std::chrono::milliseconds{60}), std::future_status::timeout);
  reader.reset();
  EXPECT_EQ(acquired.get(), StateLock::Result::locked);
}

TEST_F(StateLockTest, AFolderThatCannotBeMadeIsToldWithItsReason) {
  folder_.state = "/proc/dondoc-state";
  StateLock lock;
  EXPECT_EQ(lock.acquire(folder_), StateLock::Result::unavailable);
  EXPECT_NE(lock.problem().find("/proc/dondoc-state"), std::string::npos);
}

}  // namespace
}  // namespace dondoc::state_folder_test
