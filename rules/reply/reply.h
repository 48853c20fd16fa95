// SPDX-License-Identifier: Apache-2.0
// What a person answers from a chat or by mail ("xong 42 12/BC-UBND 30/6"), read into one act on
// the duties it names, or refused with a line that says how to write it. Nothing is looked up and
// nothing is done here: whether there is a duty of that code, and whether the act is this person's
// to do, is for others to say.
//
// How it reads
// - The verb is one of the words of the table in reply_verbs.cpp, in capitals or not, with all its
//   diacritics or with none ("gia hạn", "GIAHAN", "gia han 42", "xong42"). A word with other
//   diacritics, or one letter off, is never taken for it: the reply is refused with the right one.
// - Codes have two digits or more and stand behind the verb or before it, several with commas.
//   A number alone is a code; a document number has letters and a slash, or the word "số" before
//   it.
// - A date is day first: 30/6, 30-6-2026, "ngày 30 tháng 6", "hôm nay". Without a year it is the
//   nearest day on the act's side of today: what was done lies behind, what is promised ahead.
// - A task begins as handing on does: "GIAO 42 chuyên viên" names a code, "GIAO Phòng Kinh tế 20/11
// rà
//   soát hộ nghèo" none but a day, and what stands before the day is the unit. Right before the day
//   may stand an hour, "17h 20/11"; behind it one could be the text's, so both readings are told.
// - Courtesies (em, ạ, đã, rồi, nhé, trân trọng, 👍) are passed over. Every other word has to mean
//   something: one that is left over refuses the reply, so that "chưa xong 42", "xong 42?" and
//   "sắp xong 42" never act. What has free text (a reason, a progress) takes it as it is written.
// - Two honest readings are refused with both.
//
// The caller gives one message of a chat, or of a mail the first lines that aren't quoted. A
// sticker or a photo is an empty text.
#pragma once

#include "rules/calendar/civil.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dondoc {

inline constexpr std::size_t reply_code_points_max = 1'000;
/// "XONG 71,72,74 35/BC-KT": one document may close many, not a list that somebody pasted.
inline constexpr std::size_t reply_codes_max = 20;
inline constexpr std::size_t reply_document_code_points_max = 60;

enum class ReplyVerb {
  acknowledge,   ///< NHAN 42 [ngày hẹn]
  submit,        ///< TRINH 42 [ngày]
  complete,      ///< XONG 42 [số-ký hiệu] [ngày]
  nothing,       ///< KHONGPHATSINH 42: nothing arose in the period
  give_back,     ///< TRALAI 42 nội dung
  progress,      ///< TIENDO 42 nội dung
  comment,       ///< GHICHU 42 nội dung
  extend,        ///< GIAHAN 42 ngày lý do
  grant,         ///< DONGY 42 [ngày]
  adjust,        ///< DIEUCHINH 42 ngày căn cứ
  waive,         ///< THOIGIAO 42 lý do
  excuse,        ///< KHACHQUAN 42 lý do
  fail,          ///< KHONGHOANTHANH 42 lý do
  assign,        ///< GIAO 42 người thực hiện
  transfer,      ///< CHUYEN 42 đơn vị lý do
  give,          ///< GIAOVIEC đơn vị ngày nội dung, or GIAO: work that no plan has
  snooze,        ///< TAMDUNG 42 ngày
  happen,        ///< MOC 42 [ngày]: the event that a duty waited for
  count,         ///< SOLAN 42 [số lần]
  measure,       ///< SOLIEU 42 95,5 | SOLIEU 42 190/200
  urge,          ///< DONDOC 42 nội dung, of the oversight
  direct,        ///< CHIDAO 42 nội dung, of a leader
  note,          ///< GHINHAN 42: a leader has seen it
  told,          ///< DABAO 42 [nơi được báo]: somebody who reads no messages was told by hand
  undo,          ///< HUY 42
  show,          ///< XEM 42
  list,          ///< VIEC
  confirm_week,  ///< OKTUAN: the week's duties are done
  away,          ///< NGHI ngày [đến ngày]
  undo_away,     ///< HUYNGHI
  help,          ///< TROGIUP
};

[[nodiscard]] std::string_view verb_name(ReplyVerb verb);  ///< "acknowledge"; stable

/// One act. Only what the verb takes is filled.
struct ReplyAct {
  ReplyVerb verb{ReplyVerb::help};
  std::vector<int> codes;    ///< in the order they were given, each once
  std::string document;      ///< as it was written
  std::optional<Date> date;  ///< of an absence its first day
  std::optional<Date> last;  ///< of an absence its last day
  /// Of a task's day: in time is strictly before it. Without one the day counts whole.
  std::optional<TimeOfDay> time{};
  int amount{0};          ///< of a count; 1 unless said
  std::string numerator;  ///< of a measure: "190" of 200
  std::string denominator;
  std::string value;  ///< of a measure, when it is no fraction: "95,5"
  std::string unit;   ///< that gets a task, as it was written
  std::string text;   ///< the reason, the content, the person: as it was written, in one line
  bool operator==(const ReplyAct&) const = default;
};

enum class ReplyProblem {
  empty,             ///< nothing that can be read: a sticker, a photo
  too_long,          ///< beyond reply_code_points_max
  no_act,            ///< talk: "ok em"
  not_understood,    ///< begins with words that are no verb
  look_alike,        ///< a verb with another letter or tone
  question,          ///< "xong 42?"
  missing_code,      ///< the verb is clear, the duty isn't
  bad_code,          ///< "xong 5", "xong 042"
  too_many_codes,    ///< beyond reply_codes_max
  missing_unit,      ///< a task for whom?
  missing_date,      ///< more time until when?
  bad_date,          ///< no such day, or no month
  bad_clock,         ///< no such time of day
  reversed_dates,    ///< an absence that ends before it begins
  missing_text,      ///< a reason or a content is needed
  bad_number,        ///< of a count or a measure
  unexpected_words,  ///< clear so far, but there is more
  several_acts,      ///< one message, one act
  two_readings,
};

[[nodiscard]] std::string_view problem_name(ReplyProblem problem);  ///< "no-act"; stable

struct ReplyRefused {
  ReplyProblem problem{ReplyProblem::empty};
  std::optional<ReplyVerb> verb;  ///< as far as it is clear: a bare "xong" can be asked back
  std::vector<int> codes;         ///< likewise
  std::string message;            ///< Vietnamese: what is wrong, and how to write it
  /// Replies that may have been meant, in full; each would be read as an act. Of two readings both,
  /// unless one of them can't be written in another way.
  std::vector<std::string> readings;
  bool operator==(const ReplyRefused&) const = default;
};

using ReplyReading = std::variant<ReplyAct, ReplyRefused>;

/// `today` is the civil day on which the reply came. Any bytes may be given.
[[nodiscard]] ReplyReading read_reply(std::string_view text, Date today);

/// The act as it would be written by the book: "XONG 42, 43 12/BC-UBND 30/6/2026". Reading that
/// gives the same act.
[[nodiscard]] std::string reply_words(const ReplyAct& act);

}  // namespace dondoc
