# SPDX-License-Identifier: Apache-2.0
# How our own code is compiled; linked PRIVATE by our targets only.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
option(DONDOC_WERROR "Warnings are errors" OFF)
set(DONDOC_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread; empty for none")

option(DONDOC_FUZZER "Build the fuzz targets for libFuzzer (clang)" OFF)
option(DONDOC_HEADERS_ALONE "Compile every header in a file of its own as well" OFF)

find_program(DONDOC_CCACHE ccache)
if(DONDOC_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DONDOC_CCACHE})
endif()

add_library(dondoc_options INTERFACE)
target_compile_features(dondoc_options INTERFACE cxx_std_20)
target_include_directories(dondoc_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(dondoc_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
  $<$<BOOL:${DONDOC_WERROR}>:-Werror>
  -fno-omit-frame-pointer)
if(DONDOC_SANITIZE)
  target_compile_options(dondoc_options INTERFACE -fsanitize=${DONDOC_SANITIZE} -fno-sanitize-recover=all)
  # The compiler's manual: with sanitizers this warning is often false.
  target_compile_options(dondoc_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  if(DONDOC_SANITIZE MATCHES "undefined")
    # A fifth of the compile time, for what AddressSanitizer stops at the access itself (a pointer
    # that is null, too far or freed) and what this processor doesn't mind.
    target_compile_options(dondoc_options INTERFACE
      -fno-sanitize=null,alignment,object-size,vptr,pointer-overflow)
  endif()
  target_link_options(dondoc_options INTERFACE -fsanitize=${DONDOC_SANITIZE})
  if(DONDOC_FUZZER)
    target_compile_options(dondoc_options INTERFACE -fsanitize=fuzzer-no-link)
  endif()
else()
  target_compile_options(dondoc_options INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:-fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fPIE>)
  target_link_options(dondoc_options INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-pie -Wl,-z,relro,-z,now>)
endif()
# Asserts stay on in every build: a bug must stop the process, facts are on disk.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
# Floors that the simulation doesn't walk on compile a third faster unoptimised; without sanitizers
# nothing changes.
function(dondoc_compile_quickly)
  if(DONDOC_SANITIZE)
    foreach(target ${ARGN})
      target_compile_options(${target} PRIVATE -O0)
    endforeach()
  endif()
endfunction()
find_program(DONDOC_MOLD mold)
if(DONDOC_MOLD)
  target_link_options(dondoc_options INTERFACE -fuse-ld=mold)
endif()
