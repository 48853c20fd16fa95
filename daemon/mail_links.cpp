// SPDX-License-Identifier: Apache-2.0
#include "daemon/mail_links.h"

#include "daemon/act_link.h"
#include "daemon/http/url.h"
#include "daemon/web/act_forms.h"
#include "rules/answer/offered_acts.h"

#include <algorithm>
#include <set>

namespace dondoc {
namespace {

/// The duty that all of them are about; empty when there are several or none.
std::string only_duty(const std::vector<NoticeRow>& notices) {
  std::set<std::string> duties;
  for (const NoticeRow& row : notices) {
    duties.insert(row.notice.occurrence);
  }
  return duties.size() == 1 ? *duties.begin() : std::string{};
}

void add_acts(MessageLinks& links,
              const StoredMessage& message,
              const NoticeRow& row,
              Store& store,
              const WebSettings& settings) {
  const LinkKey key = Doors(store).link_keys().front();
  for (const std::string_view act : offered_acts(row.notice)) {
    const ActForm* form = find_act_form(act);
    if (form == nullptr) {
      continue;
    }
    const ActLinkClaim claim{std::string(act),
                             row.notice.occurrence,
                             message.draft.person,
                             message.id,
                             message.created_at + act_link_valid};
    links.list.push_back(
        {std::string(form->title), settings.public_url + "/lien-ket/" + sign_act_link(claim, key)});
  }
}

}  // namespace

MessageLinks links_of(const StoredMessage& message, Store& store, const WebSettings& settings) {
  MessageLinks links;
  if (settings.public_url.empty() || message.draft.key.rfind(sign_in_key_prefix, 0) == 0) {
    return links;
  }
  const std::vector<NoticeRow> notices = store.notices_of_message(message.id);
  const std::string duty = only_duty(notices);
  if (duty.empty()) {
    links.list.push_back({"Mở trang công việc", settings.public_url + "/"});
    return links;
  }
  links.heading =
      "Ghi nhận qua liên kết riêng (mỗi liên kết dùng một lần, không chuyển cho người khác):";
  add_acts(links, message, notices.front(), store, settings);
  links.list.push_back(
      {"Xem toàn bộ diễn biến", settings.public_url + "/dau-viec/" + percent_encoded(duty)});
  return links;
}

}  // namespace dondoc
