// SPDX-License-Identifier: Apache-2.0
// An office behind its routes: a real store and engine, no socket, and a clock that stands still.
#pragma once

#include "daemon/engine.h"
#include "daemon/http/routes.h"
#include "daemon/http/url.h"
#include "daemon/inbox/people_rules.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::testing {

class RoutesFixture : public ::testing::Test {
 protected:
  explicit RoutesFixture(RuleSet rules)
      : loaded_rules_(std::make_shared<const RuleSet>(std::move(rules))),
        rules_(loaded_rules_),
        engine_(*store_) {}

  /// Opens, decides and words what is due; from now on it is `now`.
  void settle(Instant now) {
    if (!loaded_) {
      engine_.load(rules_, now);
      loaded_ = true;
    }
    now_ = now;
    while (engine_.tick(now).more) {
    }
  }

  [[nodiscard]] const RuleSet& rules() const { return *rules_; }
  [[nodiscard]] Store* store() { return &*store_; }
  [[nodiscard]] Instant now() const { return now_; }

  /// As one request of the daemon's.
  template <typename Use>
  ApiResponse with_context(const Use& use) {
    const std::shared_ptr<const RuleSet> rules = rules_;
    const RouteContext context{store(),
                               *rules,
                               now_,
                               status_,
                               [this] { ++changes_; },
                               [this] {
                                 rules_ = with_people(loaded_rules_, *store_, now_);
                                 engine_.take_people(rules_);
                               },
                               backups_};
    return use(context);
  }
  ApiResponse call(const std::string& method,
                   const std::string& target,
                   const std::string& body = "",
                   Peer peer = Peer::admin) {
    return with_context([&](const RouteContext& context) {
      return handle({method, target, body, peer}, context);
    });
  }
  nlohmann::json json(const std::string& target) {
    return nlohmann::json::parse(call("GET", target).body);
  }
  static std::string code_of(const ApiResponse& response) {
    return nlohmann::json::parse(response.body).at("error").at("code").get<std::string>();
  }
  static std::string path_of(const std::string& key) {
    return "/v1/occurrences/" + percent_encoded(key);
  }

  DaemonStatus status_;
  std::filesystem::path backups_;
  int changes_{0};

 private:
  std::shared_ptr<const RuleSet> loaded_rules_;
  std::shared_ptr<const RuleSet> rules_;  ///< with what people have added
  ScratchStore store_;
  Engine engine_;
  Instant now_;
  bool loaded_{false};
};

}  // namespace dondoc::testing
