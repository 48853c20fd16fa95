// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_advice.h"

#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr const char* somebody_sets_it = "theo tiến độ được giao";
/// Further clauses are no longer looked at: each one costs a reading of the phrase.
constexpr std::size_t clauses_max = 8;

std::string quoted(const PhraseScan& scan, std::size_t first, std::size_t last) {
  return "\"" + scan.words(first, last) + "\"";
}

bool is_clause_end(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  return token.is_any_of({",", ";", "(", ")"}) ||
         (token.is(".") && scan.at(index + 1).is_word() && !scan.at(index + 1).glued);
}

/// Whether a hint that leaves the word out would say something else than the phrase.
bool must_stay(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  return changes_due(scan, index) || is_hedge(token) || scan.reads(index, {"chậm", "nhất"}) ||
         token.is_any_of({"trong", "hoặc", "ngoại", "kể", "lần", "xong"});
}

struct Clause {
  std::size_t first{0};
  std::size_t last{0};  ///< the sign or end behind it
};

std::vector<Clause> clauses_of(const PhraseScan& scan) {
  std::vector<Clause> clauses;
  std::size_t first = 0;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (is_clause_end(scan, at)) {
      clauses.push_back({first, at});
      first = at + 1;
    }
  }
  clauses.push_back({first, scan.size()});
  clauses.erase(
      std::remove_if(
          clauses.begin(), clauses.end(), [](const Clause& c) { return c.first >= c.last; }),
      clauses.end());
  return clauses;
}

/// "nếu … thì … không quá 07 ngày làm việc kể từ …": what follows may say the due by itself.
Advice advice_on_condition(const PhraseScan& scan, std::size_t index) {
  std::size_t then = index;
  while (!scan.at(then).is_end() && !scan.at(then).is("thì")) {
    ++then;
  }
  std::size_t most = then;
  while (!scan.at(most).is_end() && !scan.reads(most, {"không", "quá"}) &&
         !scan.reads(most, {"chậm", "nhất"}) && !scan.reads(most, {"trong", "thời"}) &&
         !scan.reads(most, {"trong", "vòng"})) {
    ++most;
  }
  if (then < most && !scan.at(most).is_end()) {
    return Advice{
        "Điều kiện \"nếu …\" không có thời hạn; hãy ghi phần nêu thời hạn thành một bước.",
        scan.words(most, scan.size())};
  }
  // "nếu …, hoàn thành trước ngày 05/12": the clause with a day behind the condition's own
  for (std::size_t at = index; !scan.at(at).is_end(); ++at) {
    const bool begins =
        scan.at(at).is(",") &&
        (scan.reads(at + 1, {"hoàn", "thành"}) || scan.at(at + 1).is("xong") ||
         scan.reads(at + 1, {"chậm", "nhất"}) || scan.reads(at + 1, {"báo", "cáo"}) ||
         scan.reads(at + 1, {"trước", "ngày"}));
    if (begins) {
      return Advice{
          "Điều kiện \"nếu …\" không có thời hạn; hãy ghi phần nêu thời hạn thành một bước.",
          scan.words(at + 1, scan.size())};
    }
  }
  return Advice{
      "Điều kiện \"nếu …\" không có thời hạn; hãy bỏ điều kiện, hoặc ghi \"khi có phát "
      "sinh\" để có người ghi nhận.",
      "Khi có phát sinh"};
}

