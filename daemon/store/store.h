// SPDX-License-Identifier: Apache-2.0
// The one place that sees SQLite. One connection, one writer, WAL with synchronous=FULL: what a
// returned commit() has written survives a crash and a power cut.
//
// Everything is written inside a Transaction. A failed COMMIT is an unknown outcome: the store
// closes itself, every later call throws StoreError{closed}, and the daemon reopens it and reads
// again by key. No file is ever opened here but through SQLite (a close() of a second descriptor
// would drop SQLite's locks).
#pragma once

#include "daemon/store/journal_row.h"
#include "daemon/store/received.h"
#include "daemon/store/stored_duty.h"
#include "daemon/store/stored_message.h"
#include "rules/schedule/decide.h"
#include "rules/schedule/handover.h"
#include "rules/schedule/leave.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/release.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace dondoc {

enum class StoreFault {
  unavailable,  ///< cannot be opened, disk full, read-only, I/O error: may heal by itself
  corrupt,      ///< not our database, newer schema, damaged: refused and kept (exit 3)
  unknown,      ///< COMMIT failed: nothing may be claimed
  closed,       ///< used after a fault
};

class StoreError : public std::runtime_error {
 public:
  StoreError(StoreFault fault, const std::string& what) : std::runtime_error(what), fault_(fault) {}
  [[nodiscard]] StoreFault fault() const { return fault_; }

 private:
  StoreFault fault_;
};

struct StoreOptions {
  /// SQLite VFS name; tests inject faults through it. Empty is `unix-excl`. Under a named one the
  /// path is only a name: its folder, links and kind of file system aren't looked at.
  std::string vfs;
  bool create{true};
};

class Store {
 public:
  static constexpr int schema_version = 11;
  static constexpr int busy_timeout_ms = 5000;

