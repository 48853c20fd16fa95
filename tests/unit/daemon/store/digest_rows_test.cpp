// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::digest_rows_test {
namespace {

class StoreDigest : public StoreTest {
 protected:
  struct Line {
    DigestCause cause;
    std::string key;
    std::string detail;
    bool operator==(const Line&) const = default;
  };
  [[nodiscard]] std::vector<Line> lines(Instant now) {
    std::vector<Line> found;
    for (const DigestLine& line : store().digest_lines("cchc", now).lines) {
      found.push_back({line.cause, line.occurrence.key, line.detail});
    }
    return found;
  }
  /// One attempt of one message about the duty, with this end.
  std::string fail(const std::string& rung, MessageState state) {
    const Notice notice = notice_of(duty_, rung, "a", on_day(20));
    issue({notice}, on_day(20));
    const MessageDraft draft = draft_of({notice});
    release(Release{{draft}, {}, {}}, on_day(20));
    const std::string id = message_id(draft.key);
    AttemptEnd end;
    end.message = id;
    end.at = on_day(20);
    end.outcome = "rejected";
    end.next = state;
    commit([&](Store& store) {
      store.begin_attempts({{id, 1, 0, on_day(20)}});
      store.end_attempts({end});
    });
    return id;
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
};

TEST_F(StoreDigest, NamesWhatIsLateAndWhatNeedsReviewInTheOrderOfDues) {
  Occurrence old = occurrence_of(monthly, "2026-01");
  old.needs_review = true;
  old.due = on_day(-5);
  Occurrence early = occurrence_of(monthly, "2026-04");
  early.due = on_day(10);
  const Occurrence elsewhere = occurrence_of({"khac", "I.1", "", ""}, "2026");
  open_all(monthly, {duty_, old, early, elsewhere}, on_day(0));
  EXPECT_EQ(lines(on_day(9)), (std::vector<Line>{{DigestCause::needs_review, old.key, ""}}));
  EXPECT_EQ(lines(on_day(30)),
            (std::vector<Line>{{DigestCause::needs_review, old.key, ""},
                               {DigestCause::overdue, early.key, ""},
                               {DigestCause::overdue, duty_.key, ""}}));
  record(fact_of(early.key, FactKind::completed, on_day(30)), on_day(30));
  EXPECT_EQ(lines(on_day(30)).size(), 2U);
}

TEST_F(StoreDigest, CountsWhatAListCannotHold) {
  constexpr int per_cause = 503;
  std::vector<Occurrence> many;
  for (int i = 0; i < per_cause; ++i) {
    Occurrence late = occurrence_of(monthly, "late-" + std::to_string(i));
    late.due = on_day(10);
    Occurrence old = occurrence_of(monthly, "old-" + std::to_string(i));
    old.needs_review = true;
    many.push_back(late);
    many.push_back(old);
  }
  open_all(monthly, many, on_day(0));
  const DigestList list = store().digest_lines("cchc", on_day(20));
  EXPECT_EQ(list.lines.size(), 1'000U);
  EXPECT_EQ(list.unlisted,
            (std::map<DigestCause, std::size_t>{{DigestCause::overdue, 3},
                                                {DigestCause::needs_review, 3}}));
}

TEST_F(StoreDigest, TellsWhoWasNotReachedUntilTheDutyIsClosed) {
  open_one(duty_);
  const Notice first = notice_of(duty_, "con-10", "a", on_day(20));
  const Notice second = notice_of(duty_, "con-3", "a", on_day(27));
  issue({first, second}, on_day(27));
  release(Release{{}, {}, {{first.key, "trống"}, {second.key, "không có kênh"}}}, on_day(27));
  EXPECT_EQ(lines(on_day(28)),
            (std::vector<Line>{{DigestCause::unreachable, duty_.key, "không có kênh"}}));
  record(fact_of(duty_.key, FactKind::completed, on_day(28)), on_day(28));
  EXPECT_TRUE(lines(on_day(28)).empty());
}

TEST_F(StoreDigest, TellsWhatCouldNotBeDeliveredUntilTheDutyIsClosed) {
  open_one(duty_);
  const std::string failed = fail("con-10", MessageState::failed);
  const std::string uncertain = fail("con-3", MessageState::uncertain);
  EXPECT_EQ(
      lines(on_day(28)),
      (std::vector<Line>{{DigestCause::failed, duty_.key, "mã tin " + failed.substr(0, 8)},
                         {DigestCause::uncertain, duty_.key, "mã tin " + uncertain.substr(0, 8)}}));
  EXPECT_EQ(store().counts(on_day(28)).failed_messages, 1);
  EXPECT_EQ(store().counts(on_day(28)).uncertain_messages, 1);
  record(fact_of(duty_.key, FactKind::completed, on_day(28)), on_day(28));
  EXPECT_TRUE(lines(on_day(28)).empty());
}

TEST_F(StoreDigest, IsSilentAboutAFailureThatCameAfterTheDutyWasDone) {
  open_one(duty_);
  const Notice notice = notice_of(duty_, "con-3", "a", on_day(20));
  issue({notice}, on_day(20));
  const MessageDraft draft = draft_of({notice});
  release(Release{{draft}, {}, {}}, on_day(20));
  const std::string id = message_id(draft.key);
  commit([&](Store& store) { store.begin_attempts({{id, 1, 0, on_day(20)}}); });
  record(fact_of(duty_.key, FactKind::completed, on_day(21)), on_day(21));
  AttemptEnd end;
  end.message = id;
  end.at = on_day(21);
  end.outcome = "rejected";
  end.next = MessageState::failed;
  commit([&](Store& store) { store.end_attempts({end}); });
  EXPECT_TRUE(lines(on_day(40)).empty());
}

TEST_F(StoreDigest, HasAtMostFiveHundredLinesOfACause) {
  std::vector<Occurrence> many;
  for (int i = 0; i < 600; ++i) {
    many.push_back(occurrence_of(monthly, std::to_string(1000 + i)));
  }
  open_all(monthly, many, on_day(0));
  EXPECT_EQ(lines(on_day(30)).size(), 500U);
}

}  // namespace
}  // namespace dondoc::digest_rows_test
