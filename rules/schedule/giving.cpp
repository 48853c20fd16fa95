// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/giving.h"

#include "rules/phrase/due_phrase.h"
#include "rules/phrase/normal_form.h"
#include "rules/plan/code_points.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"
#include "rules/plan/unit_names.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/replay.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dondoc {

namespace {

constexpr std::string_view due_examples =
    "`05/12/2026`, `trước 16 giờ ngày 05/12/2026`, `trong 10 ngày`";
constexpr std::size_t shown_word_max = 60;

/// Whether the phrase says that it recurs; "5/12" alone is read as such a day too.
bool says_every(const std::string& phrase) {
  std::string letters;
  for (const NormalLetter& letter : normal_form(phrase).letters) {
    append_utf8(letters, without_marks(letter.value));
  }
  return letters.find("hang nam") != std::string::npos ||
         letters.find("moi nam") != std::string::npos;
}

/// Reads one form; each mistake is kept where it stands.
class TaskReader {
 public:
  TaskReader(const TaskForm& form, const RuleSet& rules, Instant now)
      : form_(form), rules_(rules), now_(now), names_(rules.directory) {}

  std::variant<NewTask, std::vector<TaskMistake>> read() {
    NewTask task;
    const Plan* plan = read_plan();
    if (plan != nullptr) {
      task.plan = plan->id;
    }
    task.task.lead = read_unit(form_.unit, TaskField::unit, 0).value_or("");
    task.task.title = read_text(form_.title, TaskField::title, "thiếu nội dung việc");
    task.task.product = read_text(form_.product, TaskField::product, nullptr);
    task.task.document = read_text(form_.document, TaskField::document, nullptr);
    task.task.support = read_support(task.task.lead);
    task.task.given = date_of(now_, rules_.zone);
    if (plan != nullptr) {
      read_due(*plan, task.task);
    }
    if (!mistakes_.empty()) {
      return std::move(mistakes_);
    }
    return task;
  }

 private:
  void tell(TaskField field,
            std::string code,
            std::string message,
            std::string hint,
            std::size_t begin,
            std::size_t end) {
    mistakes_.push_back(
        {field, std::move(code), std::move(message), std::move(hint), begin, std::max(end, begin)});
  }

  void tell_whole(TaskField field,
                  const std::string& text,
                  std::string code,
                  std::string message,
                  std::string hint = {}) {
    tell(field, std::move(code), std::move(message), std::move(hint), 0, count_code_points(text));
  }

  const Plan* read_plan() {
    const auto& plans = rules_.plans;
    if (form_.plan.empty() && plans.size() == 1) {
      return &plans.begin()->second;
    }
    const auto found = plans.find(form_.plan);
    if (found != plans.end()) {
      return &found->second;
    }
    std::string known;
    for (const auto& [id, plan] : plans) {
      known += (known.empty() ? "`" : ", `") + id + '`';
    }
    tell_whole(TaskField::plan,
               form_.plan,
               form_.plan.empty() ? "missing-plan" : "unknown-plan",
               form_.plan.empty()
                   ? std::string("có nhiều kế hoạch: cần nêu việc này theo dõi cùng kế hoạch nào")
                   : "không có kế hoạch nào mang mã `" + form_.plan + '`',
               "các kế hoạch: " + known);
    return nullptr;
  }

  std::optional<std::string> read_unit(const std::string& word,
                                       TaskField field,
                                       std::size_t begin) {
    const std::string name = composed(word);
    const std::size_t end = begin + count_code_points(word);
    if (name.empty()) {
      tell(field, "missing-unit", "thiếu đơn vị", "ghi mã hoặc tên của đơn vị", begin, end);
      return std::nullopt;
    }
    auto id = names_.unit(name);
    if (!id) {
      const bool group = names_.group(name) != nullptr;
      const auto close = nearest(name, names_.unit_words());
      tell(field,
           group ? "group-not-unit" : "unknown-unit",
           group ? "`" + name + "` là một nhóm đơn vị; mỗi việc giao cho một đơn vị chủ trì"
                 : "danh bạ không có đơn vị `" + printable(name, shown_word_max) + '`',
           close && !group ? '`' + *close + '`'
           : group         ? "mỗi đơn vị một việc"
                           : "ghi mã hoặc tên của đơn vị như trong danh bạ",
           begin,
           end);
    }
    return id;
  }

  std::string read_text(const std::string& text, TaskField field, const char* missing) {
    if (text.empty() && missing != nullptr) {
      tell_whole(field, text, "missing-text", missing);
    } else if (const std::size_t letters = count_code_points(text);
               letters > act_text_letters_max) {
      tell_whole(
          field, text, "text-too-long", length_words(letters, act_text_letters_max), "ghi gọn lại");
    }
    return composed(text);
  }

  std::vector<std::string> read_support(const std::string& lead) {
    std::vector<std::string> units;
    const std::string& text = form_.support;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = std::min(text.find_first_of(",;", from), text.size());
      const std::size_t first = std::min(text.find_first_not_of(' ', from), end);
      const std::size_t last = text.find_last_not_of(' ', end == 0 ? 0 : end - 1);
      const std::string word = first < end ? text.substr(first, last + 1 - first) : std::string{};
      const auto unit =
          read_unit(word, TaskField::support, count_code_points(text.substr(0, first)));
      if (unit && *unit != lead && std::find(units.begin(), units.end(), *unit) == units.end()) {
        units.push_back(*unit);
      }
      from = end + 1;
    }
    return units;
  }

