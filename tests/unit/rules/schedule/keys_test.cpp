// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/keys.h"

#include <gtest/gtest.h>

namespace dondoc::keys_test {
namespace {

TEST(Keys, NameEverythingTheyStandFor) {
  const SeriesKey plain{"cchc-2026", "VII.6", "", ""};
  EXPECT_EQ(text(plain), "cchc-2026/VII.6");
  EXPECT_EQ(occurrence_key(plain, "2026-05"), "cchc-2026/VII.6@2026-05");
  const SeriesKey full{"cchc-2026", "VII.2", "ban-hanh", "kinh-te"};
  EXPECT_EQ(text(full), "cchc-2026/VII.2:ban-hanh#kinh-te");
  EXPECT_EQ(occurrence_key(full, "2026"), "cchc-2026/VII.2:ban-hanh@2026#kinh-te");
  EXPECT_EQ(notice_key("a/b@once", 2, "con-3", "truong"), "a/b@once!2/con-3>truong");
}

TEST(Keys, AreReadBackAsTheyWereWritten) {
  for (const SeriesKey& key : {SeriesKey{"p", "I.2", "", ""},
                               SeriesKey{"p", "VII.2", "kiem-tra", ""},
                               SeriesKey{"p", "VII.1", "", "kinh-te"},
                               SeriesKey{"p", "VII.4-a", "x", "y"}}) {
    EXPECT_EQ(parse_series_key(text(key)), key);
    for (const char* period : {"2026", "2026-Q1", "2026-03", "once", "2026--2030"}) {
      const auto read = parse_occurrence_key(occurrence_key(key, period));
      ASSERT_TRUE(read) << occurrence_key(key, period);
      EXPECT_EQ(read->series, key);
      EXPECT_EQ(read->period, period);
    }
  }
}

TEST(Keys, RefuseWhatIsNotAKey) {
  for (const char* text : {"", "/", "p/", "/o", "p", "p@2026"}) {
    EXPECT_FALSE(parse_occurrence_key(text)) << text;
  }
  EXPECT_FALSE(parse_occurrence_key("p/o"));
  EXPECT_FALSE(parse_occurrence_key("p/o@"));
}

}  // namespace
}  // namespace dondoc::keys_test
