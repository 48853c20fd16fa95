// SPDX-License-Identifier: Apache-2.0
// What somebody who answered is told, in the words of officials: what was recorded, why nothing
// was, what stands open. A line each where nothing else is said; posts and units, never persons.
#pragma once

#include "rules/reply/reply.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/leave.h"
#include "rules/schedule/occurrence.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace dondoc {

/// Duties that VIEC lists; what is beyond is counted.
inline constexpr std::size_t answered_duties_max = 15;

/// "Đã ghi nhận: hoàn thành theo văn bản 35/BC-KT ngày 12/01/2026, mã 42 (Báo cáo …)."
[[nodiscard]] std::string recorded_line(const Fact& fact,
                                        const Occurrence& occurrence,
                                        const RuleSet& rules);
/// "Sai thì trả lời HUY 42 trong 30 phút."; of several codes "HUY kèm mã". Empty when nothing was
/// done that can be undone.
[[nodiscard]] std::string undo_line(const std::vector<int>& codes);
/// "Mã 42: Đầu việc này đã được ghi nhận hoàn thành …; chưa ghi nhận gì thêm."
[[nodiscard]] std::string refused_line(const ActRefused& refused, int code);
[[nodiscard]] std::string unknown_code_line(int code);
/// Of a duty that is no matter of those the writer speaks for.
[[nodiscard]] std::string not_yours_line(int code);
/// To OKTUAN when nothing is asked.
[[nodiscard]] std::string no_weekly_line();
/// "Đã ghi nhận: Trưởng phòng Kinh tế nghỉ …; … thay. Sai thì trả lời HUYNGHI trong 30 phút."
[[nodiscard]] std::string leave_line(const LeaveResult& result, const RuleSet& rules);
[[nodiscard]] std::string leave_undone_line(const std::variant<LeaveRecord, ActRefused>& result,
                                            const RuleSet& rules);

/// The refusal's own line; where only the code is missing, with the duties it may be about.
[[nodiscard]] std::string refused_reply_text(const ReplyRefused& refused,
                                             const std::vector<Occurrence>& open,
                                             const RuleSet& rules);

/// XEM: what the duty is, whose, by when, and how it stands.
[[nodiscard]] std::string shown_text(const Occurrence& occurrence, const RuleSet& rules);
/// VIEC: what is open, by due.
[[nodiscard]] std::string listed_text(std::vector<Occurrence> open,
                                      const RuleSet& rules,
                                      Instant now);
/// TROGIUP: how to write.
[[nodiscard]] std::string help_text();

/// What one who isn't linked is told.
[[nodiscard]] std::string stranger_line(const RuleSet& rules);
/// The same where the writer's address is no official's.
[[nodiscard]] std::string unknown_address_line(const RuleSet& rules);
/// A mail that doesn't answer one of ours, or not one that its author was sent.
[[nodiscard]] std::string answer_the_mail_line();
[[nodiscard]] std::string linked_line(const std::string& post, const RuleSet& rules);
[[nodiscard]] std::string wrong_link_code_line();
[[nodiscard]] std::string too_many_line();
[[nodiscard]] std::string given_up_line();

}  // namespace dondoc
