// SPDX-License-Identifier: Apache-2.0
// What each kind of template can name. The samples are tried when a template is read.
#include "rules/plan/message_template.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

using Place = TemplateField::Place;

constexpr std::array<TemplateField, 15> reminder_fields{{
    {"head", "Còn 14 ngày"},
    {"code", "42"},
    {"to", "Phòng Kinh tế"},
    {"item", "VII.4 Báo cáo kết quả sáng kiến, năm 2026"},
    {"duty", "Báo cáo kết quả sáng kiến, năm 2026 (mục VII.4, Kế hoạch CCHC)"},
    {"refines", "mục II.1, Kế hoạch của tỉnh"},
    {"product", "Báo cáo"},
    {"event", "Thời hạn tính từ ngày 12/3/2026: văn bản của Trung ương"},
    {"amount", "Số lượng: tối thiểu 04; đã ghi nhận 01 trong 04"},
    {"due", "hết ngày 30/9/2026 (thứ Tư), còn 10 ngày làm việc"},
    {"last_day", "30/9/2026"},
    {"status", "đã nhận việc ngày 16/9; chưa được cập nhật sản phẩm"},
    {"lead", "Phòng Kinh tế"},
    {"oversight", "Phòng Văn hóa - Xã hội"},
    {"answer", "Trả lời: NHAN 42 (đã nhận việc) | XEM 42"},
}};

constexpr std::array<TemplateField, 5> digest_fields{{
    {"day", "14/12/2026"},
    {"plan", "Kế hoạch CCHC giai đoạn 2026 - 2030"},
    {"to", "Phòng Văn hóa - Xã hội"},
    {"counts", "01 quá hạn, 02 chưa chắc đã tới", Place::subject_only},
    {"trial", "kế hoạch đang chạy thử"},
}};

constexpr std::array<TemplateField, 19> escalation_fields{{
    {"days", "05 ngày", Place::needed},
    {"code", "42"},
    {"to", "Phòng Văn hóa - Xã hội"},
    {"item", "VII.4 Báo cáo kết quả sáng kiến, năm 2026"},
    {"duty", "Báo cáo kết quả sáng kiến, năm 2026 (mục VII.4, Kế hoạch CCHC)", Place::needed},
    {"refines", "mục II.1, Kế hoạch của tỉnh"},
    {"product", "Báo cáo"},
    {"event", "Thời hạn tính từ ngày 12/3/2026: văn bản của Trung ương"},
    {"amount", "Số lượng: tối thiểu 04; đã ghi nhận 01 trong 04"},
    {"due", "hết ngày 30/9/2026 (thứ Tư)"},
    {"lead", "Phòng Kinh tế", Place::needed},
    {"outside", "cơ quan ngoài UBND"},
    {"submitted", "đã trình ký"},
    {"excused", "có lý do được chấp nhận"},
    {"reminded", "ngày 16/9, 25/9, 29/9"},
    {"response", "đã nhận việc ngày 16/9. Chưa được cập nhật sản phẩm", Place::needed},
    {"cause", "Nguyên nhân đơn vị nêu: mưa lũ, chờ xác nhận"},
    {"ask",
     "Đề nghị đôn đốc. Đến 07 giờ 30 ngày 07/10/2026 chưa có kết quả, nội dung này được báo cáo "
     "lãnh đạo.",
     Place::needed},
    {"answer", "Trả lời: DONDOC 42 nội dung | XEM 42", Place::needed},
}};

