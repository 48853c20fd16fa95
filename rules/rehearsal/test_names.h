// SPDX-License-Identifier: Apache-2.0
// Reads the words of a plan test that name something: moments, duties, occurrences, posts, rungs.
#pragma once

#include "rules/plan/decoder.h"
#include "rules/rehearsal/plan_test.h"
#include "rules/schedule/series.h"

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// "2026-05-20 07:30" or "2026-05-20".
struct TestMoment {
  Date day;
  std::optional<TimeOfDay> time;
};

/// Each function adds a diagnostic and returns nothing when the word names nothing.
class TestNames {
 public:
  /// The plan's id is in the rules; all references outlive this.
  TestNames(YamlFile& file, const RuleSet& rules, const std::string& plan)
      : file_(file), rules_(rules), plan_(plan) {}

  [[nodiscard]] std::optional<TestMoment> moment(const Node& node) const;
  /// "VII.2:kiem-tra@2026#kinh-te", to the whole key with its plan.
  [[nodiscard]] std::optional<std::string> occurrence(const Node& node) const;
  /// An occurrence, or "VII.2", "VII.2:kiem-tra", "VII.1#kinh-te".
  [[nodiscard]] std::optional<TestAim> aim(const Node& node) const;
  /// The watch's series of the trigger, as text.
  [[nodiscard]] std::optional<std::string> trigger(const Node& node) const;
  [[nodiscard]] std::optional<std::string> post(const Node& node, std::string_view what) const;
  /// A post that may act: also the admin's.
  [[nodiscard]] std::optional<std::string> actor(const Node& node) const;
  [[nodiscard]] std::optional<std::string> unit(const Node& node) const;
  [[nodiscard]] std::optional<std::string> rung(const Node& node) const;

  [[nodiscard]] const RuleSet& rules() const { return rules_; }

 private:
  void tell_unknown(const Node& node, const std::string& words, std::string hint) const;
  [[nodiscard]] bool is_series(const Node& node, const SeriesKey& series, bool whole) const;

  YamlFile& file_;
  const RuleSet& rules_;
  const std::string& plan_;
};

}  // namespace dondoc
