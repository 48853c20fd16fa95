// SPDX-License-Identifier: Apache-2.0
// The pages of an office without a socket: people sign in by session, and see what they may.
#pragma once

#include "daemon/store/doors.h"
#include "daemon/web/front.h"
#include "tests/support/web_markup.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <map>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace dondoc::testing {

/// Of the small office: the chair, a head, the coordinator's head who runs the system.
inline constexpr const char* chair_post = "chu-tich";
inline constexpr const char* head_post = "truong-kinh-te";
inline constexpr const char* admin_head_post = "truong-vh-xh";

class PagesFixture : public RoutesFixture {
 protected:
  using RoutesFixture::RoutesFixture;

  ApiResponse page(const std::string& target, const std::string& post = admin_head_post) {
    return ask({"GET", target, "", Peer::stranger, headers_of(post), "127.0.0.1"});
  }
  /// The form as a browser sends it; `fields` without what proves it to be ours.
  ApiResponse send(const std::string& target,
                   const std::map<std::string, std::string>& fields,
                   const std::string& post = admin_head_post) {
    const std::string secret = secret_of(post);
    std::string body = "ma_trang=" + percent_encoded(message_id("form/" + secret));
    for (const auto& [name, value] : fields) {
      body += '&' + percent_encoded(name) + '=' + percent_encoded(value);
    }
    return ask({"POST", target, body, Peer::stranger, headers_of(post), "127.0.0.1"});
  }
  /// The words of a page that answers and is well formed.
  std::string words(const std::string& target, const std::string& post = admin_head_post) {
    const ApiResponse response = page(target, post);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(markup_fault(response.body), "") << target;
    return words_of(response.body);
  }

  WebSettings settings_{std::nullopt, "http://office.example", false};
  WebMemory memory_;

 private:
  ApiResponse ask(const ApiRequest& request) {
    return with_context([&](const RouteContext& office) {
      return answer_web(request, WebContext{office, settings_, memory_});
    });
  }
  std::string secret_of(const std::string& post) {
    std::string& secret = secrets_[post];
    if (secret.empty()) {
      const Person* person = holder(rules().directory, post, date_of(now(), rules().zone));
      Store::Transaction transaction(*store());
      secret = Doors(*store()).begin_session(person->id, now());
      transaction.commit();
    }
    return secret;
  }
  std::map<std::string, std::string> headers_of(const std::string& post) {
    return {{"host", "office.example"}, {"cookie", "dondoc=" + secret_of(post)}};
  }

  std::map<std::string, std::string> secrets_;
};

}  // namespace dondoc::testing
