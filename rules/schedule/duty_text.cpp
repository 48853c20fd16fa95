// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/duty_text.h"

#include "rules/phrase/thousandths.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/wording.h"

#include <array>
#include <optional>
#include <vector>

namespace dondoc {

namespace {

/// What the office calls its documents; the title of a plan that begins otherwise gets "Kế hoạch".
constexpr std::array<std::string_view, 8> document_words{"Kế hoạch",
                                                         "Chương trình",
                                                         "Đề án",
                                                         "Quyết định",
                                                         "Nghị quyết",
                                                         "Chỉ thị",
                                                         "Công văn",
                                                         "Thông báo"};
/// Of a line in a list; a message of its own shows the whole text.
constexpr std::size_t shown_text_bytes_max = 160;

constexpr std::int64_t whole_percent = 100'000;

bool begins(std::string_view text, std::string_view word) {
  return text.substr(0, word.size()) == word;
}

std::string plan_words(const Plan& plan) {
  bool named = false;
  for (const std::string_view word : document_words) {
    named = named || begins(plan.title, word);
  }
  return (named ? "" : "Kế hoạch ") + plan.title + " của " + plan.authority;
}

bool has_document_number(const Obligation& obligation) {
  const char first = obligation.id.empty() ? 'a' : obligation.id.front();
  return first < 'a' || first > 'z';
}

/// "VII.4" of "VII.4-a", the second duty under one number.
std::string document_number(const std::string& id) {
  const std::size_t dash = id.rfind('-');
  const bool second =
      dash != std::string::npos && dash + 2 == id.size() && id.back() >= 'a' && id.back() <= 'z';
  return second ? id.substr(0, dash) : id;
}

const Trigger* find_trigger(const Owed& owed) {
  for (const Trigger& trigger : owed.plan->triggers) {
    if (trigger.id == owed.stage->trigger) {
      return &trigger;
    }
  }
  return nullptr;
}

/// What an event is about, in its recorder's words or the trigger's.
std::string event_title(const Happening& happening, const Owed& owed) {
  const Trigger* trigger = find_trigger(owed);
  std::string words = happening.title;
  if (words.empty() && trigger != nullptr) {
    words = trigger->title;
  }
  if (happening.document.empty()) {
    return words;
  }
  return words + (words.empty() ? "số " + happening.document : " (số " + happening.document + ')');
}

std::string about_words(const Occurrence& occurrence) {
  if (occurrence.task) {
    return {};
  }
  if (!occurrence.happening) {
    const bool whole_plan = !occurrence.dated && occurrence.period.find("--") != std::string::npos;
    return whole_plan ? std::string{} : period_words(occurrence.period);
  }
  const std::string& title = occurrence.happening->title;
  return title.empty() ? "phát sinh ngày " + date_words(occurrence.happening->event.date) : title;
}

/// At most so many bytes, cut between letters.
std::string shortened(const std::string& text) {
  if (text.size() <= shown_text_bytes_max) {
    return text;
  }
  std::size_t end = shown_text_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "…";
}

std::string value_words(std::int64_t thousandths, const std::string& unit) {
  return thousandths_words(thousandths) + (unit == "%" || unit.empty() ? unit : ' ' + unit);
}

std::string bound_words(const Target& target) {
  constexpr std::array<std::string_view, 4> words{"tối thiểu ", "trên ", "không quá ", "dưới "};
  if (target.bound == Bound::at_least && target.unit == "%" &&
      target.thousandths == whole_percent) {
    return "đạt 100%";
  }
  return std::string{words.at(static_cast<std::size_t>(target.bound))} +
         value_words(target.thousandths, target.unit);
}

std::string measured_words(const Measurement& measured, const Target& target, Zone zone) {
  std::string words = "đo gần nhất ngày " + short_date_words(date_of(measured.at, zone)) + ": " +
                      value_words(measured.thousandths, target.unit);
  if (!measured.numerator.empty()) {
    words += " (" + measured.numerator + '/' + measured.denominator + ')';
  }
  return words + (is_met(target, measured.thousandths) ? ", đạt" : ", chưa đạt");
}

}  // namespace

bool is_met(const Target& target, std::int64_t value) {
  switch (target.bound) {
    case Bound::at_least:
      return value >= target.thousandths;
    case Bound::more_than:
      return value > target.thousandths;
    case Bound::at_most:
      return value <= target.thousandths;
    case Bound::less_than:
      return value < target.thousandths;
  }
  return false;
}

std::string code_suffix(const Occurrence& occurrence, std::string_view before) {
  if (occurrence.code == 0) {
    return {};
  }
  return std::string{before} + std::to_string(occurrence.code);
}

std::string title_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!owed) {
    return occurrence.key;
  }
  std::string words = owed->obligation->title;
  if (!owed->stage->id.empty() && !owed->stage->product.empty()) {
    words += " - " + owed->stage->product;
  }
  const std::string about = about_words(occurrence);
  return about.empty() ? words : words + ", " + about;
}

std::string item_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  const std::string title = title_words(occurrence, rules);
  return owed && has_document_number(*owed->obligation) ? owed->obligation->id + ' ' + title
                                                        : title;
}

std::string lead_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  std::vector<std::string> names;
  if (owed) {
    for (const std::string& unit : owed->lead_units) {
      names.push_back(unit_words(rules.directory, unit));
    }
  }
  return join(names, "; ");
}

