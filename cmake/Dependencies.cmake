# SPDX-License-Identifier: Apache-2.0
# Every third-party library, by its Debian package.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)       # libyaml-dev
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)     # libgmime-3.0-dev
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)    # libsodium-dev
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)  # libsystemd-dev
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)  # libqrencode-dev
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)  # prometheus-cpp-dev
find_path(MUSTACHE_INCLUDE kainjow/mustache.hpp REQUIRED)          # libkainjow-mustache-dev
find_package(Boost 1.74 REQUIRED)                               # libboost-dev
find_package(CURL REQUIRED)                                     # libcurl4-openssl-dev
find_package(SQLite3 REQUIRED)                                  # libsqlite3-dev
find_package(SQLiteCpp REQUIRED)                                # libsqlitecpp-dev
find_package(spdlog REQUIRED)                                   # libspdlog-dev
find_package(CLI11 REQUIRED)                                    # libcli11-dev
find_package(nlohmann_json REQUIRED)                            # nlohmann-json3-dev
