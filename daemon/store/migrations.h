// SPDX-License-Identifier: Apache-2.0
// The numbered SQL files of daemon/store/migrations, embedded by CMake.
#pragma once

#include "daemon/store/store.h"

#include <array>

namespace dondoc {

/// "dond" in ASCII: what `file` and SQLite show for our databases.
inline constexpr int application_id = 0x646F6E64;

/// migrations[0] makes schema 1 of an empty database, migrations[n] schema n + 1 of schema n.
extern const std::array<const char*, Store::schema_version> migrations;

}  // namespace dondoc
