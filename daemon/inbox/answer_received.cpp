// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/answer_received.h"

#include "daemon/inbox/keep_received.h"
#include "daemon/record_act.h"
#include "rules/answer/answer_text.h"
#include "rules/answer/concern.h"
#include "rules/answer/given_text.h"
#include "rules/answer/linked_contacts.h"
#include "rules/answer/reply_acts.h"
#include "rules/reply/link_words.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

namespace {

constexpr int duties_per_page = 1'000;

/// One message on its way to its answer, inside a transaction.
class Answer {
 public:
  Answer(Store& store,
         const RuleSet& rules,
         const WaitingMessage& waiting,
         Instant now,
         Answered& answered)
      : store_(store),
        rules_(rules),
        waiting_(waiting),
        message_(waiting.message),
        now_(now),
        today_(date_of(now, rules.zone)),
        answered_(answered) {}

  void work_out() {
    const Person* person = person_at(rules_.directory, {message_.channel, message_.chat});
    if (person != nullptr) {
      person_ = person->id;
      posts_ = posts_of(rules_.directory, person->id, today_);
    }
    if (waiting_.begun >= answer_tries_max) {
      settle(ReceivedState::given_up, given_up_line());
    } else if (message_.answers && !is_proven()) {
      doubt_writer();
    } else if (const auto code = message_.answers ? std::nullopt : link_code_in(message_.text)) {
      link(*code);
    } else if (posts_.empty()) {
      turn_away();
    } else if (is_flood()) {
      settle(ReceivedState::too_many, too_many_line());
    } else {
      settle(ReceivedState::answered, reply());
    }
  }

 private:
  /// The one message beyond what a chat may send: later ones weren't even kept.
  [[nodiscard]] bool is_flood() const {
    const Instant since = message_.received_at - flood_window;
    return store_.received_from(message_.channel, message_.chat, since, waiting_.id) >
           received_per_chat_max;
  }

  void link(const std::string& code) {
    const std::optional<OpenLinkCode> taken = store_.take_link_code(code, now_);
    const Person* holds = taken ? holder(rules_.directory, taken->post, today_) : nullptr;
    // Given to somebody who has left the post since, it opens nothing.
    if (holds == nullptr || holds->id != taken->person) {
      settle(ReceivedState::wrong_code, wrong_link_code_line());
      return;
    }
    store_.write_link({message_.channel, taken->person, taken->post, message_.chat, now_});
    answered_.people_changed = true;
    person_ = taken->person;
    posts_ = {taken->post};
    settle(ReceivedState::linked, linked_line(taken->post, rules_));
  }

  /// One line in a day; who has left all posts is a stranger too.
  void turn_away() {
    person_.clear();
    const Instant since = message_.received_at - stranger_window;
    const int so_far =
        store_.received_unknown_from(message_.channel, message_.chat, since, waiting_.id);
    settle(ReceivedState::stranger, so_far > 1 ? std::string{} : stranger_line(rules_));
  }

  /// A mail is its author's when it answers one that this address was sent, not long ago: a name
  /// in a mail can be anybody's, the token in our Message-ID only its reader's.
  [[nodiscard]] bool is_proven() const {
    if (message_.answers->empty() || posts_.empty()) {
      return false;
    }
    const std::optional<StoredMessage> read = store_.message(*message_.answers);
    if (!read || read->created_at < message_.received_at - received_kept) {
      return false;
    }
    const std::vector<Contact>& sent_to = read->draft.contacts;
    return std::find(sent_to.begin(), sent_to.end(), Contact{message_.channel, message_.chat}) !=
           sent_to.end();
  }

  /// Told once in a day: a mail under a false name must not become many to its owner.
  void doubt_writer() {
    const Instant since = message_.received_at - stranger_window;
    const int so_far =
        store_.received_unknown_from(message_.channel, message_.chat, since, waiting_.id);
    const std::string line = posts_.empty() ? unknown_address_line(rules_) : answer_the_mail_line();
    settle(ReceivedState::stranger, so_far > 1 ? std::string{} : line);
  }

