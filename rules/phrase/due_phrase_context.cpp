// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_context.h"

#include "rules/phrase/due_phrase_advice.h"
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

/// A hint must not leave out a word that carries meaning of its own.
bool may_be_left_out(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  return token.is_word() && !changes_due(scan, index) && !is_hedge(token) &&
         !scan.reads(index, {"trường", "hợp"}) &&
         !token.is_any_of({"đầu",
                           "riêng",
                           "giữa",
                           "nửa",
                           "từ",
                           "hoặc",
                           "và",
                           "của",
                           "ngoài",
                           "ngoại",
                           "trước",
                           "sau"});
}

/// "(Ngày Toàn dân phòng cháy)", "thời gian do đơn vị tự sắp xếp": no words about a due.
bool begins_as_work(const PhraseScan& scan, std::size_t index) {
  const bool time_of_work =
      (scan.reads(index, {"thời", "gian"}) || scan.reads(index, {"thời", "điểm"})) &&
      scan.at(index + 2).is_any_of({"do", "cụ", "tổ", "thực", "giải", "xử"});
  return time_of_work || scan.reads(index, {"thường", "trực"}) ||
         scan.reads(index, {"thường", "vụ"}) ||
         (is_time_noun(scan.at(index)) && is_time_idiom(scan, index));
}

/// Whether it is the first word behind "a)", "1.", "(2)".
bool is_numbered(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t sign_tokens_max = 3;
  for (std::size_t first = index - std::min(index, sign_tokens_max); first < index; ++first) {
    if (behind_enumeration(scan, first) == index) {
      return true;
    }
  }
  return false;
}

/// A word about work, a deed, a unit, or a unit's letters: "KTNN".
bool is_known_word(const PhraseScan& scan, std::size_t index) {
  return is_work_word(scan.at(index)) || behind_deed(scan, index) > index ||
         behind_unit(scan, index) > index || is_acronym(scan, index);
}

/// "quý III năm 2026 chậm nhất ngày …", "tháng 3/2026: trước ngày …": a span, and its limit.
bool begins_limited_span(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t span_words_max = 5;
  if (!is_quarter_noun(scan.at(index)) && !scan.at(index).is_any_of({"tháng", "năm"})) {
    return false;
  }
  for (std::size_t at = index + 2; at <= index + span_words_max; ++at) {
    if (scan.reads(at, {"chậm", "nhất"}) || scan.reads(at, {"trước", "ngày"}) ||
        scan.reads(at, {":", "trước", "ngày"})) {
      return true;
    }
  }
  return false;
}

/// An example with the same word about time.
const char* hint_about(const Token& noun) {
  if (is_quarter_noun(noun)) {
    return quarterly_hint;
  }
  if (noun.is("tuần")) {
    return weekly_hint;
  }
  return noun.is("tháng") ? monthly_hint : noun.is("ngày") ? once_hint : yearly_hint;
}

}  // namespace

void PhraseContext::add(std::size_t first, std::size_t last) {
  for (std::size_t index = first; index < last; ++index) {
    tokens_.push_back({index, false, last > first + 1});
    ++words_;
  }
}

void PhraseContext::add_known(std::size_t first, std::size_t last) {
  scan_.drop_roles_within(first, last);
  for (std::size_t index = first; index < last; ++index) {
    tokens_.push_back({index, false, true});
    ++words_;
  }
}

void PhraseContext::add_separator(std::size_t index) {
  tokens_.push_back({index, true, false});
}

bool PhraseContext::holds(std::string_view separator) const {
  return std::any_of(tokens_.begin(), tokens_.end(), [&](const Loose& loose) {
    return loose.separator && scan_.at(loose.index).is(separator);
  });
}

bool PhraseContext::has_separator() const {
  return std::any_of(
      tokens_.begin(), tokens_.end(), [](const Loose& loose) { return loose.separator; });
}

bool PhraseContext::ends_with_separator() const {
  return !tokens_.empty() && tokens_.back().separator &&
         scan_.at(tokens_.back().index).is_any_of({",", ";", "và"});
}

bool PhraseContext::holds_word(std::string_view word) const {
  return std::any_of(tokens_.begin(), tokens_.end(), [&](const Loose& loose) {
    return !loose.separator && scan_.at(loose.index).is(word);
  });
}

