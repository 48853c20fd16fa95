// SPDX-License-Identifier: Apache-2.0
// Limits, clocks and what a day off does.
#include "rules/phrase/due_phrase_frames.h"
#include "rules/phrase/due_phrase_words.h"

#include <utility>

namespace dondoc {
namespace {

constexpr int hours_max = 24;
constexpr int noon = 12;
constexpr int minutes_per_hour = 60;
constexpr std::size_t roll_words_max = 30;

/// Behind "chậm nhất là", "hạn cuối:", "không quá" and their like.
std::size_t behind_latest(const PhraseScan& scan, std::size_t index) {
  std::size_t last = scan.behind_any(index,
                                     {{"chậm", "nhất"},
                                      {"muộn", "nhất"},
                                      {"trễ", "nhất"},
                                      {"không", "chậm", "hơn"},
                                      {"không", "muộn", "hơn"},
                                      {"không", "trễ", "hơn"},
                                      {"không", "chậm", "quá"},
                                      {"không", "muộn", "quá"},
                                      {"không", "trễ", "quá"},
                                      {"không", "vượt", "quá"},
                                      {"không", "được", "quá"},
                                      {"không", "được", "vượt", "quá"},
                                      {"không", "quá"},
                                      {"hạn", "cuối", "cùng"},
                                      {"hạn", "cuối"},
                                      {"hạn", "chót"},
                                      {"hạn", "chậm", "nhất"},
                                      {"thời", "hạn", "hoàn", "thành"},
                                      {"thời", "hạn", "cuối", "cùng"},
                                      {"thời", "hạn", "chậm", "nhất"},
                                      {"thời", "hạn", "gửi"},
                                      {"thời", "hạn", "báo", "cáo"},
                                      {"thời", "hạn", "thực", "hiện"},
                                      {"thời", "hạn", "nộp"},
                                      {"thời", "hạn"}});
  last = last == index && scan.reads(index, {"tối", "đa", "đến"}) ? index + 2 : last;
  // "hạn xử lý 31/12/2026", but not "thời hạn giải quyết: 20 ngày"
  const std::size_t handled = scan.behind_any(
      index, {{"hạn", "xử", "lý"}, {"hạn", "giải", "quyết"}, {"hạn", "trả", "lời"}});
  const std::size_t day = scan.behind_any(handled, {{":"}, {"là"}, {"ngày"}});
  const bool begins = index == 0 || is_separator(scan.at(index - 1));
  if (begins && handled > index && scan.at(day).is_number() && scan.at(day + 1).is("/")) {
    last = handled;
  }
  if (last == index) {
    return index;
  }
  std::size_t linked = last;
  do {
    last = linked;
    linked = scan.behind_any(last,
                             {{"là"},
                              {"vào"},
                              {":"},
                              {"tính"},
                              {"chậm", "nhất"},
                              {"muộn", "nhất"},
                              {"trễ", "nhất"},
                              {"không", "quá"},
                              {"phải", "hoàn", "thành"},
                              {"hoàn", "thành"},
                              {"phải", "xong"}});
  } while (linked > last);
  return last;
}

/// Where a due on a day off goes: the first "ngày làm việc" of [from, last) and what follows it.
std::pair<Roll, std::size_t> moved_to(const PhraseScan& scan, std::size_t from, std::size_t last) {
  for (std::size_t at = from; at < last; ++at) {
    if (!scan.reads(at, {"ngày", "làm", "việc"})) {
      continue;
    }
    const std::size_t behind = scan.behind_any(
        at + 3, {{"liền", "kề"}, {"gần", "nhất"}, {"liền"}, {"kề"}, {"gần"}, {"kế"}});
    const Token& which = scan.at(behind);
    std::size_t end = behind;
    while (end < last && !scan.at(end).is(",")) {
      ++end;
    }
    if (which.is("trước")) {
      return {Roll::previous, end};
    }
    const bool next = behind > at + 3 ? !scan.at(behind - 1).is_any_of({"nhất", "gần"})
                                      : which.is_any_of({"tiếp", "sau", "đầu"});
    return {next || which.is_any_of({"tiếp", "sau", "đầu"}) ? Roll::next : Roll::none, end};
  }
  return {Roll::none, last};
}

/// Fails over "… nhưng không quá ngày 28" behind where a due is moved: it would move both ways.
bool refuses_capped_roll(PhraseScan& scan, std::size_t first, std::size_t last) {
  constexpr std::size_t near_words_max = 4;
  for (std::size_t at = first; at < last + near_words_max && !scan.at(at).is_end(); ++at) {
    const std::size_t most = scan.behind_any(at,
                                             {{"không", "quá"},
                                              {"không", "được", "quá"},
                                              {"không", "muộn", "quá"},
                                              {"không", "muộn", "hơn"},
                                              {"không", "sau"},
                                              {"chậm", "nhất"},
                                              {"muộn", "nhất"}});
    const std::size_t day = scan.behind_any(scan.behind_any(most, {{"là"}, {"vào"}}), {{"ngày"}});
    if (most > at && scan.at(day).is_number() && !scan.reads(day + 1, {"ngày", "làm"})) {
      scan.fail(scan.span(at, day + 1),
                "roll-not-understood",
                "Chưa theo dõi được giới hạn của ngày được chuyển đến; hãy bỏ phần này hoặc ghi "
                "chuyển về ngày làm việc liền trước.",
                "trước ngày 25 hằng tháng, nếu trùng ngày nghỉ thì chuyển sang ngày làm việc kế "
                "tiếp");
      return true;
    }
    if (scan.at(at).is_any_of({";", "."})) {
      return false;
    }
  }
  return false;
}

/// "từ khi có quyết định đến hết ngày 04/9/2025": behind the event, when the end is a day; else
/// `first`.
std::size_t behind_beginning_event(const PhraseScan& scan, std::size_t first, std::size_t from) {
  constexpr std::size_t words_min = 3;
  constexpr std::size_t words_max = 24;
  const bool event =
      scan.at(from).is("khi") ||
      (scan.at(from).is("ngày") && scan.at(from + 1).is_word() && !is_time_noun(scan.at(from + 1)));
  for (std::size_t at = from + words_min; event && at < from + words_max; ++at) {
    const Token& token = scan.at(at);
    const std::size_t day = scan.behind_any(at + 1, {{"hết", "ngày"}, {"ngày"}, {"hết"}});
    if (token.is("đến") && scan.at(day).is_number()) {
      return at;
    }
    if (!token.is_word() || is_time_noun(token)) {
      break;
    }
  }
  return first;
}

/// Behind "từ nay", "kể từ ngày ký ban hành", which begin a span that is open since the issue date.
std::size_t behind_now(const PhraseScan& scan, std::size_t first) {
  const std::size_t from = scan.behind_any(first, {{"kể", "từ"}, {"tính", "từ"}, {"từ"}});
  if (from == first) {
    return first;
  }
  std::size_t last = scan.behind_any(from,
                                     {{"nay"},
                                      {"ngày", "ký", "ban", "hành"},
                                      {"ngày", "ban", "hành"},
                                      {"ngày", "ký"},
                                      {"khi", "ký", "ban", "hành"},
                                      {"khi", "ban", "hành"},
                                      {"khi", "ký"}});
  if (last == from) {
    return behind_beginning_event(scan, first, from);
  }
  return scan.behind_any(
      last, {{"kế", "hoạch", "này"}, {"kế", "hoạch"}, {"văn", "bản", "này"}, {"văn", "bản"}});
}

}  // namespace

std::optional<Read<LimitRead>> read_limit(const PhraseScan& scan, std::size_t first) {
  // "trước các ngày 10, 20 hằng tháng"
  const auto read = [&scan](LimitWord word, std::size_t last, bool strong) {
    const bool several = scan.at(last).is("các") && scan.at(last + 1).is_any_of({"ngày", "tháng"});
    return std::optional(Read<LimitRead>{{word, strong}, last + (several ? 1U : 0U)});
  };
  std::size_t index = behind_now(scan, first);
  if (index > first && !scan.at(index).is_any_of({"đến", "tới"})) {
    return std::nullopt;
  }
  const std::size_t latest = behind_latest(scan, index);
  const bool said = latest > index;
  index = latest;
  if (std::size_t last = scan.behind_any(index, {{"trước"}, {"đến", "trước"}, {"xong", "trước"}});
      last > index) {
    return read(said ? LimitWord::at_latest_before : LimitWord::before, last, true);
  }
  std::size_t last = scan.behind_any(
      index,
      {{"tính", "đến", "hết"}, {"cho", "đến", "hết"}, {"đến", "hết"}, {"tới", "hết"}, {"hết"}});
  if (last > index) {
    return read(LimitWord::at_latest, last, said);
  }
  if (said) {
    // "chậm nhất trong tháng 6", "chậm nhất đến ngày 30/6": the first word decides.
    return read(LimitWord::at_latest,
                scan.behind_any(index, {{"thời", "hạn"}, {"trong"}, {"đến"}, {"tới"}, {"vào"}}),
                true);
  }
  last = scan.behind_any(index, {{"tính", "đến"}, {"cho", "đến"}, {"đến"}, {"tới"}});
  if (last > index) {
    return read(LimitWord::until, scan.behind_any(last, {{"cuối", "ngày"}}), false);
  }
  last = scan.behind_any(index,
                         {{"ngay", "trong"},
                          {"trong", "suốt"},
                          {"trong", "vòng"},
                          {"trong"},
                          {"vào", "lúc"},
                          {"vào"},
                          {"xong", "trong"}});
  last = scan.behind_any(last, {{"cả"}, {"các"}});
  // "khắc phục xong trong 24 giờ": a term
  if (scan.reads(index, {"xong", "trong"}) && scan.at(last).is_number() &&
      scan.at(last + 1).is("giờ")) {
    return std::nullopt;
  }
  return last > index ? read(LimitWord::within, last, false) : std::nullopt;
}

std::string limit_role(LimitWord limit) {
  switch (limit) {
    case LimitWord::within:
      return "giới hạn: trong khoảng được nêu (gồm ngày cuối)";
    case LimitWord::at_latest:
    case LimitWord::until:
      return "giới hạn: chậm nhất (gồm ngày được nêu)";
    case LimitWord::before:
    case LimitWord::at_latest_before:
      return "giới hạn: trước (không gồm ngày được nêu)";
    case LimitWord::unsaid:
      break;
  }
  return {};
}

bool is_clock(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is_number()) {
    return false;
  }
  const Token& unit = scan.at(index + 1);
  const Token& next = scan.at(index + 2);
  // "7g30", "7g ngày 15/3", but not "phủ sóng 5G"
  const bool network =
      index > 0 && scan.at(index - 1).is_any_of({"sóng", "mạng", "nghệ", "động", "trạm", "tin"});
  const bool short_hour = unit.is("g") && unit.glued && !network &&
                          (next.is_number() || next.is_end() ||
                           next.is_any_of({"ngày",
                                           "sáng",
                                           "chiều",
                                           "tối",
                                           "trưa",
                                           "thứ",
                                           "hằng",
                                           "hàng",
                                           "mỗi",
                                           ",",
                                           "'",
                                           "-",
                                           "đến"}));
  return unit.is_any_of({"giờ", "h"}) || short_hour ||
         (unit.is(":") && scan.at(index + 2).is_number() && scan.at(index + 2).glued);
}

