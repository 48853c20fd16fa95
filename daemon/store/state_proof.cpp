// SPDX-License-Identifier: Apache-2.0
// That what is stored of each occurrence is what the journal says.
#include "daemon/store/message_rows.h"
#include "daemon/store/store_impl.h"
#include "rules/schedule/replay.h"

namespace dondoc {
namespace {

constexpr int proof_batch = 500;

[[nodiscard]] std::vector<std::int64_t> next_batch(Connection& connection, std::int64_t after) {
  return ids_of(
      connection, "SELECT id FROM occurrence WHERE id > ? ORDER BY id LIMIT ?", after, proof_batch);
}

[[nodiscard]] std::string difference_words(const Occurrence& occurrence,
                                           const std::vector<std::string>& names) {
  std::string words = "đầu việc " + occurrence.key + " (mã " + std::to_string(occurrence.code) +
                      ") khác với ghi nhận:";
  for (const std::string& name : names) {
    words += (&name == &names.front() ? " " : ", ") + name;
  }
  return words;
}

}  // namespace

StateProof Store::prove_state() const {
  StateProof proof;
  std::int64_t last = 0;
  while (true) {
    const std::vector<std::int64_t> ids = next_batch(impl_->connection, last);
    if (ids.empty()) {
      return proof;
    }
    last = ids.back();
    for (const Occurrence& stored : load_occurrences(impl_->connection, ids)) {
      std::vector<Fact> told;
      for (JournalRow& row : facts(stored.key)) {
        told.push_back(std::move(row.fact));
      }
      const std::optional<Occurrence> occurrence = replayed(stored, told);
      if (!occurrence) {
        ++proof.untold;
        continue;
      }
      ++proof.occurrences;
      const std::vector<std::string> names = differing(stored, *occurrence);
      if (!names.empty() && ++proof.differing <= store_problems_max) {
        proof.first.push_back(difference_words(stored, names));
      }
    }
  }
}

}  // namespace dondoc
