// SPDX-License-Identifier: Apache-2.0
// The words of alarms: what happened, since when, what was kept, what to do.
#pragma once

#include "rules/schedule/alarm.h"
#include "rules/schedule/message_text.h"

namespace dondoc {

/// Whether the alarm reaches the admin, or somebody who stands in.
enum class AlarmReader { admin, stand_in };

[[nodiscard]] Worded word_alarm(const Alarm& alarm,
                                const std::string& post,
                                AlarmReader reader,
                                const RuleSet& rules,
                                Instant now);

}  // namespace dondoc
