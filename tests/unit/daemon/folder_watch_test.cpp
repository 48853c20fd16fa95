// SPDX-License-Identifier: Apache-2.0
#include "daemon/folder_watch.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace dondoc::folder_watch_test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds rest{30};
constexpr std::chrono::seconds patience{20};

fs::path new_folder() {
  std::string pattern = "/tmp/dondoc-watch-XXXXXX";
  return ::mkdtemp(pattern.data());
}

class FolderWatchTest : public ::testing::Test {
 protected:
  FolderWatchTest() {
    fs::create_directories(config_ / "plans");
    watch_.start();
  }
  ~FolderWatchTest() override { fs::remove_all(above_); }

  void write(const fs::path& name) { std::ofstream(config_ / name) << "x"; }

  /// Lets the loop run until it has told so often; how often it has then.
  int told(int times) {
    const auto end = std::chrono::steady_clock::now() + patience;
    loop_.restart();
    while (told_ < times && std::chrono::steady_clock::now() < end) {
      loop_.run_one_for(patience);
    }
    return told_;
  }
  /// How often it has told when all has come to rest.
  int told_in_all() {
    loop_.restart();
    loop_.run_for(10 * rest);
    return told_;
  }

  fs::path above_{new_folder()};
  fs::path config_{above_ / "config"};
  boost::asio::io_context loop_{1};
  int told_{0};
  FolderWatch watch_{loop_, config_, rest, [this] { ++told_; }};
};

TEST_F(FolderWatchTest, TellsOfFilesThatAreWrittenRenamedAndRemoved) {
  write("directory.yaml");
  EXPECT_EQ(told(1), 1);
  write("plans/mau.yaml.moi");
  fs::rename(config_ / "plans/mau.yaml.moi", config_ / "plans/mau.yaml");
  EXPECT_EQ(told(2), 2);
  fs::remove(config_ / "plans/mau.yaml");
  EXPECT_EQ(told(3), 3);
  EXPECT_EQ(watch_.problem(), "");
}

TEST_F(FolderWatchTest, TellsOnceOfFilesThatAreSavedInARow) {
  for (int i = 0; i < 50; ++i) {
    write("plans/" + std::to_string(i) + ".yaml");
  }
  EXPECT_EQ(told(1), 1);
  EXPECT_EQ(told_in_all(), 1);
}

TEST_F(FolderWatchTest, TellsNothingOfFilesThatAreNotOfTheConfiguration) {
  write("plans/.mau.yaml.swp");
  write("plans/4913");
  write("mau.yaml~");
  std::ofstream(above_ / "other.yaml") << "x";
  EXPECT_EQ(told_in_all(), 0);
}

TEST_F(FolderWatchTest, TellsOfWhatIsInAFolderThatWasMadeLater) {
  fs::create_directories(config_ / "calendars");
  write("calendars/2026.yaml");
  EXPECT_EQ(told(1), 1);
  write("calendars/2027.yaml");
  EXPECT_EQ(told(2), 2);
}

TEST_F(FolderWatchTest, TellsOfAFolderThatIsPutInItsPlace) {
  fs::create_directories(above_ / "new/plans");
  fs::rename(config_, above_ / "old");
  fs::rename(above_ / "new", config_);
  EXPECT_GE(told(1), 1);
  told_in_all();
  const int before = told_;
  write("plans/mau.yaml");
  EXPECT_EQ(told(before + 1), before + 1);
  EXPECT_EQ(watch_.problem(), "");
}

TEST_F(FolderWatchTest, SaysThatItCannotWatchAFolderThatIsGone) {
  fs::remove_all(config_);
  EXPECT_GE(told(1), 1);
  EXPECT_NE(watch_.problem().find("không theo dõi được thư mục"), std::string::npos);
  fs::create_directories(config_ / "plans");
  told_in_all();
  EXPECT_EQ(watch_.problem(), "");
}

TEST_F(FolderWatchTest, TellsNothingOnceItIsStopped) {
  write("directory.yaml");
  watch_.stop();
  EXPECT_EQ(told_in_all(), 0);
  EXPECT_FALSE(watch_.is_running());
  watch_.start();
  write("directory.yaml");
  EXPECT_EQ(told(1), 1);
}

}  // namespace
}  // namespace dondoc::folder_watch_test
