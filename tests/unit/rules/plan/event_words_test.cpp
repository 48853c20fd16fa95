// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/event_words.h"

#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <filesystem>

#include <gtest/gtest.h>

namespace dondoc::event_words_test {
namespace {

TEST(EventWords, AreWhatStandsBehindTheTerm) {
  EXPECT_EQ(event_words_of("Trong 05 ngày làm việc kể từ ngày có Quyết định công bố"),
            "có Quyết định công bố");
  EXPECT_EQ(event_words_of("Chậm nhất 15 ngày Kể từ khi HĐND quyết nghị; gửi UBND tỉnh"),
            "HĐND quyết nghị");
  EXPECT_EQ(event_words_of("Ngay sau khi được phê duyệt"), "được phê duyệt");
  EXPECT_EQ(event_words_of("Khi có phát sinh"), "");
  EXPECT_EQ(event_words_of(""), "");
}

/// Who has to record it reads what it is, not only the number of the duty that waits for it.
TEST(EventWords, NameATriggerThatThePlanDoesNotName) {
  std::vector<SourceFile> files = testing::rule_files_in(
      std::filesystem::path(testing::source_folder()) / "tests/golden/lint/_base");
  for (SourceFile& file : files) {
    if (file.name == "plans/mau.yaml") {
      file.text +=
          "  - { id: I.2, title: Công khai dự toán, lead: kinh-te, product: Quyết định, due: trong "
          "15 ngày kể từ ngày HĐND xã quyết nghị }\n"
          "  - { id: I.3, title: Xử lý, lead: kinh-te, product: Văn bản, due: khi có phát sinh }\n";
    }
  }
  const Parsed<RuleSet> rules = read_rule_files(files);
  ASSERT_TRUE(rules.value) << render(rules.diagnostics.front());
  const std::vector<Trigger>& triggers = rules.value->plans.at("mau-2026").triggers;
  ASSERT_EQ(triggers.size(), 2U);
  EXPECT_EQ(triggers[0].title, "HĐND xã quyết nghị (mục I.2)");
  EXPECT_EQ(triggers[1].title, "việc làm phát sinh nhiệm vụ I.3 (Xử lý)");
}

}  // namespace
}  // namespace dondoc::event_words_test
