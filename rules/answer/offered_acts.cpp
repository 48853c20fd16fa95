// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/offered_acts.h"

namespace dondoc {

std::vector<std::string_view> offered_acts(const Notice& notice) {
  switch (notice.kind) {
    case NoticeKind::reminder:
    case NoticeKind::assigned:
    case NoticeKind::change:
      if (notice.audience == Audience::support) {
        return {"progress"};
      }
      return {"acknowledge", "submit", "complete", "extend"};
    case NoticeKind::checkpoint:
      return {"progress", "complete", "nothing"};
    case NoticeKind::signature:
      return {"complete", "return"};
    case NoticeKind::extension:
      return notice.rung.rfind(excuse_rung, 0) == 0 ? std::vector<std::string_view>{"excuse"}
                                                    : std::vector<std::string_view>{"grant"};
    case NoticeKind::escalation:
      break;
  }
  const bool of_leader = notice.audience == Audience::leader || notice.audience == Audience::chair;
  return of_leader ? std::vector<std::string_view>{"direct", "note"}
                   : std::vector<std::string_view>{"urge"};
}

}  // namespace dondoc
