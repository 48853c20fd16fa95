// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/remote.h"

#include "daemon/cli/command.h"
#include "daemon/cli/remote_answer.h"
#include "daemon/cli/remote_office.h"
#include "daemon/cli/remote_text.h"
#include "daemon/cli/status_text.h"
#include "daemon/http/url.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr int status_fine = 200;
constexpr int status_server_failed = 500;
constexpr int status_forbidden = 403;

std::string occurrence_path(const std::string& key_or_code) {
  return "/v1/occurrences/" + percent_encoded(key_or_code);
}

std::string act_body(const std::map<std::string, std::string>& fields, const ActOptions& options) {
  Json body = Json::object();
  for (const auto& [field, value] : fields) {
    body[field] = value;
  }
  if (!options.as_post.empty()) {
    body["as_post"] = options.as_post;
  }
  if (!options.by.empty()) {
    body["by"] = options.by;
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Sends the act to its address and confirms it in a line.
int act(const RemoteTarget& target,
        const std::string& path,
        const std::string& name,
        const std::map<std::string, std::string>& fields,
        const ActOptions& options) {
  auto asked = ask(target, "POST", path, act_body(fields, options));
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  const Json& document = std::get<Json>(asked);
  if (target.json) {
    write_json(std::cout, document);
  } else {
    std::cout << act_text(name, document);
  }
  return exit_fine;
}

/// What was wrong with words that people wrote, with a caret under the letters.
void print_mistakes(const Json& document) {
  if (!document.is_object() || !document.contains("diagnostics")) {
    return;
  }
  for (const Json& one : document.at("diagnostics")) {
    Diagnostic told;
    told.code = text_of(one, "code");
    told.file = text_of(one, "file");
    told.line = one.value("line", 1);
    told.column = one.value("column", 1);
    told.width = one.value("width", 1);
    told.message = text_of(one, "message");
    told.hint = text_of(one, "hint");
    told.source_line = text_of(one, "source_line");
    std::cerr << render(told) << '\n';
  }
}

}  // namespace

std::variant<Json, int> ask(const RemoteTarget& target,
                            const std::string& method,
                            const std::string& path,
                            const std::string& body) {
  const auto asked = ask_office(target, {method, path, body, Peer::admin});
  if (const auto* unreachable = std::get_if<OfficeUnreachable>(&asked)) {
    std::cerr << "dondoc: " << unreachable->message << "\n";
    return exit_machine;
  }
  const auto& response = std::get<ApiResponse>(asked);
  Json document = Json::parse(response.body, nullptr, false);
  if (response.status == status_fine && document.is_object()) {
    return document;
  }
  const Json error = document.is_object() ? document.value("error", Json::object()) : Json();
  const std::string message = error.is_object() ? error.value("message", std::string{}) : "";
  print_mistakes(document);
  std::cerr << "dondoc: "
            << (message.empty() ? "dondocd trả lời mã " + std::to_string(response.status) : message)
            << "\n";
  if (target.json && document.is_object()) {
    write_json(std::cout, document);
  }
  return response.status >= status_server_failed || response.status == status_forbidden
             ? exit_machine
             : exit_findings;
}

int print(const RemoteTarget& target, const Json& document, std::string (*words)(const Json&)) {
  if (target.json) {
    write_json(std::cout, document);
  } else {
    std::cout << words(document);
  }
  return exit_fine;
}

int run_list(const RemoteTarget& target, const ListOptions& options) {
  Json all = Json::array();
  std::string after;
  for (;;) {
    std::string path = std::string("/v1/occurrences?all=") + (options.all ? "true" : "false");
    if (!options.unit.empty()) {
      path += "&unit=" + percent_encoded(options.unit);
    }
    if (!after.empty()) {
      path += "&after=" + percent_encoded(after);
    }
    auto asked = ask(target, "GET", path, "");
    if (const int* code = std::get_if<int>(&asked)) {
      return *code;
    }
    const Json& page = std::get<Json>(asked);
    for (const Json& one : page.at("occurrences")) {
      all.push_back(one);
    }
    if (page.at("next").is_null()) {
      break;
    }
    after = page.at("next").get<std::string>();
  }
  // What has no date comes last.
  const auto due_of = [](const Json& one) {
    return one.at("due").is_string() ? one.at("due").get<std::string>() : std::string{"9"};
  };
  std::stable_sort(all.begin(), all.end(), [&due_of](const Json& a, const Json& b) {
    return due_of(a) < due_of(b);
  });
  if (target.json) {
    Json document = Json::object();
    document["occurrences"] = std::move(all);
    write_json(std::cout, document);
  } else {
    std::cout << list_text(all);
  }
  return exit_fine;
}

int run_show(const RemoteTarget& target, const std::string& key_or_code) {
  auto asked = ask(target, "GET", occurrence_path(key_or_code), "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), story_text);
}

int run_why(const RemoteTarget& target, const std::string& key_or_message) {
  auto asked = ask(target, "GET", "/v1/why/" + percent_encoded(key_or_message), "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), why_text);
}

int run_act(const RemoteTarget& target,
            const std::string& act_name,
            const std::string& key_or_code,
            const std::map<std::string, std::string>& fields,
            const ActOptions& options) {
  return act(target, occurrence_path(key_or_code) + '/' + act_name, act_name, fields, options);
}

int run_trigger(const RemoteTarget& target,
                const std::string& trigger,
                const std::map<std::string, std::string>& fields,
                const ActOptions& options) {
  const std::size_t slash = trigger.find('/');
  // A watch's key has a slash too, and a period behind an @.
  if (slash == std::string::npos || trigger.find('@') != std::string::npos) {
    return run_act(target, "happen", trigger, fields, options);
  }
  const std::string path = "/v1/triggers/" + percent_encoded(trigger.substr(0, slash)) + '/' +
                           percent_encoded(trigger.substr(slash + 1));
  return act(target, path, "happen", fields, options);
}

int run_giving(const RemoteTarget& target,
               const std::map<std::string, std::string>& fields,
               const ActOptions& options) {
  auto asked = ask(target, "POST", "/v1/tasks", act_body(fields, options));
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), given_text);
}

int run_triggers(const RemoteTarget& target) {
  auto asked = ask(target, "GET", "/v1/triggers", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& document) {
    return triggers_text(document.at("triggers"));
  });
}

