// SPDX-License-Identifier: Apache-2.0
// Whose a deed is, and whom a duty may be handed to.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <tuple>

namespace dondoc {

/// The post itself, or whose holder acts for it.
static bool is_there_for(const Directory& directory,
                         const std::string& post,
                         const std::string& whose,
                         Date day) {
  if (whose.empty() || directory.posts.count(post) == 0) {
    return false;
  }
  const std::string* person = plain_holder(directory, post, day);
  const std::string* there = plain_acting(directory, whose, day);
  return post == whose || (person != nullptr && there != nullptr && *person == *there);
}

/// The head of the unit, or the head's deputy.
static bool leads_unit(const Directory& directory, const std::string& post, const std::string& id) {
  const std::string& head = directory.units.at(id).head;
  return post == head || directory.posts.at(head).deputy == post;
}

bool Oracle::may_decide(const OracleDuty& duty, const std::string& post, Date day) const {
  const auto& units = directory().units;
  const std::vector<std::string> leads = lead_units(duty);
  return post == "quan-tri" || is_there_for(directory(), post, directory().chair, day) ||
         std::any_of(leads.begin(), leads.end(), [&](const std::string& unit) {
           return is_there_for(directory(), post, units.at(unit).reports_to.value_or(""), day);
         });
}

/// Whether the deed is that post's to do, whatever the duty says to it.
bool Oracle::may(const OracleDuty& duty, const Act& act, const std::string& post, Date day) const {
  const auto found = series_.find(duty.series);
  if (post == "quan-tri" || found == series_.end()) {
    return post == "quan-tri";
  }
  OracleDuty series = found->second;
  series.given_to = duty.given_to;
  const auto heads_one_of = [&](const std::vector<std::string>& units) {
    return std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
      return leads_unit(directory(), post, unit);
    });
  };
  const bool coordinates = heads_one_of({series.plan->coordinator});
  const bool does = heads_one_of(lead_units(series)) || coordinates;
  const bool decides = may_decide(series, post, day);
  const bool signs = duty.paper && is_there_for(directory(), post, duty.paper->second, day);
  const auto& oversight = series.obligation->oversight;
  const bool watches = oversight && heads_one_of({*oversight});
  if (std::holds_alternative<Grant>(act) || std::holds_alternative<Adjust>(act) ||
      std::holds_alternative<Fail>(act) || std::holds_alternative<Waive>(act) ||
      std::holds_alternative<Direct>(act) || std::holds_alternative<Note>(act)) {
    return decides;
  }
  if (std::holds_alternative<Urge>(act)) {
    return watches || coordinates;
  }
  if (std::holds_alternative<Tell>(act)) {
    return coordinates ||
           is_there_for(directory(), post, directory().admin.value_or("truong-vh"), day);
  }
  if (std::holds_alternative<Assign>(act)) {
    return heads_one_of(lead_units(series)) || decides;
  }
  if (std::holds_alternative<Extend>(act) || std::holds_alternative<Transfer>(act) ||
      std::holds_alternative<Happen>(act) || std::holds_alternative<ExcuseDelay>(act)) {
    return does || decides;
  }
  if (std::holds_alternative<Complete>(act)) {
    return does || decides || signs;
  }
  if (std::holds_alternative<Return>(act)) {
    return watches || coordinates || signs || decides;
  }
  const bool helps = watches || heads_one_of(series.obligation->support);
  if (std::holds_alternative<Comment>(act) || std::holds_alternative<Snooze>(act)) {
    return does || decides || signs || helps;
  }
  return does || (std::holds_alternative<Report>(act) && helps);
}

/// A paper that waits for its signer is the former lead's.
bool Oracle::takes_handover(const OracleDuty& duty,
                            const Transfer& act,
                            const std::string& post,
                            Date today) const {
  const bool known = directory().units.count(act.unit) != 0;
  if (!known || duty.paper || lead_units(duty) == std::vector<std::string>{act.unit}) {
    return false;
  }
  const bool wished = duty.handover && duty.handover->unit == act.unit;
  if (may_decide(duty, post, today)) {
    return wished || !act.reason.empty();
  }
  return !act.reason.empty() && !(wished && duty.handover->reason == act.reason);
}

/// Who does it, who hears of it, and what its lead is told.
bool Oracle::takes_handing_on(const OracleDuty& duty,
                              const Act& act,
                              const std::string& post,
                              Date today) const {
  if (const auto* assign = std::get_if<Assign>(&act)) {
    const auto found = directory().posts.find(assign->post);
    if (found == directory().posts.end()) {
      return false;
    }
    const std::vector<std::string> units = lead_units(duty);
    const bool heads = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
      return directory().units.at(unit).head == assign->post;
    });
    const bool works_there = std::count(units.begin(), units.end(), found->second.unit) > 0;
    const std::string officer = officer_of(duty, today);
    return (heads || works_there) && officer != assign->post && !(heads && officer.empty());
  }
  if (const auto* snooze = std::get_if<Snooze>(&act)) {
    const auto known = duty.quiet_until.find(post);
    return post != "quan-tri" && snooze->until > today && snooze->until <= duty.due.last_day &&
           !(known != duty.quiet_until.end() && known->second == snooze->until &&
             is_in_the_same_hands(post, duty.quiet_since.at(post), today));
  }
  if (std::holds_alternative<Note>(act)) {
    return post != "quan-tri" && duty.seen_by.count(post) == 0;
  }
  const bool directs = std::holds_alternative<Direct>(act);
  const std::string& text = directs ? std::get<Direct>(act).text : std::get<Urge>(act).text;
  return !duty.urged || duty.urging != std::make_tuple(directs, post, text);
}

}  // namespace dondoc
