// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/mail_door.h"

#include "connectors/mail_reader.h"
#include "daemon/inbox/keep_received.h"
#include "rules/answer/linked_contacts.h"
#include "rules/reply/mail_answer.h"

#include <algorithm>

namespace dondoc {
namespace {

/// Much more than anybody answers; what is behind it is cut off between characters.
constexpr std::size_t answer_bytes_max = std::size_t{16} * 1024;
constexpr std::size_t own_id_digits = 32;

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// As the directory writes it: letters of an address may be small or capital.
std::string known_address(const Directory& directory,
                          const std::string& channel,
                          const std::string& address) {
  for (const auto& [id, person] : directory.people) {
    for (const Contact& contact : person.contacts) {
      if (contact.channel == channel && in_lower_case(contact.address) == address) {
        return contact.address;
      }
    }
  }
  return address;
}

/// The message of ours that a Message-ID names with its right token; empty when it names none.
std::string own_message(const Store& store, const std::string& id) {
  const std::string local = id.substr(0, id.find('@'));
  if (local.size() <= own_id_digits || local[own_id_digits] != '-') {
    return {};
  }
  const std::string message = local.substr(0, own_id_digits);
  return store.reply_token(message) == local.substr(own_id_digits + 1) ? message : std::string{};
}

std::string proven_message(const Store& store, const ReadMail& mail) {
  for (const std::string& id : mail.answered) {
    std::string message = own_message(store, id);
    if (!message.empty()) {
      return message;
    }
  }
  return {};
}

std::string cut_between_characters(std::string text) {
  if (text.size() > answer_bytes_max) {
    std::size_t end = answer_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    text.resize(end);
  }
  return text;
}

class MailDoor {
 public:
  MailDoor(Store& store, const RuleSet& rules, const std::string& channel, Instant now)
      : store_(store), rules_(rules), channel_(channel), now_(now) {}

  void take(const FetchedMail& fetched) {
    ReadMail mail = read_mail(fetched.bytes);
    if (mail.id.empty()) {
      // The same mail again is known by its bytes.
      mail.id = message_id(fetched.bytes);
    }
    bool is_ours = false;
    if (mail.kind == MailKind::bounce) {
      is_ours = bounce(mail);
    } else if (mail.kind == MailKind::automatic) {
      ++done_.automatic;
    } else {
      is_ours = keep(mail);
    }
    if (is_ours) {
      done_.ours.push_back(fetched.uid);
    }
  }

  [[nodiscard]] KeptMail done() { return std::move(done_); }

 private:
  /// Whether it is ours, and nobody else's of the mailbox to read.
  bool keep(const ReadMail& mail) {
    ReceivedMessage message;
    message.channel = channel_;
    message.message = mail.id;
    message.chat = known_address(rules_.directory, channel_, mail.from);
    message.text = cut_between_characters(answer_in_mail(mail.text));
    message.received_at = now_;
    message.answers = proven_message(store_, mail);
    const bool is_known = person_at(rules_.directory, {channel_, message.chat}) != nullptr;
    // Anybody can write to a mailbox, under any name: who is nobody and has read nothing of ours
    // isn't answered, and takes no place from those who are.
    if (!is_known && message.answers->empty()) {
      ++done_.unknown;
      return false;
    }
    const Kept became = keep_received(store_, rules_, message);
    done_.kept += became == Kept::waiting ? 1 : 0;
    done_.unknown += became == Kept::passed_over ? 1 : 0;
    // Whoever is known may also write to the mailbox about something else.
    return became != Kept::passed_over && !message.answers->empty();
  }

  bool bounce(const ReadMail& mail) {
    const std::string id = own_message(store_, mail.bounced);
    if (id.empty()) {
      ++done_.automatic;
      return false;
    }
    const std::string detail =
        "thư bị trả lại" + (mail.status.empty() ? std::string{} : " (" + mail.status + ")");
    Store::Transaction transaction(store_);
    const Bounced became = store_.write_bounce(id, channel_, detail, now_);
    const auto message = store_.message(id);
    transaction.commit();
    if (became == Bounced::known) {
      return true;
    }
    ++done_.bounced;
    done_.message_failed = done_.message_failed || became == Bounced::failed;
    if (became == Bounced::next_channel && message) {
      done_.gone_on.push_back({message->draft.post, detail});
    }
    return true;
  }

  Store& store_;
  const RuleSet& rules_;
  const std::string& channel_;
  Instant now_;
  KeptMail done_;
};

}  // namespace

KeptMail keep_mail(Store& store,
                   const RuleSet& rules,
                   const std::string& channel,
                   const std::string& mailbox,
                   const MailboxNews& news,
                   Instant now) {
  MailDoor door(store, rules, channel, now);
  for (const FetchedMail& one : news.mails) {
    door.take(one);
  }
  const MailboxRow row{mailbox, news.place.validity, news.place.taken, news.place.marked};
  if (store.mailbox(channel) != row) {
    Store::Transaction transaction(store);
    store.write_mailbox(channel, row);
    transaction.commit();
  }
  return door.done();
}

MailboxPlace mailbox_place(const Store& store,
                           const std::string& channel,
                           const std::string& mailbox) {
  const std::optional<MailboxRow> row = store.mailbox(channel);
  return row && row->name == mailbox ? MailboxPlace{row->validity, row->taken, row->marked}
                                     : MailboxPlace{};
}

}  // namespace dondoc
