// SPDX-License-Identifier: Apache-2.0
// Messages that the office words itself. The templates in docs/templates say what the built-in
// wording says, so that an admin can begin with them.
#include "rules/answer/answer_text.h"
#include "rules/schedule/release.h"
#include "rules/schedule/weekly_list.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"
#include "tests/unit/rules/schedule/life.h"
#include "tests/unit/rules/schedule/story.h"

#include <functional>
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
  for (const char* name : {"reminder.mustache",
                           "escalation.mustache",
                           "report.mustache",
                           "digest.mustache",
                           "weekly.mustache",
                           "confirmation.mustache"}) {
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

/// What a duty's people read on its way up to the chair, and its acts.
struct Climb {
  const char* what;
  std::function<void(testing::Story&)> acts;  ///< from the morning after its due on
};

const std::vector<Climb>& climbs() {
  static const std::vector<Climb> all{
      {"unanswered", [](testing::Story& /*story*/) {}},
      {"acknowledged", [](testing::Story& story) { story.act(Acknowledge{}, "truong-kinh-te"); }},
      {"in progress",
       [](testing::Story& story) { story.act(Report{"đã có 02 mô hình"}, "truong-kinh-te"); }},
      {"with its signer",
       [](testing::Story& story) {
         story.act(Submit{make_date(2026, 10, 1), "chu-tich"}, "truong-kinh-te");
       }},
      {"more time asked for",
       [](testing::Story& story) {
         story.act(Extend{make_date(2026, 12, 20), "thiếu người"}, "truong-kinh-te");
       }},
      {"to be handed on",
       [](testing::Story& story) {
         story.act(Transfer{"van-phong", "ngoài chức năng"}, "truong-kinh-te");
       }},
      {"with a cause",
       [](testing::Story& story) { story.act(ExcuseDelay{"mưa lũ"}, "truong-kinh-te"); }},
      {"excused",
       [](testing::Story& story) {
         story.act(ExcuseDelay{"mưa lũ"}, "truong-kinh-te");
         story.act(ExcuseDelay{""}, "pct-vh-xh");
       }},
  };
  return all;
}

std::string climb(const RuleSet& rules, const Climb& one) {
  testing::Story story(
      rules,
      testing::opened(
          rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, at("2026-09-01T08:00")));
  story.wait_until("2026-10-01T09:00");
  one.acts(story);
  story.wait_until("2026-10-25T09:00");
  return story.text();
}

TEST(OwnWording, ShownTemplatesClimbAsTheBuiltInWordingDoes) {
  for (const char* how : {"told the coordinator", "by chat", "outside", "watched"}) {
    RuleSet built_in = testing::small_office();
    const std::string kind = how;
    if (kind == "by chat") {
      built_in.reply_channels = {"maildir"};
    } else if (kind == "outside") {
      built_in.directory.units.at("kinh-te").outside = true;
    } else if (kind == "watched") {
      testing::obligation(built_in, "VII.4").oversight = "van-phong";
    }
    RuleSet own = built_in;
    own.templates = shown_templates();
    for (const Climb& one : climbs()) {
      SCOPED_TRACE(std::string(one.what) + ", " + how);
      const std::string text = climb(built_in, one);
      EXPECT_NE(text.find("[Kính báo cáo]"), std::string::npos) << text;
      EXPECT_EQ(text, climb(own, one));
    }
  }
}

TEST(OwnWording, ALeadersReportIsTheOfficesAndItsRequestIsOurs) {
  RuleSet own = testing::small_office();
  std::vector<Diagnostic> diagnostics;
  const auto report = read_template(
      {"templates/report.mustache",
       "Báo cáo chậm {{days}}: {{item}}\n\n{{lead}} chậm {{days}}: {{duty}}\nPhản hồi: "
       "{{response}}\n{{ask}}\n{{answer}}\n"},
      TemplateKind::report,
      diagnostics);
  ASSERT_TRUE(report.has_value());
  own.templates.insert_or_assign(TemplateKind::report, *report);
  const std::string text = climb(own, climbs().front());
  EXPECT_NE(text.find("Chủ đề: Báo cáo chậm 07 ngày: "), std::string::npos) << text;
  EXPECT_NE(text.find("\n\nPhòng Kinh tế chậm 07 ngày: "), std::string::npos) << text;
  EXPECT_NE(text.find("\nKính trình Phó Chủ tịch UBND xã cho ý kiến chỉ đạo."), std::string::npos)
      << text;
}

TEST(OwnWording, TheWeeksListAndTheConfirmationAreWordedTheSame) {
  const RuleSet built_in = testing::small_office();
  RuleSet own = built_in;
  own.templates = shown_templates();
  const Instant monday = at("2026-10-05T06:45");
  const Occurrence late =
      testing::opened(built_in, {testing::plan_id, "VII.4", "", ""}, "2026", load, monday);
  for (const bool with_lines : {false, true}) {
    const std::vector<DigestLine> lines =
        with_lines ? std::vector<DigestLine>{{DigestCause::overdue, late, ""}}
                   : std::vector<DigestLine>{};
    const auto drafts = compose_weekly_lists(lines, 0, built_in, monday);
    ASSERT_FALSE(drafts.empty());
    EXPECT_EQ(compose_weekly_lists(lines, 0, own, monday), drafts);
  }
  const ActResult done = perform(late,
                                 Complete{"35/BC-KT", make_date(2026, 10, 2)},
                                 {"truong-kinh-te", "zalo"},
                                 built_in,
                                 monday);
  const Fact& fact = std::get<Fact>(done);
  EXPECT_EQ(recorded_line(fact, late, own), recorded_line(fact, late, built_in));
  std::vector<Diagnostic> diagnostics;
  own.templates.insert_or_assign(
      TemplateKind::confirmation,
      *read_template({"templates/confirmation.mustache", "Việc {{code}}: đã ghi {{done}}.\n"},
                     TemplateKind::confirmation,
                     diagnostics));
  EXPECT_EQ(recorded_line(fact, late, own),
            "Việc 42: đã ghi hoàn thành theo văn bản 35/BC-KT ngày 02/10/2026.");
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
