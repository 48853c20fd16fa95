// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/store/store_impl.h"

#include <vector>

namespace dondoc {

/// The first column of what the statement finds. Its query has ended when this returns: a statement
/// is prepared once, so it can't run inside of itself.
template <typename... Values>
[[nodiscard]] std::vector<std::int64_t> ids_of(Connection& connection,
                                               const char* sql,
                                               const Values&... values) {
  Query query(connection, sql);
  query.bind(values...);
  std::vector<std::int64_t> ids;
  while (query.next()) {
    ids.push_back(query.integer(0));
  }
  return ids;
}

/// In the order of `ids`, with contacts and the keys of the notices they were worded from.
[[nodiscard]] std::vector<StoredMessage> load_messages(Connection& connection,
                                                       const std::vector<std::int64_t>& ids);

/// The id of the new row, or nothing when the key is there already.
[[nodiscard]] std::optional<std::int64_t> insert_message(Connection& connection,
                                                         const MessageDraft& draft,
                                                         Instant now);

}  // namespace dondoc
