// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/revoking.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"

#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {

ApiResponse revoke(const Revoking& revoking, const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  Doors doors(*context.store);
  Store::Transaction transaction(*context.store);
  const bool removed = revoking.take_back(doors);
  transaction.commit();
  return removed ? json_response(
                       nlohmann::ordered_json{{revoking.field, revoking.name}, {"revoked", true}})
                 : error_response(404, revoking.unknown_code, revoking.unknown_words);
}

}  // namespace dondoc
