// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_conditions.h"

#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// "nếu có khó khăn" happens each time, "nếu trùng ngày nghỉ" moves the due.
bool is_known_if(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t words_max = 14;
  for (std::size_t at = index; at < index + words_max; ++at) {
    if (scan.at(at).is_any_of({"trùng", "rơi"})) {
      return true;
    }
  }
  return scan.at(index + 1).is_any_of({"có", "gặp", "phát", "nảy", "xảy"});
}

/// "… nhưng chưa …"
bool is_however(const PhraseScan& scan, std::size_t at) {
  const bool but = scan.at(at).is_any_of({"nhưng", "song"}) || scan.reads(at, {"tuy", "nhiên"});
  at += scan.at(at).is("tuy") ? 1U : 0U;
  return but && at > 0 && scan.at(at + 1).is_any_of({"không", "chưa", "vẫn"}) &&
         !scan.reads(at + 1, {"không", "quá"}) &&
         !scan.reads(at + 1, {"không", "vượt", "quá", "thời", "hạn"}) &&
         !scan.reads(at + 1, {"vẫn", "phải"});
}

/// "… thì coi như đồng ý", "… thì tổ chức đó được …": what follows from it without any deed.
bool follows_by_itself(const PhraseScan& scan, std::size_t first, std::size_t last) {
  constexpr std::size_t near_words_max = 8;
  for (std::size_t at = first; at < last; ++at) {
    if (scan.reads(at, {"coi", "như"}) || scan.reads(at, {"xem", "như"}) ||
        scan.reads(at, {"được", "coi"}) || scan.reads(at, {"mặc", "nhiên"}) ||
        scan.reads(at, {"hết", "hiệu", "lực"})) {
      return true;
    }
    bool bound = false;
    for (std::size_t next = at; scan.at(at).is("thì") && next < at + near_words_max; ++next) {
      bound = bound || scan.at(next).is("phải");
      if (scan.at(next).is("được") && !bound) {
        return true;
      }
    }
  }
  return false;
}

/// "…, không trả lời thì coi như đồng ý", "…, doanh nghiệp không hoạt động thì bị thu hồi"; but no
/// fault of a file ("hồ sơ không có chữ ký thì …") and no refusal ("trường hợp không chấp thuận
/// thì nêu rõ lý do").
bool is_left_undone(const PhraseScan& scan, std::size_t at, std::size_t last) {
  if (!scan.at(at).is_any_of({"không", "chưa"})) {
    return false;
  }
  const Token& deed = scan.at(at + 1);
  const bool asked = deed.is("có") && scan.at(at + 2).is_any_of({"ý",
                                                                 "khiếu",
                                                                 "phản",
                                                                 "người",
                                                                 "văn",
                                                                 "yêu",
                                                                 "đề",
                                                                 "ai",
                                                                 "tranh",
                                                                 "đơn",
                                                                 "doanh",
                                                                 "hoạt",
                                                                 "tin"});
  const bool undone =
      asked || scan.reads(at + 1, {"chấp", "hành"}) ||
      deed.is_any_of({"nhận", "nộp",   "trả",  "gửi",  "thực",  "hoạt",  "khắc", "triển",
                      "tiến", "đến",   "đưa",  "làm",  "khiếu", "thanh", "hoàn", "báo",
                      "cung", "bổ",    "sử",   "đăng", "thi",   "chấm",  "di",   "bàn",
                      "tự",   "kháng", "phúc", "chịu", "ai"});
  for (std::size_t next = at; undone && next < last; ++next) {
    if (scan.at(next).is("thì") || scan.reads(next, {"coi", "như"}) ||
        scan.reads(next, {"xem", "như"}) || scan.reads(next, {"coi", "là"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::size_t> condition_in(const PhraseScan& scan, std::size_t last) {
  for (std::size_t at = behind_case(scan, 0); at < scan.size(); ++at) {
    const bool which = scan.at(at).is("mà") && at > 0 && at < last;
    if (which || is_however(scan, at) || is_exception(scan, at) ||
        (scan.at(at).is("nếu") && !is_known_if(scan, at))) {
      return at;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> silence_in(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t near_words_max = 14;
  bool conditional = false;
  for (std::size_t at = clause.first(); clause.segment->term && at < clause.last(); ++at) {
    // "… thông báo về việc không có người tham gia, thì …": what the event is
    conditional =
        conditional || scan.at(at).is_any_of({"nếu", "mà"}) || scan.reads(at, {"về", "việc"});
    if (is_however(scan, at) && !(conditional && scan.reads(at + 1, {"không", "có"}))) {
      return at;
    }
    if (scan.at(at).begin > clause.segment->term->words.begin && !conditional &&
        is_left_undone(scan, at, clause.trail.last)) {
      return at;
    }
    // "Sau khi bị khiếu nại, doanh nghiệp không nhận được thông báo trong 09 tháng kể từ …"
    const bool leaves = scan.at(at).is_any_of({"không", "chưa"}) &&
                        scan.at(at + 1).is_any_of({"nhận", "nộp", "trả", "gửi", "thực", "có"});
    if (leaves && scan.reads(clause.first(), {"sau", "khi"}) &&
        scan.at(at).begin < clause.segment->term->words.begin &&
        !commanded(scan, {clause.first(), clause.last()})) {
      return at;
    }
    if (!scan.at(at).is("nếu")) {
      continue;
    }
    for (std::size_t next = at + 1; next < std::min(at + near_words_max, clause.last()); ++next) {
      if (scan.at(next).is_any_of({"không", "chưa"}) &&
          follows_by_itself(scan, next, clause.last())) {
        return at;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> failure_in(const PhraseScan& scan, const DueClause& clause) {
  constexpr std::size_t near_words_max = 14;
  if (!clause.segment->term) {
    return std::nullopt;
  }
  for (std::size_t at = clause.first(); at < clause.last(); ++at) {
    if (!scan.at(at).is("mà") || scan.reads(at + 1, {"không", "thuộc"})) {
      continue;
    }
    for (std::size_t next = at + 1; next < at + near_words_max; ++next) {
      if (scan.at(next).is_any_of({"không", "chưa", "vẫn"})) {
        return at;
      }
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
