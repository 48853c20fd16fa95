// SPDX-License-Identifier: Apache-2.0
#include "daemon/settings_web.h"

#include <algorithm>
#include <string_view>

namespace dondoc {
namespace {

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

}  // namespace

void check_url(MappingDecoder& decoder,
               const std::string& key,
               const std::string& url,
               PlainHttp plain_http) {
  const Node* node = decoder.any(key, Need::optional);
  if (node == nullptr || url.empty()) {
    return;
  }
  const bool plain = begins(url, "http://");
  const bool secure = begins(url, "https://");
  const std::size_t scheme = plain ? 7 : 8;
  if ((!plain && !secure) || url.size() == scheme || url[scheme] == '/') {
    decoder.file().error(node->span,
                         "bad-url",
                         "`" + key + "` phải là một địa chỉ https đầy đủ",
                         key + ": https://hook.xa.example/dondoc");
    return;
  }
  if (plain && plain_http == PlainHttp::refused) {
    decoder.file().error(
        node->span,
        "plain-http",
        "địa chỉ http không mã hóa nội dung tin nhắc trên đường truyền",
        "dùng https://…, hoặc ghi allow_plain_http: true nếu máy nhận ở mạng nội bộ");
  }
}

/// A port that others reach must have somebody before it who speaks TLS.
void decode_web(MappingDecoder& decoder, WebSettings& web) {
  web.behind_proxy = decoder.boolean("behind_proxy", Need::optional).value_or(false);
  if (const auto listen = decoder.text("listen", Need::optional, name_code_points_max)) {
    const Span place = decoder.any("listen", Need::optional)->span;
    web.listen = parse_tcp_address(*listen);
    if (!web.listen || web.listen->port == 0) {
      decoder.file().error(
          place, "bad-listen", "phải là địa chỉ bằng số và cổng", "listen: 127.0.0.1:8377");
    } else if (!is_loopback(*web.listen) && !web.behind_proxy) {
      decoder.file().error(place,
                           "open-listen",
                           "máy khác vào được cổng này mà đường truyền không mã hóa",
                           "listen: 127.0.0.1:8377, với máy chủ web có HTTPS đứng trước; nếu máy "
                           "đó ở nơi khác, ghi thêm behind_proxy: true");
    }
  }
  if (auto url = decoder.text("public_url", Need::optional, text_code_points_max)) {
    while (!url->empty() && url->back() == '/') {
      url->pop_back();
    }
    web.public_url = *url;
    const std::string host = url->substr(std::min(url->size(), std::string_view("http://").size()));
    const bool here = begins(host, "127.0.0.1") || begins(host, "localhost");
    check_url(decoder, "public_url", *url, here ? PlainHttp::allowed : PlainHttp::refused);
    if (url->find('/', std::string_view("https://").size()) != std::string::npos) {
      decoder.file().error(decoder.any("public_url", Need::optional)->span,
                           "bad-url",
                           "`public_url` chỉ gồm tên miền, không có đường dẫn phía sau",
                           "public_url: https://dondoc.xa.example");
    }
  }
}

}  // namespace dondoc
