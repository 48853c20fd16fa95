// SPDX-License-Identifier: Apache-2.0
// The links that a mail carries where the page can be reached from outside: one for each act that
// its reader is likely to answer with, and the duty's page.
#pragma once

#include "connectors/connector.h"
#include "daemon/store/store.h"
#include "daemon/web_settings.h"

namespace dondoc {

/// None without a public address. Of a message about several duties only the page is named: there
/// they are answered one by one. The same message gets the same links until the keys are replaced.
[[nodiscard]] MessageLinks links_of(const StoredMessage& message,
                                    Store& store,
                                    const WebSettings& settings);

}  // namespace dondoc
