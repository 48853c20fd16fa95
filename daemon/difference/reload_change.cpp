// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/reload_change.h"

#include "daemon/difference/difference_cause.h"
#include "rules/plan/stage_dues.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace dondoc {
namespace {

/// A summary names so many files.
constexpr std::size_t files_named_max = 5;

struct Coming {
  SeriesKey series;
  Due due;
};
using Comings = std::map<std::string, Coming>;  ///< by occurrence key

using Prints = std::map<SeriesKey, std::string>;

Prints prints_of(const RuleSet& rules) {
  Prints prints;
  for (KnownSeries& known : all_series(rules)) {
    prints.emplace(known.key, std::move(known.fingerprint) + " on " + known.trigger);
  }
  return prints;
}

std::map<std::string, std::string> texts_of(const ConfigFiles& files) {
  std::map<std::string, std::string> texts;
  for (const SourceFile& file : files.rules) {
    texts.emplace(file.name, file.text);
  }
  if (files.settings) {
    texts.emplace(files.settings->name, files.settings->text);
  }
  return texts;
}

/// Series that can have other dues now: their rules are others, or what all rules count on is.
std::set<SeriesKey> suspects(const RuleSet& before,
                             const RuleSet& after,
                             const std::vector<std::string>& files) {
  const bool shared = std::any_of(files.begin(), files.end(), [](const std::string& name) {
    return name.rfind("calendars/", 0) == 0 || name == policies_file;
  });
  const Prints old = prints_of(before);
  const Prints now = prints_of(after);
  std::set<SeriesKey> found;
  for (const auto& [key, print] : old) {
    const auto other = now.find(key);
    if (shared || other == now.end() || other->second != print) {
      found.insert(key);
    }
  }
  for (const auto& [key, print] : now) {
    if (shared || old.count(key) == 0) {
      found.insert(key);
    }
  }
  return found;
}

/// What isn't over yet and opens within the days looked at; events open their duties themselves.
Comings comings(const RuleSet& rules, const std::set<SeriesKey>& series, Instant now) {
  const Date today = date_of(now, rules.zone);
  const Instant through = now + std::chrono::days{reload_days_seen};
  Comings found;
  for (const SeriesKey& key : series) {
    const std::optional<Owed> owed = find_owed(rules, key);
    if (!owed || !owed->obligation->watches.empty() || waits_for_event(owed->stage->rule)) {
      continue;
    }
    for (Due& due : dues_opening(*owed->stage, due_context(rules, *owed), std::nullopt, through)) {
      if (due.last_day >= today && !stand_in(rules, key, due.period)) {
        std::string name = occurrence_key(key, due.period);
        found.emplace(std::move(name), Coming{key, std::move(due)});
      }
    }
  }
  return found;
}

std::string due_of(const Due& due, Zone zone) {
  return due.dated ? due_words(due.due, due.last_day, zone) : "chưa xác định thời hạn";
}

/// What one line of one file does.
struct Effect {
  int added{0};
  int moved{0};
  int removed{0};
  std::optional<std::pair<Instant, std::string>> nearest;  ///< words of its first due
};

void note(Effect& effect, Instant due, std::string words) {
  if (!effect.nearest || due < effect.nearest->first) {
    effect.nearest.emplace(due, std::move(words));
  }
}

std::string counted(const char* verb, int count, std::string text) {
  return count == 0 ? std::move(text)
                    : std::move(text) + (text.empty() ? "" : ", ") + verb + ' ' +
                          two_digits(count) + " đầu việc";
}

std::string effect_words(const Cause& cause, const Effect& effect) {
  std::string counts = counted("thêm", effect.added, {});
  counts = counted("dời", effect.moved, std::move(counts));
  counts = counted("bỏ", effect.removed, std::move(counts));
  const std::string place =
      cause.file.empty() ? cause.file : cause.file + ':' + std::to_string(cause.line) + ": ";
  return place + cause.words + ": " + counts +
         (effect.nearest ? "; gần nhất " + effect.nearest->second : std::string{});
}

class ReloadComparison {
 public:
  ReloadComparison(const LoadedConfig& before, const LoadedConfig& after, Instant now)
      : before_(before), after_(after), now_(now) {}

