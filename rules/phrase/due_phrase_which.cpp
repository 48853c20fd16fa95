// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_which.h"

#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

namespace dondoc {
namespace {

/// "căn cứ nhiệm vụ được giao, …", "các đơn vị được phân công chủ trì …": who is to do it.
bool is_assigned(const PhraseScan& scan, std::size_t passive) {
  const std::size_t task =
      scan.behind_any(passive + 1, {{"giao"}, {"phân", "công"}, {"phân", "giao"}, {"ủy", "quyền"}});
  if (task == passive + 1) {
    return false;
  }
  const bool of_task = passive > 1 && (scan.reads(passive - 2, {"nhiệm", "vụ"}) ||
                                       scan.reads(passive - 2, {"chức", "năng"}));
  return of_task || is_separator(scan.at(task)) || scan.reads(task, {"chủ", "trì"}) ||
         scan.reads(task, {"nhiệm", "vụ"}) || behind_deed(scan, task) > task;
}

/// "Hội nghị tổng kết được tổ chức trước ngày 15/6/2026": the whole sentence says when it is held.
bool is_planned(const PhraseScan& scan, const DueClause& clause, std::size_t passive) {
  const std::size_t deed = scan.behind_any(passive + 1,
                                           {{"tổ", "chức"},
                                            {"tiến", "hành"},
                                            {"triển", "khai"},
                                            {"thực", "hiện"},
                                            {"hoàn", "thành"},
                                            {"công", "bố"},
                                            {"công", "khai"},
                                            {"báo", "cáo"},
                                            {"gửi"},
                                            {"bố", "trí"}});
  return clause.trail_words == 0 && deed > passive + 1 && deed == clause.first() &&
         !scan.at(deed).is("đến") && !scan.reads(first_said(scan, clause.lead), {"đối", "với"}) &&
         !scan.at(first_said(scan, clause.lead)).is_any_of({"các", "những"});
}

/// "viên chức được tuyển dụng trước ngày …", "nợ phát sinh trước ngày …": it tells which ones.
bool happened(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t first = clause.first();
  // "được tiến hành trước ngày …": nothing whose day it could be
  constexpr std::size_t passive_words_max = 3;
  if (scan.at(clause.lead.first).is("được") && clause.lead_words <= passive_words_max) {
    return false;
  }
  if (clause.segment->limit.word != LimitWord::before || clause.segment->cadence ||
      led_by_deed(scan, clause.lead) || scan.at(first_said(scan, clause.lead)).is_number() ||
      first < 2) {
    return false;
  }
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    const Token& before = scan.at(at > 0 ? at - 1 : scan.size());
    // "Bộ Ngoại giao rất mong nhận được công văn trả lời trước ngày …"
    const bool hoped = at > 1 && before.is("nhận") && scan.at(at - 2).is("mong");
    if (!hoped && scan.at(at).is("được") && !before.is_any_of({"phải", "sẽ", "cần"}) &&
        !is_assigned(scan, at) && !is_planned(scan, clause, at)) {
      return true;
    }
  }
  return scan.reads(first - 2, {"phát", "sinh"}) || scan.reads(first - 2, {"vi", "phạm"}) ||
         scan.reads(first - 2, {"công", "tác"});
}

/// "Rà soát các nhiệm vụ có thời hạn hoàn thành trong tháng 6": which ones.
bool says_whose_limit(const PhraseScan& scan, const DueClause& clause) {
  bool many = false;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    many = many || scan.at(at).is_any_of({"các", "những", "mọi"});
    if (many && (scan.reads(at, {"có", "thời", "hạn"}) || scan.reads(at, {"có", "hạn"}) ||
                 scan.reads(at, {"đến", "hạn"}))) {
      return true;
    }
  }
  return false;
}

bool runs_until(const Segment& segment) {
  return segment.limit.word == LimitWord::until || segment.limit.word == LimitWord::at_latest;
}

/// "Đến hết ngày 24/5/2026, có 16 đơn vị gửi văn bản": how things stood.
bool counts_so_far(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  const std::size_t at = first_said(scan, clause.trail);
  const bool dated = runs_until(segment) && segment.has_points() &&
                     segment.points.points.front().has_day() &&
                     !segment.points.points.front().loose_end;
  if (clause.lead_words > 0 || !dated) {
    return false;
  }
  // "…, cơ quan soạn thảo nhận được 30 văn bản"
  bool received = false;
  for (std::size_t word = at; word < clause.trail.last; ++word) {
    const std::size_t got = scan.behind(word, {"nhận", "được"});
    received =
        received || (got > word && (scan.at(got).is_number() || scan.at(got + 1).is_number()));
    if (scan.at(word).is_any_of({"phải", "cần"}) && !received) {
      return false;
    }
  }
  return received ||
         (scan.at(at).is("có") && scan.at(at + 1).is_number() && !scan.at(at + 2).is("%"));
}

