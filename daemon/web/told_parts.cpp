// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/told_parts.h"

#include "daemon/http/views.h"
#include "daemon/web/duty_parts.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/escalation.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace dondoc {
namespace {

constexpr std::chrono::hours told_looked_back{24};
constexpr int told_lines_max = 200;

struct OutcomeTag {
  Light light{Light::none};
  std::string_view words;
};

/// Of who reads no messages.
std::optional<OutcomeTag> by_hand_outcome(const MessageLine& message) {
  if (message.channel != by_hand_channel) {
    return std::nullopt;
  }
  if (message.state == MessageState::sent) {
    return OutcomeTag{Light::green, "đã báo trực tiếp"};
  }
  return message.state == MessageState::queued
             ? std::optional(OutcomeTag{Light::amber, "chờ báo trực tiếp"})
             : std::nullopt;
}

OutcomeTag outcome_of(const MessageLine& message) {
  switch (message.state) {
    case MessageState::sent:
      return {Light::green, "đã gửi"};
    case MessageState::failed:
      return {Light::red, "không gửi được"};
    case MessageState::uncertain:
      return {Light::amber, "chưa chắc đã tới"};
    case MessageState::in_flight:
      return {Light::amber, "đang gửi"};
    case MessageState::withdrawn:
      return {Light::none, "đã rút trước khi gửi"};
    case MessageState::queued:
      break;
  }
  return {Light::amber, message.outcome.empty() ? "chờ gửi" : "chưa gửi được, sẽ gửi lại"};
}

Html outcome_part(const MessageLine& message) {
  if (const std::optional<OutcomeTag> by_hand = by_hand_outcome(message)) {
    return tag(by_hand->light, by_hand->words);
  }
  const OutcomeTag outcome = outcome_of(message);
  Html html = tag(outcome.light, outcome.words);
  html << " qua " << text(message.channel);
  if (message.state != MessageState::sent && !message.detail.empty()) {
    html << ": " << text(without_addresses(message.detail));
  }
  return html;
}

/// When the post was told last, or is to be, and how that went.
Html told_outcome(const ToldPost& told,
                  const std::vector<NoticeRow>& notices,
                  const std::vector<MessageLine>& messages,
                  Zone zone) {
  const RungRecord& newest = told.newest;
  const auto row = std::find_if(notices.begin(), notices.end(), [&newest](const NoticeRow& one) {
    return one.notice.round == newest.round && one.notice.rung == newest.rung &&
           one.notice.post == newest.post;
  });
  Html planned = text(moment_words(newest.planned_at, zone));
  planned << " ";
  if (newest.state == RungState::unreachable) {
    Html html = planned;
    html << tag(Light::red, "không gửi được cho ai");
    if (row != notices.end() && !row->why.empty()) {
      html << " " << text(row->why);
    }
    return html;
  }
  if (newest.state == RungState::pending || row == notices.end() || !row->message) {
    Html html = planned;
    html << tag(Light::amber, "chờ gửi");
    if (row != notices.end() && row->held_until) {
      html << " lúc " << text(moment_words(*row->held_until, zone));
    }
    return html;
  }
  const auto message = std::find_if(messages.begin(), messages.end(), [&row](const auto& one) {
    return one.id == *row->message;
  });
  if (message == messages.end()) {
    return planned;
  }
  Html html = text(moment_words(message->ended_at.value_or(message->created_at), zone));
  html << " " << outcome_part(*message);
  return html;
}

Html told_posts(const Occurrence& duty, const Escalation& escalation, const RouteContext& office) {
  Html html;
  if (escalation.told.empty()) {
    return html;
  }
  const std::vector<NoticeRow> notices = office.store->notices(duty.key);
  const std::vector<MessageLine> messages = office.store->messages_about(duty.key);
  html << "<ul class=\"told\">";
  for (const ToldPost& told : escalation.told) {
    html << "<li>" << text(addressee_words(office.rules.directory, told.post)) << ": ";
    if (told.times > 1) {
      html << text(two_digits(told.times)) << " lần, gần nhất ";
    }
    html << told_outcome(told, notices, messages, office.rules.zone) << "</li>";
  }
  html << "</ul>";
  return html;
}

std::string level_and_next(const Escalation& escalation, const RuleSet& rules) {
  const std::string next = next_words(escalation, rules);
  return level_words(escalation, rules) +
         (next.empty() ? "; đã hết các cấp, còn trong danh sách hằng ngày của đầu mối"
                       : "; tiếp theo: " + next);
}

Html duty_head(const Occurrence& duty, const RouteContext& office) {
  const Light light = light_of(duty, office.rules, office.now);
  Html html = "<li class=\"";
  html << text(light_name(light)) << "\"><a class=\"title\" href=\"" << path({"dau-viec", duty.key})
       << "\">" << text(item_words(duty, office.rules)) << "</a> <span class=\"code\">mã "
       << number(duty.code) << "</span> "
       << tag(light, state_words(duty, office.rules, office.now));
  return html;
}

}  // namespace

