// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/openapi.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/route_table.h"
#include "daemon/http/views.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// What a field, a query's name or a part of an address means; the same name means the same
/// everywhere. An empty example: none that would suit whatever it stands in.
struct NameMeaning {
  std::string words;
  std::string example;
};
/// Under which the due of what people give is found: it is read as documents write it.
constexpr std::string_view task_due = "due of tasks";
using Meanings = std::map<std::string, NameMeaning, std::less<>>;

Meanings meanings_for(const RouteContext& context) {
  const RuleSet& rules = context.rules;
  const auto first = [](const auto& entries) {
    return entries.empty() ? std::string{} : entries.begin()->first;
  };
  const std::string unit = first(rules.directory.units);
  const std::string post = first(rules.directory.posts);
  std::string key;
  std::string message;
  if (context.store != nullptr) {
    const auto messages = context.store->messages_beyond({}, "", 1);
    message = messages && !messages->empty() ? messages->front().id : "";
    OccurrenceFilter filter;
    filter.limit = 1;
    for (const Occurrence& one : context.store->occurrences(filter)) {
      key = one.key;
    }
  }
  std::string trigger;
  std::string plan = first(rules.plans);
  for (const auto& [id, one] : rules.plans) {
    if (trigger.empty() && !one.triggers.empty()) {
      plan = id;
      trigger = one.triggers.front().id;
    }
  }
  const Date today = date_of(context.now, rules.zone);
  const std::string day = to_iso(today);
  const Date later_day = today + std::chrono::days{days_per_week};
  const std::string later = to_iso(later_day);
  return {
      {"after", {"lấy tiếp sau khóa này: trường next của trang trước", ""}},
      {"all", {"true: cả đầu việc đã kết thúc", "false"}},
      {"amount", {"số lượng đã làm thêm", "1"}},
      {"as_post", {"mã chức danh được ghi nhận thay", ""}},
      {"basis", {"văn bản hoặc lý do điều chỉnh", "45/UBND-VX"}},
      {"by", {"cách nhận được: phone; cli chỉ ở máy chủ", ""}},
      {"date", {"ngày, dạng năm-tháng-ngày", day}},
      {"days", {"dùng được bao nhiêu ngày", "90"}},
      {"denominator", {"mẫu số", "10"}},
      {"deputy", {"mã chức danh làm thay", ""}},
      {"document", {"số, ký hiệu văn bản", "12/BC-UBND"}},
      {"document_date", {"ngày của văn bản, dạng năm-tháng-ngày", day}},
      {"due", {"thời hạn, dạng năm-tháng-ngày", later}},
      {std::string(task_due), {"thời hạn, viết như trong văn bản", date_words(later_day)}},
      {"from", {"từ ngày, dạng năm-tháng-ngày", later}},
      {"id", {"lần xảy ra cần sửa; để trống: lần mới", ""}},
      {"key", {"khóa hoặc mã của đầu việc", key}},
      {"limit", {"số dòng được xét mỗi trang, từ 1 đến " + std::to_string(list_rows_max), "100"}},
      {"list", {"danh sách việc, mỗi dòng một việc, thay cho các trường của một việc", ""}},
      {"list_name", {"tên của danh sách, để báo lỗi", ""}},
      {"message", {"mã của tin nhắc", message}},
      {"name", {"tên của mã truy cập", "bao-cao"}},
      {"numerator", {"tử số", "9"}},
      {"of", {"lịch của ai: unit/ĐƠN-VỊ hoặc post/CHỨC-DANH", "unit/" + unit}},
      {"plan", {"mã kế hoạch", plan}},
      {"post", {"mã chức danh", post}},
      {"product", {"sản phẩm phải nộp", "Báo cáo"}},
      {"promised", {"ngày hẹn xong, dạng năm-tháng-ngày", later}},
      {"reason", {"lý do", "chờ số liệu"}},
      {"role", {"vai trò: viewer, unit, overseer, editor hoặc admin", "viewer"}},
      {"sent", {"ngày gửi đi, dạng năm-tháng-ngày", day}},
      {"signer", {"mã chức danh của người ký", rules.directory.chair}},
      {"since", {"lập từ ngày, dạng năm-tháng-ngày", day}},
      {"state",
       {"tình trạng của tin: queued, in_flight, sent, withdrawn, failed hoặc uncertain", "sent"}},
      {"support", {"mã các đơn vị phối hợp, cách nhau bằng dấu phẩy", ""}},
      {"text", {"nội dung", "đang tổng hợp số liệu"}},
      {"time", {"giờ, dạng giờ:phút", "08:00"}},
      {"title", {"nội dung công việc", "Báo cáo nhanh tình hình"}},
      {"to", {"đến hết ngày, dạng năm-tháng-ngày", later}},
      {"trigger", {"mã mốc tính thời hạn", trigger}},
      {"unit", {"mã đơn vị", unit}},
      {"until", {"đến hết ngày, dạng năm-tháng-ngày", later}},
      {"value", {"giá trị đo được, khi không nêu tử số và mẫu số", ""}},
  };
}

