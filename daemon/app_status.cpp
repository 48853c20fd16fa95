// SPDX-License-Identifier: Apache-2.0
// What the daemon says of itself: answers on the socket, the service manager's status line, and
// alarms to the admin.
#include "daemon/app.h"
#include "daemon/difference/reload_change.h"
#include "daemon/http/views.h"
#include "daemon/journal_log.h"
#include "daemon/service_manager.h"
#include "daemon/web/front.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

/// What is listed of a day's failed messages is little; what is counted ends somewhere too.
constexpr int failed_messages_max = 1'000;
constexpr std::size_t message_id_shown = 8;

std::string place_of(const Diagnostic& one, const std::filesystem::path& config) {
  const std::filesystem::path file{one.file};
  const auto inside = file.lexically_relative(config);
  const bool outside = inside.empty() || *inside.begin() == "..";
  return (outside ? file : inside).string() + ':' + std::to_string(one.line) + ':' +
         std::to_string(one.column);
}

/// A peer that asks us to slow down is obeyed; nobody has to do anything.
std::optional<AlarmKind> alarm_of(TroubleKind trouble) {
  switch (trouble) {
    case TroubleKind::throttled:
      return std::nullopt;
    case TroubleKind::down:
      return AlarmKind::channel_failing;
    case TroubleKind::quota:
      return AlarmKind::channel_quota;
    case TroubleKind::stopped:
      break;
  }
  return AlarmKind::channel_stopped;
}

/// The same for the same lines: a hash, as of the keys of messages.
std::string mark_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + '\n';
  }
  return message_id(text);
}

}  // namespace

// ---- Answers ------------------------------------------------------------------------------------

ApiResponse App::answer(const ApiRequest& request) {
  return answered([&request](const RouteContext& context) { return handle(request, context); });
}

ApiResponse App::answer_on_port(const ApiRequest& request) {
  return answered([this, &request](const RouteContext& context) {
    const PlanDesk desk{
        *config_.files,
        [this](const std::string& name, const std::string& text) {
          return publish_plan(name, text);
        },
        [this] { return former_plans(plan_folder()); },
        [this](const std::string& name) { return former_plan(plan_folder(), name); }};
    return answer_web(request, {context, config_.settings.web, web_memory_, &desk});
  });
}

bool App::is_known_on_port(const ApiRequest& request) {
  constexpr int status_known = 200;
  return answered([this, &request](const RouteContext& context) {
           const bool known =
               is_known_caller(request, {context, config_.settings.web, web_memory_});
           return ApiResponse{known ? status_known : 0, {}};
         }).status == status_known;
}

ApiResponse App::answered(const std::function<ApiResponse(const RouteContext&)>& by) {
  try {
    const Instant now = look_at_clock();
    look_for_hindrance(now);
    // A link or a leave that changes replaces the rules while the answer is still being made.
    const auto rules = office_ ? office_->engine().shared_rules() : config_.rules;
    const RouteContext context{office_ ? &office_->store() : nullptr,
                               *rules,
                               now,
                               status(now),
                               [this] {
                                 status_stale_ = true;
                                 checkpoint_later();
                                 post_turn();
                               },
                               [this, now] { office_->people_changed(now); },
                               folder_.backups(),
                               {},
                               config_.settings.web.public_url};
    return by(context);
  } catch (const StoreError& error) {
    const StoreFault fault = error.fault();
    store_failed(error);
    return store_fault_response(fault);
  }
}

DaemonStatus App::status(Instant now) const {
  DaemonStatus known;
  known.running = true;
  known.version = DONDOC_VERSION;
  known.started_at = started_at_;
  known.unhindered_since = hindrance_.over_since();
  known.loaded_at = config_.loaded_at;
  known.store_problem = store_problem_;
  known.refused = config_.refused;
  known.applied = config_.applied;
  known.reloads_taken = reloads_taken_;
  known.reloads_refused = reloads_refused_;
  known.watch_problem = watch_.problem();
  known.next_wake = next_wake_;
  known.untold_alarms = alarms_.untold();
  for (const auto& [channel, poll] : polls_) {
    if (!poll->problem().empty()) {
      known.deaf_channels[channel] = poll->problem();
    }
  }
  for (const auto& [channel, poll] : mail_polls_) {
    if (!poll->problem().empty()) {
      known.deaf_channels[channel] = poll->problem();
    }
  }
  if (office_) {
    known.in_flight = office_->dispatcher().in_flight();
    for (const auto& [connector, trouble] : office_->dispatcher().troubles(now)) {
      known.troubled_channels[connector] = {
          std::string{trouble_name(trouble.kind)}, trouble.reason, trouble.since, trouble.until};
    }
  }
  return known;
}

