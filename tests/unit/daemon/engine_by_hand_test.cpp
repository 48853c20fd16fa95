// SPDX-License-Identifier: Apache-2.0
// Who reads no messages is told by hand: asked for once, recorded, or told of to whoever is above.
#include "tests/unit/daemon/by_hand_fixture.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::engine_by_hand_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::EngineByHand;

TEST_F(EngineByHand, AsksTheCoordinatorOnceAndSendsNothingToTheReader) {
  start(office_without_a_channel());
  run_until(first);
  const auto requests = asked(coordinator);
  ASSERT_EQ(requests.size(), 1U);
  const StoredMessage told = heads();
  EXPECT_EQ(told.state, MessageState::queued);
  EXPECT_EQ(told.attempts, 0);
  EXPECT_EQ(requests.front().draft.subject,
            "[Báo trực tiếp] Trưởng phòng Kinh tế (mã " +
                std::to_string(store_->occurrence(duty)->code) +
                "), trước 17 giờ 00 ngày 17/9/2026");
  const std::string code = std::to_string(store_->occurrence(duty)->code);
  EXPECT_EQ(requests.front().draft.text,
            "[BÁO TRỰC TIẾP] 01 nơi không nhận tin qua mạng\n"
            "Kính gửi: Phòng Văn hóa - Xã hội\n"
            "Đề nghị gọi điện hoặc in phiếu đưa tận nơi, ghi nhận trước 17 giờ 00 ngày 17/9/2026:\n"
            "1. Trưởng phòng Kinh tế\n"
            "Nội dung: Nhắc việc - Còn 14 ngày - VII.4 Báo cáo kết quả sáng kiến, mô hình, giải "
            "pháp CCHC, năm 2026 - hạn 30/9/2026 (mã " +
                code +
                ")\n"
                "Phiếu in: tin " +
                told.id.substr(0, 8) + "; báo xong: DABAO " + code +
                "\n"
                "Báo xong nơi nào, ghi nhận trên trang đầu việc hoặc bằng lệnh dondoc told mã.\n"
                "Quá thời gian trên chưa ghi nhận, nội dung được coi là chưa tới, báo lãnh đạo phụ "
                "trách và quản trị.\n");
  // The address is for the coordinator's eyes, in no message.
  for (const StoredMessage& one : sent_) {
    EXPECT_EQ(one.draft.text.find("phòng 12"), std::string::npos) << one.draft.text;
  }
  run_until(at("2026-09-17T16:59"));
  EXPECT_EQ(asked(coordinator).size(), 1U);
}

TEST_F(EngineByHand, WhatIsRecordedEndsTheMessageAsTold) {
  start(office_without_a_channel());
  run_until(at("2026-09-16T10:00"));
  const StoredMessage before = heads();
  EXPECT_EQ(refusal(Tell{}, head), "not-allowed");
  expect_done(Tell{}, coordinator);
  const StoredMessage after = store_->message(before.id).value();
  EXPECT_EQ(after.state, MessageState::sent);
  EXPECT_EQ(after.draft, before.draft);
  const auto attempts = store_->attempts(before.id);
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts.front().channel, "manual");
  EXPECT_EQ(attempts.front().outcome, "told");
  EXPECT_EQ(attempts.front().started_at, first);
  EXPECT_EQ(attempts.front().ended_at, at("2026-09-16T10:00"));
  EXPECT_EQ(attempts.front().detail, "ghi nhận bởi Phòng Văn hóa - Xã hội");
  EXPECT_EQ(store_->facts(duty).back().fact.kind, FactKind::told);
  EXPECT_EQ(refusal(Tell{}, coordinator), "nothing-asked");
  run_until(at("2026-09-24T18:00"));
  EXPECT_EQ(untold_, 0);
  EXPECT_EQ(asked("pct-vh-xh").size(), 0U);
  EXPECT_TRUE(store_->problems().empty());
}

