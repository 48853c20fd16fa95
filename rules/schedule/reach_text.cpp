// SPDX-License-Identifier: Apache-2.0
// What is told of posts that can't be told anything, and to whom.
#include "rules/plan/code_points.h"
#include "rules/plan/spelling.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <cstdint>
#include <set>

namespace dondoc {

namespace {

/// Beyond it posts are counted: an office has about forty.
constexpr std::size_t reach_lines_max = 60;
constexpr std::size_t said_code_points_max = 120;
constexpr std::string_view mended_mark = "0";

std::string reach_title(const Directory& directory, const std::string& post) {
  const auto found = directory.posts.find(post);
  return found == directory.posts.end() ? post : found->second.title;
}

/// "chủ trì 03 nhiệm vụ, theo dõi 05 nhiệm vụ"
std::string stake_words(const ReachFinding& finding, const RuleSet& rules) {
  std::vector<std::string> words;
  if (finding.leads > 0) {
    words.push_back("chủ trì " + two_digits(finding.leads) + " nhiệm vụ");
  }
  if (finding.watches > 0) {
    words.push_back("theo dõi " + two_digits(finding.watches) + " nhiệm vụ");
  }
  if (words.empty()) {
    const bool only_admin = finding.plans.empty();
    words.emplace_back(only_admin ? "quản trị hệ thống đôn đốc"
                       : finding.post == rules.directory.chair ? "nhận báo cáo cấp trên"
                                                               : "đầu mối theo dõi kế hoạch");
  }
  return join(words, ", ");
}

/// The same for the same findings. Days are left out: that something will be so is told once, not
/// again on the day on which it is.
std::string reach_mark(const std::vector<ReachFinding>& findings) {
  if (findings.empty()) {
    return std::string{mended_mark};
  }
  // FNV-1a: what comes out lives in keys for years, so it must not depend on a library.
  std::uint64_t hash = 14695981039346656037U;
  const auto take = [&hash](std::string_view text) {
    for (const char letter : text) {
      hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    }
    hash = (hash ^ 0xffU) * 1099511628211U;
  };
  for (const ReachFinding& finding : findings) {
    take(finding.post);
    take(std::to_string(static_cast<int>(finding.gap)));
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string mark;
  for (int shift = 60; shift >= 0; shift -= 4) {
    mark += digits[(hash >> static_cast<unsigned>(shift)) & 0xfU];
  }
  return mark;
}

bool is_alive(const Contact& contact, const DeadContacts& dead) {
  return contact.channel != by_hand_channel && dead.count({contact.channel, contact.address}) == 0;
}

/// Who acts for the post today and takes messages. The addresses that do come first.
const Person* reader_at(const std::string& post,
                        const DeadContacts& dead,
                        const RuleSet& rules,
                        Date today) {
  const Person* person = acting(rules.directory, post, today);
  const bool reads =
      person != nullptr && std::any_of(person->contacts.begin(),
                                       person->contacts.end(),
                                       [&dead](const Contact& one) { return is_alive(one, dead); });
  return reads ? person : nullptr;
}

std::string reach_lines(const std::vector<ReachFinding>& findings, const RuleSet& rules) {
  std::string text;
  const std::size_t shown = std::min(findings.size(), reach_lines_max);
  for (std::size_t i = 0; i < shown; ++i) {
    text += "- " + reach_line(findings[i], rules) + '\n';
  }
  if (findings.size() > shown) {
    text += "- … và " + two_digits(static_cast<int>(findings.size() - shown)) +
            " chức danh khác (xem tất cả: dondoc status)\n";
  }
  return text;
}

enum class ReachReader { admin, stand_in, coordinator };

std::string reach_reader_words(const std::string& post, ReachReader reader, const RuleSet& rules) {
  const std::string addressee = addressee_words(rules.directory, post);
  switch (reader) {
    case ReachReader::admin:
      return addressee + " (quản trị hệ thống đôn đốc)";
    case ReachReader::coordinator:
      return addressee + " (đầu mối theo dõi)";
    case ReachReader::stand_in:
      break;
  }
  return addressee + " (" + addressee_words(rules.directory, admin_post(rules)) +
         " quản trị hệ thống nhưng hiện không nhận được tin)";
}

MessageDraft reach_draft(const std::string& post,
                         const Person& person,
                         ReachReader reader,
                         const std::vector<ReachFinding>& findings,
                         const DeadContacts& dead,
                         const RuleSet& rules,
                         Instant now) {
  const Date today = date_of(now, rules.zone);
  MessageDraft draft;
  draft.key =
      std::string{reach_key_prefix} + post + ':' + reach_mark(findings) + '/' + to_iso(today);
  draft.person = person.id;
  draft.post = post;
  draft.contacts = sent_contacts(person);
  std::stable_partition(draft.contacts.begin(), draft.contacts.end(), [&dead](const Contact& one) {
    return is_alive(one, dead);
  });
  const std::string count = two_digits(static_cast<int>(findings.size()));
  const std::string headline = findings.empty()
                                   ? "Mọi chức danh có việc đều nhận được tin"
                                   : count + " chức danh có việc nhưng không nhận được tin";
  draft.subject = "[Hệ thống] " + headline + " - " + rules.directory.office;
  draft.text =
      "[HỆ THỐNG] " + headline + "\nKính gửi: " + reach_reader_words(post, reader, rules) + '\n';
  if (findings.empty()) {
    draft.text += "Kết quả rà soát ngày " + date_words(today) +
                  ": các vướng mắc đã báo trước đây không còn.\n";
    return draft;
  }
  draft.text +=
      "Kết quả rà soát ngày " + date_words(today) +
      ": các chức danh sau chủ trì hoặc theo dõi nhiệm vụ nhưng tin nhắc không tới được:\n" +
      reach_lines(findings, rules) +
      "Hiện trạng: việc của các chức danh này vẫn được theo dõi; tin không tới được nằm "
      "trong tin tổng hợp của đầu mối theo dõi, các cấp báo cáo khác vẫn theo quy trình.\n";
  draft.text +=
      reader == ReachReader::coordinator
          ? "Khi các chức danh này có việc đến hạn, đề nghị gọi điện hoặc gửi phiếu nhắc trực "
            "tiếp; " +
                addressee_words(rules.directory, admin_post(rules)) + " bổ sung danh bạ.\n"
          : "Đề nghị bổ sung người giữ chức danh, cấp phó hoặc kênh nhận tin trong danh bạ "
            "(directory.yaml), rồi nạp lại cấu hình.\n";
  draft.text +=
      "Tin này chỉ được gửi lại khi danh sách thay đổi; xem danh sách hiện tại bằng lệnh "
      "dondoc status.\n";
  return draft;
}

/// What lies in plans that the post's unit coordinates.
std::vector<ReachFinding> findings_of(const std::string& post,
                                      const std::vector<ReachFinding>& findings,
                                      const RuleSet& rules) {
  std::set<std::string> coordinated;
  for (const auto& [id, plan] : rules.plans) {
    const auto unit = rules.directory.units.find(plan.coordinator);
    if (unit != rules.directory.units.end() && unit->second.head == post) {
      coordinated.insert(id);
    }
  }
  std::vector<ReachFinding> theirs;
  std::copy_if(findings.begin(),
               findings.end(),
               std::back_inserter(theirs),
               [&coordinated](const ReachFinding& finding) {
                 return std::any_of(finding.plans.begin(),
                                    finding.plans.end(),
                                    [&coordinated](const std::string& plan) {
                                      return coordinated.count(plan) > 0;
                                    });
               });
  return theirs;
}

bool is_news(const std::vector<ReachFinding>& findings, const std::string& told) {
  return reach_mark(findings) != told && !(findings.empty() && told.empty());
}

}  // namespace

std::string gap_words(const ReachFinding& finding) {
  const std::string when =
      finding.coming ? "từ ngày " + date_words(finding.from) + ' ' : std::string{};
  switch (finding.gap) {
    case ReachGap::vacant:
      return when + "chưa có người giữ chức danh, không có cấp phó thay";
    case ReachGap::away:
      return when + "đi vắng đến hết ngày " + date_words(finding.to) + ", không có cấp phó thay";
    case ReachGap::no_contact:
      return when + "chưa có kênh nhận tin";
    case ReachGap::dead:
      break;
  }
  return when + "kênh nhận tin không còn nhận (" +
         printable(composed(finding.said), said_code_points_max) + ')';
}

std::string reach_line(const ReachFinding& finding, const RuleSet& rules) {
  return reach_title(rules.directory, finding.post) + " (" + stake_words(finding, rules) +
         "): " + gap_words(finding);
}

std::string reach_mark_of(std::string_view key) {
  const std::size_t colon = key.find(':', reach_key_prefix.size());
  const std::size_t slash = key.rfind('/');
  if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon) {
    return {};
  }
  return std::string{key.substr(colon + 1, slash - colon - 1)};
}

std::vector<MessageDraft> compose_reach(const std::vector<ReachFinding>& findings,
                                        const DeadContacts& dead,
                                        const LastTold& last_told,
                                        const RuleSet& rules,
                                        Instant now) {
  const Date today = date_of(now, rules.zone);
  std::vector<MessageDraft> drafts;
  std::set<std::string> readers;
  const std::string admin = admin_post(rules);
  for (const std::string& post : alarm_readers(rules)) {
    const Person* person = reader_at(post, dead, rules, today);
    if (person == nullptr) {
      continue;
    }
    readers.insert(person->id);
    if (is_news(findings, last_told(post))) {
      const ReachReader reader = post == admin ? ReachReader::admin : ReachReader::stand_in;
      drafts.push_back(reach_draft(post, *person, reader, findings, dead, rules, now));
    }
    break;
  }
  std::set<std::string> heads;
  for (const auto& [id, plan] : rules.plans) {
    const auto unit = rules.directory.units.find(plan.coordinator);
    if (unit == rules.directory.units.end() || !heads.insert(unit->second.head).second) {
      continue;
    }
    const std::string& post = unit->second.head;
    const Person* person = reader_at(post, dead, rules, today);
    const std::vector<ReachFinding> theirs = findings_of(post, findings, rules);
    if (person != nullptr && readers.insert(person->id).second &&
        is_news(theirs, last_told(post))) {
      drafts.push_back(
          reach_draft(post, *person, ReachReader::coordinator, theirs, dead, rules, now));
    }
  }
  return drafts;
}

}  // namespace dondoc