/// "Danh mục này (được) áp dụng cho đến hết ngày 31/12/2027": how long it holds.
bool holds_until(const PhraseScan& scan, const DueClause& clause) {
  const Segment& segment = *clause.segment;
  const std::size_t first = clause.first();
  const bool named = scan.at(first).is("đến") || scan.reads(first, {"cho", "đến"});
  if (!runs_until(segment) || !segment.has_points() || !named || first < 4) {
    return false;
  }
  const std::size_t end = first - (scan.at(first - 1).is("cho") ? 1U : 0U);
  const bool lasts = scan.reads(end - 2, {"áp", "dụng"}) || scan.reads(end - 2, {"thực", "hiện"}) ||
                     scan.reads(end - 2, {"sử", "dụng"}) || scan.reads(end - 2, {"tiếp", "tục"}) ||
                     scan.reads(end - 2, {"duy", "trì"}) || scan.reads(end - 2, {"kéo", "dài"});
  const Token& before = scan.at(end - 3);
  // "Thời gian kiểm kê được thực hiện đến hết ngày …" labels a due.
  const bool ordered = (end > 3 && scan.at(end - 4).is_any_of({"phải", "cần"})) ||
                       scan.reads(first_said(scan, clause.lead), {"thời", "gian"});
  return lasts && before.is_any_of({"được", "này"}) && !ordered;
}

/// "Thời hạn giao đất là 50 năm kể từ …", "Thời hạn giải quyết không phải là …": how long something
/// lasts, or what is not so.
bool names_duration(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t said = first_said(scan, clause.lead);
  const bool led = scan.reads(said, {"thời", "hạn"}) || scan.reads(said, {"thời", "gian"});
  // "Thời gian công khai: trong thời hạn 30 ngày kể từ …" labels a due.
  if (!clause.segment->term || token_before(scan, clause).is(":") ||
      (!led && !token_before(scan, clause).is("là"))) {
    return false;
  }
  const std::size_t first = clause.first();
  if (first > 2 && scan.reads(first - 3, {"không", "phải", "là"})) {
    return true;
  }
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    const std::size_t what = scan.behind_any(at, {{"thời", "hạn"}, {"thời", "gian"}});
    const std::size_t lasting = scan.behind_any(
        what, {{"giao", "đất"},  {"giao", "rừng"}, {"ủy", "quyền"},    {"uỷ", "quyền"},
               {"thuê"},         {"bổ", "nhiệm"},  {"niêm", "yết"},    {"công", "nhận"},
               {"công", "khai"}, {"quản", "lý"},   {"luân", "chuyển"}, {"bảo", "đảm"},
               {"bảo", "hành"},  {"tạm"},          {"kháng"},          {"lưu"},
               {"cấm"},          {"đình"},         {"sử", "dụng"},     {"giữ"}});
    if (what > at && lasting > what) {
      return true;
    }
  }
  return false;
}

/// "Đủ điều kiện thì báo cáo trước ngày 15/12": only then; "Đối với … thì" only says which.
bool has_condition(const PhraseScan& scan, const DueClause& clause) {
  bool then = false;
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    then = then || scan.at(at).is("thì");
  }
  return then && scan.at(first_said(scan, clause.lead)).is_any_of({"đủ", "có", "không", "chưa"});
}

/// Behind "là 15 ngày", "là không quá mười lăm (15) ngày", "15 ngày,"; else `index`.
std::size_t behind_other_term(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t number_words_max = 7;
  const std::size_t is = scan.behind(index, {"là"});
  const std::size_t at = scan.behind_any(is, {{"không", "quá"}, {"tối", "đa"}});
  const auto words = read_number_words(scan, at, Five::never_nam);
  if (!scan.at(at).is_number() && (!words || is == index)) {
    return index;
  }
  bool bracketed = false;
  for (std::size_t next = at + 1; next < at + number_words_max; ++next) {
    bracketed = (bracketed || scan.at(next).is("(")) && !scan.at(next - 1).is(")");
    if (bracketed) {
      continue;
    }
    if (is_time_noun(scan.at(next))) {
      const bool listed = scan.at(next + 1).is_any_of({",", "đối"});
      return is > index || listed ? next + 1 : index;
    }
    if (!words || next >= words->end) {
      return index;
    }
  }
  return index;
}

/// "Thời hạn … của cấp xã là 15 ngày, của cấp tỉnh là 30 ngày kể từ …": the first term is lost.
bool has_other_case(const PhraseScan& scan, const DueClause& clause) {
  if (!clause.segment->term) {
    return false;
  }
  const std::size_t last = clause.segment->parts.back().first;
  for (std::size_t at = clause.lead.first; at < last; ++at) {
    const std::size_t behind = behind_other_term(scan, at);
    const bool itself = scan.at(at).end > clause.segment->term->words.begin ||
                        scan.at(behind).begin > clause.segment->term->words.begin;
    if (behind > at && !itself) {
      return true;
    }
  }
  return false;
}