TEST_F(EngineByHand, WhatNobodyRecordsGoesToWhoIsAboveOnceAndIntoTheDigest) {
  start(office_without_a_channel());
  run_until(at("2026-09-18T08:00"));
  const StoredMessage lost = heads();
  EXPECT_EQ(lost.state, MessageState::failed);
  EXPECT_EQ(untold_, 1);
  const auto above = asked("pct-vh-xh");
  ASSERT_EQ(above.size(), 1U);
  EXPECT_EQ(above.front().created_at, at("2026-09-17T17:00"));
  EXPECT_NE(above.front().draft.text.find("đã nhờ Phòng Văn hóa - Xã hội lúc 07 giờ 30 ngày "
                                          "16/9/2026"),
            std::string::npos)
      << above.front().draft.text;
  EXPECT_EQ(store_->failed_messages(at("2026-09-17T00:00"), 10).size(), 1U);
  const DigestList list = store_->digest_lines("cchc", now_);
  EXPECT_TRUE(std::any_of(list.lines.begin(), list.lines.end(), [](const DigestLine& line) {
    return line.cause == DigestCause::failed && line.occurrence.key == duty;
  }));
  // Too late: nothing waits any more.
  EXPECT_EQ(refusal(Tell{}, coordinator), "nothing-asked");
}

TEST_F(EngineByHand, ARestartInBetweenChangesNothing) {
  start(office_without_a_channel());
  run_until(first);
  store_.reopen();
  begin(office_without_a_channel(), at("2026-09-16T09:00"));
  run_until(at("2026-09-17T18:00"));
  EXPECT_EQ(asked(coordinator).size(), 1U);
  ASSERT_EQ(asked("pct-vh-xh").size(), 1U);
  const std::string text = asked("pct-vh-xh").front().draft.text;
  const std::size_t code = text.find("(mã ");
  EXPECT_NE(code, std::string::npos) << text;
  EXPECT_EQ(text.find("(mã ", code + 1), std::string::npos) << text;
}

TEST_F(EngineByHand, ADutyDoneInBetweenSettlesItAndTheCoordinatorHears) {
  start(office_without_a_channel());
  run_until(at("2026-09-16T10:00"));
  const StoredMessage told = heads();
  expect_done(Complete{"12/BC-KT", std::nullopt, std::nullopt}, coordinator);
  EXPECT_EQ(store_->message(told.id)->state, MessageState::withdrawn);
  const auto requests = asked(coordinator);
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests.back().draft.text.find("[THÔI BÁO TRỰC TIẾP]"), 0U)
      << requests.back().draft.text;
  const std::string text = requests.back().draft.text;
  EXPECT_EQ(text.find("mã "), text.rfind("mã ")) << text;
  run_until(at("2026-09-18T18:00"));
  EXPECT_EQ(asked(coordinator).size(), 2U);
  EXPECT_EQ(untold_, 0);
}

TEST_F(EngineByHand, AskedAndRelievedWithinASecondIsTwoMessages) {
  start(office_without_a_channel());
  run_until(first);
  expect_done(Complete{"12/BC-KT", std::nullopt, std::nullopt}, coordinator);
  ASSERT_EQ(asked(coordinator).size(), 2U);
  expect_done(Undo{}, coordinator);
  EXPECT_EQ(asked(coordinator).size(), 3U);
}

TEST_F(EngineByHand, ARequestThatHasNotLeftIsWithdrawnWithItsReason) {
  start(office_without_a_channel());
  peer_is_down_ = true;
  run_until(at("2026-09-16T10:00"));
  expect_done(Complete{"12/BC-KT", std::nullopt, std::nullopt}, coordinator);
  peer_is_down_ = false;
  run_until(at("2026-09-16T11:00"));
  EXPECT_EQ(asked(coordinator).size(), 0U);
}

TEST_F(EngineByHand, NobodyIsBlamedForARequestThatHasNotLeft) {
  start(office_without_a_channel());
  peer_is_down_ = true;
  run_until(at("2026-09-17T18:00"));
  EXPECT_EQ(untold_, 0);
  EXPECT_EQ(heads().state, MessageState::queued);
  peer_is_down_ = false;
  run_until(at("2026-09-18T16:59"));
  EXPECT_EQ(untold_, 0);
  run_until(at("2026-09-18T17:00"));
  EXPECT_EQ(untold_, 1);
}