std::optional<Read<TimeOfDay>> read_clock(PhraseScan& scan, std::size_t first) {
  std::size_t index = first;
  // "Trước ngày 11 giờ 30 phút ngày 25": plans write the first "ngày" by mistake.
  if (scan.at(index).is_any_of({"lúc", "ngày"}) && is_clock(scan, index + 1)) {
    ++index;
  }
  if (!is_clock(scan, index)) {
    return std::nullopt;
  }
  const std::size_t hour_token = index;
  int hours = scan.at(index).value;
  int minutes = 0;
  index += 2;
  // "10h:00"
  index += scan.at(index).is(":") && scan.at(index + 1).is_number() && scan.at(index - 1).is("h")
               ? 1U
               : 0U;
  if (scan.at(index).is_number() && !scan.at(index + 1).is_any_of({"/", "-", "."})) {
    minutes = scan.at(index).value;
    ++index;
    index = scan.behind_any(index, {{"phút"}, {"p"}});
  }
  index = scan.behind(index, {"'"});
  const std::size_t half = scan.behind_any(
      index, {{"buổi", "sáng"}, {"buổi", "chiều"}, {"sáng"}, {"chiều"}, {"trưa"}, {"tối"}});
  if (half > index) {
    const bool later = scan.at(half - 1).is_any_of({"chiều", "tối"});
    hours += later && hours > 0 && hours < noon ? noon : 0;
    index = half;
  }
  const bool exists = hours <= hours_max && minutes < minutes_per_hour &&
                      hours * minutes_per_hour + minutes <= hours_max * minutes_per_hour;
  if (!exists) {
    const WordSpan span = scan.span(hour_token, index);
    scan.fail(span,
              "time-not-on-clock",
              "Không có giờ \"" + scan.source().words(span) + "\" trong ngày.",
              scan.source().with(span, "17 giờ 00 phút"));
    return std::nullopt;
  }
  const TimeOfDay time{hours * minutes_per_hour + minutes};
  scan.role(first, index, "giờ: " + to_hhmm(time));
  return Read<TimeOfDay>{time, index};
}

