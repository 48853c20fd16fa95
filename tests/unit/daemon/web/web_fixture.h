// SPDX-License-Identifier: Apache-2.0
// An office behind its port: a real store and engine, no socket, and a clock that stands still. A
// browser that keeps its cookie.
#pragma once

#include "daemon/store/doors.h"
#include "daemon/web/front.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <map>
#include <string>
#include <utility>

namespace dondoc::testing {

class WebFixture : public RoutesFixture {
 protected:
  explicit WebFixture(RuleSet rules) : RoutesFixture(std::move(rules)) {
    settings_.listen = TcpAddress{"127.0.0.1", 8377};
  }

  ApiResponse ask(const std::string& method,
                  const std::string& target,
                  const std::string& body = "",
                  std::map<std::string, std::string> headers = {}) {
    headers.emplace("host", "127.0.0.1:8377");
    if (!cookie_.empty()) {
      headers.emplace("cookie", cookie_);
    }
    const RouteContext office{store(), rules(), now(), status_, [this] { ++changes_; }};
    ApiResponse response = answer_web({method, target, body, Peer::stranger, headers, "127.0.0.1"},
                                      {office, settings_, memory_, web_desk_});
    for (const auto& [name, value] : response.headers) {
      if (name == "Set-Cookie") {
        cookie_ = value.substr(0, value.find(';'));
      }
    }
    return response;
  }
  ApiResponse see(const std::string& target) { return ask("GET", target); }

  /// As the holder of the post, by a code that an admin hands over.
  void sign_in(const std::string& post) {
    const Person* person = holder(rules().directory, post, date_of(now(), rules().zone));
    Store::Transaction transaction(*store());
    const std::string code =
        Doors(*store()).write_sign_in_code(person->id, now() + std::chrono::hours{1}, now());
    transaction.commit();
    cookie_.clear();
    (void)ask("POST", "/vao/ma", "ma=" + code);
  }

  /// With the token that a page of this session has.
  ApiResponse send(const std::string& target, const std::string& fields = "") {
    const std::string page = see("/").body;
    const std::string mark = "name=\"ma_trang\" value=\"";
    const std::size_t at = page.find(mark);
    const std::string token =
        at == std::string::npos ? std::string{} : page.substr(at + mark.size(), 32);
    return ask("POST", target, "ma_trang=" + token + (fields.empty() ? "" : '&' + fields));
  }

  static std::string header(const ApiResponse& response, const std::string& name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) {
        return value;
      }
    }
    return {};
  }
  static bool has(const ApiResponse& response, const std::string& words) {
    return response.body.find(words) != std::string::npos;
  }

  WebSettings settings_;
  WebMemory memory_;
  const PlanDesk* web_desk_{nullptr};
  std::string cookie_;
};

}  // namespace dondoc::testing
