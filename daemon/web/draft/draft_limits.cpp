// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_limits.h"

#include "daemon/web/draft/plan_draft.h"
#include "rules/plan/code_points.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t cells_told_max = 5;

/// As the pages call the fields.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> field_labels{{
    {"plan", "mã kế hoạch"},
    {"title", "nhiệm vụ hoặc tên kế hoạch"},
    {"number", "số, ký hiệu văn bản"},
    {"issued", "ngày ban hành"},
    {"authority", "cơ quan ban hành"},
    {"from", "ngày bắt đầu hiệu lực"},
    {"to", "ngày hết hiệu lực"},
    {"coordinator", "đầu mối theo dõi"},
    {"watch_from", "ngày bắt đầu theo dõi"},
    {"trial", "ngày hết chạy thử"},
    {"policy", "quy trình đôn đốc"},
    {"id", "mục"},
    {"due", "thời gian thực hiện"},
    {"lead", "đơn vị chủ trì"},
    {"support", "phối hợp"},
    {"oversight", "theo dõi, đôn đốc"},
    {"product", "sản phẩm"},
    {"source", "nguồn trong văn bản"},
    {"quota", "số lượng tối thiểu"},
    {"target", "giá trị chỉ tiêu"},
    {"unit", "đơn vị tính của chỉ tiêu"},
}};

std::string label_of(const std::string& field) {
  const auto found = std::find_if(field_labels.begin(), field_labels.end(), [&](const auto& one) {
    return one.first == field;
  });
  if (found != field_labels.end()) {
    return std::string(found->second);
  }
  const std::size_t part = field.rfind('.');
  const std::string stage_part = part == std::string::npos ? field : field.substr(part + 1);
  return stage_part == "han"        ? "thời hạn của bước"
         : stage_part == "san_pham" ? "sản phẩm của bước"
         : stage_part == "ma"       ? "mã bước"
                                    : "ô " + field;
}

}  // namespace

std::string too_long_basis(const std::string& basis) {
  const std::size_t letters = count_code_points(basis);
  return letters <= draft_basis_letters_max
             ? std::string{}
             : "văn bản căn cứ " + length_words(letters, draft_basis_letters_max);
}

std::string too_long_words(const Form& form) {
  std::vector<std::string> told;
  for (const auto& [field, typed] : form) {
    if (field == "bang") {
      const std::vector<std::string> cells = too_long_cells(typed);
      told.insert(told.end(), cells.begin(), cells.end());
      continue;
    }
    const std::size_t letters = count_code_points(typed);
    if (letters > draft_field_letters_max) {
      told.push_back(label_of(field) + " dài " + std::to_string(letters) + " ký tự");
    }
  }
  if (told.empty()) {
    return {};
  }
  if (told.size() > cells_told_max) {
    const std::size_t more = told.size() - cells_told_max;
    told.resize(cells_told_max);
    told.push_back("và " + std::to_string(more) + " ô khác");
  }
  return join(told, "; ") + "; mỗi ô tối đa " + std::to_string(draft_field_letters_max) + " ký tự";
}

}  // namespace dondoc
