// SPDX-License-Identifier: Apache-2.0
#include "daemon/record_act.h"

namespace dondoc {

ActResult record_act(Store& store,
                     const Occurrence& occurrence,
                     const Act& act,
                     const Actor& actor,
                     const RuleSet& rules,
                     Instant now) {
  ActResult result = perform(occurrence, act, actor, rules, now);
  if (const Fact* fact = std::get_if<Fact>(&result)) {
    store.write_fact(*fact, now);
  }
  return result;
}

}  // namespace dondoc
