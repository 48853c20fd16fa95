// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/leave.h"

#include "rules/schedule/handover.h"
#include "rules/schedule/reach.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::leave_test {
namespace {

using testing::at;

const Instant now = at("2026-11-27T09:00");
const Date today = make_date(2026, 11, 27);
const Date monday = make_date(2026, 11, 30);
const Date friday = make_date(2026, 12, 4);
const std::string head = "truong-kinh-te";
const std::string deputy = "pho-kinh-te";
const std::string other = "chanh-van-phong";

/// The head of Phòng Kinh tế has a deputy.
RuleSet office() {
  RuleSet rules = testing::small_office();
  Directory& directory = rules.directory;
  directory.posts[deputy] = {deputy, "Phó Trưởng phòng Kinh tế", std::nullopt, {}};
  directory.posts[deputy].held_by = {{deputy + "-1", make_date(2025, 7, 1), std::nullopt}};
  directory.people[deputy + "-1"] = {deputy + "-1", "Mẫu", {{"maildir", "p@xa.example"}}, {}};
  directory.posts.at(head).deputy = deputy;
  directory.posts["trong"] = {"trong", "Chức danh trống", std::nullopt, {}};
  return rules;
}

/// An office whose people say when they are away.
struct Said {
  RuleSet loaded = office();
  std::vector<LeaveRecord> known;

  [[nodiscard]] std::shared_ptr<const RuleSet> rules() const {
    return with_leaves(std::make_shared<const RuleSet>(loaded), known);
  }
  /// "taken", "known", or the refusal's name.
  std::string take(const LeaveForm& form, const std::string& actor = head, Instant when = now) {
    LeaveResult result = take_leave(form, known, {actor, "cli"}, *rules(), when);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      sentence = refused->message;
      return std::string(refusal_name(refused->code));
    }
    if (std::holds_alternative<KnownLeave>(result)) {
      return "known";
    }
    sentence = leave_words(std::get<LeaveRecord>(result), *rules());
    known.push_back(std::get<LeaveRecord>(result));
    known.back().id = ++last_id;
    return "taken";
  }
  std::string undo(const std::string& actor = head, Instant when = now) {
    const auto result = undo_leave(head, known, {actor, "cli"}, *rules(), when);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      return std::string(refusal_name(refused->code));
    }
    const std::int64_t id = std::get<LeaveRecord>(result).id;
    known.erase(
        std::remove_if(
            known.begin(), known.end(), [id](const LeaveRecord& one) { return one.id == id; }),
        known.end());
    return "undone";
  }
  [[nodiscard]] std::string acts(Date day) const {
    return acting_post(rules()->directory, head, day);
  }
  std::string sentence;
  std::int64_t last_id{0};
};

TEST(Leave, ActsAsTheDirectorysDoes) {
  Said said;
  ASSERT_EQ(said.take({head, monday, friday}), "taken");
  EXPECT_EQ(said.sentence,
            "Trưởng phòng Kinh tế nghỉ từ ngày 30/11/2026 đến hết ngày 04/12/2026; Phó Trưởng "
            "phòng Kinh tế thay");
  RuleSet written = office();
  written.directory.people.at(head + "-1").away = {{monday, friday}};
  for (Date day = today; day <= friday + std::chrono::days{2}; day += std::chrono::days{1}) {
    EXPECT_EQ(post_holders(said.rules()->directory, day), post_holders(written.directory, day));
    EXPECT_EQ(audit_reach(*said.rules(), {}, day), audit_reach(written, {}, day));
  }
  EXPECT_EQ(next_change_of_holders(said.rules()->directory, today), monday);
}

TEST(Leave, NamesWhoStandsInForThePostInPlaceOfItsDeputy) {
  Said said;
  ASSERT_EQ(said.take({head, monday, friday, other}), "taken");
  EXPECT_EQ(said.acts(monday), other);
  EXPECT_EQ(said.acts(friday + std::chrono::days{1}), head);
  // And of no other day or post.
  said.loaded.directory.posts["them"] = {"them", "Chức danh thêm", deputy, {}};
  said.loaded.directory.posts["them"].held_by = {{head + "-1", make_date(2025, 7, 1), {}}};
  EXPECT_EQ(acting_post(said.rules()->directory, "them", monday), deputy);
}

TEST(Leave, IsRecordedByWhoIsAwayTheDeputyACoordinatorOrTheAdmin) {
  for (const std::string& actor :
       {head, deputy, std::string("truong-vh-xh"), std::string(admin_actor)}) {
    Said said;
    EXPECT_EQ(said.take({head, monday, friday}, actor), "taken") << actor;
  }
  for (const std::string& actor :
       {other, std::string("pct-vh-xh"), std::string("giam-doc-pvhcc")}) {
    Said said;
    EXPECT_EQ(said.take({head, monday, friday}, actor), "not-allowed") << actor;
    EXPECT_NE(said.sentence.find("người nghỉ, cấp phó hoặc đầu mối theo dõi"), std::string::npos);
  }
}

