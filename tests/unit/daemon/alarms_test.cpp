// SPDX-License-Identifier: Apache-2.0
#include "daemon/alarms.h"

#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::alarms_test {
namespace {

using testing::at;
using testing::ScratchStore;

const Instant monday = at("2026-05-25T09:00");
const std::set<std::string> mail{"maildir"};

class AlarmsTest : public ::testing::Test {
 protected:
  Alarms::Told tell(Instant now, const std::set<std::string>& usable = mail) {
    return alarms_.tell(*store_, rules_, usable, now);
  }
  /// Subjects of all that was ever stored, the newest first.
  std::vector<std::string> stored() {
    std::vector<std::string> subjects;
    for (const StoredMessage& one : store_->alarms(Instant{}, 100)) {
      subjects.push_back(one.draft.subject);
    }
    return subjects;
  }
  static Alarm stopped(const std::string& channel, Instant since = monday) {
    return {AlarmKind::channel_stopped, channel, 1, {"535"}, since};
  }

  ScratchStore store_;
  RuleSet rules_ = testing::small_office();
  Alarms alarms_;
};

TEST_F(AlarmsTest, AStormOfOneCauseIsOneMessageADay) {
  for (int i = 0; i < 500; ++i) {
    alarms_.raise({AlarmKind::reload_refused, "", i + 1, {}, monday});
    EXPECT_EQ(tell(monday + std::chrono::seconds{i}).stored, i == 0 ? 1 : 0);
  }
  EXPECT_EQ(stored().size(), 1U);
  alarms_.raise({AlarmKind::reload_refused, "", 2, {}, monday});
  EXPECT_EQ(tell(at("2026-05-26T00:00")).stored, 1);
  EXPECT_EQ(stored().size(), 2U);
}

TEST_F(AlarmsTest, AnotherProcessOnTheSameDayTellsNothingTwice) {
  alarms_.raise(stopped("email"));
  static_cast<void>(tell(monday));
  Alarms next;
  next.raise(stopped("email", monday + std::chrono::hours{1}));
  static_cast<void>(next.tell(*store_, rules_, mail, monday + std::chrono::hours{1}));
  EXPECT_EQ(stored().size(), 1U);
}

TEST_F(AlarmsTest, WhatLastsIsToldWhenItBeginsAndAgainWhenReminded) {
  alarms_.set_lasting({stopped("email")});
  EXPECT_EQ(tell(monday).stored, 1);
  const Instant tuesday = at("2026-05-26T08:00");
  alarms_.set_lasting({stopped("email", tuesday)});
  EXPECT_EQ(tell(tuesday).stored, 0);
  alarms_.remind();
  EXPECT_EQ(tell(tuesday).stored, 1);
  alarms_.remind();
  EXPECT_EQ(tell(tuesday).stored, 0);
  const std::string text = store_->alarms(tuesday, 1).front().draft.text;
  EXPECT_NE(text.find("từ 09 giờ 00 ngày 25/5/2026"), std::string::npos) << text;
}

TEST_F(AlarmsTest, WhatIsOverBeforeItCouldBeToldIsNotTold) {
  alarms_.set_lasting({stopped("email"), stopped("chat")});
  alarms_.set_lasting({stopped("chat")});
  EXPECT_EQ(tell(monday).stored, 1);
  EXPECT_EQ(stored(),
            std::vector<std::string>{"[Hệ thống] Kênh gửi tin chat đã dừng - UBND xã Mẫu"});
  alarms_.set_lasting({});
  alarms_.remind();
  EXPECT_FALSE(alarms_.waiting());
}

TEST_F(AlarmsTest, WhatNobodyCanBeToldIsKeptAndToldWhenThereIsAWay) {
  alarms_.raise({AlarmKind::store_was_away, "", 1, {"đĩa đầy"}, monday});
  EXPECT_EQ(tell(monday, {"chat"}).for_nobody.size(), 1U);
  EXPECT_EQ(alarms_.untold(),
            std::vector<std::string>{"Cơ sở dữ liệu đã gián đoạn, nay hoạt động trở lại"});
  alarms_.raise({AlarmKind::store_was_away, "", 1, {"đĩa đầy"}, monday});
  EXPECT_TRUE(tell(monday, {"chat"}).for_nobody.empty()) << "it is in the log once";
  alarms_.try_again();
  EXPECT_EQ(tell(monday).stored, 1);
  EXPECT_TRUE(alarms_.untold().empty());
}

TEST_F(AlarmsTest, WhatNobodyCouldBeToldIsForgottenWhenItIsOver) {
  alarms_.set_lasting({stopped("email")});
  EXPECT_EQ(tell(monday, {}).for_nobody.size(), 1U);
  EXPECT_EQ(alarms_.untold().size(), 1U);
  alarms_.set_lasting({});
  EXPECT_TRUE(alarms_.untold().empty());
  alarms_.try_again();
  EXPECT_EQ(tell(monday).stored, 0);
}

}  // namespace
}  // namespace dondoc::alarms_test
