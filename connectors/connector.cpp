// SPDX-License-Identifier: Apache-2.0
#include "connectors/connector.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

struct NamedOutcome {
  OutcomeClass outcome;
  std::string_view name;
};

// The names are stored in the database and printed in JSON: they never change.
constexpr std::array<NamedOutcome, 8> outcome_names{{
    {OutcomeClass::ok, "ok"},
    {OutcomeClass::retry, "retry"},
    {OutcomeClass::throttled, "throttled"},
    {OutcomeClass::quota, "quota"},
    {OutcomeClass::auth, "auth"},
    {OutcomeClass::recipient_gone, "recipient_gone"},
    {OutcomeClass::rejected, "rejected"},
    {OutcomeClass::uncertain, "uncertain"},
}};

constexpr std::size_t message_id_bytes_max = 64;

}  // namespace

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

std::string_view outcome_name(OutcomeClass outcome) {
  for (const NamedOutcome& named : outcome_names) {
    if (named.outcome == outcome) {
      return named.name;
    }
  }
  return {};
}

std::optional<OutcomeClass> parse_outcome(std::string_view name) {
  for (const NamedOutcome& named : outcome_names) {
    if (named.name == name) {
      return named.outcome;
    }
  }
  return std::nullopt;
}

bool is_message_id(std::string_view id) {
  return !id.empty() && id.size() <= message_id_bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

std::string shortened_detail(std::string detail) {
  if (detail.size() > detail_bytes_max) {
    std::size_t end = detail_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(detail[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    detail.resize(end);
  }
  return detail;
}

Outcome rejected_here(std::string detail) {
  return {OutcomeClass::rejected, std::move(detail), std::chrono::seconds{0}};
}

std::string with_error(std::string words, const Reply& reply) {
  if (!reply.error.empty()) {
    words += " (" + reply.error + ")";
  }
  return shortened_detail(std::move(words));
}

}  // namespace dondoc
