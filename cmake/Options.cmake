# SPDX-License-Identifier: Apache-2.0
# How our own code is compiled; linked PRIVATE by our targets only.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
option(DONDOC_WERROR "Warnings are errors" OFF)
set(DONDOC_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread; empty for none")

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
  target_link_options(dondoc_options INTERFACE -fsanitize=${DONDOC_SANITIZE})
else()
  target_compile_options(dondoc_options INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:-fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fPIE>)
  target_link_options(dondoc_options INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-pie -Wl,-z,relro,-z,now>)
endif()
# Asserts stay on in every build: a bug must stop the process, facts are on disk.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")
find_program(DONDOC_MOLD mold)
if(DONDOC_MOLD)
  target_link_options(dondoc_options INTERFACE -fuse-ld=mold)
endif()
