// SPDX-License-Identifier: Apache-2.0
// What people do comes back from the store as the facts alone say it, and events reach what waits
// for them.
#include "rules/schedule/occurrence.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::particulars_test {
namespace {

using Data = std::map<std::string, std::string>;

class StoreParticulars : public StoreTest {
 protected:
  Fact told(const std::string& key, FactKind kind, std::int64_t day, Data data = {}) {
    Fact fact = fact_of(key, kind, on_day(day));
    fact.data = std::move(data);
    return fact;
  }

  /// Records the facts one after the other; after each, and after reopening, the store must hold
  /// what applying them gives.
  void expect_folded(const std::string& key, const std::vector<Fact>& facts) {
    Occurrence folded = load(key);
    for (const Fact& fact : facts) {
      folded = apply(std::move(folded), fact);
      record(fact, fact.at);
      expect_same(load(key), folded, std::string(fact_kind_name(fact.kind)));
    }
    reopen();
    expect_same(load(key), folded, "reopened");
  }

  /// The code is the store's.
  static void expect_same(Occurrence found, const Occurrence& folded, const std::string& after) {
    found.code = folded.code;
    EXPECT_EQ(found, folded) << after;
  }
};

const Data new_due{{"from", "1970-01-31T07:00:00+07:00"},
                   {"to", "1970-03-01T07:00:00+07:00"},
                   {"last_day", "1970-03-01"}};

Data with(Data data, const std::string& name, const std::string& value) {
  data[name] = value;
  return data;
}

TEST_F(StoreParticulars, HoldWhatEachActSays) {
  const Occurrence duty = occurrence_of(monthly, "1970-01");
  open_one(duty);
  const std::string& key = duty.key;
  expect_folded(
      key,
      {told(key, FactKind::acknowledged, 1, {{"promised", "1970-01-20"}}),
       told(key, FactKind::progressed, 2, {{"text", "đã xong 60%"}}),
       told(key, FactKind::measured, 3, {{"thousandths", "95500"}}),
       told(key,
            FactKind::measured,
            4,
            {{"thousandths", "66667"}, {"numerator", "2"}, {"denominator", "3"}}),
       told(key, FactKind::counted, 5, {{"amount", "2"}, {"document", "3/BB"}}),
       told(key, FactKind::submitted, 6, {{"date", "1970-01-06"}, {"signer", "chu-tich"}}),
       told(key, FactKind::extension_asked, 7, {{"until", "1970-02-10"}, {"reason", "ốm"}}),
       told(key, FactKind::returned, 8, {{"reason", "bổ sung"}}),
       told(key, FactKind::extended, 9, with(new_due, "reason", "ốm")),
       told(key, FactKind::submitted, 10, {{"date", "1970-01-10"}, {"signer", "chu-tich"}}),
       told(key, FactKind::adjusted, 11, with(new_due, "basis", "CV 8/SNV")),
       told(key, FactKind::counted, 12, {{"amount", "1"}}),
       told(key, FactKind::completed, 13, {{"document", "1/BC"}, {"document_date", "1970-01-13"}}),
       told(key, FactKind::counted, 14, {{"amount", "4"}})});
  EXPECT_EQ(load(key).counted, 7);
}

TEST_F(StoreParticulars, HoldADutyThatLostItsDateWasMissedOrCameBack) {
  for (const std::string period : {"1970-01", "1970-02", "1970-03"}) {
    open_one(occurrence_of(monthly, period));
  }
  const std::string undated = occurrence_key(monthly, "1970-01");
  expect_folded(undated, {told(undated, FactKind::due_moved, 1, with(new_due, "dated", "no"))});
  EXPECT_FALSE(load(undated).dated);
  const std::string missed = occurrence_key(monthly, "1970-02");
  expect_folded(missed, {told(missed, FactKind::missed, 40), told(missed, FactKind::counted, 41)});
  // A period that was missed is counted in its year; one that a leader closed isn't.
  EXPECT_EQ(store().missed_in_year(load(missed)), 1);
  const std::string closed = occurrence_key(monthly, "1970-04");
  open_one(occurrence_of(monthly, "1970-04"));
  expect_folded(closed, {told(closed, FactKind::failed, 40, {{"reason", "không làm"}})});
  EXPECT_EQ(store().missed_in_year(load(closed)), 1);
  const std::string back = occurrence_key(monthly, "1970-03");
  expect_folded(back,
                {told(back, FactKind::extended, 1, new_due),
                 told(back, FactKind::withdrawn, 2),
                 told(back, FactKind::progressed, 3, {{"text", "không ai hỏi"}}),
                 told(back, FactKind::reopened, 4, with(new_due, "dated", "yes"))});
  EXPECT_TRUE(load(back).due_set);
}

/// An edit that is taken back at once leaves what was told as it was: people answer by the code.
TEST_F(StoreParticulars, HoldTheCodeOfADutyThatAnEditBringsBack) {
  open_one(occurrence_of(monthly, "1970-01"));
  open_one(occurrence_of(monthly, "1970-02"));
  const std::string key = occurrence_key(monthly, "1970-01");
  const int code = load(key).code;
  record(told(key, FactKind::withdrawn, 2), on_day(2));
  record(told(key, FactKind::reopened, 3, with(new_due, "dated", "yes")), on_day(3));
  EXPECT_EQ(load(key).code, code);
  EXPECT_EQ(store().occurrence_by_code(code)->key, key);
  EXPECT_NE(load(occurrence_key(monthly, "1970-02")).code, code);
}

/// Of the watch of trigger "van-ban".
class StoreEvents : public StoreParticulars {
 protected:
  static inline const SeriesKey watch_series{"cchc", "moc.van-ban", "", ""};
  static inline const SeriesKey waiting{"cchc", "III.1", "", ""};

