// SPDX-License-Identifier: Apache-2.0
// What every page has around its content, and how pages are sent.
#pragma once

#include "daemon/web/html.h"
#include "daemon/web/visitor.h"

#include <string>
#include <string_view>

namespace dondoc {

/// A message at the top of a page.
struct Told {
  enum class Tone { plain, good, bad } tone{Tone::plain};
  std::string words;
};

struct Page {
  std::string title;
  Html body;
  std::string_view here{};  ///< the address in the navigation that it belongs to
  std::optional<Told> told{};
};

/// For somebody who has signed in, with the navigation of what they may see.
[[nodiscard]] ApiResponse page_response(const Page& page,
                                        const Visitor& visitor,
                                        const WebContext& context,
                                        int status = 200);
/// For anybody: signing in, a link of a mail, a mistake.
[[nodiscard]] ApiResponse open_page(const Page& page, const WebContext& context, int status = 200);

/// Another address, to be fetched by GET.
[[nodiscard]] ApiResponse see_other(const std::string& address);

[[nodiscard]] ApiResponse missing_page(const WebContext& context);

/// Content-Security-Policy and its like, for everything that leaves by TCP.
void add_safety(ApiResponse& response, const WebSettings& settings);

/// The hidden field that proves a form to be ours.
[[nodiscard]] Html token_field(const Visitor& visitor);

}  // namespace dondoc
