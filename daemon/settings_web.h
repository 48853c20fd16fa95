// SPDX-License-Identifier: Apache-2.0
// Addresses in dondoc.yaml: of the page, and of services that messages go to.
#pragma once

#include "daemon/web_settings.h"
#include "rules/plan/decoder.h"

#include <string>

namespace dondoc {

enum class PlainHttp { refused, allowed };

/// Of the key's value: a whole address, with https unless http is allowed.
void check_url(MappingDecoder& decoder,
               const std::string& key,
               const std::string& url,
               PlainHttp plain_http);

/// `listen`, `public_url` and `behind_proxy`.
void decode_web(MappingDecoder& decoder, WebSettings& web);

}  // namespace dondoc
