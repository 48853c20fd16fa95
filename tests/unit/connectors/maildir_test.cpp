// SPDX-License-Identifier: Apache-2.0
#include "connectors/maildir.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace dondoc::maildir_test {
namespace {

namespace fs = std::filesystem;

class Maildir : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "dondoc-maildir-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    base_ = pattern;
  }
  void TearDown() override { fs::remove_all(base_); }

  [[nodiscard]] fs::path box() const { return base_ / "box"; }
  [[nodiscard]] MaildirRequest request(const std::string& name) const {
    return {box().string(), name, "bytes of " + name + "\r\n"};
  }
  [[nodiscard]] std::vector<std::string> names_in(const std::string& part) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(box() / part)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  [[nodiscard]] static std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }
  static void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
  }
  static mode_t mode_of(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777U;
  }
  static void expect_retry(const Reply& reply, const std::string& words) {
    EXPECT_EQ(reply.failure, Failure::not_sent);
    const Outcome outcome = MaildirConnector{{}}.interpret(reply);
    EXPECT_EQ(outcome.outcome, OutcomeClass::retry);
    EXPECT_NE(outcome.detail.find(words), std::string::npos) << outcome.detail;
  }

  fs::path base_;
};

using Strings = std::vector<std::string>;

TEST_F(Maildir, MakesTheMaildirForItsOwnerOnlyAndPutsTheFileInNew) {
  const Reply reply = deliver(request("m1"));
  EXPECT_EQ(reply.failure, Failure::none) << reply.error;
  EXPECT_EQ(MaildirConnector{{}}.interpret(reply).outcome, OutcomeClass::ok);
  EXPECT_EQ(names_in("new"), Strings{"m1"});
  EXPECT_EQ(names_in("tmp"), Strings{});
  EXPECT_EQ(names_in("cur"), Strings{});
  EXPECT_EQ(content(box() / "new/m1"), "bytes of m1\r\n");
  EXPECT_EQ(mode_of(box()), 0700U);
  EXPECT_EQ(mode_of(box() / "new"), 0700U);
  EXPECT_EQ(mode_of(box() / "new/m1"), 0600U);
}

TEST_F(Maildir, ARepeatFindsItsFileAndLeavesOne) {
  EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
  write(box() / "new/m1", "as the first attempt left it");
  EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
  EXPECT_EQ(names_in("new"), Strings{"m1"});
  EXPECT_EQ(content(box() / "new/m1"), "as the first attempt left it");
}

TEST_F(Maildir, AFileThatAReaderTookToCurIsDeliveredToo) {
  for (const char* read_name : {"m1:2,", "m1:2,S", "m1:2,FRSxyz", "m1"}) {
    EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
    fs::rename(box() / "new/m1", box() / "cur" / read_name);
    EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
    EXPECT_EQ(names_in("new"), Strings{}) << read_name;
    fs::remove(box() / "cur" / read_name);
  }
}

TEST_F(Maildir, ANameThatOnlyBeginsTheSameIsAnotherMessage) {
  EXPECT_EQ(deliver(request("m12")).failure, Failure::none);
  fs::rename(box() / "new/m12", box() / "cur/m12:2,S");
  EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
  EXPECT_EQ(names_in("new"), Strings{"m1"});
}

TEST_F(Maildir, WhatACrashLeftInTmpIsReplaced) {
  EXPECT_EQ(deliver(request("m0")).failure, Failure::none);
  write(box() / "tmp/m1", "cut sho");
  fs::create_symlink(base_ / "elsewhere", box() / "tmp/m2");
  EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
  EXPECT_EQ(deliver(request("m2")).failure, Failure::none);
  EXPECT_EQ(names_in("tmp"), Strings{});
  EXPECT_EQ(content(box() / "new/m1"), "bytes of m1\r\n");
  EXPECT_EQ(content(box() / "new/m2"), "bytes of m2\r\n");
  EXPECT_FALSE(fs::exists(base_ / "elsewhere"));
}

TEST_F(Maildir, ABatchAnswersEachInItsOrder) {
  std::vector<MaildirRequest> requests;
  for (int i = 0; i < 100; ++i) {
    requests.push_back(request("m" + std::to_string(1000 + i)));
  }
  EXPECT_EQ(deliver(requests[3]).failure, Failure::none);
  requests[7].name = "../outside";
  requests[8].directory = (base_ / "second").string();
  requests.push_back(requests[20]);  // the same message twice in one batch
  const std::vector<Reply> replies = deliver_all(requests);
  ASSERT_EQ(replies.size(), requests.size());
  for (std::size_t i = 0; i < replies.size(); ++i) {
    EXPECT_EQ(replies[i].failure, i == 7 ? Failure::refused_local : Failure::none) << i;
  }
  EXPECT_EQ(names_in("new").size(), 98U);
  EXPECT_EQ(names_in("tmp"), Strings{});
  EXPECT_TRUE(fs::exists(base_ / "second/new/m1008"));
  EXPECT_EQ(content(box() / "new/m1020"), "bytes of m1020\r\n");
  EXPECT_TRUE(deliver_all({}).empty());
}

