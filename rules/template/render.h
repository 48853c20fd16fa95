// SPDX-License-Identifier: Apache-2.0
// The one place that sees mustache.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace dondoc {

/// By the names that a template uses; one that is empty or left out isn't there.
using TemplateValues = std::map<std::string, std::string, std::less<>>;

/// The template with its values, each as `escape` gives it. The source has been checked before
/// (rules/plan/message_template.h): one that is damaged all the same gives nothing.
[[nodiscard]] std::string render_template(
    const std::string& source,
    const TemplateValues& values,
    const std::function<std::string(const std::string&)>& escape);

}  // namespace dondoc
