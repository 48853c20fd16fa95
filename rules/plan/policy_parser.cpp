// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/policy_parser.h"

#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/spelling.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

constexpr int hours_per_day = 24;
constexpr std::size_t day_hours_max = 8;

struct Amount {
  int number{0};
  OffsetUnit unit{OffsetUnit::days};
};

/// "10 days", "1 day", "2 hours".
std::optional<Amount> read_amount(std::string_view text) {
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) {
    return std::nullopt;
  }
  Amount amount;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + blank, amount.number);
  if (failure != std::errc{} || stop != text.data() + blank || amount.number < 0) {
    return std::nullopt;
  }
  const std::string_view unit = text.substr(blank + 1);
  if (unit == "hour" || unit == "hours") {
    amount.unit = OffsetUnit::hours;
  } else if (unit != "day" && unit != "days") {
    return std::nullopt;
  }
  return amount;
}

/// Where the rung stands in time, in hours from the due; only to compare rungs.
int hours_from_due(const RungOffset& offset) {
  const int hours = offset.amount * (offset.unit == OffsetUnit::days ? hours_per_day : 1);
  return offset.before ? -hours : hours;
}

const std::vector<std::string>& audience_words() {
  static const std::vector<std::string> words{
      "lead", "deputy", "support", "oversight", "coordinator", "leader", "chair"};
  return words;
}

/// Weekdays as the calendars write them and as people say them, from Monday.
struct WeekdayWords {
  std::string_view english;
  std::string_view name;
  std::string_view number;
};
constexpr std::array<WeekdayWords, 7> weekdays{{
    {"monday", "thứ Hai", "thứ 2"},
    {"tuesday", "thứ Ba", "thứ 3"},
    {"wednesday", "thứ Tư", "thứ 4"},
    {"thursday", "thứ Năm", "thứ 5"},
    {"friday", "thứ Sáu", "thứ 6"},
    {"saturday", "thứ Bảy", "thứ 7"},
    {"sunday", "Chủ nhật", "CN"},
}};

/// What the engine itself tells under rungs of its own; some of them have a suffix behind a dot.
bool is_reserved(std::string_view id) {
  constexpr std::array<std::string_view, 9> reserved{due_moved_rung,
                                                     assigned_rung,
                                                     support_rung,
                                                     signature_rung,
                                                     extension_rung,
                                                     excuse_rung,
                                                     transfer_rung,
                                                     urging_rung,
                                                     checkpoint_rung};
  const std::string_view stem = id.substr(0, id.find('.'));
  const bool checkpoint =
      id.substr(0, checkpoint_rung.size() + 1) == std::string(checkpoint_rung) + '-';
  return checkpoint || std::find(reserved.begin(), reserved.end(), stem) != reserved.end();
}

class PolicyReader {
 public:
  PolicyReader(YamlFile& file, std::string id) : file_(file) { policy_.id = std::move(id); }

  Policy read(const Node& key, const Node& value) {
    policy_.place = {file_.name(), key.span.begin.line};
    MappingDecoder mapping(file_, value, "quy trình đôn đốc `" + policy_.id + "`");
    if (!mapping.is_mapping()) {
      return std::move(policy_);
    }
    const auto at = mapping.time("at", Need::optional);
    policy_.at = at.value_or(policy_.at);
    if (const Node* list = mapping.list("hours", Need::optional)) {
      read_hours(*list);
    }
    if (const Node* weekday = mapping.any("weekday", Need::optional)) {
      policy_.weekday = read_weekday(*weekday).value_or(policy_.weekday);
    }
    if (const Node* lapse = mapping.any("lapse_after", Need::optional)) {
      policy_.lapse_after_days = read_days(*lapse, "`lapse_after`");
    }
    if (const Node* by_hand = mapping.any("by_hand", Need::optional)) {
      policy_.by_hand_days = read_days(*by_hand, "`by_hand`").value_or(policy_.by_hand_days);
    }
    policy_.levels_apart = mapping.boolean("levels_apart", Need::optional).value_or(false);
    if (const Node* list = mapping.list("ladder", Need::required)) {
      read_ladder(*list);
    }
    mapping.finish();
    check_at(mapping, key);
    return std::move(policy_);
  }

