# SPDX-License-Identifier: Apache-2.0
# Fuzz targets. Each is a plain LLVMFuzzerTestOneInput; here a small driver feeds it its seeds and a
# fixed number of damaged ones, so that every build runs them. docs/TESTING.md tells how to give them
# to a real fuzzer.
if(DONDOC_FUZZER)
  add_custom_target(fuzz_targets)
endif()
function(dondoc_fuzz name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;COMMAND" ${ARGN})
  if(DONDOC_FUZZER)
    add_executable(${name} ${ARG_SOURCES})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    list(JOIN ARG_COMMAND "\n" words)
    # Its seeds, for tests/release/fuzz.
    file(GENERATE OUTPUT $<TARGET_FILE:${name}>.seeds CONTENT "${words}\n" TARGET ${name})
    add_dependencies(fuzz_targets ${name})
  else()
    add_executable(${name} fuzz/driver.cpp ${ARG_SOURCES})
  endif()
  target_link_libraries(${name} PRIVATE dondoc_options ${ARG_LIBRARIES} dondoc_source_folder)
  add_test(NAME fuzz.${name} COMMAND ${name} ${ARG_COMMAND})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
endfunction()

dondoc_fuzz(phrase_fuzz
  SOURCES fuzz/phrase_fuzz.cpp
  LIBRARIES dondoc_phrase
  COMMAND --lines --runs 10000
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/phrases/understood.tsv
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/phrases/refused.tsv
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/phrases/sentences.tsv)
dondoc_fuzz(reply_fuzz
  SOURCES fuzz/reply_fuzz.cpp
  LIBRARIES dondoc_reply
  COMMAND --lines --runs 6000
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/replies/understood.tsv
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/replies/refused.tsv)
dondoc_fuzz(plan_fuzz
  SOURCES fuzz/plan_fuzz.cpp support/config_folder.cpp
  LIBRARIES dondoc_plan
  COMMAND --runs 6000
    ${PROJECT_SOURCE_DIR}/config/plans
    ${CMAKE_CURRENT_SOURCE_DIR}/golden/mistakes)
dondoc_fuzz(mail_fuzz
  SOURCES fuzz/mail_fuzz.cpp
  LIBRARIES dondoc_connectors dondoc_reply
  COMMAND --runs 6000 ${CMAKE_CURRENT_SOURCE_DIR}/golden/mails)
dondoc_fuzz(imap_fuzz
  SOURCES fuzz/imap_fuzz.cpp
  LIBRARIES dondoc_connectors
  COMMAND --runs 20000 ${CMAKE_CURRENT_SOURCE_DIR}/golden/imap)
