// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/event_words.h"

#include "rules/plan/code_points.h"

namespace dondoc {

std::string event_words_of(std::string_view phrase) {
  const std::string lower = ascii_lower(phrase);
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
