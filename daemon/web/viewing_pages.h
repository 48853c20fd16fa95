// SPDX-License-Identifier: Apache-2.0
// The pages that show how the office stands, and those by which the admin runs the system. A GET
// shows; each POST is one act of a person, who is told on the page how it ended.
#pragma once

#include "daemon/web/pages.h"

namespace dondoc {

[[nodiscard]] ApiResponse get_duties(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_monday(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_calendar(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_plans(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_plan(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_units(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_unit(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_amounts(const PageCall& call, const WebContext& context);

}  // namespace dondoc
