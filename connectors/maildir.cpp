// SPDX-License-Identifier: Apache-2.0
#include "connectors/maildir.h"

#include "connectors/mail_composer.h"

#include <utility>

namespace dondoc {

MaildirConnector::MaildirConnector(MaildirSettings settings) : settings_(std::move(settings)) {}

std::variant<Request, Outcome> MaildirConnector::compose(const OutgoingMessage& message,
                                                         std::chrono::sys_seconds /*now*/) const {
  const std::optional<std::string> bytes = compose_mail({settings_.from,
                                                         message.address,
                                                         message.subject,
                                                         message.text,
                                                         message.id,
                                                         settings_.message_id_domain,
                                                         message.created_at,
                                                         {},
                                                         {},
                                                         {},
                                                         message.links});
  if (!bytes) {
    return Outcome{OutcomeClass::rejected,
                   "không lập được thư: địa chỉ hoặc tiêu đề không hợp lệ",
                   std::chrono::seconds{0}};
  }
  // Neither host name nor process id, which the Maildir page suggests: a retry after a restart has
  // to find the file of the attempt before. The id is unique by itself.
  const std::string name =
      std::to_string(message.created_at.time_since_epoch().count()) + "." + message.id + ".dondoc";
  return Request{MaildirRequest{settings_.directory, name, *bytes}};
}

Outcome MaildirConnector::interpret(const Reply& reply) const {
  switch (reply.failure) {
    case Failure::none:
      return {OutcomeClass::ok, "đã đặt vào hòm thư", {}};
    case Failure::not_sent:
      return {OutcomeClass::retry, shortened_detail(reply.error), {}};
    case Failure::sent_no_answer:
      return {OutcomeClass::uncertain, shortened_detail(reply.error), {}};
    case Failure::refused_local:
      return {OutcomeClass::rejected, shortened_detail(reply.error), {}};
  }
  return {OutcomeClass::uncertain, {}, {}};
}

}  // namespace dondoc
