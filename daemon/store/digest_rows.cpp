// SPDX-License-Identifier: Apache-2.0
// What the coordinator of a plan is told each morning.
#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace dondoc {
namespace {

/// Of each cause: what waits for a first review must not push out what is late or undelivered.
constexpr std::size_t lines_per_cause_max = 500;
constexpr std::size_t message_id_shown = 8;

struct Cause {
  std::int64_t occurrence{0};
  DigestCause cause{DigestCause::overdue};
  std::string detail;
};

struct Causes {
  std::vector<Cause> listed;
  std::map<DigestCause, std::size_t> unlisted;
};

void read_causes(Query& query, DigestCause cause, Causes& causes) {
  while (query.next()) {
    causes.listed.push_back(Cause{query.integer(0), cause, std::string{}});
  }
}

/// How many there are beyond the listed ones; only a full list has any.
void count_unlisted(Query& query, DigestCause cause, Causes& causes) {
  const auto total = query.next() ? static_cast<std::size_t>(query.integer(0)) : std::size_t{0};
  if (total > lines_per_cause_max) {
    causes.unlisted[cause] = total - lines_per_cause_max;
  }
}

/// One line an occurrence and cause, of its newest notice: several rungs that reached nobody need
/// the same thing done.
void read_troubles(Query& query, Causes& causes) {
  std::set<std::pair<std::int64_t, DigestCause>> seen;
  while (query.next()) {
    const std::int64_t occurrence = query.integer(0);
    const auto cause = from_row<DigestCause>(query.text(1));
    if (!seen.emplace(occurrence, cause).second) {
      continue;
    }
    if (seen.size() > lines_per_cause_max) {
      ++causes.unlisted[cause];
      continue;
    }
    causes.listed.push_back(Cause{occurrence,
                                  cause,
                                  cause == DigestCause::unreachable
                                      ? query.text(2)
                                      : "mã tin " + query.text(3).substr(0, message_id_shown)});
  }
}

[[nodiscard]] Causes causes_of(Connection& connection, const std::string& plan, Instant now) {
  const int limit = static_cast<int>(lines_per_cause_max);
  Causes causes;
  {
    Query query(connection, hot_queries::late_occurrences);
    query.bind(plan, now, limit);
    read_causes(query, DigestCause::overdue, causes);
  }
  if (causes.listed.size() == lines_per_cause_max) {
    Query query(connection, hot_queries::count_late_occurrences);
    query.bind(plan, now);
    count_unlisted(query, DigestCause::overdue, causes);
  }
  const std::size_t late = causes.listed.size();
  {
    Query query(connection, hot_queries::review_occurrences);
    query.bind(plan, limit);
    read_causes(query, DigestCause::needs_review, causes);
  }
  if (causes.listed.size() - late == lines_per_cause_max) {
    Query query(connection, hot_queries::count_review_occurrences);
    query.bind(plan);
    count_unlisted(query, DigestCause::needs_review, causes);
  }
  Query query(connection, hot_queries::troubled_notices);
  query.bind(plan);
  read_troubles(query, causes);
  return causes;
}

[[nodiscard]] bool earlier(const DigestLine& left, const DigestLine& right) {
  return std::tie(left.occurrence.due, left.occurrence.key, left.cause) <
         std::tie(right.occurrence.due, right.occurrence.key, right.cause);
}

}  // namespace

DigestList Store::digest_lines(const std::string& plan, Instant now) const {
  Causes causes = causes_of(impl_->connection, plan, now);
  std::vector<std::int64_t> ids;
  for (const Cause& cause : causes.listed) {
    ids.push_back(cause.occurrence);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::vector<Occurrence> occurrences = load_occurrences(impl_->connection, ids);
  DigestList list;
  list.unlisted = std::move(causes.unlisted);
  for (Cause& cause : causes.listed) {
    const auto place = std::lower_bound(ids.begin(), ids.end(), cause.occurrence) - ids.begin();
    list.lines.push_back(DigestLine{
        cause.cause, occurrences[static_cast<std::size_t>(place)], std::move(cause.detail)});
  }
  std::sort(list.lines.begin(), list.lines.end(), earlier);
  return list;
}

}  // namespace dondoc