/// "lưu trữ hồ sơ trong thời hạn 03 tháng kể từ ngày …": how long it is kept.
bool keeps_so_long(const PhraseScan& scan, const DueClause& clause) {
  if (!clause.segment->term || clause.segment->term->before) {
    return false;
  }
  for (std::size_t at = clause.lead.first; at < clause.lead.last; ++at) {
    const bool keeps = scan.reads(at, {"lưu", "trữ"}) || scan.reads(at, {"lưu", "giữ"}) ||
                       scan.reads(at, {"bảo", "quản"});
    // "phải đưa vào lưu trữ trong thời hạn 12 tháng" is a due.
    if (keeps && !(at > 0 && scan.at(at - 1).is_any_of({"vào", "nộp"}))) {
      return true;
    }
    if (scan.at(at).is_any_of({",", ";"})) {
      return false;
    }
  }
  return false;
}

}  // namespace

bool says_which(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t first = clause.first();
  if (clause.segment->limit.word != LimitWord::before || first < 3) {
    return false;
  }
  const std::size_t deed = first - 2;
  const bool written = scan.at(first - 1).is_any_of({"lập", "ký"});
  const bool charged = first > 2 && scan.at(deed - 1).is("phải");  // "… phải hoàn thành trước ngày"
  const bool could_be_past =
      scan.reads(deed, {"ban", "hành"}) || scan.reads(deed, {"phê", "duyệt"}) ||
      scan.reads(deed, {"thành", "lập"}) || scan.reads(deed, {"công", "nhận"}) ||
      scan.reads(deed, {"xây", "dựng"}) || scan.reads(deed, {"tiếp", "nhận"}) ||
      scan.reads(deed, {"ký", "kết"}) || scan.reads(deed, {"khởi", "công"}) ||
      scan.reads(deed, {"hoàn", "thành"}) || written || scan.at(first - 1).is("cấp");
  // "Thư viện thành lập trước ngày 01/7/2020 phải kiện toàn …"
  const std::size_t behind = clause.last();
  const bool goes_on = scan.at(behind).is_any_of({"phải", "thì", "được"}) ||
                       scan.reads(behind, {"có", "trách", "nhiệm"}) ||
                       scan.reads(behind, {"có", "nghĩa", "vụ"});
  if (could_be_past && !charged && goes_on && (written || !led_by_deed(scan, clause.lead))) {
    return true;
  }
  for (std::size_t at = first; could_be_past && at > clause.lead.first; --at) {
    const Token& token = scan.at(at - 1);
    if (token.is_any_of({",", ";", ":", "và", "để"})) {
      break;
    }
    const bool many = token.is_any_of({"các", "những", "mọi"});
    if (many && at < deed && at - 1 > clause.lead.first &&
        scan.at(at).is_any_of({"văn",
                               "dự",
                               "hồ",
                               "đề",
                               "công",
                               "kế",
                               "nghị",
                               "quyết",
                               "chương",
                               "hợp",
                               "giấy",
                               "khoản",
                               "trường",
                               "nhiệm",
                               "quy",
                               "thủ"})) {
      return true;
    }
  }
  return false;
}

bool speaks_of_list(const PhraseScan& scan, const DueClause& clause) {
  const std::size_t at = first_said(scan, clause.lead);
  return at < clause.lead.last &&
         (scan.reads(at, {"có", "trong"}) || scan.reads(at, {"nằm", "trong"}) ||
          scan.reads(at, {"thuộc", "danh"}));
}

bool speaks_of_it(const PhraseScan& scan, const DueClause& clause) {
  const Token& next = scan.at(clause.last());
  const bool goes_on = clause.lead_words > 0 &&
                       !scan.reads(clause.last(), {"có", "trách", "nhiệm"}) &&
                       !scan.reads(clause.last(), {"có", "nhiệm", "vụ"}) &&
                       next.is_any_of({"được", "thì", "có", "vẫn", "còn", "nhưng", "không"});
  const std::size_t at = first_said(scan, clause.lead);
  const bool led = at < clause.lead.last;
  const bool denied = led && scan.at(at).is_any_of({"không", "chưa"}) && !scan.at(at + 1).is("quá");
  const bool ended = led && clause.segment->term && scan.reads(at, {"kết", "thúc"});
  // "trước ngày 15 tháng 01 của kỳ báo cáo tiếp theo"
  constexpr std::size_t span_words = 5;
  bool of_span = false;
  for (std::size_t word = clause.last() + 1; word < clause.last() + span_words; ++word) {
    of_span = of_span || (next.is("của") && clause.segment->has_points() &&
                          scan.at(word).is_any_of({"tiếp", "sau", "trước", "kế"}));
  }
  return says_whose_limit(scan, clause) || counts_so_far(scan, clause) ||
         has_other_case(scan, clause) || names_duration(scan, clause) ||
         has_condition(scan, clause) || holds_until(scan, clause) || keeps_so_long(scan, clause) ||
         goes_on || denied || ended || of_span || speaks_of_list(scan, clause) ||
         happened(scan, clause) || says_which(scan, clause) || next.is("là") ||
         token_before(scan, clause).is_any_of({"tính", "lấy"});
}

}  // namespace dondoc
