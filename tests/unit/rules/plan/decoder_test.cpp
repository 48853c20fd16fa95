// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/decoder.h"

#include "rules/plan/date_hint.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::decoder_test {
namespace {

/// What the questions make of the text: "code@line:column (hint)" for each mistake.
std::vector<std::string> told(const std::string& text,
                              const std::function<void(MappingDecoder&)>& ask) {
  YamlFile file = read_yaml({"tep.yaml", text});
  const Node* root = file.root();
  if (root == nullptr) {
    return {"no tree"};
  }
  MappingDecoder mapping(file, *root, "tệp");
  ask(mapping);
  mapping.finish();
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    found.push_back(diagnostic.code + "@" + std::to_string(diagnostic.line) + ":" +
                    std::to_string(diagnostic.column) +
                    (diagnostic.hint.empty() ? "" : " " + diagnostic.hint));
  }
  return found;
}

using Told = std::vector<std::string>;

TEST(Decoder, GivesTheValuesOfEachType) {
  const Told mistakes = told(
      "text: ' Kế hoạch '\ndate: 2026-02-28\ntime: 7:30\nnumber: 12\nyes: true\nlist: [a, b]\n",
      [](MappingDecoder& mapping) {
        EXPECT_EQ(mapping.text("text", Need::required, 20), "Kế hoạch");
        EXPECT_EQ(mapping.date("date", Need::required), make_date(2026, 2, 28));
        EXPECT_EQ(mapping.time("time", Need::required), TimeOfDay{450});
        EXPECT_EQ(mapping.integer("number", Need::required, 0, 12), 12);
        EXPECT_EQ(mapping.boolean("yes", Need::required), true);
        EXPECT_EQ(mapping.texts("list", Need::required, 5), (Told{"a", "b"}));
        EXPECT_EQ(mapping.text("none", Need::optional, 5), std::nullopt);
      });
  EXPECT_EQ(mistakes, Told{});
}

TEST(Decoder, TellsAllMistakesOfAMappingAtOnce) {
  const Told mistakes =
      told("text: [a]\ndate: 29/2/2027\ntime: 25:00\nnumber: 12a\nyes: no\nlistt: a\n",
           [](MappingDecoder& mapping) {
             EXPECT_EQ(mapping.text("text", Need::required, 20), std::nullopt);
             EXPECT_EQ(mapping.date("date", Need::required), std::nullopt);
             EXPECT_EQ(mapping.time("time", Need::required), std::nullopt);
             EXPECT_EQ(mapping.integer("number", Need::required, 0, 12), std::nullopt);
             EXPECT_EQ(mapping.boolean("yes", Need::required), std::nullopt);
             EXPECT_EQ(mapping.texts("list", Need::required, 5), Told{});
             EXPECT_EQ(mapping.text("title", Need::required, 5), std::nullopt);
           });
  EXPECT_EQ(mistakes,
            (Told{"wrong-type@1:7",
                  "date-not-in-calendar@2:7 `2027-02-28`",
                  "bad-time@3:7 ví dụ: `\"07:30\"`",
                  "bad-number@4:9",
                  "unknown-word@5:6",
                  "missing-key@1:1 `title: …`",
                  "unknown-key@6:1 `list`"}));
}

TEST(Decoder, TellsAMissingKeyBesideAKnownOneThatLooksLikeIt) {
  const Told mistakes = told("form: 1\n", [](MappingDecoder& mapping) {
    EXPECT_EQ(mapping.text("from", Need::required, 5), std::nullopt);
    EXPECT_EQ(mapping.text("form", Need::required, 5), "1");
  });
  EXPECT_EQ(mistakes, Told{"missing-key@1:1 `from: …`"});
}