  /// Opens, checks (application_id, schema version, quick_check), migrates in one transaction.
  /// The folder must be there and be writable by its owner only. A file that isn't ours or isn't
  /// whole is refused with its bytes untouched (corrupt); so is an empty one, because a new
  /// database gets its name when it is whole. One that another connection holds is unavailable.
  Store(const std::filesystem::path& file, const StoreOptions& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// BEGIN IMMEDIATE … COMMIT. Leaving without commit() rolls back. Transactions don't nest; every
  /// writing call below throws std::logic_error when none is open. After a disk error inside one
  /// (StoreError{unavailable}) it is over: further writes and commit() throw, and the store stays
  /// usable if it could be rolled back (else every call throws {closed}).
  class Transaction {
   public:
    explicit Transaction(Store& store);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();  ///< throws StoreError{unknown}; the store is closed then

   private:
    Store& store_;
    bool done_{false};
  };

  // ---- Plans and series ------------------------------------------------------------------------
  /// Adds rows for new seeds and starts rows whose fingerprint changed anew (first loaded `now`,
  /// nothing opened), removes rows that no seed names, and wakes every occurrence that is open or
  /// was taken out by an edit, so that it is decided under the new rules. All series wake at `now`.
  void sync_series(const std::vector<SeriesSeed>& seeds, Instant now);
  [[nodiscard]] std::vector<Series> due_series(Instant now, int limit) const;
  /// Inserts the occurrences that are not there yet (by key), gives them codes, appends their
  /// facts, moves the series on. New occurrences wake at `now`; so does one whose event was
  /// corrected, which gets the correction as a fact. Returns how many were inserted.
  int write_opening(const SeriesKey& series, const Opening& opening, Instant now);

  // ---- Occurrences -----------------------------------------------------------------------------
  [[nodiscard]] std::vector<Occurrence> due_occurrences(Instant now, int limit) const;
  [[nodiscard]] std::optional<Occurrence> occurrence(const std::string& key) const;
  /// Among open ones first, then of those that held it the one closed last.
  [[nodiscard]] std::optional<Occurrence> occurrence_by_code(int code) const;
  [[nodiscard]] std::vector<Occurrence> occurrences(const OccurrenceFilter& filter) const;
  /// That closed at `since` or later, in whatever way, the newest first.
  [[nodiscard]] std::vector<Occurrence> closed_since(Instant since, int limit) const;
  /// Facts into the journal, state into the row, notices (by key, once), withdrawals, wake_at.
  /// A withdrawal of a notice that waits in a queued message takes that message back: its other
  /// notices become pending again. Of one that is in flight, it is done when the message comes back
  /// to the queue. Of a rung without a notice, the rung is recorded so that it is never issued.
  void write_decision(const Occurrence& before, const Decision& decision, Instant now);
  /// What people gave beside the plan, due on that day; tasks_of_day_max and one more at most.
  [[nodiscard]] std::vector<Occurrence> tasks_of_day(const std::string& plan, Date last_day) const;
  /// A task that give() has made and that isn't there yet: it has its code and wakes at `now`.
  void write_given(const Occurrence& task, const Fact& opened, Instant now);
  /// A fact that people made: the journal and the row; the occurrence wakes at `now`, and of an
  /// event every series that waits for it. When it
  /// closes the occurrence, its pending notices are withdrawn and its queued messages are withdrawn
  /// too; notices of other duties in those messages become pending again.
  void write_fact(const Fact& fact, Instant now);

  // ---- Release ---------------------------------------------------------------------------------
  /// Pending notices whose hold has run out, by person's likely order: post, then key.
  [[nodiscard]] std::vector<PendingNotice> releasable(Instant now, int limit) const;
  void write_release(const Release& release, Instant now);
  /// Messages with notices stored at `since` or later and not withdrawn, by person.
  [[nodiscard]] SentToday sent_since(Instant since) const;
  /// By key, once: false when it was there already.
  bool write_digest(const MessageDraft& draft, Instant now);
  /// At most 500, by due. An occurrence has a line for each cause; `detail` is why nobody was
  /// reached, or the id of the message that failed.
  [[nodiscard]] DigestList digest_lines(const std::string& plan, Instant now) const;
  [[nodiscard]] std::optional<Instant> next_digest(const std::string& plan) const;
  void set_next_digest(const std::string& plan, Instant at);

  // ---- Outbox ----------------------------------------------------------------------------------
  /// The connectors that queued messages are to take, each with its earliest moment.
  struct Queue {
    std::string connector;
    Instant next_at;
  };
  [[nodiscard]] std::vector<Queue> queues() const;
  [[nodiscard]] std::vector<StoredMessage> due_messages(const std::string& connector,
                                                        Instant now,
                                                        int limit) const;
  /// Messages with an attempt that has no outcome: after a start these are uncertain.
  [[nodiscard]] std::vector<StoredMessage> in_flight_messages(int limit) const;
  void begin_attempts(const std::vector<AttemptStart>& starts);
  void end_attempts(const std::vector<AttemptEnd>& ends);
  /// A queued message waits on, until `at`.
  void put_off(const std::string& message, Instant at);
  /// What is queued for this connector is tried now instead of after its wait: what it waited for
  /// was mended.
  void hasten_messages(const std::string& connector, Instant now);

  // ---- What people are told by hand ------------------------------------------------------------
  /// When the first of them wants attention: to be asked for, or to end as not told.
  [[nodiscard]] std::optional<Instant> next_by_hand() const;
  /// Queued for the channel `manual` and due, the oldest first.
  [[nodiscard]] std::vector<ByHandRow> due_by_hand(Instant now, int limit) const;
  /// All that wait to be told, asked for or not yet: the first to end first; or about one duty.
  [[nodiscard]] std::vector<ByHandRow> waiting_by_hand(int limit) const;
  [[nodiscard]] std::vector<ByHandRow> waiting_by_hand_about(const std::string& occurrence) const;
  /// Asked for, and not to be told any more: withdrawn, or gone another way.
  [[nodiscard]] std::vector<ByHandRow> settled_by_hand(int limit) const;
  void write_by_hand_request(const MessageDraft& request,
                             const std::vector<std::string>& messages,
                             Instant until,
                             Instant now);
  void end_by_hand(const ByHandRow& row, const AttemptEnd& end);
  /// More time, because the request hasn't left.
  void postpone_by_hand(const std::string& message, Instant until);
  /// Nothing is asked any more; a request that is still queued and asks nothing else is withdrawn.
  void settle_by_hand(const std::string& message, Instant now);
  /// It waits again, until the time it had.
  void undo_told(const std::string& message, Instant now);

  // ---- Alarms: the messages whose keys begin with alarm_key_prefix ------------------------------
  /// Of the due messages only these: while the clock is in doubt nothing else may leave.
  [[nodiscard]] std::vector<StoredMessage> due_alarms(Instant now, int limit) const;
  [[nodiscard]] std::optional<Instant> next_alarm() const;
  /// Stored at `since` or later, the newest first.
  [[nodiscard]] std::vector<StoredMessage> alarms(Instant since, int limit) const;
  /// Failed at `since` or later, alarms and what strangers were told left out, the newest first.
  /// Reads every failed message: ask it when one has failed, not on every tick.
  [[nodiscard]] std::vector<FailedMessage> failed_messages(Instant since, int limit) const;

  /// The key of the newest message whose key begins so; empty when there is none.
  [[nodiscard]] std::string last_key(const std::string& prefix) const;
  /// Addresses that have refused or sent back the newest message of the last weeks. What a server
  /// took counts after a day: until then it may still come back. Reads all those messages: ask it
  /// once a day, or when a person asks.
  [[nodiscard]] DeadContacts dead_contacts(Instant now) const;

  // ---- Posts that change hands ------------------------------------------------------------------
  /// As they were when they were last looked at; empty before the first time.
  [[nodiscard]] PostHolders post_holders() const;
  [[nodiscard]] std::optional<Instant> posts_looked_at() const;
  void write_post_holders(const PostHolders& holders, Instant now);
  /// What is open of the obligation, all stages and units; by key.
  [[nodiscard]] std::vector<Occurrence> open_of(const std::string& plan,
                                                const std::string& obligation,
                                                int limit) const;
  /// How many occurrences of its series and year have lapsed without a word, since it is watched.
  [[nodiscard]] int missed_in_year(const Occurrence& occurrence) const;
  /// What is open and lies with somebody else than the plan says, or waits for a leader's word.
  [[nodiscard]] std::vector<Occurrence> open_in_other_hands(int limit) const;
  /// What is open and somebody has said something for themselves of: that they do it, who does it,
  /// that they needn't be reminded. Reads what few occurrences have of all: ask it rarely.
  [[nodiscard]] std::vector<Occurrence> open_with_words_of(const std::string& post,
                                                           int limit) const;
  /// Takes back what is queued for this person under this post: its notices wait again, for
  /// whoever has the post now.
  void take_back(const std::string& person, const std::string& post, Instant now);

  // ---- Days away -------------------------------------------------------------------------------
  /// The id that it gets.
  std::int64_t write_leave(const LeaveRecord& record);
  /// Taken back; the row stays.
  void undo_leave(std::int64_t id, const std::string& actor, Instant now);
  /// Whose last day is `since` or later, without those that were taken back; by id.
  [[nodiscard]] std::vector<LeaveRecord> leaves(Date since) const;

  // ---- What people write -----------------------------------------------------------------------
  /// Keeps it as waiting; false when one with that id is there already.
  bool write_received(const ReceivedMessage& message);
  /// The oldest first.
  [[nodiscard]] std::vector<WaitingMessage> waiting_messages(int limit) const;
  /// Committed before the answer is worked out, so that one that kills the process is given up.
  void begin_answer(std::int64_t id);
  /// What became of it, and the answer, which is queued like any message (by key, once).
  void settle_received(std::int64_t id,
                       ReceivedState state,
                       const std::optional<MessageDraft>& answer,
                       Instant now);
  /// At `since` or later, from this chat; up to the message `last`, or all.
  [[nodiscard]] int received_from(const std::string& channel,
                                  const std::string& chat,
                                  Instant since,
                                  std::optional<std::int64_t> last = std::nullopt) const;
  /// The same of those that belonged to nobody, or are still to be looked at.
  [[nodiscard]] int received_unknown_from(const std::string& channel,
                                          const std::string& chat,
                                          Instant since,
                                          std::optional<std::int64_t> last = std::nullopt) const;
  /// At `since` or later, from all of them.
  [[nodiscard]] int received_from(UnknownWriter whom, Instant since) const;
  /// Removes what came before and no longer waits, at most `limit` rows.
  void forget_received(Instant before, int limit);

  // ---- What comes by mail ----------------------------------------------------------------------
  [[nodiscard]] std::optional<MailboxRow> mailbox(const std::string& channel) const;
  void write_mailbox(const std::string& channel, const MailboxRow& row);
  /// 24 hex digits that only this database can make of a message's id.
  [[nodiscard]] std::string reply_token(const std::string& message) const;
  /// The message, which this channel has taken, came back: its attempt ends as `recipient_gone`,
  /// and it goes to the person's next channel or has failed. A second report changes nothing.
  Bounced write_bounce(const std::string& message,
                       const std::string& channel,
                       const std::string& detail,
                       Instant now);
  /// A message that no channel took is tried again in the words that it has, at the addresses that
  /// its reader has now, of which there is one at least. False when it hasn't failed, or none of
  /// its duties is open any more.
  [[nodiscard]] bool send_again(const std::string& message,
                                const std::vector<Contact>& contacts,
                                Instant now);

  // ---- Linked chats ----------------------------------------------------------------------------
  /// A new code for the post's holder, in place of an earlier one: letters and digits, once told.
  [[nodiscard]] std::string write_link_code(const std::string& post,
                                            const std::string& person,
                                            Instant expires_at);
  /// The code is used up; nothing when it is none of ours or its time is over.
  [[nodiscard]] std::optional<OpenLinkCode> take_link_code(const std::string& code, Instant now);
  [[nodiscard]] std::vector<OpenLinkCode> open_link_codes(Instant now) const;
  /// The person's chat in this channel, in place of an earlier one, and the chat's only person.
  void write_link(const ChatLink& link);
  /// Of all channels, and the codes given out for this person; whether a chat was linked.
  bool remove_links(const std::string& person);
  [[nodiscard]] std::vector<ChatLink> links() const;

  // ---- Reading for people ----------------------------------------------------------------------
  [[nodiscard]] std::vector<NoticeRow> notices(const std::string& occurrence) const;
  [[nodiscard]] std::vector<JournalRow> facts(const std::string& occurrence) const;
  /// Of all occurrences, the newest first, beginning below `before`; nothing: at the end.
  [[nodiscard]] std::vector<JournalRow> newest_facts(std::optional<std::int64_t> before,
                                                     int limit) const;
  [[nodiscard]] std::optional<StoredMessage> message(const std::string& id_or_prefix) const;
  [[nodiscard]] std::vector<NoticeRow> notices_of_message(const std::string& id) const;
  [[nodiscard]] std::vector<AttemptRow> attempts(const std::string& message) const;
  /// Those that now carry a notice of the occurrence, the oldest first.
  [[nodiscard]] std::vector<MessageLine> messages_about(const std::string& occurrence) const;
  /// Stored at `since` or later, the newest first, without alarms, codes that open something and
  /// what strangers were told.
  [[nodiscard]] std::vector<MessageLine> messages_since(Instant since, int limit) const;
  /// The same with alarms and those that were withdrawn, in the order in which they were written,
  /// beginning behind the message `after` (whole id); empty: at the first. Nothing when there is no
  /// such message.
  [[nodiscard]] std::optional<std::vector<MessageLine>> messages_beyond(Instant since,
                                                                        const std::string& after,
                                                                        int limit) const;
  /// Whether any message was ever written to the post, also one that has left the directory.
  [[nodiscard]] bool wrote_to(const std::string& post) const;

  // ---- Plans that are being written ------------------------------------------------------------
  struct KeptDraft {
    std::string plan, body, post;
    Instant changed_at;
  };
  [[nodiscard]] std::vector<KeptDraft> plan_drafts() const;
  void write_plan_draft(const KeptDraft& draft);
  void remove_plan_draft(const std::string& plan);

  // ---- Whole -----------------------------------------------------------------------------------
  /// The earliest moments at which something wants attention. Apart, because a hold stops release
  /// and dispatch but never the engine.
  struct Wakes {
    /// A series or an occurrence.
    std::optional<Instant> engine;
    /// A pending notice (its hold, or when it was decided), a digest.
    std::optional<Instant> release;
    /// A queued message.
    std::optional<Instant> dispatch;
  };
  [[nodiscard]] Wakes wakes() const;
  struct Counts {
    /// Of what is overdue, `excused` has a reason that a leader has accepted.
    std::int64_t series{0}, open{0}, overdue{0}, excused{0}, pending_notices{0}, queued_messages{0},
        sent_messages{0}, failed_messages{0}, uncertain_messages{0}, by_hand_messages{0};
  };
  [[nodiscard]] Counts counts(Instant now) const;
  /// Grows with whatever is written since the store was opened: while it is the same, so is what is
  /// read.
  [[nodiscard]] std::int64_t changes() const;
  /// "hold" and "release" of all sending; the reason is shown by status.
  [[nodiscard]] std::optional<std::string> held() const;
  void set_held(const std::optional<std::string>& reason);
  /// Why the clock is not believed: while it is set, nothing may be decided by it.
  [[nodiscard]] std::optional<std::string> clock_doubt() const;
  void set_clock_doubt(const std::optional<std::string>& reason);
  /// The newest moment any row was written for; a clock well before it is wrong.
  [[nodiscard]] std::optional<Instant> last_written() const;
  void touch(Instant now);
  /// Sets it, also backwards: somebody has said what time it is. The doubt is over, and what waits
  /// for a moment that only a wrong clock can have named waits no longer.
  void confirm_clock(Instant now);
  /// Walks the journal's chain; the sequence of the first row that doesn't fit, or nothing.
  [[nodiscard]] std::optional<std::int64_t> first_broken_journal_row() const;
  /// Writes a copy of all that is committed to a new file that only its owner may read, and flushes
  /// it. The file must not be there; what is left of a failed copy is removed. Outside a
  /// transaction. Takes about 2 s a gigabyte on an idle disk, during which nothing else is done.
  void copy_to(const std::filesystem::path& file) const;
  /// What is wrong with the database, in Vietnamese, at most store_problems_max of it: damaged
  /// pages or indexes, rows without the row they belong to, a journal whose chain is broken.
  [[nodiscard]] std::vector<std::string> problems() const;
  /// Applies every occurrence's facts anew and compares: what is stored is what people and the
  /// engine have recorded. Reads the whole journal, about 20'000 occurrences a second.
  [[nodiscard]] StateProof prove_state() const;
  /// Of a copy from yesterday nobody knows what left since: every message that waits or is in
  /// flight is uncertain from now on, and told in the digest. The number of them.
  int doubt_unsent(Instant now);

  /// PASSIVE checkpoint; throws {unavailable} from the tenth failure in a row (they are silent
  /// otherwise). The caller runs it every 60 s of activity.
  void checkpoint();

 private:
  friend class Doors;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// 32 hex digits: BLAKE2b-128 of a draft's key, or of what else has no name of its own.
[[nodiscard]] std::string message_id(const std::string& of);

}  // namespace dondoc
