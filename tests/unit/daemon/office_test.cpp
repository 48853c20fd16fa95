// SPDX-License-Identifier: Apache-2.0
#include "daemon/office.h"

#include "daemon/clock.h"
#include "tests/support/small_office.h"

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>

namespace dondoc {
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

}  // namespace
}  // namespace dondoc
