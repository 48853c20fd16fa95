// SPDX-License-Identifier: Apache-2.0
// Kênh: whether messages leave and answers are heard, what arrived nowhere, who can't be reached.
#include "daemon/http/route_handlers.h"
#include "daemon/http/view_words.h"
#include "daemon/http/views.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/route_calls.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/wording.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr std::chrono::days failures_looked_back{30};
constexpr int failures_shown_max = 50;
constexpr int alarms_shown_max = 30;

std::string_view channel_state_words(const std::string& state) {
  if (state == "throttled") {
    return "đang gửi chậm lại theo yêu cầu của nơi nhận";
  }
  if (state == "down") {
    return "không gửi được, sẽ tự thử lại";
  }
  if (state == "quota") {
    return "hết lượt gửi cho phép";
  }
  return "đã dừng, chờ sửa cấu hình";
}

/// Channels that somebody has an address on.
std::map<std::string, int> readers_by_channel(const Directory& directory) {
  std::map<std::string, int> readers;
  for (const auto& [id, person] : directory.people) {
    std::set<std::string> channels;
    for (const Contact& contact : person.contacts) {
      channels.insert(contact.channel);
    }
    for (const std::string& channel : channels) {
      ++readers[channel];
    }
  }
  return readers;
}

Html channel_table(const RouteContext& office, std::int64_t waiting) {
  Html html =
      "<table class=\"stack\"><thead><tr><th>Kênh</th><th>Gửi tin</th><th>Nhận trả lời</th>"
      "<th class=\"n\">Số người nhận</th></tr></thead><tbody>";
  for (const auto& [channel, readers] : readers_by_channel(office.rules.directory)) {
    const auto trouble = office.status.troubled_channels.find(channel);
    const auto deaf = office.status.deaf_channels.find(channel);
    const bool by_hand = channel == by_hand_channel;
    html << "<tr><td>" << text(by_hand ? "báo trực tiếp" : channel)
         << "</td><td data-label=\"Gửi tin\"><span>";
    if (by_hand) {
      html << "<a href=\"/bao-truc-tiep\">" << number(waiting) << " tin chờ báo</a>";
    } else if (trouble == office.status.troubled_channels.end()) {
      html << tag(Light::green, "bình thường");
    } else {
      html << tag(Light::red, channel_state_words(trouble->second.state)) << " từ "
           << text(moment_words(trouble->second.since, office.rules.zone)) << ": "
           << text(trouble->second.reason);
    }
    html << "</span></td><td data-label=\"Nhận trả lời\"><span>";
    if (deaf != office.status.deaf_channels.end()) {
      html << tag(Light::red, "không nhận được") << " " << text(deaf->second);
    } else if (office.rules.reply_channels.count(channel) > 0) {
      html << tag(Light::green, "bình thường");
    } else {
      html << "không dùng";
    }
    html << "</span></td><td class=\"n\" data-label=\"Số người nhận\">" << number(readers)
         << "</td></tr>";
  }
  html << "</tbody></table>";
  return html;
}

Html sending_part(const PageCall& call, const Store& store) {
  const auto held = store.held();
  Html html;
  if (held) {
    html << "<p class=\"notice bad\">Việc gửi tin đang tạm dừng: " << text(*held) << ".</p>"
         << "<form class=\"act\" method=\"post\" action=\"/kenh/gui-lai\">"
         << token_field(call.visitor)
         << "<button type=\"submit\">Cho gửi tin trở lại</button></form>";
    return html;
  }
  html << "<details><summary>Tạm dừng mọi việc gửi tin</summary><form class=\"act\" "
          "method=\"post\" action=\"/kenh/tam-dung\">"
       << token_field(call.visitor)
       << "<label>Lý do<input type=\"text\" name=\"reason\" maxlength=\"500\"></label><button "
          "type=\"submit\">Tạm dừng</button></form></details>";
  return html;
}

Html failures_part(const PageCall& call, const RouteContext& office) {
  Html html = "<h2>Tin không gửi được, 30 ngày qua</h2>";
  const auto failed =
      office.store->failed_messages(office.now - failures_looked_back, failures_shown_max);
  if (failed.empty()) {
    html << nothing_here("Không có tin nào không gửi được.");
    return html;
  }
  html << "<ul class=\"list\">";
  for (const FailedMessage& one : failed) {
    const auto message = office.store->message(one.id);
    html << "<li class=\"red\"><span class=\"title\">"
         << text(message ? message->draft.subject : one.id) << "</span><div class=\"meta\">Gửi "
         << text(post_title(one.post, office.rules)) << " qua " << text(one.channel) << ": "
         << text(one.detail) << "</div><form class=\"act\" method=\"post\" action=\""
         << path({"kenh", "tin", one.id}) << "\">" << token_field(call.visitor)
         << "<button class=\"plain\" type=\"submit\">Gửi lại</button></form></li>";
  }
  html << "</ul>";
  return html;
}

Html unreachable_part(const RouteContext& office) {
  Html html = "<h2>Không nhận được tin</h2>";
  const auto findings = audit_reach(office.rules,
                                    office.store->dead_contacts(office.now),
                                    date_of(office.now, office.rules.zone));
  if (findings.empty()) {
    html << nothing_here("Mọi chức danh có việc đều nhận được tin.");
    return html;
  }
  html << "<ul>";
  for (const ReachFinding& one : findings) {
    html << "<li>" << text(reach_line(one, office.rules)) << "</li>";
  }
  html << "</ul>";
  return html;
}

