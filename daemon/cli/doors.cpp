// SPDX-License-Identifier: Apache-2.0
// dondoc sign-in and token: who may come in over the network.
#include "daemon/cli/command.h"
#include "daemon/cli/remote.h"
#include "daemon/cli/remote_answer.h"
#include "daemon/http/url.h"
#include "daemon/http/view_words.h"

#include <cstdint>
#include <iostream>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string code_text(const Json& code) {
  const std::string letters = text_of(code, "code");
  return "Mã đăng nhập của " + text_of(code, "title") + ": " + letters.substr(0, 4) + '-' +
         letters.substr(4) + "\nDùng được một lần, đến " + moment_words_of(code.at("until")) +
         ". Nhập ở trang đăng nhập, mục “Đã có mã”.\n";
}

std::string token_text(const Json& token) {
  return "Mã truy cập " + text_of(token, "name") + " (" + text_of(token, "role") + "), dùng đến " +
         moment_words_of(token.at("expires_at")) + ":\n" + text_of(token, "token") +
         "\nMã chỉ được in một lần; gửi kèm mỗi yêu cầu: Authorization: Bearer MÃ\n";
}

std::string tokens_text(const Json& document) {
  const Json& tokens = document.at("tokens");
  std::string text = tokens.empty() ? "Chưa có mã truy cập nào.\n" : "";
  for (const Json& token : tokens) {
    const std::string post = text_of(token, "post");
    text += text_of(token, "name") + "  " + text_of(token, "role") +
            (post.empty() ? "" : "  thay " + post) + "  đến " +
            moment_words_of(token.at("expires_at")) + "\n";
  }
  return text;
}

std::string feed_text(const Json& feed) {
  const std::string url = text_of(feed, "url");
  return "Lịch riêng của " + text_of(feed, "title") + ":\n" +
         (url.empty() ? "(địa chỉ của trang theo dõi công việc)" + text_of(feed, "path") : url) +
         "\nĐăng ký địa chỉ này trong ứng dụng lịch. Ai có địa chỉ này đều xem được lịch; địa chỉ "
         "chỉ được in một lần, địa chỉ cấp "
         "trước đó không còn dùng được.\n";
}

std::string feeds_text(const Json& document) {
  const Json& feeds = document.at("feeds");
  std::string text = feeds.empty() ? "Chưa cấp lịch riêng nào.\n" : "";
  for (const Json& feed : feeds) {
    text += text_of(feed, "of") + "  " + text_of(feed, "title") + "  cấp lúc " +
            moment_words_of(feed.at("made_at")) + "\n";
  }
  return text;
}

std::string link_keys_text(const Json& document) {
  std::string text;
  for (const Json& key : document.at("keys")) {
    text += "Khóa " + std::to_string(key.at("id").get<std::int64_t>());
    if (!key.at("made_at").is_null()) {
      text += ", tạo lúc " + moment_words_of(key.at("made_at"));
    }
    text += key.at("signs").get<bool>() ? ": đang ký liên kết trong thư\n"
                                        : ": liên kết đã gửi còn dùng được đến " +
                                              moment_words_of(key.at("holds_until")) + "\n";
  }
  return text;
}

int ask_and_print(const RemoteTarget& target,
                  const std::string& method,
                  const std::string& path,
                  const std::string& body,
                  std::string (*words)(const Json&)) {
  auto asked = ask(target, method, path, body);
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), words);
}

}  // namespace

int run_sign_in(const RemoteTarget& target, const std::string& post) {
  return ask_and_print(
      target, "POST", "/v1/posts/" + percent_encoded(post) + "/sign-in", "", code_text);
}

int run_sign_out(const RemoteTarget& target, const std::string& post) {
  return ask_and_print(
      target, "POST", "/v1/posts/" + percent_encoded(post) + "/sign-out", "", [](const Json& out) {
        return text_of(out, "title") + ": đã thoát khỏi mọi thiết bị.\n";
      });
}

int run_token_add(const RemoteTarget& target, const std::map<std::string, std::string>& fields) {
  return ask_and_print(target, "POST", "/v1/tokens", Json(fields).dump(), token_text);
}

int run_token_list(const RemoteTarget& target) {
  return ask_and_print(target, "GET", "/v1/tokens", "", tokens_text);
}

int run_token_revoke(const RemoteTarget& target, const std::string& name) {
  return ask_and_print(
      target, "POST", "/v1/tokens/" + percent_encoded(name) + "/revoke", "", [](const Json& gone) {
        return "Đã thu hồi mã " + text_of(gone, "name") + ".\n";
      });
}

int run_link_key_list(const RemoteTarget& target) {
  return ask_and_print(target, "GET", "/v1/link-keys", "", link_keys_text);
}

int run_link_key_rotate(const RemoteTarget& target) {
  return ask_and_print(target, "POST", "/v1/link-keys/rotate", "", link_keys_text);
}

int run_link_key_revoke(const RemoteTarget& target) {
  return ask_and_print(target, "POST", "/v1/link-keys/revoke", "", [](const Json& keys) {
    return "Mọi liên kết đã gửi trong thư không còn dùng được.\n" + link_keys_text(keys);
  });
}

int run_feed_add(const RemoteTarget& target, const std::string& of) {
  return ask_and_print(target, "POST", "/v1/feeds", Json{{"of", of}}.dump(), feed_text);
}

int run_feed_list(const RemoteTarget& target) {
  return ask_and_print(target, "GET", "/v1/feeds", "", feeds_text);
}

int run_feed_revoke(const RemoteTarget& target, const std::string& of) {
  return ask_and_print(
      target, "POST", "/v1/feeds/" + percent_encoded(of) + "/revoke", "", [](const Json& gone) {
        return "Đã thu hồi lịch riêng của " + text_of(gone, "of") + ".\n";
      });
}

}  // namespace dondoc