 private:
  void read_hours(const Node& list) {
    if (list.items.size() > day_hours_max) {
      file_.error(list.span, "list-too-long", "một ngày không có nhiều khoảng giờ như vậy");
      return;
    }
    for (const Node& item : list.items) {
      const auto text = decode_text(file_, item, "khoảng giờ", name_code_points_max);
      if (!text) {
        continue;
      }
      const auto dash = text->find('-');
      const auto from = parse_hhmm(std::string_view(*text).substr(0, dash));
      const auto to = dash == std::string::npos
                          ? std::nullopt
                          : parse_hhmm(std::string_view(*text).substr(dash + 1));
      if (!from || !to || *from >= *to) {
        file_.error(item.span,
                    "bad-hours",
                    "khoảng giờ phải viết dạng \"GIỜ:PHÚT-GIỜ:PHÚT\", giờ đầu trước giờ cuối",
                    "ví dụ: `\"07:30-11:30\"`");
        continue;
      }
      if (!policy_.hours.empty() && *from < policy_.hours.back().to) {
        file_.error(item.span,
                    "hours-overlap",
                    "khoảng giờ này bắt đầu trước khi khoảng đứng trước kết thúc",
                    "xếp các khoảng theo thứ tự, không chồng lên nhau");
        continue;
      }
      policy_.hours.push_back({*from, *to});
    }
  }

  void check_at(MappingDecoder& mapping, const Node& policy_key) {
    const bool inside =
        std::any_of(policy_.hours.begin(), policy_.hours.end(), [this](const DayHours& hours) {
          return hours.from <= policy_.at && policy_.at < hours.to;
        });
    if (policy_.hours.empty() || inside) {
      return;
    }
    const Node* at_key = mapping.key_node("at");
    file_.warning(at_key == nullptr ? policy_key.span : at_key->span,
                  "at-outside-hours",
                  "giờ gửi " + to_hhmm(policy_.at) +
                      " nằm ngoài các khoảng `hours`, tin sẽ bị giữ đến khoảng sau");
  }

  void read_ladder(const Node& list) {
    if (list.items.empty() || list.items.size() > rungs_max) {
      file_.error(list.span,
                  "bad-ladder",
                  "`ladder` phải có từ 1 đến " + std::to_string(rungs_max) + " lần nhắc");
      return;
    }
    for (const Node& item : list.items) {
      read_rung(item);
    }
  }

  void read_rung(const Node& item) {
    MappingDecoder mapping(file_, item, "lần nhắc");
    Rung rung;
    const auto id = mapping.id("rung", Need::required, IdForm::kebab);
    rung.id = id.value_or("");
    if (id) {
      mapping.set_what("lần nhắc `" + *id + "`");
    }
    const auto offset = read_offset(mapping, item);
    const auto to = mapping.choice("to", Need::required, audience_words());
    rung.to = static_cast<Audience>(to.value_or(0));
    if (const Node* repeat = mapping.any("repeat", Need::optional)) {
      rung.repeat = read_repeat(*repeat, offset);
    }
    rung.urgent = mapping.boolean("urgent", Need::optional).value_or(false);
    mapping.finish();
    if (id && !check_new_id(*id, item)) {
      return;
    }
    if (!id || !offset || !to) {
      return;
    }
    rung.offset = *offset;
    check_order(rung, item);
    policy_.ladder.push_back(std::move(rung));
  }

  bool check_new_id(const std::string& id, const Node& item) {
    if (is_reserved(id)) {
      file_.error(head_of(item),
                  "reserved-rung",
                  "mã lần nhắc `" + id + "` được dành cho tin do hệ thống tự gửi",
                  "đặt mã khác, ví dụ con-3");
      return false;
    }
    const bool taken = std::find(rung_ids_.begin(), rung_ids_.end(), id) != rung_ids_.end();
    if (taken) {
      file_.error(head_of(item),
                  "duplicate-rung",
                  "mã lần nhắc `" + id + "` đã có trong quy trình này",
                  "mỗi lần nhắc phải có mã riêng: mã là dấu vết để không gửi trùng");
    }
    rung_ids_.push_back(id);
    return !taken;
  }

  void check_order(const Rung& rung, const Node& item) {
    if (policy_.ladder.empty() ||
        hours_from_due(policy_.ladder.back().offset) <= hours_from_due(rung.offset)) {
      return;
    }
    file_.error(head_of(item),
                "ladder-order",
                "lần nhắc `" + rung.id + "` diễn ra trước lần nhắc `" + policy_.ladder.back().id +
                    "` nhưng lại viết sau",
                "xếp từ sớm đến muộn: xa hạn nhất trước, quá hạn lâu nhất sau cùng");
  }

