// SPDX-License-Identifier: Apache-2.0
// What the daemon makes of edited files, and whom it tells what they change.
#include "tests/support/config_folder.h"
#include "tests/support/due_office.h"
#include "tests/unit/daemon/running_daemon.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::app_reload_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using std::chrono::days;

class AppReload : public ::testing::Test {
 protected:
  AppReload() {
    daemon_.intervals.edits_rest = std::chrono::milliseconds{30};
    today_ = date_of(daemon_.now(), Zone{});
    testing::write_due_office(daemon_.config(), {today_ + days{60}, today_ + days{61}});
  }

  [[nodiscard]] std::string read(const std::string& name) const {
    return testing::read_bytes(daemon_.config() / name);
  }
  /// As editors do it: a new file over the old one.
  void save(const std::string& name, const std::string& text) const {
    const fs::path file = daemon_.config() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file.string() + ".tmp", std::ios::binary) << text;
    fs::rename(file.string() + ".tmp", file);
  }
  void replace(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = read(name);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << text;
    save(name, text.replace(at, from.size(), to));
  }

  Json wait_applied(int moved) {
    return daemon_.wait([moved](const Json& seen) {
      const Json& applied = seen.at("config").at("applied");
      return applied.is_object() && applied.at("moved") == moved;
    });
  }

  /// The newest message of the kind, as the admin reads it.
  std::string told_admin(const std::string& kind) {
    const Json status = daemon_.status();
    for (const Json& alarm : status.at("alarms")) {
      if (alarm.at("kind") == kind) {
        const std::string id = alarm.at("message").get<std::string>();
        const Json why = daemon_.ask("GET", "/v1/why/" + id).body;
        return why.at("messages").front().at("text").get<std::string>();
      }
    }
    return {};
  }

  static int told_of(const Json& status, const std::string& kind) {
    const Json& alarms = status.at("alarms");
    return static_cast<int>(std::count_if(
        alarms.begin(), alarms.end(), [&kind](const Json& one) { return one.at("kind") == kind; }));
  }

  RunningDaemon daemon_;
  Date today_{};
};

TEST_F(AppReload, TellsTheAdminWhatAReloadChangedOncePerContent) {
  daemon_.start();
  daemon_.wait_idle();
  const std::string before = to_iso(today_ + days{60});
  const std::string after = to_iso(today_ + days{70});
  replace("plans/thu.yaml", before, after);
  daemon_.reload();
  const Json status = wait_applied(1);
  EXPECT_EQ(status.at("config").at("applied").at("files"), Json({"plans/thu.yaml"}));
  const auto line = status.at("config").at("applied").at("first").front().get<std::string>();
  EXPECT_EQ(line.rfind("plans/thu.yaml:9: thời hạn của V.1", 0), 0U) << line;
  EXPECT_NE(line.find("dời 01 đầu việc; gần nhất V.1@once: từ hết ngày"), std::string::npos);
  daemon_.wait([](const Json& seen) { return told_of(seen, "config-changed") == 1; });
  daemon_.wait_idle();
  const std::string text = told_admin("config-changed");
  EXPECT_EQ(
      text.rfind("[HỆ THỐNG] Cấu hình mới đã được áp dụng\nKính gửi: Trưởng đơn vị số 1 (quản trị",
                 0),
      0U)
      << text;
  EXPECT_NE(text.find("- thêm 00, dời 01, bỏ 00 đầu việc; tệp thay đổi: plans/thu.yaml\n- " + line),
            std::string::npos)
      << text;

  // Back and forth on one day: each content is told once.
  replace("plans/thu.yaml", after, before);
  daemon_.reload();
  daemon_.wait([](const Json& seen) { return told_of(seen, "config-changed") == 2; });
  replace("plans/thu.yaml", before, after);
  daemon_.reload();
  wait_applied(1);
  daemon_.wait_idle();
  EXPECT_EQ(told_of(daemon_.status(), "config-changed"), 2);
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppReload, WhatChangesNoDutyIsInTheStatusAndNoMessage) {
  daemon_.start();
  daemon_.wait_idle();
  replace("plans/thu.yaml", "title: Việc số 2", "title: Việc thứ hai");
  daemon_.reload();
  const Json status = wait_applied(0);
  EXPECT_EQ(status.at("config").at("applied").at("files"), Json({"plans/thu.yaml"}));
  daemon_.wait_idle();
  EXPECT_EQ(told_of(daemon_.status(), "config-changed"), 0);
  EXPECT_EQ(daemon_.end(), 0);
}

