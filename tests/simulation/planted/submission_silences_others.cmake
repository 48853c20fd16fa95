# SPDX-License-Identifier: Apache-2.0
# While a paper lies with its signer nobody hears of the delay.
set(FILE rules/schedule/muting.cpp)
set(LAW as-the-oracle-says)
set(FIND "if (rung.to != Audience::lead || !rung.posts.empty()")
set(REPLACE "if (!rung.posts.empty()")
