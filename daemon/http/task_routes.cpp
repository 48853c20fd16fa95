// SPDX-License-Identifier: Apache-2.0
// Work that no plan has: one task by its fields, or a pasted list of them.
#include "daemon/http/act_bodies.h"
#include "daemon/http/body_fields.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/record_act.h"
#include "rules/schedule/task_list.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* unnamed_list = "danh sách";

std::string_view field_name(TaskField field) {
  switch (field) {
    case TaskField::plan:
      return "plan";
    case TaskField::unit:
      return "unit";
    case TaskField::title:
      return "title";
    case TaskField::due:
      return "due";
    case TaskField::product:
      return "product";
    case TaskField::document:
      return "document";
    case TaskField::support:
      return "support";
  }
  return {};
}

std::string_view field_words(TaskField field) {
  switch (field) {
    case TaskField::plan:
      return "kế hoạch";
    case TaskField::unit:
      return "đơn vị";
    case TaskField::title:
      return "nội dung";
    case TaskField::due:
      return "thời hạn";
    case TaskField::product:
      return "sản phẩm";
    case TaskField::document:
      return "văn bản giao";
    case TaskField::support:
      return "phối hợp";
  }
  return {};
}

/// A mistake in a field as one in a line of its own.
Diagnostic diagnostic_of(const TaskMistake& mistake, const Fields& fields) {
  Diagnostic told;
  told.code = mistake.code;
  told.file = field_words(mistake.field);
  told.column = static_cast<int>(mistake.begin) + 1;
  told.width = static_cast<int>(std::max<std::size_t>(mistake.end - mistake.begin, 1));
  told.message = mistake.message;
  told.hint = mistake.hint;
  told.source_line = text_in(fields, std::string(field_name(mistake.field)));
  return told;
}

ApiResponse mistakes_response(const std::vector<Diagnostic>& diagnostics) {
  Json told = Json::array();
  for (const Diagnostic& one : diagnostics) {
    told.push_back(Json{{"severity", severity_name(one.severity)},
                        {"code", one.code},
                        {"file", one.file},
                        {"line", one.line},
                        {"column", one.column},
                        {"width", one.width},
                        {"message", one.message},
                        {"hint", one.hint},
                        {"source_line", one.source_line}});
  }
  const std::string first = diagnostics.empty() ? std::string{} : diagnostics.front().message;
  Json document = Json::object();
  document["error"] = Json{{"code", "bad-tasks"}, {"message", "chưa giao việc nào: " + first}};
  document["diagnostics"] = std::move(told);
  ApiResponse response = json_response(document);
  response.status = 422;
  return response;
}

/// All of them, or the first refusal and none.
ApiResponse give_all(const std::vector<TaskLine>& tasks,
                     const Actor& actor,
                     const RouteContext& context) {
  Store::Transaction transaction(*context.store);
  Json rows = Json::array();
  int given = 0;
  for (const TaskLine& line : tasks) {
    const auto result = record_task(*context.store, line.task, actor, context.rules, context.now);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      const std::string where =
          tasks.size() > 1 ? "dòng " + std::to_string(line.line) + ": " : std::string{};
      return error_response(
          409, std::string(refusal_name(refused->code)), where + refused->message);
    }
    const auto* fresh = std::get_if<GivenTask>(&result);
    const std::string key =
        fresh != nullptr ? fresh->occurrence.key : std::get<KnownTask>(result).occurrence.key;
    given += fresh != nullptr ? 1 : 0;
    rows.push_back(Json{
        {"line", line.line},
        {"known", fresh == nullptr},
        {"occurrence",
         occurrence_view(context.store->occurrence(key).value(), context.rules, context.now)}});
  }
  transaction.commit();
  context.changed();
  Json document = Json::object();
  document["given"] = given;
  document["known"] = static_cast<int>(tasks.size()) - given;
  document["tasks"] = std::move(rows);
  return json_response(document);
}

}  // namespace

ApiResponse post_tasks(const std::string& body, const RouteContext& context) {
  const auto read = read_fields(body, task_fields, "list");
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const auto& fields = std::get<Fields>(read);
  const auto actor = read_actor(fields, context);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  const std::string plan = text_in(fields, "plan");
  const std::string document = text_in(fields, "document");
  if (fields.count("list") != 0) {
    for (const char* alone : {"unit", "title", "due", "product", "support"}) {
      if (fields.count(alone) != 0) {
        return error_response(
            400,
            "bad-field",
            "danh sách đã nêu từng việc: không nhận trường " + std::string(alone));
      }
    }
    const std::string name = text_in(fields, "list_name");
    const SourceFile list{name.empty() ? unnamed_list : name, text_in(fields, "list")};
    const auto tasks = read_task_list(list, plan, document, context.rules, context.now);
    return tasks.value ? give_all(*tasks.value, std::get<Actor>(actor), context)
                       : mistakes_response(tasks.diagnostics);
  }
  const TaskForm form{plan,
                      text_in(fields, "unit"),
                      text_in(fields, "title"),
                      text_in(fields, "due"),
                      text_in(fields, "product"),
                      document,
                      text_in(fields, "support")};
  auto task = read_task(form, context.rules, context.now);
  if (const auto* mistakes = std::get_if<std::vector<TaskMistake>>(&task)) {
    std::vector<Diagnostic> told;
    for (const TaskMistake& mistake : *mistakes) {
      told.push_back(diagnostic_of(mistake, fields));
    }
    return mistakes_response(told);
  }
  return give_all(
      {TaskLine{1, std::move(std::get<NewTask>(task))}}, std::get<Actor>(actor), context);
}

}  // namespace dondoc
