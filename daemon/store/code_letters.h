// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dondoc {

/// Eight letters and digits without what is misread or misheard (I, L, O, U, 0 and 1): 39 bits, of
/// which the limits on those who try leave nothing to guess.
[[nodiscard]] std::string new_short_code();

}  // namespace dondoc