TEST_F(Maildir, OneMaildirsTroubleIsNotAnothers) {
  MaildirRequest lost = request("m1");
  lost.directory = (base_ / "missing/box").string();
  const std::vector<Reply> replies = deliver_all({lost, request("m2")});
  expect_retry(replies[0], "thư mục cha không tồn tại (No such file or directory)");
  EXPECT_EQ(replies[1].failure, Failure::none);
}

TEST_F(Maildir, AFileOrALinkWhereAFolderBelongsIsRetriedAfterTheAdminMendsIt) {
  write(box(), "a file");
  expect_retry(deliver(request("m1")), "Not a directory");
  fs::remove(box());
  fs::create_directory(box());
  fs::create_directory(base_ / "trap");
  fs::create_directory_symlink(base_ / "trap", box() / "new");
  expect_retry(deliver(request("m1")), "mở thư mục");
  EXPECT_TRUE(fs::is_empty(base_ / "trap"));
  fs::remove(box() / "new");
  EXPECT_EQ(deliver(request("m1")).failure, Failure::none);
}

TEST_F(Maildir, AFileThatCantBeWrittenWholeLeavesNothingBehind) {
  EXPECT_EQ(deliver(request("m0")).failure, Failure::none);
  MaildirRequest large = request("m1");
  large.bytes = std::string(100'000, 'x');
  // A file size limit fails the write part of the way, as a full disk does.
  rlimit old_limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const rlimit limit{10'000, old_limit.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  const std::vector<Reply> replies = deliver_all({large, request("m2")});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  std::signal(SIGXFSZ, old_handler);
  expect_retry(replies[0], "ghi tệp trong tmp");
  EXPECT_EQ(replies[1].failure, Failure::none);
  EXPECT_EQ(names_in("tmp"), Strings{});
  EXPECT_EQ(names_in("new"), (Strings{"m0", "m2"}));
  EXPECT_EQ(deliver(large).failure, Failure::none);
}

TEST_F(Maildir, ANameIsNeverAPath) {
  for (const std::string& name : {std::string{},
                                  std::string{"."},
                                  std::string{".."},
                                  std::string{"../x"},
                                  std::string{"/x"},
                                  std::string{"a/b"},
                                  std::string{"a:2,S"},
                                  std::string{"a\nb"},
                                  std::string{"a\0b", 3},
                                  std::string(300, 'a')}) {
    EXPECT_EQ(deliver(request(name)).failure, Failure::refused_local) << name;
  }
  EXPECT_EQ(names_in("new"), Strings{});
}

OutgoingMessage message() {
  OutgoingMessage message;
  message.id = "00112233445566778899aabbccddeeff";
  message.address = "truong-phong@xa.example";
  message.subject = "Nhắc việc";
  message.text = "Còn 01 ngày.\n";
  message.created_at = std::chrono::sys_seconds{std::chrono::seconds{1779410400}};
  return message;
}

TEST(MaildirConnector, ARetryHasTheSameNameAndBytes) {
  const MaildirConnector connector{
      {"/var/mail/box", "UBND xã Tà Đùng <don-doc@xa.example>", "xa.example"}};
  OutgoingMessage again = message();
  again.attempt = 3;
  const auto now = message().created_at;
  const auto first = std::get<MaildirRequest>(std::get<Request>(connector.compose(message(), now)));
  const auto second = std::get<MaildirRequest>(
      std::get<Request>(connector.compose(again, now + std::chrono::hours{5})));
  EXPECT_EQ(first.directory, "/var/mail/box");
  EXPECT_EQ(first.name, "1779410400.00112233445566778899aabbccddeeff.dondoc");
  EXPECT_EQ(first.name, second.name);
  EXPECT_EQ(first.bytes, second.bytes);
  EXPECT_NE(first.bytes.find("Message-Id: <00112233445566778899aabbccddeeff@xa.example>\r\n"),
            std::string::npos);
  EXPECT_TRUE(connector.peer_dedups());
}

TEST(MaildirConnector, AMessageThatIsNoMailIsRejectedWithoutItsAddress) {
  const MaildirConnector connector{{"/var/mail/box", "don-doc@xa.example", "xa.example"}};
  OutgoingMessage bad = message();
  bad.address = "a@xa.example\r\nBcc: b@xa.example";
  const Outcome outcome = std::get<Outcome>(connector.compose(bad, bad.created_at));
  EXPECT_EQ(outcome.outcome, OutcomeClass::rejected);
  EXPECT_EQ(outcome.detail.find("example"), std::string::npos);
}

}  // namespace
}  // namespace dondoc::maildir_test