  StoreEvents() {
    commit([](Store& store) {
      store.sync_series({{watch_series, "w", ""}, {waiting, "t", "van-ban"}, {monthly, "m", ""}},
                        on_day(0));
    });
    open_one(occurrence_of(watch_series, "1970"));
    commit([](Store& store) {
      for (const SeriesKey& key : {watch_series, waiting, monthly}) {
        store.write_opening(key, opening_of({}, on_day(0)), on_day(0));
      }
    });
  }

  Fact happened(const Happening& happening) {
    Fact fact = told(watch_key, FactKind::happened, 0);
    fact.at = happening.recorded_at;
    put_happening(happening, fact.data);
    return fact;
  }

  [[nodiscard]] std::vector<Happening> handed_out(Instant now) {
    for (const Series& series : store().due_series(now, 10)) {
      if (series.key == waiting) {
        return series.happenings;
      }
    }
    return {};
  }

  const std::string watch_key = occurrence_key(watch_series, "1970");
};

Happening event(const std::string& id, std::int64_t recorded) {
  return {id,
          {Date{std::chrono::days{recorded - 1}}, TimeOfDay{480}},
          "vh-xh",
          "Kiến nghị",
          "7/CV",
          Date{std::chrono::days{50}},
          on_day(recorded)};
}

TEST_F(StoreEvents, ComeBackAsRecordedAndReachTheSeriesThatWaitForThem) {
  const Happening plain{"b", {Date{std::chrono::days{1}}, {}}, "", "", "", {}, on_day(3)};
  // Two in one second, not in the order of their names.
  const Happening same_second{"a", {Date{std::chrono::days{2}}, {}}, "", "", "", {}, on_day(3)};
  expect_folded(watch_key, {happened(event("x", 2)), happened(plain), happened(same_second)});
  EXPECT_EQ(handed_out(on_day(3)), (std::vector<Happening>{event("x", 2), same_second, plain}));
}

TEST_F(StoreEvents, AreCorrectedInTheirPlace) {
  Happening other = event("x", 2);
  other.event = {Date{std::chrono::days{5}}, std::nullopt};
  other.due.reset();
  other.unit.clear();
  other.recorded_at = on_day(9);
  expect_folded(watch_key, {happened(event("x", 2)), happened(event("y", 3)), happened(other)});
  const std::vector<Happening> found = handed_out(on_day(9));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.front().id, "x");
  EXPECT_EQ(found.front().event, other.event);
  EXPECT_FALSE(found.front().due);
  EXPECT_EQ(found.front().recorded_at, on_day(2)) << "what it opened opened then";
}