  AppliedReload run() {
    AppliedReload applied;
    applied.at = now_;
    applied.files = changed_files(*before_.files, *after_.files);
    const std::set<SeriesKey> series = suspects(*before_.rules, *after_.rules, applied.files);
    const Comings old = comings(*before_.rules, series, now_);
    const Comings now = comings(*after_.rules, series, now_);
    for (const auto& [key, coming] : old) {
      const auto other = now.find(key);
      compare(key, &coming, other == now.end() ? nullptr : &other->second);
    }
    for (const auto& [key, coming] : now) {
      if (old.count(key) == 0) {
        compare(key, nullptr, &coming);
      }
    }
    for (const auto& [cause, effect] : effects_) {
      applied.added += effect.added;
      applied.moved += effect.moved;
      applied.removed += effect.removed;
      ++applied.causes;
      if (applied.first.size() < reload_causes_max) {
        applied.first.push_back(effect_words(cause, effect));
      }
    }
    return applied;
  }

 private:
  void compare(const std::string& key, const Coming* old, const Coming* now) {
    assert(old != nullptr || now != nullptr);
    if (old != nullptr && now != nullptr && old->due.due == now->due.due &&
        old->due.dated == now->due.dated) {
      return;
    }
    const Coming& either = old != nullptr ? *old : *now;
    Effect& effect = effects_[cause_of(either)];
    const Zone zone = after_.rules->zone;
    std::string words = short_key(key) + ": ";
    if (old == nullptr) {
      ++effect.added;
      words += due_of(now->due, zone);
    } else if (now == nullptr) {
      ++effect.removed;
      words += due_of(old->due, zone);
    } else {
      ++effect.moved;
      words += "từ " + due_of(old->due, zone) + " thành " + due_of(now->due, zone);
    }
    note(effect, either.due.due, std::move(words));
  }

  [[nodiscard]] Cause cause_of(const Coming& coming) {
    if (!sources_) {
      sources_.emplace(SourceMap(before_.files->rules), SourceMap(after_.files->rules));
    }
    return cause_of_dues({*before_.rules, sources_->first},
                         {*after_.rules, sources_->second},
                         coming.series,
                         coming.due.last_day);
  }

  const LoadedConfig& before_;
  const LoadedConfig& after_;
  Instant now_;
  std::optional<std::pair<SourceMap, SourceMap>> sources_;
  std::map<Cause, Effect> effects_;
};

}  // namespace

std::vector<std::string> changed_files(const ConfigFiles& before, const ConfigFiles& after) {
  const std::map<std::string, std::string> old = texts_of(before);
  const std::map<std::string, std::string> now = texts_of(after);
  std::set<std::string> names;
  for (const auto& [name, text] : old) {
    const auto other = now.find(name);
    if (other == now.end() || other->second != text) {
      names.insert(name);
    }
  }
  for (const auto& [name, text] : now) {
    if (old.count(name) == 0) {
      names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

AppliedReload reload_change(const LoadedConfig& before, const LoadedConfig& after, Instant now) {
  return ReloadComparison(before, after, now).run();
}

std::string reload_summary(const AppliedReload& applied) {
  if (applied.files.empty()) {
    return "không tệp nào thay đổi";
  }
  std::string files;
  for (std::size_t i = 0; i < std::min(applied.files.size(), files_named_max); ++i) {
    files += (i == 0 ? "" : ", ") + applied.files[i];
  }
  if (applied.files.size() > files_named_max) {
    files +=
        " và " + two_digits(static_cast<int>(applied.files.size() - files_named_max)) + " tệp khác";
  }
  const bool none = applied.added + applied.moved + applied.removed == 0;
  const std::string duties = none ? std::string{"không thời hạn nào thay đổi"}
                                  : "thêm " + two_digits(applied.added) + ", dời " +
                                        two_digits(applied.moved) + ", bỏ " +
                                        two_digits(applied.removed) + " đầu việc";
  return duties + "; tệp thay đổi: " + files;
}

}  // namespace dondoc