std::string source_words(const Owed& owed) {
  const Obligation& duty = *owed.obligation;
  if (owed.given) {
    return duty.source;
  }
  const std::string place =
      has_document_number(duty) ? "mục " + document_number(duty.id) : duty.source;
  return (place.empty() ? "" : place + ", ") + plan_words(*owed.plan);
}

std::string refined_words(const Occurrence& occurrence, const RuleSet& rules) {
  const auto key = stands_for(rules, occurrence.series, occurrence.period);
  const auto above = key ? parse_occurrence_key(*key) : std::nullopt;
  const std::optional<Owed> owed = above ? find_owed(rules, above->series) : std::nullopt;
  return owed ? source_words(*owed) : std::string{};
}

std::string product_words(const Owed& owed) {
  return owed.stage->product.empty() ? owed.obligation->product : owed.stage->product;
}

std::string term_words(const Occurrence& occurrence, const RuleSet& rules) {
  if (occurrence.dated) {
    return due_words(occurrence.due, occurrence.last_day, rules.zone);
  }
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (owed && std::holds_alternative<StandingRule>(owed->stage->rule.recurrence)) {
    return "thường xuyên";
  }
  if (owed && std::holds_alternative<HappeningRule>(owed->stage->rule.recurrence)) {
    return "không nêu thời hạn";
  }
  return "chưa xác định thời hạn";
}

bool is_provisional(const Occurrence& occurrence, const RuleSet& rules) {
  // It was so when the duty opened; since then the year may be known, or somebody has set the due.
  return occurrence.provisional && !occurrence.due_set &&
         !rules.calendar.is_promulgated(year_of(occurrence.last_day));
}

std::string event_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!occurrence.happening || !owed) {
    return {};
  }
  const std::string title = event_title(*occurrence.happening, *owed);
  return (occurrence.dated ? "tính từ ngày " : "phát sinh ngày ") +
         date_words(occurrence.happening->event.date) + (title.empty() ? title : ": " + title);
}

std::string amount_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!owed) {
    return {};
  }
  std::vector<std::string> words;
  if (const auto& quota = owed->stage->rule.quota) {
    words.push_back("tối thiểu " + two_digits(quota->at_least));
    words.push_back("đã ghi nhận " + two_digits(occurrence.counted) + " trong " +
                    two_digits(quota->at_least));
  }
  if (const auto& target = owed->stage->rule.target) {
    words.push_back(bound_words(*target));
    words.push_back(occurrence.measured ? measured_words(*occurrence.measured, *target, rules.zone)
                                        : "chưa có số đo");
  }
  return join(words, "; ");
}

std::vector<std::string> answers_of(const Occurrence& occurrence, const RuleSet& rules) {
  std::vector<std::string> words;
  const auto day = [&rules](Instant at) { return short_date_words(date_of(at, rules.zone)); };
  if (occurrence.acknowledged_at) {
    words.push_back("đã nhận việc ngày " + day(*occurrence.acknowledged_at));
    if (occurrence.promised) {
      words.back() += ", hẹn ngày " + short_date_words(*occurrence.promised);
    }
  }
  if (occurrence.progress) {
    words.push_back("tiến độ báo ngày " + day(occurrence.progress->at) + ": " +
                    shortened(occurrence.progress->text));
  }
  if (occurrence.submission) {
    words.push_back("đã trình ký ngày " + date_words(occurrence.submission->date) + ", chờ ký");
  }
  if (occurrence.asked) {
    words.push_back("đề nghị gia hạn đến ngày " + date_words(occurrence.asked->until) +
                    ", chưa có ý kiến của lãnh đạo");
  }
  if (occurrence.transfer_asked) {
    words.push_back("đề nghị chuyển giao cho " +
                    unit_words(rules.directory, occurrence.transfer_asked->unit) +
                    ", chưa có ý kiến của lãnh đạo");
  }
  return words;
}

std::string excuse_words(const Occurrence& occurrence) {
  if (!occurrence.excuse) {
    return {};
  }
  const std::string reason = shortened(occurrence.excuse->reason);
  return is_excused(occurrence) ? "có lý do được chấp nhận: " + reason
                                : "nêu nguyên nhân khách quan: " + reason + ", chờ xác nhận";
}

std::string said_words(const Occurrence& occurrence, const RuleSet& rules) {
  std::vector<std::string> words = answers_of(occurrence, rules);
  if (std::string excuse = excuse_words(occurrence); !excuse.empty()) {
    words.push_back(std::move(excuse));
  }
  return join(words, "; ");
}

std::string status_words(const Occurrence& occurrence, const RuleSet& rules) {
  std::vector<std::string> words = answers_of(occurrence, rules);
  if (const std::string excuse = excuse_words(occurrence); !excuse.empty()) {
    words.push_back(excuse);
  }
  if (words.empty()) {
    words.emplace_back("chưa có phản hồi");
  }
  if (!occurrence.submission) {
    words.emplace_back("chưa được cập nhật sản phẩm");
  }
  return join(words, "; ");
}

std::string urging_words(const Urging& urging, const Plan& plan, const Directory& directory) {
  const std::string who = urging.post == admin_actor ? unit_words(directory, plan.coordinator)
                                                     : addressee_words(directory, urging.post);
  return urging.untold + (urging.untold.empty() ? "" : "; ") + who +
         (urging.directs ? " chỉ đạo: " : " đôn đốc: ") + urging.text;
}

}  // namespace dondoc
