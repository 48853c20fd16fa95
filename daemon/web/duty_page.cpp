// SPDX-License-Identifier: Apache-2.0
// Đầu việc: one duty's whole story, and what the visitor may do with it.
#include "daemon/http/route_handlers.h"
#include "daemon/http/story_lines.h"
#include "daemon/http/view_words.h"
#include "daemon/http/views.h"
#include "daemon/record_act.h"
#include "daemon/web/act_forms.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/pages.h"
#include "daemon/web/view_parts.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string way_words(const std::string& by) {
  static const std::map<std::string, std::string> names{{"cli", "ghi tại máy chủ"},
                                                        {"phone", "báo qua điện thoại"},
                                                        {"zalo", "trả lời trên Zalo"},
                                                        {"mail", "trả lời thư"},
                                                        {"link", "liên kết trong thư"},
                                                        {"web", "trên trang này"},
                                                        {"api", "phần mềm khác"}};
  const auto found = names.find(by);
  return found == names.end() ? by : found->second;
}

Html story_part(const Json& story, const RuleSet& rules) {
  Html html = "<h2>Diễn biến</h2><ol class=\"story\">";
  for (const StoryLine& line : story_lines(story)) {
    html << "<li><time datetime=\"" << text(line.at) << "\">"
         << text(moment_words_of(Json(line.at))) << "</time>" << text(line.words);
    if (!line.actor.empty()) {
      html << " <span class=\"code\">(" << text(actor_title(line.actor, rules)) << ", "
           << text(way_words(line.by)) << ")</span>";
    }
    html << "</li>";
  }
  html << "</ol>";
  return html;
}

Html messages_part(const Json& story) {
  Html html;
  if (story.at("messages").empty()) {
    return html;
  }
  html << "<h2>Tin đã gửi</h2>";
  for (const Json& message : story.at("messages")) {
    html << "<details><summary>" << text(text_of(message, "subject")) << " - "
         << text(text_of(message, "post_title")) << ", "
         << text(moment_words_of(message.at("created_at"))) << "</summary><div><pre>"
         << text(text_of(message, "text")) << "</pre>";
    for (const Json& attempt : message.at("attempts")) {
      html << "<p>" << text(moment_words_of(attempt.at("started_at"))) << ": "
           << text(attempt_words(attempt)) << "</p>";
    }
    html << "</div></details>";
  }
  return html;
}

Html rule_part(const Occurrence& occurrence, const RuleSet& rules) {
  Html html;
  const auto owed = find_owed(rules, occurrence);
  if (!owed || occurrence.task) {
    return html;
  }
  const DueRule& rule = rule_of(*owed, occurrence);
  html
      << "<h2>Quy định trong kế hoạch</h2><div class=\"card\"><dl class=\"facts\"><dt>Kế hoạch</dt>"
         "<dd>"
      << text(owed->plan->title) << "</dd>";
  if (!owed->stage->phrase.empty()) {
    html << "<dt>Kế hoạch ghi</dt><dd>“" << text(owed->stage->phrase) << "”</dd>";
  }
  html << "<dt>Hiểu là</dt><dd>" << text(sentence(rule)) << "</dd><dt>Tệp</dt><dd>"
       << text(owed->stage->place.file) << ", dòng " << number(owed->stage->place.line)
       << "</dd></dl></div>";
  return html;
}

/// What cannot be meant for this duty isn't offered: a quota is counted, a target measured.
bool suits(const ActForm& form, const Occurrence& occurrence, const RouteContext& office) {
  const RuleSet& rules = office.rules;
  const auto owed = find_owed(rules, occurrence);
  if (!owed) {
    return false;
  }
  const bool open = occurrence.state == OccurrenceState::open;
  const DueRule& rule = rule_of(*owed, occurrence);
  const bool watch = !owed->obligation->watches.empty();
  if (form.act == "undo") {
    return occurrence.last_act.has_value();
  }
  if (form.act == "comment") {
    return true;
  }
  if (form.act == "told") {
    return open && !office.store->waiting_by_hand_about(occurrence.key).empty();
  }
  if (!open || watch) {
    return form.act == "return" && occurrence.state == OccurrenceState::done;
  }
  if (form.act == "count") {
    return rule.quota.has_value();
  }
  if (form.act == "measure") {
    return rule.target.has_value();
  }
  if (form.act == "grant") {
    return occurrence.asked || occurrence.transfer_asked;
  }
  if (form.act == "acknowledge") {
    return !occurrence.acknowledged_at && !occurrence.submission;
  }
  if (form.act == "submit") {
    return !occurrence.submission;
  }
  if (form.act == "return") {
    return occurrence.submission.has_value();
  }
  return true;
}

