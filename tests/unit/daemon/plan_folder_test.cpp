// SPDX-License-Identifier: Apache-2.0
// Plan files that the page writes: nothing that somebody else wrote is lost.
#include "daemon/plan_folder.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::plan_folder_test {
namespace {

namespace fs = std::filesystem;

const Instant now{std::chrono::seconds{1'795'795'200}};

class PlanFolderTest : public ::testing::Test {
 protected:
  PlanFolderTest() {
    std::string pattern = (fs::temp_directory_path() / "dondoc-plans-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    fs::create_directory(root_ / "plans");
    folder_ = {root_, root_ / "former", Zone{std::chrono::hours{7}}};
  }
  ~PlanFolderTest() override { fs::remove_all(root_); }

  [[nodiscard]] std::string bytes(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void put(const std::string& text) const { std::ofstream(file()) << text; }
  [[nodiscard]] fs::path file() const { return root_ / "plans" / "a.yaml"; }
  [[nodiscard]] std::string write(const std::string& text,
                                  const std::vector<SourceFile>& in_use,
                                  Instant moment = now) const {
    return write_plan_file(folder_, {"plans/a.yaml", text}, in_use, moment);
  }

  fs::path root_;
  PlanFolder folder_;
};

TEST_F(PlanFolderTest, ANewFileIsReadableToWhoMayEnterTheFolder) {
  EXPECT_EQ(write("plan: a\n", {}), "");
  EXPECT_EQ(bytes(file()), "plan: a\n");
  EXPECT_EQ(fs::status(file()).permissions() & fs::perms::others_read, fs::perms::others_read);
  EXPECT_TRUE(former_plans(folder_).empty());
}

TEST_F(PlanFolderTest, WhatWasThereIsKeptUnderItsNameAndMomentAndItsModeStays) {
  put("cũ");
  fs::permissions(file(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(write("mới", {{"plans/a.yaml", "cũ"}}), "");
  EXPECT_EQ(write("mới nữa", {{"plans/a.yaml", "mới"}}, now + std::chrono::hours{1}), "");
  EXPECT_EQ(bytes(file()), "mới nữa");
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const std::vector<std::string> kept = former_plans(folder_);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].substr(kept[0].size() - 7), "-a.yaml");
  EXPECT_EQ(former_plan(folder_, kept[0]), "mới");
  EXPECT_EQ(former_plan(folder_, kept[1]), "cũ");
  EXPECT_FALSE(former_plan(folder_, "../plans/a.yaml"));
}

TEST_F(PlanFolderTest, WhatSomebodyWroteSinceItWasReadIsNotOverwritten) {
  put("đã sửa bằng tay");
  for (const auto& in_use :
       {std::vector<SourceFile>{{"plans/a.yaml", "cũ"}}, std::vector<SourceFile>{}}) {
    EXPECT_NE(write("mới", in_use).find("chưa nạp lại"), std::string::npos);
  }
  fs::remove(file());
  EXPECT_NE(write("mới", {{"plans/a.yaml", "cũ"}}), "") << "it was taken away";
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_TRUE(former_plans(folder_).empty());
}

TEST_F(PlanFolderTest, WhereNothingCanBeWrittenNothingChanges) {
  fs::remove_all(root_ / "plans");
  EXPECT_NE(write("mới", {}).find("thư mục plans"), std::string::npos);
  EXPECT_TRUE(fs::is_empty(root_));
}

TEST_F(PlanFolderTest, TheOldestMakeRoom) {
  fs::create_directory(folder_.former);
  for (std::size_t i = 0; i < former_plans_max + 3; ++i) {
    std::ofstream(folder_.former / (std::to_string(1000 + i) + "-a.yaml")) << i;
  }
  put("cũ");
  EXPECT_EQ(write("mới", {{"plans/a.yaml", "cũ"}}), "");
  const std::vector<std::string> kept = former_plans(folder_);
  EXPECT_EQ(kept.size(), former_plans_max);
  EXPECT_EQ(former_plan(folder_, kept[0]), "cũ");
}

}  // namespace
}  // namespace dondoc::plan_folder_test
