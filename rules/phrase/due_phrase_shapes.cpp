// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_shapes.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

using Words = std::initializer_list<std::string_view>;

constexpr const char* once_hint = "chậm nhất là ngày 30/6/2026";
constexpr const char* yearly_hint = "Hằng năm";
constexpr const char* monthly_hint = "trước ngày 25 hằng tháng";
constexpr const char* quarter_hint = "trong quý I hằng năm";

bool is_every_word(const Token& token) {
  return token.is_any_of({"hằng", "hàng", "mỗi", "từng"});
}

/// Looks for the words of each shape. The order matters: a phrase that names an event is triggered
/// whatever else it says.
class ShapeFinder {
 public:
  explicit ShapeFinder(const Tokens& tokens) : tokens_(tokens) {}

  std::optional<OtherShape> find() {
    const bool found = comparison() || target() || quota() || term() || happening() || deferred() ||
                       standing() || whole_period() || reporting() || unsupported_cadence() ||
                       without_time();
    return found ? std::move(found_) : std::nullopt;
  }

 private:
  [[nodiscard]] const Token& at(std::size_t index) const { return tokens_.at(index); }

  bool set(std::size_t first,
           std::size_t last,
           std::string shape,
           std::string code,
           const std::string& message,
           std::string hint) {
    const WordSpan span{at(first).begin, at(last - 1).end};
    found_ =
        OtherShape{std::move(shape), error_at(span, std::move(code), message, std::move(hint))};
    return true;
  }

  bool later(std::size_t first,
             std::size_t last,
             std::string shape,
             const std::string& what,
             std::string hint) {
    return set(first,
               last,
               std::move(shape),
               "shape-not-supported-yet",
               what + "; bản này chưa tính được. Tạm thời hãy ghi một thời hạn cụ thể.",
               std::move(hint));
  }

  bool no_due(std::size_t first, std::size_t last) {
    return set(first,
               last,
               "none",
               "no-due-in-phrase",
               "Cụm từ này không nêu thời hạn của nhiệm vụ.",
               yearly_hint);
  }

  /// "so với năm 2021", "năm sau cao hơn năm trước": years that are compared, not due.
  bool comparison() {
    for (const Words words : {Words{"so", "với"}, Words{"cao", "hơn"}, Words{"thấp", "hơn"}}) {
      const std::size_t index = tokens_.find(words);
      if (index != Tokens::npos) {
        return no_due(index, index + words.size());
      }
    }
    return false;
  }

  /// "đạt từ 95% trở lên", "tối thiểu 90%"; a bare percentage says nothing of time.
  bool target() {
    const std::size_t percent = tokens_.find({"%"});
    if (percent == Tokens::npos) {
      return false;
    }
    const bool upward = tokens_.reads(percent + 1, {"trở", "lên"});
    std::size_t first = percent > 0 ? percent - 1 : percent;
    bool floor = false;
    if (first >= 2) {
      floor =
          tokens_.reads(first - 2, {"tối", "thiểu"}) || tokens_.reads(first - 2, {"ít", "nhất"});
    }
    if (!upward && !floor) {
      return no_due(first, percent + 1);
    }
    first -= floor ? 2 : 0;
    return later(first,
                 percent + (upward ? 3 : 1),
                 "target",
                 "Đây là chỉ tiêu, mức phải đạt, không phải thời hạn",
                 yearly_hint);
  }

  /// "ít nhất 04 cuộc/năm", "tối thiểu 01 sáng kiến".
  bool quota() {
    for (const Words words : {Words{"ít", "nhất"}, Words{"tối", "thiểu"}}) {
      const std::size_t index = tokens_.find(words);
      if (index != Tokens::npos && at(index + 2).is_number()) {
        return later(index,
                     index + 3,
                     "quota",
                     "Đây là số lượng tối thiểu trong một kỳ, không phải thời hạn",
                     yearly_hint);
      }
    }
    return false;
  }

