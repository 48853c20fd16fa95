// SPDX-License-Identifier: Apache-2.0
// dondoc: the command line of an office.
#include "daemon/cli/cli.h"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace {

/// Colour only where a person looks, and not where they asked for none (https://no-color.org).
dondoc::Color color_of_terminal() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool plain = (no_color != nullptr && *no_color != '\0') || terminal == nullptr ||
                     std::string_view{terminal} == "dumb" || ::isatty(STDOUT_FILENO) == 0;
  return plain ? dondoc::Color::never : dondoc::Color::always;
}

}  // namespace

int main(int argc, char** argv) {
  // The one reading of the clock; every command gets this moment as an argument.
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  dondoc::Terminal terminal{std::cout, std::cerr, color_of_terminal()};
  try {
    const int code =
        dondoc::run_cli(std::vector<std::string>(argv + 1, argv + argc), now, terminal);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "dondoc: không ghi được hết kết quả ra đầu ra chuẩn\n";
      return dondoc::exit_machine;
    }
    return code;
  } catch (const std::exception& error) {
    std::cerr << "dondoc: máy gặp lỗi: " << error.what() << '\n';
    return dondoc::exit_machine;
  }
}
