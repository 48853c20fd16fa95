// SPDX-License-Identifier: Apache-2.0
// Coming in: one names one's address or post, and a code comes over one's own channel. Whether
// there is such an address isn't told.
#include "daemon/store/doors.h"
#include "daemon/store/store.h"
#include "daemon/web/pages.h"
#include "rules/plan/spelling.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace dondoc {
namespace {

constexpr std::chrono::minutes code_valid{20};
/// So long a code that was sent stands, whoever asks: another one is neither made nor sent, so that
/// nobody can flood a person or take away what they have. What is left of it is time to type it in:
/// as much as of a code that an admin hands out, which is good for longer and stands the longer.
constexpr std::chrono::minutes code_stands{12};
/// After one that was used, which only its reader can do, another one.
constexpr std::chrono::seconds code_rests{60};

/// Small letters without what people leave out: "Trưởng phòng  Kinh tế".
std::string plain(const std::string& words) {
  return name_key(words);
}

const Person* person_of(const std::string& who, const RuleSet& rules, Date day) {
  const std::string wanted = plain(who);
  for (const auto& [id, person] : rules.directory.people) {
    if (std::any_of(person.contacts.begin(), person.contacts.end(), [&](const Contact& contact) {
          return contact.channel != by_hand_channel && plain(contact.address) == wanted;
        })) {
      return &person;
    }
  }
  for (const auto& [id, post] : rules.directory.posts) {
    if (id == who || plain(post.title) == wanted) {
      return acting(rules.directory, id, day);
    }
  }
  return nullptr;
}

bool may_get_code(const std::optional<SignInCode>& newest, Instant now) {
  if (!newest || now < newest->asked_at) {
    return true;
  }
  const bool used = newest->expires_at <= newest->asked_at;
  return now >=
         (used ? newest->asked_at + code_rests : newest->expires_at - (code_valid - code_stands));
}

std::string grouped(const std::string& code) {
  return code.substr(0, 4) + '-' + code.substr(4);
}

/// As it is typed: small letters, spaces and hyphens don't matter.
std::string code_typed(const std::string& typed) {
  std::string code;
  for (const char c : typed) {
    if (c >= 'a' && c <= 'z') {
      code += static_cast<char>(c - 'a' + 'A');
    } else if (c != ' ' && c != '-') {
      code += c;
    }
  }
  return code;
}

MessageDraft code_message(const Person& person,
                          const std::string& post,
                          const std::string& code,
                          Instant until,
                          const WebContext& context) {
  const RuleSet& rules = context.office.rules;
  MessageDraft draft;
  draft.key = std::string(sign_in_key_prefix) + person.id + '/' +
              to_rfc3339(context.office.now, rules.zone);
  draft.person = person.id;
  draft.post = post;
  draft.contacts = sent_contacts(person);
  draft.subject = "[Đăng nhập] Mã vào trang theo dõi công việc";
  draft.text = "Kính gửi: " + addressee_words(rules.directory, post) +
               "\nMã đăng nhập: " + grouped(code) + "\nMã dùng được một lần, đến " +
               moment_words(until, rules.zone) + ".\n";
  if (!context.settings.public_url.empty()) {
    draft.text += "Hoặc mở: " + context.settings.public_url + "/vao/ma/" + code + "\n";
  }
  draft.text += "Nếu không yêu cầu mã này, đề nghị bỏ qua tin; không chuyển mã cho người khác.\n";
  return draft;
}

Html who_form() {
  return "<h1>Đăng nhập</h1><form class=\"act\" method=\"post\" action=\"/vao\">"
         "<label>Địa chỉ thư hoặc chức danh<span class=\"hint\">Địa chỉ nhận tin đã đăng ký trong "
         "danh bạ, hoặc tên chức danh</span><input type=\"text\" name=\"ai\" "
         "autocomplete=\"username\" required maxlength=\"200\"></label><button "
         "type=\"submit\">Gửi mã đăng nhập</button></form><p><a href=\"/vao/ma\">Đã có mã</a></p>";
}

Html code_form(const std::string& code) {
  Html html;
  html << "<h1>Nhập mã đăng nhập</h1><form class=\"act\" method=\"post\" action=\"/vao/ma\">"
       << "<label>Mã đăng nhập<span class=\"hint\">Gồm 8 chữ và số, ví dụ K7M2-9QXA</span>"
       << "<input type=\"text\" name=\"ma\" autocomplete=\"one-time-code\" required "
          "maxlength=\"20\" value=\""
       << text(code) << "\"></label><button type=\"submit\">Vào</button></form>"
       << "<p><a href=\"/vao\">Xin mã khác</a></p>";
  return html;
}

ApiResponse too_many(const WebContext& context) {
  return open_page(
      {"Tạm dừng", "<h1>Đã thử quá nhiều lần</h1><p>Đề nghị chờ 10 phút rồi thử lại.</p>"},
      context,
      429);
}

ApiResponse foreign_form(const WebContext& context) {
  return open_page({"Không nhận",
                    "<h1>Không nhận</h1><p>Biểu mẫu này không được gửi từ trang của hệ thống.</p>"},
                   context,
                   403);
}

}  // namespace

