// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_clause.h"

#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_lengths.h"
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

bool is_said(const Token& token) {
  return token.is_word() || token.is_number();
}

/// Behind "Tiến độ thực hiện:" in "Tiến độ thực hiện: Hoàn thành dự án trong năm 2026"; else the
/// range's beginning.
std::size_t behind_label_sign(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at + 1 < range.last; ++at) {
    if (scan.at(at).is(":")) {
      const bool label = only_labels(scan, {range.first, at});
      return label && led_by_deed(scan, {at + 1, range.last}) ? at + 1 : range.first;
    }
  }
  return range.first;
}

/// Where the words in front of the next due begin: behind the last sign between the two.
std::size_t behind_last_sign(const PhraseScan& scan, TokenRange between) {
  std::size_t found = between.first;
  for (std::size_t at = between.first; at < between.last; ++at) {
    found = scan.at(at).is_any_of({";", ".", ",", ")", "và"}) ? at + 1 : found;
  }
  return found;
}

/// "trong thời hạn 05 ngày làm việc, kể từ …", "chậm nhất là 03 ngày kể từ …"
bool is_term_from_event(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t term_words_max = 10;
  const std::size_t limit = scan.behind_any(index,
                                            {{"trong", "thời", "hạn"},
                                             {"trong", "vòng"},
                                             {"trong", "thời", "gian"},
                                             {"trong"},
                                             {"chậm", "nhất", "là"},
                                             {"chậm", "nhất", "trong"},
                                             {"chậm", "nhất"},
                                             {"không", "quá"}});
  const std::size_t amount = scan.behind_any(limit, {{"không", "quá"}, {"tối", "đa"}, {"là"}});
  bool event = false;
  for (std::size_t at = amount; at < amount + term_words_max; ++at) {
    event = event || scan.reads(at, {"kể", "từ"}) || scan.reads(at, {"từ", "ngày"}) ||
            scan.reads(at, {"từ", "khi"});
  }
  return limit > index && scan.at(amount).is_number() && event;
}

/// "phải …", "tổ chức chủ trì phải …", "cơ sở giáo dục có trách nhiệm …"
bool is_charged(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t who_words_max = 6;
  for (std::size_t at = index; at <= index + who_words_max && scan.at(at).is_word(); ++at) {
    const bool bound = scan.at(at).is("phải") && !(at > 0 && is_freed(scan, at - 1));
    if (bound || scan.reads(at, {"có", "trách", "nhiệm"})) {
      return true;
    }
  }
  return false;
}

/// "… hoàn thành", "… đưa vào sử dụng": directly in front of `first`.
bool stands_behind_deed(const PhraseScan& scan, std::size_t first) {
  // "đưa vào hoạt động quý IV/2027"
  const bool in_use =
      first >= 4 && scan.at(first - 3).is("vào") && scan.at(first - 4).is_any_of({"đưa", "đi"}) &&
      (scan.reads(first - 2, {"hoạt", "động"}) || scan.reads(first - 2, {"sử", "dụng"}) ||
       scan.reads(first - 2, {"vận", "hành"}) || scan.reads(first - 2, {"khai", "thác"}));
  // "kết quả được công bố vào tháng 7/2026", "kỳ thi diễn ra trong tháng 6/2026"
  const bool planned =
      first >= 3 && scan.at(first - 3).is("được") &&
      (scan.reads(first - 2, {"công", "bố"}) || scan.reads(first - 2, {"công", "khai"}) ||
       scan.reads(first - 2, {"tiến", "hành"}) || scan.reads(first - 2, {"bố", "trí"}) ||
       scan.reads(first - 2, {"niêm", "yết"}));
  const bool held = first >= 2 && scan.reads(first - 2, {"diễn", "ra"});
  return in_use || planned || held ||
         (first >= 2 &&
          (scan.reads(first - 2, {"hoàn", "thành"}) || scan.reads(first - 2, {"ban", "hành"}) ||
           scan.reads(first - 2, {"thực", "hiện"}) || scan.reads(first - 2, {"triển", "khai"}) ||
           scan.reads(first - 2, {"tổ", "chức"}) || scan.at(first - 1).is("xong")));
}

}  // namespace

std::size_t behind_case(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t case_words_max = 60;
  const std::size_t begin =
      scan.behind_any(behind_enumeration(scan, first), {{"trong"}, {"đối", "với"}});
  const bool when = scan.at(begin).is("nếu");
  if (!scan.reads(begin, {"trường", "hợp"}) && !when) {
    return first;
  }
  std::size_t done = first;
  bool colon = false;
  for (std::size_t at = begin + 2; !scan.at(at).is_end(); ++at) {
    const Token& before = scan.at(at - 1);
    if (before.is_any_of({";", "."})) {
      return first;
    }
    // "Trường hợp cấp mới: trong 05 ngày làm việc, cấp lại: trong 03 ngày …": the first has its own
    colon = colon || before.is(":");
    if (colon && !before.is(":") && scan.at(at - 1).is_number() &&
        scan.at(at).is_any_of({"ngày", "giờ", "tháng", "tuần"})) {
      return first;
    }
    const bool ends = before.is_any_of({"thì", ":"}) || (before.is(",") && !when);
    const bool near = at < begin + case_words_max;
    // "…, Chủ tịch UBND xã thông báo … trong thời hạn 03 ngày kể từ …": who does what, then by when
    const bool does = behind_unit(scan, at) > at || is_charged(scan, at);
    if (near && (ends || before.is(",")) && is_term_from_event(scan, at)) {
      return at;
    }
    done = done == first && near && ends && does ? at : done;
    if (done > first && is_term_from_event(scan, at)) {
      return done;
    }
  }
  return first;
}

