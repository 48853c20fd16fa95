// SPDX-License-Identifier: Apache-2.0
// Where the project's sources stand: golden files, the sample office, scripts. One file knows it,
// so that all others compile to the same in every checkout.
#pragma once

namespace dondoc::testing {

/// Absolute, without a slash at its end.
[[nodiscard]] const char* source_folder();

}  // namespace dondoc::testing