constexpr std::array<TemplateField, 24> report_fields{{
    {"days", "07 ngày", Place::needed},
    {"code", "42"},
    {"to", "Phó Chủ tịch UBND xã phụ trách kinh tế"},
    {"item", "VII.4 Báo cáo kết quả sáng kiến, năm 2026"},
    {"duty", "Báo cáo kết quả sáng kiến, năm 2026 (mục VII.4, Kế hoạch CCHC)", Place::needed},
    {"refines", "mục II.1, Kế hoạch của tỉnh"},
    {"product", "Báo cáo"},
    {"event", "Thời hạn tính từ ngày 12/3/2026: văn bản của Trung ương"},
    {"amount", "Số lượng: tối thiểu 04; đã ghi nhận 01 trong 04"},
    {"due", "hết ngày 30/9/2026 (thứ Tư)"},
    {"lead", "Phòng Kinh tế", Place::needed},
    {"outside", "cơ quan ngoài UBND"},
    {"submitted", "đã trình ký"},
    {"excused", "có lý do được chấp nhận"},
    {"reminded", "ngày 16/9, 25/9, 29/9"},
    {"response", "đã nhận việc ngày 16/9. Chưa được cập nhật sản phẩm", Place::needed},
    {"told", "đã chuyển Phòng Văn hóa - Xã hội ngày 05/10"},
    {"oversight", "Phòng Văn hóa - Xã hội"},
    {"extension", "đến ngày 15/10/2026, lý do: chờ số liệu"},
    {"transfer", "cho Văn phòng HĐND và UBND, lý do: ngoài chức năng"},
    {"signing", "Văn bản đang chờ Chủ tịch UBND xã ký"},
    {"cause", "Nguyên nhân đơn vị nêu: mưa lũ, chờ xác nhận"},
    {"ask", "Kính trình Phó Chủ tịch UBND xã phụ trách kinh tế cho ý kiến chỉ đạo.", Place::needed},
    {"answer", "Trả lời: CHIDAO 42 nội dung | GHINHAN 42 | XEM 42", Place::needed},
}};

constexpr std::array<TemplateField, 6> weekly_fields{{
    {"day", "14/12/2026"},
    {"from", "14/12/2026"},
    {"until", "20/12/2026"},
    {"to", "Chủ tịch UBND xã"},
    {"units", "Phòng Kinh tế 01 quá hạn, 02 đến hạn trong tuần"},
    {"counts", "01 quá hạn, 02 đến hạn trong tuần", Place::subject_only},
}};

constexpr std::array<TemplateField, 3> confirmation_fields{{
    {"done", "hoàn thành theo văn bản 35/BC-UBND ngày 30/6/2026", Place::needed},
    {"code", "42", Place::needed},
    {"item", "VII.4 Báo cáo kết quả sáng kiến, năm 2026"},
}};

struct TemplateFile {
  TemplateKind kind;
  std::string_view name;
  std::span<const TemplateField> fields;
};

constexpr std::array<TemplateFile, 6> template_files{{
    {TemplateKind::reminder, "reminder", reminder_fields},
    {TemplateKind::escalation, "escalation", escalation_fields},
    {TemplateKind::report, "report", report_fields},
    {TemplateKind::digest, "digest", digest_fields},
    {TemplateKind::weekly, "weekly", weekly_fields},
    {TemplateKind::confirmation, "confirmation", confirmation_fields},
}};

std::string file_name_of(std::string_view name) {
  return std::string(templates_folder) + std::string(name) + std::string(template_ending);
}

}  // namespace

std::span<const TemplateField> template_fields(TemplateKind kind) {
  return std::find_if(template_files.begin(),
                      template_files.end(),
                      [kind](const TemplateFile& one) { return one.kind == kind; })
      ->fields;
}

bool has_one_line(TemplateKind kind) {
  return kind == TemplateKind::confirmation;
}

std::optional<TemplateKind> template_kind(std::string_view file_name) {
  for (const TemplateFile& one : template_files) {
    if (file_name_of(one.name) == file_name) {
      return one.kind;
    }
  }
  return std::nullopt;
}

std::string template_file_names() {
  std::string names;
  for (const TemplateFile& one : template_files) {
    names += (names.empty() ? "`" : ", `") + file_name_of(one.name) + '`';
  }
  return names;
}

}  // namespace dondoc