/// Numbers in the words about work: amounts ("02 lớp tập huấn"), numbering ("đợt 1"), names
/// ("4.0").
bool PhraseContext::number_allowed(std::size_t index) const {
  const Token& token = scan_.at(index);
  const Token& next = scan_.at(index + 1);
  const Token& before = index > 0 ? scan_.at(index - 1) : scan_.at(scan_.size());
  const bool numbered = index > 0 && is_numbering(before);
  const bool glued = (token.glued && before.is_word()) || (next.glued && next.is_word());
  const bool decimal =
      (before.is_any_of({".", ","}) && before.glued) ||
      (next.is_any_of({".", ","}) && next.glued && scan_.at(index + 2).is_number());
  const bool counts = next.is_word() && !is_time_noun(next) && !is_hedge(next) &&
                      !next.is_any_of({"và",  "để",  "theo", "trong", "hằng", "hàng", "mỗi",
                                       "kể",  "lần", "lẻ",   "định",  "chậm", "muộn", "vào",
                                       "khi", "thì", "là",   "mà",    "giờ",  "phút", "h"});
  // "COVID-19"
  const bool named = before.is("-") && before.glued && token.glued && index > 1 &&
                     scan_.at(index - 2).is_word() && !is_time_noun(scan_.at(index - 2));
  const bool repeated = before.is("(") && next.is(")");  // "một (01) bộ hồ sơ"
  const bool budget =
      next.is("năm") && index > 3 && scan_.reads(index - 4, {"ngân", "sách", "nhà", "nước"});
  const bool percent = next.is("%") || scan_.reads(index + 1, {"phần", "trăm"});
  return numbered || glued || decimal || budget || counts || (percent && !before.is("khoảng")) ||
         repeated || named;
}

bool PhraseContext::allowed(std::size_t place_in_run, ContextPlace place) const {
  const std::size_t index = tokens_[place_in_run].index;
  const Token& token = scan_.at(index);
  const Token& next = scan_.at(index + 1);
  if (token.is_number()) {
    return number_allowed(index);
  }
  if (is_time_noun(token)) {
    return is_time_idiom(scan_, index);
  }
  // "mỗi năm chỉ hai lần", "hai - ba lần": a count that nothing has read
  const bool counted = token.is("lần") && index > 0 &&
                       scan_.at(index - 1).is_any_of({"hai", "ba", "bốn", "sáu", "bảy", "tám"});
  if (counted || changes_due(scan_, index)) {
    return false;
  }
  const bool begins =
      place_in_run == 0 || tokens_[place_in_run - 1].separator || is_numbered(scan_, index);
  const bool inside_too = index > 1 && scan_.reads(index - 2, {"trong", "và", "ngoài"});
  if (begins && (token.is("riêng") || (token.is("ngoài") && !inside_too) ||
                 scan_.reads(index, {"trường", "hợp"}))) {
    return false;
  }
  // "… hoặc trường hợp đề nghị cấp bổ sung": another case, whenever that is
  if (token.is("hoặc") && scan_.reads(index + 1, {"trường", "hợp"})) {
    return false;
  }
  if (token.is("trước")) {
    return is_before_whom(next) || next.is_any_of({"đây", "đó", "mắt", "hạn", "tiên", "hết"});
  }
  if (token.is("sau")) {
    return !next.is_number() && !is_time_noun(next) && !next.is("khi");
  }
  // "rà soát các hộ chưa có đất": which ones
  const Token& noun = scan_.at(index > 0 ? index - 1 : scan_.size());
  const bool those = token.is("không") && place_in_run > 0 && !begins &&
                     (noun.is("hàng") || (is_work_word(next) && noun.is_any_of({"vi",
                                                                                "bị",
                                                                                "hộ",
                                                                                "vị",
                                                                                "sở",
                                                                                "nhân",
                                                                                "bản",
                                                                                "phẩm",
                                                                                "người",
                                                                                "điện",
                                                                                "xe",
                                                                                "công",
                                                                                "trình",
                                                                                "đất",
                                                                                "nghiệp"})));
  const bool which = token.is("chưa") && place_in_run > 0 && !begins &&
                     !scan_.at(index - 1).is("mà") && is_work_word(scan_.at(index - 1)) &&
                     is_work_word(next);
  const bool denies = place != ContextPlace::leading && token.is_any_of({"không", "chưa"});
  return !denies || which || those || is_fixed_denial(scan_, index);
}

