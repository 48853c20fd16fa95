// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_names.h"

#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

namespace dondoc {

std::size_t behind_rank(const PhraseScan& scan, std::size_t first) {
  const std::size_t said = scan.behind_any(first,
                                           {{"xếp", "hạng"},
                                            {"xếp", "thứ"},
                                            {"xếp", "vị", "thứ"},
                                            {"thứ", "hạng"},
                                            {"thuộc", "nhóm"},
                                            {"trong", "nhóm"},
                                            {"trong", "tốp"},
                                            {"trong", "top"}});
  std::size_t last = scan.behind_any(said, {{"từ"}});
  if (said == first || !scan.at(last).is_number()) {
    return first;
  }
  while (scan.at(last).is_number() || scan.at(last).is_any_of({"đến", "-", "/"})) {
    ++last;
  }
  return last;
}

std::size_t behind_effect(const PhraseScan& scan, std::size_t first) {
  const std::size_t effect =
      scan.behind_any(first, {{"có", "hiệu", "lực", "thi", "hành"}, {"có", "hiệu", "lực"}});
  const std::size_t since = scan.behind_any(effect, {{"kể", "từ"}, {"từ"}, {"sau"}, {"vào"}});
  return effect > first && since > effect ? since : first;
}

bool speaks_of_births(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is("sinh") &&
         scan.at(index + 1).is_any_of({"từ", "năm", "ngày", "trước", "sau"}) &&
         (index == 0 ||
          scan.at(index - 1).is_any_of({"dân", "người", "trẻ", "em", "nữ", "nam", "niên"}));
}

std::size_t behind_money(const PhraseScan& scan, std::size_t first) {
  if (!scan.at(first).is_number()) {
    return first;
  }
  std::size_t at = first + 1;
  while (scan.at(at).is_any_of({".", ","}) && scan.at(at).glued && scan.at(at + 1).is_number() &&
         scan.at(at + 1).glued) {
    at += 2;
  }
  const bool share = scan.at(at + 1).is_any_of({"lệ", "trọng", "suất"});  // "năm 2026 tỷ lệ"
  const std::size_t amount =
      share ? at : scan.behind_any(at, {{"nghìn"}, {"ngàn"}, {"triệu"}, {"tỷ"}, {"tỉ"}});
  const std::size_t money = scan.behind_any(amount, {{"đồng"}, {"vnđ"}, {"đ"}});
  const bool lone_tender =
      money > amount && amount == at && scan.at(at).is("đ") && !scan.at(at).glued;
  if (money == at || lone_tender || (money > amount && scan.reads(money, {"hồ"}))) {
    return first;
  }
  return scan.at(money).is("/") && scan.at(money + 1).is_word() ? money + 2 : money;
}

std::size_t behind_enumeration(const PhraseScan& scan, std::size_t first) {
  constexpr int clauses_max = 20;
  const bool begins = first == 0 || scan.at(first - 1).is_any_of({";", "."});
  const std::size_t quoted =
      first == 0 ? scan.behind_any(first, {{"\""}, {"“"}, {"'"}}) : first;  // "“c) Hằng quý, …"
  const std::size_t number = scan.behind(quoted, {"("});
  const bool goes_on = first > 1 && number > quoted && scan.reads(0, {"(", "1", ")"}) &&
                       scan.at(first - 1).is_any_of({",", "và"});
  const Token& token = scan.at(number);
  const Token& sign = scan.at(number + 1);
  const bool counts = token.is_number() && token.value >= 1 && token.value <= clauses_max;
  const bool letter = token.is_word() && (token.text.size() == 1 || token.is("đ"));
  // "a1) …"
  if (first == 0 && letter && sign.is_number() && sign.glued && scan.at(2).is(")") &&
      scan.at(2).glued) {
    return first + 3;
  }
  // "a.2) …", "c.3.2) …"
  std::size_t nested = letter ? first + 1 : first;
  while (first == 0 && letter && scan.at(nested).is(".") && scan.at(nested + 1).is_number() &&
         scan.at(nested + 1).glued) {
    nested += 2;
  }
  if (nested > first + 1 && scan.at(nested).is(")")) {
    return nested + 1;
  }
  // "a ) …", "1 ) …"
  const bool apart = first == 0 && scan.at(number + 2).is_word();
  const bool bracketed = sign.is(")") && (number > quoted || sign.glued || apart);
  const Token& next = scan.at(number + 2);
  // "3 . Báo cáo …", but not "3 . lần/năm"
  const bool spaced = first == 0 && !is_time_noun(next) && !next.is("lần");
  // "6.Kết quả", "5.Trước ngày 15/6"
  const bool limit = next.is_any_of({"trước", "chậm", "trong", "hằng", "hàng", "định", "quý"});
  const bool glued = first == 0 && (is_work_word(next) || limit) &&
                     (scan.at(number + 3).is_word() || next.is("quý"));
  // "c. Hằng quý", "II. Hằng quý"
  const bool numeral = first == 0 && token.is_any_of({"i", "ii", "iii", "iv", "v", "vi", "vii"});
  const bool lettered = first == 0 && (letter || numeral) && sign.glued && !next.glued;
  const bool dotted = number == quoted && sign.is(".") && next.is_word() &&
                      ((counts && (sign.glued || spaced) && (!next.glued || glued)) || lettered);
  return (begins || goes_on) && (counts || letter || numeral) && (bracketed || dotted) ? number + 2
                                                                                       : first;
}

std::size_t behind_named_days(const PhraseScan& scan, std::size_t first) {
  if (first < 2) {
    return first;
  }
  const Token& before = scan.at(first - 1);
  // "Kế hoạch 100 ngày làm việc", "chiến dịch 60 ngày đêm"
  const bool campaign = (before.is_any_of({"hoạch", "dịch", "đua", "độ", "trình"}) ||
                         scan.reads(first - 2, {"hành", "động"})) &&
                        scan.at(first).is_number() && scan.at(first + 1).is("ngày") &&
                        !scan.reads(first + 2, {"kể", "từ"}) && !scan.at(first + 2).is_number();
  if (campaign) {
    return scan.behind_any(first + 2, {{"làm", "việc"}, {"đêm"}});
  }
  // "ký hợp đồng có thời hạn 12 tháng"
  const bool lasting = before.is_any_of({"có", "còn"}) && scan.reads(first, {"thời", "hạn"}) &&
                       scan.at(first + 2).is_number() &&
                       scan.at(first + 3).is_any_of({"năm", "tháng"});
  if (lasting) {
    return first + 4;
  }
  // "họp giao ban đầu tháng (vào ngày …)", "chào cờ đầu tuần"
  const bool meeting = before.is("cờ") || scan.reads(first - 2, {"giao", "ban"});
  return meeting ? scan.behind_any(first, {{"đầu", "tháng", "của"}, {"đầu", "tuần", "của"}})
                 : first;
}

std::size_t behind_fraction(const PhraseScan& scan, std::size_t first) {
  const bool fraction = scan.at(first).is_number() && scan.at(first + 1).is("/") &&
                        scan.at(first + 2).is_number() && !scan.at(first + 3).is("/");
  const bool timed = first > 0 && scan.at(first - 1).is_any_of({"ngày",
                                                                "trước",
                                                                "đến",
                                                                "hết",
                                                                "từ",
                                                                "nhất",
                                                                "là",
                                                                "vào",
                                                                "tháng",
                                                                "cuối",
                                                                "và",
                                                                ",",
                                                                "-",
                                                                "("});
  const bool counted = scan.at(first + 3).is_any_of(
      {"tiêu", "xã",     "thôn", "chỉ",   "hộ",  "nhiệm", "ấp", "bản", "trường", "đảng", "chi",
       "khu",  "phường", "đồng", "người", "đại", "phiếu", "ý",  "nội", "mục",    "hồ"});
  return fraction && !timed && counted ? first + 3 : first;
}

std::size_t behind_jubilee(const PhraseScan& scan, std::size_t first) {
  const std::size_t feast =
      scan.behind_any(first, {{"kỷ", "niệm"}, {"kỉ", "niệm"}, {"lễ", "kỷ", "niệm"}});
  const bool years = feast > first && scan.at(feast).is_number() && scan.at(feast + 1).is("năm") &&
                     scan.at(feast).text.size() < year_digits;
  return years ? feast + 2 : first;
}

std::size_t behind_term_of_office(const PhraseScan& scan, std::size_t first) {
  const std::size_t term =
      scan.behind_any(first, {{"nhiệm", "kỳ"}, {"khóa"}, {"khoá"}, {"niên", "khóa"}});
  const auto year = [&scan](std::size_t at) {
    return scan.at(at).is_number() && scan.at(at).text.size() == year_digits;
  };
  const Token& before = scan.at(first > 0 ? first - 1 : scan.size());
  const bool named = before.is_word() || before.is(",");
  const bool whole = before.is_any_of({"trong",
                                       "cả",
                                       "hết",
                                       "suốt",
                                       "đầu",
                                       "giữa",
                                       "cuối",
                                       "từ",
                                       "mỗi",
                                       "hằng",
                                       "đến",
                                       "vào",
                                       "theo"});
  if (term == first || !named || whole || !year(term) ||
      !scan.at(term + 1).is_any_of({"-", "/", "đến"}) || !year(term + 2)) {
    return first;
  }
  const std::size_t last = term + 3;
  for (std::size_t at = last; !scan.at(at).is_end(); ++at) {
    const Token& next = scan.at(at + 1);
    const bool numbered = next.is_number() || next.is_any_of({"i", "ii", "iii", "iv"});
    const bool spelt = is_time_noun(scan.at(at)) && numbered;
    if (spelt || (scan.at(at).is_number() && next.is("/")) || is_every_word(scan.at(at))) {
      return last;
    }
  }
  return first;
}

namespace {

/// What is made, kept or counted for a span: "kế hoạch", "dự toán", "số liệu".
std::size_t behind_document_of_span(const PhraseScan& scan, std::size_t at) {
  return scan.behind_any(at, {{"kế", "hoạch"},
                              {"chương", "trình"},
                              {"đề", "án"},
                              {"dự", "toán"},
                              {"dự", "án"},
                              {"ngân", "sách"},
                              {"kinh", "phí"},
                              {"chỉ", "tiêu"},
                              {"chỉ", "số"},
                              {"nghị", "quyết"},
                              {"danh", "mục"},
                              {"danh", "sách"},
                              {"biên", "chế"},
                              {"biên", "bản"},
                              {"kết", "luận"},
                              {"số", "liệu"},
                              {"tình", "hình"},
                              {"kết", "quả"},
                              {"tỷ", "lệ"},
                              {"tỉ", "lệ"},
                              {"chiến", "lược"},
                              {"quy", "hoạch"},
                              {"phương", "hướng"},
                              {"phong", "trào"},
                              {"lịch"},
                              {"tháng"}});
}

}  // namespace

std::optional<NoDueReason> named_span(const PhraseScan& scan, std::size_t first, WordSpan span) {
  std::size_t begin = first;
  while (begin > 0 && !scan.at(begin - 1).is_any_of({",", ";", ":", "(", ")", "."}) &&
         (begin < first || !scan.at(begin - 1).is("-"))) {
    --begin;
  }
  if (begin == first) {
    return std::nullopt;
  }
  const Token& last = scan.at(first - 1);
  const bool leads = last.is_any_of({"trong",
                                     "vào",
                                     "là",
                                     "cả",
                                     "từ",
                                     "đến",
                                     "hết",
                                     "suốt",
                                     "xong",
                                     "của",
                                     "đầu",
                                     "cuối",
                                     "giữa",
                                     "nửa",
                                     "cho",
                                     "các"});
  const bool done =
      first >= 2 &&
      (scan.reads(first - 2, {"hoàn", "thành"}) || scan.reads(first - 2, {"triển", "khai"}) ||
       scan.reads(first - 2, {"tổ", "chức"}) || scan.reads(first - 2, {"ban", "hành"}) ||
       scan.reads(first - 2, {"kết", "thúc"}) || scan.reads(first - 2, {"thường", "xuyên"}));
  const bool deed = first >= 2 && scan.reads(first - 2, {"thực", "hiện"});
  // "Lập danh mục dự án … giai đoạn 2026 - 2030", but "Triển khai Đề án … giai đoạn 2026 - 2030"
  const bool carried_out =
      scan.behind_any(
          begin,
          {{"triển", "khai"}, {"thực", "hiện"}, {"tiếp", "tục"}, {"duy", "trì"}, {"tổ", "chức"}}) >
      begin;
  const bool year = scan.at(first).is("năm") || (scan.at(first).is("giai") && !carried_out);
  const bool meant_for = year && last.is("cho");  // "đề xuất bổ sung cho năm 2027"
  if (done || (leads && !meant_for)) {
    return std::nullopt;
  }
  // A year behind a document's name is the document's; a shorter span only where no verb leads.
  bool named = meant_for;
  for (std::size_t at = begin; at < (year && !deed ? first : begin + 1) && !named; ++at) {
    named = behind_document_of_span(scan, at) > at;
  }
  named =
      named || scan.behind_any(begin, {{"nhiệm", "vụ"}, {"công", "tác"}, {"thời", "kỳ"}}) > begin;
  named = named || (year && scan.behind_any(begin,
                                            {{"hội", "thi"},
                                             {"hội", "nghị"},
                                             {"cuộc", "thi"},
                                             {"tuần", "lễ"},
                                             {"ngày", "hội"},
                                             {"đại", "hội"},
                                             {"danh", "hiệu"},
                                             {"huân", "chương"},
                                             {"bằng", "khen"},
                                             {"giấy", "khen"},
                                             {"xếp", "loại"},
                                             {"đạt", "giải"},
                                             {"giải"}}) > begin);
  if (!named) {
    return std::nullopt;
  }
  const bool years = scan.at(first).is_number() && scan.at(first).text.size() == year_digits;
  const std::string words = (years ? "giai đoạn " : "") + scan.source().words(span);
  return NoDueReason{span,
                     "\"" + words +
                         "\" ở đây thuộc tên gọi (kế hoạch, chương trình, số liệu …), chưa nêu "
                         "thời hạn của nhiệm vụ; nếu là thời hạn, hãy ghi \"trong " +
                         words + "\".",
                     "trong " + words};
}

}  // namespace dondoc
