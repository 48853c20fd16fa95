// SPDX-License-Identifier: Apache-2.0
// The API's description against the code: every route is in it and nothing else, and what it shows
// as an example is answered.
#include "daemon/http/openapi.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/route_table.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace dondoc::openapi_test {
namespace {

using dondoc::testing::at;

constexpr const char* act_path = "/v1/occurrences/{key}/";

class OpenApi : public testing::RoutesFixture {
 protected:
  OpenApi() : RoutesFixture(office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
    status_.running = true;
  }

  static RuleSet office() {
    RuleSet rules = testing::small_office();
    Trigger trigger;
    trigger.id = "van-ban";
    trigger.title = "văn bản của Trung ương";
    trigger.recorder = "van-phong";
    rules.plans.at(testing::plan_id).triggers.push_back(trigger);
    return rules;
  }
  nlohmann::json described() { return json("/v1/openapi.json"); }

  /// The path with the examples of its parameters, nothing when one of them has none.
  static std::string filled(std::string path, const nlohmann::json& operation) {
    for (const auto& one : operation.at("parameters")) {
      if (one.value("in", "") != "path") {
        continue;
      }
      const std::string part = '{' + one.at("name").get<std::string>() + '}';
      const std::size_t begin = path.find(part);
      EXPECT_NE(begin, std::string::npos) << path << part;
      EXPECT_TRUE(one.at("required").get<bool>());
      path.replace(begin, part.size(), percent_encoded(one.at("example").get<std::string>()));
    }
    EXPECT_EQ(path.find('{'), std::string::npos) << path;
    return path;
  }
};

TEST_F(OpenApi, HasEveryRouteAndNothingElse) {
  std::set<std::pair<std::string, std::string>> wanted;
  for (const Route& route : api_routes()) {
    const std::string pattern(route.pattern);
    const std::string method = route.method == "GET" ? "get" : "post";
    const std::size_t act = pattern.find("{act}");
    if (act == std::string::npos) {
      wanted.emplace(pattern, method);
      continue;
    }
    for (const std::string_view name : act_names()) {
      wanted.emplace(pattern.substr(0, act) + std::string(name), method);
    }
  }
  std::set<std::pair<std::string, std::string>> found;
  std::set<std::string> ids;
  const auto paths = described().at("paths");
  for (const auto& [path, methods] : paths.items()) {
    for (const auto& [method, operation] : methods.items()) {
      found.emplace(path, method);
      EXPECT_TRUE(ids.insert(operation.at("operationId").get<std::string>()).second) << path;
    }
  }
  EXPECT_EQ(found, wanted);
  EXPECT_GT(found.size(), 45u);
}

TEST_F(OpenApi, ActsHaveTheFieldsThatAreRead) {
  const auto paths = described().at("paths");
  for (const std::string_view name : act_names()) {
    const auto& schema = paths.at(act_path + std::string(name))
                             .at("post")
                             .at("requestBody")
                             .at("content")
                             .at("application/json")
                             .at("schema");
    EXPECT_EQ(schema.at("additionalProperties"), false);
    const std::string address = path_of("cchc/VII.6@2026-05") + '/' + std::string(name);
    for (const auto& [field, meaning] : schema.at("properties").items()) {
      // What isn't a string is refused by name only when the name is known.
      EXPECT_EQ(code_of(call("POST", address, R"({")" + field + R"(":1})")), "bad-field")
          << name << ' ' << field;
      EXPECT_FALSE(meaning.at("description").get<std::string>().empty());
    }
    EXPECT_EQ(code_of(call("POST", address, R"({"khac":1})")), "unknown-field");
  }
}

TEST_F(OpenApi, IsWhole) {
  const auto told = described();
  EXPECT_EQ(told.at("openapi"), "3.1.0");
  EXPECT_FALSE(told.at("info").at("title").get<std::string>().empty());
  const std::string text = told.dump();
  const std::string mark = "\"$ref\":\"#";
  int references = 0;
  for (std::size_t begin = text.find(mark); begin != std::string::npos;
       begin = text.find(mark, begin + 1)) {
    const std::size_t from = begin + mark.size();
    const std::string pointer = text.substr(from, text.find('"', from) - from);
    EXPECT_TRUE(told.contains(nlohmann::json::json_pointer(pointer))) << pointer;
    ++references;
  }
  EXPECT_GT(references, 100);
  for (const auto& [path, methods] : told.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      EXPECT_TRUE(operation.at("responses").contains("200")) << path;
      EXPECT_TRUE(parse_role(operation.at("x-least-role").get<std::string>())) << path;
      EXPECT_EQ(operation.contains("requestBody"), method == "post") << path;
    }
  }
}

TEST_F(OpenApi, OccurrencesHaveTheFieldsThatItLists) {
  const auto told = described();
  const auto listed = told.at("components").at("schemas").at("Occurrence").at("properties");
  const auto seen = json("/v1/occurrences").at("occurrences");
  ASSERT_FALSE(seen.empty());
  for (const auto& [name, value] : seen[0].items()) {
    ASSERT_TRUE(listed.contains(name)) << name;
    const std::string type = listed.at(name).value("type", "");
    EXPECT_TRUE(type.empty() ||
                (type == "boolean" ? value.is_boolean() : value.is_number_integer()))
        << name;
  }
  EXPECT_EQ(listed.size(), seen[0].size());
}

TEST_F(OpenApi, ItsExamplesAreAnswered) {
  std::map<int, int> answers;
  const auto paths = described().at("paths");
  for (const auto& [path, methods] : paths.items()) {
    if (methods.contains("get")) {
      const ApiResponse response = call("GET", filled(path, methods.at("get")));
      EXPECT_EQ(response.status, 200) << path << ' ' << response.body.substr(0, 300);
    }
  }
  for (const auto& [path, methods] : paths.items()) {
    if (!methods.contains("post") || path == "/v1/backup" || path == "/v1/tokens/{name}/revoke" ||
        path == "/v1/feeds/{of}/revoke") {
      continue;
    }
    const auto& operation = methods.at("post");
    const auto& example =
        operation.at("requestBody").at("content").at("application/json").at("example");
    const ApiResponse response = call("POST", filled(path, operation), example.dump());
    // The example of one act seldom suits the duty of another: that it can't be done is an answer.
    EXPECT_TRUE(response.status == 200 || response.status == 409)
        << path << ' ' << example << ' ' << response.status << ' ' << response.body;
    ++answers[response.status];
  }
  EXPECT_GT(answers[200], 10);
  for (const char* path : {"/v1/tokens/{name}/revoke", "/v1/feeds/{of}/revoke"}) {
    EXPECT_EQ(call("POST", filled(path, paths.at(path).at("post")), "{}").status, 200) << path;
  }
}

}  // namespace
}  // namespace dondoc::openapi_test
