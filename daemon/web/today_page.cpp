// SPDX-License-Identifier: Apache-2.0
// Hôm nay: what the visitor's own units owe, and how the whole office stands.
#include "daemon/http/route_handlers.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/pages.h"
#include "daemon/web/told_parts.h"
#include "daemon/web/view_parts.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace dondoc {
namespace {

constexpr std::chrono::days coming_days{14};

using Duties = std::vector<const Occurrence*>;

struct UnitLine {
  int open{0};
  int late{0};
  int soon{0};     ///< amber
  int waiting{0};  ///< for a signature
};

bool heads(const Visitor& visitor, const Unit& unit, const Directory& directory) {
  const auto& posts = visitor.posts;
  const auto head = directory.posts.find(unit.head);
  const bool deputy = head != directory.posts.end() && head->second.deputy &&
                      std::find(posts.begin(), posts.end(), *head->second.deputy) != posts.end();
  return deputy || std::find(posts.begin(), posts.end(), unit.head) != posts.end() ||
         std::any_of(posts.begin(), posts.end(), [&](const std::string& post) {
           const auto found = directory.posts.find(post);
           return found != directory.posts.end() && found->second.unit == unit.id;
         });
}

std::vector<std::string> units_of(const Visitor& visitor, const Directory& directory) {
  std::vector<std::string> units;
  for (const auto& [id, unit] : directory.units) {
    if (heads(visitor, unit, directory)) {
      units.push_back(id);
    }
  }
  return units;
}

/// How a list is shown: to a unit its own work, to the coordinator with who was told, to a leader
/// one line each.
enum class Telling { own, in_full, brief };

/// The coordinator of a plan, and whoever runs the system, see what was told to whom.
Telling telling_for(const Visitor& visitor, const RuleSet& rules) {
  const auto coordinates = [&rules](const std::string& post) {
    return post == admin_post(rules) ||
           std::any_of(rules.plans.begin(), rules.plans.end(), [&](const auto& entry) {
             const auto unit = rules.directory.units.find(entry.second.coordinator);
             return unit != rules.directory.units.end() && unit->second.head == post;
           });
  };
  const auto leads = [&rules](const std::string& post) { return is_leader(rules.directory, post); };
  const std::vector<std::string>& posts = visitor.posts;
  return std::any_of(posts.begin(), posts.end(), leads) &&
                 std::none_of(posts.begin(), posts.end(), coordinates)
             ? Telling::brief
             : Telling::in_full;
}

void add_part(
    Html& html, const Html& title, Duties duties, Telling telling, const WebContext& context) {
  if (duties.empty()) {
    return;
  }
  sort_by_due(duties);
  const RouteContext& office = context.office;
  const bool late = office.now >= duties.front()->due;
  html << "<h3>" << title << " (" << text(two_digits(static_cast<int>(duties.size()))) << ")</h3>";
  if (telling == Telling::brief) {
    html << brief_list(duties, office);
  } else if (telling == Telling::in_full && late) {
    html << climbing_list(duties, office);
  } else {
    html << duty_list(
        duties, office.rules, office.now, telling == Telling::own ? ShowLead::no : ShowLead::yes);
  }
}

/// Overdue, due soon, coming; what has no date, is further off or is yet to be reviewed is on other
/// pages.
Html parts_of(const Duties& duties, Telling telling, const WebContext& context) {
  const RouteContext& office = context.office;
  const Date today = date_of(office.now, office.rules.zone);
  Duties late;
  Duties due_today;
  Duties coming;
  for (const Occurrence* one : duties) {
    if (one->needs_review || !one->dated) {
      continue;
    }
    if (office.now >= one->due) {
      late.push_back(one);
    } else if (one->last_day <= today) {
      due_today.push_back(one);
    } else if (one->last_day <= today + coming_days) {
      coming.push_back(one);
    }
  }
  Html html;
  add_part(html, "Quá hạn", late, telling, context);
  add_part(html, "Đến hạn hôm nay", due_today, telling, context);
  add_part(html, "Đến hạn trong 14 ngày tới", coming, telling, context);
  if (html.empty()) {
    html << "<p class=\"card\">Không có việc quá hạn, không có việc đến hạn trong 14 ngày tới.</p>";
  }
  return html;
}

Html figures(const UnitLine& sum) {
  Html html = "<div class=\"cards\">";
  html << figure_box(sum.late > 0 ? "red" : "green", sum.late, "quá hạn")
       << figure_box(sum.soon > 0 ? "amber" : "green", sum.soon, "đến hạn trong 5 ngày làm việc")
       << figure_box("", sum.waiting, "chờ ký") << figure_box("", sum.open, "đang mở") << "</div>";
  return html;
}

Html board(const std::map<std::string, UnitLine>& lines, const RuleSet& rules) {
  Html html =
      "<div class=\"scroll\"><table class=\"stack\"><thead><tr><th>Đơn vị</th><th>Tình trạng</th>"
      "<th class=\"n\">Quá hạn</th><th class=\"n\">Sắp đến hạn</th><th class=\"n\">Chờ ký</th>"
      "<th class=\"n\">Đang mở</th></tr></thead><tbody>";
  for (const auto& [unit, line] : lines) {
    const Light light = line.late > 0 ? Light::red : line.soon > 0 ? Light::amber : Light::green;
    const std::string_view words = line.late > 0   ? "Có việc quá hạn"
                                   : line.soon > 0 ? "Sắp đến hạn"
                                                   : "Đúng tiến độ";
    html << "<tr><td>" << text(unit_words(rules.directory, unit)) << "</td><td>"
         << tag(light, words) << "</td><td class=\"n\" data-label=\"Quá hạn\">" << number(line.late)
         << "</td><td class=\"n\" data-label=\"Sắp đến hạn\">" << number(line.soon)
         << "</td><td class=\"n\" data-label=\"Chờ ký\">" << number(line.waiting)
         << "</td><td class=\"n\" data-label=\"Đang mở\">" << number(line.open) << "</td></tr>";
  }
  html << "</tbody></table></div>";
  return html;
}

/// What is open, as the page needs it.
struct OfficeToday {
  std::map<std::string, UnitLine> units;
  UnitLine sum;
  Duties own;  ///< of the visitor's units
  Duties all;
  Duties to_sign;  ///< by the visitor
  Duties waiting;  ///< for anybody's signature
};

OfficeToday office_today(const Visitor& visitor, const WebContext& context) {
  const RouteContext& office = context.office;
  const std::vector<std::string> own = units_of(visitor, office.rules.directory);
  const auto is_own = [&own](const std::string& unit) {
    return std::find(own.begin(), own.end(), unit) != own.end();
  };
  const auto& posts = visitor.posts;
  OfficeToday today;
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    const auto owed = find_owed(office.rules, one);
    if (!owed) {
      continue;
    }
    const Light light = light_of(one, office.rules, office.now);
    for (UnitLine* line : {&today.units[owed->lead_units.front()], &today.sum}) {
      ++line->open;
      line->late += light == Light::red ? 1 : 0;
      line->soon += light == Light::amber ? 1 : 0;
      line->waiting += one.submission ? 1 : 0;
    }
    today.all.push_back(&one);
    if (one.submission) {
      const bool visitors =
          std::find(posts.begin(), posts.end(), one.submission->signer) != posts.end();
      (visitors ? today.to_sign : today.waiting).push_back(&one);
    }
    if (std::any_of(owed->lead_units.begin(), owed->lead_units.end(), is_own)) {
      today.own.push_back(&one);
    }
  }
  return today;
}

