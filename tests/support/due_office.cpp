// SPDX-License-Identifier: Apache-2.0
#include "tests/support/due_office.h"

#include <cassert>
#include <fstream>
#include <string>

namespace dondoc::testing {

namespace {

std::string directory_text() {
  std::string units = "units:\n";
  std::string posts = "posts:\n";
  std::string people = "people:\n";
  for (int i = 1; i <= due_office_units_max; ++i) {
    const std::string n = std::to_string(i);
    units += "  - { id: don-vi-" + n + ", name: Đơn vị số " + n + ", head: truong-" + n + " }\n";
    posts += "  - { id: truong-" + n + ", title: Trưởng đơn vị số " + n +
             ", held_by: [{ person: nguoi-" + n + ", from: 2020-01-01 }] }\n";
    people += "  - { id: nguoi-" + n + ", name: Người số " + n + ", contacts: [{ maildir: nguoi-" +
              n + "@xa.example }] }\n";
  }
  return "office: UBND xã Mẫu\nchair: truong-1\n" + units + posts + people;
}

std::string plan_text(const std::vector<Date>& dues) {
  std::string text =
      "plan: thu\ntitle: Kế hoạch thử\n"
      "document: { number: 1/KH-UBND, issued: 2020-01-02, authority: UBND xã Mẫu }\n"
      "effective: { from: 2020-01-01, to: 2099-12-31 }\n"
      "watch_from: 2020-01-02\n"
      "coordinator: don-vi-1\ndefaults: { policy: standard }\nobligations:\n";
  int number = 0;
  for (const Date due : dues) {
    const std::string n = std::to_string(++number);
    text += "  - { id: V." + n + ", title: Việc số " + n + ", lead: don-vi-" + n +
            ", product: Báo cáo, due: { every: once, date: " + to_iso(due) + " } }\n";
  }
  return text;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

void write_due_office(const std::filesystem::path& folder, const std::vector<Date>& dues) {
  assert(dues.size() <= due_office_units_max && !dues.empty());
  std::filesystem::create_directories(folder / "plans");
  write(folder / "dondoc.yaml",
        "connectors:\n  - { id: maildir, kind: maildir, from: don-doc@xa.example }\n");
  write(folder / "directory.yaml", directory_text());
  write(folder / "policies.yaml",
        "standard:\n  at: \"00:00\"\n  hours: [\"00:00-24:00\"]\n  ladder:\n"
        "    - { rung: con-25, before: 25 days, to: lead }\n");
  write(folder / "plans" / "thu.yaml", plan_text(dues));
}

}  // namespace dondoc::testing
