// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace dondoc {

/// A secret that never prints.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  bool operator==(const Secret&) const = default;

 private:
  std::string value_;
};

}  // namespace dondoc
