// SPDX-License-Identifier: Apache-2.0
// Days and years that say what the work is about, why it is done or when it was ordered, and no
// due: "gửi nhu cầu vốn năm sau trước ngày 20/11".
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// Whether any time of its own stands behind: "…, hoàn thành trong tháng 3/2026".
bool time_follows(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; !scan.at(at).is_end(); ++at) {
    const std::size_t led = scan.behind_any(at,
                                            {{"trước"},
                                             {"chậm", "nhất"},
                                             {"đến", "hết"},
                                             {"trong"},
                                             {"vào"},
                                             {"hạn", "hoàn", "thành"}});
    const std::size_t noun =
        scan.behind_any(led, {{"ngày"}, {"tháng"}, {"năm"}, {"quý"}, {"thời", "hạn"}, {"vòng"}});
    if (led > at && (scan.at(noun).is_number() || quarter_named(scan.at(noun)) > 0)) {
      return true;
    }
  }
  return false;
}

/// Whether a limit with its day stands behind, in the same sentence: the due of all before it.
bool day_follows(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; !scan.at(at).is_end() && !scan.at(at).is(";"); ++at) {
    if (scan.at(at).is("trước") || scan.reads(at, {"chậm", "nhất"})) {
      const std::size_t led = scan.behind_any(at, {{"trước"}, {"chậm", "nhất"}});
      const std::size_t day = scan.behind(scan.behind_any(led, {{"là"}, {"vào"}}), {"ngày"});
      return scan.at(day).is_number() && scan.at(day + 1).is_any_of({"/", "tháng", "."});
    }
  }
  return false;
}

}  // namespace

/// "trước ngày 10/01/2027 (báo cáo năm 2026)": the year of what is reported.
bool DuePhraseParser::labels_date(const LimitPart& limit, const Points& points) const {
  const Points& dated = segments_.back().points;
  return limit.word == LimitWord::unsaid && !points.points.empty() && points.all_years_only() &&
         !dated.points.empty() && dated.points.front().has_day() &&
         dated.points.front().year_number && context_.has_words() && context_.holds("(") &&
         !context_.holds(")");
}

/// "trước ngày 05/7 đối với báo cáo 6 tháng đầu năm": which report the day is for.
bool DuePhraseParser::labels_report(const LimitPart& limit, const Points& points) const {
  const Points& dated = segments_.back().points;
  return limit.word == LimitWord::unsaid && points.points.size() == 1 &&
         !points.points.front().has_day() && !dated.points.empty() &&
         dated.points.front().has_day() && position_ > 0 &&
         (scan_.at(position_ - 1).is("cáo") ||
          (position_ > 2 && scan_.reads(position_ - 3, {"cáo", "định", "kỳ"}))) &&
         context_.holds_word("đối");
}

/// "trước ngày 15 của tháng cuối quý, tháng 6 và tháng 12": the months of the half-year's and the
/// year's report end quarters as well.
bool DuePhraseParser::repeats_quarter_ends(const LimitPart& limit, const Points& points) const {
  const Points& said = segments_.back().points;
  return limit.word == LimitWord::unsaid && said.points.size() == 1 && !sentence_ended_ &&
         !context_.has_words() && said.points.front().has_day() &&
         said.points.front().month_of_quarter == 2 && !points.points.empty() &&
         std::all_of(points.points.begin(), points.points.end(), [](const Point& point) {
           return point.month_in_words && !point.has_day() && !point.year_number &&
                  point.first_month == point.last_month &&
                  *point.last_month % months_per_quarter == 0;
         });
}

/// "Lập kế hoạch năm 2026 và dự toán năm 2026 trước ngày …": the same year of the next thing.
bool DuePhraseParser::repeats_year_of_work(const LimitPart& limit, const Points& points) const {
  const Segment& segment = segments_.back();
  const auto lone_year = [](const Points& said) {
    return said.points.size() == 1 && said.all_years_only() && said.points.front().year_number;
  };
  return limit.word == LimitWord::unsaid && segment.limit.word == LimitWord::unsaid &&
         segment.subject_year_in_work && !sentence_ended_ && context_.has_words() &&
         lone_year(segment.points) && lone_year(points) && !context_.holds_word("hoàn") &&
         (segment.points.points.front().year_number == points.points.front().year_number ||
          day_follows(scan_, points.last));
}

/// "nhân dịp kỷ niệm Ngày …", "hướng tới kỷ niệm …": the day only says why.
bool DuePhraseParser::is_on_occasion() const {
  const bool why = context_.holds_word("nhân") || context_.holds_word("chào") ||
                   context_.holds_word("hướng") || context_.holds_word("thiết");
  const bool occasion = context_.holds_word("dịp") || context_.holds_word("niệm");
  if (context_.holds_word("nghỉ") && context_.holds_word("lễ")) {
    return true;
  }
  return occasion && (why || (context_.holds_word("dịp") && context_.holds_word("niệm")));
}