/// "Dự kiến ngày 30/01 (chậm nhất ngày 03/02)": the second one is sure.
std::optional<Advice> advice_on_expected(const PhraseScan& scan, std::size_t index) {
  for (std::size_t at = index; !scan.at(at).is_end(); ++at) {
    if (scan.reads(at, {"chậm", "nhất"}) || scan.reads(at, {"muộn", "nhất"})) {
      std::size_t last = at;
      while (!scan.at(last).is_end() && !scan.at(last).is_any_of({")", ";"})) {
        ++last;
      }
      return Advice{"Từ " + quoted(scan, index, index + 2) +
                        " chưa phải thời hạn chắc chắn; hãy chỉ ghi lúc muộn nhất.",
                    scan.words(at, last)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Advice> advice_on(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  if (token.is("nếu")) {
    return advice_on_condition(scan, index);
  }
  if (token.is("trừ") || scan.reads(index, {"ngoại", "trừ"})) {
    return Advice{"Từ " + quoted(scan, index, index + 1) +
                      " có thể làm thay đổi thời hạn; ngoại lệ chưa tính được, hãy ghi rõ từng "
                      "tháng, từng ngày phải làm.",
                  "ngày 25 các tháng 3, 6, 9, 12 hằng năm"};
  }
  const bool expected = scan.reads(index, {"dự", "kiến"});
  if (auto sure = expected ? advice_on_expected(scan, index) : std::nullopt) {
    return sure;
  }
  if (expected || token.is_any_of({"khoảng", "gần", "tạm", "tùy", "tuỳ", "ước", "~", "≈"})) {
    return Advice{
        "Từ " + quoted(scan, index, index + (expected ? 2U : 1U)) +
            " có thể làm thay đổi thời hạn: đây chưa phải thời hạn chắc chắn; nếu đã chắc "
            "chắn thì bỏ từ đó, nếu chưa thì ghi \"theo tiến độ được giao\" để có người "
            "định ngày.",
        somebody_sets_it};
  }
  if (token.is("đến") && scan.at(index + 1).is("khi")) {
    return Advice{
        "\"đến khi …\" chưa có ngày; hãy ghi ngày kết thúc, mỗi giờ trong ngày là một bước.",
        "hằng ngày từ ngày 01/6/2026 đến ngày 30/6/2026"};
  }
  if (token.is("trước")) {
    return Advice{"Từ " + quoted(scan, index, index + 1) +
                      " có thể làm thay đổi thời hạn: chưa rõ là trước ngày nào; hãy ghi ngày, "
                      "hoặc số ngày trước sự kiện đó.",
                  once_hint};
  }
  if (scan.reads(index, {"kể", "cả"}) &&
      scan.at(index + 2).is_any_of({"ngày", "thứ", "chủ", "cuối", "các"})) {
    return Advice{"Nhiệm vụ hằng ngày chỉ được lập lịch cho các ngày làm việc.", "hằng ngày"};
  }
  if (scan.reads(index, {"ngày", "nghỉ"}) && index > 0 && scan.at(index - 1).is("cả")) {
    return Advice{"Nhiệm vụ hằng ngày chỉ được lập lịch cho các ngày làm việc.", "hằng ngày"};
  }
  if (scan.reads(index, {"gia", "hạn"})) {
    return Advice{"Chỉ theo dõi được một thời hạn; khi được gia hạn thì ghi hạn mới.", yearly_hint};
  }
  if (token.is("lần")) {
    return Advice{"Chưa rõ số lần; hãy ghi số tối thiểu bằng chữ số.", "ít nhất 02 lần/năm"};
  }
  if (token.is("hoặc")) {
    return Advice{"Từ " + quoted(scan, index, index + 1) +
                      " có thể làm thay đổi thời hạn; hãy chọn một thời hạn, hoặc nối bằng \"và\".",
                  scan.source().with(scan.span(index, index + 1), "và")};
  }
  if (token.is("riêng") || scan.reads(index, {"trường", "hợp"})) {
    return Advice{"Trường hợp riêng (" +
                      quoted(scan, index, index + (token.is("riêng") ? 1U : 2U)) +
                      " …) phải là một bước riêng, có thời hạn của nó.",
                  yearly_hint};
  }
  const Token& next = scan.at(index + 1);
  const bool begins = (token.is("sau") && (next.is_number() || is_time_noun(next))) ||
                      (token.is("sớm") && next.is("nhất")) ||
                      (token.is("hơn") && index > 0 && scan.at(index - 1).is("sớm"));
  if (begins) {
    return Advice{"Từ " + quoted(scan, index, index + 1) +
                      " có thể làm thay đổi thời hạn: cụm từ chỉ nêu lúc bắt đầu, chưa nêu lúc "
                      "kết thúc.",
                  "từ tháng 7/2026 đến hết năm 2026"};
  }
  if (token.is_any_of({"hơn", "quá", "dưới"}) && next.is_number()) {
    return Advice{"Từ " + quoted(scan, index, index + 1) +
                      " có thể làm thay đổi thời hạn; hãy ghi số ngày tối đa.",
                  "trong 10 ngày kể từ ngày nhận được văn bản"};
  }
  if (token.is_any_of({"cuối", "giữa", "đầu"}) && scan.reads(index + 1, {"giai", "đoạn"})) {
    return Advice{"Chưa rõ " + quoted(scan, index, index + 3) + " là năm nào; hãy ghi các năm.",
                  token.is("cuối") ? "giai đoạn 2026 - 2030" : "đến hết năm 2028"};
  }
  return std::nullopt;
}

bool is_mere_example(const std::string& hint) {
  static constexpr std::array<std::string_view, 18> examples{
      yearly_hint,
      monthly_hint,
      weekly_hint,
      quarterly_hint,
      once_hint,
      term_hint,
      "chậm nhất 03 ngày làm việc trước ngày họp",
      "từ tháng 7/2026 đến hết năm 2026",
      "Hằng năm",
      "Khi có phát sinh",
      somebody_sets_it,
      "định kỳ hằng quý, 6 tháng và năm",
      "hằng quý, 6 tháng và năm",
      "trước ngày 17 của tháng cuối quý",
      "trong 02 ngày làm việc kể từ ngày nhận được văn bản",
      "hằng ngày từ ngày 01/6/2026 đến ngày 30/6/2026",
      "từ năm 2026 trở đi",
      "cuối tháng 6 hằng năm"};
  return std::find(examples.begin(), examples.end(), hint) != examples.end();
}

std::vector<std::string> clauses_without(const PhraseScan& scan, WordSpan mistake) {
  for (std::size_t at = 1; at + 1 < scan.size(); ++at) {
    if (scan.at(at).is("hoặc") && scan.at(at).begin == mistake.begin) {
      return {scan.words(at + 1, scan.size()), scan.words(0, at)};  // one of the two
    }
  }
  const std::vector<Clause> clauses = clauses_of(scan);
  const auto found = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    return scan.at(clause.first).begin <= mistake.begin &&
           mistake.begin < scan.at(clause.last - 1).end;
  });
  if (clauses.size() < 2 || clauses.size() > clauses_max || found == clauses.end()) {
    return {};
  }
  // What is special about some is a step of its own; another word could change the whole due.
  bool special = scan.at(found->first).is("riêng") || scan.reads(found->first, {"trường", "hợp"});
  for (std::size_t at = found->first; at < found->last; ++at) {
    special = special || (scan.reads(at, {"gia", "hạn"}) && scan.at(at).begin == mistake.begin);
  }
  for (std::size_t at = found->first; at < found->last && !special; ++at) {
    if (must_stay(scan, at)) {
      return {};
    }
  }
  const auto place = static_cast<std::size_t>(found - clauses.begin());
  const auto words = [&](std::size_t first, std::size_t last) {
    return scan.words(clauses[first].first, clauses[last].last);
  };
  std::vector<std::string> texts;
  const bool bracket =
      found->first > 0 && scan.at(found->first - 1).is("(") && scan.at(found->last).is(")");
  if (place > 0 && place + 1 < clauses.size()) {
    const std::size_t behind = found->last + (bracket ? 1U : 0U);
    texts.push_back(words(0, place - 1) + (scan.at(behind).is_word() ? " " : "") +
                    scan.words(behind, clauses.back().last));
  }
  if (place > 0) {
    texts.push_back(words(0, place - 1));
  }
  if (place + 1 < clauses.size()) {
    texts.push_back(words(place + 1, clauses.size() - 1));
  }
  return texts;
}

namespace {

/// Where words that can be a due by themselves begin; the sooner listed, the more they say.
bool begins_due(const PhraseScan& scan, std::size_t at, int rank) {
  const Token& token = scan.at(at);
  const Token& next = scan.at(at + 1);
  switch (rank) {
    case 0:
      return scan.reads(at, {"chậm", "nhất"}) || scan.reads(at, {"muộn", "nhất"}) ||
             scan.reads(at, {"không", "quá"}) || scan.reads(at, {"trong", "thời", "hạn"}) ||
             scan.reads(at, {"trong", "vòng"}) ||
             (token.is("trước") && (next.is_number() || is_time_noun(next)));
    case 2:
      return token.is_any_of({"trong", "vào"}) && is_time_noun(next);
    default:
      return (token.is("từ") && (next.is_number() || is_time_noun(next))) ||
             (token.is("đến") && (next.is("hết") || is_time_noun(next))) ||
             (token.is("định") && next.is("kỳ")) || is_every_word(token);
  }
}

/// Whether a run of words may break off in front of this token.
bool ends_due(const PhraseScan& scan, std::size_t last) {
  const Token& token = scan.at(last - 1);
  const Token& next = scan.at(last);
  const bool whole = next.is_end() || next.is_any_of({",", ";", "(", ")"});
  const bool goes_on = next.is_any_of({"/", "-", "."}) || next.is_number() || is_time_noun(next) ||
                       is_every_word(next) || is_hedge(next) || next_words(scan, last) > 0 ||
                       previous_words(scan, last) > 0;
  return (whole && token.is_word()) ||
         (!goes_on && (token.is_number() || is_time_noun(token) || is_quarter_noun(token)));
}

}  // namespace

std::vector<std::string> dues_alone(const PhraseScan& scan, WordSpan mistake) {
  constexpr int ranks = 3;
  constexpr std::size_t words_max = 14;
  constexpr std::size_t texts_max = 60;
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).begin == mistake.begin && (changes_due(scan, at) || is_hedge(scan.at(at)))) {
      return {};  // it could change the due that is left
    }
  }
  for (int rank = 0; rank < ranks; ++rank) {
    for (std::size_t first = 0; first < scan.size(); ++first) {
      const bool hedged =
          first > 0 && (is_hedge(scan.at(first - 1)) || changes_due(scan, first - 1));
      if (!begins_due(scan, first, rank) || hedged) {
        continue;
      }
      for (std::size_t last = std::min(scan.size(), first + words_max); last > first + 1; --last) {
        if (ends_due(scan, last)) {
          texts.push_back(scan.words(first, last));
        }
        if (texts.size() == texts_max) {
          return texts;
        }
      }
    }
  }
  return texts;
}

std::vector<std::string> clauses_apart(const PhraseScan& scan) {
  std::vector<std::string> texts;
  for (std::size_t at = 1; at + 1 < scan.size() && texts.size() < clauses_max; ++at) {
    if (scan.at(at).is("và")) {
      texts.push_back(scan.words(0, at) + "; " + scan.words(at + 1, scan.size()));
    }
  }
  const std::vector<Clause> clauses = clauses_of(scan);
  for (std::size_t next = 1; next < clauses.size() && clauses.size() <= clauses_max; ++next) {
    if (scan.at(clauses[next - 1].last).is(",")) {
      texts.push_back(scan.words(0, clauses[next - 1].last) + "; " +
                      scan.words(clauses[next].first, scan.size()));
    }
  }
  return texts;
}

}  // namespace dondoc
