// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_verbs.h"

#include <algorithm>
#include <cassert>
#include <string>

namespace dondoc {

const std::vector<VerbForm>& verb_forms() {
  using enum ReplyVerb;
  constexpr Given needed = Given::needed;
  constexpr Given optional = Given::optional;
  constexpr DateSide ahead = DateSide::ahead;
  static const std::vector<VerbForm> forms{
      {.verb = acknowledge,
       .name = "acknowledge",
       .word = "NHAN",
       .meaning = "báo đã nhận việc",
       .details = "ngày hẹn (nếu có)",
       .date = optional,
       .side = ahead,
       .spellings = {"nhận", "nhận việc", "tiếp nhận"}},
      {.verb = submit,
       .name = "submit",
       .word = "TRINH",
       .meaning = "báo đã trình ký",
       .details = "ngày trình (nếu có)",
       .date = optional,
       .spellings = {"trình", "trình ký", "trình kí"}},
      {.verb = complete,
       .name = "complete",
       .word = "XONG",
       .meaning = "báo hoàn thành",
       .details = "số-ký hiệu ngày",
       .date = optional,
       .document = optional,
       .spellings = {"xong", "làm xong", "hoàn thành", "hòan thành"}},
      {.verb = nothing,
       .name = "nothing",
       .word = "KHONGPHATSINH",
       .meaning = "báo không phát sinh trong kỳ",
       .spellings = {"không phát sinh", "không có phát sinh"}},
      {.verb = give_back,
       .name = "give_back",
       .word = "TRALAI",
       .meaning = "trả lại để bổ sung, hoàn thiện",
       .details = "nội dung cần bổ sung",
       .text = needed,
       .spellings = {"trả lại"}},
      {.verb = progress,
       .name = "progress",
       .word = "TIENDO",
       .meaning = "báo tiến độ",
       .details = "nội dung",
       .text = needed,
       .spellings = {"tiến độ", "báo tiến độ"}},
      {.verb = comment,
       .name = "comment",
       .word = "GHICHU",
       .meaning = "ghi chú",
       .details = "nội dung",
       .text = needed,
       .spellings = {"ghi chú"}},
      {.verb = extend,
       .name = "extend",
       .word = "GIAHAN",
       .meaning = "đề nghị gia hạn",
       .details = "ngày lý do",
       .date = needed,
       .side = ahead,
       .text = optional,
       .spellings = {"gia hạn", "xin gia hạn", "đề nghị gia hạn"}},
      {.verb = grant,
       .name = "grant",
       .word = "DONGY",
       .meaning = "đồng ý gia hạn",
       .details = "ngày (nếu khác)",
       .date = optional,
       .side = ahead,
       .spellings = {"đồng ý", "đồng ý gia hạn", "đồng í"}},
      {.verb = adjust,
       .name = "adjust",
       .word = "DIEUCHINH",
       .meaning = "điều chỉnh thời hạn theo cấp trên",
       .details = "ngày căn cứ",
       .date = needed,
       .side = ahead,
       .text = needed,
       .spellings = {"điều chỉnh", "điều chỉnh hạn", "điều chỉnh thời hạn"}},
      {.verb = waive,
       .name = "waive",
       .word = "THOIGIAO",
       .meaning = "thôi giao",
       .details = "lý do",
       .text = needed,
       .spellings = {"thôi giao"}},
      {.verb = excuse,
       .name = "excuse",
       .word = "KHACHQUAN",
       .meaning = "ghi nhận chậm do khách quan",
       .details = "lý do",
       .text = needed,
       .spellings = {"khách quan", "lý do khách quan", "nguyên nhân khách quan"}},
      {.verb = fail,
       .name = "fail",
       .word = "KHONGHOANTHANH",
       .meaning = "kết thúc, không hoàn thành",
       .details = "lý do",
       .text = needed,
       .spellings = {"không hoàn thành", "không hòan thành"}},
      {.verb = assign,
       .name = "assign",
       .word = "GIAO",
       .meaning = "giao người thực hiện trong đơn vị",
       .details = "người thực hiện",
       .text = needed,
       .spellings = {"giao", "giao việc"}},
      {.verb = transfer,
       .name = "transfer",
       .word = "CHUYEN",
       .meaning = "chuyển đơn vị khác chủ trì",
       .details = "đơn vị",
       .text = needed,
       .spellings = {"chuyển", "chuyển việc"}},
      {.verb = snooze,
       .name = "snooze",
       .word = "TAMDUNG",
       .meaning = "tạm dừng nhắc",
       .details = "đến ngày",
       .date = needed,
       .side = ahead,
       .spellings = {"tạm dừng", "tạm dừng nhắc"}},
      {.verb = happen,
       .name = "happen",
       .word = "MOC",
       .meaning = "ghi mốc tính thời hạn",
       .details = "ngày",
       .date = optional,
       .spellings = {"mốc", "mốc tính thời hạn"}},
      {.verb = count,
       .name = "count",
       .word = "SOLAN",
       .meaning = "ghi số lần đã thực hiện",
       .details = "số lần",
       .spellings = {"số lần"}},
      {.verb = measure,
       .name = "measure",
       .word = "SOLIEU",
       .meaning = "báo số liệu của chỉ tiêu",
       .details = "95,5 hoặc 190/200",
       .spellings = {"số liệu"}},
      {.verb = urge,
       .name = "urge",
       .word = "DONDOC",
       .meaning = "đôn đốc",
       .details = "nội dung",
       .text = optional,
       .spellings = {"đôn đốc"}},
      {.verb = direct,
       .name = "direct",
       .word = "CHIDAO",
       .meaning = "cho ý kiến chỉ đạo",
       .details = "nội dung",
       .text = needed,
       .spellings = {"chỉ đạo"}},
      {.verb = note,
       .name = "note",
       .word = "GHINHAN",
       .meaning = "ghi nhận",
       .spellings = {"ghi nhận"}},
      {.verb = undo,
       .name = "undo",
       .word = "HUY",
       .meaning = "hủy ghi nhận vừa rồi",
       .spellings = {"hủy", "huỷ"}},
      {.verb = show,
       .name = "show",
       .word = "XEM",
       .meaning = "xem chi tiết",
       .spellings = {"xem"}},
      {.verb = list,
       .name = "list",
       .word = "VIEC",
       .meaning = "xem danh sách việc",
       .codes = Given::no,
       .spellings = {"việc", "danh sách", "danh sách việc"}},
      {.verb = away,
       .name = "away",
       .word = "NGHI",
       .meaning = "báo nghỉ",
       .details = "từ ngày đến ngày",
       .codes = Given::no,
       .date = needed,
       .side = ahead,
       .spellings = {"nghỉ", "nghỉ phép", "báo nghỉ", "xin nghỉ"}},
      {.verb = help,
       .name = "help",
       .word = "TROGIUP",
       .meaning = "xem cách trả lời",
       .codes = Given::no,
       .spellings = {"trợ giúp", "hướng dẫn"}},
  };
  return forms;
}

const VerbForm& form_of(ReplyVerb verb) {
  const auto& forms = verb_forms();
  const auto found = std::find_if(
      forms.begin(), forms.end(), [verb](const VerbForm& form) { return form.verb == verb; });
  assert(found != forms.end());
  return *found;
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