  [[nodiscard]] std::string reply() {
    const ReplyReading reading = read_reply(message_.text, today_);
    if (const auto* refused = std::get_if<ReplyRefused>(&reading)) {
      const bool lacks_code = refused->problem == ReplyProblem::missing_code;
      return refused_reply_text(
          *refused, lacks_code ? own_duties() : std::vector<Occurrence>{}, rules_);
    }
    const ReplyAct& reply = std::get<ReplyAct>(reading);
    if (reply.verb == ReplyVerb::help) {
      return help_text();
    }
    if (reply.verb == ReplyVerb::list) {
      return listed_text(own_duties(), rules_, now_);
    }
    if (reply.verb == ReplyVerb::confirm_week) {
      return week_confirmed();
    }
    if (reply.verb == ReplyVerb::give) {
      return task_given(reply);
    }
    if (reply.verb == ReplyVerb::away) {
      return away(reply);
    }
    if (reply.verb == ReplyVerb::undo_away) {
      return away_no_more();
    }
    std::vector<std::string> lines;
    for (const int code : reply.codes) {
      lines.push_back(about(code, reply));
    }
    return with_undo(lines);
  }

  [[nodiscard]] std::string with_undo(const std::vector<std::string>& lines) const {
    // One line for one act: what can be undone is said behind it.
    const std::string undo = undo_line(undoable_);
    if (undo.empty()) {
      return join(lines, "\n");
    }
    return join(lines, "\n") + (lines.size() == 1 ? " " : "\n") + undo;
  }

  /// The post that the writer holds; of several the first, the days are those of all of them.
  [[nodiscard]] std::string own_post() const {
    const auto own = std::find_if(posts_.begin(), posts_.end(), [this](const std::string& post) {
      const Person* holds = holder(rules_.directory, post, today_);
      return holds != nullptr && holds->id == person_;
    });
    return own == posts_.end() ? posts_.front() : *own;
  }

  [[nodiscard]] std::string week_confirmed() {
    const auto actor_of = [this](const Occurrence& one) {
      const auto post = speaker_for(Act{Complete{}}, one, posts_, rules_, today_);
      return Actor{post.value_or(posts_.front()), message_.channel};
    };
    std::vector<std::string> lines;
    for (const WeeklyAnswer& one : record_week(store_, posts_, actor_of, rules_, now_)) {
      if (const auto* refused = std::get_if<ActRefused>(&one.result)) {
        lines.push_back(refused_line(*refused, one.occurrence.code));
        continue;
      }
      ++answered_.facts;
      undoable_.push_back(one.occurrence.code);
      lines.push_back(recorded_line(std::get<Fact>(one.result), one.occurrence, rules_));
    }
    return lines.empty() ? no_weekly_line() : with_undo(lines);
  }

  /// By the first of the writer's posts that may, the one they hold before those they act for.
  [[nodiscard]] std::string task_given(const ReplyAct& reply) {
    TaskForm form;
    form.plan = plan_of_task(rules_, posts_, today_);
    form.unit = reply.unit;
    form.title = reply.text;
    form.due = (reply.time ? "trước " + clock_words(*reply.time) + " ngày " : std::string{}) +
               date_words(reply.date.value_or(today_));
    const auto read = read_task(form, rules_, now_);
    if (const auto* mistakes = std::get_if<std::vector<TaskMistake>>(&read)) {
      return not_given_line(*mistakes);
    }
    std::vector<std::string> posts{own_post()};
    posts.insert(posts.end(), posts_.begin(), posts_.end());
    std::string why;
    for (const std::string& post : posts) {
      const auto result =
          record_task(store_, std::get<NewTask>(read), Actor{post, message_.channel}, rules_, now_);
      if (const auto* refused = std::get_if<ActRefused>(&result)) {
        why = not_given_line(*refused);
        continue;
      }
      if (const auto* known = std::get_if<KnownTask>(&result)) {
        return known_task_line(known->occurrence, rules_);
      }
      ++answered_.facts;
      const Occurrence task = store_.occurrence(std::get<GivenTask>(result).occurrence.key).value();
      undoable_.push_back(task.code);
      return with_undo({given_line(task, rules_)});
    }
    return why;
  }

  [[nodiscard]] std::string away(const ReplyAct& reply) {
    const std::string post = own_post();
    const Date first = reply.date.value_or(today_);
    const LeaveForm form{post, first, reply.last.value_or(first)};
    const LeaveResult result =
        record_leave(store_, form, Actor{post, message_.channel}, rules_, now_);
    answered_.people_changed =
        answered_.people_changed || std::holds_alternative<LeaveRecord>(result);
    return leave_line(result, rules_);
  }

