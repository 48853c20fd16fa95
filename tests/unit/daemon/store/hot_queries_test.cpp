// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/hot_queries.h"

#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

#include <string_view>

namespace dondoc::hot_queries_test {
namespace {

using StoreQueryPlans = StoreTest;

/// A walk from one end of an index is a search when it stops at the first entry, and the ids of a
/// batch are walked because they are what was asked for.
[[nodiscard]] bool is_bounded_walk(std::string_view step, std::string_view sql) {
  const bool is_batch = step.find("SCAN j VIRTUAL TABLE") == 0;
  const bool is_first =
      step.find("INDEX") != std::string_view::npos && sql.substr(sql.size() - 7) == "LIMIT 1";
  return is_batch || is_first;
}

TEST_F(StoreQueryPlans, NeverWalkATable) {
  close();
  RawDatabase raw(file());
  for (const std::string sql : hot_queries::all) {
    const std::vector<std::string> plan = raw.rows("EXPLAIN QUERY PLAN " + sql);
    EXPECT_FALSE(plan.empty()) << sql;
    for (const std::string& step : plan) {
      if (step.rfind("SCAN", 0) == 0) {
        EXPECT_TRUE(is_bounded_walk(step, sql)) << sql << "\n" << step;
      }
    }
  }
}

TEST_F(StoreQueryPlans, FindWhatIsDueByTheIndexOfItsTime) {
  close();
  RawDatabase raw(file());
  const std::vector<std::pair<const char*, const char*>> expected{
      {hot_queries::due_series, "series_wake (wake_at<?)"},
      {hot_queries::due_occurrences, "occurrence_wake (wake_at<?)"},
      {hot_queries::ready_notices, "notice_ready (ready_at<?)"},
      {hot_queries::messages_by_person, "message_created (created_at>?)"},
      {hot_queries::due_messages, "message_next (connector=? AND next_at<?)"},
      {hot_queries::due_alarms, "(key>? AND key<?)"},
      {hot_queries::next_alarm, "(key>? AND key<?)"},
      {hot_queries::late_occurrences, "occurrence_late (plan=? AND due<?)"},
      {hot_queries::review_occurrences, "occurrence_review (plan=?)"},
      {hot_queries::closed_since, "occurrence_closed (closed_at>?)"},
      {hot_queries::messages_since, "message_created (created_at>?)"},
      {hot_queries::first_message_since, "message_created (created_at>?)"},
      {hot_queries::messages_beyond, "INTEGER PRIMARY KEY (rowid>?)"},
      {hot_queries::troubled_notices, "notice_trouble (trouble=?)"},
  };
  for (const auto& [sql, index] : expected) {
    const std::string first = raw.rows(std::string("EXPLAIN QUERY PLAN ") + sql).at(0);
    EXPECT_NE(first.find(index), std::string::npos) << sql << "\n" << first;
  }
}

}  // namespace
}  // namespace dondoc::hot_queries_test
