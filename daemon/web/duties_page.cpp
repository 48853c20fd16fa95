// SPDX-License-Identifier: Apache-2.0
// Đầu việc: the list of duties with its filters.
#include "daemon/web/duty_parts.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr std::size_t duties_of_page = 50;
constexpr std::string_view duties_address = "/dau-viec";
constexpr std::size_t code_digits_max = 4;

struct Wanted {
  std::string unit;
  std::string state;
  std::string plan;
  std::string words;  ///< plain_key()
};

const std::vector<Choice>& state_choices() {
  static const std::vector<Choice> choices{{"", "Đang mở"},
                                           {"qua-han", "Quá hạn"},
                                           {"cho-ky", "Chờ ký"},
                                           {"chua-co-han", "Chưa xác định thời hạn"},
                                           {"ra-soat", "Cần rà soát ban đầu"},
                                           {"hoan-thanh", "Đã hoàn thành"},
                                           {"ket-thuc", "Kết thúc khác"}};
  return choices;
}

bool is_of_closed(const std::string& state) {
  return state == "hoan-thanh" || state == "ket-thuc";
}

bool has_wanted_state(const Occurrence& one, const std::string& state, Instant now) {
  if (state == "qua-han") {
    return one.dated && !one.needs_review && now >= one.due;
  }
  if (state == "cho-ky") {
    return one.submission.has_value();
  }
  if (state == "chua-co-han") {
    return !one.dated;
  }
  if (state == "ra-soat") {
    return one.needs_review;
  }
  if (state == "hoan-thanh") {
    return one.state == OccurrenceState::done;
  }
  return state != "ket-thuc" ||
         (one.state != OccurrenceState::done && one.state != OccurrenceState::withdrawn);
}

bool is_wanted(const Occurrence& one, const Wanted& wanted, const RouteContext& office) {
  return has_wanted_state(one, wanted.state, office.now) &&
         (wanted.plan.empty() || one.series.plan == wanted.plan) &&
         (wanted.unit.empty() || is_led_by(one, wanted.unit, office.rules)) &&
         (wanted.words.empty() ||
          plain_key(item_words(one, office.rules)).find(wanted.words) != std::string::npos);
}

Html filters(const PageCall& call, const Wanted& wanted, const RuleSet& rules) {
  std::vector<Choice> plans{{"", "Tất cả kế hoạch"}};
  for (const auto& [id, plan] : rules.plans) {
    plans.push_back({id, plan.title});
  }
  Html html;
  html << "<form class=\"filters\" method=\"get\" action=\"/dau-viec\" role=\"search\">"
       << select_field("Tình trạng", "tinh-trang", state_choices(), wanted.state)
       << select_field(
              "Đơn vị chủ trì", "don-vi", unit_choices(rules, "Tất cả đơn vị"), wanted.unit)
       << select_field("Kế hoạch", "ke-hoach", plans, wanted.plan)
       << "<label>Tên hoặc mã<input type=\"search\" name=\"tu\" maxlength=\"100\" value=\""
       << text(asked(call, "tu")) << "\"></label><button type=\"submit\">Xem</button></form>";
  return html;
}

/// Somebody typed the code of a duty.
std::optional<Occurrence> by_code(const std::string& given, const Store& store) {
  if (given.empty() || given.size() > code_digits_max ||
      !std::all_of(given.begin(), given.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  return store.occurrence_by_code(std::stoi(given));
}

}  // namespace

ApiResponse get_duties(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const std::string typed = asked(call, "tu");
  if (const auto meant = by_code(typed, *office.store)) {
    return see_other(std::string(duties_address) + '/' + percent_encoded(meant->key));
  }
  const Wanted wanted{
      asked(call, "don-vi"), asked(call, "tinh-trang"), asked(call, "ke-hoach"), plain_key(typed)};
  const bool closed = is_of_closed(wanted.state);
  const std::vector<Occurrence>& rows =
      closed ? context.memory.closed_duties.of(*office.store, office.now)
             : context.memory.open_duties.of(*office.store);
  std::vector<const Occurrence*> duties;
  for (const Occurrence& one : rows) {
    if (is_wanted(one, wanted, office)) {
      duties.push_back(&one);
    }
  }
  if (!closed) {
    sort_by_due(duties);
  }
  const PagePart part = part_of(duties.size(), duties_of_page, asked_number(call, "trang"));
  const std::vector<const Occurrence*> shown(
      duties.begin() + static_cast<std::ptrdiff_t>(part.begin),
      duties.begin() + static_cast<std::ptrdiff_t>(part.end));
  Html body = "<h1>Đầu việc</h1>";
  body << filters(call, wanted, office.rules) << "<p class=\"lead\">"
       << text(two_digits(static_cast<int>(duties.size()))) << " đầu việc";
  if (closed) {
    body << ", kết thúc trong " << number(ClosedDuties::looked_back.count())
         << " ngày qua, mới nhất trước";
  }
  body << "</p>";
  if (shown.empty()) {
    body << nothing_here("Không có đầu việc nào như vậy.");
  } else {
    body << duty_list(shown, office.rules, office.now, ShowLead::yes)
         << page_links(duties_address, call, part);
  }
  if (!closed && context.memory.open_duties.cut()) {
    body << "<p class=\"notice\">Có quá nhiều đầu việc đang mở; trang này chỉ xét "
         << number(OpenDuties::rows_max) << " việc đầu.</p>";
  }
  return page_response({"Đầu việc", body, duties_address}, call.visitor, context);
}

}  // namespace dondoc
