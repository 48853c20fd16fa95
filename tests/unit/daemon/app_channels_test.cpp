// SPDX-License-Identifier: Apache-2.0
// What the daemon says of channels that don't work.
#include "tests/support/due_office.h"
#include "tests/unit/daemon/running_daemon.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::app_channels_test {
namespace {

using Json = nlohmann::json;
using std::chrono::days;

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

class AppChannels : public ::testing::Test {
 protected:
  /// Everyone's first channel is a webhook that nobody listens on, the second a Maildir.
  void start_behind_a_dead_channel(std::size_t duties) {
    const Date due = date_of(daemon_.now(), Zone{}) + days{20};
    testing::write_due_office(daemon_.config(), std::vector<Date>(duties, due));
    const auto settings = daemon_.config() / "dondoc.yaml";
    const auto key = daemon_.config() / "key";
    std::ofstream(key) << "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    std::filesystem::permissions(key, std::filesystem::perms::owner_read);
    const std::string both =
        text_of(settings) +
        "  - { id: hook, kind: webhook, url: \"http://127.0.0.1:1/hook\","
        " allow_plain_http: true, allow_private_address: true, secret_files: [\"" +
        key.string() + "\"] }\n";
    std::ofstream(settings, std::ios::binary) << both;
    const auto directory = daemon_.config() / "directory.yaml";
    std::string people = text_of(directory);
    replace_all(people, "contacts: [{ maildir:", "contacts: [{ hook: nguoi }, { maildir:");
    std::ofstream(directory, std::ios::binary) << people;
    daemon_.start();
  }

  RunningDaemon daemon_;
};

TEST_F(AppChannels, OneThatIsDownIsToldToTheAdminOverAnotherOne) {
  start_behind_a_dead_channel(8);
  const Json status = daemon_.wait([](const Json& seen) {
    return !seen.at("alarms").empty() && seen.at("alarms").front().at("state") == "sent";
  });
  EXPECT_EQ(status.at("alarms").front().at("kind"), "channel-failing");
  const Json& hook = status.at("troubled_channels").at("hook");
  EXPECT_EQ(hook.at("state"), "down");
  EXPECT_NE(hook.at("reason"), "");
  EXPECT_TRUE(hook.at("until").is_string()) << "it is probed by itself";
  const std::vector<std::string> mails = daemon_.mails();
  ASSERT_EQ(mails.size(), 1U) << "the reminders wait for their channel";
  EXPECT_EQ(daemon_.end(), 0);
}

}  // namespace
}  // namespace dondoc::app_channels_test
