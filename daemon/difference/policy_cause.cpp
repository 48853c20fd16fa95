// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/policy_cause.h"

#include "rules/schedule/wording.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

Cause in_policies(const Side& side, const SourcePath& path, std::string words) {
  return {std::string(policies_file),
          side.sources.at(policies_file, path).begin.line,
          "quy trình " + path.front() + ": " + std::move(words)};
}

std::string quoted_change(const std::string& what,
                          const std::string& before,
                          const std::string& after) {
  return what + ": “" + before + "” → “" + after + "”";
}

std::string rung_words(const Rung& rung) {
  const std::string told = describe_rung(rung.id, describe_offset(rung.offset), rung.to);
  return rung.repeat ? told + ", nhắc lại mỗi " + std::to_string(rung.repeat->every_days) +
                           " ngày, thêm nhiều nhất " + std::to_string(rung.repeat->at_most) + " lần"
                     : told;
}

std::string times_words(const Policy& policy) {
  std::string words = to_hhmm(policy.at);
  for (const DayHours& hours : policy.hours) {
    words += ", " + to_hhmm(hours.from) + '-' + to_hhmm(hours.to);
  }
  return words;
}

const Rung* rung_named(const Policy& policy, const std::string& id) {
  const auto found = std::find_if(policy.ladder.begin(),
                                  policy.ladder.end(),
                                  [&id](const Rung& rung) { return rung.id == id; });
  return found == policy.ladder.end() ? nullptr : &*found;
}

std::optional<Cause> cause_between(const Side& before,
                                   const Side& after,
                                   const std::string& policy,
                                   const Rung* old,
                                   const Rung* now) {
  const SourcePath path{policy, "ladder", '#' + (now != nullptr ? now : old)->id};
  if (old == nullptr) {
    return in_policies(after, path, "thêm lần nhắc “" + rung_words(*now) + "”");
  }
  if (now == nullptr) {
    return in_policies(before, path, "bỏ lần nhắc “" + rung_words(*old) + "”");
  }
  return rung_words(*old) == rung_words(*now)
             ? std::nullopt
             : std::optional(in_policies(
                   after, path, quoted_change("lần nhắc", rung_words(*old), rung_words(*now))));
}

}  // namespace

std::optional<Cause> cause_in_rung(const Side& before,
                                   const Side& after,
                                   const Policy& old,
                                   const Policy& now,
                                   const std::string& rung) {
  const std::string base = rung.substr(0, rung.find('.'));
  const Rung* old_rung = rung_named(old, base);
  const Rung* new_rung = rung_named(now, base);
  if (old_rung != nullptr || new_rung != nullptr) {
    if (auto cause = cause_between(before, after, now.id, old_rung, new_rung)) {
      return cause;
    }
  }
  if (times_words(old) != times_words(now)) {
    return in_policies(
        after, {now.id, "at"}, quoted_change("giờ gửi tin", times_words(old), times_words(now)));
  }
  if (old.lapse_after_days != now.lapse_after_days) {
    return in_policies(after, {now.id, "lapse_after"}, "thời gian tự khép thay đổi");
  }
  if (old.levels_apart != now.levels_apart) {
    return in_policies(
        after, {now.id, "levels_apart"}, "khoảng cách giữa các cấp báo cáo thay đổi");
  }
  return std::nullopt;
}

std::optional<Cause> cause_in_ladder(const Side& before,
                                     const Side& after,
                                     const Policy& old,
                                     const Policy& now) {
  for (const Rung& rung : now.ladder) {
    if (auto cause = cause_between(before, after, now.id, rung_named(old, rung.id), &rung)) {
      return cause;
    }
  }
  for (const Rung& rung : old.ladder) {
    if (auto cause = cause_between(before, after, now.id, &rung, rung_named(now, rung.id))) {
      return cause;
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
