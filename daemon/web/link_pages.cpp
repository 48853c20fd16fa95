// SPDX-License-Identifier: Apache-2.0
// What a link of a mail opens: the duty, and the form of the one act that the link is for. Looking
// changes nothing, however often a mail gateway does it; sending the form acts, once.
#include "daemon/act_link.h"
#include "daemon/record_act.h"
#include "daemon/store/doors.h"
#include "daemon/web/act_forms.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/pages.h"
#include "rules/schedule/wording.h"

#include <optional>
#include <utility>

namespace dondoc {
namespace {

struct OpenedLink {
  ActLinkClaim claim;
  Occurrence occurrence;
  const ActForm* form;
};

/// A page in place of one that a link can't open.
ApiResponse spent_page(const std::string& title,
                       const std::string& words,
                       int status,
                       const WebContext& context) {
  Html body;
  body << "<h1>" << text(title) << "</h1><p>" << text(words)
       << "</p><p><a class=\"button plain\" href=\"/\">Mở trang công việc</a></p>";
  return open_page({title, body}, context, status);
}

std::variant<OpenedLink, ApiResponse> opened(const std::string& link, const WebContext& context) {
  const RouteContext& office = context.office;
  const std::vector<LinkKey> keys = Doors(*office.store).link_keys();
  const auto claim = read_act_link(link, keys);
  const ActForm* form = claim ? find_act_form(claim->act) : nullptr;
  const auto occurrence = claim ? office.store->occurrence(claim->occurrence) : std::nullopt;
  if (!claim && names_replaced_key(link, keys)) {
    return spent_page("Liên kết không còn hiệu lực",
                      "Cơ quan đã thay khóa của các liên kết gửi trước đây; liên kết này không còn "
                      "dùng được. Đề nghị mở liên kết trong thư nhắc việc mới nhất, trả lời thư, "
                      "hoặc đăng nhập trang công việc để ghi nhận.",
                      410,
                      context);
  }
  if (form == nullptr || !occurrence) {
    return spent_page("Liên kết không đúng",
                      "Liên kết bị cắt ngắn, bị sửa hoặc đã được thay. Đề nghị mở lại từ thư nhắc "
                      "việc mới nhất.",
                      404,
                      context);
  }
  if (const auto used = Doors(*office.store).link_used_at(act_link_name(*claim))) {
    return spent_page("Đã ghi nhận",
                      "Việc này đã được ghi nhận lúc " + moment_words(*used, office.rules.zone) +
                          " qua chính liên kết này.",
                      200,
                      context);
  }
  if (office.now >= claim->expires) {
    return spent_page(
        "Liên kết đã hết hạn",
        "Liên kết dùng được đến " + moment_words(claim->expires, office.rules.zone) + ".",
        410,
        context);
  }
  return OpenedLink{*claim, *occurrence, form};
}

Visitor reader_of(const OpenedLink& link, const WebContext& context) {
  const RouteContext& office = context.office;
  return visitor_of(link.claim.person, office.rules, date_of(office.now, office.rules.zone));
}

ApiResponse link_page(const OpenedLink& link,
                      const std::string& address,
                      const Form& given,
                      const std::optional<Told>& told,
                      const WebContext& context) {
  const RuleSet& rules = context.office.rules;
  Html body;
  body << "<h1>" << text(link.form->title) << "</h1>"
       << duty_card(link.occurrence, rules, context.office.now)
       << "<form class=\"act\" method=\"post\" action=\"" << path({"lien-ket", address}) << "\">"
       << act_fields(*link.form, link.occurrence, rules, given) << "<button type=\"submit\">"
       << text(link.form->button) << "</button></form>";
  Page page{std::string(link.form->title), body};
  page.told = told;
  return open_page(page, context, told ? 409 : 200);
}

}  // namespace

ApiResponse get_act_link(const std::string& link, const WebContext& context) {
  const auto found = opened(link, context);
  if (const auto* page = std::get_if<ApiResponse>(&found)) {
    return *page;
  }
  return link_page(std::get<OpenedLink>(found), link, {}, std::nullopt, context);
}

ApiResponse post_act_link(const std::string& link, const Form& form, const WebContext& context) {
  const auto found = opened(link, context);
  if (const auto* page = std::get_if<ApiResponse>(&found)) {
    return *page;
  }
  const OpenedLink& opened_link = std::get<OpenedLink>(found);
  const auto refuse = [&](const std::string& words) {
    return link_page(opened_link, link, form, Told{Told::Tone::bad, words}, context);
  };
  const RouteContext& office = context.office;
  const auto act = act_of(*opened_link.form, form, office);
  if (const auto* problem = std::get_if<std::string>(&act)) {
    return refuse(*problem);
  }
  const Visitor reader = reader_of(opened_link, context);
  const auto post = post_for(std::get<Act>(act),
                             opened_link.occurrence,
                             reader.posts,
                             Role::unit,
                             office.rules,
                             date_of(office.now, office.rules.zone));
  if (const auto* refused = std::get_if<ActRefused>(&post)) {
    return refuse("Chưa ghi nhận: " + refused->message + ".");
  }
  Store::Transaction transaction(*office.store);
  const ActResult result = record_act(*office.store,
                                      opened_link.occurrence,
                                      std::get<Act>(act),
                                      {std::get<std::string>(post), "link"},
                                      office.rules,
                                      office.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return refuse("Chưa ghi nhận: " + refused->message + ".");
  }
  Doors(*office.store).use_link(act_link_name(opened_link.claim), office.now);
  transaction.commit();
  office.changed();
  const Occurrence after =
      office.store->occurrence(opened_link.occurrence.key).value_or(opened_link.occurrence);
  Html body;
  body << "<h1>Đã ghi nhận</h1>" << duty_card(after, office.rules, office.now)
       << "<p>Nếu ghi nhầm, hủy được trong 30 phút trên trang đầu việc sau khi đăng nhập.</p>"
       << "<p><a class=\"button plain\" href=\"" << path({"dau-viec", opened_link.occurrence.key})
       << "\">Mở trang đầu việc</a></p>";
  return open_page({"Đã ghi nhận", body}, context);
}

}  // namespace dondoc
