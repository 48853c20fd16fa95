// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/event_words.h"

#include <algorithm>

namespace dondoc {

std::string event_words_of(std::string_view phrase) {
  std::string lower{phrase};
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  for (const std::string_view mark : {"kể từ ngày ",
                                      "kể từ khi ",
                                      "tính từ ngày ",
                                      "tính từ khi ",
                                      "ngay sau khi ",
                                      "ngay khi "}) {
    const std::size_t at = lower.rfind(mark);
    if (at != std::string::npos) {
      const std::size_t begin = at + mark.size();
      return std::string(phrase.substr(begin, phrase.find(';', begin) - begin));
    }
  }
  return {};
}

}  // namespace dondoc
