// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_cases.h"

#include "rules/phrase/due_phrase_names.h"

namespace dondoc {

std::size_t behind_difficulty(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t difficulty_words_max = 24;
  std::size_t last = scan.behind_any(first,
                                     {{"nếu", "có"},
                                      {"nếu", "gặp"},
                                      {"nếu", "phát", "sinh"},
                                      {"nếu", "nảy", "sinh"},
                                      {"nếu", "xảy", "ra"}});
  bool difficult = last > first + 2;
  for (; last > first && last < first + difficulty_words_max; ++last) {
    const Token& token = scan.at(last);
    difficult = difficult || token.is_any_of({"khăn", "mắc", "sinh", "đề", "cập", "cố"});
    if (!token.is_any_of({"khó", "khăn", "vướng", "mắc",   "phát",  "sinh", "vấn",  "đề",
                          "bất", "cập",  "mới",   "hoặc",  "và",    "có",   ",",    "vượt",
                          "quá", "thẩm", "quyền", "sự",    "cố",    "phức", "tạp",  "những",
                          "các", "nội",  "dung",  "trong", "trình", "thực", "hiện", "khác"})) {
      break;
    }
  }
  while (last > first && scan.at(last - 1).is_any_of({",", "và", "hoặc", "các", "có"})) {
    --last;
  }
  return difficult && last > first ? last : first;
}

namespace {

/// "… phải báo cáo trong 02 giờ", "… không phải báo cáo", "… báo cáo hằng ngày": more than that
/// something is to be done each time.
bool says_more(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; !scan.at(at).is_end(); ++at) {
    if (scan.at(at).is_number() || scan.at(at).is_any_of({"không",
                                                          "chưa",
                                                          "miễn",
                                                          "phép",
                                                          "thể",
                                                          "quyền",
                                                          "đã",
                                                          "hằng",
                                                          "hàng",
                                                          "định",
                                                          "trước",
                                                          "chậm",
                                                          "mỗi",
                                                          "hoãn"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t behind_case_arising(const PhraseScan& scan, std::size_t first) {
  const std::size_t found = scan.behind_any(first, {{"trong", "trường", "hợp"}, {"trường", "hợp"}});
  if (first != behind_enumeration(scan, 0) || found == first) {
    return first;
  }
  const std::size_t arises = scan.behind_any(found,
                                             {{"phát", "sinh"},
                                              {"có", "phát", "sinh"},
                                              {"khẩn", "cấp"},
                                              {"cấp", "bách"},
                                              {"đột", "xuất"}});
  return arises > found && !says_more(scan, arises) ? arises : first;
}

}  // namespace dondoc
