// SPDX-License-Identifier: Apache-2.0
#include "rules/template/render.h"

#include <kainjow/mustache.hpp>

namespace dondoc {

std::string render_template(const std::string& source,
                            const TemplateValues& values,
                            const std::function<std::string(const std::string&)>& escape) {
  kainjow::mustache::mustache compiled{source};
  compiled.set_custom_escape(escape);
  kainjow::mustache::data data;
  for (const auto& [name, value] : values) {
    if (!value.empty()) {
      data.set(name, value);
    }
  }
  return compiled.render(data);
}

}  // namespace dondoc
