// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/send_list.h"

#include "daemon/record_act.h"
#include "rules/plan/rule_files.h"
#include "rules/schedule/by_hand.h"
#include "rules/schedule/weekly_list.h"
#include "tests/support/config_folder.h"
#include "tests/support/due_messages.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

namespace dondoc::testing {

namespace {

constexpr int turns_max = 20'000;
/// So many rows that differ in whom they are for alone are written as one.
constexpr std::size_t alike_min = 4;
constexpr std::string_view digest_rungs = "tin tổng hợp";
constexpr std::string_view weekly_rungs = "tin đầu tuần";
constexpr std::string_view by_hand_rungs = "báo trực tiếp";

void put_before(std::string& text, const std::string& mark, const std::string& lines) {
  const std::size_t place = text.find(mark);
  if (place == std::string::npos) {
    throw std::logic_error("the shipped directory has no " + mark);
  }
  text.insert(place, lines);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

void add_units(std::string& directory, int count) {
  std::string units;
  std::string posts;
  std::string people;
  std::string group;
  for (int nth = 1; nth <= count; ++nth) {
    const std::string n = two(nth);
    units += "\n  - { id: don-vi-" + n + ", name: Trường học số " + n + ", head: truong-" + n +
             ", reports_to: pho-chu-tich-vx }";
    posts += "\n  - { id: truong-" + n + ", title: Hiệu trưởng trường số " + n +
             ", held_by: [{ person: ht-" + n + ", from: 2025-07-01 }] }";
    people += "\n  - { id: ht-" + n + ", name: Hiệu trưởng " + n +
              " (mẫu), contacts: [{ maildir: " + "ht" + n + "@xa.example }] }";
    group += (group.empty() ? "don-vi-" : ", don-vi-") + n;
  }
  put_before(directory, "\n\nposts:\n", units);
  put_before(directory, "\n\npeople:\n", posts);
  put_before(directory, "\n\ngroups:\n", people);
  directory += "\n  truong-hoc: [" + group + "]\n";
}

std::string day_words(Instant at, Zone zone) {
  static constexpr std::array<std::string_view, 7> names{"CN", "T2", "T3", "T4", "T5", "T6", "T7"};
  const Date day = date_of(at, zone);
  return std::string(names.at(std::chrono::weekday{day}.c_encoding())) + ' ' + to_iso(day);
}

std::string hour_words(Instant at, Zone zone) {
  return to_rfc3339(at, zone).substr(11, 5);
}

/// "con-3 ×35, tre-1".
std::string rungs_of(const std::vector<NoticeRow>& notices) {
  std::map<std::string, int> counted;
  for (const NoticeRow& row : notices) {
    ++counted[row.notice.rung];
  }
  std::string words;
  for (const auto& [rung, count] : counted) {
    words += (words.empty() ? "" : ", ") + rung;
    words += count > 1 ? " ×" + std::to_string(count) : "";
  }
  return words.empty() ? std::string(digest_rungs) : words;
}

}  // namespace

RuleSet office_with(const std::string& obligations, const std::string& issued, int more_units) {
  std::vector<SourceFile> files = rule_files_in(std::string(source_folder()) + "/config");
  files.erase(
      std::remove_if(files.begin(),
                     files.end(),
                     [](const SourceFile& file) { return file.name.rfind("plans/", 0) == 0; }),
      files.end());
  for (SourceFile& file : files) {
    if (file.name == "directory.yaml" && more_units > 0) {
      add_units(file.text, more_units);
    }
  }
  const std::string id(office_plan);
  files.push_back({"plans/" + id + ".yaml",
                   "plan: " + id +
                       "\ntitle: Kế hoạch cải cách hành chính\n"
                       "document: { number: 12/KH-UBND, issued: " +
                       issued +
                       ", authority: UBND xã Tà Đùng }\n"
                       "effective: { from: 2026-01-01, to: 2027-12-31 }\n"
                       "coordinator: vh-xh\n"
                       "defaults: { policy: standard }\n" +
                       obligations});
  Parsed<RuleSet> rules = read_rule_files(files);
  if (!rules.value) {
    throw std::invalid_argument(rules.diagnostics.front().file + ": " +
                                rules.diagnostics.front().message);
  }
  // Of two heads one reads Zalo and may answer there.
  rules.value->directory.people.at("tp-kt").contacts = {{"zalo", "1001"}};
  rules.value->reply_channels = {"zalo"};
  return *std::move(rules.value);
}

SendList::SendList(std::string title, const RuleSet& rules, Instant began)
    : title_(std::move(title)),
      began_(began),
      now_(began),
      disk_("send-list", 1),
      store_("dondoc.db", StoreOptions{disk_.name(), true}),
      engine_(store_) {
  for (const auto& [id, unit] : rules.directory.units) {
    unit_names_.push_back(unit.name);
  }
  engine_.load(std::make_shared<const RuleSet>(rules), began);
}

std::optional<Instant> SendList::settle() {
  for (int turn = 0; turn < turns_max; ++turn) {
    const TickResult result = engine_.tick(now_);
    if (!result.more) {
      deliver();
      return result.wake_at;
    }
  }
  throw std::logic_error("the engine does not settle");
}

void SendList::run_until(Instant end) {
  for (int turn = 0; turn < turns_max; ++turn) {
    const std::optional<Instant> wake = settle();
    if (!wake || *wake > end) {
      now_ = end;
      return;
    }
    now_ = std::max(*wake, now_);
  }
  throw std::logic_error("the office does not come to the end");
}

void SendList::down_until(Instant end) {
  note("hệ thống ngừng đến " + to_iso(date_of(end, engine_.rules().zone)) + ' ' +
       hour_words(end, engine_.rules().zone));
  now_ = end;
}

/// Whatever is due leaves at once.
void SendList::deliver() {
  std::vector<AttemptStart> starts;
  std::vector<AttemptEnd> ends;
  const std::size_t first = rows_.size();
  for (const StoredMessage& message : due_messages(store_, now_)) {
    Row row;
    row.at = now_;
    row.to = message.draft.post + '/' + message.draft.person;
    row.channel = message.connector();
    row.rungs = rungs_of(store_.notices_of_message(message.id));
    row.digest = row.rungs == digest_rungs;
    if (message.draft.key.rfind("weekly/", 0) == 0) {
      row.rungs = weekly_rungs;
    }
    if (message.draft.key.rfind(by_hand_key_prefix, 0) == 0) {
      row.rungs = by_hand_rungs;
      row.digest = false;
    }
    row.subject = message.draft.subject;
    rows_.push_back(std::move(row));
    starts.push_back({message.id, message.attempts + 1, message.channel, now_});
    AttemptEnd end;
    end.message = message.id;
    end.number = message.attempts + 1;
    end.channel = message.channel;
    end.at = now_;
    end.outcome = "ok";
    ends.push_back(end);
  }
  if (starts.empty()) {
    return;
  }
  std::sort(rows_.begin() + static_cast<std::ptrdiff_t>(first),
            rows_.end(),
            [this](const Row& a, const Row& b) {
              return std::forward_as_tuple(a.rungs, plain_subject(a), a.to) <
                     std::forward_as_tuple(b.rungs, plain_subject(b), b.to);
            });
  Store::Transaction transaction(store_);
  store_.begin_attempts(starts);
  store_.end_attempts(ends);
  transaction.commit();
}

void SendList::note(const std::string& words) {
  Row row;
  row.at = now_;
  row.note = true;
  row.subject = words;
  rows_.push_back(std::move(row));
}

void SendList::act(const std::string& key, const Act& act, const std::string& post, Instant at) {
  run_until(at);
  const auto occurrence = store_.occurrence(std::string(office_plan) + '/' + key);
  if (!occurrence) {
    throw std::invalid_argument("not open: " + key);
  }
  Store::Transaction transaction(store_);
  const ActResult result =
      record_act(store_, *occurrence, act, {post, "cli"}, engine_.rules(), now_);
  transaction.commit();
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    throw std::invalid_argument(key + ": " + refused->message);
  }
  const Fact& fact = std::get<Fact>(result);
  std::string words = post + ": " + std::string(fact_kind_name(fact.kind)) + ' ' + key;
  for (const auto& [name, value] : fact.data) {
    words += ", " + name + ' ' + value;
  }
  note(words);
}

void SendList::reload(const RuleSet& rules, Instant at, const std::string& what) {
  run_until(at);
  note(what);
  engine_.load(std::make_shared<const RuleSet>(rules), at);
}

void SendList::close_day(int days) {
  run_until(began_ + std::chrono::days{days});
  const auto sent =
      std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.note; });
  const Store::Counts counts = store_.counts(now_);
  note("hết " + std::to_string(days) + " ngày: đã gửi " + std::to_string(sent) + " tin; còn mở " +
       std::to_string(counts.open) + ", quá hạn " + std::to_string(counts.overdue) +
       ", tin chờ gửi " + std::to_string(counts.pending_notices + counts.queued_messages));
}