std::size_t words_in(const PhraseScan& scan, TokenRange range) {
  std::size_t words = 0;
  for (std::size_t at = range.first; at < range.last;) {
    const std::size_t cited = behind_citation(scan, at);  // a document's name is one word
    words += cited > at || (is_said(scan.at(at)) && !is_separator(scan.at(at))) ? 1U : 0U;
    at = std::max(at + 1, cited);
  }
  return words;
}

std::size_t first_said(const PhraseScan& scan, TokenRange range) {
  std::size_t at = range.first;
  while (at < range.last && !is_said(scan.at(at))) {
    ++at;
  }
  return at;
}

bool holds_any(const PhraseScan& scan, TokenRange range, std::initializer_list<Words> words) {
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (const std::size_t behind = scan.behind_any(at, words);
        behind > at && behind <= range.last) {
      return true;
    }
  }
  return false;
}

bool ends_with(const PhraseScan& scan, TokenRange range, std::initializer_list<Words> words) {
  return std::any_of(words.begin(), words.end(), [&](const Words& word) {
    return range.last >= range.first + word.size() && scan.reads(range.last - word.size(), word);
  });
}

TokenRange nearest_of(const PhraseScan& scan, TokenRange lead) {
  TokenRange nearest = lead;
  for (std::size_t at = lead.first; at < lead.last; ++at) {
    nearest.first = scan.at(at).is_any_of({",", ";", "."}) ? at + 1 : nearest.first;
  }
  return nearest;
}

const Token& token_before(const PhraseScan& scan, const DueClause& clause) {
  return scan.at(clause.first() > 0 ? clause.first() - 1 : scan.size());
}

std::vector<DueClause> due_clauses(const PhraseScan& scan, const std::vector<Segment>& segments) {
  std::vector<DueClause> clauses;
  for (const Segment& segment : segments) {
    if (segment.parts.empty() || !segment.has_time()) {
      continue;
    }
    DueClause clause;
    clause.segment = &segment;
    const std::size_t free = clauses.empty() ? 0 : clauses.back().last();
    clause.lead = {std::max(free, std::min(clause.first(), behind_case(scan, 0))), clause.first()};
    if (!clauses.empty()) {
      clause.lead.first = behind_last_sign(scan, clause.lead);
      clauses.back().trail = {free, clause.lead.first};
    }
    clause.inner = {segment.parts.front().last, segment.parts.back().first};
    for (std::size_t part = 1; part < segment.parts.size(); ++part) {
      clause.inner_words +=
          words_in(scan, {segment.parts[part - 1].last, segment.parts[part].first});
    }
    clauses.push_back(clause);
  }
  if (!clauses.empty()) {
    clauses.back().trail = {clauses.back().last(), scan.size()};
  }
  for (DueClause& clause : clauses) {
    clause.lead.first = std::min(clause.lead.last, behind_enumeration(scan, clause.lead.first));
    if (clause.segment->has_points()) {
      clause.lead.first = behind_label_sign(scan, clause.lead);
    }
    clause.lead_words = words_in(scan, clause.lead);
    clause.trail_words = words_in(scan, clause.trail);
  }
  return clauses;
}

bool holds_deed(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (behind_deed(scan, at) > at) {
      return true;
    }
  }
  return false;
}

bool holds_number(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (scan.at(at).is_number()) {
      return true;
    }
  }
  return false;
}

bool holds_telling(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (behind_telling(scan, at) > at) {
      return true;
    }
  }
  return false;
}

bool only_labels(const PhraseScan& scan, TokenRange range) {
  std::size_t at = range.first;
  while (at < range.last) {
    const std::size_t label =
        std::max({behind_lead_in(scan, at), behind_label(scan, at), behind_length(scan, at)});
    if (label == at && scan.at(at).is_word()) {
      return false;
    }
    at = std::max(at + 1, label);
  }
  return true;
}

bool commanded(const PhraseScan& scan, TokenRange range) {
  bool command = false;
  for (std::size_t at = range.first; at < range.last; ++at) {
    const bool freed = at > 0 && is_freed(scan, at - 1);
    command = command || (scan.at(at).is_any_of({"phải", "cần"}) && !freed) ||
              scan.reads(at, {"có", "trách", "nhiệm"}) ||
              scan.reads(at, {"chịu", "trách", "nhiệm"});
    if (command && behind_deed(scan, at) > at) {
      return true;
    }
  }
  return false;
}

bool reports_what(const PhraseScan& scan, TokenRange range) {
  for (std::size_t at = range.first; at + 3 < range.last; ++at) {
    if (scan.reads(at, {"báo", "cáo", "tiến", "độ"}) ||
        scan.reads(at, {"báo", "cáo", "tình", "hình"}) ||
        scan.reads(at, {"báo", "cáo", "kết", "quả"})) {
      return true;
    }
  }
  return false;
}

bool adjoins_deed(const PhraseScan& scan, const DueClause& clause) {
  // "… thực hiện vào tháng 7 hằng năm" has its deed in front of its first part.
  return stands_behind_deed(scan, clause.segment->parts.back().first) ||
         (clause.segment->cadence && stands_behind_deed(scan, clause.first()));
}

}  // namespace dondoc
