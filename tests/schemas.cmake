# SPDX-License-Identifier: Apache-2.0
# The published schemas: Debian's python3-jsonschema and python3-yaml, and beside them ajv.
set(DONDOC_SCHEMAS ${CMAKE_CURRENT_SOURCE_DIR}/schemas)

add_test(NAME schemas.shipped_files_and_mistakes
  COMMAND /usr/bin/python3 -B ${DONDOC_SCHEMAS}/schemas_test.py)
set_tests_properties(schemas.shipped_files_and_mistakes PROPERTIES LABELS unit TIMEOUT 120)

add_test(NAME schemas.know_the_keys_that_the_decoder_knows
  COMMAND /usr/bin/python3 -B ${DONDOC_SCHEMAS}/keys_test.py $<TARGET_FILE:dondoc>)
set_tests_properties(schemas.know_the_keys_that_the_decoder_knows PROPERTIES LABELS unit TIMEOUT 120)

add_test(NAME schemas.as_ajv_reads_them
  COMMAND /usr/bin/python3 -B ${DONDOC_SCHEMAS}/ajv_test.py ${PROJECT_SOURCE_DIR}/build/peers)
set_tests_properties(schemas.as_ajv_reads_them PROPERTIES LABELS npm TIMEOUT 120)