/// What was due before the office was watched: nobody is reminded of it, somebody must settle it.
Html to_review(const Duties& all) {
  const auto count = std::count_if(
      all.begin(), all.end(), [](const Occurrence* one) { return one->needs_review; });
  Html html;
  if (count > 0) {
    html << "<p class=\"notice\"><a href=\"/ra-soat\">" << number(count)
         << " việc cần rà soát ban đầu</a>: đến hạn trước khi hệ thống bắt đầu theo dõi, chưa nhắc "
            "ai.</p>";
  }
  return html;
}

Html office_part(const OfficeToday& today, const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  Html html = "<h2>Toàn cơ quan</h2>";
  html << figures(today.sum) << board(today.units, office.rules);
  if (call.visitor.role < Role::overseer) {
    return html;
  }
  const Telling telling = telling_for(call.visitor, office.rules);
  if (!office.rules.reply_channels.empty()) {
    const LinkCounts linked = link_counts(office);
    html << "<p class=\"meta\">Trả lời được ngay trong tin: <a href=\"/nguoi\">đã kết nối "
         << number(linked.connected) << "/" << number(linked.posts) << " chức danh</a>.</p>";
  }
  if (telling == Telling::in_full) {
    html << to_review(today.all) << told_lately(office);
  }
  add_part(html, "Chờ lãnh đạo ký", today.waiting, telling, context);
  html << parts_of(today.all, telling, context);
  return html;
}

}  // namespace

ApiResponse get_today(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const OfficeToday open = office_today(call.visitor, context);
  const Date today = date_of(office.now, office.rules.zone);
  const bool oversees = call.visitor.role >= Role::overseer;
  Html body;
  body << "<h1>Hôm nay, " << text(weekday_words(today)) << " ngày " << text(date_words(today))
       << "</h1>";
  if (const auto held = office.store->held()) {
    body << "<p class=\"notice bad\">Việc gửi tin đang tạm dừng: " << text(*held) << ".</p>";
  }
  if (call.visitor.role >= Role::overseer) {
    const std::int64_t by_hand = office.store->counts(office.now).by_hand_messages;
    if (by_hand > 0) {
      body << "<p class=\"notice\"><a href=\"/bao-truc-tiep\">" << number(by_hand)
           << " tin chờ báo trực tiếp</a> cho nơi không nhận tin qua mạng.</p>";
    }
  }
  add_part(body,
           "Chờ đồng chí ký",
           open.to_sign,
           oversees ? telling_for(call.visitor, office.rules) : Telling::own,
           context);
  Html own;
  if (!units_of(call.visitor, office.rules.directory).empty()) {
    own << "<h2>Việc của đơn vị</h2>" << parts_of(open.own, Telling::own, context);
  }
  const Html all = office_part(open, call, context);
  body << (oversees ? all : own) << (oversees ? own : all);
  if (context.memory.open_duties.cut()) {
    body << "<p class=\"notice\">Có quá nhiều đầu việc đang mở; trang này chỉ tính "
         << number(OpenDuties::rows_max) << " việc đầu.</p>";
  }
  return page_response({"Hôm nay", body, "/"}, call.visitor, context);
}

}  // namespace dondoc
