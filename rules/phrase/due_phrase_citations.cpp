// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_citations.h"

namespace dondoc {
namespace {

/// Behind the name of a kind of document, or `index`.
std::size_t behind_document_name(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"nghị", "định"},
                          {"nghị", "quyết"},
                          {"quyết", "định"},
                          {"thông", "tư", "liên", "tịch"},
                          {"thông", "tư"},
                          {"thông", "báo"},
                          {"chỉ", "thị"},
                          {"công", "văn"},
                          {"công", "điện"},
                          {"kế", "hoạch"},
                          {"kết", "luận"},
                          {"báo", "cáo"},
                          {"tờ", "trình"},
                          {"hướng", "dẫn"},
                          {"chương", "trình"},
                          {"đề", "án"},
                          {"văn", "bản"},
                          {"quy", "định"},
                          {"quy", "chế"},
                          {"giấy", "mời"},
                          {"bộ", "luật"},
                          {"luật"},
                          {"nđ"},
                          {"nq"},
                          {"qđ"},
                          {"pháp", "lệnh"}});
}

/// Behind "15/KH-UBND", "52/2015/NĐ-CP": glued letters, digits and signs.
std::size_t behind_symbol(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is_number()) {
    return index;
  }
  std::size_t last = index + 1;
  while (!scan.at(last).is_end() && scan.at(last).glued &&
         !scan.at(last).is_any_of({",", ";", ")", "(", ".", ":"})) {
    ++last;
  }
  return last;
}

/// Behind "ngày 28/5/2015", "ngày 28 tháng 5 năm 2015".
std::size_t behind_full_date(const PhraseScan& scan, std::size_t index) {
  std::size_t at = scan.behind(index, {"ngày"});
  if (at == index || !scan.at(at).is_number()) {
    return index;
  }
  const Token& sign = scan.at(at + 1);
  const bool numeric = sign.is_any_of({"/", "-", "."}) && scan.at(at + 2).is_number() &&
                       scan.at(at + 3).is(sign.text) && scan.at(at + 4).is_number();
  if (numeric) {
    return at + 5;
  }
  const bool worded = scan.at(at + 1).is("tháng") && scan.at(at + 2).is_number() &&
                      scan.at(at + 3).is_any_of({"năm", "/"}) && scan.at(at + 4).is_number();
  return worded ? at + 5 : index;
}

}  // namespace

bool names_document(const PhraseScan& scan, std::size_t index) {
  return behind_document_name(scan, index) > index;
}

std::size_t behind_citation(const PhraseScan& scan, std::size_t first) {
  // "Điều 17", "khoản 5", "mẫu số 01", "Phụ lục II".
  std::size_t index = scan.behind_any(first,
                                      {{"điều"},
                                       {"khoản"},
                                       {"mục"},
                                       {"tiểu", "mục"},
                                       {"phụ", "lục", "số"},
                                       {"phụ", "lục"},
                                       {"mẫu", "số"},
                                       {"biểu", "số"},
                                       {"biểu", "mẫu", "số"},
                                       {"mẫu"},
                                       {"biểu"},
                                       {"điểm"}});
  if (index > first) {
    const bool number = scan.at(index).is_number();
    return number ? behind_symbol(scan, index) : first;
  }
  if (!names_document(scan, first) && !scan.at(first).is("số")) {
    return first;
  }
  // "Nghị định số 52/2015/NĐ-CP ngày 28/5/2015", "Công văn 123/UBND-VX", "Quyết định ngày
  // 3/2/2026".
  index = first;
  while (names_document(scan, index)) {
    index = behind_document_name(scan, index);
  }
  const std::size_t numbered = scan.behind_any(index, {{"số", ":"}, {"số"}});
  std::size_t last = behind_symbol(scan, numbered);
  const bool symbol = last > numbered + 1;  // more than a plain number
  if (!symbol && numbered == index && scan.at(index - 1).is_any_of({"luật", "lệnh"})) {
    // "Luật Đất đai năm 2024": the year is the law's name.
    constexpr std::size_t name_words_max = 10;
    for (std::size_t at = index; at < index + name_words_max && scan.at(at).is_word(); ++at) {
      if (scan.at(at).is("năm") && scan.at(at + 1).is_number() &&
          scan.at(at + 1).text.size() == year_digits) {
        return at + 2;
      }
    }
  }
  if (!symbol && numbered == index) {
    const std::size_t dated = behind_full_date(scan, index);
    const bool issued = dated > index && (scan.at(dated).is("của") || scan.at(dated).is("về"));
    return issued ? dated : first;
  }
  if (last == numbered) {
    return first;
  }
  const std::size_t comma = scan.behind(last, {","});
  const std::size_t dated = behind_full_date(scan, comma);
  return dated > comma ? dated : last;
}

}  // namespace dondoc