  [[nodiscard]] std::string away_no_more() {
    const std::string post = own_post();
    const auto result =
        record_leave_undone(store_, post, Actor{post, message_.channel}, rules_, now_);
    answered_.people_changed =
        answered_.people_changed || std::holds_alternative<LeaveRecord>(result);
    return leave_undone_line(result, rules_);
  }

  /// What is said, after it was done, of one of the duties that the reply names.
  [[nodiscard]] std::string about(int code, const ReplyAct& reply) {
    const std::optional<Occurrence> occurrence = store_.occurrence_by_code(code);
    if (!occurrence) {
      return unknown_code_line(code);
    }
    const std::optional<Act> act = act_of(reply, *occurrence, rules_, today_);
    const std::optional<std::string> post = speaker_for(act, *occurrence, posts_, rules_, today_);
    if (!post) {
      return not_yours_line(code);
    }
    if (!act) {
      return shown_text(*occurrence, rules_);
    }
    const ActResult result =
        record_act(store_, *occurrence, *act, Actor{*post, message_.channel}, rules_, now_);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      return refused_line(*refused, code);
    }
    ++answered_.facts;
    if (!std::holds_alternative<Undo>(*act) && !std::holds_alternative<Comment>(*act)) {
      undoable_.push_back(code);
    }
    return recorded_line(std::get<Fact>(result), *occurrence, rules_);
  }

  /// Open, and owed by a post that the writer speaks for.
  [[nodiscard]] std::vector<Occurrence> own_duties() const {
    std::vector<Occurrence> own;
    OccurrenceFilter filter;
    filter.limit = duties_per_page;
    for (;;) {
      const std::vector<Occurrence> page = store_.occurrences(filter);
      for (const Occurrence& one : page) {
        const bool is_own =
            std::any_of(posts_.begin(), posts_.end(), [this, &one](const std::string& post) {
              return owes(post, one, rules_, today_);
            });
        if (is_own) {
          own.push_back(one);
        }
      }
      if (page.size() < static_cast<std::size_t>(filter.limit)) {
        return own;
      }
      filter.after_key = page.back().key;
    }
  }

  void settle(ReceivedState state, const std::string& text) {
    std::optional<MessageDraft> answer;
    if (!text.empty()) {
      answer.emplace();
      answer->key = "reply/" + message_.channel + '/' + message_.message;
      answer->person = person_;
      answer->post = posts_.empty() ? std::string{} : posts_.front();
      answer->contacts = {{message_.channel, message_.chat}};
      answer->subject = "Trả lời tin của đơn vị";
      answer->text = text + '\n';
    }
    store_.settle_received(waiting_.id, state, answer, now_);
  }

  Store& store_;
  const RuleSet& rules_;
  const WaitingMessage& waiting_;
  const ReceivedMessage& message_;
  Instant now_;
  Date today_;
  Answered& answered_;
  std::string person_;              ///< whose chat it is; empty: nobody's
  std::vector<std::string> posts_;  ///< whom they speak for today
  std::vector<int> undoable_;       ///< codes of what was done
};

void answer_one(Store& store,
                const RuleSet& rules,
                const WaitingMessage& waiting,
                Instant now,
                Answered& answered) {
  {
    Store::Transaction transaction(store);
    store.begin_answer(waiting.id);
    transaction.commit();
  }
  Store::Transaction transaction(store);
  Answer(store, rules, waiting, now, answered).work_out();
  transaction.commit();
  ++answered.messages;
}

}  // namespace

Answered answer_received(Store& store, const RuleSet& rules, Instant now) {
  Answered answered;
  const std::vector<WaitingMessage> waiting = store.waiting_messages(answers_per_turn);
  for (const WaitingMessage& one : waiting) {
    answer_one(store, rules, one, now, answered);
    if (answered.people_changed) {
      // Who is heard has changed: the caller merges it, what waits comes after.
      break;
    }
  }
  answered.more = static_cast<std::size_t>(answered.messages) < waiting.size() ||
                  waiting.size() == static_cast<std::size_t>(answers_per_turn);
  return answered;
}

}  // namespace dondoc
