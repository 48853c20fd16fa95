// SPDX-License-Identifier: Apache-2.0
// What people do to an occurrence. Each act is checked against its state and becomes one fact;
// doing the same thing twice is told as already done and changes nothing.
#pragma once

#include "rules/schedule/occurrence.h"

#include <optional>
#include <string>
#include <variant>

namespace dondoc {

inline constexpr std::size_t act_text_bytes_max = 500;

struct Acknowledge {
  std::optional<Date> promised;
};

struct Complete {
  std::string document;
  std::optional<Date> document_date;
};

using Act = std::variant<Acknowledge, Complete>;

struct Actor {
  std::string post;  ///< for whom
  std::string by;    ///< "cli", "phone"
};

enum class ActRefusal { already_done, withdrawn, promise_after_due, date_in_future, text_too_long };

struct ActRefused {
  ActRefusal code{ActRefusal::already_done};
  std::string message;  ///< Vietnamese
};

using ActResult = std::variant<Fact, ActRefused>;

[[nodiscard]] std::string_view refusal_name(ActRefusal refusal);  ///< "already-done"

[[nodiscard]] ActResult perform(
    const Occurrence& occurrence, const Act& act, const Actor& actor, Instant now, Zone zone);

}  // namespace dondoc