/// Whether the run's last words, directly in front of a part, could belong to it.
bool PhraseContext::adjoins_badly() const {
  const Loose& last = tokens_.back();
  if (last.separator || last.cited) {
    return false;
  }
  // "khiếu nại lần đầu không quá 30 ngày", "bước đầu"
  const bool ordinal = scan_.at(last.index).is("đầu") && last.index > 0 &&
                       scan_.at(last.index - 1).is_any_of({"lần", "bước", "đứng"});
  const bool as_follows =
      last.index > 0 &&
      ((scan_.at(last.index).is_any_of({"sau", "trên"}) && scan_.at(last.index - 1).is("như")) ||
       (scan_.at(last.index).is("trên") &&
        scan_.at(last.index - 1).is_any_of({"nêu", "nói", "dung", "vụ", "việc", "đề", "cấp"})));
  // "cơ quan thuế nơi chuyển đến trong thời hạn 10 ngày …"
  const bool moved = last.index > 0 && scan_.at(last.index).is_any_of({"đến", "tới"}) &&
                     scan_.at(last.index - 1).is("chuyển");
  // "nhà thầu nước ngoài trong thời hạn 06 ngày"
  const bool abroad =
      last.index > 0 && scan_.at(last.index).is("ngoài") && scan_.at(last.index - 1).is("nước");
  // "trong khoảng từ ngày 01/11 đến ngày 18/11"
  const bool range = last.index > 0 && scan_.at(last.index).is("khoảng") &&
                     scan_.at(last.index - 1).is("trong") && scan_.at(last.index + 1).is("từ");
  // "số thuế tạm nộp của quý III năm 2026 chậm nhất ngày …"
  const bool owned = last.index > 0 && scan_.at(last.index).is("của") &&
                     (is_work_word(scan_.at(last.index - 1)) ||
                      (last.index > 1 && is_work_word(scan_.at(last.index - 2)))) &&
                     begins_limited_span(scan_, last.index + 1);
  // "dữ liệu ảnh hàng không trong thời hạn 15 ngày"
  const bool aviation = last.index > 1 && scan_.at(last.index).is("không") &&
                        scan_.at(last.index - 1).is("hàng") &&
                        scan_.at(last.index - 2).is_any_of({"ảnh", "tải", "cảng", "ngành", "cục"});
  if (is_hedge(scan_.at(last.index)) && !ordinal && !as_follows && !moved && !range && !abroad &&
      !aviation && !owned) {
    return true;
  }
  // "đến tạm ngày 25": a limit that is kept from its day by one strange word.
  return !range && tokens_.size() >= 2 && !tokens_[tokens_.size() - 2].separator &&
         !is_known_word(scan_, last.index) &&
         scan_.at(tokens_[tokens_.size() - 2].index)
             .is_any_of({"đến", "hết", "từ", "cuối", "đầu", "giữa", "trong", "vào"});
}

/// Whether a run at the end breaks off: "tháng 6 tới", "hằng năm và".
bool PhraseContext::hangs() const {
  const Loose& last = tokens_.back();
  const Token& token = scan_.at(last.index);
  const bool seniors =
      last.index > 0 &&
      ((token.is("trên") && scan_.at(last.index - 1).is_any_of({"cấp", "như"})) ||
       (token.is("sau") && scan_.at(last.index - 1).is_any_of({"như", "việc", "vụ", "dung"})) ||
       (token.is("đến") && scan_.at(last.index - 1).is_any_of({"gửi", "chuyển"})) ||
       (token.is("ngoài") && scan_.at(last.index - 1).is("nước")) ||
       (token.is("đầu") && scan_.at(last.index - 1).is("đứng")) ||
       (token.is("không") && scan_.at(last.index - 1).is("hàng")));
  return !last.cited && !seniors &&
         (is_hedge(token) ||
          token.is_any_of(
              {"và", "/", "+", "&", "để", "với", "là", "cho", "trong", "bằng", "do", "vào"}));
}

