# SPDX-License-Identifier: Apache-2.0
# Another word about a recorded event counts as another event, which opens its duties again.
set(FILE rules/schedule/acts.cpp)
set(LAW as-the-oracle-says)
set(FIND "  if (happening.id.empty()) {
    happening.id = free_event_id")
set(REPLACE "  if (happening.id.empty() || is_known(happening.id)) {
    happening.id = free_event_id")
