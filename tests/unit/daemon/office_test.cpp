// SPDX-License-Identifier: Apache-2.0
#include "daemon/office.h"

#include "daemon/clock.h"
#include "tests/support/small_office.h"

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>

namespace dondoc::office_test {
namespace {

using std::chrono::hours;

/// Loses everything: these tests send nothing.
class NoCourier final : public Courier {
 public:
  void carry(Request /*request*/, std::function<void(Reply)> /*done*/) override {}
};

class OfficeTest : public ::testing::Test {
 protected:
  OfficeTest() {
    std::string pattern = "/tmp/dondoc-office-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~OfficeTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<Office> open(Instant now) {
    return std::make_unique<Office>(folder_ / "dondoc.db", rules_, courier_, Connectors{}, now);
  }

  /// As POST /v1/release does.
  void confirm(Office& office) {
    Store::Transaction transaction(office.store());
    office.store().set_held(std::nullopt);
    office.store().confirm_clock(now_);
    transaction.commit();
  }

  std::filesystem::path folder_;
  NoCourier courier_;
  std::shared_ptr<const RuleSet> rules_ =
      std::make_shared<const RuleSet>(dondoc::testing::small_office());
  const Instant now_ = instant_of(read_clock());
};

TEST_F(OfficeTest, AStartAnHourBeforeTheLastRowHoldsSending) {
  EXPECT_FALSE(open(now_ + hours{3})->store().held());
  const auto office = open(now_);
  ASSERT_TRUE(office->store().held());
  EXPECT_NE(office->store().held()->find("sớm hơn lần ghi cuối cùng"), std::string::npos);
}

TEST_F(OfficeTest, AStartAfterARestHoldsNothingAndOneAfter400DaysDoes) {
  EXPECT_FALSE(open(now_)->store().held());
  EXPECT_FALSE(open(now_ + hours{24 * 200})->store().held());
  EXPECT_TRUE(open(now_ + hours{24 * 601})->store().held());
}

TEST_F(OfficeTest, AHoldOutlivesTheProcessWithItsFirstReason) {
  {
    const auto office = open(now_);
    office->hold("lý do đầu", now_);
    office->hold("lý do sau", now_);
  }
  EXPECT_EQ(open(now_)->store().held(), "lý do đầu");
}

TEST_F(OfficeTest, TheNextDueIsTheEarliestThatLiesAhead) {
  const auto office = open(now_);
  while (office->engine().tick(now_).more) {
  }
  const auto next = office->next_due(now_);
  ASSERT_TRUE(next);
  EXPECT_GT(next->due, now_);
  for (const Occurrence& one : office->store().occurrences({})) {
    EXPECT_TRUE(one.due <= now_ || one.due >= next->due) << one.key;
  }
}

TEST_F(OfficeTest, AFirstStartWithAClockThatCantBeRightOpensNothingUntilAPersonConfirmsIt) {
  // On some days a reminder falls due in the hour of the start.
  const std::int64_t usual = [this] {
    const auto office = open(now_);
    while (office->engine().tick(now_).more) {
    }
    return office->store().counts(now_).queued_messages;
  }();
  for (const Instant wrong : {now_ - hours{24 * 365 * 26}, now_ + hours{24 * 365 * 20}}) {
    std::filesystem::remove(folder_ / "dondoc.db");
    {
      const auto office = open(wrong);
      EXPECT_TRUE(office->store().held());
      EXPECT_EQ(office->store().held(), office->store().clock_doubt());
      EXPECT_FALSE(office->engine().tick(wrong).more);
      EXPECT_EQ(office->store().counts(wrong).series, 0);
    }
    // A mended clock alone isn't a person's word.
    const auto office = open(now_);
    EXPECT_TRUE(office->store().clock_doubt());
    confirm(*office);
    while (office->engine().tick(now_).more) {
    }
    EXPECT_GT(office->store().counts(now_).series, 0);
    EXPECT_EQ(office->store().counts(now_).queued_messages, usual);
    EXPECT_FALSE(office->store().clock_doubt());
  }
}

TEST_F(OfficeTest, AClockThatJumpedWhileTheDatabaseWasAwayIsDoubtedBeforeAnythingIsDatedByIt) {
  const Instant wrong = now_ + hours{24 * 300};
  Office office(folder_ / "dondoc.db", rules_, courier_, Connectors{}, wrong, {"nhảy"});
  const Store& store = office.store();
  EXPECT_EQ(store.clock_doubt(), "nhảy");
  EXPECT_EQ(store.counts(wrong).series, 0);
  EXPECT_FALSE(store.last_written());
}

TEST_F(OfficeTest, ADoubtUnderAPersonsHoldKeepsThePersonsReason) {
  const auto office = open(now_);
  office->hold("lý do của người", now_);
  office->doubt_clock("đồng hồ");
  EXPECT_EQ(office->store().held(), "lý do của người");
  EXPECT_EQ(office->store().clock_doubt(), "đồng hồ");
}

}  // namespace
}  // namespace dondoc::office_test