bool PhraseContext::close(ContextPlace place) {
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    const Loose& loose = tokens_[at];
    if (loose.separator) {
      continue;
    }
    if (!first && place != ContextPlace::leading && !loose.cited &&
        !is_known_word(scan_, loose.index) && !begins_as_work(scan_, loose.index)) {
      fail_at(loose.index);
      return false;
    }
    if (!loose.cited && !allowed(at, place)) {
      fail_over(loose.index);
      return false;
    }
    first = first.value_or(at);
    last = at;
  }
  if (!tokens_.empty() && (place == ContextPlace::trailing ? hangs() : adjoins_badly())) {
    fail_over(tokens_.back().index);
    return false;
  }
  if (first) {
    const bool joined = place == ContextPlace::trailing && *first > 0 &&
                        scan_.at(tokens_[*first - 1].index).is("và");
    const std::size_t begin = tokens_[joined ? *first - 1 : *first].index;
    scan_.role(begin,
               tokens_[*last].index + 1,
               place == ContextPlace::trailing
                   ? "việc tiếp theo (không có thời hạn riêng)"
                   : "nội dung công việc (không ảnh hưởng đến thời hạn)");
  }
  tokens_.clear();
  words_ = 0;
  return true;
}

void PhraseContext::fail_over(std::size_t index) {
  const Token& token = scan_.at(index);
  if (!advice_on(scan_, index) && (changes_due(scan_, index) || is_hedge(token))) {
    scan_.fail({token.begin, token.end},
               "phrase-not-understood",
               "Từ \"" + scan_.words(index, index + 1) +
                   "\" có thể làm thay đổi thời hạn; cụm từ này không được đoán.",
               yearly_hint);
    return;
  }
  fail_at(index);
}

void PhraseContext::fail_at(std::size_t index) {
  const Token& token = scan_.at(index);
  const WordSpan span{token.begin, token.end};
  if (auto advice = advice_on(scan_, index)) {
    scan_.fail(span, "phrase-not-understood", std::move(advice->message), std::move(advice->hint));
    return;
  }
  if (is_time_noun(token)) {
    scan_.fail(
        span,
        "phrase-not-understood",
        "Sau \"" + scan_.source().words(span) + "\" chưa có số, hoặc cách viết chưa được hỗ trợ.",
        hint_about(token));
    return;
  }
  constexpr int days_per_month_max = 31;
  const bool of_month = is_every_word(scan_.at(index + 1)) && scan_.at(index + 2).is("tháng");
  if (token.is_number() && token.value >= 1 && token.value <= days_per_month_max &&
      (scan_.size() == 1 || of_month)) {
    scan_.fail(span,
               "phrase-not-understood",
               "Trước số \"" + token.text + "\" chưa ghi là ngày, tháng hay năm.",
               scan_.source().with(
                   span, "ngày " + scan_.source().words(span) + (of_month ? "" : " hằng tháng")));
    return;
  }
  const Token& month = scan_.at(index + 2);
  const bool dated = token.is_number() && token.value >= 1 && token.value <= days_per_month_max &&
                     scan_.at(index + 1).is("/") && month.is_number() && month.value >= 1 &&
                     month.value <= months_per_year && !scan_.at(index + 3).is("/");
  if (dated) {
    // "Trường THCS 19/5": a name, or a day without the words that make it one
    scan_.fail({token.begin, month.end},
               "phrase-not-understood",
               "Chưa rõ \"" + scan_.words(index, index + 3) +
                   "\" là tên gọi, tỷ số hay ngày đến hạn; nếu là thời hạn, hãy ghi \"trước ngày\" "
                   "hoặc \"chậm nhất ngày\".",
               "trước ngày " + scan_.words(index, index + 3));
    return;
  }
  if (!scan_.failed() && may_be_left_out(scan_, index)) {
    stray_word_ = span;
  }
  scan_.fail(span,
             "phrase-not-understood",
             "Không hiểu \"" + scan_.source().words(span) + "\" trong thời gian thực hiện.",
             yearly_hint);
}

}  // namespace dondoc
