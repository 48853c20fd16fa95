// SPDX-License-Identifier: Apache-2.0
// Whether what is promised gets done, for a watcher outside: not that a process answers, but that
// work is decided, messages leave, answers are heard and somebody learns of what fails.
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/store/backup.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr int status_failing = 503;
/// The dispatcher looks every minute at least; so long behind, it doesn't.
constexpr std::chrono::minutes late_after{15};
/// One copy may fail, two in a row are for somebody to look at.
constexpr auto copy_overdue_after = 2 * backup_interval;

enum class Health { ok, attention, failing };
constexpr std::array<std::string_view, 3> health_names{"ok", "attention", "failing"};

struct Check {
  std::string_view name;
  Health health{Health::ok};
  std::string says{};  ///< Vietnamese; empty when there is nothing to say
};

Check check_of_running(const RouteContext& context) {
  const DaemonStatus& known = context.status;
  if (!known.running) {
    return {"running", Health::failing, "dịch vụ không chạy"};
  }
  if (known.next_wake && *known.next_wake + late_after < context.now) {
    return {"running",
            Health::failing,
            "việc đến lượt từ " + moment_words(*known.next_wake, context.rules.zone) +
                " chưa được xử lý"};
  }
  return {"running"};
}

Check check_of_store(const RouteContext& context) {
  if (context.store == nullptr) {
    return {"store", Health::failing, context.status.store_problem};
  }
  if (const auto doubt = context.store->clock_doubt()) {
    return {"store", Health::failing, "đồng hồ máy chưa tin được: " + *doubt};
  }
  return {"store"};
}

/// Channels whose trouble is known are told as that.
Check check_of_messages(const RouteContext& context) {
  if (context.store == nullptr) {
    return {"messages", Health::failing, "không đọc được tin chờ gửi"};
  }
  if (const auto held = context.store->held()) {
    return {"messages", Health::attention, "việc gửi tin đang tạm dừng: " + *held};
  }
  for (const Store::Queue& queue : context.store->queues()) {
    if (queue.next_at + late_after < context.now &&
        context.status.troubled_channels.count(queue.connector) == 0) {
      return {"messages",
              Health::failing,
              "tin của kênh " + queue.connector + " chờ gửi từ " +
                  moment_words(queue.next_at, context.rules.zone)};
    }
  }
  return {"messages"};
}

/// "zalo: reason; mail: reason"
void add_trouble(Check& check, const std::string& channel, const std::string& reason) {
  check.says += (check.says.empty() ? "" : "; ") + channel + ": " + reason;
}

Check check_of_channels(const RouteContext& context) {
  Check check{"channels"};
  for (const auto& [connector, channel] : context.status.troubled_channels) {
    add_trouble(check, connector, channel.reason);
    check.health =
        std::max(check.health, channel.state == "stopped" ? Health::failing : Health::attention);
  }
  return check;
}

Check check_of_replies(const RouteContext& context) {
  Check check{"replies"};
  for (const auto& [connector, why] : context.status.deaf_channels) {
    add_trouble(check, connector, why);
    check.health = Health::attention;
  }
  return check;
}

Check check_of_alarms(const RouteContext& context) {
  const auto& untold = context.status.untold_alarms;
  return untold.empty()
             ? Check{"alarms"}
             : Check{"alarms", Health::failing, "chưa báo được cho quản trị: " + untold.front()};
}

Check check_of_plans(const RouteContext& context) {
  const DaemonStatus& known = context.status;
  if (known.refused) {
    return {"plans",
            Health::attention,
            "tệp đã sửa chưa được dùng, có " + std::to_string(known.refused->errors) + " lỗi"};
  }
  return known.watch_problem.empty() ? Check{"plans"}
                                     : Check{"plans", Health::attention, known.watch_problem};
}

Check check_of_copies(const RouteContext& context) {
  const std::vector<Backup> copies =
      context.backups.empty() ? std::vector<Backup>{} : backups_in(context.backups);
  const std::optional<Instant> newest =
      copies.empty() ? context.status.started_at : std::optional(copies.front().at);
  if (!newest || *newest + copy_overdue_after >= context.now) {
    return {"copies"};
  }
  return {"copies",
          Health::attention,
          copies.empty() ? std::string("chưa có bản sao lưu nào")
                         : "bản sao lưu mới nhất từ " + moment_words(*newest, context.rules.zone)};
}

}  // namespace

ApiResponse get_health(const RouteContext& context) {
  const std::array checks{check_of_running(context),
                          check_of_store(context),
                          check_of_messages(context),
                          check_of_channels(context),
                          check_of_replies(context),
                          check_of_alarms(context),
                          check_of_plans(context),
                          check_of_copies(context)};
  Health worst = Health::ok;
  Json told = Json::array();
  for (const Check& check : checks) {
    worst = std::max(worst, check.health);
    told.push_back(Json{{"check", check.name},
                        {"health", health_names.at(static_cast<std::size_t>(check.health))},
                        {"says", check.says}});
  }
  ApiResponse response = json_response(Json{
      {"health", health_names.at(static_cast<std::size_t>(worst))}, {"checks", std::move(told)}});
  response.status = worst == Health::failing ? status_failing : response.status;
  return response;
}

}  // namespace dondoc
