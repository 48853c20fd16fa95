# SPDX-License-Identifier: Apache-2.0
# Writes a C++ source that holds files of a folder as text: cmake -DROOT=… -DOUTPUT=… -P this file.
file(GLOB files RELATIVE "${ROOT}" "${ROOT}/policies.yaml" "${ROOT}/calendars/*.yaml")
list(SORT files)
set(source "// Made by embed_files.cmake from config/; not to be edited.\n")
string(APPEND source "#include \"daemon/cli/builtin_config.h\"\n\nnamespace dondoc {\n\n")
string(APPEND source "const std::vector<SourceFile>& builtin_files() {\n")
string(APPEND source "  static const std::vector<SourceFile> files{\n")
foreach(name IN LISTS files)
  file(READ "${ROOT}/${name}" text)
  string(APPEND source "      {\"${name}\", R\"dondoc(${text})dondoc\"},\n")
endforeach()
string(APPEND source "  };\n  return files;\n}\n\n}  // namespace dondoc\n")
file(WRITE "${OUTPUT}" "${source}")
