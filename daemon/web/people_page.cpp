// SPDX-License-Identifier: Apache-2.0
// Người và chức danh: who holds which post, where they read, who is away and who stands in.
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/qr_code.h"
#include "daemon/web/route_calls.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/leave.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/wording.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr int status_refused = 409;

struct PostRow {
  const Post* post{nullptr};
  const Person* person{nullptr};  ///< nullptr: vacant
  std::string unit;               ///< that it heads, or whose officer it is
};

std::vector<PostRow> post_rows(const RuleSet& rules, Date day) {
  std::vector<PostRow> rows;
  for (const auto& [id, post] : rules.directory.posts) {
    PostRow row{&post, holder(rules.directory, id, day), post.unit};
    for (const auto& [unit_id, unit] : rules.directory.units) {
      if (unit.head == id) {
        row.unit = unit_id;
      }
    }
    rows.push_back(row);
  }
  return rows;
}

Html channels_of(const PostRow& row, const RuleSet& rules) {
  if (row.person == nullptr) {
    return tag(Light::red, "chưa có người giữ");
  }
  std::vector<std::string> channels;
  bool answers = false;
  for (const Contact& contact : row.person->contacts) {
    if (std::find(channels.begin(), channels.end(), contact.channel) == channels.end()) {
      channels.push_back(contact.channel);
    }
    answers = answers || rules.reply_channels.count(contact.channel) > 0;
  }
  Html html;
  if (channels.empty()) {
    html << tag(Light::red, "chưa có kênh nhận tin");
    return html;
  }
  std::replace(
      channels.begin(), channels.end(), std::string{by_hand_channel}, std::string{"báo trực tiếp"});
  html << text(join(channels, ", ")) << " ";
  if (!rules.reply_channels.empty()) {
    html << (answers ? tag(Light::green, "đã kết nối") : tag(Light::amber, "chưa kết nối"));
  }
  return html;
}

Html presence_of(const PostRow& row, const RuleSet& rules, Date day) {
  Html html;
  const auto until = row.person == nullptr ? std::nullopt : away_until(*row.person, day);
  if (until) {
    html << tag(Light::amber, "nghỉ đến hết " + date_words(*until)) << " ";
  }
  const std::string stands_in = acting_post(rules.directory, row.post->id, day);
  if ((until || row.person == nullptr) && stands_in != row.post->id) {
    html << (stands_in.empty() ? Html("không có người thay")
                               : text(post_title(stands_in, rules) + " thay"));
  } else if (row.post->deputy) {
    html << "cấp phó: " << text(post_title(*row.post->deputy, rules));
  }
  return html;
}

Html post_button(const PageCall& call,
                 const std::string& post,
                 const std::string& act,
                 const Html& words) {
  Html html;
  html << "<form class=\"inline\" method=\"post\" action=\"" << path({"nguoi", post, act}) << "\">"
       << token_field(call.visitor) << "<button class=\"plain\" type=\"submit\">" << words
       << "</button></form> ";
  return html;
}

bool may_write_leave(const PageCall& call,
                     const std::string& post,
                     const RuleSet& rules,
                     Date day) {
  const auto& own = call.visitor.posts;
  return call.visitor.role == Role::admin ||
         std::any_of(own.begin(), own.end(), [&](const std::string& one) {
           return !may_record_leave(post, one, rules, day);
         });
}

Html leave_form(const PageCall& call, const std::string& post, const RuleSet& rules) {
  std::vector<Choice> posts{{"", "Theo danh bạ"}};
  for (const auto& [id, other] : rules.directory.posts) {
    if (id != post) {
      posts.push_back({id, other.title});
    }
  }
  Html html;
  html << "<form class=\"act\" method=\"post\" action=\"" << path({"nguoi", post, "nghi"}) << "\">"
       << token_field(call.visitor)
       << "<label>Nghỉ từ ngày<input type=\"date\" name=\"from\" required></label>"
          "<label>Đến hết ngày<input type=\"date\" name=\"to\"></label>"
       << select_field("Người thay", "deputy", posts, "")
       << "<button type=\"submit\">Ghi nhận ngày nghỉ</button></form>"
       << post_button(call, post, "huy-nghi", "Hủy lần ghi nghỉ gần nhất");
  return html;
}

