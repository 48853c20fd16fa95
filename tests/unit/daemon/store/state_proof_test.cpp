// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/replay.h"
#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::state_proof_test {
namespace {

class StateProofTest : public StoreTest {
 protected:
  StateProofTest() {
    for (const char* period : {"2026-03", "2026-04"}) {
      const Occurrence duty = occurrence_of(monthly, period);
      Opening opening = opening_of({duty}, duty.opens);
      put_opening(duty, Zone{}, opening.facts.front().data);
      commit([&](Store& store) { store.write_opening(monthly, opening, duty.opens); });
      keys_.push_back(duty.key);
    }
    Fact handed = fact_of(keys_[0], FactKind::assigned, on_day(2));
    handed.data["post"] = "chuyen-vien";
    record(handed, on_day(2));
    record(fact_of(keys_[0], FactKind::acknowledged, on_day(3)), on_day(3));
    Fact done = fact_of(keys_[1], FactKind::completed, on_day(4));
    done.data["document"] = "12/BC-UBND";
    record(done, on_day(4));
    record(fact_of(keys_[1], FactKind::undone, on_day(4)), on_day(4));
  }

  void tamper(const std::string& sql) {
    close();
    { RawDatabase(file()).run(sql); }
    reopen();
  }

  std::vector<std::string> keys_;
};

TEST_F(StateProofTest, FindsTheStateThatTheFactsTell) {
  const StateProof proof = store().prove_state();
  EXPECT_EQ(proof.occurrences, 2);
  EXPECT_EQ(proof.untold, 0);
  EXPECT_EQ(proof.differing, 0U) << proof.first.front();
}

TEST_F(StateProofTest, NamesEachOccurrenceAndWhatDiffers) {
  tamper("UPDATE occurrence SET due = due + 86400, promised = 20000 WHERE key = '" + keys_[0] +
         "'; UPDATE particular SET value = 'ke-toan' WHERE name = 'officer'");
  EXPECT_TRUE(store().problems().empty()) << "the file and the chain are whole";
  const StateProof proof = store().prove_state();
  ASSERT_EQ(proof.differing, 1U);
  EXPECT_EQ(proof.first.front(),
            "đầu việc " + keys_[0] + " (mã " + std::to_string(load(keys_[0]).code) +
                ") khác với ghi nhận: due, officer, promised");
}

TEST_F(StateProofTest, SeesADutyClosedByNobody) {
  tamper("UPDATE occurrence SET state = 'missed', closed_at = 1, wake_at = NULL WHERE key = '" +
         keys_[1] + "'");
  const StateProof proof = store().prove_state();
  ASSERT_EQ(proof.differing, 1U);
  EXPECT_NE(proof.first.front().find("khác với ghi nhận: state"), std::string::npos)
      << proof.first.front();
}

TEST_F(StateProofTest, CountsWhatAnOlderJournalDoesNotTell) {
  open_one(occurrence_of(yearly, "2026"));
  const StateProof proof = store().prove_state();
  EXPECT_EQ(proof.occurrences, 2);
  EXPECT_EQ(proof.untold, 1);
  EXPECT_EQ(proof.differing, 0U);
}

}  // namespace
}  // namespace dondoc::state_proof_test