std::string App::status_words() {
  if (!office_) {
    return "cơ sở dữ liệu tạm thời không dùng được: " + store_problem_;
  }
  const Instant now = instant_of(clock_);
  const Store::Counts counts = office_->store().counts(now);
  std::string words = std::to_string(counts.open) + " đầu việc đang mở, " +
                      std::to_string(counts.overdue) + " quá hạn";
  if (const auto next = office_->next_due(now)) {
    words += "; hạn gần nhất " + to_rfc3339(next->due, config_.rules->zone);
  }
  if (const auto held = office_->store().held()) {
    words += "; việc gửi tin đang tạm dừng: " + *held;
  }
  for (const auto& [connector, reason] : office_->dispatcher().stopped()) {
    words += "; kênh ";
    words += connector;
    words += " đang dừng: ";
    words += reason;
  }
  if (config_.refused) {
    words += "; cấu hình mới có lỗi (" + std::to_string(config_.refused->errors) + ")";
  }
  for (const std::string& headline : alarms_.untold()) {
    words += "; chưa báo được cho ai: " + headline;
  }
  return words;
}

void App::tell_status() {
  std::string words = status_words();
  if (words != told_status_) {
    notify_status(words);
    told_status_ = std::move(words);
  }
}

// ---- Alarms -------------------------------------------------------------------------------------

void App::refuse(const std::vector<Diagnostic>& diagnostics) {
  RefusedReload refused;
  refused.at = instant_of(clock_);
  for (const Diagnostic& one : diagnostics) {
    if (one.severity != Severity::error) {
      continue;
    }
    ++refused.errors;
    if (refused.first.size() < refused_diagnostics_max) {
      refused.first.push_back(one);
    }
  }
  refused.errors = std::max<std::size_t>(1, refused.errors);
  write_log(
      LogLevel::error,
      "cấu hình mới có lỗi (" + std::to_string(refused.errors) + "), tiếp tục dùng cấu hình cũ");
  config_.refused = std::move(refused);
  ++reloads_refused_;
}

/// To the log always; to the admin when duties are concerned, once a day and content.
void App::tell_applied() {
  ++reloads_taken_;
  const AppliedReload& applied = *config_.applied;
  const std::string summary = reload_summary(applied);
  write_log(LogLevel::info, "đã nạp lại cấu hình: " + summary);
  for (const std::string& line : applied.first) {
    write_log(LogLevel::info, line);
  }
  if (applied.causes == 0) {
    return;
  }
  // The summary and every cause are a line of the alarm each.
  Alarm alarm{AlarmKind::config_changed, "", applied.causes + 1, {summary}, applied.at};
  alarm.details.insert(alarm.details.end(), applied.first.begin(), applied.first.end());
  alarm.subject = mark_of(alarm.details);
  alarms_.raise(alarm);
}

std::vector<Alarm> App::lasting_alarms(Instant now) const {
  std::vector<Alarm> wrong;
  if (config_.refused) {
    Alarm alarm{AlarmKind::reload_refused,
                "",
                static_cast<int>(config_.refused->errors),
                {},
                config_.refused->at};
    for (const Diagnostic& one : config_.refused->first) {
      alarm.details.push_back(place_of(one, options_.config) + ": " + one.message + " [" +
                              one.code + ']');
    }
    wrong.push_back(std::move(alarm));
  }
  for (const auto& [connector, trouble] : office_->dispatcher().troubles(now)) {
    if (const std::optional<AlarmKind> kind = alarm_of(trouble.kind)) {
      wrong.push_back({*kind, connector, 1, {trouble.reason}, trouble.since});
    }
  }
  if (backup_failed_at_) {
    wrong.push_back({AlarmKind::backup_failed, "", 1, {backup_problem_}, *backup_failed_at_});
  }
  if (const auto doubt = office_->store().clock_doubt()) {
    wrong.push_back({AlarmKind::clock_doubted, "", 1, {*doubt}, now});
  }
  return wrong;
}

