// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_citations.h"

#include "rules/phrase/due_phrase_words.h"

#include <algorithm>

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
                          {"hiến", "pháp"},
                          {"pháp", "lệnh"}});
}

/// Behind "QCVN 05A:2020/BCT", "Sửa đổi 1:2024": a standard's number, year and issuer.
std::size_t behind_standard(const PhraseScan& scan, std::size_t first) {
  std::size_t at = scan.behind_any(first, {{"qcvn"}, {"tcvn"}, {"iso"}, {"sửa", "đổi"}});
  if (at == first || !scan.at(at).is_number()) {
    return first;
  }
  ++at;
  at += scan.at(at).is_word() && scan.at(at).glued ? 1U : 0U;  // "05A"
  const bool dated = scan.at(at).is(":") && scan.at(at).glued && scan.at(at + 1).is_number();
  if (!dated) {
    return first;
  }
  at += 2;
  while (scan.at(at).is("/") && scan.at(at).glued && scan.at(at + 1).is_word()) {
    at += 2;
  }
  return at;
}

/// Behind "tỷ lệ 1/500": a map's scale; "(N+1)": which year a report is about.
std::size_t behind_figure(const PhraseScan& scan, std::size_t first) {
  const std::size_t scale = scan.behind_any(first, {{"tỷ", "lệ"}, {"tỉ", "lệ"}});
  if (scale > first && scan.reads(scale, {"1", "/"}) && scan.at(scale + 2).is_number()) {
    return scale + 3;
  }
  // "năm sau năm báo cáo (N+1)"
  const bool explains = first > 2 && scan.at(first - 1).is("(") && scan.at(first - 2).is("cáo");
  return explains && scan.reads(first, {"n", "+", "1"}) ? first + 3 : first;
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

/// Behind "Đất đai năm 2024", "2013": the year that is part of a law's name; else `index`.
std::size_t behind_year_of_law(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t name_words_max = 10;
  const auto is_year = [&scan](std::size_t at) {
    return scan.at(at).is_number() && scan.at(at).text.size() == year_digits;
  };
  if (is_year(index) && !scan.at(index + 1).is("/")) {
    return index + 1;
  }
  for (std::size_t at = index; at < index + name_words_max && scan.at(at).is_word(); ++at) {
    const Token& token = scan.at(at);
    const bool said = token.is("năm");
    if (token.is_any_of({"trong", "và", "trước", "đến", "hết", "vào", "báo"}) ||
        (is_time_noun(token) && !said)) {
      return index;
    }
    if (is_year(at + 1) && (said || (at > index && !scan.at(at + 2).is("/")))) {
      return at + 2;
    }
  }
  return index;
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
  // "QĐ 1883", but not "KH 20/12", "CV 05 ngày"
  constexpr std::size_t digits_min = 3;
  const bool short_name = scan.at(first).is_any_of({"qđ", "nq", "nđ", "kh", "cv", "vbhn"});
  if (short_name && scan.at(first + 1).is_number() &&
      scan.at(first + 1).text.size() >= digits_min && !scan.at(first + 2).is("/")) {
    return behind_symbol(scan, first + 1);
  }
  if (const std::size_t known = std::max(behind_standard(scan, first), behind_figure(scan, first));
      known > first) {
    return known;
  }
  // "kỹ năng số 6 tháng đầu năm": the number is the months'
  if (scan.at(first).is("số") && scan.at(first + 1).is_number() && scan.at(first + 2).is("tháng") &&
      scan.at(first + 3).is_any_of({"đầu", "cuối"})) {
    return first;
  }
  const bool law_in_general =
      scan.at(first).is("luật") && first > 0 && scan.at(first - 1).is("pháp");
  if ((!names_document(scan, first) || law_in_general) && !scan.at(first).is("số")) {
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
  if (!symbol && numbered == index && scan.at(index - 1).is_any_of({"luật", "lệnh", "pháp"})) {
    if (const std::size_t named = behind_year_of_law(scan, index); named > index) {
      return named;
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
  if (dated > comma) {
    return dated;
  }
  // "Quyết định 1392/QĐ-UBND năm 2024"
  const Token& year = scan.at(last + 1);
  const bool of_year = symbol && scan.at(last).is("năm") && year.is_number() &&
                       year.text.size() == year_digits && !scan.at(last + 2).is("-");
  return of_year ? last + 2 : last;
}

}  // namespace dondoc