TEST(Decoder, RefusesEmptyAndLongAndUnprintableTexts) {
  const auto ask = [](MappingDecoder& mapping) {
    EXPECT_EQ(mapping.text("a", Need::optional, 5), std::nullopt);
  };
  EXPECT_EQ(told("a:\n", ask), Told{"empty-value@1:1 điền giá trị, hoặc xoá dòng này"});
  EXPECT_EQ(told("a: ''\n", ask), Told{"empty-value@1:1 điền giá trị, hoặc xoá dòng này"});
  EXPECT_EQ(told("a: ' '\n", ask), Told{"empty-value@1:4"});
  EXPECT_EQ(told("a: đôn đốc\n", ask), Told{"text-too-long@1:4"});
  EXPECT_EQ(told("a: \"a\\tb\"\n", ask).front().substr(0, 21), "control-character@1:4");
}

TEST(Decoder, TakesOnlyWellFormedIds) {
  const auto accepts = [](const std::string& id, IdForm form) {
    return told("id: \"" + id + "\"\n",
                [form](MappingDecoder& mapping) {
                  static_cast<void>(mapping.id("id", Need::required, form));
                })
        .empty();
  };
  for (const char* id : {"vh-xh", "a", "2026", "con-3"}) {
    EXPECT_TRUE(accepts(id, IdForm::kebab)) << id;
  }
  for (const char* id : {"-a", "a-", "a--b", "A", "a b", "a.b", "á"}) {
    EXPECT_FALSE(accepts(id, IdForm::kebab)) << id;
  }
  for (const char* id : {"VII.4-a", "I.2", "1"}) {
    EXPECT_TRUE(accepts(id, IdForm::dotted)) << id;
  }
  for (const char* id : {"VII:4", "VII/4", "VII@4", "VII#4", "Mục", "a b"}) {
    EXPECT_FALSE(accepts(id, IdForm::dotted)) << id;
  }
}

TEST(Nearest, FindsSlipsOfTheHandOnly) {
  const Told keys{"title", "product", "due", "oversight"};
  EXPECT_EQ(nearest("prodcut", keys), "product");
  EXPECT_EQ(nearest("Title", keys), "title");
  EXPECT_EQ(nearest("oversigth", keys), "oversight");
  EXPECT_EQ(nearest("chu-tri", keys), std::nullopt);
  EXPECT_EQ(edit_distance("tháng", "thágn"), 1);
  EXPECT_EQ(edit_distance("", "abc"), 3);
}

TEST(DateHint, ReadsDatesAsPeopleTypeThem) {
  EXPECT_EQ(date_hint("20/4/2026").typed, "2026-04-20");
  EXPECT_EQ(date_hint("2026/4/20").typed, "2026-04-20");
  EXPECT_EQ(date_hint("31-06-2026").typed, "2026-06-30");
  EXPECT_TRUE(date_hint("31-06-2026").not_in_calendar);
  EXPECT_EQ(date_hint("20/4").typed, "");
  EXPECT_EQ(date_hint("1/13/2026").typed, "");
  EXPECT_EQ(date_hint("99999999999/1/1").typed, "");
  EXPECT_EQ(time_hint("11h30"), "11:30");
  EXPECT_EQ(time_hint("7 giờ"), "07:00");
  EXPECT_EQ(time_hint("11 giờ 75"), "");
}

TEST(Spelling, ComposesLettersAndKeepsTheirCase) {
  EXPECT_EQ(composed("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                     "ch"),
            "Kế hoạch");
  EXPECT_EQ(composed("U\xCC\x9B\xCC\x89 \xC4\x90"), "Ử Đ");
  EXPECT_EQ(composed("E\xCC\x82\xCC\x81"), "Ế");
  EXPECT_EQ(composed("Văn hóa – Xã hội"), "Văn hóa – Xã hội");
}

TEST(Spelling, TakesTheSameNameForTheSame) {
  const auto same = [](const std::string& one, const std::string& other) {
    return name_key(one) == name_key(other);
  };
  EXPECT_TRUE(same("Phòng Văn hóa - Xã hội", "phòng văn hoá – xã hội"));
  EXPECT_TRUE(same("Phòng VH-XH", "Phòng VH - XH"));
  EXPECT_TRUE(same("Phòng Kinh tế", "Pho\xCC\x80ng  Kinh te\xCC\x82\xCC\x81"));
  EXPECT_FALSE(same("Phòng Kinh tế", "Phòng Kinh te"));
}

}  // namespace
}  // namespace dondoc::decoder_test
