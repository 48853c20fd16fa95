// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/diagnostic.h"

#include "rules/plan/code_points.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::diagnostic_test {
namespace {

Diagnostic at(const std::string& line, int column, int width) {
  Diagnostic diagnostic;
  diagnostic.code = "ma";
  diagnostic.file = "tep.yaml";
  diagnostic.line = 7;
  diagnostic.column = column;
  diagnostic.width = width;
  diagnostic.message = "sai";
  diagnostic.source_line = line;
  return diagnostic;
}

/// The line and what stands under it.
void check(const Diagnostic& diagnostic, const std::string& line, const std::string& carets) {
  EXPECT_EQ(render(diagnostic),
            "tep.yaml:7:" + std::to_string(diagnostic.column) + ": lỗi: sai [ma]\n    7 | " + line +
                "\n      | " + carets + "\n");
}

TEST(Diagnostic, PutsTheCaretUnderComposedLetters) {
  check(at("Kế hoạch: đúng", 11, 4), "Kế hoạch: đúng", "          ^~~~");
}

TEST(Diagnostic, PutsTheCaretUnderLettersInParts) {
  // K e ◌̂ ◌́: four code points, two cells.
  check(at("Ke\xCC\x82\xCC\x81 x", 6, 1), "Ke\xCC\x82\xCC\x81 x", "   ^");
  // A mark inside a letter is shown under the letter.
  check(at("Ke\xCC\x82\xCC\x81 x", 3, 1), "Ke\xCC\x82\xCC\x81 x", " ^");
}

TEST(Diagnostic, CountsWideCharactersTwice) {
  check(at("計画: x", 5, 1), "計画: x", "      ^");
  check(at("計画: x", 1, 2), "計画: x", "^~~~");
}

TEST(Diagnostic, ShowsATabAsOneBlankAndNoControls) {
  check(at("\ta: x", 2, 1), " a: x", " ^");
  check(at("a\x1B[31m", 2, 1), "a\xEF\xBF\xBD[31m", " ^");
  check(at("a\xE2\x80\xAE"
           "b",
           3,
           1),
        "a\xEF\xBF\xBD"
        "b",
        "  ^");
}

TEST(Diagnostic, PointsBehindTheEndOfALine) {
  check(at("a:", 3, 1), "a:", "  ^");
  check(at("a:", 90, 5), "a:", "  ^");
}

TEST(Diagnostic, CutsALongLineAroundTheMark) {
  const std::string line = std::string(500, 'a') + "lỗi" + std::string(500, 'b');
  check(at(line, 501, 3),
        "…" + std::string(40, 'a') + "lỗi" + std::string(116, 'b') + "…",
        std::string(41, ' ') + "^~~");
  check(at(std::string(500, 'a'), 1, 2), std::string(160, 'a') + "…", "^~");
}

TEST(Diagnostic, NamesTheSeverityAndTheHint) {
  Diagnostic diagnostic = at("", 1, 1);
  diagnostic.severity = Severity::warning;
  diagnostic.hint = "sửa";
  EXPECT_EQ(render(diagnostic), "tep.yaml:7:1: cảnh báo: sai [ma]\n      gợi ý: sửa\n");
  diagnostic.severity = Severity::note;
  EXPECT_EQ(render(diagnostic), "tep.yaml:7:1: lưu ý: sai [ma]\n      gợi ý: sửa\n");
}

TEST(Diagnostic, SortsByPlaceAndDropsWhatIsToldTwice) {
  std::vector<Diagnostic> all{at("x", 5, 1), at("x", 2, 1), at("x", 5, 1)};
  all[1].file = "z.yaml";
  sort_diagnostics(all);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].column, 5);
  EXPECT_EQ(all[1].file, "z.yaml");
}

TEST(CodePoints, RefusesWhatIsNoUtf8) {
  for (const std::string_view bytes :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE1\xBA"}) {
    EXPECT_FALSE(code_point_at(bytes, 0).valid);
    EXPECT_EQ(code_point_at(bytes, 0).bytes, 1U);
  }
  EXPECT_EQ(code_point_at("\xF4\x8F\xBF\xBF", 0).value, U'\U0010FFFF');
}

TEST(CodePoints, ShortensAndCleansWhatIsShown) {
  EXPECT_EQ(printable("Đôn đốc", 3), "Đôn…");
  EXPECT_EQ(printable("Đôn\nđốc\x07", 20), "Đôn đốc\xEF\xBF\xBD");
}

}  // namespace
}  // namespace dondoc::diagnostic_test
