# SPDX-License-Identifier: Apache-2.0
# Copies a source with one bug put into it: cmake -DBUG=… -DSOURCE_DIR=… -DOUT=… -P plant.cmake
# BUG sets FILE, FIND and REPLACE. A place that is no longer there stops the build: the bug has to be
# planted anew, or the simulation would prove nothing.
include(${BUG})
file(READ ${SOURCE_DIR}/${FILE} text)
string(FIND "${text}" "${FIND}" place)
if(place EQUAL -1)
  message(FATAL_ERROR "${BUG}: its place in ${FILE} has changed; plant the bug there again")
endif()
string(REPLACE "${FIND}" "${REPLACE}" text "${text}")
file(WRITE ${OUT} "${text}")
