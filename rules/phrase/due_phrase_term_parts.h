// SPDX-License-Identifier: Apache-2.0
// What a term is made of: the words in front of it, its length, and the event that it runs from.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

/// What stands in front of a term's length.
struct TermLead {
  std::size_t last{0};
  bool within{false};    ///< "trong", "không quá": makes hours a term and no clock
  bool latest{false};    ///< "chậm nhất", "tối đa"
  bool after{false};     ///< "sau"
  bool before{false};    ///< "trước"
  bool at_least{false};  ///< "ít nhất": only before an event

  [[nodiscard]] bool said() const { return within || latest || after || before || at_least; }
};

/// The first day of the lunar year, where the calendar reaches.
[[nodiscard]] std::optional<Date> tet_of(int year);

[[nodiscard]] TermLead read_lead(const PhraseScan& scan, std::size_t first);

struct TermLength {
  int amount{0};
  TermUnit unit{TermUnit::days};
  std::size_t last{0};
};

/// "05 ngày làm việc", "03 (ba) tháng", "nửa tháng". "Năm" is five only behind a lead.
[[nodiscard]] std::optional<TermLength> read_length(PhraseScan& scan, std::size_t first, bool led);

/// Fails over minutes and office hours, which no rule can count.
bool refuses_unit(PhraseScan& scan, std::size_t first, std::size_t number_end);

struct TermEvent {
  EventKind kind{EventKind::unsaid};
  EventKind other{EventKind::unsaid};  ///< a second end: "kết thúc quý và 6 tháng"
  bool before{false};
  std::optional<Date> date;
  std::size_t last{0};
};

[[nodiscard]] std::optional<TermEvent> read_event(PhraseScan& scan,
                                                  std::size_t first,
                                                  const TermLead& lead,
                                                  const TermLength& length);

/// Whether a due of its own stands behind the comma or "và" at `sign`: "…, trong quý II/2026", "…
/// và ít nhất 02 lần/năm". The words of an event don't go on through it.
[[nodiscard]] bool joins_due(const PhraseScan& scan, std::size_t sign);

/// Whether words about another time begin here, so that an event's words end.
[[nodiscard]] bool begins_time(const PhraseScan& scan, std::size_t index);
/// Behind an event's words: they run to the end of their sentence or to another time.
[[nodiscard]] std::size_t behind_event(const PhraseScan& scan, std::size_t first);
/// "kết thúc quý", "hết tháng": the calendar's own events; `last` is behind their words.
[[nodiscard]] EventKind period_end(const PhraseScan& scan, std::size_t index, std::size_t& last);

/// "sau Tết Nguyên đán 10 ngày": a day of the calendar, to be written as it is.
[[nodiscard]] bool refuses_days_after_tet(PhraseScan& scan, std::size_t tet);

/// "Sau thời hạn 03 tháng, thực hiện …", "Sau khi hết thời hạn 10 ngày …": it says when something
/// begins, and no due.
[[nodiscard]] bool refuses_not_before(PhraseScan& scan, std::size_t first);

/// Fails over days before something unsaid, and days that have to pass at least.
[[nodiscard]] bool refuses_amount(PhraseScan& scan,
                                  std::size_t first,
                                  const TermLead& lead,
                                  const TermLength& length,
                                  const std::optional<TermEvent>& event,
                                  bool back);

}  // namespace dondoc
