// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/simulate.h"

#include "daemon/cli/simulation.h"
#include "daemon/plan_loader.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// Marks a folder that a simulation made, so that the next run may clear it and nothing else.
constexpr const char* marker_name = "dondoc-simulation.txt";
constexpr const char* marker_text =
    "Thư mục này do lệnh dondoc simulate tạo ra; lần chạy sau sẽ xóa và ghi lại từ đầu.\n";

/// Empty when the folder is ready, else why it isn't; `code` is then how to end.
std::string prepare_folder(const fs::path& folder, int& code) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    code = exit_machine;
    return "không tạo được thư mục " + folder.string() + ": " + errno_words(error.value());
  }
  const bool ours = fs::exists(folder / marker_name, error);
  if (!ours && !fs::is_empty(folder, error)) {
    code = exit_usage;
    return "thư mục " + folder.string() +
           " đã có nội dung khác; chọn thư mục trống hoặc chưa có bằng --out";
  }
  for (const char* name : {"Maildir", "dondoc.db", "dondoc.db-wal", "dondoc.db-shm"}) {
    fs::remove_all(folder / name, error);
    if (error) {
      code = exit_machine;
      return "không xóa được " + (folder / name).string() + ": " + errno_words(error.value());
    }
  }
  std::ofstream marker{folder / marker_name};
  marker << marker_text;
  marker.close();
  if (!marker) {
    code = exit_machine;
    return "không ghi được vào thư mục " + folder.string();
  }
  return {};
}

std::string mail_from(const LoadedConfig& config) {
  for (const ConnectorSettings& connector : config.settings.connectors) {
    if (connector.kind == ConnectorKind::maildir && !connector.maildir.from.empty()) {
      return connector.maildir.from;
    }
  }
  return "dondoc <dondoc@mo-phong.invalid>";
}

struct KindWords {
  SimulatedEventKind kind;
  std::string_view name;   ///< in JSON
  std::string_view label;  ///< as wide as the others
};

constexpr std::array<KindWords, 8> kind_words{{
    {SimulatedEventKind::opened, "opened", "mở việc   "},
    {SimulatedEventKind::message, "message", "gửi tin   "},
    {SimulatedEventKind::completed, "completed", "xong      "},
    {SimulatedEventKind::happened, "happened", "ghi mốc   "},
    {SimulatedEventKind::submitted, "submitted", "trình ký  "},
    {SimulatedEventKind::progressed, "progressed", "tiến độ   "},
    {SimulatedEventKind::counted, "counted", "ghi lượt  "},
    {SimulatedEventKind::measured, "measured", "số đo     "},
}};

const KindWords& words_of(SimulatedEventKind kind) {
  return *std::find_if(kind_words.begin(), kind_words.end(), [kind](const KindWords& known) {
    return known.kind == kind;
  });
}

std::string event_words(const SimulatedEvent& event) {
  if (event.kind == SimulatedEventKind::message) {
    return std::string{words_of(event.kind).label} + event.post + ": " + event.words;
  }
  const bool late = event.kind == SimulatedEventKind::completed && event.late;
  std::string words = std::string{late ? "xong muộn " : words_of(event.kind).label} + event.words;
  for (const std::string* part : {&event.detail, &event.document}) {
    words += part->empty() ? std::string{} : " - " + *part;
  }
  return event.post.empty() ? words : words + " (" + event.post + ')';
}

/// How many units one duty opens for at once, from this event on: they stand on one line.
std::ptrdiff_t opened_together(const std::vector<SimulatedEvent>& events,
                               std::vector<SimulatedEvent>::const_iterator first) {
  const auto other = std::find_if(first, events.end(), [&first](const SimulatedEvent& event) {
    return event.kind != SimulatedEventKind::opened || event.at != first->at ||
           event.words != first->words;
  });
  return std::max<std::ptrdiff_t>(1, other - first);
}

