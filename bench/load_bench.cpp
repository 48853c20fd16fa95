// SPDX-License-Identifier: Apache-2.0
// How long the files of an office take to read, decode and match with one another: what a start and
// a reload cost before the database is asked.
//
// usage: load_bench FOLDER...
#include "daemon/plan_loader.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t rounds = 7;

int run(const std::filesystem::path& folder) {
  std::vector<double> milliseconds;
  std::size_t obligations = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto begun = std::chrono::steady_clock::now();
    const Parsed<LoadedConfig> loaded = load_config(folder);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - begun;
    if (!loaded.value) {
      std::cerr << folder << " has mistakes: dondoc check tells them\n";
      return 1;
    }
    obligations = 0;
    for (const auto& [id, plan] : loaded.value->rules->plans) {
      obligations += plan.obligations.size();
    }
    milliseconds.push_back(spent.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::cout << obligations << " obligations load in " << milliseconds[rounds / 2]
            << " ms (median of " << rounds << ", " << milliseconds.front() << " to "
            << milliseconds.back() << ")\n";
  return 0;
}

}  // namespace
}  // namespace dondoc

int main(int argc, char** argv) {
  for (int at = 1; at < argc; ++at) {
    if (const int code = dondoc::run(argv[at]); code != 0) {
      return code;
    }
  }
  return 0;
}
