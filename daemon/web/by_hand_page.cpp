// SPDX-License-Identifier: Apache-2.0
// Báo trực tiếp: who reads no messages and waits to be told by hand, and the slip to bring them.
#include "daemon/http/views.h"
#include "daemon/store/by_hand.h"
#include "daemon/web/act_forms.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/duty_text.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr int rows_shown_max = 200;

/// Whether the visitor may record that somebody was told of it; the words for their eyes are shown
/// to nobody else.
bool may_tell(const ByHandRow& row, const PageCall& call, const RouteContext& office) {
  const Date today = date_of(office.now, office.rules.zone);
  return std::any_of(row.about.begin(), row.about.end(), [&](const Occurrence& one) {
    return std::holds_alternative<std::string>(
        post_for(Tell{}, one, call.visitor.posts, call.visitor.role, office.rules, today));
  });
}

/// "phòng 12": where the person is found, as the directory has it.
std::string place_of(const StoredMessage& message) {
  const auto& contacts = message.draft.contacts;
  const auto found = std::find_if(contacts.begin(), contacts.end(), [](const Contact& contact) {
    return contact.channel == by_hand_channel;
  });
  return found == contacts.end() ? std::string{} : found->address;
}

Html told_form(const ByHandRow& row, const PageCall& call) {
  const auto open = std::find_if(row.about.begin(), row.about.end(), [](const Occurrence& one) {
    return one.state == OccurrenceState::open;
  });
  Html html;
  if (open != row.about.end()) {
    html << "<form class=\"act\" method=\"post\" action=\"" << path({"dau-viec", open->key, "told"})
         << "\">" << token_field(call.visitor) << "<input type=\"hidden\" name=\"post\" value=\""
         << text(row.message.draft.post) << "\"><button type=\"submit\">Đã báo</button></form>";
  }
  return html;
}

}  // namespace

ApiResponse get_by_hand(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  Html body =
      "<h1>Báo trực tiếp</h1><p>Các nơi sau không nhận tin qua mạng: đề nghị gọi điện hoặc "
      "in phiếu đưa tận nơi, xong ghi nhận ở đây.</p>";
  Html list;
  for (const ByHandRow& row : office.store->waiting_by_hand(rows_shown_max)) {
    if (!may_tell(row, call, office)) {
      continue;
    }
    list << "<li class=\"amber\"><span class=\"title\">"
         << text(told_title(what_of(row), office.rules, office.now)) << " ("
         << text(place_of(row.message)) << ")</span><div class=\"meta\">"
         << text(row.message.draft.subject);
    if (row.ask) {
      list << "; nhờ " << text(post_title(row.ask->post, office.rules)) << " báo trước "
           << text(moment_words(row.ask->until, office.rules.zone));
    }
    list << "</div><p><a href=\"" << path({"bao-truc-tiep", row.message.id})
         << "\">Phiếu để in</a></p>" << told_form(row, call) << "</li>";
  }
  if (list.empty()) {
    body << nothing_here("Không có nơi nào chờ báo trực tiếp.");
  } else {
    body << "<ul class=\"list\">" << list << "</ul>";
  }
  return page_response({"Báo trực tiếp", body}, call.visitor, context);
}

ApiResponse get_by_hand_slip(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  for (const ByHandRow& row : office.store->waiting_by_hand(rows_shown_max)) {
    if (row.message.id != call.parts[0] || !may_tell(row, call, office)) {
      continue;
    }
    Html body;
    body << "<h1>Phiếu nhắc việc</h1><p>Gửi: "
         << text(told_title(what_of(row), office.rules, office.now)) << " ("
         << text(place_of(row.message)) << ")</p><pre>" << text(row.message.draft.text)
         << "</pre><p>Người nhận ký, ghi ngày: ……………………………………</p>" << told_form(row, call);
    return page_response({"Phiếu nhắc việc", body}, call.visitor, context);
  }
  return missing_page(context);
}

}  // namespace dondoc
