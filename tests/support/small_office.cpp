// SPDX-License-Identifier: Apache-2.0
#include "tests/support/small_office.h"

#include <cassert>
#include <stdexcept>

namespace dondoc::testing {

namespace {

Policy standard_policy() {
  Policy policy;
  policy.id = "standard";
  policy.at = {7 * 60 + 30};
  policy.hours = {{{7 * 60 + 30}, {11 * 60 + 30}}, {{13 * 60 + 30}, {17 * 60}}};
  policy.ladder = {
      {"con-10", {true, 10, OffsetUnit::days}, Audience::lead, std::nullopt},
      {"con-3", {true, 3, OffsetUnit::days}, Audience::lead, std::nullopt},
      {"con-1", {true, 1, OffsetUnit::days}, Audience::lead, std::nullopt},
      {"tre-1", {false, 1, OffsetUnit::days}, Audience::lead, Repeat{2, 5}},
      {"tre-3", {false, 3, OffsetUnit::days}, Audience::oversight, std::nullopt},
      {"tre-7", {false, 7, OffsetUnit::days}, Audience::leader, std::nullopt},
  };
  return policy;
}

void add_post(Directory& directory, const std::string& id, const std::string& title) {
  Post post;
  post.id = id;
  post.title = title;
  post.held_by = {{id + "-1", make_date(2025, 7, 1), std::nullopt}};
  directory.posts[id] = post;
  Person person;
  person.id = id + "-1";
  person.name = title + " (mẫu)";
  person.contacts = {{"maildir", id + "@xa.example"}};
  directory.people[person.id] = person;
}

void add_unit(Directory& directory,
              const std::string& id,
              const std::string& name,
              const std::string& head,
              const std::string& reports_to) {
  directory.units[id] = Unit{id, name, {}, head, reports_to, false};
}

Directory small_directory() {
  Directory directory;
  directory.office = "UBND xã Mẫu";
  add_post(directory, "truong-vh-xh", "Trưởng phòng Văn hóa - Xã hội");
  add_post(directory, "truong-kinh-te", "Trưởng phòng Kinh tế");
  add_post(directory, "giam-doc-pvhcc", "Giám đốc Trung tâm Phục vụ hành chính công");
  add_post(directory, "chanh-van-phong", "Chánh Văn phòng HĐND và UBND");
  add_post(directory, "pct-vh-xh", "Phó Chủ tịch UBND xã");
  add_post(directory, "chu-tich", "Chủ tịch UBND xã");
  add_unit(directory, "vh-xh", "Phòng Văn hóa - Xã hội", "truong-vh-xh", "pct-vh-xh");
  add_unit(directory, "kinh-te", "Phòng Kinh tế", "truong-kinh-te", "pct-vh-xh");
  add_unit(directory, "pvhcc", "Trung tâm Phục vụ hành chính công", "giam-doc-pvhcc", "pct-vh-xh");
  add_unit(directory, "van-phong", "Văn phòng HĐND và UBND", "chanh-van-phong", "chu-tich");
  directory.chair = "chu-tich";
  directory.groups["all-units"] = {"vh-xh", "kinh-te", "pvhcc", "van-phong"};
  return directory;
}

WorkingDays calendar_2026() {
  const auto off = [](unsigned month, unsigned day, const std::string& name) {
    return SpecialDay{make_date(2026, month, day), DayKind::off, name, "TB 9441/TB-BNV"};
  };
  CalendarYear year;
  year.year = 2026;
  year.promulgated = true;
  year.days = {off(1, 1, "Tết Dương lịch"),
               off(1, 2, "nghỉ hoán đổi"),
               off(2, 16, "Tết Nguyên đán"),
               off(2, 17, "Tết Nguyên đán"),
               off(2, 18, "Tết Nguyên đán"),
               off(2, 19, "Tết Nguyên đán"),
               off(2, 20, "Tết Nguyên đán"),
               off(4, 27, "Giỗ Tổ Hùng Vương (nghỉ bù)"),
               off(4, 30, "Ngày Chiến thắng"),
               off(5, 1, "Ngày Quốc tế Lao động"),
               off(8, 31, "nghỉ hoán đổi"),
               off(9, 1, "Quốc khánh"),
               off(9, 2, "Quốc khánh"),
               off(11, 24, "Ngày Văn hóa Việt Nam")};
  year.days.push_back({make_date(2026, 1, 10), DayKind::working, "làm bù", "CV 12729/VPCP-KGVX"});
  year.days.push_back({make_date(2026, 8, 22), DayKind::working, "làm bù", "TB 9441/TB-BNV"});
  return WorkingDays(0b1000001, {year});
}

Obligation duty(const std::string& id,
                const std::string& title,
                const std::string& lead,
                const std::string& oversight,
                const std::string& product,
                const DueRule& rule,
                const std::string& phrase) {
  Obligation obligation;
  obligation.id = id;
  obligation.title = title;
  obligation.lead = {LeadKind::one, {lead}};
  if (!oversight.empty()) {
    obligation.oversight = oversight;
  }
  obligation.product = product;
  obligation.policy = "standard";
  Stage stage;
  stage.rule = rule;
  stage.phrase = phrase;
  stage.place = {"plans/cchc.yaml", 10};
  obligation.stages = {stage};
  return obligation;
}

Plan small_plan() {
  Plan plan;
  plan.id = plan_id;
  plan.title = "Kế hoạch CCHC giai đoạn 2026 - 2030";
  plan.authority = "UBND xã Mẫu";
  plan.issued = make_date(2026, 4, 20);
  plan.effective_from = make_date(2026, 1, 1);
  plan.effective_to = make_date(2030, 12, 31);
  plan.coordinator = "vh-xh";
  DueRule monthly{MonthlyRule{25, 0}, Limit::before, TimeOfDay{11 * 60 + 30}, Roll::none};
  DueRule following{MonthlyRule{3, 1}, Limit::before, std::nullopt, Roll::none};
  DueRule september{YearlyRule{1, 9, std::nullopt, 0}, Limit::by, std::nullopt, Roll::none};
  DueRule january{YearlyRule{1, 1, std::nullopt, 0}, Limit::by, std::nullopt, Roll::none};
  DueRule once{
      OnceRule{std::nullopt, make_date(2026, 4, 28), "once"}, Limit::by, std::nullopt, Roll::none};
  plan.obligations = {
      duty("VII.4",
           "Báo cáo kết quả sáng kiến, mô hình, giải pháp CCHC",
           "kinh-te",
           "vh-xh",
           "Báo cáo",
           september,
           "báo cáo kết quả thực hiện chậm nhất trong tháng 9 hàng năm"),
      duty("VII.6",
           "Tự đánh giá chỉ số CCHC hằng tháng",
           "vh-xh",
           "vh-xh",
           "Kết quả tự đánh giá tháng",
           monthly,
           "trước 11 giờ 30 phút ngày 25 hằng tháng"),
      duty("VII.7",
           "Báo số liệu hồ sơ nhận kết quả trực tiếp",
           "pvhcc",
           "vh-xh",
           "Công văn",
           following,
           "trước ngày 03 của tháng liền kề"),
      duty("VII.3",
           "Kế hoạch tuyên truyền CCHC",
           "vh-xh",
           "vh-xh",
           "Kế hoạch tuyên truyền",
           january,
           "trong tháng 01 hàng năm"),
      duty("VII.1",
           "Kế hoạch CCHC của đơn vị",
           "vh-xh",
           "",
           "Kế hoạch",
           once,
           "chậm nhất là ngày 28/4/2026"),
  };
  plan.obligations.back().lead = {LeadKind::each, {"vh-xh", "kinh-te", "pvhcc", "van-phong"}};
  return plan;
}

}  // namespace

RuleSet small_office() {
  RuleSet rules;
  rules.plans[plan_id] = small_plan();
  rules.policies["standard"] = standard_policy();
  rules.directory = small_directory();
  rules.calendar = calendar_2026();
  return rules;
}

Instant at(const std::string& local) {
  const std::optional<Instant> instant = parse_rfc3339(local + ":00+07:00");
  if (!instant) {
    throw std::invalid_argument("not a local time: " + local);
  }
  return *instant;
}

Obligation& obligation(RuleSet& rules, const std::string& id) {
  for (Obligation& candidate : rules.plans.at(plan_id).obligations) {
    if (candidate.id == id) {
      return candidate;
    }
  }
  throw std::invalid_argument("no obligation " + id);
}

Occurrence opened(const RuleSet& rules,
                  const SeriesKey& series,
                  const std::string& period,
                  Instant loaded,
                  Instant now,
                  int code) {
  for (Occurrence& occurrence : open({series, loaded, std::nullopt}, rules, now).occurrences) {
    if (occurrence.period == period) {
      occurrence.code = code;
      return occurrence;
    }
  }
  throw std::invalid_argument("not opened: " + period);
}

}  // namespace dondoc::testing
