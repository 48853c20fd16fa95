// SPDX-License-Identifier: Apache-2.0
// What /v1/status says in figures, as Prometheus reads them (text exposition format 0.0.4). No
// label names a duty, a unit or a person: their number has no limit, and figures are copied far.
#include "daemon/http/route_handlers.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace dondoc {
namespace {

using Label = prometheus::ClientMetric::Label;

class Families {
 public:
  void gauge(const std::string& name, const std::string& help, double value) {
    start(name, help, prometheus::MetricType::Gauge);
    gauge_of({}, value);
  }
  void start(const std::string& name, const std::string& help, prometheus::MetricType type) {
    families_.push_back({"dondoc_" + name, help, type, {}});
  }
  void gauge_of(std::vector<Label> labels, double value) {
    add(std::move(labels)).gauge.value = value;
  }
  void counter_of(std::vector<Label> labels, double value) {
    add(std::move(labels)).counter.value = value;
  }
  [[nodiscard]] std::string text() const {
    return prometheus::TextSerializer{}.Serialize(families_);
  }

 private:
  prometheus::ClientMetric& add(std::vector<Label> labels) {
    prometheus::ClientMetric& metric = families_.back().metric.emplace_back();
    metric.label = std::move(labels);
    return metric;
  }

  std::vector<prometheus::MetricFamily> families_;
};

template <typename Number>
double figure(Number number) {
  return static_cast<double>(number);
}

double seconds_of(Instant at) {
  return figure(at.time_since_epoch().count());
}

void add_daemon(Families& families, const DaemonStatus& known) {
  families.start("build_info", "The version that runs.", prometheus::MetricType::Gauge);
  families.gauge_of({{"version", known.version}}, 1);
  families.gauge("attempts_in_flight", "Attempts without an outcome yet.", known.in_flight);
  families.gauge("alarms_untold",
                 "Alarms that could not be told to the admin.",
                 figure(known.untold_alarms.size()));
  families.start("channel_trouble",
                 "1 for each channel that doesn't work as it should, by what is wrong.",
                 prometheus::MetricType::Gauge);
  for (const auto& [connector, channel] : known.troubled_channels) {
    families.gauge_of({{"channel", connector}, {"state", channel.state}}, 1);
  }
}

void add_config(Families& families, const RouteContext& context) {
  const DaemonStatus& known = context.status;
  families.gauge("plans", "Plans in use.", figure(context.rules.plans.size()));
  if (known.loaded_at) {
    families.gauge("config_loaded_timestamp_seconds",
                   "When the rule set in use was taken.",
                   seconds_of(*known.loaded_at));
  }
  families.start("config_reloads_total",
                 "Reloads since the start, by what became of them.",
                 prometheus::MetricType::Counter);
  families.counter_of({{"result", "taken"}}, known.reloads_taken);
  families.counter_of({{"result", "refused"}}, known.reloads_refused);
  families.gauge("config_refused_errors",
                 "Errors in edited files that were not taken; 0 when the files are in use.",
                 known.refused ? figure(known.refused->errors) : 0);
  families.gauge("config_watch_failing",
                 "1 while edits of the files may go unseen.",
                 known.watch_problem.empty() ? 0 : 1);
}

void add_store(Families& families, const RouteContext& context) {
  families.gauge("store_up", "1 while the database works.", context.store != nullptr ? 1 : 0);
  if (context.store == nullptr) {
    return;
  }
  const Store::Counts counts = context.store->counts(context.now);
  families.gauge("sending_held", "1 while all sending is held.", context.store->held() ? 1 : 0);
  families.gauge("clock_doubted",
                 "1 while the clock is not believed and nothing is decided.",
                 context.store->clock_doubt() ? 1 : 0);
  families.gauge("occurrences_open", "Duties that are open.", figure(counts.open));
  families.gauge("occurrences_overdue", "Open duties past their due.", figure(counts.overdue));
  families.gauge("occurrences_excused",
                 "Open duties past their due for a reason that a leader has accepted.",
                 figure(counts.excused));
  families.gauge("notices_pending",
                 "Reminders decided on and not yet put into a message.",
                 figure(counts.pending_notices));
  families.start("messages", "Messages by their state.", prometheus::MetricType::Gauge);
  families.gauge_of({{"state", "queued"}}, figure(counts.queued_messages));
  families.gauge_of({{"state", "sent"}}, figure(counts.sent_messages));
  families.gauge_of({{"state", "failed"}}, figure(counts.failed_messages));
  families.gauge_of({{"state", "uncertain"}}, figure(counts.uncertain_messages));
  families.gauge("messages_by_hand",
                 "Queued messages whose reader is to be told by hand.",
                 figure(counts.by_hand_messages));
}

}  // namespace

ApiResponse get_metrics(const RouteContext& context) {
  Families families;
  add_daemon(families, context.status);
  add_config(families, context);
  add_store(families, context);
  return {200, families.text(), "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace dondoc
