// SPDX-License-Identifier: Apache-2.0
// What the files of the store share: the connection, and the steps that more than one of them
// takes.
#pragma once

#include "daemon/store/connection.h"
#include "daemon/store/query.h"
#include "daemon/store/store.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct Store::Impl {
  Impl(const std::filesystem::path& file, const StoreOptions& options);
  Connection connection;
  std::optional<Hash> reply_key;  ///< once it was asked for; it never changes
};

/// An occurrence and the id of its row.
struct OccurrenceRow {
  std::int64_t id{0};
  Occurrence occurrence;
};

// ---- occurrence_rows.cpp
// -------------------------------------------------------------------------
[[nodiscard]] std::optional<OccurrenceRow> find_occurrence(Connection& connection,
                                                           const std::string& key);
[[nodiscard]] std::optional<std::int64_t> find_occurrence_id(Connection& connection,
                                                             const std::string& key);
/// In the order of `ids`, rungs included; two queries however many there are.
[[nodiscard]] std::vector<Occurrence> load_occurrences(Connection& connection,
                                                       const std::vector<std::int64_t>& ids);
/// A new row with a new code; `code` of the occurrence is ignored. Returns its id.
std::int64_t insert_occurrence(Connection& connection, const Occurrence& occurrence, Instant now);
/// Applies the fact, appends it to the journal, writes the row, and silences what has closed.
void write_applied(Connection& connection, OccurrenceRow& row, const Fact& fact, Instant now);

void wake_occurrence(Connection& connection, std::int64_t id, std::optional<Instant> wake_at);

// ---- particulars.cpp
// -----------------------------------------------------------------------------
/// What few occurrences have, replaced whole.
void write_particulars(Connection& connection, std::int64_t id, const Occurrence& occurrence);
/// Adds them, and the events of watches, to the occurrences, which stand in the order of `ids`.
void read_particulars(Connection& connection,
                      const std::vector<std::int64_t>& ids,
                      std::vector<Occurrence>& occurrences);
/// Whether the occurrence already stands by the event as the fact tells it. Asked of every event of
/// a trigger when one more is recorded, so it reads no more than that.
[[nodiscard]] bool holds_event(Connection& connection, std::int64_t id, const Fact& fact);
[[nodiscard]] std::vector<Happening> happenings_of(Connection& connection,
                                                   const std::string& plan,
                                                   const std::string& trigger);
/// Keeps the event that the fact tells of the watch, and wakes what waits for it.
void write_happening(Connection& connection,
                     const OccurrenceRow& watch,
                     const Fact& fact,
                     Instant now);

// ---- short_codes.cpp
// -----------------------------------------------------------------------------
/// A code for an occurrence that opens.
[[nodiscard]] int take_code(Connection& connection, Instant now);
/// The code of a closed occurrence, while it rests for that one; false when another has had it
/// since.
[[nodiscard]] bool retake_code(Connection& connection, std::int64_t occurrence, int code);
/// The code of one that closed rests from now on.
void rest_code(Connection& connection, int code, Instant now);

// ---- journal.cpp
// ---------------------------------------------------------------------------------
void append_fact(Connection& connection, std::int64_t occurrence, const Fact& fact);

// ---- notice_rows.cpp
// -----------------------------------------------------------------------------
void insert_notice(Connection& connection,
                   std::int64_t occurrence,
                   const Notice& notice,
                   Instant now);
void write_withdrawal(Connection& connection,
                      std::int64_t occurrence,
                      const std::string& occurrence_key,
                      const Withdrawal& withdrawal,
                      Instant now);
/// An occurrence has closed: what was not yet said of it is not said any more.
void silence(Connection& connection, std::int64_t occurrence, Instant now);
/// It is open again as if it had never closed: what is on its way goes on, and whom it hadn't
/// reached is told of again.
void unsilence(Connection& connection, std::int64_t occurrence);
/// The wake of an occurrence that changed beside its own facts and decisions: a decision that was
/// taken before that doesn't put it to sleep.
inline constexpr Instant changed_unseen{std::chrono::seconds{-1}};
/// Takes a queued message back. Its notices with a recall end as that says, the others wait again,
/// and their occurrences are looked at.
void withdraw_message(Connection& connection, std::int64_t message, Instant now);

/// "[1,2,3]" for json_each(): how a batch of ids goes into one statement.
[[nodiscard]] std::string json_array(const std::vector<std::int64_t>& ids);

/// plan, obligation, stage, unit from `column` on.
[[nodiscard]] SeriesKey series_key_at(const Query& query, int column);

}  // namespace dondoc
