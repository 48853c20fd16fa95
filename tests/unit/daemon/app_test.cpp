// SPDX-License-Identifier: Apache-2.0
// What the daemon makes of a clock that moves by itself.
#include "daemon/app.h"

#include "daemon/act_link.h"
#include "daemon/store/backup.h"
#include "daemon/store/doors.h"
#include "tests/support/due_office.h"
#include "tests/unit/daemon/running_daemon.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::app_test {
namespace {

using Json = nlohmann::json;
using std::chrono::days;
using std::chrono::hours;

constexpr Zone zone{};

class AppTest : public ::testing::Test {
 protected:
  /// Duty n's rung, 25 working days before its due, falls on the nth day from now or a little
  /// before: nothing is due yet.
  void start_with_rungs_ahead(int duties) {
    std::vector<Date> dues;
    for (int n = 1; n <= duties; ++n) {
      dues.push_back(date_of(daemon_.now(), zone) + days{36 + n});
    }
    testing::write_due_office(daemon_.config(), dues);
    daemon_.start();
    daemon_.wait_idle();
  }
  void start_with_a_rung_that_has_fallen() {
    testing::write_due_office(daemon_.config(), {date_of(daemon_.now(), zone) + days{20}});
    daemon_.start();
  }

  bool held() { return daemon_.status().at("sending").at("held").get<bool>(); }
  int sent() { return daemon_.status().at("counts").at("sent_messages").get<int>(); }
  /// A turn of the daemon by the clock as it is now.
  void turn() {
    daemon_.reload();
    daemon_.wait_idle();
  }
  void release() { EXPECT_EQ(daemon_.ask("POST", "/v1/release").status, 200); }
  /// Of every message about a duty, how often it was tried.
  std::vector<std::size_t> attempts() {
    std::vector<std::size_t> counts;
    const Json listed = daemon_.ask("GET", "/v1/occurrences?all=true").body;
    for (const Json& one : listed.at("occurrences")) {
      const std::string code = std::to_string(one.at("code").get<int>());
      const Json story = daemon_.ask("GET", "/v1/occurrences/" + code).body;
      for (const Json& message : story.at("messages")) {
        counts.push_back(message.at("attempts").size());
      }
    }
    return counts;
  }

  int told() { return static_cast<int>(attempts().size()); }

