// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/row_names.h"

#include <array>
#include <utility>

namespace dondoc {
namespace {

template <typename Enumeration, std::size_t size>
using Names = std::array<std::pair<Enumeration, std::string_view>, size>;

/// How a leader closed it is among its particulars.
constexpr Names<OccurrenceState, 6> occurrence_states{{
    {OccurrenceState::open, "open"},
    {OccurrenceState::done, "done"},
    {OccurrenceState::withdrawn, "withdrawn"},
    {OccurrenceState::missed, "missed"},
    {OccurrenceState::failed, "missed"},
    {OccurrenceState::waived, "missed"},
}};

constexpr Names<RungState, 5> rung_states{{
    {RungState::pending, "pending"},
    {RungState::messaged, "messaged"},
    {RungState::collapsed, "collapsed"},
    {RungState::withdrawn, "withdrawn"},
    {RungState::unreachable, "unreachable"},
}};

constexpr Names<MessageState, 6> message_states{{
    {MessageState::queued, "queued"},
    {MessageState::in_flight, "in_flight"},
    {MessageState::sent, "sent"},
    {MessageState::withdrawn, "withdrawn"},
    {MessageState::failed, "failed"},
    {MessageState::uncertain, "uncertain"},
}};

constexpr Names<NoticeKind, 7> notice_kinds{{
    {NoticeKind::reminder, "reminder"},
    {NoticeKind::escalation, "escalation"},
    {NoticeKind::change, "change"},
    {NoticeKind::assigned, "assigned"},
    {NoticeKind::checkpoint, "checkpoint"},
    {NoticeKind::signature, "signature"},
    {NoticeKind::extension, "extension"},
}};

constexpr Names<Audience, 7> audiences{{
    {Audience::lead, "lead"},
    {Audience::deputy, "deputy"},
    {Audience::support, "support"},
    {Audience::oversight, "oversight"},
    {Audience::coordinator, "coordinator"},
    {Audience::leader, "leader"},
    {Audience::chair, "chair"},
}};

constexpr Names<DigestCause, 5> digest_causes{{
    {DigestCause::overdue, "overdue"},
    {DigestCause::needs_review, "needs_review"},
    {DigestCause::unreachable, "unreachable"},
    {DigestCause::failed, "failed"},
    {DigestCause::uncertain, "uncertain"},
}};

constexpr Names<ReceivedState, 7> received_states{{
    {ReceivedState::waiting, "waiting"},
    {ReceivedState::answered, "answered"},
    {ReceivedState::linked, "linked"},
    {ReceivedState::wrong_code, "wrong_code"},
    {ReceivedState::stranger, "stranger"},
    {ReceivedState::too_many, "too_many"},
    {ReceivedState::given_up, "given_up"},
}};

template <typename Enumeration, std::size_t size>
[[nodiscard]] std::string_view name_in(const Names<Enumeration, size>& names, Enumeration value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) {
      return name;
    }
  }
  throw std::logic_error("store: an enumerator without a stored word");
}

template <typename Enumeration, std::size_t size>
[[nodiscard]] Enumeration value_in(const Names<Enumeration, size>& names, const std::string& word) {
  for (const auto& [value, name] : names) {
    if (name == word) {
      return value;
    }
  }
  throw StoreError(StoreFault::corrupt,
                   "cơ sở dữ liệu chứa giá trị lạ “" + word +
                       "”; tệp được giữ nguyên, hãy khôi phục từ bản sao lưu");
}

}  // namespace

std::string_view row_name(OccurrenceState state) {
  return name_in(occurrence_states, state);
}
std::string_view row_name(RungState state) {
  return name_in(rung_states, state);
}
std::string_view row_name(MessageState state) {
  return name_in(message_states, state);
}
std::string_view row_name(NoticeKind kind) {
  return name_in(notice_kinds, kind);
}
std::string_view row_name(Audience audience) {
  return name_in(audiences, audience);
}
std::string_view row_name(DigestCause cause) {
  return name_in(digest_causes, cause);
}
std::string_view row_name(ReceivedState state) {
  return name_in(received_states, state);
}

template <>
OccurrenceState from_row<OccurrenceState>(const std::string& name) {
  return value_in(occurrence_states, name);
}
template <>
RungState from_row<RungState>(const std::string& name) {
  return value_in(rung_states, name);
}
template <>
MessageState from_row<MessageState>(const std::string& name) {
  return value_in(message_states, name);
}
template <>
NoticeKind from_row<NoticeKind>(const std::string& name) {
  return value_in(notice_kinds, name);
}
template <>
Audience from_row<Audience>(const std::string& name) {
  return value_in(audiences, name);
}
template <>
DigestCause from_row<DigestCause>(const std::string& name) {
  return value_in(digest_causes, name);
}

}  // namespace dondoc
