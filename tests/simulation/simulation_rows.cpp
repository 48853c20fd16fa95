// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/simulation_rows.h"

#include "daemon/store/row_names.h"

#include <optional>
#include <sstream>

namespace dondoc {

namespace {

constexpr int page = 1000;

}  // namespace

std::string moment_text(Instant instant) {
  return to_rfc3339(instant, Zone{});
}

std::vector<Occurrence> all_occurrences(const Store& store) {
  std::vector<Occurrence> result;
  OccurrenceFilter filter;
  filter.open_only = false;
  filter.limit = page;
  for (;;) {
    std::vector<Occurrence> some = store.occurrences(filter);
    if (some.empty()) {
      return result;
    }
    filter.after_key = some.back().key;
    result.insert(result.end(), some.begin(), some.end());
  }
}

std::string readable_rows(const Store& store,
                          const std::map<std::string, std::vector<std::string>>& messages) {
  std::ostringstream out;
  for (const Occurrence& occurrence : all_occurrences(store)) {
    out << occurrence.key << ' ' << static_cast<int>(occurrence.state) << ' '
        << to_rfc3339(occurrence.due, Zone{}) << ' ' << occurrence.round << ' '
        << occurrence.rungs.size() << ' ' << occurrence.code << '\n';
    if (occurrence.state != OccurrenceState::open) {
      continue;
    }
    for (const NoticeRow& row : store.notices(occurrence.key)) {
      out << "  " << row.notice.key << ' ' << row_name(row.state) << ' '
          << row.message.value_or("-") << '\n';
    }
  }
  for (const auto& [id, notices] : messages) {
    const std::optional<StoredMessage> message = store.message(id);
    out << id << ' ' << (message ? static_cast<int>(message->state) : -1) << ' '
        << (message ? message->attempts : -1) << '\n';
  }
  return out.str();
}

}  // namespace dondoc
