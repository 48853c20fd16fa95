# SPDX-License-Identifier: Apache-2.0
# A returned paper still counts as lying with its signer.
set(FILE rules/schedule/occurrence.cpp)
set(LAW as-the-oracle-says)
set(FIND "  occurrence.submission.reset();")
set(REPLACE "")
