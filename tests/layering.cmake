# SPDX-License-Identifier: Apache-2.0
# The shape of the tree as tests: who includes and calls whom, headers that stand alone, style, and
# the service's unit files. Each check is itself tested on planted mistakes.
find_package(Python3 REQUIRED COMPONENTS Interpreter)  # python3

set(DONDOC_LAYERING ${CMAKE_CURRENT_SOURCE_DIR}/layering)

function(dondoc_layering_test name)
  add_test(NAME layering.${name} COMMAND ${Python3_EXECUTABLE} -B ${ARGN})
  set_tests_properties(layering.${name} PROPERTIES LABELS layering TIMEOUT 120)
endfunction()

dondoc_layering_test(includes ${DONDOC_LAYERING}/includes.py ${PROJECT_SOURCE_DIR})
dondoc_layering_test(style ${DONDOC_LAYERING}/style.py ${PROJECT_SOURCE_DIR})
dondoc_layering_test(documents ${DONDOC_LAYERING}/documents.py ${PROJECT_SOURCE_DIR})
dondoc_layering_test(checks_find_what_is_planted ${DONDOC_LAYERING}/layering_test.py ${CMAKE_CXX_COMPILER})

dondoc_layering_test(service_units ${DONDOC_LAYERING}/service.py ${PROJECT_SOURCE_DIR}/systemd)
set_tests_properties(layering.service_units PROPERTIES SKIP_RETURN_CODE 77)

set(rules_archives)
foreach(floor calendar phrase template plan schedule rehearsal lint reply)
  list(APPEND rules_archives ${floor}=$<TARGET_FILE:dondoc_${floor}>)
endforeach()
dondoc_layering_test(rules_are_pure ${DONDOC_LAYERING}/symbols.py purity ${rules_archives})
dondoc_layering_test(link_graph ${DONDOC_LAYERING}/symbols.py graph ${rules_archives}
  connectors=$<TARGET_FILE:dondoc_connectors> store=$<TARGET_FILE:dondoc_store>
  engine=$<TARGET_FILE:dondoc_engine>)

if(DONDOC_HEADERS_ALONE)
  # Every header in a translation unit of its own: it compiles alone, or the build fails.
  file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/rules/*.h ${PROJECT_SOURCE_DIR}/connectors/*.h ${PROJECT_SOURCE_DIR}/daemon/*.h)
  set(alone)
  foreach(header ${headers})
    string(REPLACE "/" "__" unit ${header})
    set(unit ${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${unit}.cpp)
    file(CONFIGURE OUTPUT ${unit} CONTENT "#include \"${header}\"\n")
    list(APPEND alone ${unit})
  endforeach()
  add_library(headers_alone OBJECT ${alone})
  target_link_libraries(headers_alone PRIVATE dondoc_options dondoc_engine)
  target_compile_options(headers_alone PRIVATE -O0 -g0 -fno-sanitize=all)
  set_target_properties(headers_alone PROPERTIES UNITY_BUILD OFF CXX_SCAN_FOR_MODULES OFF)
endif()