TEST_F(EngineByHand, WhileAllIsHeldNobodyIsAsked) {
  start(office_without_a_channel());
  Store::Transaction hold(*store_);
  store_->set_held("thử");
  hold.commit();
  run_until(at("2026-09-16T12:00"));
  EXPECT_EQ(asked(coordinator).size(), 0U);
  Store::Transaction release(*store_);
  store_->set_held(std::nullopt);
  store_->confirm_clock(at("2026-09-16T14:00"));
  release.commit();
  run_until(at("2026-09-16T14:00"));
  ASSERT_EQ(asked(coordinator).size(), 1U);
  // A clock that is confirmed later ends nothing before its time.
  Store::Transaction again(*store_);
  store_->confirm_clock(at("2026-09-16T15:00"));
  again.commit();
  run_until(at("2026-09-17T16:59"));
  EXPECT_EQ(heads().state, MessageState::queued);
  EXPECT_EQ(asked(coordinator).size(), 1U);
}

TEST_F(EngineByHand, WhoIsTheCoordinatorThemselvesIsToldByTheAdmin) {
  RuleSet rules = office_without_a_channel();
  rules.directory.people.at(coordinator + "-1").contacts = {{"manual", "phòng 1"}};
  start(rules);
  run_until(first);
  // The coordinator's own duties are told by the admin too.
  ASSERT_FALSE(asked("quan-tri-vien").empty());
  EXPECT_EQ(asked("quan-tri-vien").back().draft.subject.find("[Báo trực tiếp] Trưởng phòng Kinh"),
            0U);
  EXPECT_EQ(asked(coordinator).size(), 0U);
  expect_done(Tell{}, "quan-tri-vien");
}

TEST_F(EngineByHand, WhereNobodyCanBeAskedItFailsAtOnceAndIsTold) {
  RuleSet rules = office_without_a_channel();
  rules.directory.people.at(coordinator + "-1").contacts = {{"manual", "phòng 1"}};
  rules.directory.people.at("qtv").contacts = {{"manual", "phòng 2"}};
  start(rules);
  run_until(first);
  EXPECT_EQ(heads().state, MessageState::failed);
  EXPECT_EQ(store_->attempts(heads().id).size(), 1U);
  ASSERT_FALSE(asked("pct-vh-xh").empty());
  EXPECT_NE(asked("pct-vh-xh").back().draft.text.find("không có ai để nhờ báo"), std::string::npos);
}

TEST_F(EngineByHand, AnotherChannelBehindItTakesWhatNobodyRecorded) {
  RuleSet rules = office_without_a_channel();
  rules.directory.people.at(head + "-1").contacts = {{"manual", "phòng 12"},
                                                     {"maildir", "kt@xa.example"}};
  start(rules);
  run_until(at("2026-09-17T18:00"));
  EXPECT_EQ(heads().state, MessageState::sent);
  EXPECT_EQ(heads().connector(), "maildir");
  EXPECT_EQ(untold_, 0);
  EXPECT_EQ(asked("pct-vh-xh").size(), 0U);
}

TEST_F(EngineByHand, ATakenBackWordWaitsAgainUntilItsTime) {
  start(office_without_a_channel());
  run_until(at("2026-09-16T10:00"));
  expect_done(Tell{}, coordinator);
  expect_done(Undo{}, coordinator);
  EXPECT_EQ(heads().state, MessageState::queued);
  EXPECT_EQ(store_->attempts(heads().id).front().outcome, "untold");
  expect_done(Tell{}, coordinator);
  EXPECT_EQ(heads().state, MessageState::sent);
  expect_done(Undo{}, coordinator);
  run_until(at("2026-09-17T18:00"));
  EXPECT_EQ(heads().state, MessageState::failed);
  EXPECT_EQ(untold_, 1);
  EXPECT_EQ(asked(coordinator).size(), 1U);
  EXPECT_TRUE(store_->problems().empty());
  EXPECT_EQ(store_->prove_state().differing, 0);
}

