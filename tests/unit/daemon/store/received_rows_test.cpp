// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::received_rows_test {
namespace {

class StoreReceived : public StoreTest {
 protected:
  bool receive(const std::string& message, const std::string& chat, Instant moment) {
    bool is_new = false;
    commit([&](Store& store) {
      is_new = store.write_received({"zalo", message, chat, "xong 42", moment});
    });
    return is_new;
  }
  void settle(std::int64_t id, ReceivedState state) {
    commit([&](Store& store) { store.settle_received(id, state, std::nullopt, on_day(1)); });
  }
};

TEST_F(StoreReceived, KeepAMessageOnceHoweverOftenItIsBrought) {
  EXPECT_TRUE(receive("m1", "a", on_day(1)));
  EXPECT_FALSE(receive("m1", "a", on_day(2)));
  const std::vector<WaitingMessage> waiting = store().waiting_messages(10);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].message.text, "xong 42");
  EXPECT_EQ(waiting[0].message.received_at, on_day(1));
  settle(waiting[0].id, ReceivedState::answered);
  reopen();
  EXPECT_FALSE(receive("m1", "a", on_day(3)));
  EXPECT_TRUE(store().waiting_messages(10).empty());
  EXPECT_THROW(settle(waiting[0].id, ReceivedState::answered), std::logic_error);
}

TEST_F(StoreReceived, CountBeginningsAcrossRestarts) {
  receive("m1", "a", on_day(1));
  const std::int64_t id = store().waiting_messages(1).at(0).id;
  commit([id](Store& store) { store.begin_answer(id); });
  reopen();
  EXPECT_EQ(store().waiting_messages(1).at(0).begun, 1);
}

TEST_F(StoreReceived, QueueTheAnswerWithItsEnd) {
  receive("m1", "a", on_day(1));
  MessageDraft answer = draft_of({});
  answer.key = "reply/zalo/m1";
  answer.contacts = {{"zalo", "a"}};
  const std::int64_t id = store().waiting_messages(1).at(0).id;
  commit(
      [&](Store& store) { store.settle_received(id, ReceivedState::answered, answer, on_day(1)); });
  const std::vector<StoredMessage> due = store().due_messages("zalo", on_day(1), 10);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].draft.text, answer.text);
}

TEST_F(StoreReceived, CountWhatAChatAndStrangersSent) {
  receive("m1", "a", on_day(1));
  receive("m2", "a", on_day(2));
  receive("m3", "b", on_day(3));
  const std::vector<WaitingMessage> waiting = store().waiting_messages(10);
  EXPECT_EQ(store().received_from("zalo", "a", on_day(1)), 2);
  EXPECT_EQ(store().received_from("zalo", "a", on_day(2)), 1);
  EXPECT_EQ(store().received_from("zalo", "a", on_day(1), waiting[0].id), 1);
  EXPECT_EQ(store().received_from(UnknownWriter::stranger, on_day(1)), 0);
  settle(waiting[1].id, ReceivedState::stranger);
  settle(waiting[2].id, ReceivedState::wrong_code);
  EXPECT_EQ(store().received_from(UnknownWriter::stranger, on_day(1)), 2);
  EXPECT_EQ(store().received_from(UnknownWriter::stranger, on_day(3)), 1);
  EXPECT_EQ(store().received_from(UnknownWriter::doubtful, on_day(1)), 0);
}

TEST_F(StoreReceived, ForgetOnlyWhatIsOldAndAnswered) {
  receive("m1", "a", on_day(1));
  receive("m2", "a", on_day(1));
  receive("m3", "a", on_day(5));
  settle(store().waiting_messages(1).at(0).id, ReceivedState::answered);
  commit([](Store& store) { store.forget_received(on_day(4), 10); });
  EXPECT_EQ(store().received_from("zalo", "a", on_day(0)), 2);
  EXPECT_TRUE(receive("m1", "a", on_day(6)));
}

