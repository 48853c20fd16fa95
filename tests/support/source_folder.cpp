// SPDX-License-Identifier: Apache-2.0
#include "tests/support/source_folder.h"

namespace dondoc::testing {

const char* source_folder() {
  return DONDOC_SOURCE_DIR;
}

}  // namespace dondoc::testing
