// SPDX-License-Identifier: Apache-2.0
// A text as a QR code (ISO/IEC 18004) that a phone's camera reads from paper.
#pragma once

#include "daemon/web/html.h"

#include <string>

namespace dondoc {

/// As one inline picture that needs no style and no other file; `name` is what it is called to who
/// can't see it. Nothing when the text doesn't fit into one: 2'300 bytes do.
[[nodiscard]] Html qr_code(const std::string& words, const Html& name);

}  // namespace dondoc
