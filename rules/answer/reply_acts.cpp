// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/reply_acts.h"

namespace dondoc {

std::optional<Act> act_of(const ReplyAct& reply) {
  switch (reply.verb) {
    case ReplyVerb::acknowledge:
      return Acknowledge{reply.date};
    case ReplyVerb::submit:
      return Submit{reply.date, {}};
    case ReplyVerb::complete:
      return Complete{reply.document, reply.date};
    case ReplyVerb::give_back:
      return Return{reply.text};
    case ReplyVerb::progress:
      return Report{reply.text};
    case ReplyVerb::extend:
      return Extend{reply.date.value_or(Date{}), reply.text};
    case ReplyVerb::grant:
      return Grant{reply.date};
    case ReplyVerb::adjust:
      return Adjust{reply.date.value_or(Date{}), reply.text};
    case ReplyVerb::happen: {
      Happen happen;
      happen.date = reply.date;
      return happen;
    }
    case ReplyVerb::count:
      return Count{reply.amount, {}};
    case ReplyVerb::measure:
      return Measure{reply.numerator, reply.denominator, reply.value};
    case ReplyVerb::nothing:
      return Nothing{};
    case ReplyVerb::comment:
      return Comment{reply.text};
    case ReplyVerb::waive:
      return Waive{reply.text};
    case ReplyVerb::excuse:
      return ExcuseDelay{reply.text};
    case ReplyVerb::fail:
      return Fail{reply.text};
    case ReplyVerb::undo:
      return Undo{};
    case ReplyVerb::assign:
    case ReplyVerb::transfer:
    case ReplyVerb::snooze:
    case ReplyVerb::urge:
    case ReplyVerb::direct:
    case ReplyVerb::note:
    case ReplyVerb::show:
    case ReplyVerb::list:
    case ReplyVerb::away:
    case ReplyVerb::help:
      break;
  }
  return std::nullopt;
}

}  // namespace dondoc
