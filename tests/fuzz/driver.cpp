// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without a fuzzer's compiler: every seed as it is, then so many damaged ones.
// Run N depends on N and the seeds alone, so a failure is found again with --only N.
//
//   NAME_fuzz --runs 20000 [--lines] [--trace] [--only N] SEED-FILE-OR-FOLDER…
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace dondoc::fuzz_driver {
namespace {

constexpr std::size_t input_bytes_max = std::size_t{64} * 1024;
constexpr std::size_t damages_max = 4;

struct Options {
  std::size_t runs{0};
  bool lines{false};  ///< each line's first column is a seed, not each file
  bool trace{false};
  std::optional<std::size_t> only;
  std::vector<std::string> seeds;
};

/// Bytes that mean something to the readers under test.
constexpr std::string_view tokens[] = {
    "&a ",    "*a",          "<<: ",    "!!str ",   "[",         "]",
    "{",      "}",           ": ",      "- ",       "\n",        "\n    ",
    "\t",     "\"",          "'",       "|\n",      "#",         "\xFF",
    "%",      "--- ",        "2026",    "31/02",    "999999999", "hằng ",
    "trước ", "kể từ ngày ", "; ",      "(",        ")",         "\u00A0",
    "\u0301", " - ",         "quý IV ", "âm lịch ", "lần/năm",   "nếu trùng ngày nghỉ ",
    "0",      "-1"};

void add_seed(const std::filesystem::path& path, bool lines, std::vector<std::string>& seeds) {
  std::ifstream file(path, std::ios::binary);
  if (!lines) {
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    return;
  }
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') {
      seeds.push_back(line.substr(0, line.find('\t')));
    }
  }
}

/// In name order, so that a run's number means the same everywhere.
std::vector<std::string> read_seeds(const Options& options) {
  std::vector<std::filesystem::path> files;
  for (const std::string& name : options.seeds) {
    if (!std::filesystem::is_directory(name)) {
      files.emplace_back(name);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(name)) {
      const std::string kind = entry.path().extension();
      const bool is_seed = kind == ".yaml" || kind == ".eml" || kind == ".imap";
      if (entry.is_regular_file() && is_seed) {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const std::filesystem::path& file : files) {
    add_seed(file, options.lines, seeds);
  }
  return seeds;
}

std::string damaged(const std::vector<std::string>& seeds, std::size_t run) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(run));
  const auto below = [&random](std::size_t count) {
    return random() % std::max<std::size_t>(1, count);
  };
  std::string input = seeds[below(seeds.size())];
  for (std::size_t damage = 1 + below(damages_max); damage > 0; --damage) {
    const std::size_t at = below(input.size() + 1);
    const std::size_t length = std::min(1 + below(24), input.size() - at);
    switch (below(7)) {
      case 0:
        input.erase(at, length);
        break;
      case 1:
        input.insert(at, input.substr(at, length));
        break;
      case 2:
        input.insert(at, tokens[below(std::size(tokens))]);
        break;
      case 3: {
        const std::string& other = seeds[below(seeds.size())];
        input.insert(at, other.substr(below(other.size() + 1), 1 + below(40)));
        break;
      }
      case 4:
        input.resize(at);
        break;
      case 5:  // many of the same, as no person writes it
        for (std::size_t count = below(40); count > 0; --count) {
          input.insert(at, tokens[below(2) == 0 ? 4 : below(std::size(tokens))]);
        }
        break;
      default:
        if (at < input.size()) {
          input[at] = static_cast<char>(below(256));
        }
        break;
    }
  }
  input.resize(std::min(input.size(), input_bytes_max));
  return input;
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t index = 0; index < words.size(); ++index) {
    const std::string& word = words[index];
    const bool valued = word == "--runs" || word == "--only";
    if (valued && ++index == words.size()) {
      return std::nullopt;
    }
    if (word == "--runs") {
      options.runs = std::strtoul(words[index].c_str(), nullptr, 10);
    } else if (word == "--only") {
      options.only = std::strtoul(words[index].c_str(), nullptr, 10);
    } else if (word == "--lines") {
      options.lines = true;
    } else if (word == "--trace") {
      options.trace = true;
    } else {
      options.seeds.push_back(word);
    }
  }
  return options;
}

int fuzz(const Options& options) {
  const std::vector<std::string> seeds = read_seeds(options);
  if (seeds.size() < 2) {
    std::fprintf(stderr, "fuzz: no seeds\n");
    return 2;
  }
  if (options.only) {
    const std::string input = damaged(seeds, *options.only);
    std::fwrite(input.data(), 1, input.size(), stdout);
    std::fflush(stdout);
    run(input);
    return 0;
  }
  for (const std::string& seed : seeds) {
    run(seed);
  }
  for (std::size_t number = 0; number < options.runs; ++number) {
    if (options.trace) {
      std::fprintf(stderr, "%zu\n", number);
    }
    run(damaged(seeds, number));
  }
  std::printf("%zu seeds, %zu damaged\n", seeds.size(), options.runs);
  return 0;
}

}  // namespace
}  // namespace dondoc::fuzz_driver

int main(int argc, char** argv) {
  const auto options =
      dondoc::fuzz_driver::read_options(std::vector<std::string>(argv + 1, argv + argc));
  return options ? dondoc::fuzz_driver::fuzz(*options) : 2;
}