/// Without what differs between days, units and codes.
std::string SendList::plain_subject(const Row& row) const {
  std::string plain = row.subject;
  if (row.digest) {
    plain.erase(0, plain.find(']') + 1);
  }
  for (const std::string& name : unit_names_) {
    replace_all(plain, name, "‹đơn vị›");
  }
  const std::size_t code = plain.rfind(" (mã ");
  if (code != std::string::npos) {
    plain.erase(code);
  }
  return plain;
}

/// Lists of the same numbers to one reader, each when the one before makes it expected, are one
/// row, as long as nothing but lists comes between. The rows that it took are noted as written.
void SendList::write_lists(std::string& text,
                           std::size_t first,
                           std::set<std::size_t>& written) const {
  const RuleSet& rules = engine_.rules();
  const Zone zone = rules.zone;
  const bool weekly = rows_[first].rungs == weekly_rungs;
  std::size_t last = first;
  std::size_t lists = 1;
  for (std::size_t i = first + 1; i < rows_.size() && rows_[i].digest; ++i) {
    const Row& row = rows_[last];
    const Row& next = rows_[i];
    if (next.to != row.to || next.rungs != row.rungs) {
      continue;
    }
    const Date expected = weekly ? date_of(next_weekly_list_at(rules, row.at), zone)
                                 : rules.calendar.add_working_days(date_of(row.at, zone), 1);
    if (hour_words(next.at, zone) != hour_words(row.at, zone) ||
        date_of(next.at, zone) != expected || plain_subject(next) != plain_subject(row)) {
      break;
    }
    last = i;
    ++lists;
    written.insert(i);
  }
  const Row& row = rows_[first];
  text += day_words(row.at, zone);
  if (lists > 1) {
    text += " … " + day_words(rows_[last].at, zone) +
            (weekly ? " (mỗi tuần, " : " (mỗi ngày làm việc, ") + std::to_string(lists) + " tin)";
  }
  text += ' ' + hour_words(row.at, zone) + " | " + row.to + " | " + row.channel + " | " +
          row.rungs + " | " + row.subject + '\n';
}

