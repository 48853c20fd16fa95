// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_verbs.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

namespace dondoc {

namespace {

constexpr std::array<VerbForm, 31> forms{{
    {.verb = ReplyVerb::acknowledge,
     .name = "acknowledge",
     .word = "NHAN",
     .meaning = "báo đã nhận việc",
     .details = "ngày hẹn (nếu có)",
     .date = Given::optional,
     .side = DateSide::ahead,
     .spellings = "nhận|nhận việc|tiếp nhận"},
    {.verb = ReplyVerb::submit,
     .name = "submit",
     .word = "TRINH",
     .meaning = "báo đã trình ký",
     .details = "ngày trình (nếu có)",
     .date = Given::optional,
     .spellings = "trình|trình ký|trình kí"},
    {.verb = ReplyVerb::complete,
     .name = "complete",
     .word = "XONG",
     .meaning = "báo hoàn thành",
     .details = "số-ký hiệu ngày",
     .date = Given::optional,
     .document = Given::optional,
     .spellings = "xong|làm xong|hoàn thành|hòan thành"},
    {.verb = ReplyVerb::nothing,
     .name = "nothing",
     .word = "KHONGPHATSINH",
     .meaning = "báo không phát sinh trong kỳ",
     .spellings = "không phát sinh|không có phát sinh"},
    {.verb = ReplyVerb::give_back,
     .name = "give_back",
     .word = "TRALAI",
     .meaning = "trả lại để bổ sung, hoàn thiện",
     .details = "nội dung cần bổ sung",
     .text = Given::needed,
     .spellings = "trả lại"},
    {.verb = ReplyVerb::progress,
     .name = "progress",
     .word = "TIENDO",
     .meaning = "báo tiến độ",
     .details = "nội dung",
     .text = Given::needed,
     .spellings = "tiến độ|báo tiến độ"},
    {.verb = ReplyVerb::comment,
     .name = "comment",
     .word = "GHICHU",
     .meaning = "ghi chú",
     .details = "nội dung",
     .text = Given::needed,
     .spellings = "ghi chú"},
    {.verb = ReplyVerb::extend,
     .name = "extend",
     .word = "GIAHAN",
     .meaning = "đề nghị gia hạn",
     .details = "ngày lý do",
     .date = Given::needed,
     .side = DateSide::ahead,
     .text = Given::optional,
     .spellings = "gia hạn|xin gia hạn|đề nghị gia hạn"},
    {.verb = ReplyVerb::grant,
     .name = "grant",
     .word = "DONGY",
     .meaning = "đồng ý gia hạn",
     .details = "ngày (nếu khác)",
     .date = Given::optional,
     .side = DateSide::ahead,
     .spellings = "đồng ý|đồng ý gia hạn|đồng í"},
    {.verb = ReplyVerb::adjust,
     .name = "adjust",
     .word = "DIEUCHINH",
     .meaning = "điều chỉnh thời hạn theo cấp trên",
     .details = "ngày căn cứ",
     .date = Given::needed,
     .side = DateSide::ahead,
     .text = Given::needed,
     .spellings = "điều chỉnh|điều chỉnh hạn|điều chỉnh thời hạn"},
    {.verb = ReplyVerb::waive,
     .name = "waive",
     .word = "THOIGIAO",
     .meaning = "thôi giao",
     .details = "lý do",
     .text = Given::needed,
     .spellings = "thôi giao"},
    {.verb = ReplyVerb::excuse,
     .name = "excuse",
     .word = "KHACHQUAN",
     .meaning = "ghi nhận chậm do khách quan",
     .details = "lý do",
     .text = Given::needed,
     .spellings = "khách quan|lý do khách quan|nguyên nhân khách quan"},
    {.verb = ReplyVerb::fail,
     .name = "fail",
     .word = "KHONGHOANTHANH",
     .meaning = "kết thúc, không hoàn thành",
     .details = "lý do",
     .text = Given::needed,
     .spellings = "không hoàn thành|không hòan thành"},
    {.verb = ReplyVerb::assign,
     .name = "assign",
     .word = "GIAO",
     .meaning = "giao người thực hiện trong đơn vị",
     .details = "người thực hiện",
     .text = Given::needed,
     .spellings = "giao|giao việc"},
    {.verb = ReplyVerb::transfer,
     .name = "transfer",
     .word = "CHUYEN",
     .meaning = "chuyển đơn vị khác chủ trì",
     .details = "đơn vị lý do",
     .text = Given::needed,
     .spellings = "chuyển|chuyển việc"},
    // "GIAO" and "GIAOVIEC" are read as assign first: a code behind them makes the difference.
    {.verb = ReplyVerb::give,
     .name = "give",
     .word = "GIAOVIEC",
     .meaning = "giao việc mới cho đơn vị",
     .details = "đơn vị [giờ] ngày nội dung",
     .codes = Given::no,
     .date = Given::needed,
     .side = DateSide::ahead,
     .text = Given::needed,
     .spellings = "giao đột xuất"},
    {.verb = ReplyVerb::snooze,
     .name = "snooze",
     .word = "TAMDUNG",
     .meaning = "tạm dừng nhắc",
     .details = "đến ngày",
     .date = Given::needed,
     .side = DateSide::ahead,
     .spellings = "tạm dừng|tạm dừng nhắc"},
    {.verb = ReplyVerb::happen,
     .name = "happen",
     .word = "MOC",
     .meaning = "ghi mốc tính thời hạn",
     .details = "ngày",
     .date = Given::optional,
     .spellings = "mốc|mốc tính thời hạn"},
    {.verb = ReplyVerb::count,
     .name = "count",
     .word = "SOLAN",
     .meaning = "ghi số lần đã thực hiện",
     .details = "số lần",
     .spellings = "số lần"},
    {.verb = ReplyVerb::measure,
     .name = "measure",
     .word = "SOLIEU",
     .meaning = "báo số liệu của chỉ tiêu",
     .details = "95,5 hoặc 190/200",
     .spellings = "số liệu"},
    {.verb = ReplyVerb::urge,
     .name = "urge",
     .word = "DONDOC",
     .meaning = "đôn đốc",
     .details = "nội dung",
     .text = Given::optional,
     .spellings = "đôn đốc"},
    {.verb = ReplyVerb::direct,
     .name = "direct",
     .word = "CHIDAO",
     .meaning = "cho ý kiến chỉ đạo",
     .details = "nội dung",
     .text = Given::needed,
     .spellings = "chỉ đạo"},
    {.verb = ReplyVerb::note,
     .name = "note",
     .word = "GHINHAN",
     .meaning = "ghi nhận",
     .spellings = "ghi nhận"},
    {.verb = ReplyVerb::told,
     .name = "told",
     .word = "DABAO",
     .meaning = "ghi nhận đã báo trực tiếp cho nơi không nhận tin",
     .details = "nơi được báo (nếu có nhiều)",
     .text = Given::optional,
     .spellings = "đã báo|đã báo trực tiếp|báo trực tiếp"},
    {.verb = ReplyVerb::undo,
     .name = "undo",
     .word = "HUY",
     .meaning = "hủy ghi nhận vừa rồi",
     .spellings = "hủy|huỷ"},
    {.verb = ReplyVerb::show,
     .name = "show",
     .word = "XEM",
     .meaning = "xem chi tiết",
     .spellings = "xem"},
    {.verb = ReplyVerb::list,
     .name = "list",
     .word = "VIEC",
     .meaning = "xem danh sách việc",
     .codes = Given::no,
     .spellings = "việc|danh sách|danh sách việc"},
    {.verb = ReplyVerb::confirm_week,
     .name = "confirm_week",
     .word = "OKTUAN",
     .meaning = "báo các việc hằng tuần đã thực hiện",
     .codes = Given::no,
     .spellings = "ok tuần|ok tuần này|oke tuần|oke tuần này"},
    {.verb = ReplyVerb::away,
     .name = "away",
     .word = "NGHI",
     .meaning = "báo nghỉ",
     .details = "từ ngày đến ngày",
     .codes = Given::no,
     .date = Given::needed,
     .side = DateSide::ahead,
     .spellings = "nghỉ|nghỉ phép|báo nghỉ|xin nghỉ"},
    {.verb = ReplyVerb::undo_away,
     .name = "undo_away",
     .word = "HUYNGHI",
     .meaning = "hủy báo nghỉ",
     .codes = Given::no,
     .spellings = "hủy nghỉ|huỷ nghỉ|hủy báo nghỉ|huỷ báo nghỉ"},
    {.verb = ReplyVerb::help,
     .name = "help",
     .word = "TROGIUP",
     .meaning = "xem cách trả lời",
     .codes = Given::no,
     .spellings = "trợ giúp|hướng dẫn"},
}};

}  // namespace

std::span<const VerbForm> verb_forms() {
  return forms;
}

const VerbForm& form_of(ReplyVerb verb) {
  const auto* const found = std::find_if(
      forms.begin(), forms.end(), [verb](const VerbForm& form) { return form.verb == verb; });
  assert(found != forms.end());
  return *found;
}

std::vector<std::string_view> spellings_of(const VerbForm& form) {
  std::vector<std::string_view> spellings{form.word};
  for (std::string_view rest = form.spellings; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    spellings.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return spellings;
}

std::string_view verb_name(ReplyVerb verb) {
  return form_of(verb).name;
}

std::string how_to_write(const VerbForm& form, const std::vector<int>& codes) {
  std::string line{form.word};
  if (form.codes != Given::no) {
    line += codes.empty() ? " mã" : "";
    for (std::size_t i = 0; i < codes.size(); ++i) {
      line += (i == 0 ? " " : ", ") + std::to_string(codes[i]);
    }
  }
  if (!form.details.empty()) {
    line += ' ';
    line += form.details;
  }
  return line;
}

}  // namespace dondoc
