// SPDX-License-Identifier: Apache-2.0
// The words that columns hold for enumerators. They are on disk: never rename one.
#pragma once

#include "daemon/store/store.h"

#include <string>
#include <string_view>

namespace dondoc {

[[nodiscard]] std::string_view row_name(OccurrenceState state);
[[nodiscard]] std::string_view row_name(RungState state);
[[nodiscard]] std::string_view row_name(MessageState state);
[[nodiscard]] std::string_view row_name(NoticeKind kind);
[[nodiscard]] std::string_view row_name(Audience audience);
[[nodiscard]] std::string_view row_name(DigestCause cause);
[[nodiscard]] std::string_view row_name(ReceivedState state);

/// The enumerator of a stored word; a word that isn't there means a damaged database.
template <typename Enumeration>
[[nodiscard]] Enumeration from_row(const std::string& name);
template <>
OccurrenceState from_row<OccurrenceState>(const std::string& name);
template <>
RungState from_row<RungState>(const std::string& name);
template <>
MessageState from_row<MessageState>(const std::string& name);
template <>
NoticeKind from_row<NoticeKind>(const std::string& name);
template <>
Audience from_row<Audience>(const std::string& name);
template <>
DigestCause from_row<DigestCause>(const std::string& name);

}  // namespace dondoc