Html actions_of(const PostRow& row, const PageCall& call, const RuleSet& rules, Date day) {
  const std::string& post = row.post->id;
  Html inside;
  if (call.visitor.role == Role::admin && row.person != nullptr) {
    inside << "<p>";
    if (!rules.reply_channels.empty()) {
      inside << post_button(call, post, "ket-noi", "Cấp mã kết nối")
             << post_button(call, post, "go-ket-noi", "Gỡ kết nối");
    }
    inside << post_button(call, post, "ma-dang-nhap", "Cấp mã đăng nhập")
           << post_button(call, post, "thoat", "Thoát khỏi mọi thiết bị") << "</p>";
  }
  if (may_write_leave(call, post, rules, day)) {
    inside << leave_form(call, post, rules);
  }
  Html html;
  if (!inside.empty()) {
    html << "<details><summary>Thao tác</summary><div>" << inside << "</div></details>";
  }
  return html;
}

Html posts_list(const PageCall& call, const WebContext& context) {
  const RuleSet& rules = context.office.rules;
  const Date day = date_of(context.office.now, rules.zone);
  Html html = "<div class=\"people\">";
  for (const PostRow& row : post_rows(rules, day)) {
    html << "<section class=\"card\"><h2>" << text(row.post->title) << "</h2><p class=\"meta\">";
    if (!row.unit.empty()) {
      html << text(unit_words(rules.directory, row.unit)) << ". ";
    }
    if (row.person != nullptr && call.visitor.role >= Role::overseer) {
      html << text(row.person->name) << ".";
    }
    html << "</p><p>" << channels_of(row, rules) << "</p>";
    const Html presence = presence_of(row, rules, day);
    if (!presence.empty()) {
      html << "<p>" << presence << "</p>";
    }
    html << actions_of(row, call, rules, day) << "</section>";
  }
  html << "</div>";
  return html;
}

Html away_list(const RuleSet& rules, Date day) {
  Html html;
  for (const DaysAway& one : days_away(rules, day)) {
    html << "<li>" << text(post_title(one.post, rules)) << ": từ "
         << text(date_words(one.leave.from)) << " đến hết " << text(date_words(one.leave.to));
    if (one.stand_in.empty()) {
      html << ", <b>không có người thay</b>";
    } else if (one.stand_in != one.post) {
      html << ", " << text(post_title(one.stand_in, rules)) << " thay";
    }
    html << "</li>";
  }
  Html list;
  if (!html.empty()) {
    list << "<h2>Nghỉ, sắp nghỉ</h2><ul>" << html << "</ul>";
  }
  return list;
}

ApiResponse people_page(const PageCall& call,
                        const WebContext& context,
                        const std::optional<Told>& told,
                        int status) {
  const RouteContext& office = context.office;
  const LinkCounts counts = link_counts(office);
  Html body = "<h1>Người và chức danh</h1><p class=\"lead\">";
  if (office.rules.reply_channels.empty()) {
    body << "Chưa có kênh nào nhận tin trả lời; " << number(counts.posts)
         << " chức danh có người giữ.";
  } else {
    body << "Kênh trả lời: đã kết nối " << number(counts.connected) << "/" << number(counts.posts)
         << ".";
  }
  body << "</p>" << away_list(office.rules, date_of(office.now, office.rules.zone))
       << "<h2>Chức danh</h2>" << posts_list(call, context);
  Page page{"Người và chức danh", body, "/nguoi"};
  page.told = told;
  return page_response(page, call.visitor, context, status);
}

ApiResponse refused_page(const PageCall& call,
                         const WebContext& context,
                         const ApiResponse& response) {
  return people_page(call, context, Told{Told::Tone::bad, refusal_words(response)}, status_refused);
}

/// A code is told once, on a page that is to be printed or read out.
ApiResponse code_card(const PageCall& call,
                      const WebContext& context,
                      const std::string& title,
                      const Html& how,
                      const std::string& code,
                      const std::string& until) {
  Html body = "<div class=\"card code-card\"><h1>";
  body << text(title) << "</h1><p>" << text(context.office.rules.directory.office) << "</p>" << how
       << "<p class=\"big\">" << text(code) << "</p><p>Dùng được một lần, đến " << text(until)
       << ". Mã chỉ hiện một lần; không chuyển cho người khác.</p></div>"
          "<p class=\"no-print\">In trang này, hoặc đọc mã cho người giữ chức danh. <a "
          "href=\"/nguoi\">Về trang Người và chức danh</a></p>";
  return page_response({title, body, "/nguoi"}, call.visitor, context);
}