int run_link(const RemoteTarget& target, const std::string& post) {
  auto asked = ask(target, "POST", "/v1/posts/" + percent_encoded(post) + "/link", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), link_text);
}

int run_unlink(const RemoteTarget& target, const std::string& post) {
  auto asked = ask(target, "POST", "/v1/posts/" + percent_encoded(post) + "/unlink", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& unlinked) {
    return text_of(unlinked, "title") + (unlinked.value("was_linked", false)
                                             ? ": đã ngắt kết nối.\n"
                                             : ": chưa kết nối; mã đã cấp (nếu có) bị hủy.\n");
  });
}

int run_links(const RemoteTarget& target) {
  auto asked = ask(target, "GET", "/v1/links", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), links_text);
}

int run_week(const RemoteTarget& target, const std::string& post, const ActOptions& options) {
  const std::string path = "/v1/posts/" + percent_encoded(post) + "/week-ok";
  auto asked = ask(target, "POST", path, act_body({}, options));
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& done) {
    return "Đã ghi nhận việc hằng tuần đã thực hiện:\n" + list_text(done.at("occurrences"));
  });
}

int run_leave(const RemoteTarget& target,
              const std::string& post,
              const std::map<std::string, std::string>& fields,
              const ActOptions& options) {
  const std::string path = "/v1/posts/" + percent_encoded(post) + "/leave";
  auto asked = ask(target, "POST", path, act_body(fields, options));
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), leave_text);
}

int run_undo_leave(const RemoteTarget& target, const std::string& post, const ActOptions& options) {
  const std::string path = "/v1/posts/" + percent_encoded(post) + "/undo-leave";
  auto asked = ask(target, "POST", path, act_body({}, options));
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& undone) {
    return "Đã hủy ghi nhận: " + text_of(undone, "sentence") + ".\n";
  });
}

int run_leaves(const RemoteTarget& target) {
  auto asked = ask(target, "GET", "/v1/leaves", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), leaves_text);
}

int run_hold(const RemoteTarget& target, const std::string& reason) {
  Json body = Json::object();
  if (!reason.empty()) {
    body["reason"] = reason;
  }
  auto asked = ask(target, "POST", "/v1/hold", body.dump());
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& held) {
    return "Đã tạm dừng gửi tin: " + held.value("reason", std::string{}) +
           "\nGửi tiếp bằng: dondoc release\n";
  });
}

int run_release(const RemoteTarget& target) {
  auto asked = ask(target, "POST", "/v1/release", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), [](const Json& released) {
    return std::string(released.value("was_held", false) ? "Đã cho gửi tin trở lại.\n"
                                                         : "Việc gửi tin không bị tạm dừng.\n");
  });
}

int run_backup(const RemoteTarget& target) {
  auto asked = ask(target, "POST", "/v1/backup", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), backup_text);
}

int verify_office(const RemoteTarget& target) {
  auto asked = ask(target, "GET", "/v1/verify", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  const Json& verified = std::get<Json>(asked);
  print(target, verified, verified_text);
  return verified.at("whole").get<bool>() ? exit_fine : exit_findings;
}

int run_status(const RemoteTarget& target) {
  auto asked = ask(target, "GET", "/v1/status", "");
  if (const int* code = std::get_if<int>(&asked)) {
    return *code;
  }
  return print(target, std::get<Json>(asked), status_text);
}

}  // namespace dondoc