/// An act of this kind, to ask for its right.
Act empty_act(const ActForm& form, const RouteContext& office) {
  Form filled;
  for (const ActField& field : form.fields) {
    if (field.required) {
      filled[std::string(field.name)] = field.kind == ActField::Kind::day      ? "2100-01-01"
                                        : field.kind == ActField::Kind::number ? "1"
                                                                               : "?";
    }
  }
  const auto act = act_of(form, filled, office);
  return std::holds_alternative<Act>(act) ? std::get<Act>(act) : Act{Comment{}};
}

Html acts_part(const Occurrence& occurrence, const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const Date today = date_of(office.now, office.rules.zone);
  Html html;
  for (const ActForm& form : act_forms_of_pages()) {
    if (!suits(form, occurrence, office) ||
        !std::holds_alternative<std::string>(post_for(empty_act(form, office),
                                                      occurrence,
                                                      call.visitor.posts,
                                                      call.visitor.role,
                                                      office.rules,
                                                      today))) {
      continue;
    }
    // What was typed is shown again where it was refused.
    const bool refused = call.parts.size() > 1 && call.parts[1] == form.act;
    html << (refused ? Html("<details open><summary>") : Html("<details><summary>"))
         << text(form.title) << "</summary><form class=\"act\" method=\"post\" action=\""
         << path({"dau-viec", occurrence.key, std::string(form.act)}) << "\">"
         << token_field(call.visitor)
         << act_fields(form, occurrence, office.rules, refused ? call.form : Form{})
         << "<button type=\"submit\">" << text(form.button) << "</button></form></details>";
  }
  Html whole;
  if (!html.empty()) {
    whole << "<h2>Ghi nhận</h2>" << html;
  }
  return whole;
}

ApiResponse duty_page(const Occurrence& occurrence,
                      const PageCall& call,
                      const WebContext& context,
                      const std::optional<Told>& told,
                      int status) {
  const RouteContext& office = context.office;
  const Json story = Json::parse(get_story(occurrence.key, office).body);
  Html body;
  body << "<h1>Đầu việc mã " << number(occurrence.code) << "</h1>"
       << duty_card(occurrence, office.rules, office.now) << acts_part(occurrence, call, context)
       << story_part(story, office.rules) << messages_part(story)
       << rule_part(occurrence, office.rules);
  Page page{item_words(occurrence, office.rules), body};
  page.told = told;
  return page_response(page, call.visitor, context, status);
}

}  // namespace

ApiResponse get_duty(const PageCall& call, const WebContext& context) {
  const auto occurrence = find_occurrence(call.parts[0], context.office);
  if (!occurrence) {
    return missing_page(context);
  }
  std::optional<Told> told;
  if (call.query.count("da-ghi") > 0) {
    told = Told{Told::Tone::good, "Đã ghi nhận. Nếu ghi nhầm, hủy được trong 30 phút."};
  }
  return duty_page(*occurrence, call, context, told, 200);
}

ApiResponse post_duty_act(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const auto occurrence = find_occurrence(call.parts[0], office);
  const ActForm* form = find_act_form(call.parts[1]);
  if (!occurrence || form == nullptr) {
    return missing_page(context);
  }
  const auto refuse = [&](const std::string& words) {
    return duty_page(*occurrence, call, context, Told{Told::Tone::bad, words}, 409);
  };
  const auto act = act_of(*form, call.form, office);
  if (const auto* problem = std::get_if<std::string>(&act)) {
    return refuse(*problem);
  }
  const auto post = post_for(std::get<Act>(act),
                             *occurrence,
                             call.visitor.posts,
                             call.visitor.role,
                             office.rules,
                             date_of(office.now, office.rules.zone));
  if (const auto* refused = std::get_if<ActRefused>(&post)) {
    return refuse("Chưa ghi nhận: " + refused->message + ".");
  }
  Store::Transaction transaction(*office.store);
  const ActResult result = record_act(*office.store,
                                      *occurrence,
                                      std::get<Act>(act),
                                      {std::get<std::string>(post), "web"},
                                      office.rules,
                                      office.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return refuse("Chưa ghi nhận: " + refused->message + ".");
  }
  transaction.commit();
  office.changed();
  return see_other('/' + std::string("dau-viec/") + percent_encoded(occurrence->key) + "?da-ghi=1");
}

}  // namespace dondoc
