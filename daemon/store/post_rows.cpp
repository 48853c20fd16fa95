// SPDX-License-Identifier: Apache-2.0
// Who has which post, and what is theirs.
#include "daemon/store/message_rows.h"
#include "daemon/store/store_impl.h"

namespace dondoc {

PostHolders Store::post_holders() const {
  Query query(impl_->connection, "SELECT post, holder, acting FROM post_holder");
  PostHolders holders;
  while (query.next()) {
    holders[query.text(0)] = {query.text(1), query.text(2)};
  }
  return holders;
}

std::optional<Instant> Store::posts_looked_at() const {
  Query query(impl_->connection, "SELECT posts_looked_at FROM meta WHERE id = 1");
  return query.next() ? query.optional_instant(0) : std::nullopt;
}

void Store::write_post_holders(const PostHolders& holders, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "UPDATE meta SET posts_looked_at = ? WHERE id = 1").bind(now).run();
  if (holders == post_holders()) {
    return;
  }
  Query(connection, "DELETE FROM post_holder").run();
  for (const auto& [post, who] : holders) {
    Query(connection, "INSERT INTO post_holder (post, holder, acting) VALUES (?, ?, ?)")
        .bind(post, who.holder, who.acting)
        .run();
  }
}

std::vector<Store::KeptDraft> Store::plan_drafts() const {
  Query query(impl_->connection,
              "SELECT plan, body, post, changed_at FROM plan_draft ORDER BY plan");
  std::vector<KeptDraft> drafts;
  while (query.next()) {
    drafts.push_back({query.text(0), query.text(1), query.text(2), query.instant(3)});
  }
  return drafts;
}

void Store::write_plan_draft(const KeptDraft& draft) {
  impl_->connection.require_transaction();
  Query(impl_->connection,
        "INSERT INTO plan_draft (plan, body, post, changed_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (plan) DO UPDATE SET body = ?2, post = ?3, changed_at = ?4")
      .bind(draft.plan, draft.body, draft.post, draft.changed_at)
      .run();
}

void Store::remove_plan_draft(const std::string& plan) {
  impl_->connection.require_transaction();
  Query(impl_->connection, "DELETE FROM plan_draft WHERE plan = ?").bind(plan).run();
}

std::vector<Occurrence> Store::open_of(const std::string& plan,
                                       const std::string& obligation,
                                       int limit) const {
  // Behind the obligation's id stands ':' or '@'; no letter, digit, dot or dash lies between.
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM occurrence INDEXED BY occurrence_open_key"
             " WHERE state = 'open' AND key >= ?1 || ':' AND key < ?1 || 'A'"
             " ORDER BY key LIMIT ?2",
             plan + '/' + obligation,
             limit);
  return load_occurrences(impl_->connection, ids);
}

int Store::missed_in_year(const Occurrence& occurrence) const {
  SeriesKey series = occurrence.series;
  series.unit.clear();
  // '@2026', and behind it nothing, '-' or '#': all before '.'.
  const std::string start = text(series) + '@' + occurrence.period.substr(0, 4);
  Query query(impl_->connection,
              "SELECT count(*) FROM occurrence WHERE key >= ?1 AND key < ?1 || '.' AND unit = ?2"
              " AND state = 'missed' AND needs_review = 0 AND NOT EXISTS (SELECT 1 FROM particular"
              " WHERE occurrence = occurrence.id AND name = 'ending.at')");
  query.bind(start, occurrence.series.unit);
  return query.next() ? query.small(0) : 0;
}

std::vector<Occurrence> Store::open_in_other_hands(int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM occurrence WHERE state = 'open' AND id IN"
             " (SELECT occurrence FROM particular WHERE name IN ('lead', 'submission.signer',"
             " 'asked.at', 'transfer.at', 'excuse.at')) ORDER BY key LIMIT ?",
             limit);
  return load_occurrences(impl_->connection, ids);
}

std::vector<Occurrence> Store::open_with_words_of(const std::string& post, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM occurrence WHERE state = 'open' AND (acknowledged_at IS NOT NULL"
             " OR id IN (SELECT occurrence FROM particular WHERE"
             " name IN ('officer', 'snoozed.' || ?1, 'noted.' || ?1))) ORDER BY key LIMIT ?2",
             post,
             limit);
  return load_occurrences(impl_->connection, ids);
}

void Store::take_back(const std::string& person, const std::string& post, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  // An answer to what somebody wrote is theirs, whatever post they had.
  const std::vector<std::int64_t> ids =
      ids_of(connection,
             "SELECT id FROM message m INDEXED BY message_state"
             " WHERE state = 'queued' AND person = ?1 AND (EXISTS"
             " (SELECT 1 FROM message_notice mn JOIN notice n ON n.id = mn.notice"
             " WHERE mn.message = m.id AND n.post = ?2) OR (post = ?2 AND"
             " (key GLOB 'digest/*' OR key GLOB 'alarm/*' OR key GLOB 'handover/*'"
             " OR key GLOB 'by-hand/*'"
             " OR key GLOB 'taken-back/*')))",
             person,
             post);
  for (const std::int64_t id : ids) {
    withdraw_message(connection, id, now);
  }
  connection.note(now);
}

}  // namespace dondoc