void print(const SimulationResult& result, Zone zone, std::ostream& out) {
  std::optional<Date> day;
  std::ptrdiff_t together = 1;
  for (auto at = result.events.begin(); at != result.events.end(); at += together) {
    const SimulatedEvent& event = *at;
    together = opened_together(result.events, at);
    const Date today = date_of(event.at, zone);
    if (day != today) {
      day = today;
      out << "Ngày " << date_words(today) << " (" << weekday_words(today) << ")\n";
    }
    out << "  " << to_hhmm(time_of(event.at, zone)) << "  " << event_words(event);
    if (together > 1) {
      out << " (" << two_digits(static_cast<int>(together)) << " đơn vị)";
    }
    out << '\n';
  }
  const Store::Counts& counts = result.counts;
  out << "\nCộng: mở " << result.opened << " đầu việc; hoàn thành đúng hạn "
      << result.completed_in_time << ", muộn " << result.completed_late << "; còn mở "
      << counts.open << ", trong đó quá hạn " << counts.overdue << ".\nTin: đã gửi "
      << counts.sent_messages << ", đang chờ " << counts.queued_messages << ", không gửi được "
      << counts.failed_messages << ", chưa chắc đã tới " << counts.uncertain_messages << ".\n";
}

nlohmann::ordered_json simulate_json(const SimulateOptions& options,
                                     const fs::path& folder,
                                     const SimulationResult& result,
                                     Zone zone) {
  using Document = nlohmann::ordered_json;
  Document document;
  document["from"] = to_iso(options.from);
  document["to"] = to_iso(options.to);
  document["seed"] = options.seed;
  document["punctual"] = options.punctual;
  document["out"] = folder.string();
  document["events"] = Document::array();
  for (const SimulatedEvent& event : result.events) {
    Document entry;
    entry["at"] = to_rfc3339(event.at, zone);
    entry["kind"] = words_of(event.kind).name;
    if (event.kind == SimulatedEventKind::message) {
      entry["subject"] = event.words;
    } else {
      entry["occurrence"] = event.occurrence;
      entry["title"] = event.words;
    }
    if (event.kind == SimulatedEventKind::completed) {
      entry["document"] = event.document;
      entry["late"] = event.late;
    }
    if (event.kind != SimulatedEventKind::opened) {
      entry["post"] = event.post;
    }
    if (!event.detail.empty()) {
      entry["detail"] = event.detail;
    }
    document["events"].push_back(std::move(entry));
  }
  Document summary;
  summary["opened"] = result.opened;
  summary["completed_in_time"] = result.completed_in_time;
  summary["completed_late"] = result.completed_late;
  summary["open"] = result.counts.open;
  summary["overdue"] = result.counts.overdue;
  summary["sent_messages"] = result.counts.sent_messages;
  summary["queued_messages"] = result.counts.queued_messages;
  summary["failed_messages"] = result.counts.failed_messages;
  summary["uncertain_messages"] = result.counts.uncertain_messages;
  document["summary"] = std::move(summary);
  return document;
}

}  // namespace

int run_simulate(const SimulateOptions& options, Terminal& terminal) {
  if (options.to < options.from) {
    terminal.err << "dondoc: --to phải bằng hoặc sau --from\n";
    return exit_usage;
  }
  const Parsed<LoadedConfig> config = load_config(options.config);
  if (!config.value) {
    return refuse_config(config.diagnostics, options.form, terminal);
  }
  const fs::path folder = options.out.empty() ? fs::path{"out"} / "simulate" : options.out;
  int code = exit_machine;
  const std::string problem = prepare_folder(folder, code);
  if (!problem.empty()) {
    terminal.err << "dondoc: " << problem << '\n';
    return code;
  }
  SimulationSettings settings;
  settings.store = folder / "dondoc.db";
  settings.maildir = folder / "Maildir";
  settings.mail_from = mail_from(*config.value);
  settings.seed = options.seed;
  settings.punctual = options.punctual;
  const Zone zone = config.value->rules->zone;
  Simulation simulation{config.value->rules, settings};
  const SimulationResult result =
      simulation.run(start_of(options.from, zone), end_of(options.to, zone));
  if (options.form == OutputForm::json) {
    write_json(terminal.out, simulate_json(options, folder, result, zone));
  } else {
    print(result, zone, terminal.out);
  }
  terminal.err << "Thư đã gửi nằm trong " << settings.maildir.string()
               << "/new; cơ sở dữ liệu: " << settings.store.string() << '\n';
  return result.counts.failed_messages == 0 ? exit_fine : exit_machine;
}

}  // namespace dondoc
