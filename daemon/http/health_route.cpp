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
/// A machine that was off makes up for its copy soon after the start; one that is off each night
/// must not be waited for.
constexpr std::chrono::hours first_copy_after{1};

enum class Health { ok, attention, failing };
constexpr std::array<std::string_view, 3> health_names{"ok", "attention", "failing"};

struct Check {
  std::string_view name;
  Health health{Health::ok};
  std::string says{};  ///< Vietnamese; empty when there is nothing to say
};

/// What was due while the machine was off is late from the start on, and what waited for a hold to
/// end from then on.
bool is_late(Instant due, const RouteContext& context) {
  const DaemonStatus& known = context.status;
  const Instant from =
      std::max({due, known.started_at.value_or(due), known.unhindered_since.value_or(due)});
  return from + late_after < context.now;
}

/// The earliest moment at which something is to be done. By the store as well as by the loop: what
/// can't be worked on leaves the loop looking at it each minute, never late itself.
std::optional<Instant> next_work(const RouteContext& context) {
  std::optional<Instant> next = context.status.next_wake;
  if (context.store == nullptr || context.store->clock_doubt()) {
    return next;
  }
  const Store::Wakes wakes = context.store->wakes();
  for (const auto& wake :
       {wakes.engine, context.store->held() ? std::optional<Instant>{} : wakes.release}) {
    if (wake && (!next || *wake < *next)) {
      next = wake;
    }
  }
  return next;
}

Check check_of_running(const RouteContext& context) {
  const DaemonStatus& known = context.status;
  if (!known.running) {
    return {"running", Health::failing, "dịch vụ không chạy"};
  }
  const std::optional<Instant> next = next_work(context);
  if (next && is_late(*next, context)) {
    return {"running",
            Health::failing,
            "việc đến lượt từ " + moment_words(*next, context.rules.zone) + " chưa được xử lý"};
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
    if (is_late(queue.next_at, context) &&
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
  const auto started = context.status.started_at;
  if (context.backups.empty() || !started || *started + first_copy_after >= context.now) {
    return {"copies"};
  }
  const std::vector<Backup> copies = backups_in(context.backups);
  if (copies.empty()) {
    return {"copies", Health::attention, "chưa có bản sao lưu nào"};
  }
  const Instant newest = copies.front().at;
  return newest + copy_overdue_after >= context.now
             ? Check{"copies"}
             : Check{"copies",
                     Health::attention,
                     "bản sao lưu mới nhất từ " + moment_words(newest, context.rules.zone)};
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