/// What a phone's camera reads from the card is what is sent to the bot; who has no camera types
/// it.
Html how_to_connect(const std::string& message) {
  Html html =
      "<p>Để nhận tin nhắc việc và trả lời ngay trong ứng dụng nhắn tin:</p><ol>"
      "<li>Mở ứng dụng, tìm bot của cơ quan, mở cuộc trò chuyện với bot.</li>"
      "<li>Quét mã bằng máy ảnh của điện thoại, sao chép dòng chữ hiện ra; hoặc gõ đúng dòng chữ "
      "dưới mã.</li>"
      "<li>Gửi dòng chữ đó cho bot. Bot trả lời đã kết nối là xong.</li></ol>";
  html << qr_code(message, "Mã QR chứa dòng chữ bên dưới");
  return html;
}

std::string until_of(const nlohmann::json& document, Zone zone) {
  const auto until = parse_rfc3339(document.at("until").get<std::string>());
  return until ? moment_words(*until, zone) : std::string{};
}

bool is_fine(const ApiResponse& response) {
  return response.status == 200;
}

}  // namespace

ApiResponse get_people(const PageCall& call, const WebContext& context) {
  std::optional<Told> told;
  if (call.query.count("da-ghi") > 0) {
    told = Told{Told::Tone::good, "Đã ghi nhận."};
  }
  return people_page(call, context, told, 200);
}

ApiResponse post_people_link(const PageCall& call, const WebContext& context) {
  const std::string& post = call.parts[0];
  const ApiResponse response =
      call_as_admin(context, [&post](const std::string& body, const RouteContext& office) {
        return post_link(post, body, office);
      });
  if (!is_fine(response)) {
    return refused_page(call, context, response);
  }
  const auto document = nlohmann::json::parse(response.body);
  const auto message = document.at("message").get<std::string>();
  return code_card(call,
                   context,
                   "Thẻ kết nối - " + post_title(post, context.office.rules),
                   how_to_connect(message),
                   message,
                   until_of(document, context.office.rules.zone));
}

ApiResponse post_people_unlink(const PageCall& call, const WebContext& context) {
  const ApiResponse response =
      call_as_admin(context, [&call](const std::string& body, const RouteContext& office) {
        return post_unlink(call.parts[0], body, office);
      });
  return is_fine(response) ? see_other("/nguoi?da-ghi=1") : refused_page(call, context, response);
}

ApiResponse post_people_code(const PageCall& call, const WebContext& context) {
  const std::string& post = call.parts[0];
  const ApiResponse response =
      call_as_admin(context, [&post](const std::string& body, const RouteContext& office) {
        return post_sign_in_code(post, body, office);
      });
  if (!is_fine(response)) {
    return refused_page(call, context, response);
  }
  const auto document = nlohmann::json::parse(response.body);
  const auto code = document.at("code").get<std::string>();
  return code_card(call,
                   context,
                   "Mã đăng nhập - " + post_title(post, context.office.rules),
                   "<p>Mở trang theo dõi công việc của cơ quan, chọn “Đã có mã”, nhập:</p>",
                   code.substr(0, 4) + '-' + code.substr(4),
                   until_of(document, context.office.rules.zone));
}

ApiResponse post_people_out(const PageCall& call, const WebContext& context) {
  const ApiResponse response =
      call_as_admin(context, [&call](const std::string& body, const RouteContext& office) {
        return post_sign_out_everywhere(call.parts[0], body, office);
      });
  return is_fine(response) ? see_other("/nguoi?da-ghi=1") : refused_page(call, context, response);
}

ApiResponse post_people_leave(const PageCall& call, const WebContext& context) {
  const BodyFields fields{{"from", field_of(call.form, "from")},
                          {"to", field_of(call.form, "to")},
                          {"deputy", field_of(call.form, "deputy")}};
  const ApiResponse response = call_for_visitor(
      call, context, fields, [&call](const std::string& body, const RouteContext& office) {
        return post_leave(call.parts[0], body, office);
      });
  return is_fine(response) ? see_other("/nguoi?da-ghi=1") : refused_page(call, context, response);
}

ApiResponse post_people_leave_undo(const PageCall& call, const WebContext& context) {
  const ApiResponse response = call_for_visitor(
      call, context, {}, [&call](const std::string& body, const RouteContext& office) {
        return post_undo_leave(call.parts[0], body, office);
      });
  return is_fine(response) ? see_other("/nguoi?da-ghi=1") : refused_page(call, context, response);
}

}  // namespace dondoc