ApiResponse get_sign_in(const WebContext& context) {
  return open_page({"Đăng nhập", who_form()}, context);
}

ApiResponse post_sign_in(const Form& form, const ApiRequest& request, const WebContext& context) {
  if (!is_own_origin(request, context)) {
    return foreign_form(context);
  }
  const RouteContext& office = context.office;
  if (!context.memory.doors.allows(address_of(request, context.settings), office.now)) {
    return too_many(context);
  }
  const Date day = date_of(office.now, office.rules.zone);
  const Person* person = person_of(field_of(form, "ai"), office.rules, day);
  const Visitor visitor = person == nullptr ? Visitor{} : visitor_of(person->id, office.rules, day);
  if (person != nullptr && !visitor.posts.empty() && !sent_contacts(*person).empty()) {
    Store& store = *office.store;
    if (may_get_code(Doors(store).sign_in_code(person->id), office.now)) {
      Store::Transaction transaction(store);
      const Instant until = office.now + code_valid;
      const std::string code = Doors(store).write_sign_in_code(person->id, until, office.now);
      store.write_digest(code_message(*person, visitor.posts.front(), code, until, context),
                         office.now);
      transaction.commit();
      office.changed();
    }
  }
  return see_other("/vao/ma");
}

ApiResponse get_code(const std::string& code, const WebContext& context) {
  Page page{"Nhập mã đăng nhập", code_form(code)};
  if (code.empty()) {
    page.told =
        Told{Told::Tone::plain,
             "Nếu địa chỉ hoặc chức danh có trong danh bạ, mã đã được gửi tới kênh nhận "
             "tin của người giữ chức danh. Mã gửi trong " +
                 std::to_string(code_stands.count()) +
                 " phút gần đây vẫn dùng được và không gửi lại: nếu không có tin mới, đề "
                 "nghị dùng mã trong tin trước. Ai có mã còn hạn do quản trị viên cấp thì dùng mã "
                 "đó."};
  }
  return open_page(page, context);
}

ApiResponse post_code(const Form& form, const ApiRequest& request, const WebContext& context) {
  if (!is_own_origin(request, context)) {
    return foreign_form(context);
  }
  const RouteContext& office = context.office;
  if (!context.memory.doors.allows(address_of(request, context.settings), office.now)) {
    return too_many(context);
  }
  Store& store = *office.store;
  const auto person = Doors(store).sign_in_person(code_typed(field_of(form, "ma")), office.now);
  if (!person ||
      visitor_of(*person, office.rules, date_of(office.now, office.rules.zone)).posts.empty()) {
    Page page{"Nhập mã đăng nhập", code_form("")};
    page.told = Told{Told::Tone::bad, "Mã không đúng hoặc đã hết hạn. Đề nghị xin mã khác."};
    return open_page(page, context, 403);
  }
  Store::Transaction transaction(store);
  const std::string secret = Doors(store).begin_session(*person, office.now);
  transaction.commit();
  ApiResponse response = see_other("/");
  response.headers.emplace_back("Set-Cookie", session_cookie(secret, context.settings));
  return response;
}

ApiResponse post_sign_out(const PageCall& call, const WebContext& context) {
  Store::Transaction transaction(*context.office.store);
  Doors(*context.office.store).end_session(call.visitor.session);
  transaction.commit();
  ApiResponse response = see_other("/vao");
  response.headers.emplace_back("Set-Cookie", ended_cookie(context.settings));
  return response;
}

}  // namespace dondoc