  void read_due(const Plan& plan, Task& task) {
    if (form_.due.empty()) {
      tell_whole(TaskField::due, form_.due, "missing-due", "thiếu thời hạn", example());
      return;
    }
    const PhraseReading reading = read_due_phrase(form_.due);
    for (const Remark& remark : reading.remarks) {
      if (remark.kind == RemarkKind::error) {
        tell(TaskField::due,
             remark.code,
             lowered(remark.message),
             example(),
             remark.begin,
             remark.end);
        return;
      }
    }
    const std::optional<Due> due = reading.rule ? due_of_phrase(*reading.rule, plan) : std::nullopt;
    if (!due) {
      tell_whole(
          TaskField::due,
          form_.due,
          "no-single-due",
          "việc giao đột xuất cần đúng một thời hạn" +
              (reading.readings.empty() ? std::string{}
                                        : "; cụm từ này là: " + reading.readings.front().sentence),
          example());
      return;
    }
    if (due->due <= now_) {
      tell_whole(TaskField::due, form_.due, "due-passed", "thời hạn này đã qua", example());
      return;
    }
    task.due = due->due;
    task.last_day = due->last_day;
  }

  static std::string example() { return "ví dụ: " + std::string(due_examples); }

  /// A sentence of its own becomes part of another.
  static std::string lowered(std::string message) {
    if (!message.empty() && message.front() >= 'A' && message.front() <= 'Z') {
      message.front() = static_cast<char>(message.front() - 'A' + 'a');
    }
    while (!message.empty() && message.back() == '.') {
      message.pop_back();
    }
    return message;
  }

  [[nodiscard]] std::optional<Due> due_of_phrase(const DueRule& rule, const Plan& plan) const {
    if (!rule.also.empty() || rule.quota || rule.target) {
      return std::nullopt;
    }
    const Date today = date_of(now_, rules_.zone);
    DueContext context{plan.effective_from,
                       plan.effective_to,
                       plan.issued,
                       &rules_.calendar,
                       rules_.zone,
                       &rules_.reporting};
    if (const auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
      return due_of(rule, context, once->period);
    }
    if (std::holds_alternative<TriggeredRule>(rule.recurrence)) {
      const Event given{today, time_of(now_, rules_.zone)};
      return due_of_event(rule, context, "giao", given, now_);
    }
    if (!std::holds_alternative<YearlyRule>(rule.recurrence) || says_every(form_.due)) {
      return std::nullopt;
    }
    const int year = year_of(today);
    context.effective_from = make_date(year, 1, 1);
    context.effective_to = make_date(year + 1, 12, 31);
    for (const int candidate : {year, year + 1}) {
      std::optional<Due> due = due_of(rule, context, std::to_string(candidate));
      if (due && due->due > now_) {
        return due;
      }
    }
    return std::nullopt;
  }

  const TaskForm& form_;
  const RuleSet& rules_;
  Instant now_;
  UnitNames names_;
  std::vector<TaskMistake> mistakes_;
};

bool is_same(const Task& one, const Task& other) {
  return one.title == other.title && one.lead == other.lead && one.support == other.support &&
         one.product == other.product && one.document == other.document && one.due == other.due &&
         one.last_day == other.last_day;
}

std::optional<ActRefused> may_give(const Occurrence& task,
                                   const std::string& post,
                                   const RuleSet& rules,
                                   Date day) {
  constexpr Relations giving{
      Relation::coordinator, Relation::leader, Relation::chair, Relation::admin};
  if (relations_of(task, post, rules, day).has_any_of(giving)) {
    return std::nullopt;
  }
  return ActRefused{ActRefusal::not_allowed,
                    "Việc giao việc ngoài kế hoạch do lãnh đạo phụ trách, Chủ tịch hoặc đầu mối "
                    "theo dõi thực hiện."};
}

}  // namespace

std::variant<NewTask, std::vector<TaskMistake>> read_task(const TaskForm& form,
                                                          const RuleSet& rules,
                                                          Instant now) {
  return TaskReader(form, rules, now).read();
}

std::variant<GivenTask, KnownTask, ActRefused> give(const NewTask& task,
                                                    const std::vector<Occurrence>& of_day,
                                                    const Actor& actor,
                                                    const RuleSet& rules,
                                                    Instant now) {
  const std::string day = to_iso(task.task.last_day);
  GivenTask given;
  Occurrence& occurrence = given.occurrence;
  occurrence.series = {task.plan, std::string(task_obligation), {}, {}};
  occurrence.task = task.task;
  occurrence.task->giver = actor.post;
  if (auto refused = may_give(occurrence, actor.post, rules, date_of(now, rules.zone))) {
    return *std::move(refused);
  }
  for (const Occurrence& known : of_day) {
    if (known.state != OccurrenceState::waived && known.task && is_same(*known.task, task.task)) {
      return KnownTask{known};
    }
  }
  if (of_day.size() >= tasks_of_day_max) {
    return ActRefused{ActRefusal::too_many, "Quá nhiều việc giao có cùng thời hạn này."};
  }
  // None of them is ever removed, so their number is free.
  occurrence.period = of_day.empty() ? day : day + '.' + std::to_string(of_day.size() + 1);
  occurrence.key = occurrence_key(occurrence.series, occurrence.period);
  occurrence.opens = now;
  occurrence.due = task.task.due;
  occurrence.last_day = task.task.last_day;
  occurrence.first_due = task.task.due;
  occurrence.round_from = now;
  occurrence.last_act = LastAct{FactKind::opened, now, actor.post, {}};
  given.opened.occurrence = occurrence.key;
  given.opened.kind = FactKind::opened;
  given.opened.at = now;
  given.opened.actor = actor.post;
  given.opened.by = actor.by;
  put_task(*occurrence.task, rules.zone, given.opened.data);
  put_opening(occurrence, rules.zone, given.opened.data);
  return given;
}

}  // namespace dondoc
