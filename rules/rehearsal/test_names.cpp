// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/test_names.h"

#include "rules/plan/nearest.h"
#include "rules/plan/stage_dues.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

constexpr const char* occurrence_example =
    "ví dụ: `VII.6@2026-05`, `VII.2:kiem-tra@2026`, `VII.1@once#kinh-te`";

template <typename Map>
std::vector<std::string> ids_of(const Map& map) {
  std::vector<std::string> ids;
  std::transform(map.begin(), map.end(), std::back_inserter(ids), [](const auto& entry) {
    return entry.first;
  });
  return ids;
}

std::string nearest_hint(const std::string& word, const std::vector<std::string>& known) {
  const std::optional<std::string> near = nearest(word, known);
  return near ? "`" + *near + "`" : std::string{};
}

/// What is given outside of the plan has no duty in it.
bool is_task(const SeriesKey& series) {
  return series.obligation == task_obligation && series.stage.empty() && series.unit.empty();
}

std::vector<std::string> obligation_ids(const Plan& plan) {
  std::vector<std::string> ids;
  for (const Obligation& obligation : plan.obligations) {
    ids.push_back(obligation.id);
  }
  return ids;
}

}  // namespace

void TestNames::tell_unknown(const Node& node, const std::string& words, std::string hint) const {
  file_.error(head_of(node), "unknown-name", words, std::move(hint));
}

std::optional<TestMoment> TestNames::moment(const Node& node) const {
  const auto text = decode_text(file_, node, "`at`", name_code_points_max);
  if (!text) {
    return std::nullopt;
  }
  const std::size_t blank = text->find(' ');
  const std::optional<Date> day = parse_iso_date(text->substr(0, blank));
  std::optional<TimeOfDay> time;
  if (blank != std::string::npos) {
    time = parse_hhmm(text->substr(blank + 1));
  }
  if (!day || (blank != std::string::npos && !time)) {
    file_.error(head_of(node),
                "bad-moment",
                "`at` phải là NĂM-THÁNG-NGÀY, hoặc NĂM-THÁNG-NGÀY GIỜ:PHÚT",
                "ví dụ: `2026-05-20 07:30`");
    return std::nullopt;
  }
  return TestMoment{*day, time};
}

/// Whether the plan has the duty; with `whole` the stage and the unit must be named where the duty
/// has several.
bool TestNames::is_series(const Node& node, const SeriesKey& series, bool whole) const {
  const Plan& plan = rules_.plans.at(plan_);
  if (is_task(series)) {
    return true;
  }
  const Obligation* obligation = find_obligation(plan, series.obligation);
  if (obligation == nullptr) {
    tell_unknown(node,
                 "kế hoạch `" + plan_ + "` không có nhiệm vụ `" + series.obligation + "`",
                 nearest_hint(series.obligation, obligation_ids(plan)));
    return false;
  }
  std::vector<std::string> stages;
  for (const Stage& stage : obligation->stages) {
    stages.push_back(stage.id);
  }
  const bool any_stage = !whole && series.stage.empty();
  if (!any_stage && std::find(stages.begin(), stages.end(), series.stage) == stages.end()) {
    tell_unknown(node,
                 series.stage.empty()
                     ? "nhiệm vụ `" + series.obligation + "` có nhiều bước, phải ghi rõ bước nào"
                     : "nhiệm vụ `" + series.obligation + "` không có bước `" + series.stage + "`",
                 stages.front().empty() ? "" : "các bước: " + quoted_list(stages));
    return false;
  }
  const bool each = obligation->lead.kind == LeadKind::each;
  const std::vector<std::string>& units = obligation->lead.units;
  const bool right_unit =
      series.unit.empty()
          ? !each || !whole
          : each && std::find(units.begin(), units.end(), series.unit) != units.end();
  if (!right_unit) {
    tell_unknown(
        node,
        each ? "nhiệm vụ `" + series.obligation + "` giao từng đơn vị, phải ghi đơn vị sau dấu #"
             : "nhiệm vụ `" + series.obligation + "` không giao từng đơn vị",
        each ? "các đơn vị: " + quoted_list(units) : "bỏ phần sau dấu #");
  }
  return right_unit;
}