TEST_F(EngineByHand, ANewHolderOfThePostIsToldInTheirOwnWay) {
  RuleSet rules = office_without_a_channel();
  start(rules);
  run_until(at("2026-09-16T10:00"));
  rules.directory.posts.at(head).held_by.front().to = make_date(2026, 9, 16);
  rules.directory.posts.at(head).held_by.push_back({"moi", make_date(2026, 9, 17), {}});
  rules.directory.people["moi"] = {"moi", "Mẫu", {{"maildir", "moi@xa.example"}}, {}};
  engine_->load(std::make_shared<const RuleSet>(rules), now_);
  run_until(at("2026-09-18T18:00"));
  EXPECT_EQ(heads().draft.person, "moi");
  EXPECT_EQ(heads().state, MessageState::sent);
  EXPECT_EQ(untold_, 0);
  ASSERT_EQ(asked(coordinator).size(), 2U);
  EXPECT_EQ(asked(coordinator).back().draft.subject.find("[Thôi báo trực tiếp]"), 0U);
}

TEST_F(EngineByHand, APlanOnTrialAsksNobody) {
  RuleSet rules = office_without_a_channel();
  rules.plans.at("cchc").trial = make_date(2026, 12, 31);
  rules.directory.people.at("qtv").contacts = {{"manual", "phòng 2"}};
  start(rules);
  run_until(at("2026-09-18T18:00"));
  EXPECT_EQ(asked(coordinator).size(), 0U);
  EXPECT_EQ(asked("pct-vh-xh").size(), 0U);
  EXPECT_GT(untold_, 0);
}

TEST_F(EngineByHand, TheOneDutyOfTwoPeopleAsksWhoWasTold) {
  RuleSet rules = office_without_a_channel();
  rules.directory.people.at("pct-vh-xh-1").contacts = {{"manual", "tầng 2"}};
  start(rules);
  // tre-1.4 to the head and tre-7 to the leader fall on the same morning.
  run_until(at("2026-10-07T08:00"));
  const std::string code = std::to_string(store_->occurrence(duty)->code);
  const std::string text = asked(coordinator).back().draft.text;
  EXPECT_NE(text.find("[BÁO TRỰC TIẾP] 02 nơi"), std::string::npos) << text;
  EXPECT_NE(text.find("báo xong: DABAO " + code + " Phó Chủ tịch UBND xã"), std::string::npos)
      << text;
  const ActResult which = record(Tell{}, coordinator);
  EXPECT_EQ(std::get<ActRefused>(which).code, ActRefusal::several_asked);
  EXPECT_EQ(std::get<ActRefused>(which).message,
            "Cần nêu đã báo cho ai: DABAO " + code + " Phó Chủ tịch UBND xã | DABAO " + code +
                " Trưởng phòng Kinh tế.");
  expect_done(Tell{"pho chu tich ubnd xa"}, coordinator);
  expect_done(Tell{}, coordinator);
  EXPECT_EQ(heads().state, MessageState::sent);
}

TEST_F(EngineByHand, NobodyTelephonesAtNight) {
  RuleSet rules = office_without_a_channel();
  rules.policies.at("standard").hours.clear();
  rules.policies.at("standard").at = TimeOfDay{21 * 60};
  start(rules);
  run_until(at("2026-09-16T23:00"));
  EXPECT_EQ(asked(coordinator).size(), 0U);
  run_until(at("2026-09-17T07:30"));
  EXPECT_EQ(asked(coordinator).size(), 1U);
}

TEST_F(EngineByHand, WhoTelephonesBeforeTheyAreAskedMaySaySo) {
  RuleSet rules = office_without_a_channel();
  rules.policies.at("standard").hours.clear();
  rules.policies.at("standard").at = TimeOfDay{21 * 60};
  start(rules);
  run_until(at("2026-09-16T21:10"));
  expect_done(Tell{}, coordinator);
  expect_done(Undo{}, coordinator);
  EXPECT_EQ(heads().state, MessageState::queued);
  expect_done(Tell{}, coordinator);
  run_until(at("2026-09-18T23:00"));
  EXPECT_EQ(asked(coordinator).size(), 0U);
  EXPECT_EQ(heads().state, MessageState::sent);
}

}  // namespace
}  // namespace dondoc::engine_by_hand_test
