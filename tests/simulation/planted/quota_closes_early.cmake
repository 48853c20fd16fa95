# SPDX-License-Identifier: Apache-2.0
# A quota closes one short of its number.
set(FILE rules/schedule/decide.cpp)
set(LAW as-the-oracle-says)
set(FIND "occurrence_.counted >= quota->at_least")
set(REPLACE "occurrence_.counted + 1 >= quota->at_least")
