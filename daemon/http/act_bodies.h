// SPDX-License-Identifier: Apache-2.0
// What the bodies of requests say: text fields, all of them known, and of an act the act itself.
#pragma once

#include "daemon/http/routes.h"
#include "rules/schedule/acts.h"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dondoc {

using Fields = std::map<std::string, std::string>;

/// The body as text fields, all of them among `known`; an empty body has none. The field `lines`
/// may have several of them, with tabs.
[[nodiscard]] std::variant<Fields, ApiResponse> read_fields(const std::string& body,
                                                            const std::vector<std::string>& known,
                                                            std::string_view lines = {});

/// Whether an act goes by this name in addresses ("complete").
[[nodiscard]] bool is_act_name(std::string_view name);

/// All of them, in no special order.
[[nodiscard]] std::vector<std::string_view> act_names();
/// Of an act that is_act_name(): the fields that its body may have.
[[nodiscard]] std::vector<std::string> fields_of_act(std::string_view name);

/// Empty when there is no such field.
[[nodiscard]] std::string text_in(const Fields& fields, const std::string& name);

struct ActRequest {
  Act act;
  Actor actor;
};

/// The act of that name with the particulars in the body, and for whom it is recorded; or the
/// answer that says what is wrong with the body. Whether the act fits the duty is perform()'s to
/// say.
[[nodiscard]] std::variant<ActRequest, ApiResponse> read_act(std::string_view name,
                                                             const std::string& body,
                                                             const RouteContext& context);

/// For whom it is recorded, by the fields "as_post" and "by". Who speaks for some posts only and
/// names none of them speaks for the first.
[[nodiscard]] std::variant<Actor, ApiResponse> read_actor(const Fields& fields,
                                                          const RouteContext& context);

}  // namespace dondoc
