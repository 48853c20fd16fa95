// SPDX-License-Identifier: Apache-2.0
// The daemon's log: one line a message on standard error, with the priority in front ("<6>") when
// the journal reads it. No address, URL or secret is ever logged.
#pragma once

#include <string>

namespace dondoc {

enum class LogLevel { error, warning, info, debug };

/// `level` as in dondoc.yaml: error, warning, info, debug; anything else is info.
void set_up_log(const std::string& level);

/// Line breaks in `message` become blanks, so that one event stays one line.
void write_log(LogLevel level, const std::string& message);

}  // namespace dondoc
