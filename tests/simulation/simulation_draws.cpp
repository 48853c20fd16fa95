// SPDX-License-Identifier: Apache-2.0
// Which deed somebody does: whatever suits the duty, and now and then what doesn't.
#include "tests/simulation/simulation_run.h"

namespace dondoc {

namespace {

using std::chrono::days;

}  // namespace

/// What somebody has just done is undone now and then, in time or too late, or by somebody else.
std::optional<SimulationRun::Deed> SimulationRun::draw() {
  const bool undoes = newest_ && dice_.one_in(5);
  if (undoes && oracle_.is_sure(newest_->key)) {
    Deed undo{newest_->key, Undo{}, newest_->actor};
    if (dice_.one_in(8)) {
      undo.actor.post = draw_superior();
    }
    if (dice_.one_in(3)) {
      newest_.reset();
    }
    return undo;
  }
  const std::optional<std::string> key = draw_open_duty();
  return key ? std::optional(draw_deed(*key)) : std::nullopt;
}

std::optional<std::string> SimulationRun::draw_open_duty() {
  if (!quota_met_.empty() && dice_.one_in(30)) {
    return quota_met_;  // Counted beyond its number.
  }
  std::vector<std::string> open;
  std::vector<std::string> watches;
  for (const std::string& key : oracle_.live()) {
    const OracleDuty& duty = oracle_.duties().at(key);
    if (duty.state == OccurrenceState::open) {
      (duty.obligation->watches.empty() ? open : watches).push_back(key);
    }
  }
  const std::vector<std::string>& from =
      open.empty() || dice_.one_in(setting_.events_one_in) ? watches : open;
  if (from.empty()) {
    return std::nullopt;
  }
  const std::string* first = nullptr;
  for (int drawn = 0; drawn < setting_.duties_weighed; ++drawn) {
    const auto place = static_cast<std::size_t>(dice_.pick(0, static_cast<int>(from.size()) - 1));
    const auto due_of = [this](const std::string& key) { return oracle_.duties().at(key).due.due; };
    if (first == nullptr || due_of(from[place]) < due_of(*first)) {
      first = &from[place];
    }
  }
  return *first;
}

SimulationRun::Deed SimulationRun::draw_deed(const std::string& key) {
  Deed deed = draw_suitable_deed(key);
  if (dice_.one_in(12)) {  // Whose it is, or isn't.
    const auto& posts = oracle_.directory().posts;
    const int place = dice_.pick(0, static_cast<int>(posts.size()) - 1);
    deed.actor.post = std::next(posts.begin(), place)->first;
  }
  return deed;
}

SimulationRun::Deed SimulationRun::draw_suitable_deed(const std::string& key) {
  const OracleDuty& duty = oracle_.duties().at(key);
  const std::string unit = Oracle::lead_units(duty).front();
  const std::string lead = oracle_.directory().units.at(unit).head;
  Deed deed;
  deed.key = key;
  deed.actor = {lead, dice_.one_in(3) ? "phone" : "cli"};
  if (setting_.done_percent > 0 && dice_.pick(1, 100) <= setting_.done_percent) {
    deed.act = Complete{"12/BC-UBND", plain_date(now_)};
    return deed;
  }
  const int dice = dice_.pick(0, 99);
  if (!duty.obligation->watches.empty() && dice < 80) {
    deed.act = draw_event(duty);
  } else if (duty.stage->rule.quota && dice < 50) {
    deed.act = Count{dice_.pick(1, 3), dice_.one_in(2) ? "5/BB" : ""};
  } else if (duty.stage->rule.target && dice < 30) {
    deed.act = dice_.one_in(2) ? Measure{"", "", "95,5"}
                               : Measure{std::to_string(dice_.pick(0, 90)), "90", ""};
  } else if (duty.wish && dice < 60) {
    deed.actor.post = draw_superior();
    deed.act = dice_.one_in(3) ? Grant{draw_day(duty)} : Grant{};
  } else if (duty.handover && dice < 70) {
    deed.actor.post = draw_superior();
    deed.act = dice_.one_in(2) ? Act{Grant{}} : Act{Transfer{duty.handover->unit, ""}};
  } else if (duty.paper && dice < 70) {
    deed.act = dice_.one_in(2) ? Act{Return{"bổ sung số liệu"}} : Act{Complete{"12/BC-UBND", {}}};
  } else {
    draw_usual(duty, dice_.pick(0, 99), deed);
  }
  return deed;
}

void SimulationRun::draw_usual(const OracleDuty& duty, int dice, Deed& deed) {
  if (dice < 25) {
    deed.act = Complete{"12/BC-UBND", plain_date(now_)};
  } else if (dice < 30) {
    draw_officer(duty, deed);
  } else if (dice < 45) {
    const auto room = (duty.due.last_day - plain_date(now_)).count();
    Acknowledge acknowledge;
    if (room > 0 && dice_.one_in(2)) {
      acknowledge.promised = plain_date(now_) + days(dice_.pick(0, static_cast<int>(room)));
    }
    deed.act = acknowledge;
  } else if (dice < 59) {
    deed.act = Submit{std::nullopt, dice_.one_in(2) ? "" : draw_superior()};
  } else if (dice < 62) {
    deed.act = dice_.one_in(2) ? Act{Report{"đã xong một phần"}} : Act{Comment{"đã gọi điện"}};
  } else if (dice < 66) {
    draw_ending(deed);
  } else if (dice < 74) {
    draw_handing_on(duty, deed);
  } else if (dice < 84) {
    if (dice_.one_in(3)) {
      deed.actor.post = draw_superior();
    }
    deed.act = Extend{draw_day(duty), "lần " + std::to_string(steps_)};
  } else if (dice < 94) {
    deed.actor.post = dice_.one_in(6) ? deed.actor.post : draw_superior();
    deed.act = Adjust{plain_date(now_) + days(dice_.pick(-10, 60)), "CV 8/SNV"};
  } else {
    deed.act = dice_.one_in(2) ? Act{Return{"bổ sung"}} : Act{Grant{}};  // Of nothing, mostly.
  }
}

/// Whoever does it for the lead; now and then somebody of another unit, who may not.
void SimulationRun::draw_officer(const OracleDuty& duty, Deed& deed) {
  const std::string unit = dice_.one_in(6) ? draw_unit() : Oracle::lead_units(duty).front();
  deed.act = Assign{dice_.one_in(5) ? deed.actor.post : "pho-" + unit};
}

/// Another unit does it, a person hears of it no more, or is told to get on with it.
void SimulationRun::draw_handing_on(const OracleDuty& duty, Deed& deed) {
  switch (dice_.pick(1, 7)) {
    case 1:
    case 2:
      if (dice_.one_in(3)) {
        deed.actor.post = draw_superior();
      }
      deed.act =
          Snooze{duty.due.dated && dice_.one_in(2) ? duty.due.last_day
                                                   : plain_date(now_) + days(dice_.pick(0, 25))};
      break;
    case 3:
      deed.actor.post = oracle_.directory().units.at(duty.plan->coordinator).head;
      deed.act = Urge{"đề nghị khẩn trương, lần " + std::to_string(steps_ % 3)};
      break;
    case 4:
    case 5:
      if (dice_.one_in(2)) {
        deed.actor.post = draw_superior();
      }
      deed.act = Transfer{draw_unit(), "ngoài chức năng, lần " + std::to_string(steps_ % 3)};
      break;
    case 6:
      deed.actor.post = draw_superior();
      deed.act = Direct{"báo cáo trước thứ Sáu"};
      break;
    default:
      deed.actor.post = draw_superior();
      deed.act = Note{};
      break;
  }
}

/// It ends otherwise, or is said to be late for a reason.
void SimulationRun::draw_ending(Deed& deed) {
  const int dice = dice_.pick(0, 5);
  if (dice < 3) {
    deed.act = ExcuseDelay{dice == 0 ? "" : "mưa lũ đợt " + std::to_string(dice)};
    deed.actor.post = dice_.one_in(2) ? deed.actor.post : draw_superior();
  } else if (dice == 3) {
    deed.act = Nothing{};
  } else {
    deed.actor.post = dice_.one_in(3) ? deed.actor.post : draw_superior();
    deed.act = dice == 4 ? Act{Fail{"không bố trí được kinh phí"}} : Act{Waive{"sáp nhập đơn vị"}};
  }
}

/// A later day than the due, mostly.
Date SimulationRun::draw_day(const OracleDuty& duty) {
  const Date from = duty.due.dated ? duty.due.last_day : plain_date(now_);
  return from + days(dice_.one_in(6) ? -dice_.pick(0, 10) : dice_.pick(1, 40));
}

/// Somebody who may give more time: the chair, a leader in charge, or whoever runs the system.
std::string SimulationRun::draw_superior() {
  const Directory& directory = oracle_.directory();
  const int dice = dice_.pick(0, 2);
  return dice == 0   ? directory.chair
         : dice == 1 ? directory.units.at(draw_unit()).reports_to.value_or(directory.chair)
                     : "quan-tri";
}

std::string SimulationRun::draw_unit() {
  const auto& units = oracle_.directory().units;
  return std::next(units.begin(), dice_.pick(0, static_cast<int>(units.size()) - 1))->first;
}

/// A new event, or another word about one that is known.
Act SimulationRun::draw_event(const OracleDuty& watch) {
  Happen happen;
  const std::vector<Happening>& known = oracle_.happenings(watch);
  const int back = dice_.one_in(4) ? 60 : 6;
  happen.date = plain_date(now_) - days(dice_.pick(0, back));
  if (dice_.one_in(4)) {
    happen.time = TimeOfDay{60 * dice_.pick(0, 23)};
  }
  if (dice_.one_in(3)) {
    happen.unit = draw_unit();
  }
  if (dice_.one_in(6)) {
    happen.due = plain_date(now_) + days(dice_.pick(0, 30));
  }
  happen.document = dice_.one_in(2) ? "150/NĐ-CP" : "";
  if (!known.empty() && dice_.one_in(3)) {
    const Happening& one =
        known[static_cast<std::size_t>(dice_.pick(0, static_cast<int>(known.size()) - 1))];
    happen.id = one.id;
    if (dice_.one_in(2)) {
      happen.unit = one.unit;  // Only the date was wrong.
    }
  }
  return happen;
}

}  // namespace dondoc
