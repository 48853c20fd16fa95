// SPDX-License-Identifier: Apache-2.0
// The wording of a message in the hands of the office: a file under templates/, logic-less
// (mustache: `{{value}}`, `{{#value}}…{{/value}}` where there is one, `{{^value}}…{{/value}}` where
// there is none). Its first line is the subject, the second is empty, the rest is the text. What a
// value says is put in as one plain line, so that no title or reason can pass for more than it is;
// whoever carries the message escapes for their format. Without a file the built-in wording holds.
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

enum class TemplateKind {
  reminder,  ///< templates/reminder.mustache: a duty that comes due, alone in its message
  digest,    ///< templates/digest.mustache: what stands above the coordinator's daily list
};

/// A value that a template can name.
struct TemplateField {
  std::string_view name;
  std::string_view sample;
  bool in_subject_only{false};  ///< it is known when all else is written
};

[[nodiscard]] std::span<const TemplateField> template_fields(TemplateKind kind);

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

/// The template, tried on sample values, or every mistake in it.
[[nodiscard]] std::optional<MessageTemplate> read_template(const SourceFile& file,
                                                           TemplateKind kind,
                                                           std::vector<Diagnostic>& diagnostics);

}  // namespace dondoc
