// SPDX-License-Identifier: Apache-2.0
// What the daemon does on a disk that fails under it: it says so, claims nothing, and comes back.
#include "daemon/app.h"
#include "tests/support/due_office.h"
#include "tests/unit/daemon/running_daemon.h"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::app_disk_test {
namespace {

using Json = nlohmann::json;
using std::chrono::days;

class AppDiskTest : public ::testing::TestWithParam<DiskError> {
 protected:
  AppDiskTest() {
    daemon_.use_fault_disk("app-disk");
    daemon_.intervals.reopen = std::chrono::milliseconds{20};
    write_duties(1);
  }

  /// All of them with a rung that has fallen.
  void write_duties(std::size_t count) {
    const Date due = date_of(daemon_.now(), Zone{}) + days{20};
    testing::write_due_office(daemon_.config(), std::vector<Date>(count, due));
  }
  static bool works(const Json& status) { return status.at("store").at("ok").get<bool>(); }
  static bool fails(const Json& status) { return !works(status); }
  bool was_told(const std::string& words) {
    const auto& told = daemon_.told();
    return std::any_of(told.begin(), told.end(), [&words](const std::string& one) {
      return one.find("STATUS=") != std::string::npos && one.find(words) != std::string::npos;
    });
  }
  static std::string code_of(const RunningDaemon::Answer& answer) {
    return answer.body.at("error").at("code").get<std::string>();
  }

  RunningDaemon daemon_;
};

TEST_P(AppDiskTest, SaysSoClaimsNothingAndComesBackByItself) {
  daemon_.start();
  EXPECT_EQ(daemon_.wait_idle().at("counts").at("sent_messages"), 1);
  ASSERT_EQ(daemon_.ask("POST", "/v1/hold").status, 200);
  write_duties(2);
  daemon_.reload();
  daemon_.wait([](const Json& seen) { return seen.at("counts").at("pending_notices") == 1; });

  daemon_.break_disk(GetParam());
  const RunningDaemon::Answer refused = daemon_.ask("POST", "/v1/release");
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(code_of(refused) == "outcome-unknown" || code_of(refused) == "store-unavailable")
      << refused.body;
  const Json broken = daemon_.wait(fails);
  EXPECT_TRUE(broken.at("running").get<bool>());
  EXPECT_FALSE(broken.at("store").at("problem").get<std::string>().empty());
  EXPECT_TRUE(broken.at("counts").is_null());
  EXPECT_TRUE(was_told("cơ sở dữ liệu tạm thời không dùng được: "));
  for (const char* target : {"/v1/occurrences", "/v1/why/10"}) {
    const RunningDaemon::Answer answer = daemon_.ask("GET", target);
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(code_of(answer), "store-unavailable");
    EXPECT_NE(answer.body.at("error").at("message").get<std::string>().find("chưa ghi gì"),
              std::string::npos);
  }
  // A set that is taken meanwhile is taken when the database is back.
  write_duties(3);
  daemon_.reload();
  EXPECT_EQ(daemon_.status().at("config").at("refused_errors"), 0);
  EXPECT_EQ(daemon_.mails().size(), 1U);

  daemon_.break_disk(DiskError::none);
  daemon_.wait(works);
  // What was not claimed may or may not have been written; it can be said again.
  EXPECT_EQ(daemon_.ask("POST", "/v1/release").status, 200);
  const Json healed = daemon_.wait_idle();
  EXPECT_EQ(healed.at("counts").at("open"), 3);
  EXPECT_EQ(healed.at("counts").at("sent_messages"), 6)
      << "three duties, the admin's alarm, and what each of two edits changed";
  std::multiset<std::string> told;
  for (const Json& alarm : healed.at("alarms")) {
    told.insert(alarm.at("kind").get<std::string>());
  }
  EXPECT_EQ(told,
            (std::multiset<std::string>{"config-changed", "config-changed", "store-was-away"}));
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_P(AppDiskTest, StartsOnABrokenDiskAndWorksOnceItIsMended) {
  daemon_.break_disk(GetParam());
  daemon_.start();
  EXPECT_TRUE(fails(daemon_.status()));
  EXPECT_TRUE(daemon_.mails().empty());
  daemon_.break_disk(DiskError::none);
  daemon_.wait(works);
  EXPECT_EQ(daemon_.wait_idle().at("counts").at("sent_messages"), 2);
  EXPECT_EQ(daemon_.end(), 0);
}

INSTANTIATE_TEST_SUITE_P(Faults,
                         AppDiskTest,
                         ::testing::Values(DiskError::io_error,
                                           DiskError::full,
                                           DiskError::read_only),
                         [](const auto& one) {
                           switch (one.param) {
                             case DiskError::full:
                               return std::string("Full");
                             case DiskError::read_only:
                               return std::string("ReadOnly");
                             default:
                               return std::string("IoError");
                           }
                         });

}  // namespace
}  // namespace dondoc::app_disk_test