void App::look_for_alarms(const TickResult& result, Instant now) {
  if (!result.unread_digests.empty()) {
    alarms_.raise({AlarmKind::digest_unread,
                   "",
                   static_cast<int>(result.unread_digests.size()),
                   result.unread_digests,
                   now});
    write_log(LogLevel::warning,
              "tin tổng hợp của " + std::to_string(result.unread_digests.size()) +
                  " kế hoạch có việc cần báo nhưng không có ai nhận: đầu mối theo dõi và lãnh đạo "
                  "phía trên đều chưa có người hoặc chưa có kênh gửi");
  }
  log_stopped_connectors();
  alarms_.set_lasting(lasting_alarms(now));
  if (is_alarm_hour(*config_.rules, now)) {
    alarms_.remind();
  }
  look_for_refusals(now);
  if (office_->dispatcher().failed() > failed_messages_ || result.untold > 0) {
    failed_messages_ = office_->dispatcher().failed();
    look_for_failed_messages(now);
  }
}

/// Addresses that a channel doesn't take, where the message went on over another one: what failed
/// altogether has an alarm of its own, and a used-up allowance is the channel's matter.
void App::look_for_refusals(Instant now) {
  std::map<std::string, Alarm> by_channel;
  for (const Refusal& one : office_->dispatcher().take_refusals()) {
    const auto message = office_->store().message(one.message);
    // What strangers are told is nobody's matter.
    const bool to_nobody = message && message->draft.person.empty();
    if (one.outcome == OutcomeClass::quota || !message || to_nobody ||
        message->state == MessageState::failed) {
      continue;
    }
    Alarm& alarm = by_channel[one.channel];
    alarm.details.push_back(post_title(one.post, rules()) + ": " + one.detail);
    alarm.count = static_cast<int>(alarm.details.size());
  }
  for (auto& [channel, alarm] : by_channel) {
    alarm.kind = AlarmKind::contact_refused;
    alarm.subject = channel;
    alarm.since = now;
    alarms_.raise(alarm);
  }
}

/// One alarm for each channel that was the last to be tried. The messages of the whole day are
/// looked through, so that none is missed whose failure was the last thing a process wrote.
void App::look_for_failed_messages(Instant now) {
  const Zone zone = config_.rules->zone;
  std::map<std::string, Alarm> by_channel;
  for (const FailedMessage& one :
       office_->store().failed_messages(start_of(date_of(now, zone), zone), failed_messages_max)) {
    Alarm& alarm = by_channel[one.channel];
    alarm.count = static_cast<int>(alarm.details.size()) + 1;
    alarm.details.push_back(one.id.substr(0, message_id_shown) + " tới " +
                            post_title(one.post, rules()) + ": " + one.detail);
  }
  for (auto& [channel, alarm] : by_channel) {
    alarm.kind = AlarmKind::message_failed;
    alarm.subject = channel;
    alarm.since = now;
    alarms_.raise(alarm);
  }
}

std::set<std::string> App::usable_channels() const {
  std::set<std::string> usable;
  for (const auto& [id, connector] : config_.connectors) {
    if (office_->dispatcher().stopped().count(id) == 0) {
      usable.insert(id);
    }
  }
  return usable;
}

void App::tell_alarms(Instant now) {
  if (!alarms_.waiting()) {
    return;
  }
  const Alarms::Told told = alarms_.tell(office_->store(), rules(), usable_channels(), now);
  for (const Alarm& alarm : told.for_nobody) {
    status_stale_ = true;
    write_log(LogLevel::error,
              "không có ai để báo rằng: " + alarm_headline(alarm) +
                  "; quản trị, đầu mối theo dõi và lãnh đạo đều không có kênh nhận tin dùng được");
  }
  if (told.stored > 0) {
    post_turn();
  }
}

void App::log_stopped_connectors() {
  for (const auto& [connector, reason] : office_->dispatcher().stopped()) {
    if (told_stopped_.insert(connector).second) {
      status_stale_ = true;
      std::string words = "kênh ";
      words += connector;
      words += " đang dừng: ";
      words += reason;
      words += "; xin sửa thông tin đăng nhập rồi nạp lại cấu hình";
      write_log(LogLevel::error, words);
    }
  }
}

}  // namespace dondoc
