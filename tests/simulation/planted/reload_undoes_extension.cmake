# SPDX-License-Identifier: Apache-2.0
# The next reload of the plan undoes a granted extension.
set(FILE rules/schedule/decide.cpp)
set(LAW as-the-oracle-says)
set(FIND "} else if (!occurrence_.due_set &&")
set(REPLACE "} else if (")
