// SPDX-License-Identifier: Apache-2.0
// The six clarities that plans demand of themselves: rõ người, rõ việc, rõ thời gian, rõ trách
// nhiệm, rõ sản phẩm, rõ thẩm quyền. What a duty leaves open is no mistake; somebody has to decide
// it one day.
#pragma once

#include "rules/plan/plan.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace dondoc {

/// Their order in a set.
enum class Clarity : std::size_t { who, what, when, answering, product, authority };
inline constexpr std::size_t clarities = 6;
using OpenClarities = std::bitset<clarities>;

inline constexpr std::array<std::string_view, clarities> clarity_names{
    "rõ người", "rõ việc", "rõ thời gian", "rõ trách nhiệm", "rõ sản phẩm", "rõ thẩm quyền"};
/// Why one is open.
inline constexpr std::array<std::string_view, clarities> clarity_reasons{
    "thủ trưởng đơn vị chủ trì chưa có người giữ",
    "chưa ghi mục nào của văn bản (`source`)",
    "không có ngày đến hạn",
    "chưa ghi đơn vị theo dõi (`oversight`)",
    "chưa ghi sản phẩm",
    "chưa ghi lãnh đạo phụ trách đơn vị chủ trì (`reports_to`)"};

/// Those that the duty leaves open on that day, or on the plan's first one while it isn't in effect
/// yet.
[[nodiscard]] OpenClarities open_clarities(const RuleSet& rules,
                                           const Plan& plan,
                                           const Obligation& obligation,
                                           Date today);

}  // namespace dondoc
