# SPDX-License-Identifier: Apache-2.0
# A week that nobody delivered is chased for another week, up to the leader.
set(FILE rules/schedule/decide.cpp)
set(LAW as-the-oracle-says)
set(FIND "occurrence_.due + std::chrono::days{*lapse}")
set(REPLACE "occurrence_.due + std::chrono::days{*lapse + 7}")