/// What many are told at once in the same words is one row.
std::size_t SendList::write_alike(std::string& text, std::size_t first) const {
  const Zone zone = engine_.rules().zone;
  const Row& row = rows_[first];
  std::size_t end = first;
  while (end < rows_.size() && !rows_[end].note && !rows_[end].digest && rows_[end].at == row.at &&
         rows_[end].rungs == row.rungs && rows_[end].channel == row.channel &&
         plain_subject(rows_[end]) == plain_subject(row)) {
    ++end;
  }
  const bool many = end - first >= alike_min;
  const std::size_t last = many ? end : first + 1;
  std::string to = row.to;
  if (many) {
    to = std::to_string(end - first) + " người:";
    for (std::size_t i = first; i < end; ++i) {
      to += ' ' + rows_[i].to;
    }
  }
  text += day_words(row.at, zone) + ' ' + hour_words(row.at, zone) + " | " + to + " | " +
          row.channel + " | " + row.rungs + " | " + (many ? plain_subject(row) : row.subject) +
          '\n';
  return last - first;
}

std::string SendList::text() const {
  const Zone zone = engine_.rules().zone;
  std::string text = "# " + title_ + "\n# Tải kế hoạch: " + day_words(began_, zone) + ' ' +
                     hour_words(began_, zone) +
                     ". Ngày giờ | chức danh/người nhận | kênh | lần nhắc | tiêu đề\n";
  std::set<std::size_t> written;
  for (std::size_t next = 0; next < rows_.size();) {
    const Row& row = rows_[next];
    if (written.count(next) != 0) {
      ++next;
    } else if (row.note) {
      text += "-- " + day_words(row.at, zone) + ' ' + hour_words(row.at, zone) + ' ' + row.subject +
              '\n';
      ++next;
    } else if (row.digest) {
      write_lists(text, next, written);
      ++next;
    } else {
      next += write_alike(text, next);
    }
  }
  return text;
}

}  // namespace dondoc::testing
