// SPDX-License-Identifier: Apache-2.0
// The forms by which people act on a duty, on its page and behind a mail's link.
#pragma once

#include "daemon/web/form.h"
#include "daemon/web/html.h"
#include "daemon/web/visitor.h"
#include "rules/schedule/acts.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dondoc {

struct ActField {
  std::string_view name;  ///< as the API calls it
  std::string_view label;
  std::string_view hint;
  /// An officer is a post of the unit that owes the duty.
  enum class Kind { text, long_text, day, number, post, officer, unit } kind{Kind::text};
  bool required{false};
};

struct ActForm {
  std::string_view act;     ///< "complete"
  std::string_view title;   ///< "Báo hoàn thành"
  std::string_view button;  ///< "Ghi nhận hoàn thành"
  std::vector<ActField> fields;
};

/// In the order in which a page shows them.
[[nodiscard]] const std::vector<ActForm>& act_forms_of_pages();
[[nodiscard]] const ActForm* find_act_form(std::string_view act);

/// The fields, empty but for what `given` says.
[[nodiscard]] Html act_fields(const ActForm& form,
                              const Occurrence& occurrence,
                              const RuleSet& rules,
                              const Form& given);

/// What the form says as an act, or in Vietnamese what is wrong with it.
[[nodiscard]] std::variant<Act, std::string> act_of(const ActForm& form,
                                                    const Form& given,
                                                    const RouteContext& context);

/// For which of the posts the act would be done, or why for none.
[[nodiscard]] std::variant<std::string, ActRefused> post_for(const Act& act,
                                                             const Occurrence& occurrence,
                                                             const std::vector<std::string>& posts,
                                                             Role role,
                                                             const RuleSet& rules,
                                                             Date day);

}  // namespace dondoc
