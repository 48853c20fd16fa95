// SPDX-License-Identifier: Apache-2.0
// Messages that the office words itself. The templates in docs/templates say what the built-in
// wording says, so that an admin can begin with them.
#include "rules/schedule/release.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"
#include "tests/unit/rules/schedule/life.h"
#include "tests/unit/rules/schedule/story.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::own_wording_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");

MessageTemplates shown_templates() {
  const auto folder = std::filesystem::path(testing::source_folder()) / "docs/templates";
  MessageTemplates templates;
  std::vector<Diagnostic> diagnostics;
  for (const char* name : {"reminder.mustache", "digest.mustache"}) {
    const std::string file = std::string(templates_folder) + name;
    const TemplateKind kind = template_kind(file).value();
    auto made = read_template({file, testing::read_bytes(folder / name)}, kind, diagnostics);
    if (made) {
      templates.emplace(kind, *made);
    }
  }
  for (const Diagnostic& one : diagnostics) {
    ADD_FAILURE() << render(one);
  }
  return templates;
}

/// What is told of the duty at the moments.
std::string told(const RuleSet& rules,
                 const std::string& obligation,
                 const std::string& period,
                 const std::vector<std::string>& moments) {
  Life life{rules,
            testing::opened(
                rules, {testing::plan_id, obligation, "", ""}, period, load, at(moments.back()))};
  std::string text;
  for (const std::string& moment : moments) {
    life.look(moment);
    std::vector<PendingNotice> pending;
    for (const Notice& notice : life.last.notices) {
      pending.push_back({notice, life.duty});
    }
    text += testing::shown(release(pending, rules, at(moment)));
    life.send();
  }
  return text;
}

TEST(OwnWording, ShownTemplatesSayWhatTheBuiltInWordingSays) {
  const RuleSet built_in = testing::small_office();
  RuleSet own = built_in;
  own.templates = shown_templates();
  for (const bool by_chat : {false, true}) {
    SCOPED_TRACE(by_chat);
    const auto both = [&](const std::string& duty,
                          const std::string& period,
                          const std::vector<std::string>& moments) {
      RuleSet one = built_in;
      RuleSet other = own;
      if (by_chat) {
        for (RuleSet* rules : {&one, &other}) {
          rules->reply_channels = {"maildir"};
        }
      }
      const std::string text = told(one, duty, period, moments);
      EXPECT_NE(text.find("[Nhắc việc]"), std::string::npos) << text;
      EXPECT_EQ(text, told(other, duty, period, moments));
    };
    both("VII.4", "2026", {"2026-09-16T07:30", "2026-09-25T07:30", "2026-09-29T07:30"});
    both("VII.6", "2026-05", {"2026-05-20T07:30", "2026-05-22T07:30"});
    both("VII.7", "2026-05", {"2026-05-29T07:30", "2026-06-01T07:30"});
  }
}

TEST(OwnWording, TheDigestsHeadIsTheOfficesAndItsListIsOurs) {
  const RuleSet built_in = testing::small_office();
  const DigestLine line{
      DigestCause::overdue,
      testing::opened(built_in, {testing::plan_id, "VII.4", "", ""}, "2026", load, load),
      ""};
  const auto digest = [&line](const RuleSet& rules) {
    return *compose_digest(testing::plan_id, {{line}, {}}, rules, at("2026-10-12T07:30"));
  };
  RuleSet own = built_in;
  own.templates = shown_templates();
  EXPECT_EQ(digest(own), digest(built_in));
  std::vector<Diagnostic> diagnostics;
  own.templates.insert_or_assign(
      TemplateKind::digest,
      *read_template({"templates/digest.mustache", "{{counts}}\n\nKính gửi đồng chí {{to}}\n"},
                     TemplateKind::digest,
                     diagnostics));
  EXPECT_EQ(digest(own).subject, "01 quá hạn");
  EXPECT_EQ(digest(own).text.rfind("Kính gửi đồng chí Phòng Văn hóa - Xã hội\nQUÁ HẠN (01)\n", 0),
            0U)
      << digest(own).text;
}

}  // namespace
}  // namespace dondoc::own_wording_test