TEST_F(StoreReceived, ComeToADatabaseOfTheFirstSchemaWithAllThatItHolds) {
  open_one(occurrence_of(monthly, "2026-05"));
  close();
  {
    RawDatabase raw(file());
    for (const char* sql : {"DROP INDEX occurrence_closed",
                            "ALTER TABLE message_contact DROP COLUMN first_attempt",
                            "DROP TABLE by_hand",
                            "DROP TABLE told_undone",
                            "DROP TABLE leave_record",
                            "DROP TABLE sign_in_code",
                            "DROP TABLE web_session",
                            "DROP TABLE api_token",
                            "DROP TABLE link_key",
                            "DROP TABLE used_link",
                            "DROP TABLE feed",
                            "DROP TABLE repeatable_request",
                            "DROP TABLE plan_draft",
                            "ALTER TABLE meta DROP COLUMN posts_looked_at",
                            "DROP TABLE post_holder",
                            "DROP TABLE bounce",
                            "DROP TABLE mailbox",
                            "DROP TABLE reply_key",
                            "DROP TABLE received",
                            "DROP TABLE link",
                            "DROP TABLE link_code",
                            "DROP INDEX message_created",
                            "PRAGMA user_version = 1"}) {
      raw.run(sql);
    }
  }
  reopen();
  EXPECT_TRUE(receive("m1", "a", on_day(1)));
  EXPECT_EQ(load(occurrence_key(monthly, "2026-05")).state, OccurrenceState::open);
}

class StoreMail : public StoreTest {
 protected:
  /// A message over two channels that the first has taken.
  std::string sent_message() {
    open_all(monthly, {duty_}, on_day(0));
    const Notice notice = notice_of(duty_, "con-3", "a", on_day(27));
    issue({notice}, on_day(27));
    const MessageDraft draft = draft_of({notice});
    release(Release{{draft}, {}, {}}, on_day(27));
    send(message_id(draft.key), 1, 0);
    return message_id(draft.key);
  }
  void send(const std::string& id, int number, int channel) {
    AttemptEnd end;
    end.message = id;
    end.number = number;
    end.at = on_day(27);
    end.outcome = "ok";
    end.next = MessageState::sent;
    end.channel = channel;
    commit([&](Store& store) {
      store.begin_attempts({{id, number, channel, on_day(27)}});
      store.end_attempts({end});
    });
  }
  Bounced come_back(const std::string& id, const std::string& channel) {
    Bounced became = Bounced::known;
    commit([&](Store& store) {
      became = store.write_bounce(id, channel, "thư bị trả lại (5.1.1)", on_day(28));
    });
    return became;
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
};

TEST_F(StoreMail, ATokenIsTheSameForGoodAndAnotherForEachMessageAndDatabase) {
  const std::string token = store().reply_token("m1");
  EXPECT_EQ(token.size(), 24U);
  EXPECT_NE(store().reply_token("m2"), token);
  reopen();
  EXPECT_EQ(store().reply_token("m1"), token);
  close();
  std::filesystem::remove(file());
  reopen();
  EXPECT_NE(store().reply_token("m1"), token);
}

TEST_F(StoreMail, KnowsHowFarEachMailboxIsRead) {
  EXPECT_FALSE(store().mailbox("thu"));
  const MailboxRow row{"a@b:993/INBOX", 4'294'967'295U, 7, 5};
  commit([&](Store& store) { store.write_mailbox("thu", {"a@b:993/INBOX", 1, 2, 1}); });
  commit([&](Store& store) { store.write_mailbox("thu", row); });
  reopen();
  EXPECT_EQ(store().mailbox("thu"), row);
}

TEST_F(StoreMail, AMessageThatCameBackGoesToTheNextChannelOnce) {
  const std::string id = sent_message();
  EXPECT_EQ(come_back(id, "webhook"), Bounced::known) << "not the channel that took it";
  EXPECT_EQ(come_back("0123", "maildir"), Bounced::known);
  EXPECT_EQ(come_back(id, "maildir"), Bounced::next_channel);
  EXPECT_EQ(come_back(id, "maildir"), Bounced::known);
  const std::vector<StoredMessage> due = store().due_messages("webhook", on_day(28), 10);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].id, id);
  EXPECT_EQ(store().attempts(id).at(0).outcome, "recipient_gone");
  EXPECT_EQ(store().attempts(id).at(0).detail, "thư bị trả lại (5.1.1)");
  send(id, 2, 1);
  EXPECT_EQ(come_back(id, "webhook"), Bounced::failed) << "no channel is left";
  EXPECT_EQ(store().message(id)->state, MessageState::failed);
}

