// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/unknown_names.h"

#include "rules/plan/suggestion.h"

namespace dondoc {
namespace {

constexpr int status_not_there = 404;
constexpr int status_bad_request = 400;

/// "không có đơn vị nào mang mã vh-x (tham số unit); có phải “vh-xh”?"
ApiResponse unknown_name(const char* code,
                         const std::string& what,
                         const std::string& name,
                         const std::vector<std::string>& known,
                         std::string_view parameter) {
  const std::string where =
      parameter.empty() ? std::string{} : " (tham số " + std::string(parameter) + ')';
  return error_response(
      status_not_there,
      code,
      "không có " + what + " nào mang mã " + name + where + suggestion(name, known));
}

}  // namespace

ApiResponse unknown_plan(const std::string& plan,
                         const RuleSet& rules,
                         std::string_view parameter) {
  return unknown_name("unknown-plan", "kế hoạch", plan, ids_of(rules.plans), parameter);
}

ApiResponse unknown_unit(const std::string& unit,
                         const RuleSet& rules,
                         std::string_view parameter) {
  return unknown_name("unknown-unit", "đơn vị", unit, ids_of(rules.directory.units), parameter);
}

ApiResponse unknown_post(const std::string& post,
                         const RuleSet& rules,
                         std::string_view parameter) {
  return unknown_name("unknown-post", "chức danh", post, ids_of(rules.directory.posts), parameter);
}

ApiResponse unknown_parameter(const std::string& name, const std::vector<std::string_view>& known) {
  return error_response(status_bad_request,
                        "unknown-parameter",
                        known.empty()
                            ? "địa chỉ này không nhận tham số nào, cũng không nhận " + name
                            : "địa chỉ này không nhận tham số " + name +
                                  suggestion(name, {known.begin(), known.end()}));
}

ApiResponse bad_parameter(const std::string& name,
                          const std::string& value,
                          const std::string& takes) {
  return error_response(status_bad_request,
                        "bad-parameter",
                        "tham số " + name + " không nhận giá trị “" + value + "”; " + takes);
}

}  // namespace dondoc
