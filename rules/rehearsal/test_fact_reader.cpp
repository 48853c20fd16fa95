// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/test_fact_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

const std::vector<std::string>& act_words() {
  static const std::vector<std::string> words{
      "ack",     "done",     "submit",     "return",  "progress", "extend", "grant",
      "adjust",  "trigger",  "count",      "measure", "fail",     "waive",  "excuse",
      "comment", "nothing",  "assign",     "snooze",  "urge",     "direct", "note",
      "undo",    "transfer", "assign-new", "leave"};
  return words;
}

class FactReader {
 public:
  FactReader(YamlFile& file, const Node& item, const TestNames& names)
      : file_(file), item_(item), names_(names), mapping_(file, item, "ghi nhận") {}

  std::optional<TestFact> read() {
    if (!mapping_.is_mapping()) {
      return std::nullopt;
    }
    TestFact fact;
    fact.span = head_of(item_);
    const Node* at = mapping_.any("at", Need::required);
    const auto moment = at == nullptr ? std::nullopt : names_.moment(*at);
    if (moment) {
      fact.at = instant_at(moment->day, moment->time.value_or(test_act_time), names_.rules().zone);
    }
    if (const Node* as = mapping_.any("as", Need::optional)) {
      fact.actor = names_.actor(*as).value_or("");
    }
    const std::optional<std::string> word = act_word();
    const bool aimed = word && read_aim(*word, fact);
    if (word == "assign-new") {
      fact.task = read_new_task();
    } else if (word == "leave") {
      fact.leave = read_leave();
    } else if (word) {
      fact.act = read_act(*word);
    }
    mapping_.finish();
    return moment && aimed ? std::optional(std::move(fact)) : std::nullopt;
  }

 private:
  /// Exactly one key says what is done.
  std::optional<std::string> act_word() {
    std::vector<std::string> found;
    for (const std::string& word : act_words()) {
      static_cast<void>(mapping_.any(word, Need::optional));  // a key without a value counts too
      if (mapping_.key_node(word) != nullptr) {
        found.push_back(word);
      }
    }
    if (found.size() == 1) {
      return found.front();
    }
    file_.error(head_of(item_),
                "one-act",
                "mỗi mục của `facts` ghi đúng một việc",
                "một trong các khoá " + quoted_list(act_words()));
    return std::nullopt;
  }

  bool read_aim(const std::string& word, TestFact& fact) {
    const Node* node = mapping_.any(word, Need::required);
    if (node == nullptr) {
      return false;
    }
    fact.span = node->span;
    if (word == "leave") {
      return names_.post(*node, "`leave`").has_value();
    }
    fact.of_trigger = word == "trigger";
    const auto key = fact.of_trigger ? names_.trigger(*node) : names_.occurrence(*node);
    fact.occurrence = key.value_or("");
    return key.has_value();
  }

  std::string text(std::string_view key, Need need) {
    return mapping_.text(key, need, text_code_points_max).value_or("");
  }

  Act read_act(const std::string& word) {
    if (word == "ack") {
      return Acknowledge{mapping_.date("promised", Need::optional)};
    }
    if (word == "done") {
      return Complete{text("document", Need::optional), mapping_.date("date", Need::optional)};
    }
    if (word == "submit") {
      const auto date = mapping_.date("date", Need::optional);
      return Submit{date, post("signer", Need::optional)};
    }
    if (word == "return") {
      return Return{text("reason", Need::required)};
    }
    if (word == "progress") {
      return Report{text("text", Need::required)};
    }
    if (word == "extend") {
      const auto until = mapping_.date("until", Need::required);
      return Extend{until.value_or(Date{}), text("reason", Need::required)};
    }
    if (word == "grant") {
      return Grant{mapping_.date("until", Need::optional)};
    }
    if (word == "adjust") {
      const auto due = mapping_.date("due", Need::required);
      return Adjust{due.value_or(Date{}), text("basis", Need::required)};
    }
    if (word == "trigger") {
      return read_happen();
    }
    return word == "count" || word == "measure" ? read_figure(word) : read_decision(word);
  }

  /// What ends a duty otherwise, who does it, who hears of it, and what its lead is told.
  Act read_decision(const std::string& word) {
    if (word == "fail") {
      return Fail{text("reason", Need::required)};
    }
    if (word == "waive") {
      return Waive{text("reason", Need::required)};
    }
    if (word == "excuse") {
      return ExcuseDelay{text("reason", Need::optional)};
    }
    if (word == "comment") {
      return Comment{text("text", Need::required)};
    }
    if (word == "assign") {
      return Assign{post("post", Need::required)};
    }
    if (word == "transfer") {
      const Node* unit = mapping_.any("unit", Need::required);
      return Transfer{unit == nullptr ? std::string{} : names_.unit(*unit).value_or(""),
                      text("reason", Need::optional)};
    }
    if (word == "snooze") {
      return Snooze{mapping_.date("until", Need::required).value_or(Date{})};
    }
    if (word == "urge") {
      return Urge{text("text", Need::required)};
    }
    if (word == "direct") {
      return Direct{text("text", Need::required)};
    }
    if (word == "note") {
      return Note{};
    }
    return word == "undo" ? Act{Undo{}} : Act{Nothing{}};
  }

  TaskForm read_new_task() {
    TaskForm form;
    form.unit = text("unit", Need::required);
    form.title = text("title", Need::required);
    form.due = text("due", Need::required);
    form.product = text("product", Need::optional);
    form.document = text("document", Need::optional);
    form.support = text("support", Need::optional);
    return form;
  }

  LeaveForm read_leave() {
    LeaveForm form;
    form.post = post("leave", Need::required);
    form.from = mapping_.date("from", Need::required).value_or(Date{});
    form.to = mapping_.date("to", Need::optional).value_or(form.from);
    form.stand_in = post("deputy", Need::optional);
    return form;
  }

  std::string post(std::string_view key, Need need) {
    const Node* node = mapping_.any(key, need);
    return node == nullptr ? std::string{}
                           : names_.post(*node, '`' + std::string(key) + '`').value_or("");
  }

  Happen read_happen() {
    Happen act;
    act.id = mapping_.id("id", Need::optional, IdForm::dotted).value_or("");
    act.date = mapping_.date("date", Need::optional);
    act.time = mapping_.time("time", Need::optional);
    if (const Node* unit = mapping_.any("unit", Need::optional)) {
      act.unit = names_.unit(*unit).value_or("");
    }
    act.title = text("title", Need::optional);
    act.document = text("document", Need::optional);
    act.due = mapping_.date("due", Need::optional);
    return act;
  }

  Act read_figure(const std::string& word) {
    if (word == "count") {
      const auto amount = mapping_.integer("amount", Need::optional, 1, act_count_max);
      return Count{amount.value_or(1), text("document", Need::optional)};
    }
    Measure act;
    act.numerator = text("numerator", Need::optional);
    act.denominator = text("denominator", Need::optional);
    act.value = text("value", Need::optional);
    return act;
  }

  YamlFile& file_;
  const Node& item_;
  const TestNames& names_;
  MappingDecoder mapping_;
};

}  // namespace

std::optional<TestFact> read_test_fact(YamlFile& file, const Node& item, const TestNames& names) {
  return FactReader(file, item, names).read();
}

}  // namespace dondoc