TEST_F(StoreMail, AMessageThatFailedIsSentAgainToWhereItsReaderIsNow) {
  const std::string id = sent_message();
  const std::vector<Contact> present{{"maildir", "moi@xa.example"}, {"zalo", "chat-1"}};
  const auto again = [this, &present](const std::string& message) {
    bool queued = false;
    commit([&](Store& store) { queued = store.send_again(message, present, on_day(29)); });
    return queued;
  };
  EXPECT_FALSE(again(id)) << "it has arrived";
  EXPECT_FALSE(again("0123"));
  (void)come_back(id, "maildir");
  send(id, 2, 1);
  (void)come_back(id, "webhook");
  EXPECT_TRUE(again(id));
  EXPECT_FALSE(again(id)) << "it waits already";
  const std::vector<StoredMessage> due = store().due_messages("maildir", on_day(29), 10);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].id, id);
  EXPECT_EQ(due[0].channel, 0);
  EXPECT_EQ(due[0].draft.contacts, present);
  EXPECT_EQ(store().attempts(id).size(), 2U) << "what was tried stays";
  // That the former address refused it says nothing of the new one.
  EXPECT_TRUE(store().dead_contacts(on_day(29)).empty());
  send(id, 3, 0);
  EXPECT_EQ(store().message(id)->state, MessageState::sent);
  (void)come_back(id, "maildir");
  EXPECT_EQ(store().dead_contacts(on_day(29)).count({"maildir", "moi@xa.example"}), 1U);
}

using StoreLinks = StoreTest;

TEST_F(StoreLinks, TakeACodeOnceAndOnlyInItsTime) {
  std::string code;
  commit([&](Store& store) { code = store.write_link_code("truong", "p1", on_day(3)); });
  EXPECT_EQ(code.size(), 8U);
  const auto take = [this](const std::string& given, Instant moment) {
    std::optional<OpenLinkCode> taken;
    commit([&](Store& store) { taken = store.take_link_code(given, moment); });
    return taken;
  };
  EXPECT_FALSE(take("AAAAAAAA", on_day(1)));
  EXPECT_FALSE(take(code, on_day(3)));
  EXPECT_EQ(store().open_link_codes(on_day(1)),
            (std::vector<OpenLinkCode>{{"truong", "p1", on_day(3)}}));
  EXPECT_EQ(take(code, on_day(2)), (OpenLinkCode{"truong", "p1", on_day(3)}));
  EXPECT_FALSE(take(code, on_day(2)));
  EXPECT_TRUE(store().open_link_codes(on_day(1)).empty());
}

TEST_F(StoreLinks, LetALaterCodeTakeAnEarlierOnesPlaceAndKeepNeither) {
  std::string first;
  std::string second;
  commit([&](Store& store) { first = store.write_link_code("truong", "p1", on_day(3)); });
  commit([&](Store& store) { second = store.write_link_code("truong", "p1", on_day(4)); });
  EXPECT_NE(first, second);
  commit([&](Store& store) { EXPECT_FALSE(store.take_link_code(first, on_day(1))); });
  close();
  RawDatabase raw(file());
  for (const std::string& row : raw.rows("SELECT hex(hash) || post || person FROM link_code")) {
    EXPECT_EQ(row.find(second), std::string::npos);
  }
}

TEST_F(StoreLinks, GiveAChatToOnePersonAndAPersonOneChat) {
  const auto link = [this](const std::string& person, const std::string& chat, int day) {
    commit([&](Store& store) { store.write_link({"zalo", person, "truong", chat, on_day(day)}); });
  };
  link("p1", "a", 1);
  link("p1", "b", 2);
  ASSERT_EQ(store().links().size(), 1U);
  EXPECT_EQ(store().links()[0].chat, "b");
  link("p2", "b", 3);
  ASSERT_EQ(store().links().size(), 1U);
  EXPECT_EQ(store().links()[0].person, "p2");
  commit([](Store& store) {
    EXPECT_TRUE(store.remove_links("p2"));
    EXPECT_FALSE(store.remove_links("p2"));
  });
  EXPECT_TRUE(store().links().empty());
}

}  // namespace
}  // namespace dondoc::received_rows_test