Json described(const Meanings& meanings, const std::string& name) {
  const NameMeaning& meaning = meanings.at(name);
  Json schema = Json{{"type", "string"}, {"description", meaning.words}};
  if (!meaning.example.empty()) {
    schema["examples"] = Json::array({meaning.example});
  }
  return schema;
}

Json parameter(const Meanings& meanings, const std::string& name, std::string_view place) {
  const NameMeaning& meaning = meanings.at(name);
  Json told = Json{{"name", name},
                   {"in", place},
                   {"required", place == "path"},
                   {"description", meaning.words},
                   {"schema", {{"type", "string"}}}};
  if (!meaning.example.empty()) {
    told["example"] = meaning.example;
  }
  return told;
}

Json body_of(const Meanings& meanings, const FieldNames& fields) {
  Json properties = Json::object();
  Json example = Json::object();
  for (const std::string& name : fields) {
    properties[name] = described(meanings, name);
    if (!meanings.at(name).example.empty()) {
      example[name] = meanings.at(name).example;
    }
  }
  const Json schema = Json{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  return Json{
      {"required", false},
      {"content", {{"application/json", {{"schema", schema}, {"example", std::move(example)}}}}}};
}

Json reference(std::string_view what) {
  return Json{{"$ref", "#/components/" + std::string(what)}};
}

Json responses_of(const Route& route) {
  const Json schema = route.more.gives.empty()
                          ? Json{{"type", "object"}}
                          : reference("schemas/" + std::string(route.more.gives));
  const bool json = route.more.content_type == "application/json";
  Json media = json ? Json{{"schema", schema}} : Json::object();
  Json responses =
      Json{{"200",
            {{"description", "Được"},
             {"content", {{std::string(route.more.content_type), std::move(media)}}}}}};
  if (route.method == "GET") {
    responses["304"] = Json{{"description", "Không có gì thay đổi"}};
  }
  responses["default"] = reference("responses/Error");
  return responses;
}

std::string operation_id(std::string_view method, std::string_view path) {
  std::string id(method);
  std::transform(
      id.begin(), id.end(), id.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain || id.back() != '_') {
      id += plain ? c : '_';
    }
  }
  id.erase(id.find_last_not_of('_') + 1);
  return id;
}

/// The names between braces.
std::vector<std::string> path_names(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
  }
  return names;
}

Json operation(const Route& route,
               const std::string& path,
               const FieldNames& fields,
               const Meanings& meanings) {
  Json parameters = Json::array();
  for (const std::string& name : path_names(path)) {
    parameters.push_back(parameter(meanings, name, "path"));
  }
  for (const std::string_view name : route.more.query) {
    parameters.push_back(parameter(meanings, std::string(name), "query"));
  }
  const bool posts = route.method == "POST";
  if (!posts) {
    parameters.push_back(reference("parameters/IfNoneMatch"));
  } else if (!route.more.tells_secret) {
    parameters.push_back(reference("parameters/IdempotencyKey"));
  }
  Json told = Json{{"operationId", operation_id(route.method, path)},
                   {"summary", route.purpose},
                   {"description", "Vai trò tối thiểu: " + std::string(role_name(route.least))},
                   {"x-least-role", role_name(route.least)},
                   {"parameters", std::move(parameters)}};
  if (posts) {
    told["requestBody"] = body_of(meanings, fields);
  }
  told["responses"] = responses_of(route);
  return told;
}

