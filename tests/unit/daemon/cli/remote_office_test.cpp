// SPDX-License-Identifier: Apache-2.0
// What somebody is told who can't reach the office's daemon.
#include "daemon/cli/remote_office.h"

#include "tests/unit/daemon/cli/configuration_folder.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dondoc::remote_office_test {
namespace {

namespace fs = std::filesystem;

/// A configuration and a folder for the socket, both of which can be closed to everybody.
class RemoteOffice : public ::testing::Test {
 protected:
  RemoteOffice() {
    fs::permissions(parent_.path(), static_cast<fs::perms>(0755));
    fs::create_directories(config_);
    fs::create_directory(runtime_);
    std::ofstream(config_ / "dondoc.yaml") << "runtime: /khong-co\n";
  }
  ~RemoteOffice() override {
    for (const fs::path& folder : {parent_.path() / "etc", config_, runtime_}) {
      fs::permissions(folder, fs::perms::owner_all);
    }
  }
  RemoteOffice(const RemoteOffice&) = delete;
  RemoteOffice& operator=(const RemoteOffice&) = delete;

  static void close(const fs::path& path) { fs::permissions(path, fs::perms::none); }

  /// What a user is told who may not do everything, in a child; root isn't stopped by modes.
  [[nodiscard]] std::string told(const fs::path& config) const {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      constexpr uid_t nobody = 65534;
      if (::geteuid() == 0 && ::setresuid(nobody, nobody, nobody) != 0) {
        ::_exit(1);
      }
      ::setenv("RUNTIME_DIRECTORY", runtime_.c_str(), 1);
      RemoteTarget target;
      target.config = config;
      const auto answer = ask_office(target, {"GET", "/v1/occurrences", "", Peer::admin});
      const auto* unreachable = std::get_if<OfficeUnreachable>(&answer);
      const std::string words = unreachable == nullptr ? "answered" : unreachable->message;
      ::_exit(::write(ends[1], words.data(), words.size()) < 0 ? 1 : 0);
    }
    ::close(ends[1]);
    std::string words(4096, '\0');
    const ssize_t size = ::read(ends[0], words.data(), words.size());
    ::close(ends[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    words.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return words;
  }

  const testing::TemporaryFolder parent_;
  const fs::path config_ = parent_.path() / "etc" / "xa";
  const fs::path runtime_ = parent_.path() / "run";
  const std::string not_in_group_ = "không có quyền dùng " + (runtime_ / "dondoc.sock").string() +
                                    "; người dùng phải thuộc nhóm dondoc của máy này";
  const std::string unreadable_ =
      "không có quyền đọc " + (config_ / "dondoc.yaml").string() +
      " nên không biết dondocd chạy ở đâu; người dùng phải thuộc nhóm dondoc của máy này";
};

TEST_F(RemoteOffice, AFolderThatIsClosedIsNotSaidToBeMissing) {
  close(parent_.path() / "etc");
  EXPECT_EQ(told(config_), unreadable_);
  close(runtime_);
  EXPECT_EQ(told(config_), not_in_group_);
}

TEST_F(RemoteOffice, SettingsThatAreClosedAreNotSaidToBeWrong) {
  close(config_ / "dondoc.yaml");
  EXPECT_EQ(told(config_), unreadable_);
  close(runtime_);
  EXPECT_EQ(told(config_), not_in_group_);
}

TEST_F(RemoteOffice, AFolderThatIsNotThereIsNamedThoughTheUsualSocketIsClosed) {
  close(runtime_);
  EXPECT_EQ(told(parent_.path() / "etc" / "khac").rfind("không có thư mục cấu hình", 0), 0U);
}

TEST_F(RemoteOffice, SettingsThatCanBeReadAreSaidToBeWrong) {
  std::ofstream(config_ / "dondoc.yaml") << "runtime: [x\n";
  EXPECT_NE(told(config_).find("có lỗi nên không biết dondocd chạy ở đâu"), std::string::npos);
}

}  // namespace
}  // namespace dondoc::remote_office_test