TEST(Leave, RefusesDaysThatMakeNoSense) {
  Said said;
  EXPECT_EQ(said.take({head, friday, monday}), "bad-leave");
  EXPECT_EQ(said.sentence, "Ngày cuối (30/11/2026) trước ngày đầu (04/12/2026).");
  EXPECT_EQ(said.take({head, make_date(2026, 11, 20), make_date(2026, 11, 26)}), "bad-leave");
  EXPECT_EQ(said.sentence, "Những ngày này đã qua (hôm nay là 27/11/2026).");
  EXPECT_EQ(said.take({head, monday, monday + leave_days_max}), "bad-leave");
  EXPECT_NE(said.sentence.find("tối đa 190 ngày"), std::string::npos) << said.sentence;
  EXPECT_EQ(said.take({head, make_date(2027, 12, 1), make_date(2027, 12, 1)}), "bad-leave");
  EXPECT_EQ(said.take({"trong", monday, friday}, std::string(admin_actor)), "vacant-post");
  EXPECT_EQ(said.take({"khong-co", monday, friday}, std::string(admin_actor)), "unknown-post");
  // An illness that began yesterday is told of today.
  EXPECT_EQ(said.take({head, today - std::chrono::days{1}, today}), "taken");
}

TEST(Leave, RefusesWhatClashesWithTheDirectory) {
  Said said;
  said.loaded.directory.people.at(head + "-1").away = {{friday, friday + std::chrono::days{3}}};
  EXPECT_EQ(said.take({head, monday, friday}), "leave-clash");
  EXPECT_EQ(said.sentence,
            "Danh bạ đã ghi nghỉ từ ngày 04/12/2026 đến hết ngày 07/12/2026; thay đổi đợt nghỉ này "
            "do quản trị viên sửa trong danh bạ.");
  EXPECT_EQ(said.take({head, monday, friday - std::chrono::days{1}}), "taken");
}

TEST(Leave, RefusesWhoCannotStandIn) {
  Said said;
  EXPECT_EQ(said.take({head, monday, friday, "trong"}), "bad-stand-in");
  EXPECT_EQ(said.take({head, monday, friday, head}), "bad-stand-in");
  EXPECT_EQ(said.take({head, monday, friday, "khong-co"}), "unknown-post");
  said.loaded.directory.people.at(other + "-1").away = {{friday, friday}};
  EXPECT_EQ(said.take({head, monday, friday, other}), "bad-stand-in");
  EXPECT_EQ(said.sentence,
            "Chánh Văn phòng HĐND và UBND cũng nghỉ ngày 04/12/2026 nên không thay được.");
}

TEST(Leave, SaysThatNobodyStandsIn) {
  Said said;
  ASSERT_EQ(said.take({other, monday, monday}, other), "taken");
  EXPECT_EQ(said.sentence,
            "Chánh Văn phòng HĐND và UBND nghỉ ngày 30/11/2026; chưa có ai thay, tin vẫn gửi tới "
            "chức danh này");
}

TEST(Leave, IsReplacedByALaterWordOfTheSameDaysAndComesBackWhenThatIsUndone) {
  Said said;
  ASSERT_EQ(said.take({head, monday, friday}), "taken");
  EXPECT_EQ(said.take({head, monday, friday}), "known");
  ASSERT_EQ(said.take({head, monday, make_date(2026, 12, 2), other}), "taken");
  EXPECT_EQ(said.acts(monday), other);
  EXPECT_EQ(said.acts(friday), head);
  EXPECT_EQ(said.undo(), "undone");
  EXPECT_EQ(said.acts(monday), deputy);
  EXPECT_EQ(said.acts(friday), deputy);
}

TEST(Leave, IsUndoneWithinHalfAnHourByWhoRecordedItOrIsAway) {
  Said said;
  EXPECT_EQ(said.undo(), "nothing-to-undo");
  ASSERT_EQ(said.take({head, monday, friday}, deputy), "taken");
  EXPECT_EQ(said.undo("truong-vh-xh"), "not-allowed");
  EXPECT_EQ(said.undo(deputy, now + undo_within + std::chrono::seconds{1}), "too-late");
  EXPECT_EQ(said.undo(head, now + undo_within), "undone");
  EXPECT_EQ(said.acts(monday), head);
}

TEST(Leave, OfOnePersonSoManyAreKept) {
  Said said;
  for (std::size_t i = 0; i < leaves_of_person_max; ++i) {
    const Date day = monday + std::chrono::days{static_cast<int>(i)};
    ASSERT_EQ(said.take({head, day, day}), "taken");
  }
  EXPECT_EQ(said.take({head, make_date(2027, 3, 1), make_date(2027, 3, 1)}), "too-many");
}

TEST(Leave, IsListedWithThoseOfTheDirectory) {
  Said said;
  said.loaded.directory.people.at(other + "-1").away = {{today, today}};
  ASSERT_EQ(said.take({head, monday, friday}), "taken");
  const std::vector<DaysAway> away = days_away(*said.rules(), today);
  ASSERT_EQ(away.size(), 2U);
  EXPECT_EQ(away[0].post, other);
  EXPECT_EQ(away[0].stand_in, "");
  EXPECT_FALSE(away[0].leave.recorded);
  EXPECT_EQ(away[1].post, head);
  EXPECT_EQ(away[1].stand_in, deputy);
  EXPECT_TRUE(away[1].leave.recorded);
  EXPECT_TRUE(days_away(*said.rules(), friday + std::chrono::days{1}).empty());
}

}  // namespace
}  // namespace dondoc::leave_test