  std::optional<RungOffset> read_offset(MappingDecoder& mapping, const Node& item) {
    const Node* before = mapping.any("before", Need::optional);
    const Node* after = mapping.any("after", Need::optional);
    if (!mapping.is_mapping()) {
      return std::nullopt;
    }
    if (before == nullptr && after == nullptr &&
        (mapping.has_or_nearly("before") || mapping.has_or_nearly("after"))) {
      return std::nullopt;
    }
    if ((before == nullptr) == (after == nullptr)) {
      file_.error(head_of(item),
                  "before-or-after",
                  "mỗi lần nhắc phải có đúng một trong hai khoá `before` (trước hạn) và `after` "
                  "(sau hạn)",
                  "ví dụ: `before: 3 days`");
      return std::nullopt;
    }
    const Node& node = before != nullptr ? *before : *after;
    const auto amount = read_checked_amount(node, before != nullptr ? 0 : 1);
    if (!amount) {
      return std::nullopt;
    }
    return RungOffset{before != nullptr, amount->number, amount->unit};
  }

  std::optional<Amount> read_checked_amount(const Node& node, int least) {
    const auto text = decode_text(file_, node, "khoảng thời gian", name_code_points_max);
    if (!text) {
      return std::nullopt;
    }
    const std::optional<Amount> amount = read_amount(*text);
    if (!amount) {
      file_.error(head_of(node),
                  "bad-offset",
                  "không đọc được khoảng thời gian `" + printable(*text, 40) + "`",
                  "viết số, dấu cách rồi `days` hoặc `hours`: `3 days`, `2 hours`");
      return std::nullopt;
    }
    const int most = amount->unit == OffsetUnit::days ? offset_days_max : offset_hours_max;
    if (amount->number < least || amount->number > most) {
      file_.error(
          head_of(node),
          "bad-offset",
          "khoảng thời gian phải từ " + std::to_string(least) + " đến " + std::to_string(most));
      return std::nullopt;
    }
    return amount;
  }

  /// At least one day.
  std::optional<int> read_days(const Node& node, const std::string& what) {
    const std::optional<Amount> amount = read_checked_amount(node, 1);
    if (!amount) {
      return std::nullopt;
    }
    if (amount->unit != OffsetUnit::days) {
      file_.error(head_of(node), "bad-offset", what + " tính bằng ngày", "`1 day`");
      return std::nullopt;
    }
    return amount->number;
  }

  /// 1 Monday … 7 Sunday.
  std::optional<unsigned> read_weekday(const Node& node) {
    const auto word = decode_text(file_, node, "`weekday`", name_code_points_max);
    if (!word) {
      return std::nullopt;
    }
    const std::string key = name_key(*word);
    for (std::size_t i = 0; i < weekdays.size(); ++i) {
      const WeekdayWords& words = weekdays.at(i);
      if (key == name_key(words.english) || key == name_key(words.name) ||
          key == name_key(words.number)) {
        return static_cast<unsigned>(i + 1);
      }
    }
    file_.error(head_of(node),
                "unknown-word",
                "`weekday` không nhận giá trị `" + printable(*word, 40) + "`",
                "ví dụ: `weekday: friday` hoặc `weekday: thứ Sáu`");
    return std::nullopt;
  }

  std::optional<Repeat> read_repeat(const Node& node, const std::optional<RungOffset>& offset) {
    MappingDecoder mapping(file_, node, "`repeat`");
    Repeat repeat;
    const Node* every = mapping.any("every", Need::required);
    const auto days = every == nullptr ? std::nullopt : read_days(*every, "`every` của `repeat`");
    const auto at_most = mapping.integer("at_most", Need::required, 1, repeats_max);
    mapping.finish();
    if (offset && offset->before) {
      file_.error(head_of(node),
                  "repeat-before-due",
                  "chỉ lần nhắc sau hạn (`after`) mới được lặp lại",
                  "thêm các lần nhắc riêng, ví dụ `con-2`, `con-1`");
      return std::nullopt;
    }
    if (!days || !at_most) {
      return std::nullopt;
    }
    repeat.every_days = *days;
    repeat.at_most = *at_most;
    return repeat;
  }

  YamlFile& file_;
  Policy policy_;
  std::vector<std::string> rung_ids_;
};

}  // namespace

std::map<std::string, Policy> parse_policies(YamlFile& file) {
  std::map<std::string, Policy> policies;
  if (file.root() == nullptr) {
    return policies;
  }
  const MappingDecoder mapping(file, *file.root(), "tệp quy trình đôn đốc");
  if (!mapping.is_mapping()) {
    return policies;
  }
  for (const MappingEntry& entry : file.root()->entries) {
    const auto id = decode_id(file, entry.key, "mã quy trình", IdForm::kebab);
    Policy policy = PolicyReader(file, id.value_or("")).read(entry.key, entry.value);
    if (id) {
      policies.emplace(*id, std::move(policy));
    }
  }
  return policies;
}

}  // namespace dondoc