  /// Counted from an event: "trong 30 ngày kể từ …", "sau 03 tháng", "ngay khi", "sau khi".
  bool term() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      const bool leads = at(index).is_any_of({"trong", "sau", "trước", "quá", "nhất"});
      const bool length =
          at(index + 1).is_number() && at(index + 2).is_any_of({"ngày", "tuần", "tháng", "giờ"});
      const bool clock = at(index + 2).is("giờ") && !at(index).is_any_of({"trong", "sau"});
      // "6 tháng đầu năm" and "15 tháng 12" are spans and days, no lengths.
      const bool named = at(index + 3).is_any_of({"đầu", "cuối"}) || at(index + 3).is_number();
      if (leads && length && !clock && !named) {
        return triggered(at(index).is("nhất") && index > 0 ? index - 1 : index, index + 3);
      }
    }
    for (const Words words : {Words{"kể", "từ"},
                              Words{"ngay", "khi"},
                              Words{"ngay", "sau"},
                              Words{"sau", "khi"},
                              Words{"trước", "khi"},
                              Words{"trong", "vòng"},
                              Words{"ngày", "làm", "việc"}}) {
      const std::size_t index = tokens_.find(words);
      if (index != Tokens::npos) {
        return triggered(index, index + words.size());
      }
    }
    return false;
  }

  bool triggered(std::size_t first, std::size_t last) {
    return later(
        first, last, "triggered", "Thời hạn tính từ một sự kiện (mốc tính thời hạn)", once_hint);
  }

  bool happening() {
    for (const Words words :
         {Words{"khi", "có"}, Words{"có", "phát", "sinh"}, Words{"đột", "xuất"}}) {
      const std::size_t index = tokens_.find(words);
      if (index != Tokens::npos) {
        return later(index,
                     index + words.size(),
                     "on_happening",
                     "Nhiệm vụ chỉ mở khi có phát sinh",
                     yearly_hint);
      }
    }
    return false;
  }

  bool deferred() {
    const std::size_t index = tokens_.find({"theo"});
    if (index == Tokens::npos || (index > 0 && at(index - 1).is("tiếp"))) {
      return false;
    }
    const bool elsewhere = at(index + 1).is_any_of(
        {"quy", "kế", "hướng", "tiến", "yêu", "điều", "thời", "chỉ", "công", "văn", "luật"});
    if (index > 0 && !elsewhere) {
      return false;
    }
    return later(index,
                 std::min(index + 3, tokens_.size()),
                 "deferred",
                 "Thời hạn nằm ở một văn bản khác",
                 once_hint);
  }

  /// "Thường xuyên", but not in "chi thường xuyên" or "nhiệm vụ thường xuyên", which say no time.
  bool standing() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (!tokens_.reads(index, {"thường", "xuyên"})) {
        continue;
      }
      const bool figure_of_speech =
          index > 0 && at(index - 1).is_any_of({"chi", "vụ", "làm", "phí", "toán"});
      if (!figure_of_speech) {
        return later(index,
                     index + 2,
                     "standing",
                     "Nhiệm vụ thường xuyên không có thời hạn riêng",
                     yearly_hint);
      }
    }
    return false;
  }

  /// "giai đoạn 2026 - 2030", "2026-2030".
  bool whole_period() {
    const std::size_t word = tokens_.find({"giai", "đoạn"});
    if (word != Tokens::npos) {
      return later(
          word, word + 2, "period", "Thời hạn là cả giai đoạn", "chậm nhất là ngày 31/12/2030");
    }
    for (std::size_t index = 0; index + 2 < tokens_.size(); ++index) {
      const bool years = at(index).text.size() == 4 && at(index).is_number() &&
                         at(index + 1).is("-") && at(index + 2).is_number() &&
                         at(index + 2).text.size() == 4 && !(index > 0 && at(index - 1).is("-"));
      if (years) {
        return later(index,
                     index + 3,
                     "period",
                     "Thời hạn là cả giai đoạn",
                     "chậm nhất là ngày 31/12/" + at(index + 2).text);
      }
    }
    return false;
  }

  /// "hằng quý, 6 tháng và năm": several series in one cell.
  bool reporting() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      const bool cadence = is_every_word(at(index)) &&
                           at(index + 1).is_any_of({"tuần", "tháng", "quý", "năm"}) &&
                           at(index + 2).is_any_of({",", "và", "/"});
      if (!cadence) {
        continue;
      }
      std::size_t next = index + 3;
      next += is_every_word(at(next)) ? 1U : 0U;
      next += at(next).is_number() ? 1U : 0U;
      const bool another = at(next).is_any_of({"tháng", "quý", "năm"}) &&
                           !at(next + 1).is_number() && quarter_free(next);
      if (another) {
        return later(index,
                     next + 1,
                     "reporting",
                     "Cụm từ nêu nhiều kỳ báo cáo, mỗi kỳ là một thời hạn riêng",
                     monthly_hint);
      }
    }
    return false;
  }

  /// "hằng năm, quý I" is one due: the quarter has a name.
  [[nodiscard]] bool quarter_free(std::size_t index) const {
    return !at(index).is("quý") || !at(index + 1).is_any_of({"i", "ii", "iii", "iv"});
  }

  bool unsupported_cadence() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (is_every_word(at(index))) {
        if (at(index + 1).is("tuần")) {
          return later(index, index + 2, "weekly", "Nhiệm vụ hằng tuần", monthly_hint);
        }
        if (at(index + 1).is("ngày")) {
          return later(index, index + 2, "daily", "Nhiệm vụ hằng ngày", monthly_hint);
        }
        if (at(index + 1).is_any_of({"quý", "quí"})) {
          return later(index, index + 2, "quarterly", "Nhiệm vụ hằng quý", quarter_hint);
        }
      }
      const bool half_year = at(index).is_number() && at(index).value == 6 &&
                             at(index + 1).is("tháng") &&
                             !at(index + 2).is_any_of({"đầu", "cuối"}) &&
                             !at(index + 2).is_number() && !(index > 0 && names_number(index - 1));
      if (half_year) {
        return later(
            index, index + 2, "half_yearly", "Nhiệm vụ 6 tháng một lần", "trong 6 tháng đầu năm");
      }
    }
    return false;
  }

  /// Whether the number behind the token is a day's, a month's or part of a date.
  [[nodiscard]] bool names_number(std::size_t index) const {
    return at(index).is_any_of({"ngày", "mùng", "mồng", "tháng", "/", "-", "."});
  }

  bool without_time() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) {
      if (at(index).is_number() || is_time_noun(at(index))) {
        return false;
      }
    }
    const bool limit = tokens_.find({"chậm", "nhất"}) != Tokens::npos;
    return !limit && tokens_.size() > 0 && no_due(0, tokens_.size());
  }

  const Tokens& tokens_;
  std::optional<OtherShape> found_;
};

}  // namespace

std::optional<OtherShape> other_shape(const Tokens& tokens) {
  return ShapeFinder(tokens).find();
}

}  // namespace dondoc