/// Whether the words so far are of something that is planned for later.
bool DuePhraseParser::plans_ahead() const {
  if (!context_.has_words()) {
    return false;
  }
  // "Phân bổ ngân sách năm sau trước ngày 31/12": what the work is for, in front of its due
  if (!segments_.back().has_points()) {
    return true;
  }
  if (scan_.at(position_ - 1).is("cho")) {
    return true;  // "đăng ký số lượng cần sử dụng cho năm tiếp theo"
  }
  for (const char* word : {"hoạch",
                           "toán",
                           "cầu",
                           "trình",
                           "vụ",
                           "lịch",
                           "vốn",
                           "tiêu",
                           "mục",
                           "hướng",
                           "đồng",
                           "án",
                           "chuẩn",
                           "kiến",
                           "biên",
                           "thu",
                           "chi"}) {
    if (context_.holds_word(word)) {
      return true;
    }
  }
  return false;
}

/// Days and years that say what the work is about or why it is done; moves on behind them, or
/// fails.
bool DuePhraseParser::belong_to_work(const LimitPart& limit,
                                     const Points& points,
                                     std::size_t last) {
  const bool next_year_of_work = limit.word == LimitWord::unsaid && points.points.size() == 1 &&
                                 points.all_years_only() &&
                                 points.points.front().year == Relative::next && plans_ahead();
  if (next_year_of_work && looks_back(scan_, position_)) {
    const std::string year = scan_.words(position_, last);
    scan_.fail(scan_.span(position_, last),
               "phrase-two-readings",
               "Cụm từ có hai cách hiểu: (1) việc này của " + year +
                   ", làm trong năm nay; (2) làm trong " + year + ". Nếu là (1): bỏ \"" + year +
                   "\"; nếu là (2): ghi \"" + year + "\" ngay sau ngày.",
               "trước ngày 15/01 năm sau");
    return true;
  }
  if (next_year_of_work) {
    // "gửi nhu cầu vốn năm sau trước ngày 20/11": the year is the work's.
    pass_over(last);
    return true;
  }
  if (repeats_year_of_work(limit, points)) {
    pass_over(last);
    return true;
  }
  if (repeats_quarter_ends(limit, points)) {
    scan_.note(scan_.span(position_, last),
               "due-as-said-here",
               "Các tháng này cũng là tháng cuối quý nên thuộc các kỳ đã nêu.");
    pass_over(last);
    return true;
  }
  if (labels_date(limit, points) || labels_report(limit, points)) {
    pass_over(last);
    return true;
  }
  const bool unlimited_day =
      limit.word == LimitWord::unsaid && !points.points.empty() && points.points.front().has_day();
  // "Tại cuộc họp ngày 10/3/2026, Chủ tịch giao …", "Tiếp theo Công văn ngày 10/3/2026, …"
  const bool said_then =
      unlimited_day && limit.word == LimitWord::unsaid && points.points.size() == 1 &&
      position_ > 1 && context_.has_words() && scan_.at(last).is(",") &&
      (scan_.reads(position_ - 2, {"cuộc", "họp"}) || scan_.reads(position_ - 2, {"hội", "nghị"}) ||
       scan_.reads(position_ - 2, {"công", "văn"}) || scan_.reads(position_ - 2, {"tờ", "trình"}) ||
       scan_.reads(position_ - 2, {"công", "điện"}) ||
       scan_.reads(position_ - 2, {"thông", "báo"}) ||
       scan_.reads(position_ - 2, {"quyết", "định"})) &&
      scan_.at(0).is_any_of({"tại", "theo", "tiếp", "thực", "căn"});
  if (said_then && time_follows(scan_, last)) {
    pass_over(last);
    return true;
  }
  if (unlimited_day && position_ > 0 && scan_.at(position_ - 1).is_any_of({"họp", "nghị"}) &&
      context_.holds_word("luận")) {
    // "kết luận tại cuộc họp ngày 12/3/2026": when it was said, not when it is owed
    no_due_ = no_due_.value_or(scan_.span(position_, last));
    pass_over(last);
    return true;
  }
  if (unlimited_day && is_on_occasion()) {
    // "nhân dịp kỷ niệm Ngày … 27/7": done on the occasion, or done by it
    scan_.fail(scan_.span(position_, last),
               "phrase-not-understood",
               "Chưa rõ việc phải xong trước dịp này hay được làm trong dịp này; hãy ghi ngày phải "
               "xong.",
               "trước ngày " + scan_.source().words(points.points.front().words));
    return true;
  }
  return false;
}

}  // namespace dondoc