TEST_F(StoreEvents, WakeOnlyWhatWaitsForThem) {
  record(happened(event("x", 2)), on_day(2));
  std::vector<SeriesKey> woken;
  for (const Series& series : store().due_series(on_day(2), 10)) {
    woken.push_back(series.key);
  }
  EXPECT_EQ(woken, (std::vector<SeriesKey>{waiting}));
}

/// An opening of what the event opens, and the correction beside it.
Opening opening_by(const Happening& happening, Instant now) {
  Occurrence opened = occurrence_of({"cchc", "III.1", "", ""}, happening.id);
  opened.happening = happening;
  Opening opening = opening_of({opened}, now);
  Fact redated = opening.facts.front();
  redated.kind = FactKind::redated;
  put_happening(happening, redated.data);
  opening.corrections = {redated};
  return opening;
}

TEST_F(StoreEvents, CorrectWhatTheyOpenedOnce) {
  const std::string key = occurrence_key(waiting, "x");
  const auto open_by = [this](const Happening& happening, std::int64_t day) {
    commit([&](Store& store) {
      store.write_opening(waiting, opening_by(happening, on_day(day)), on_day(day));
    });
  };
  open_by(event("x", 2), 2);
  EXPECT_EQ(load(key).happening, event("x", 2));
  EXPECT_EQ(store().facts(key).size(), 1U) << "opened, and nothing to correct";
  decide(key, Decision{}, on_day(2));
  Happening other = event("x", 2);
  other.document = "8/CV";
  open_by(other, 5);
  open_by(other, 6);
  EXPECT_EQ(load(key).happening, other);
  ASSERT_EQ(store().facts(key).size(), 2U);
  EXPECT_EQ(store().facts(key).back().fact.kind, FactKind::redated);
  const std::vector<Occurrence> woken = store().due_occurrences(on_day(6), 10);
  EXPECT_TRUE(std::any_of(woken.begin(), woken.end(), [&key](const Occurrence& occurrence) {
    return occurrence.key == key;
  })) << "it is decided again";
}

TEST_F(StoreEvents, CorrectWhatThePlanLeftOutAndWhatTheyNoLongerOpen) {
  const std::string key = occurrence_key(waiting, "x");
  commit([](Store& store) {
    store.write_opening(waiting, opening_by(event("x", 2), on_day(2)), on_day(2));
  });
  record(told(key, FactKind::withdrawn, 3), on_day(3));
  Happening other = event("x", 2);
  other.unit = "pvhcc";
  Opening opening = opening_by(other, on_day(5));
  opening.occurrences.clear();
  opening.facts.clear();
  commit([&opening](Store& store) { store.write_opening(waiting, opening, on_day(5)); });
  EXPECT_EQ(load(key).happening, other);
  EXPECT_EQ(load(key).state, OccurrenceState::withdrawn);
}

TEST_F(StoreEvents, AreRefusedOfWhatWatchesForNone) {
  open_one(occurrence_of(monthly, "1970-01"));
  Fact fact = happened(event("x", 2));
  fact.occurrence = occurrence_key(monthly, "1970-01");
  EXPECT_THROW(record(fact, on_day(2)), std::invalid_argument);
}

}  // namespace
}  // namespace dondoc::particulars_test
