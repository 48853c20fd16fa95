// SPDX-License-Identifier: Apache-2.0
// The shipped office with a desk on which its plans are edited; what is published is kept.
#pragma once

#include "daemon/plan_loader.h"
#include "rules/plan/rule_files.h"
#include "tests/unit/daemon/cli/configuration_folder.h"
#include "tests/unit/daemon/web/web_fixture.h"

#include <string>

namespace dondoc::testing {

inline const ConfigFiles& sample_files() {
  static const ConfigFiles files = read_config_files(sample_configuration());
  return files;
}

inline RuleSet sample_rules() {
  return *read_rule_files(sample_files().rules).value;
}

class DraftPagesFixture : public WebFixture {
 protected:
  DraftPagesFixture()
      : WebFixture(sample_rules()),
        desk_{sample_files(), [this](const std::string& name, const std::string& text) {
                published_ = {name, text};
                return problem_;
              }} {
    settle(at("2026-05-04T08:00"));
    web_desk_ = &desk_;
    sign_in("truong-phong-vh-xh");
  }

  PlanDesk desk_;
  SourceFile published_;
  std::string problem_;
};

}  // namespace dondoc::testing
