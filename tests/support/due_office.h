// SPDX-License-Identifier: Apache-2.0
// Configuration files of a small office whose duties are given by their dues. Its one rung falls 25
// working days before each, at midnight, and messages leave at any hour, into a Maildir.
#pragma once

#include "rules/calendar/civil.h"

#include <filesystem>
#include <vector>

namespace dondoc::testing {

/// Writes dondoc.yaml, directory.yaml, policies.yaml and one plan with a duty for each due. Duty
/// number n (from 1) is `V.n`, led by unit `don-vi-n`; there are units_max units whatever the plan
/// says. Unit 1 coordinates, so its head is the admin. The folder is made when it is missing.
void write_due_office(const std::filesystem::path& folder, const std::vector<Date>& dues);

inline constexpr int due_office_units_max = 8;

}  // namespace dondoc::testing
