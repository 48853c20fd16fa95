// SPDX-License-Identifier: Apache-2.0
// The statements that every tick runs, and those of pages that many may look at. A test asks SQLite
// for their plans: each must search an index, so that its work grows with what is due and never
// with what exists.
#pragma once

namespace dondoc::hot_queries {

inline constexpr const char* due_series =
    "SELECT plan, obligation, stage, unit, first_loaded, opened_through, trigger FROM series"
    " WHERE wake_at <= ?1 ORDER BY wake_at, id LIMIT ?2";

inline constexpr const char* due_occurrences =
    "SELECT id FROM occurrence WHERE wake_at <= ?1 ORDER BY wake_at, id LIMIT ?2";

inline constexpr const char* occurrences_by_id =
    "SELECT o.id, o.key, o.plan, o.obligation, o.stage, o.unit, o.period, o.code, o.opens, o.due,"
    " o.last_day, o.first_due, o.provisional, o.needs_review, o.round, o.round_from, o.state,"
    " o.acknowledged_at, o.promised, o.completed_at, o.document, o.document_date"
    " FROM json_each(?1) j JOIN occurrence o ON o.id = j.value";

inline constexpr const char* rungs_by_occurrence =
    "SELECT n.occurrence, n.round, n.rung, n.post, n.planned_at, n.state"
    " FROM json_each(?1) j JOIN notice n ON n.occurrence = j.value ORDER BY n.id";

inline constexpr const char* particulars_by_occurrence =
    "SELECT p.occurrence, p.name, p.value"
    " FROM json_each(?1) j JOIN particular p ON p.occurrence = j.value ORDER BY p.occurrence";

inline constexpr const char* event_of_occurrence =
    "SELECT name, value FROM particular WHERE occurrence = ?1 AND name IN"
    " ('date', 'document', 'event', 'event_due', 'time', 'title', 'unit')";

inline constexpr const char* happenings_by_occurrence =
    "SELECT h.occurrence, h.event, h.date, h.minutes, h.unit, h.title, h.document, h.due,"
    " h.recorded_at FROM json_each(?1) j JOIN happening h ON h.occurrence = j.value"
    " ORDER BY h.occurrence, h.recorded_at, h.event";

inline constexpr const char* happenings_by_trigger =
    "SELECT occurrence, event, date, minutes, unit, title, document, due, recorded_at"
    " FROM happening WHERE plan = ?1 AND trigger = ?2 ORDER BY recorded_at, event";

inline constexpr const char* occurrence_id = "SELECT id FROM occurrence WHERE key = ?1";

inline constexpr const char* ready_notices =
    "SELECT key, occurrence, round, rung, post, kind, audience, planned_at, plan_file, plan_line,"
    " phrase, rung_text, moved FROM notice WHERE ready_at <= ?1 ORDER BY post, key LIMIT ?2";

// Of a day: a list, an alarm or an answer to what somebody wrote names no notice.
inline constexpr const char* messages_by_person =
    "SELECT m.person, o.plan, count(*) FROM message m INDEXED BY message_created"
    " CROSS JOIN message_notice mn ON mn.message = m.id AND mn.position = 0"
    " CROSS JOIN notice n ON n.id = mn.notice CROSS JOIN occurrence o ON o.id = n.occurrence"
    " WHERE m.created_at >= ?1 AND m.state <> 'withdrawn' GROUP BY m.person, o.plan";

inline constexpr const char* notice_in_round =
    "SELECT id, state, message FROM notice"
    " WHERE occurrence = ?1 AND round = ?2 AND rung = ?3 AND post = ?4";

inline constexpr const char* messages_of_occurrence =
    "SELECT DISTINCT m.id, m.state FROM notice n JOIN message m ON m.id = n.message"
    " WHERE n.occurrence = ?1 AND m.state IN ('queued', 'in_flight') ORDER BY m.id";

inline constexpr const char* due_messages =
    "SELECT id FROM message INDEXED BY message_next"
    " WHERE state = 'queued' AND connector = ?1 AND next_at <= ?2 ORDER BY next_at, id LIMIT ?3";

// From one connector to the next, without the rows between.
inline constexpr const char* next_queue =
    "SELECT connector, next_at FROM message INDEXED BY message_next"
    " WHERE state = 'queued' AND connector > ?1 ORDER BY connector, next_at LIMIT 1";

// By key: an office that is held has few alarms and may have a great many other messages.
inline constexpr const char* due_alarms =
    "SELECT id FROM message WHERE key >= 'alarm/' AND key < 'alarm0'"
    " AND +state = 'queued' AND +next_at <= ?1 ORDER BY next_at, id LIMIT ?2";

inline constexpr const char* next_alarm =
    "SELECT min(next_at) FROM message WHERE key >= 'alarm/' AND key < 'alarm0'"
    " AND +state = 'queued'";

inline constexpr const char* in_flight_messages =
    "SELECT id FROM message WHERE state = 'in_flight' ORDER BY id LIMIT ?1";

inline constexpr const char* messages_by_id =
    "SELECT m.id, m.hex, m.key, m.person, m.post, m.subject, m.text, m.created_at, m.state,"
    " m.next_at, m.attempts, m.channel, m.tries, m.uncertain_count"
    " FROM json_each(?1) j JOIN message m ON m.id = j.value";

inline constexpr const char* contacts_by_message =
    "SELECT c.message, c.channel, c.address"
    " FROM json_each(?1) j JOIN message_contact c ON c.message = j.value"
    " ORDER BY c.message, c.position";

inline constexpr const char* notice_keys_by_message =
    "SELECT mn.message, n.key FROM json_each(?1) j"
    " JOIN message_notice mn ON mn.message = j.value JOIN notice n ON n.id = mn.notice"
    " ORDER BY mn.message, mn.position";

inline constexpr const char* recalled_notices =
    "SELECT count(*) FROM notice WHERE message = ?1 AND recall IS NOT NULL";

inline constexpr const char* late_occurrences =
    "SELECT id FROM occurrence"
    " WHERE state = 'open' AND needs_review = 0 AND plan = ?1 AND due <= ?2 ORDER BY due LIMIT ?3";

inline constexpr const char* review_occurrences =
    "SELECT id FROM occurrence"
    " WHERE state = 'open' AND needs_review = 1 AND plan = ?1 ORDER BY due LIMIT ?2";

inline constexpr const char* count_late_occurrences =
    "SELECT COUNT(*) FROM occurrence"
    " WHERE state = 'open' AND needs_review = 0 AND plan = ?1 AND due <= ?2";

inline constexpr const char* count_review_occurrences =
    "SELECT COUNT(*) FROM occurrence WHERE state = 'open' AND needs_review = 1 AND plan = ?1";

inline constexpr const char* troubled_notices =
    "SELECT o.id, n.trouble, n.why, m.hex"
    " FROM notice n JOIN occurrence o ON o.id = n.occurrence"
    " LEFT JOIN message m ON m.id = n.message"
    " WHERE n.trouble IN ('unreachable', 'failed', 'uncertain') AND o.plan = ?1"
    " ORDER BY o.due, o.id, n.trouble, n.id DESC";

inline constexpr const char* waiting_messages =
    "SELECT id, channel, message, chat, text, received_at, begun, answers FROM received"
    " INDEXED BY received_waiting WHERE state = 'waiting' AND id > 0 ORDER BY id LIMIT ?1";

inline constexpr const char* closed_since =
    "SELECT id FROM occurrence WHERE closed_at >= ?1 ORDER BY closed_at DESC, id DESC LIMIT ?2";

// Without alarms, codes that open a door, and what strangers were told.
inline constexpr const char* messages_since =
    "SELECT id FROM message INDEXED BY message_created"
    " WHERE created_at >= ?1 AND person <> '' AND state <> 'withdrawn'"
    " AND NOT (key >= 'alarm/' AND key < 'alarm0')"
    " AND NOT (key >= 'sign-in/' AND key < 'sign-in0')"
    " ORDER BY created_at DESC, id DESC LIMIT ?2";

inline constexpr const char* first_message_since =
    "SELECT min(id) FROM message INDEXED BY message_created WHERE created_at >= ?1";

// Without codes that open a door, and what strangers were told. By id: a clock that goes back a
// little must not hide what comes next from whoever has read so far.
inline constexpr const char* messages_beyond =
    "SELECT id FROM message NOT INDEXED WHERE id > ?1 AND created_at >= ?2 AND person <> ''"
    " AND NOT (key >= 'sign-in/' AND key < 'sign-in0') ORDER BY id LIMIT ?3";

inline constexpr const char* messages_about =
    "SELECT m.id FROM message m WHERE m.id IN (SELECT n.message FROM occurrence o JOIN notice n"
    " ON n.occurrence = o.id WHERE o.key = ?1 AND n.message IS NOT NULL) ORDER BY m.id";

inline constexpr const char* message_lines_by_id =
    "SELECT m.id, m.hex, m.person, m.post, m.subject, m.created_at, m.state,"
    " coalesce(a.channel, m.connector), coalesce(b.at, r.at),"
    " iif(b.at IS NULL, r.outcome, 'recipient_gone'), coalesce(b.detail, r.detail),"
    " (SELECT o.key FROM message_notice mn JOIN notice n ON n.id = mn.notice"
    "  JOIN occurrence o ON o.id = n.occurrence WHERE mn.message = m.id AND mn.position = 0)"
    " FROM json_each(?1) j JOIN message m ON m.id = j.value"
    " LEFT JOIN attempt a ON a.message = m.id AND a.number = m.attempts"
    " LEFT JOIN outcome r ON r.message = a.message AND r.number = a.number"
    " LEFT JOIN bounce b ON b.message = a.message AND b.number = a.number";

inline constexpr const char* next_series =
    "SELECT wake_at FROM series WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1";
inline constexpr const char* next_occurrence =
    "SELECT wake_at FROM occurrence WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1";
inline constexpr const char* next_notice =
    "SELECT ready_at FROM notice WHERE ready_at IS NOT NULL ORDER BY ready_at LIMIT 1";
inline constexpr const char* next_digest = "SELECT next_at FROM digest ORDER BY next_at LIMIT 1";

inline constexpr const char* next_by_hand =
    "SELECT next_at FROM message INDEXED BY message_next"
    " WHERE state = 'queued' AND connector = 'manual' ORDER BY next_at LIMIT 1";
inline constexpr const char* settled_by_hand =
    "SELECT h.message FROM by_hand h INDEXED BY by_hand_open JOIN message m ON m.id = h.message"
    " WHERE h.ended IS NULL AND h.message > 0 AND NOT (m.state = 'queued' AND m.connector = "
    "'manual')"
    " ORDER BY h.message LIMIT ?1";

/// All of them, for the test.
inline constexpr const char* all[] = {
    due_series,
    due_occurrences,
    occurrences_by_id,
    rungs_by_occurrence,
    particulars_by_occurrence,
    event_of_occurrence,
    happenings_by_occurrence,
    happenings_by_trigger,
    occurrence_id,
    ready_notices,
    messages_by_person,
    notice_in_round,
    messages_of_occurrence,
    due_messages,
    due_alarms,
    next_alarm,
    in_flight_messages,
    messages_by_id,
    contacts_by_message,
    notice_keys_by_message,
    recalled_notices,
    late_occurrences,
    review_occurrences,
    count_late_occurrences,
    count_review_occurrences,
    troubled_notices,
    waiting_messages,
    closed_since,
    messages_since,
    first_message_since,
    messages_beyond,
    messages_about,
    message_lines_by_id,
    next_series,
    next_occurrence,
    next_notice,
    next_digest,
    next_queue,
    next_by_hand,
    settled_by_hand,
};

}  // namespace dondoc::hot_queries
