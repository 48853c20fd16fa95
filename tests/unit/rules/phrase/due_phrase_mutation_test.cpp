// SPDX-License-Identifier: Apache-2.0
// Every phrase of the tables, damaged: a word left out, doubled, moved or misspelt. Whatever comes
// of it is whole: understood in all its words, or refused with a reason. And no word about time is
// idle: without it the phrase means something else, or nothing.
#include "rules/phrase/due_phrase.h"
#include "rules/phrase/phrase_source.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::due_phrase_mutation_test {
namespace {

std::vector<std::string> phrases_of(const std::string& name) {
  std::ifstream file(std::string(testing::source_folder()) + "/tests/golden/phrases/" + name);
  std::vector<std::string> phrases;
  std::string line;
  while (std::getline(file, line)) {
    if (!line.empty() && line[0] != '#') {
      phrases.push_back(line.substr(0, line.find('\t')));
    }
  }
  return phrases;
}

struct Word {
  std::size_t first{0};  ///< bytes
  std::size_t last{0};
};

std::vector<Word> words_of(const std::string& phrase) {
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < phrase.size()) {
    const std::size_t first = phrase.find_first_not_of(' ', at);
    if (first == std::string::npos) {
      break;
    }
    const std::size_t last = std::min(phrase.find(' ', first), phrase.size());
    words.push_back({first, last});
    at = last;
  }
  return words;
}

std::size_t code_points(const std::string& text, std::size_t bytes) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bytes), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      }));
}

void check_whole(const std::string& phrase) {
  SCOPED_TRACE(phrase);
  const PhraseReading reading = read_due_phrase(phrase);
  const std::size_t length = PhraseSource(phrase).text().code_points();
  const bool refused = !reading.remarks.empty() && reading.remarks[0].kind == RemarkKind::error;
  EXPECT_NE(reading.understood(), refused);
  for (const Remark& remark : reading.remarks) {
    EXPECT_FALSE(remark.code.empty());
    EXPECT_FALSE(remark.message.empty());
    EXPECT_LE(remark.begin, remark.end);
    EXPECT_LE(remark.end, length);
  }
  if (refused && !reading.remarks[0].hint.empty()) {
    EXPECT_TRUE(read_due_phrase(reading.remarks[0].hint).understood()) << reading.remarks[0].hint;
  }
  std::size_t position = 0;
  for (const WordRole& role : reading.roles) {
    EXPECT_GE(role.begin, position) << role.words;
    EXPECT_LE(role.end, length);
    position = role.end;
  }
}

TEST(DuePhraseMutation, ADamagedPhraseIsWhollyReadOrRefused) {
  std::mt19937 random(20260101);
  const auto below = [&random](std::size_t count) {
    return random() % std::max<std::size_t>(1, count);
  };
  std::vector<std::string> phrases = phrases_of("understood.tsv");
  const std::vector<std::string> refused = phrases_of("refused.tsv");
  phrases.insert(phrases.end(), refused.begin(), refused.end());
  std::size_t understood = 0;
  for (const std::string& phrase : phrases) {
    const std::vector<Word> words = words_of(phrase);
    for (int round = 0; round < 6; ++round) {
      const Word& word = words[below(words.size())];
      const Word& other = words[below(words.size())];
      const std::string text = phrase.substr(word.first, word.last - word.first);
      std::string damaged = phrase;
      switch (round) {
        case 0:
          damaged.erase(word.first, word.last - word.first);
          break;
        case 1:
          damaged.insert(word.last, " " + text);
          break;
        case 2:
          damaged.insert(other.last, " " + text);
          break;
        case 3:
          damaged.erase(word.first + below(text.size()), 1);
          break;
        case 4:
          damaged[word.first + below(text.size())] = static_cast<char>('0' + below(75));
          break;
        default:
          damaged = phrases[below(phrases.size())] + ' ' + phrase;
          break;
      }
      check_whole(damaged);
      understood += read_due_phrase(damaged).understood() ? 1U : 0U;
    }
  }
  EXPECT_GT(understood, 100U) << "the damage is so great that nothing is tested";
}

/// Numbers but "00", and the words that decide between two days. A clock time is the due itself,
/// with "trước" and without; "một quý một lần" says its one twice.
bool decides(const std::string& word, const std::string& phrase, const DueRule& rule) {
  static const std::set<std::string> words{"đầu", "giữa", "i", "ii", "iii", "iv", "âm"};
  const bool one_of_counting =
      (word == "1" || word == "01") &&
      (phrase.find(" lần") != std::string::npos || phrase.find("/lần") != std::string::npos ||
       phrase.find(" tuần") != std::string::npos);
  // Of these a number says what the work is about, or what the days say once more.
  bool names = false;
  for (const char* about : {"Báo cáo 6 tháng:",
                            "ngày cuối của tháng",
                            "ngày cuối tháng",
                            "dự toán năm 2027",
                            "tổng kết năm 2026 trước ngày 15/01/2027",
                            "lần/tháng (ngày",
                            "lần trong năm (quý",
                            "Báo cáo năm 2026: chậm nhất ngày 15/12/2026",
                            "6 tháng, 1 năm",
                            "Bính Ngọ 2026",
                            "Đinh Mùi 2027",
                            "công tác năm 2025 và báo cáo",
                            "ngày trong 01 tháng"}) {
    names = names || phrase.find(about) != std::string::npos;
  }
  const bool number = !names && word != "00" && !one_of_counting &&
                      std::any_of(word.begin(), word.end(), [](char letter) {
                        return letter >= '0' && letter <= '9';
                      });
  return number || words.count(word) > 0 ||
         (word == "trước" && !rule.time && phrase.find("hết giờ") == std::string::npos);
}

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  });
  return text;
}

/// Of roles whose words are opaque (events, other documents, work) nothing is claimed.
bool is_decisive(const WordRole& role) {
  for (const char* start :
       {"ngày", "tháng", "năm", "quý", "kỳ: ", "giờ", "giới hạn: trước", "số lượng"}) {
    if (role.role.rfind(start, 0) == 0) {
      return true;
    }
  }
  return false;
}

TEST(DuePhraseMutation, WithoutAWordAboutTimeThePhraseMeansSomethingElse) {
  std::size_t removed = 0;
  for (const std::string& phrase : phrases_of("understood.tsv")) {
    const PhraseReading reading = read_due_phrase(phrase);
    if (!reading.rule) {
      continue;
    }
    for (const Word& word : words_of(phrase)) {
      std::string text = lower_ascii(phrase.substr(word.first, word.last - word.first));
      while (!text.empty() && std::string("(),.;:").find(text.back()) != std::string::npos) {
        text.pop_back();
      }
      const std::size_t place = code_points(phrase, word.first);
      const bool decisive =
          std::any_of(reading.roles.begin(), reading.roles.end(), [place](const WordRole& role) {
            return role.begin <= place && place < role.end && is_decisive(role);
          });
      if (!decisive || !decides(text, phrase, *reading.rule)) {
        continue;
      }
      const std::string without = phrase.substr(0, word.first) + phrase.substr(word.last);
      EXPECT_FALSE(read_due_phrase(without).rule == reading.rule) << phrase << " -> " << without;
      ++removed;
    }
  }
  EXPECT_GT(removed, 300U);
}

}  // namespace
}  // namespace dondoc::due_phrase_mutation_test
