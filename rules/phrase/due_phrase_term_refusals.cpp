// SPDX-License-Identifier: Apache-2.0
// Terms that are refused: what begins after so long, what has to pass at least, what runs back from
// something unsaid.
#include "rules/phrase/due_phrase_term_parts.h"

namespace dondoc {

bool refuses_days_after_tet(PhraseScan& scan, std::size_t tet) {
  const std::size_t last = scan.behind_any(tet, {{"tết", "nguyên", "đán"}, {"tết"}});
  const auto length = last > tet ? read_length(scan, last, true) : std::nullopt;
  if (!length) {
    return false;
  }
  constexpr int day_max = 29;  // of the shortest first month
  const int day = 1 + length->amount;
  scan.fail(scan.span(tet - 1, length->last),
            "term-from-date",
            "Thời hạn tính lùi hoặc tính thêm từ một ngày của lịch: hãy ghi thẳng ngày đến hạn.",
            length->unit == TermUnit::days && day <= day_max
                ? "chậm nhất ngày " + std::to_string(day) + " tháng Giêng âm lịch"
                : std::string(once_hint));
  return true;
}

bool refuses_not_before(PhraseScan& scan, std::size_t first) {
  const std::size_t after = scan.behind_any(first,
                                            {{"sau", "thời", "hạn"},
                                             {"sau", "thời", "gian"},
                                             {"sau", "khi", "hết", "thời", "hạn"},
                                             {"sau", "khi", "hết", "hạn"},
                                             {"khi", "hết", "thời", "hạn"}});
  const auto length = after > first ? read_length(scan, after, true) : std::nullopt;
  if (length) {
    const std::string begin = scan.words(first, after);
    scan.fail(scan.span(first, length->last),
              "phrase-not-understood",
              "\"" + begin + " …\" chỉ nêu lúc bắt đầu, chưa nêu thời hạn phải xong.",
              "trong " + scan.words(after, length->last) + " kể từ ngày nhận được văn bản");
  }
  return scan.failed();
}

bool refuses_amount(PhraseScan& scan,
                    std::size_t first,
                    const TermLead& lead,
                    const TermLength& length,
                    const std::optional<TermEvent>& event,
                    bool back) {
  const bool counted_days = length.unit == TermUnit::days || length.unit == TermUnit::working_days;
  const bool counted_hours = length.unit == TermUnit::hours && lead.at_least;
  if (lead.before && !event && (counted_days || counted_hours)) {
    scan.fail(scan.span(first, length.last),
              "phrase-not-understood",
              "Chưa nêu thời hạn tính lùi từ sự kiện nào.",
              "chậm nhất " + scan.words(lead.last, length.last) +
                  (counted_days ? " trước ngày họp" : " trước khi họp"));
    return true;
  }
  // "Tiếp nhận hồ sơ sau 15 giờ": from that time of the day on
  constexpr int clock_min = 6;
  constexpr int clock_max = 23;
  if (lead.after && length.amount >= clock_min && !lead.latest && !lead.within && !event &&
      length.unit == TermUnit::hours && length.amount <= clock_max) {
    scan.fail(scan.span(first, length.last),
              "phrase-not-understood",
              "Chưa rõ \"" + scan.words(first, length.last) +
                  "\" là giờ trong ngày hay số giờ kể từ một sự kiện.",
              "trong " + scan.words(lead.last, length.last) + " kể từ khi nhận được văn bản");
    return true;
  }
  // "định kỳ 12 tháng kể từ ngày được cấp": again and again, from a day of its own each time
  if (event && !back && !lead.said() && first >= 2 && scan.reads(first - 2, {"định", "kỳ"})) {
    scan.fail(scan.span(first - 2, length.last),
              "cadence-not-supported",
              "Chu kỳ tính từ ngày của một sự kiện chưa lập lịch được; hãy ghi một lần trong thời "
              "hạn đó, khi xong thì ghi nhận sự kiện mới.",
              "trong " + scan.words(first, length.last) + " kể từ ngày được cấp giấy phép");
    return true;
  }
  if (event && event->before && lead.within && !lead.latest && !lead.at_least && counted_days) {
    const std::string days = scan.words(lead.last, length.last);
    scan.fail(scan.span(first, length.last),
              "phrase-two-readings",
              "Cụm từ có hai cách hiểu: (1) xong chậm nhất " + days +
                  " trước sự kiện; (2) làm trong khoảng " + days + " đó, xong trước sự kiện.",
              scan.source().with(scan.span(first, length.last), "chậm nhất " + days));
    return true;
  }
  if (lead.at_least && !back && (lead.after || event)) {
    // "tối thiểu sau 01 ngày kể từ …": not before that day, or until it
    scan.fail(scan.span(first, length.last),
              "phrase-not-understood",
              "Chưa rõ số ngày này là thời hạn, hay là thời gian ít nhất phải chờ.",
              "trong " + scan.words(lead.last, length.last) + " kể từ ngày nhận được văn bản");
    return true;
  }
  return false;
}

}  // namespace dondoc
