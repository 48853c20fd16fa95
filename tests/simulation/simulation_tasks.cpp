// SPDX-License-Identifier: Apache-2.0
// Somebody gives a unit something to do that no plan has, or gives it again.
#include "rules/schedule/giving.h"
#include "rules/schedule/wording.h"
#include "tests/simulation/simulation_run.h"

namespace dondoc {

namespace {

using std::chrono::days;

constexpr int kinds_of_tasks = 4;

}  // namespace

TaskForm SimulationRun::draw_task() {
  const auto& plans = world_.rules->plans;
  TaskForm form;
  form.plan = std::next(plans.begin(), dice_.pick(0, static_cast<int>(plans.size()) - 1))->first;
  form.unit = draw_unit();
  form.title = "Việc giao thứ " + std::to_string(dice_.pick(1, kinds_of_tasks));
  form.due = date_words(plain_date(now_) + days(dice_.pick(1, 30)));
  if (dice_.one_in(3)) {
    form.support = draw_unit();
  }
  return form;
}

void SimulationRun::give_task() {
  Actor actor{draw_superior(), "cli"};
  if (dice_.one_in(4)) {
    const auto& posts = oracle_.directory().posts;
    const int place = dice_.pick(0, static_cast<int>(posts.size()) - 1);
    actor.post = std::next(posts.begin(), place)->first;
  }
  TaskForm form = draw_task();
  if (newest_form_ && dice_.one_in(4)) {
    form = *newest_form_;
  }
  const auto read = read_task(form, *world_.rules, now_);
  if (!std::holds_alternative<NewTask>(read)) {
    saw("task-unreadable");  // Its plan is gone, or its day has passed since it was first given.
    return;
  }
  const auto& task = std::get<NewTask>(read);
  const bool may = oracle_.may_give(task.plan, task.task.lead, actor.post, plain_date(now_));
  const auto known = oracle_.known_task(task.plan, task.task);
  const std::string key = known ? *known : oracle_.next_task(task.plan, task.task.last_day);
  bool gave = false;
  try {
    const auto result =
        give(task, store_->tasks_of_day(task.plan, task.task.last_day), actor, *world_.rules, now_);
    const auto* given = std::get_if<GivenTask>(&result);
    const auto* found = std::get_if<KnownTask>(&result);
    const std::string took = given != nullptr   ? given->occurrence.key
                             : found != nullptr ? found->occurrence.key
                                                : "";
    if (took != (may ? key : "") || (found != nullptr) != (may && known)) {
      throw LawBroken(law::as_oracle, "given by " + actor.post + ": " + took + " for " + key);
    }
    if (given == nullptr) {
      saw(found != nullptr ? "task-known" : "task-refused");
      return;
    }
    gave = true;
    Store::Transaction transaction(*store_);
    store_->write_given(given->occurrence, given->opened, now_);
    transaction.commit();
  } catch (const StoreError& error) {
    act_failed(error);
    if (!gave || !store_->occurrence(key)) {
      return;
    }
  }
  note("gives " + key + " by " + actor.post);
  saw("task-given");
  newest_form_ = form;
  ledger_.push_back(store_->facts(key).front().fact);
  touched_.insert(key);
  busy_.insert(key);
  newest_ = Deed{key, Comment{}, actor};
  Task written = task.task;
  written.giver = actor.post;
  oracle_.given(key, task.plan, written, actor.post, now_);
}

}  // namespace dondoc