TEST_F(AppReload, AFolderThatIsWatchedIsReadWhenItsFilesComeToRest) {
  save("dondoc.yaml", "watch: true\n" + read("dondoc.yaml"));
  daemon_.start();
  daemon_.wait_idle();
  replace("plans/thu.yaml", to_iso(today_ + days{61}), to_iso(today_ + days{75}));
  wait_applied(1);

  const std::string good = read("plans/thu.yaml");
  save("plans/thu.yaml", good + "nothing: here\n");
  Json status =
      daemon_.wait([](const Json& seen) { return seen.at("config").at("refused_errors") == 1; });
  EXPECT_EQ(status.at("config").at("applied").at("moved"), 1);
  const auto metrics = call_daemon(daemon_.state() / "dondoc.sock", "GET", "/v1/metrics", "");
  const auto* figures = std::get_if<ApiResponse>(&metrics);
  ASSERT_NE(figures, nullptr);
  for (const char* line : {"dondoc_config_reloads_total{result=\"taken\"} 1",
                           "dondoc_config_reloads_total{result=\"refused\"} 1",
                           "dondoc_config_refused_errors 1"}) {
    EXPECT_NE(figures->body.find(line), std::string::npos) << line << '\n' << figures->body;
  }
  daemon_.wait([](const Json& seen) { return told_of(seen, "reload-refused") == 1; });
  save("plans/thu.yaml", good);
  daemon_.wait([](const Json& seen) { return seen.at("config").at("refused_errors") == 0; });

  // A file that is new is read too.
  save("plans/hai.yaml", std::string(good).replace(good.find("plan: thu"), 9, "plan: hai"));
  status = daemon_.wait([](const Json& seen) {
    const Json& applied = seen.at("config").at("applied");
    return applied.is_object() && applied.at("added") == 2;
  });
  EXPECT_EQ(status.at("config").at("plans"), 2);
  EXPECT_EQ(status.at("config").at("watch_problem"), "");
  EXPECT_EQ(daemon_.end(), 0);
}

/// A swap that is announced shortly before: the due that it moves is told, with the calendar's
/// entry.
TEST_F(AppReload, ADueThatTheCalendarMovesIsToldWithTheEntryThatMovesIt) {
  Date saturday = today_ + days{15};
  while (std::chrono::weekday{saturday} != std::chrono::Saturday) {
    saturday += days{1};
  }
  const std::string year = std::to_string(year_of(saturday));
  replace("plans/thu.yaml", to_iso(today_ + days{60}) + " }", to_iso(saturday) + ", roll: next }");
  daemon_.start();
  daemon_.wait_idle();
  save("calendars/" + year + ".yaml",
       "year: " + year + "\npromulgated: false\nworking_days:\n  - { date: " + to_iso(saturday) +
           ", name: Làm bù, source: Thông báo 99/TB-BNV, source_date: " + to_iso(today_) + " }\n");
  daemon_.reload();
  const Json status = wait_applied(1);
  const auto line = status.at("config").at("applied").at("first").front().get<std::string>();
  EXPECT_EQ(line.rfind("calendars/" + year + ".yaml:4: ", 0), 0U) << line;
  daemon_.wait([](const Json& seen) { return told_of(seen, "config-changed") == 1; });
  daemon_.wait_idle();

  const Json why = daemon_.ask("GET", "/v1/why/thu%2FV.1%40once").body;
  const Json& notices = why.at("notices");
  const auto moved = std::find_if(
      notices.begin(), notices.end(), [](const Json& one) { return one.at("rung") == "doi-han"; });
  ASSERT_NE(moved, notices.end()) << why;
  const std::string reason = moved->at("reason").at("moved").get<std::string>();
  EXPECT_EQ(reason.rfind("từ hết ngày ", 0), 0U) << reason;
  EXPECT_NE(reason.find("(thứ Hai) thành hết ngày"), std::string::npos) << reason;
  EXPECT_NE(reason.find("tính lại theo lịch làm việc"), std::string::npos) << reason;
  EXPECT_NE(reason.find("Làm bù, Thông báo 99/TB-BNV"), std::string::npos) << reason;
  EXPECT_EQ(daemon_.end(), 0);
}

}  // namespace
}  // namespace dondoc::app_reload_test
