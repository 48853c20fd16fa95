// SPDX-License-Identifier: Apache-2.0
// What the coordinator of a plan is told each morning.
#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <algorithm>
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

void read_causes(Query& query, DigestCause cause, std::vector<Cause>& causes) {
  while (query.next()) {
    causes.push_back(Cause{query.integer(0), cause, std::string{}});
  }
}

/// One line an occurrence and cause, of its newest notice: several rungs that reached nobody need
/// the same thing done.
void read_troubles(Query& query, std::vector<Cause>& causes) {
  std::set<std::pair<std::int64_t, DigestCause>> seen;
  while (seen.size() < lines_per_cause_max && query.next()) {
    const std::int64_t occurrence = query.integer(0);
    const auto cause = from_row<DigestCause>(query.text(1));
    if (!seen.emplace(occurrence, cause).second) {
      continue;
    }
    causes.push_back(Cause{occurrence,
                           cause,
                           cause == DigestCause::unreachable
                               ? query.text(2)
                               : "mã tin " + query.text(3).substr(0, message_id_shown)});
  }
}

[[nodiscard]] std::vector<Cause> causes_of(Connection& connection,
                                           const std::string& plan,
                                           Instant now) {
  const int limit = static_cast<int>(lines_per_cause_max);
  std::vector<Cause> causes;
  {
    Query query(connection, hot_queries::late_occurrences);
    query.bind(plan, now, limit);
    read_causes(query, DigestCause::overdue, causes);
  }
  {
    Query query(connection, hot_queries::review_occurrences);
    query.bind(plan, limit);
    read_causes(query, DigestCause::needs_review, causes);
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

std::vector<DigestLine> Store::digest_lines(const std::string& plan, Instant now) const {
  std::vector<Cause> causes = causes_of(impl_->connection, plan, now);
  std::vector<std::int64_t> ids;
  for (const Cause& cause : causes) {
    ids.push_back(cause.occurrence);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::vector<Occurrence> occurrences = load_occurrences(impl_->connection, ids);
  std::vector<DigestLine> lines;
  for (Cause& cause : causes) {
    const auto place = std::lower_bound(ids.begin(), ids.end(), cause.occurrence) - ids.begin();
    lines.push_back(DigestLine{
        cause.cause, occurrences[static_cast<std::size_t>(place)], std::move(cause.detail)});
  }
  std::sort(lines.begin(), lines.end(), earlier);
  return lines;
}

}  // namespace dondoc
