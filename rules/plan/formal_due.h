// SPDX-License-Identifier: Apache-2.0
// The formal form of `due:`: one mapping, for rules that nobody has worded yet and for what
// `dondoc explain` prints. `daemon/cli/formal_rule.cpp` writes the same form.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/yaml_reader.h"

#include <optional>
#include <string>

namespace dondoc {

//   every: once | year | half-year | quarter | month | week | day | lunar-year | happening
//     once:       date: 2026-04-28              a named day, or
//                 in: 2026 | 2026-H1 | 2026-Q3 | 2026-08   a window; with `date:` it ends that day,
//                 from: 2026-06-05              or a window from a day to `date:`
//     year:       months: 6 | 1-3               the window's months; the whole year when absent
//     half-year,
//     quarter:    month: 3                      the due's month, counted from the span's first one;
//                                               its last when absent, 4 is the next quarter's first
//                 from_month: 3                 where the window opens, counted likewise
//     week:       weekday: friday               the policy's when absent
//     lunar-year: month: 3, day: 10             of the lunar calendar
//     happening:  of: kien-nghi                 the trigger whose happenings open it
//     year, half-year, quarter, month:
//                 day: 25                       of the due's month; its last day when absent, or
//                 working_day: 1 | -1           its first, its last working day
//     year, month:
//                 from_day: 5                   the window's first day
//     year, month, week:
//                 later: 1 | -1                 the due lies in the year (month, week) after,
//                 before
//     year to week:
//                 also: [{ day: 20 }]           further dues of each period, with the same keys
//   reports: [quarter, half-year, year]         the reporting calendar's days; also month,
//                                               nine-months
//   period: plan | 2026-2030                    once, at the end; with `yearly: true` each year too
//   after: 30 days, of: kien-nghi               a term from a trigger; hours, days, working_days,
//   before: 10 days, of: ky-hop                 weeks, months, years; `after: 0 days` is at once
//   standing: true                              no due of its own
//   deferred: true | yearly                     somebody has to set the date
//
//   at_least: 4, per: year                      a quota; `per` stands in the place of `every`
//   target: { at_least: 95, unit: "%" }         a measure, beside `every`; also more_than, at_most,
//                                               less_than
//   limit: by | before                          by when absent
//   time: "11:30"
//   roll: none | next | previous                none when absent; a term rolls by law
//   from: 2027-01-01, to: 2030-12-31            only the periods in these days

struct FormalDue {
  DueRule rule;
  std::string trigger;  ///< the id behind `of:`; empty when absent
};

/// The rule of a mapping, or nothing; mistakes are added to the file's diagnostics.
[[nodiscard]] std::optional<FormalDue> read_formal_due(YamlFile& file, const Node& node);

}  // namespace dondoc
