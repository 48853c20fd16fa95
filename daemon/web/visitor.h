// SPDX-License-Identifier: Apache-2.0
// Who looks at a page, and what pages are made from.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/web/throttle.h"
#include "daemon/web_settings.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

inline constexpr std::chrono::hours session_idle_max{12};
inline constexpr std::chrono::hours session_max{7 * 24};
/// A session that is in use is written down again this often.
inline constexpr std::chrono::minutes session_seen_every{10};

struct Visitor {
  std::string person;
  std::vector<std::string> posts;  ///< that they speak for today, the own ones first
  Role role{Role::viewer};
  std::string session;  ///< the secret of their cookie
};

/// What is open, read once until something is written: pages are looked at far more often.
class OpenDuties {
 public:
  /// More are counted as not shown.
  static constexpr int rows_max = 5'000;

  [[nodiscard]] const std::vector<Occurrence>& of(const Store& store);
  [[nodiscard]] bool cut() const { return cut_; }
  /// The store was opened anew: its count of changes begins again.
  void forget() { as_of_.reset(); }

 private:
  std::vector<Occurrence> rows_;
  std::optional<std::int64_t> as_of_;
  bool cut_{false};
};

/// What has closed lately, the newest first; read once until something is written.
class ClosedDuties {
 public:
  static constexpr int rows_max = 5'000;
  static constexpr std::chrono::days looked_back{400};

  [[nodiscard]] const std::vector<Occurrence>& of(const Store& store, Instant now);
  void forget() { as_of_.reset(); }

 private:
  std::vector<Occurrence> rows_;
  std::optional<std::int64_t> as_of_;
};

/// What outlasts a request.
struct WebMemory {
  /// Of one address: wrong codes, and codes asked for.
  Throttle doors{60, std::chrono::minutes{10}};
  /// Of one address: wrong tokens. Counted apart, so that a program whose token is over doesn't
  /// shut the people of the same office out.
  Throttle tokens{60, std::chrono::minutes{10}};
  OpenDuties open_duties;
  ClosedDuties closed_duties;

  /// The store was opened anew.
  void forget() {
    open_duties.forget();
    closed_duties.forget();
  }
};

struct ConfigFiles;

/// Where plans are written from the page: the files in use, and how one is put beside them.
struct PlanDesk {
  const ConfigFiles& files;
  /// Writes the file and has the folder read again; in Vietnamese why it could not be written, or
  /// nothing.
  std::function<std::string(const std::string& name, const std::string& text)> publish;
  /// The names of files that were written over, the newest first, and what one of them says.
  std::function<std::vector<std::string>()> former{};
  std::function<std::optional<std::string>(const std::string& name)> former_text{};
};

struct WebContext {
  const RouteContext& office;
  const WebSettings& settings;
  WebMemory& memory;
  const PlanDesk* desk{nullptr};  ///< nullptr: plans can't be edited here
};

/// What the person may do, by the posts they hold or act for.
[[nodiscard]] Visitor visitor_of(const std::string& person, const RuleSet& rules, Date day);

/// Who sent the cookie of a session that still lasts; the session is written down as in use.
[[nodiscard]] std::optional<Visitor> visitor_of(const ApiRequest& request,
                                                const WebContext& context);

/// Stands in every form; only a page of this session knows it.
[[nodiscard]] std::string form_token(const Visitor& visitor);

/// Whether a browser says that this POST came from a page of ours, or says nothing of it.
[[nodiscard]] bool is_own_origin(const ApiRequest& request, const WebContext& context);

[[nodiscard]] std::string session_cookie(const std::string& secret, const WebSettings& settings);
[[nodiscard]] std::string ended_cookie(const WebSettings& settings);

/// Whose limits a request counts for: who connected or, behind a proxy, whom it names last; of IPv6
/// the network, because one machine has as many addresses there as it likes.
[[nodiscard]] std::string address_of(const ApiRequest& request, const WebSettings& settings);

}  // namespace dondoc
