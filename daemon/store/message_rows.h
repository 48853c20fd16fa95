// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/store/store_impl.h"

#include <vector>

namespace dondoc {

/// The ids that a query still has to tell, all in its first column.
[[nodiscard]] std::vector<std::int64_t> read_ids(Query& query);

/// In the order of `ids`, with contacts and the keys of the notices they were worded from.
[[nodiscard]] std::vector<StoredMessage> load_messages(Connection& connection,
                                                       const std::vector<std::int64_t>& ids);

/// The id of the new row, or nothing when the key is there already.
[[nodiscard]] std::optional<std::int64_t> insert_message(Connection& connection,
                                                         const MessageDraft& draft,
                                                         Instant now);

}  // namespace dondoc