std::size_t behind_part_of_day(const PhraseScan& scan, std::size_t first) {
  const std::size_t last = scan.behind_any(first,
                                           {{"khi", "hết", "giờ", "làm", "việc"},
                                            {"khi", "kết", "thúc", "giờ", "làm", "việc"},
                                            {"hết", "giờ", "làm", "việc"},
                                            {"cuối", "giờ", "làm", "việc"},
                                            {"giờ", "làm", "việc"},
                                            {"hết", "giờ", "hành", "chính"},
                                            {"cuối", "giờ", "hành", "chính"},
                                            {"cuối", "giờ", "chiều"},
                                            {"cuối", "buổi", "chiều"},
                                            {"buổi", "sáng"},
                                            {"buổi", "chiều"},
                                            {"buổi", "trưa"},
                                            {"buổi", "tối"},
                                            {"trưa"},
                                            {"tối"},
                                            {"đêm"},
                                            {"cuối", "ngày"},
                                            {"sáng"},
                                            {"chiều"}});
  return last;
}

std::optional<Read<Roll>> read_roll(PhraseScan& scan, std::size_t first) {
  std::size_t index = scan.behind_any(
      first, {{"nếu"}, {"trường", "hợp"}, {"trong", "trường", "hợp"}, {"khi"}, {"trùng"}});
  if (index == first || scan.reads(first, {"trùng", "lặp"})) {
    return std::nullopt;
  }
  // "… trùng (rơi) vào ngày nghỉ, lễ … thì … ngày làm việc (liền) trước | sau".
  const std::size_t off =
      scan.behind_any(index, {{"vào", "các"}, {"vào"}, {"với", "các"}, {"với"}, {"dịp"}, {"các"}});
  bool day_off =
      scan.at(first).is("trùng") &&
      (is_time_noun(scan.at(off)) || scan.at(off).is_any_of({"nghỉ", "lễ", "tết", "thứ"}));
  std::optional<std::size_t> then;
  std::size_t last = index;
  for (; !scan.at(last).is_end() && last < first + roll_words_max; ++last) {
    const Token& token = scan.at(last);
    day_off = day_off || token.is_any_of({"nghỉ", "lễ", "nhật", "nghĩ"});
    if (!then && token.is("thì")) {
      then = last;
    }
    if (token.is_any_of({";", ")"}) || (token.is(".") && !scan.at(last + 1).is_number())) {
      break;
    }
  }
  const bool collides = day_off && [&] {
    for (std::size_t at = first; at < last; ++at) {
      if (scan.at(at).is_any_of({"trùng", "rơi", "là", "vào", "đúng"})) {
        return true;
      }
    }
    return false;
  }();
  if (!collides) {
    return std::nullopt;
  }
  const auto [roll, behind] = moved_to(scan, then.value_or(index), last);
  last = behind;
  if (roll == Roll::none) {
    scan.fail(
        scan.span(first, last),
        "roll-not-understood",
        "Chưa rõ khi trùng ngày nghỉ thì thời hạn chuyển sang ngày làm việc kế tiếp hay về "
        "ngày làm việc liền trước.",
        "trước ngày 25 hằng tháng, nếu trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp");
    return std::nullopt;
  }
  if (refuses_capped_roll(scan, then.value_or(index), last)) {
    return std::nullopt;
  }
  scan.role(first,
            last,
            roll == Roll::next ? "trùng ngày nghỉ: chuyển sang ngày làm việc kế tiếp"
                               : "trùng ngày nghỉ: chuyển về ngày làm việc liền trước");
  return Read<Roll>{roll, last};
}

}  // namespace dondoc
