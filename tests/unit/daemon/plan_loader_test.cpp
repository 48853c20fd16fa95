// SPDX-License-Identifier: Apache-2.0
#include "daemon/plan_loader.h"

#include "tests/unit/daemon/cli/configuration_folder.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dondoc::plan_loader_test {
namespace {

namespace fs = std::filesystem;
using testing::ConfigurationFolder;

/// The diagnostics of a file, as "severity code".
std::vector<std::string> told_of(const Parsed<LoadedConfig>& loaded, const fs::path& file) {
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (diagnostic.file == file.string()) {
      told.push_back(std::string{severity_name(diagnostic.severity)} + ' ' + diagnostic.code);
    }
  }
  return told;
}

using Told = std::vector<std::string>;

TEST(PlanLoader, LoadsTheSampleConfiguration) {
  const Parsed<LoadedConfig> loaded = load_config(testing::sample_configuration());
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->rules->plans.count("cchc-2026-2030"), 1U);
  EXPECT_TRUE(loaded.value->settings.state.is_absolute());
}

TEST(PlanLoader, GivesNothingWhenOneFileIsWrong) {
  const ConfigurationFolder folder;
  folder.write("plans/sai.yaml", "plan: [\n");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  EXPECT_FALSE(loaded.value);
  EXPECT_FALSE(told_of(loaded, folder.path() / "plans/sai.yaml").empty());
}

TEST(PlanLoader, ReadsTheWordingOfTheOffice) {
  const ConfigurationFolder folder;
  EXPECT_TRUE(load_config(folder.path()).value->rules->templates.empty());
  folder.write("templates/reminder.mustache", "{{head}}\n\nKính gửi: {{to}}\n");
  folder.write("templates/README.txt", "{{{");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->rules->templates.count(TemplateKind::reminder), 1U);
  folder.write("templates/reminder.mustache", "{{head}}\n\nKính gửi: {{{to}}}\n");
  const Parsed<LoadedConfig> wrong = load_config(folder.path());
  EXPECT_FALSE(wrong.value);
  EXPECT_EQ(told_of(wrong, folder.path() / "templates/reminder.mustache"),
            Told{"error unescaped-value"});
}

TEST(PlanLoader, SaysThatTheFolderIsMissing) {
  const ConfigurationFolder folder;
  const Parsed<LoadedConfig> loaded = load_config(folder.path() / "none");
  EXPECT_FALSE(loaded.value);
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(told_of(loaded, folder.path() / "none"), Told{"error file-unreadable"});
}

TEST(PlanLoader, PassesOverWhatEditorsLeaveBehind) {
  const ConfigurationFolder folder;
  for (const char* name : {".a.yaml", "a.yaml~", ".a.yaml.swp", "#a.yaml#", "README.md"}) {
    folder.write(std::string{"plans/"} + name, "plan: [\n");
  }
  EXPECT_TRUE(load_config(folder.path()).value);
}

TEST(PlanLoader, WarnsOfAFileThatLooksLikeAPlanAndIsNotRead) {
  const ConfigurationFolder folder;
  folder.write("plans/khac.yml", "x");
  folder.write("ke-hoach.yaml", "x");
  // What a file manager that hides endings, or a folder for each year, makes of it.
  folder.write("plans/ke-hoach.yaml.txt", "x");
  folder.write("plans/2027/ke-hoach.yaml", "x");
  folder.write("templates/reminder.mustache.txt", "x");
  folder.write("plans/ban-goc.docx", "x");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  EXPECT_TRUE(loaded.value);
  EXPECT_EQ(told_of(loaded, folder.path() / "plans/khac.yml"), Told{"warning file-ignored"});
  for (const char* name :
       {"plans/ke-hoach.yaml.txt", "plans/2027", "templates/reminder.mustache.txt"}) {
    EXPECT_EQ(told_of(loaded, folder.path() / name), Told{"warning file-ignored"}) << name;
  }
  EXPECT_EQ(told_of(loaded, folder.path() / "plans/ban-goc.docx"), Told{});
  EXPECT_EQ(told_of(loaded, folder.path() / "ke-hoach.yaml"), Told{"warning file-ignored"});
}

TEST(PlanLoader, FollowsALinkInsideTheFolderAndRefusesOneThatLeadsOut) {
  const ConfigurationFolder folder;
  folder.write("../ngoai.yaml", "year: 2028\n");
  fs::rename(folder.path() / "calendars/2024.yaml", folder.path() / "2024.kept");
  fs::create_symlink("../2024.kept", folder.path() / "calendars/2024.yaml");
  EXPECT_TRUE(load_config(folder.path()).value);
  fs::create_symlink(folder.path() / "../ngoai.yaml", folder.path() / "calendars/2028.yaml");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  EXPECT_FALSE(loaded.value);
  EXPECT_EQ(told_of(loaded, folder.path() / "calendars/2028.yaml"), Told{"error file-unreadable"});
}

TEST(PlanLoader, DoesNotWaitForAPipeThatNobodyWrites) {
  const ConfigurationFolder folder;
  ASSERT_EQ(::mkfifo((folder.path() / "plans/ong.yaml").c_str(), 0600), 0);
  EXPECT_EQ(told_of(load_config(folder.path()), folder.path() / "plans/ong.yaml"),
            Told{"error file-unreadable"});
}

TEST(PlanLoader, RefusesAFileOverTheLimit) {
  const ConfigurationFolder folder;
  folder.write("plans/to.yaml", std::string(file_bytes_max + 1, '#'));
  EXPECT_EQ(told_of(load_config(folder.path()), folder.path() / "plans/to.yaml"),
            Told{"error file-too-large"});
}

TEST(PlanLoader, TakesARelativeStateFromTheFolderOfTheSettings) {
  const ConfigurationFolder folder;
  folder.write("dondoc.yaml", "state: ../noi-khac\n");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->settings.state, folder.path().parent_path() / "noi-khac");
}

TEST(PlanLoader, WorksWithoutSettings) {
  const ConfigurationFolder folder;
  fs::remove(folder.path() / "dondoc.yaml");
  const Parsed<LoadedConfig> loaded = load_config(folder.path());
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->settings.state, "/var/lib/dondoc");
}

}  // namespace
}  // namespace dondoc::plan_loader_test
