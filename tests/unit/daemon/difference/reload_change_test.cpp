// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/reload_change.h"

#include "tests/support/golden.h"
#include "tests/support/source_folder.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::reload_change_test {
namespace {

LoadedConfig config(const std::string& side) {
  const auto folder = std::filesystem::path(testing::source_folder()) / "tests/golden/diff" / side;
  const Parsed<LoadedConfig> loaded = load_config(folder);
  EXPECT_TRUE(loaded.value.has_value());
  return loaded.value.value();
}

Instant on(Date day) {
  return instant_at(day, TimeOfDay{9 * 60}, Zone{});
}

std::string told(const AppliedReload& applied) {
  std::string text = reload_summary(applied) + '\n';
  for (const std::string& line : applied.first) {
    text += line + '\n';
  }
  return text;
}

TEST(ReloadChange, NamesTheLinesThatAddMoveAndRemoveDuties) {
  const AppliedReload applied =
      reload_change(config("before"), config("after"), on(make_date(2026, 4, 1)));
  EXPECT_EQ(applied.causes, static_cast<int>(applied.first.size()));
  testing::expect_golden("diff/reload.txt", told(applied));
}

TEST(ReloadChange, OfDuesThatAreOverNothingIsTold) {
  const AppliedReload applied =
      reload_change(config("before"), config("after"), on(make_date(2026, 12, 31)));
  EXPECT_EQ(applied.added + applied.removed, 0);
  for (const std::string& line : applied.first) {
    EXPECT_EQ(line.find("/4/2026"), std::string::npos) << line;
  }
}

TEST(ReloadChange, TheSameFilesChangeNothing) {
  const AppliedReload applied =
      reload_change(config("before"), config("before"), on(make_date(2026, 4, 1)));
  EXPECT_TRUE(applied.files.empty());
  EXPECT_EQ(applied.causes, 0);
  EXPECT_EQ(reload_summary(applied), "không tệp nào thay đổi");
}

}  // namespace
}  // namespace dondoc::reload_change_test
