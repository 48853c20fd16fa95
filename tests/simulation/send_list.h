// SPDX-License-Identifier: Apache-2.0
// An office on virtual time, by the real engine and store, and the list of everything that people
// are sent, written so that it can be read by eye.
#pragma once

#include "daemon/engine.h"
#include "rules/schedule/acts.h"
#include "tests/support/fault_vfs.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::testing {

/// The shipped directory, policies and calendars with one plan of these obligations, issued on that
/// day; and so many units more of "các cơ quan, đơn vị" (don-vi-01, …), each with a head. Throws
/// when the files say something wrong.
[[nodiscard]] RuleSet office_with(const std::string& obligations,
                                  const std::string& issued,
                                  int more_units = 0);

inline constexpr std::string_view office_plan = "cchc-2026";

class SendList {
 public:
  /// `title` heads the list: what happens in this case.
  SendList(std::string title, const RuleSet& rules, Instant began);

  /// Everything that falls due up to that moment and at it is decided and sent.
  void run_until(Instant end);
  /// Nothing runs until then; what was missed is caught up by the next run_until.
  void down_until(Instant end);
  /// Of a key without its plan: "VII.4@once".
  void act(const std::string& key, const Act& act, const std::string& post, Instant at);
  void reload(const RuleSet& rules, Instant at, const std::string& what);
  /// Runs to the end of so many days from the beginning, and draws a line with what was sent.
  void close_day(int days);

  [[nodiscard]] std::string text() const;

 private:
  struct Row {
    Instant at;
    bool note{false};  ///< a line between the messages: what somebody did
    bool digest{false};
    std::string to;  ///< post and person
    std::string channel;
    std::string rungs;
    std::string subject;
  };
  [[nodiscard]] std::optional<Instant> settle();
  void deliver();
  void note(const std::string& words);
  [[nodiscard]] std::string plain_subject(const Row& row) const;
  void write_lists(std::string& text, std::size_t first, std::set<std::size_t>& written) const;
  std::size_t write_alike(std::string& text, std::size_t first) const;

  std::string title_;
  Instant began_;
  Instant now_;
  std::vector<std::string> unit_names_;  ///< as they were in the beginning
  FaultVfs disk_;  ///< in memory: nothing fails here, and a flush costs nothing
  Store store_;
  Engine engine_;
  std::vector<Row> rows_;
};

}  // namespace dondoc::testing