  RunningDaemon daemon_;
};

TEST_F(AppTest, TellsTheServiceManagerWhatItOpenedThoughNothingWasSent) {
  start_with_rungs_ahead(3);
  const auto& told = daemon_.told();
  EXPECT_NE(std::find_if(told.begin(),
                         told.end(),
                         [](const std::string& one) {
                           return one.find("STATUS=3 đầu việc đang mở, 0 quá hạn") !=
                                  std::string::npos;
                         }),
            told.end())
      << told.back();
}

TEST_F(AppTest, AClockThatJumpsADayHoldsSendingUntilAPersonReleasesIt) {
  start_with_rungs_ahead(2);
  EXPECT_FALSE(held());
  daemon_.turn_clock(hours{50});
  const Json sending = daemon_.status().at("sending");
  EXPECT_TRUE(sending.at("held").get<bool>());
  EXPECT_EQ(sending.at("reason"), "đồng hồ máy vừa nhảy tới trước 2 ngày 2 giờ");
  EXPECT_EQ(sending.at("clock_doubt"), sending.at("reason"));
  release();
  EXPECT_FALSE(held());
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, ADoubtedClockIsToldToTheAdminWhileEverythingElseIsHeld) {
  start_with_rungs_ahead(5);
  const int before = sent();
  daemon_.turn_clock(days{30});
  daemon_.reload();
  const Json status = daemon_.wait(
      [before](const Json& seen) { return seen.at("counts").at("sent_messages") > before; });
  EXPECT_EQ(status.at("counts").at("sent_messages"), before + 1);
  ASSERT_EQ(status.at("alarms").size(), 1U);
  EXPECT_EQ(status.at("alarms").front().at("kind"), "clock-doubted");
  EXPECT_EQ(status.at("alarms").front().at("state"), "sent");
  EXPECT_EQ(attempts().size(), 0U) << "the rungs of those thirty days have not fallen";
  release();
  daemon_.wait([before](const Json& seen) {
    return seen.at("counts").at("sent_messages") >= before + 1 + 5;  // And a week's lists.
  });
  EXPECT_EQ(attempts(), std::vector<std::size_t>(5, 1));
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, ADoubtedClockUnderAPersonsHoldLetsNothingLeave) {
  start_with_rungs_ahead(1);
  const int before = sent();
  EXPECT_EQ(daemon_.ask("POST", "/v1/hold", R"({"reason": "nghỉ"})").status, 200);
  daemon_.turn_clock(days{30});
  daemon_.reload();
  const Json status = daemon_.wait([](const Json& seen) { return !seen.at("alarms").empty(); });
  EXPECT_EQ(status.at("alarms").front().at("state"), "queued");
  EXPECT_EQ(sent(), before);
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, AClockThatIsSetBackOrALittleForwardHoldsNothing) {
  start_with_rungs_ahead(1);
  EXPECT_FALSE(held());
  daemon_.turn_clock(hours{23});
  EXPECT_FALSE(held());
  daemon_.turn_clock(-hours{40});
  EXPECT_FALSE(held());
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, AClockThatIsSetBackRepeatsNothingAndSkipsNothing) {
  constexpr int duties = 6;
  start_with_rungs_ahead(duties);
  EXPECT_EQ(told(), 0);
  const auto go_forward = [this](int steps) {
    for (int step = 0; step < steps; ++step) {
      daemon_.turn_clock(hours{23});
      turn();
    }
  };
  go_forward(4);
  const int half = told();
  EXPECT_GT(half, 0);
  EXPECT_LT(half, duties);
  daemon_.turn_clock(-days{10});
  turn();
  EXPECT_EQ(told(), half);
  go_forward(20);
  EXPECT_EQ(attempts(), std::vector<std::size_t>(duties, 1));
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, AClockThatWasAYearAheadForAWhileOpensNothingInThatYear) {
  start_with_rungs_ahead(5);
  const int before = sent();
  daemon_.turn_clock(days{365});
  for (int look = 0; look < 20; ++look) {
    EXPECT_TRUE(held());
    EXPECT_EQ(attempts().size(), 0U);
  }
  daemon_.turn_clock(-days{365});
  EXPECT_TRUE(held()) << "a mended clock is not a person's word";
  release();
  daemon_.wait_idle();
  EXPECT_FALSE(held());
  EXPECT_EQ(attempts().size(), 0U);
  EXPECT_LE(sent(), before + 1) << "one alarm at most";
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, AStartWithAClockBeforeTheBuildHoldsUntilAPersonReleasesIt) {
  daemon_.turn_clock(-days{365 * 26});
  start_with_a_rung_that_has_fallen();
  const Json status = daemon_.wait([](const Json& seen) { return !seen.at("alarms").empty(); });
  const auto doubt = status.at("sending").at("clock_doubt").get<std::string>();
  EXPECT_NE(doubt.find("trước ngày chương trình được tạo ra"), std::string::npos) << doubt;
  EXPECT_EQ(status.at("counts").at("series"), 0);
  daemon_.turn_clock(days{365 * 26});
  release();
  daemon_.wait_idle();
  EXPECT_FALSE(held());
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, AStartWithAClockFarFromTheLastRowHoldsAndTellsTheAdminOnceADay) {
  daemon_.turn_clock(days{10});
  start_with_a_rung_that_has_fallen();
  daemon_.wait_idle();
  ASSERT_EQ(daemon_.end(), 0);
  for (const days off : {days{-1}, days{500}}) {
    daemon_.turn_clock(off);
    for (int start = 0; start < 2; ++start) {
      daemon_.start();
      const Json status = daemon_.wait(
          [](const Json& seen) { return !seen.at("alarms").empty() && seen.at("in_flight") == 0; });
      EXPECT_TRUE(status.at("sending").at("held").get<bool>());
      EXPECT_EQ(status.at("alarms").size(), 1U);
      if (start == 1) {
        release();
        EXPECT_FALSE(held());
      }
      ASSERT_EQ(daemon_.end(), 0);
    }
  }
}

TEST_F(AppTest, APersonsReleaseIsBelievedOverTheLastRow) {
  daemon_.turn_clock(days{10});
  start_with_a_rung_that_has_fallen();
  daemon_.wait_idle();
  ASSERT_EQ(daemon_.end(), 0);
  daemon_.turn_clock(-days{3});
  daemon_.start();
  EXPECT_TRUE(held());
  release();
  ASSERT_EQ(daemon_.end(), 0);
  daemon_.start();
  EXPECT_FALSE(held());
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, CopiesTheDatabaseAndTellsTheAdminWhenItCannot) {
  daemon_.intervals.first_backup = std::chrono::milliseconds{1};
  std::filesystem::create_directories(daemon_.state());
  std::filesystem::permissions(daemon_.state(), std::filesystem::perms::owner_all);
  const std::filesystem::path folder = daemon_.state() / "backups";
  std::ofstream(folder) << "a file is in the way";
  start_with_rungs_ahead(1);
  const auto told = [](const Json& seen) {
    const Json& alarms = seen.at("alarms");
    return std::any_of(alarms.begin(), alarms.end(), [](const Json& one) {
      return one.at("kind") == "backup-failed" && one.at("state") == "sent";
    });
  };
  daemon_.wait(told);
  EXPECT_EQ(daemon_.end(), 0);

  std::filesystem::remove(folder);
  daemon_.start();
  daemon_.wait([&folder](const Json&) { return !backups_in(folder).empty(); });
  EXPECT_EQ(backups_in(folder).size(), 1U);
  EXPECT_EQ(daemon_.ask("POST", "/v1/backup").status, 200);
  EXPECT_EQ(daemon_.ask("GET", "/v1/verify").body.at("whole"), true);
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppTest, ForgetsWithEachCopyWhichLinksWereUsedThatHaveExpiredSince) {
  daemon_.intervals.first_backup = std::chrono::milliseconds{1};
  start_with_rungs_ahead(1);
  const std::filesystem::path folder = daemon_.state() / "backups";
  const auto copied = [&folder](const Json&) { return !backups_in(folder).empty(); };
  daemon_.wait(copied);
  ASSERT_EQ(daemon_.end(), 0);
  std::filesystem::remove_all(folder);
  const std::filesystem::path database = daemon_.state() / "dondoc.db";
  {
    Store store(database, {});
    Store::Transaction transaction(store);
    Doors(store).use_link("old", daemon_.now() - act_link_valid - std::chrono::hours{1});
    Doors(store).use_link("new", daemon_.now() - act_link_valid + std::chrono::hours{1});
    transaction.commit();
  }
  daemon_.start();
  daemon_.wait(copied);
  ASSERT_EQ(daemon_.end(), 0);
  Store store(database, {});
  EXPECT_FALSE(Doors(store).link_used_at("old"));
  EXPECT_TRUE(Doors(store).link_used_at("new"));
}

}  // namespace
}  // namespace dondoc::app_test
