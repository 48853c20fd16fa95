// SPDX-License-Identifier: Apache-2.0
// What a template makes of values; its mistakes are in tests/golden/mistakes.
#include "rules/plan/message_template.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::message_template_test {
namespace {

MessageTemplate template_of(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  auto made =
      read_template({"templates/reminder.mustache", text}, TemplateKind::reminder, diagnostics);
  for (const Diagnostic& one : diagnostics) {
    ADD_FAILURE() << render(one);
  }
  return made.value();
}

TEST(MessageTemplate, PutsInWhatIsThereAndLeavesOutWhatIsNot) {
  const MessageTemplate own = template_of(
      "{{! tiêu đề }}{{head}}{{#code}} (mã {{code}}){{/code}}\n\nKính gửi: {{to}}\n"
      "{{#lead}}Chủ trì: {{lead}}.{{/lead}}\n{{^lead}}Đơn vị chủ trì.{{/lead}}\n\nHết.");
  const TemplateValues all{{"head", "Còn 03 ngày"}, {"code", "42"}, {"to", "A"}, {"lead", "B"}};
  EXPECT_EQ(own.subject(all), "Còn 03 ngày (mã 42)");
  EXPECT_EQ(own.text(all), "Kính gửi: A\nChủ trì: B.\nHết.\n");
  const TemplateValues few{{"head", "Còn 03 ngày"}, {"code", ""}, {"to", "A"}};
  EXPECT_EQ(own.subject(few), "Còn 03 ngày");
  EXPECT_EQ(own.text(few), "Kính gửi: A\nĐơn vị chủ trì.\nHết.\n");
}

TEST(MessageTemplate, TakesAValueAsOnePlainLineWhateverItHolds) {
  const MessageTemplate own = template_of("{{item}}\n\nViệc: {{item}}\n");
  const TemplateValues values{
      {"item", "Báo cáo <b>&\"\nTừ: chu-tich@xa.example\r\n{{to}} {{{to}}}\x1b[31m"}};
  EXPECT_EQ(own.subject(values),
            "Báo cáo <b>&\" Từ: chu-tich@xa.example  {{to}} {{{to}}}\xEF\xBF\xBD[31m");
  EXPECT_EQ(own.text(values), "Việc: " + own.subject(values) + "\n");
}

TEST(MessageTemplate, IsReadWithTheLineEndsOfWindows) {
  const MessageTemplate own = template_of("{{head}}\r\n\r\nKính gửi: {{to}}\r\n");
  EXPECT_EQ(own.subject({{"head", "Còn 03 ngày"}}), "Còn 03 ngày");
  EXPECT_EQ(own.text({{"to", "A"}}), "Kính gửi: A\n");
}

TEST(MessageTemplate, HasASampleForEveryValue) {
  for (const TemplateKind kind : {TemplateKind::reminder,
                                  TemplateKind::escalation,
                                  TemplateKind::report,
                                  TemplateKind::digest,
                                  TemplateKind::weekly,
                                  TemplateKind::confirmation}) {
    for (const TemplateField& field : template_fields(kind)) {
      EXPECT_FALSE(field.sample.empty()) << field.name;
    }
  }
}

}  // namespace
}  // namespace dondoc::message_template_test
