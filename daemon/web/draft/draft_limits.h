// SPDX-License-Identifier: Apache-2.0
// What people type into a draft has a length; what is longer is refused whole, never cut: nobody
// sees the end of a sentence that is missing.
#pragma once

#include "daemon/web/form.h"

#include <string>

namespace dondoc {

/// Which fields of the form, or cells of a table pasted with it, are too long, and how long they
/// may be: "nhiệm vụ dài 2301 ký tự, tối đa 2000 ký tự". Empty when none is.
[[nodiscard]] std::string too_long_words(const Form& form);

/// The same of the document by which a plan is published.
[[nodiscard]] std::string too_long_basis(const std::string& basis);

}  // namespace dondoc
