// SPDX-License-Identifier: Apache-2.0
// Occasions whose days are said elsewhere, and round the clock.
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {

std::size_t behind_occasion(const PhraseScan& scan, std::size_t first) {
  const std::size_t led = scan.behind_any(first,
                                          {{"và", "vào", "các"},
                                           {"trong", "các"},
                                           {"vào", "các"},
                                           {"trong", "mỗi"},
                                           {"vào", "mỗi"},
                                           {"trong", "những"},
                                           {"vào", "những"},
                                           {"nhân", "các"},
                                           {"trong"},
                                           {"vào"},
                                           {"nhân"}});
  if (led == first) {
    return first;
  }
  const std::size_t last = scan.behind_any(led,
                                           {{"đợt", "cao", "điểm"},
                                            {"thời", "gian", "cao", "điểm"},
                                            {"thời", "điểm", "cao", "điểm"},
                                            {"tháng", "cao", "điểm"},
                                            {"ngày", "cao", "điểm"},
                                            {"ngày", "lễ"},
                                            {"thời", "gian", "diễn", "ra"},
                                            {"thời", "gian", "xảy", "ra"},
                                            {"thời", "gian", "có"},
                                            {"thời", "gian", "lũ"},
                                            {"thời", "gian", "bão"},
                                            {"thời", "gian", "mưa"},
                                            {"thời", "gian", "nắng"},
                                            {"thời", "gian", "thiên", "tai"},
                                            {"thời", "gian", "bầu", "cử"},
                                            {"thời", "gian", "nghỉ"},
                                            {"dịp"},
                                            {"đợt"},
                                            {"mùa"},
                                            {"vụ"}});
  // "vào thời điểm lập dự toán"
  const std::size_t moment = scan.behind(led, {"thời", "điểm"});
  const bool unnamed = moment > led && scan.at(moment).is_word() &&
                       !is_time_noun(scan.at(moment)) &&
                       !scan.at(moment).is_any_of({"cuối", "đầu", "giữa", "trước", "sau", "từ"});
  if (unnamed) {
    return moment + 1;
  }
  return last > led && !scan.at(last).is_number() ? last : first;
}

std::size_t behind_round_the_clock(const PhraseScan& scan, std::size_t first) {
  if (!scan.reads(first, {"24", "/", "24"})) {
    return first;
  }
  const std::size_t hours = scan.behind_any(first + 3, {{"giờ"}, {"h"}});
  return scan.behind_any(hours,
                         {{",", "7", "ngày", "/", "tuần"},
                          {",", "07", "ngày", "/", "tuần"},
                          {",", "7", "/", "7"},
                          {"và", "7", "/", "7"}});
}

}  // namespace dondoc