Json paths_of(const Meanings& meanings) {
  constexpr std::string_view act_part = "{act}";
  Meanings of_tasks = meanings;
  of_tasks["due"] = meanings.find(task_due)->second;
  Json paths = Json::object();
  for (const Route& route : api_routes()) {
    const std::string pattern(route.pattern);
    const std::size_t act = pattern.find(act_part);
    const std::string method = route.method == "GET" ? "get" : "post";
    if (act == std::string::npos) {
      paths[pattern][method] = operation(
          route, pattern, route.more.fields, pattern == "/v1/tasks" ? of_tasks : meanings);
      continue;
    }
    // Each act has fields of its own, so it stands apart.
    for (const std::string_view name : act_names()) {
      const std::string path = pattern.substr(0, act) + std::string(name);
      paths[path][method] = operation(route, path, fields_of_act(name), meanings);
    }
  }
  return paths;
}

/// By name what a view of nothing has; what may be missing there has no type here.
Json occurrence_schema(const RouteContext& context) {
  Json properties = Json::object();
  const Json view = occurrence_view(Occurrence{}, context.rules, context.now);
  for (const auto& [name, value] : view.items()) {
    Json& told = properties[name];
    told = Json::object();
    if (value.is_boolean()) {
      told["type"] = "boolean";
    } else if (value.is_number_integer()) {
      told["type"] = "integer";
    }
  }
  return Json{{"type", "object"}, {"properties", std::move(properties)}};
}

Json components_of(const RouteContext& context) {
  const auto header = [](const char* name, const char* words) {
    return Json{{"name", name},
                {"in", "header"},
                {"required", false},
                {"description", words},
                {"schema", {{"type", "string"}}}};
  };
  const Json text = Json{{"type", "string"}};
  const Json error = Json{{"type", "object"},
                          {"required", {"code", "message"}},
                          {"properties", {{"code", text}, {"message", text}}}};
  Json components = Json::object();
  components["securitySchemes"]["token"] = Json{{"type", "http"}, {"scheme", "bearer"}};
  components["parameters"]["IfNoneMatch"] =
      header("If-None-Match", "ETag của lần đọc trước; 304 khi không có gì thay đổi");
  components["parameters"]["IdempotencyKey"] =
      header("Idempotency-Key",
             "gửi lại cùng khóa và cùng nội dung trong 48 giờ thì nhận đúng câu trả lời cũ");
  components["schemas"]["Occurrence"] = occurrence_schema(context);
  const Json one = reference("schemas/Occurrence");
  components["schemas"]["OccurrencePage"] =
      Json{{"type", "object"},
           {"properties",
            {{"occurrences", {{"type", "array"}, {"items", one}}},
             {"next", {{"type", Json::array({"string", "null"})}}}}}};
  components["schemas"]["RecordedAct"] =
      Json{{"type", "object"}, {"properties", {{"occurrence", one}}}};
  components["schemas"]["Error"] = Json{
      {"type", "object"}, {"required", Json::array({"error"})}, {"properties", {{"error", error}}}};
  components["responses"]["Error"] =
      Json{{"description", "Không được; error.code là lý do cho phần mềm, error.message cho người"},
           {"content", {{"application/json", {{"schema", reference("schemas/Error")}}}}}};
  return components;
}

}  // namespace

ApiResponse get_openapi(const RouteContext& context) {
  Json document =
      Json{{"openapi", "3.1.0"},
           {"info", {{"title", "dondoc: " + context.rules.directory.office}, {"version", "1"}}},
           {"security", Json::array({Json{{"token", Json::array()}}})}};
  if (!context.public_url.empty()) {
    document["servers"] = Json::array({Json{{"url", context.public_url}}});
  }
  document["paths"] = paths_of(meanings_for(context));
  document["components"] = components_of(context);
  return json_response(document);
}

}  // namespace dondoc
