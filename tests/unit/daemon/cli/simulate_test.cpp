// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/simulate.h"

#include "tests/unit/daemon/cli/configuration_folder.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::simulate_test {
namespace {

namespace fs = std::filesystem;

struct Simulated {
  int code{-1};
  nlohmann::json document;
  std::string err;
};

SimulateOptions may(const fs::path& out_folder, double punctual) {
  SimulateOptions options;
  options.from = make_date(2026, 5, 1);
  options.to = make_date(2026, 5, 31);
  options.punctual = punctual;
  options.out = out_folder;
  options.config = testing::sample_configuration();
  return options;
}

/// The months around the turn of the year, in which a plan has the most kinds of work.
SimulateOptions winter(const fs::path& out_folder, const testing::ConfigurationFolder& plan) {
  plan.keep_plans("ta-dung");
  SimulateOptions options;
  options.from = make_date(2026, 11, 1);
  options.to = make_date(2027, 1, 31);
  options.out = out_folder;
  options.config = plan.path();
  return options;
}

Simulated simulate(SimulateOptions options) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  options.form = OutputForm::json;
  Simulated simulated;
  simulated.code = run_simulate(options, terminal);
  simulated.err = err.str();
  if (!out.str().empty()) {
    simulated.document = nlohmann::json::parse(out.str());
    simulated.document.erase("out");
  }
  return simulated;
}

Simulated simulate(const fs::path& out_folder, double punctual) {
  return simulate(may(out_folder, punctual));
}

std::ptrdiff_t mails_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder / "Maildir/new"), fs::directory_iterator{});
}

TEST(Simulate, DeliversEveryMessageIntoTheMaildir) {
  const testing::TemporaryFolder folder;
  const Simulated simulated = simulate(folder.path() / "a", 0.5);
  ASSERT_EQ(simulated.code, exit_fine) << simulated.err;
  const nlohmann::json& summary = simulated.document.at("summary");
  EXPECT_GT(summary.at("sent_messages").get<int>(), 0);
  EXPECT_EQ(summary.at("failed_messages"), 0);
  EXPECT_EQ(summary.at("sent_messages").get<std::ptrdiff_t>(), mails_in(folder.path() / "a"));
}

TEST(Simulate, RunsTheSameForTheSameSeed) {
  const testing::TemporaryFolder folder;
  EXPECT_EQ(simulate(folder.path() / "a", 0.5).document,
            simulate(folder.path() / "b", 0.5).document);
}

TEST(Simulate, LetsPunctualPeopleFinishEverythingInTime) {
  const testing::TemporaryFolder folder;
  const Simulated simulated = simulate(folder.path() / "a", 1.0);
  for (const auto& event : simulated.document.at("events")) {
    if (event.at("kind") == "completed" &&
        event.at("occurrence") == "cchc-2026-2030/VII.6@2026-05") {
      EXPECT_FALSE(event.at("late").get<bool>());
    }
  }
  EXPECT_GT(simulated.document.at("summary").at("completed_in_time").get<int>(), 0);
}

TEST(Simulate, LetsPeopleDoAllThatTheyDoInAnOffice) {
  const testing::TemporaryFolder folder;
  const testing::ConfigurationFolder plan;
  const Simulated simulated = simulate(winter(folder.path() / "a", plan));
  ASSERT_EQ(simulated.code, exit_fine) << simulated.err;
  std::map<std::string, int> kinds;
  for (const auto& event : simulated.document.at("events")) {
    ++kinds[event.at("kind").get<std::string>()];
  }
  for (const char* kind : {"opened",
                           "message",
                           "completed",
                           "happened",
                           "submitted",
                           "progressed",
                           "counted",
                           "measured"}) {
    EXPECT_GT(kinds[kind], 0) << kind;
  }
}

TEST(Simulate, SaysInVietnameseWhatPeopleDo) {
  const testing::TemporaryFolder folder;
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  const testing::ConfigurationFolder plan;
  ASSERT_EQ(run_simulate(winter(folder.path() / "a", plan), terminal), exit_fine) << err.str();
  for (const char* words :
       {"  ghi mốc   ", "  trình ký  ", "  tiến độ   ", "  ghi lượt  ", "  số đo     "}) {
    EXPECT_NE(out.str().find(words), std::string::npos) << words;
  }
}

TEST(Simulate, PutsWhatOpensForSeveralUnitsOnOneLine) {
  const testing::TemporaryFolder folder;
  const testing::ConfigurationFolder plan;
  SimulateOptions options = winter(folder.path() / "a", plan);
  options.from = options.to = make_date(2027, 1, 1);
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  ASSERT_EQ(run_simulate(options, terminal), exit_fine) << err.str();
  const std::string line =
      "mở việc   II.2 Rà soát, đánh giá thủ tục hành chính hằng năm, năm 2027 (07 đơn vị)\n";
  const std::size_t first = out.str().find(line);
  ASSERT_NE(first, std::string::npos) << out.str();
  EXPECT_EQ(out.str().find("mở việc   II.2 ", first + line.size()), std::string::npos);
}

TEST(Simulate, ClearsItsOwnFolderAndNoOther) {
  const testing::TemporaryFolder folder;
  const fs::path own = folder.path() / "a";
  const Simulated first = simulate(own, 0.5);
  EXPECT_EQ(simulate(own, 0.5).document, first.document);
  fs::create_directory(folder.path() / "b");
  std::ofstream(folder.path() / "b/cua-toi.txt") << "x";
  EXPECT_EQ(simulate(folder.path() / "b", 0.5).code, exit_usage);
  EXPECT_TRUE(fs::exists(folder.path() / "b/cua-toi.txt"));
}

}  // namespace
}  // namespace dondoc::simulate_test