Html alarms_part(const RouteContext& office) {
  const auto alarms = office.store->alarms(office.now - failures_looked_back, alarms_shown_max);
  Html html = "<h2>Tin báo cho quản trị, 30 ngày qua</h2>";
  if (alarms.empty()) {
    html << nothing_here("Không có.");
    return html;
  }
  for (const StoredMessage& one : alarms) {
    html << "<details><summary>" << text(one.draft.subject) << " - "
         << text(moment_words(one.created_at, office.rules.zone)) << "</summary><div><pre>"
         << text(one.draft.text) << "</pre></div></details>";
  }
  return html;
}

/// The signatures under the links of mails; where no mail has links there is nothing to replace.
Html link_keys_part(const PageCall& call, const WebContext& context) {
  Html html;
  if (context.settings.public_url.empty()) {
    return html;
  }
  const auto document = nlohmann::json::parse(get_link_keys(context.office).body);
  html << "<h2>Liên kết trong thư</h2><ul>";
  for (const auto& key : document.at("keys")) {
    html << "<li>Khóa " << number(key.at("id").get<std::int64_t>());
    if (key.at("signs").get<bool>()) {
      html << ": đang ký liên kết trong thư nhắc việc";
    } else {
      html << ": liên kết đã gửi còn dùng được đến "
           << text(moment_words_of(key.at("holds_until")));
    }
    html << "</li>";
  }
  html << "</ul><form class=\"inline\" method=\"post\" action=\"/kenh/thay-khoa\">"
       << token_field(call.visitor)
       << "<button class=\"plain\" type=\"submit\">Ký bằng khóa mới</button></form>"
          "<details><summary>Thu hồi mọi liên kết đã gửi</summary><form class=\"act\" "
          "method=\"post\" action=\"/kenh/thu-hoi-lien-ket\">"
       << token_field(call.visitor)
       << "<p>Dùng khi nghi có người lấy được thư. Người mở liên kết cũ được báo mở thư mới nhất "
          "hoặc đăng nhập.</p><button type=\"submit\">Thu hồi</button></form></details>";
  return html;
}

ApiResponse channels_page(const PageCall& call,
                          const WebContext& context,
                          const std::optional<Told>& told,
                          int status) {
  const RouteContext& office = context.office;
  const Store::Counts counts = office.store->counts(office.now);
  Html body = "<h1>Kênh gửi tin</h1><div class=\"cards\">";
  body << figure_box("", counts.queued_messages, "tin chờ gửi")
       << figure_box(counts.failed_messages > 0 ? "red" : "green",
                     counts.failed_messages,
                     "tin không gửi được")
       << figure_box(counts.uncertain_messages > 0 ? "amber" : "green",
                     counts.uncertain_messages,
                     "tin chưa chắc đã tới")
       << figure_box("", counts.sent_messages, "tin đã gửi") << "</div>"
       << sending_part(call, *office.store) << "<h2>Các kênh</h2>"
       << channel_table(office, counts.by_hand_messages) << failures_part(call, office)
       << unreachable_part(office) << link_keys_part(call, context) << alarms_part(office);
  for (const std::string& alarm : office.status.untold_alarms) {
    body << "<p class=\"notice bad\">Chưa báo được cho ai: " << text(alarm) << "</p>";
  }
  Page page{"Kênh gửi tin", body, "/kenh"};
  page.told = told;
  return page_response(page, call.visitor, context, status);
}

/// Back to the page, which then shows what was done, or tells why it wasn't.
ApiResponse told_of(const ApiResponse& response, const PageCall& call, const WebContext& context) {
  return response.status == 200
             ? see_other("/kenh")
             : channels_page(
                   call, context, Told{Told::Tone::bad, refusal_words(response)}, response.status);
}

}  // namespace

ApiResponse get_channels(const PageCall& call, const WebContext& context) {
  return channels_page(call, context, std::nullopt, 200);
}

ApiResponse post_channels_hold(const PageCall& call, const WebContext& context) {
  const std::string reason = field_of(call.form, "reason");
  const nlohmann::json fields{{"reason", reason}};
  return told_of(post_hold(fields.dump(), context.office), call, context);
}

ApiResponse post_channels_new_key(const PageCall& call, const WebContext& context) {
  return told_of(post_rotate_link_keys("", context.office), call, context);
}

ApiResponse post_channels_revoke_links(const PageCall& call, const WebContext& context) {
  return told_of(post_revoke_links("", context.office), call, context);
}

ApiResponse post_message_again(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const auto refuse = [&](const std::string& words) {
    return channels_page(
        call, context, Told{Told::Tone::bad, "Không gửi lại: " + words + "."}, 409);
  };
  const std::optional<StoredMessage> message = office.store->message(call.parts[0]);
  if (!message) {
    return refuse("không có tin này");
  }
  const auto& people = office.rules.directory.people;
  const auto reader = people.find(message->draft.person);
  if (reader == people.end() || reader->second.contacts.empty()) {
    return refuse("người nhận hiện không có kênh nhận tin nào trong danh bạ");
  }
  Store::Transaction transaction(*office.store);
  if (!office.store->send_again(message->id, reader->second.contacts, office.now)) {
    return refuse(
        "tin này không còn ở trạng thái không gửi được, hoặc việc nêu trong tin đã kết thúc");
  }
  transaction.commit();
  office.changed();
  return see_other("/kenh");
}

ApiResponse post_channels_release(const PageCall& call, const WebContext& context) {
  return told_of(post_release("", context.office), call, context);
}

}  // namespace dondoc