std::optional<std::string> TestNames::occurrence(const Node& node) const {
  const auto text = decode_text(file_, node, "đầu việc", name_code_points_max);
  if (!text) {
    return std::nullopt;
  }
  const auto key = parse_occurrence_key(plan_ + '/' + *text);
  if (!key) {
    tell_unknown(node,
                 "`" + *text + "` không phải mã đầu việc: nhiệm vụ, dấu @, rồi kỳ",
                 occurrence_example);
    return std::nullopt;
  }
  if (!is_series(node, key->series, true)) {
    return std::nullopt;
  }
  if (is_task(key->series)) {
    return occurrence_key(key->series, key->period);
  }
  const std::optional<Owed> owed = find_owed(rules_, key->series);
  if (!owed) {
    return std::nullopt;
  }
  const DueRule& rule = owed->stage->rule;
  if (!waits_for_event(rule) && !due_of(*owed->stage, due_context(rules_, *owed), key->period)) {
    tell_unknown(node,
                 "nhiệm vụ `" + key->series.obligation + "` không có kỳ `" + key->period + "`",
                 "xem các kỳ bằng `dondoc preview`");
    return std::nullopt;
  }
  return occurrence_key(key->series, key->period);
}

std::optional<TestAim> TestNames::aim(const Node& node) const {
  if (node.kind == NodeKind::scalar && node.text.find('@') != std::string::npos) {
    const std::optional<std::string> key = occurrence(node);
    if (!key) {
      return std::nullopt;
    }
    const std::optional<OccurrenceKey> parsed = parse_occurrence_key(*key);
    return TestAim{parsed->series, parsed->period};
  }
  const auto text = decode_text(file_, node, "`about`", name_code_points_max);
  if (!text) {
    return std::nullopt;
  }
  const std::optional<SeriesKey> series = parse_series_key(plan_ + '/' + *text);
  if (!series || !is_series(node, *series, false)) {
    return std::nullopt;
  }
  return TestAim{*series, std::nullopt};
}

std::optional<std::string> TestNames::trigger(const Node& node) const {
  const auto id = decode_id(file_, node, "`trigger`", IdForm::dotted);
  if (!id) {
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (const Trigger& trigger : rules_.plans.at(plan_).triggers) {
    if (trigger.id == *id) {
      return text(SeriesKey{plan_, std::string(watch_prefix) + *id, {}, {}});
    }
    known.push_back(trigger.id);
  }
  tell_unknown(
      node, "kế hoạch `" + plan_ + "` không có mốc `" + *id + "`", nearest_hint(*id, known));
  return std::nullopt;
}

std::optional<std::string> TestNames::post(const Node& node, std::string_view what) const {
  auto id = decode_id(file_, node, what, IdForm::kebab);
  if (id && rules_.directory.posts.count(*id) == 0) {
    tell_unknown(node,
                 "danh bạ không có chức danh `" + *id + "`",
                 nearest_hint(*id, ids_of(rules_.directory.posts)));
    return std::nullopt;
  }
  return id;
}

std::optional<std::string> TestNames::actor(const Node& node) const {
  return node.kind == NodeKind::scalar && node.text == admin_actor ? std::optional(node.text)
                                                                   : post(node, "`as`");
}

std::optional<std::string> TestNames::unit(const Node& node) const {
  auto id = decode_id(file_, node, "`unit`", IdForm::kebab);
  if (id && rules_.directory.units.count(*id) == 0) {
    tell_unknown(node,
                 "danh bạ không có đơn vị `" + *id + "`",
                 nearest_hint(*id, ids_of(rules_.directory.units)));
    return std::nullopt;
  }
  return id;
}

std::optional<std::string> TestNames::rung(const Node& node) const {
  auto id = decode_id(file_, node, "`rung`", IdForm::dotted);
  if (!id) {
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (const std::string_view own : {due_moved_rung,
                                     assigned_rung,
                                     support_rung,
                                     signature_rung,
                                     extension_rung,
                                     checkpoint_rung}) {
    known.emplace_back(own);
  }
  for (const auto& [policy, rungs] : rules_.policies) {
    for (const Rung& rung : rungs.ladder) {
      known.push_back(rung.id);
    }
  }
  const std::string base = id->substr(0, id->find('.'));
  if (std::find(known.begin(), known.end(), base) == known.end()) {
    tell_unknown(node, "không quy trình nào có lần nhắc `" + *id + "`", nearest_hint(base, known));
    return std::nullopt;
  }
  return id;
}

}  // namespace dondoc
