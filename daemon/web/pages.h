// SPDX-License-Identifier: Apache-2.0
// The pages one by one; front.cpp finds the one that is meant.
#pragma once

#include "daemon/http/url.h"
#include "daemon/web/form.h"
#include "daemon/web/page.h"
#include "daemon/web/visitor.h"

#include <string>
#include <vector>

namespace dondoc {

/// What somebody who has signed in asks for.
struct PageCall {
  const Visitor& visitor;
  std::vector<std::string> parts;  ///< of the address, as its pattern names them
  const std::map<std::string, std::string>& query;
  const Form& form;  ///< of a POST
};

// ---- Doors, for anybody (sign_in.cpp) ----------------------------------------------------------
[[nodiscard]] ApiResponse get_sign_in(const WebContext& context);
[[nodiscard]] ApiResponse post_sign_in(const Form& form,
                                       const ApiRequest& request,
                                       const WebContext& context);
[[nodiscard]] ApiResponse get_code(const std::string& code, const WebContext& context);
[[nodiscard]] ApiResponse post_code(const Form& form,
                                    const ApiRequest& request,
                                    const WebContext& context);

// ---- Links of mails, for who has one (link_pages.cpp) ------------------------------------------
[[nodiscard]] ApiResponse get_act_link(const std::string& link, const WebContext& context);
[[nodiscard]] ApiResponse post_act_link(const std::string& link,
                                        const Form& form,
                                        const WebContext& context);

// ---- Pages -------------------------------------------------------------------------------------
[[nodiscard]] ApiResponse post_sign_out(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_today(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_duty(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_duty_act(const PageCall& call, const WebContext& context);

}  // namespace dondoc
