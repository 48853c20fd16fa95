// SPDX-License-Identifier: Apache-2.0
// The wording of a message in the hands of the office: a file under templates/, logic-less
// (mustache: `{{value}}`, `{{#value}}…{{/value}}` where there is one, `{{^value}}…{{/value}}` where
// there is none). Its first line is the subject, the second is empty, the rest is the text; a
// kind of one line has only the first. What a value says is put in as one plain line, so that no
// title or reason can pass for more than it is; whoever carries the message escapes for their
// format. Values without which a reader would be misled must be there. Without a file the built-in
// wording holds.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/source_file.h"
#include "rules/template/render.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

inline constexpr std::string_view templates_folder = "templates/";
inline constexpr std::string_view template_ending = ".mustache";
inline constexpr std::size_t template_code_points_max = 2'000;
inline constexpr std::size_t template_value_code_points_max = 2'000;
inline constexpr std::size_t template_subject_code_points_max = 250;
inline constexpr std::size_t template_sections_max = 8;  ///< open at one time

/// Each is templates/NAME.mustache.
enum class TemplateKind {
  reminder,      ///< a duty that comes due, alone in its message
  escalation,    ///< a duty that is late, alone, to the unit that watches it
  report,        ///< the same to a leader
  digest,        ///< what stands above the coordinator's daily list
  weekly,        ///< what stands above the leaders' list of the week
  confirmation,  ///< one line: what somebody's answer was recorded as
};

/// A value that a template can name.
struct TemplateField {
  enum class Place {
    anywhere,
    needed,        ///< the text must have it; of one line, the line
    subject_only,  ///< it is known when all else is written
  };
  std::string_view name;
  std::string_view sample;
  Place place{Place::anywhere};
};

[[nodiscard]] std::span<const TemplateField> template_fields(TemplateKind kind);
[[nodiscard]] bool has_one_line(TemplateKind kind);

class MessageTemplate {
 public:
  MessageTemplate(std::string subject, std::string text)
      : subject_(std::move(subject)), text_(std::move(text)) {}

  [[nodiscard]] std::string subject(const TemplateValues& values) const;
  /// Ends in "\n"; lines in which nothing is left but blanks are left out.
  [[nodiscard]] std::string text(const TemplateValues& values) const;

 private:
  std::string subject_;
  std::string text_;
};

using MessageTemplates = std::map<TemplateKind, MessageTemplate>;

/// Of a file under templates/; nothing for a name that isn't known.
[[nodiscard]] std::optional<TemplateKind> template_kind(std::string_view file_name);
/// The files that there can be, as a hint names them.
[[nodiscard]] std::string template_file_names();

/// The template, tried on sample values, or every mistake in it.
[[nodiscard]] std::optional<MessageTemplate> read_template(const SourceFile& file,
                                                           TemplateKind kind,
                                                           std::vector<Diagnostic>& diagnostics);

}  // namespace dondoc
