// SPDX-License-Identifier: Apache-2.0
// What a reload changed, for the admin, the log and `status`: the files, and which duties it added,
// moved and took out, each with the line that made it. Unlike `dondoc diff` it looks at dues only,
// and at those series whose rules can have changed, so that the daemon doesn't stop for it.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/plan_loader.h"
#include "rules/calendar/civil.h"

#include <string>
#include <vector>

namespace dondoc {

/// Duties that open within so many days are looked at, beside those that are not over.
inline constexpr int reload_days_seen = 366;

/// By name; files that only one side has are among them.
[[nodiscard]] std::vector<std::string> changed_files(const ConfigFiles& before,
                                                     const ConfigFiles& after);

/// Both configurations have their files with them.
[[nodiscard]] AppliedReload reload_change(const LoadedConfig& before,
                                          const LoadedConfig& after,
                                          Instant now);

/// "thêm 01, dời 03, bỏ 00 đầu việc; tệp thay đổi: plans/mau.yaml"
[[nodiscard]] std::string reload_summary(const AppliedReload& applied);

}  // namespace dondoc