Html climbing_list(const std::vector<const Occurrence*>& duties, const RouteContext& office) {
  Html html = "<ul class=\"list\">";
  std::size_t in_full = 0;
  for (const Occurrence* duty : duties) {
    html << duty_head(*duty, office) << "<div class=\"meta\">"
         << text(lead_words(*duty, office.rules)) << " · " << text(term_words(*duty, office.rules));
    if (const std::string said = said_words(*duty, office.rules); !said.empty()) {
      html << " · " << text(said);
    }
    html << "</div>";
    if (const auto escalation = escalation_of(*duty, office.rules, office.now)) {
      html << "<div>Báo cáo cấp trên: " << text(level_and_next(*escalation, office.rules))
           << ".</div>";
      if (in_full < climbs_in_full_max) {
        html << told_posts(*duty, *escalation, office);
        ++in_full;
      }
    }
    html << "</li>";
  }
  html << "</ul>";
  return html;
}

Html brief_list(const std::vector<const Occurrence*>& duties, const RouteContext& office) {
  Html html = "<ul class=\"list brief\">";
  for (const Occurrence* duty : duties) {
    html << duty_head(*duty, office) << " <span class=\"meta\">"
         << text(lead_words(*duty, office.rules));
    if (const auto escalation = escalation_of(*duty, office.rules, office.now)) {
      html << " · " << text(level_and_next(*escalation, office.rules));
    }
    html << "</span></li>";
  }
  html << "</ul>";
  return html;
}

Html told_lately(const RouteContext& office) {
  const std::vector<MessageLine> messages =
      office.store->messages_since(office.now - told_looked_back, told_lines_max + 1);
  const auto failed = std::count_if(messages.begin(), messages.end(), [](const auto& one) {
    return one.state == MessageState::failed;
  });
  Html html = "<details><summary>Tin gửi trong 24 giờ qua (";
  html << text(two_digits(static_cast<int>(std::min<std::size_t>(messages.size(), told_lines_max))))
       << (messages.size() > told_lines_max ? Html(" tin mới nhất") : Html());
  if (failed > 0) {
    html << ", " << text(two_digits(static_cast<int>(failed))) << " không gửi được";
  }
  html << ")</summary><div>";
  if (messages.empty()) {
    html << "<p>Không có tin nào.</p></div></details>";
    return html;
  }
  html << "<table class=\"stack wide\"><thead><tr><th>Gửi</th><th>Nội dung</th><th>Lúc</th>"
          "<th>Kết quả</th></tr></thead><tbody>";
  for (std::size_t i = 0; i < std::min<std::size_t>(messages.size(), told_lines_max); ++i) {
    const MessageLine& one = messages[i];
    html << "<tr><td>" << text(addressee_words(office.rules.directory, one.post))
         << "</td><td data-label=\"Nội dung\">";
    if (one.occurrence.empty()) {
      html << text(one.subject);
    } else {
      html << "<a href=\"" << path({"dau-viec", one.occurrence}) << "\">" << text(one.subject)
           << "</a>";
    }
    html << "</td><td data-label=\"Lúc\">" << text(moment_words(one.created_at, office.rules.zone))
         << "</td><td data-label=\"Kết quả\"><span>" << outcome_part(one) << "</span></td></tr>";
  }
  html << "</tbody></table></div></details>";
  return html;
}

}  // namespace dondoc
