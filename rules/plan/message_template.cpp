// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/message_template.h"

#include "rules/plan/code_points.h"
#include "rules/plan/nearest.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace dondoc {

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string{}
                                         : std::string(text.substr(first, last + 1 - first));
}

std::string rendered(const std::string& source, const TemplateValues& values) {
  return render_template(source, values, [](const std::string& value) {
    return printable(value, template_value_code_points_max);
  });
}

/// Walks the tags of one file; each mistake is told where it stands.
class TemplateReader {
 public:
  TemplateReader(const SourceFile& file, TemplateKind kind, std::vector<Diagnostic>& diagnostics)
      : file_(file), kind_(kind), diagnostics_(diagnostics), before_(diagnostics.size()) {}

  std::optional<MessageTemplate> read() {
    const std::string_view whole = file_.text;
    if (count_code_points(whole) > template_code_points_max) {
      tell(0,
           1,
           "template-too-long",
           "mẫu tin dài quá " + std::to_string(template_code_points_max) + " ký tự");
      return std::nullopt;
    }
    const std::size_t line_end = std::min(whole.find('\n'), whole.size());
    const std::size_t text_at = std::min(line_end + 1, whole.size());
    walk(0, line_end);
    walk(text_at, whole.size());
    if (has_one_line(kind_)) {
      refuse_lines(text_at);
    } else {
      want_blank_line(text_at);
    }
    want_needed();
    if (diagnostics_.size() > before_) {
      return std::nullopt;
    }
    MessageTemplate made(trimmed(whole.substr(0, line_end)), std::string(whole.substr(text_at)));
    try_on_samples(made, line_end);
    want_needed_always(made);
    return diagnostics_.size() > before_ ? std::nullopt : std::optional(std::move(made));
  }

 private:
  void refuse_lines(std::size_t text_at) {
    const std::size_t more = file_.text.find_first_not_of(" \t\r\n", text_at);
    if (more != std::string::npos) {
      tell(more, 1, "one-line-only", "mẫu tin này chỉ có một dòng");
    }
  }

  void want_blank_line(std::size_t text_at) {
    const std::string_view whole = file_.text;
    const std::size_t second_end = std::min(whole.find('\n', text_at), whole.size());
    if (!trimmed(whole.substr(text_at, second_end - text_at)).empty()) {
      tell(text_at,
           second_end - text_at,
           "missing-blank-line",
           "dòng thứ hai của mẫu tin phải để trống: dòng đầu là tiêu đề, nội dung từ dòng thứ ba");
    }
  }

  void want_needed() {
    for (const TemplateField& field : template_fields(kind_)) {
      if (field.place == TemplateField::Place::needed && shown_.count(field.name) == 0) {
        tell(file_.text.size(),
             0,
             "missing-value",
             std::string(has_one_line(kind_) ? "mẫu tin này phải có "
                                             : "nội dung mẫu tin này phải có ") +
                 "`{{" + std::string(field.name) + "}}`, thiếu thì người nhận hiểu sai");
      }
    }
  }

  struct OpenSection {
    std::string name;
    std::size_t at{0};
    std::size_t bytes{0};
  };

  void tell(std::size_t at,
            std::size_t bytes,
            std::string code,
            std::string message,
            std::string hint = {}) {
    const std::string_view whole = file_.text;
    const std::size_t line_at = at == 0 ? 0 : whole.rfind('\n', at - 1) + 1;
    const std::size_t line_end = std::min(whole.find('\n', at), whole.size());
    Diagnostic told;
    told.code = std::move(code);
    told.file = file_.name;
    told.line = 1 + static_cast<int>(std::count(
                        whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    told.column = 1 + static_cast<int>(count_code_points(whole.substr(line_at, at - line_at)));
    const std::size_t end = std::min(at + bytes, line_end);
    told.width = std::max(1, static_cast<int>(count_code_points(whole.substr(at, end - at))));
    told.message = std::move(message);
    told.hint = std::move(hint);
    told.source_line = std::string(whole.substr(line_at, line_end - line_at));
    diagnostics_.push_back(std::move(told));
  }

  /// The tags between two places; a section begins and ends between them.
  void walk(std::size_t from, std::size_t to) {
    std::vector<OpenSection> open;
    const std::string_view whole = file_.text;
    for (std::size_t at = whole.find("{{", from); at < to; at = whole.find("{{", at)) {
      const std::size_t line_end = std::min({whole.find('\n', at), to});
      const std::size_t close = whole.find("}}", at + 2);
      if (close == std::string_view::npos || close + 2 > line_end) {
        tell(at, line_end - at, "unclosed-tag", "`{{` không có `}}` trên cùng dòng");
        return;
      }
      std::size_t end = close + 2;
      while (end < to && whole[end] == '}') {
        ++end;
      }
      read_tag(whole.substr(at + 2, close - at - 2), at, end - at, from == 0, open);
      at = end;
    }
    for (const OpenSection& section : open) {
      tell(section.at,
           section.bytes,
           "unclosed-section",
           "phần `{{#" + section.name + "}}` không được đóng trước khi hết " +
               (from == 0 ? "dòng tiêu đề" : "tệp"),
           "`{{/" + section.name + "}}`");
    }
  }

  void read_tag(std::string_view tag,
                std::size_t at,
                std::size_t bytes,
                bool in_subject,
                std::vector<OpenSection>& open) {
    const char sign = tag.empty() ? ' ' : tag.front();
    const std::string name = trimmed(tag.find_first_of("#^/&>={!") == 0 ? tag.substr(1) : tag);
    if (sign == '!') {
      return;
    }
    if (sign == '{' || sign == '&') {
      tell(at,
           bytes,
           "unescaped-value",
           "không dùng `{{{` và `{{&`: giá trị luôn được đưa vào như chữ thường",
           is_known(name) ? "`{{" + name + "}}`" : std::string{});
      return;
    }
    if (sign == '>' || sign == '=') {
      tell(at,
           bytes,
           sign == '>' ? "partial-not-allowed" : "delimiters-not-allowed",
           sign == '>' ? "mẫu tin không gọi mẫu khác (`{{>`)"
                       : "mẫu tin không đổi dấu ngoặc (`{{=`)");
      return;
    }
    if (sign == '/') {
      if (open.empty() || open.back().name != name) {
        tell(at,
             bytes,
             "unopened-section",
             "`{{/" + name + "}}` không đóng phần nào đang mở",
             open.empty() ? std::string{} : "`{{/" + open.back().name + "}}`");
        return;
      }
      open.pop_back();
      return;
    }
    if (!is_known(name)) {
      const auto close = nearest(name, names());
      tell(at,
           bytes,
           "unknown-value",
           "mẫu tin này không có giá trị `" + printable(name, 40) + '`',
           close ? "`{{" + (sign == '#' || sign == '^' ? std::string(1, sign) : std::string{}) +
                       *close + "}}`"
                 : "các giá trị: " + listed());
    }
    const auto fields = template_fields(kind_);
    const bool misplaced =
        !in_subject && std::any_of(fields.begin(), fields.end(), [&name](const TemplateField& one) {
          return one.place == TemplateField::Place::subject_only && one.name == name;
        });
    if (misplaced) {
      tell(at, bytes, "subject-only", "`" + name + "` chỉ dùng được ở dòng tiêu đề");
    }
    if (sign == '#' || sign == '^') {
      if (open.size() == template_sections_max) {
        tell(at,
             bytes,
             "too-deep",
             "các phần lồng nhau quá " + std::to_string(template_sections_max) + " cấp");
      }
      open.push_back({name, at, bytes});
    } else if (!in_subject || has_one_line(kind_)) {
      shown_.insert(name);
    }
  }

  /// What a person would read must be something, of a length that channels take.
  void try_on_samples(const MessageTemplate& made, std::size_t line_end) {
    TemplateValues values;
    for (const TemplateField& field : template_fields(kind_)) {
      values.emplace(field.name, field.sample);
    }
    const std::string subject = made.subject(values);
    if (subject.empty()) {
      tell(0, line_end, "empty-subject", "dòng đầu của mẫu tin là tiêu đề, không để trống");
    } else if (count_code_points(subject) > template_subject_code_points_max) {
      tell(0,
           line_end,
           "subject-too-long",
           "tiêu đề thử với dữ liệu mẫu dài quá " +
               std::to_string(template_subject_code_points_max) + " ký tự");
    }
    if (!has_one_line(kind_) && trimmed(made.text(values)).empty()) {
      tell(file_.text.size(), 0, "empty-text", "mẫu tin chưa có nội dung (từ dòng thứ ba)");
    }
  }

  /// With everything else there and with nothing else: no part may take along what is needed.
  void want_needed_always(const MessageTemplate& made) {
    TemplateValues everything;
    TemplateValues little;
    for (const TemplateField& field : template_fields(kind_)) {
      const std::string mark = '<' + std::string(field.name) + '>';
      everything.emplace(field.name, mark);
      if (field.place == TemplateField::Place::needed) {
        little.emplace(field.name, mark);
      }
    }
    for (const auto& [name, mark] : little) {
      for (const TemplateValues* values : {&everything, &little}) {
        const std::string text = has_one_line(kind_) ? made.subject(*values) : made.text(*values);
        if (text.find(mark) == std::string::npos) {
          tell(file_.text.size(),
               0,
               "missing-value",
               "`{{" + name +
                   "}}` nằm trong phần có khi không được viết ra, thiếu thì người nhận "
                   "hiểu sai",
               "đưa ra ngoài các phần `{{#…}}`, `{{^…}}`, hoặc viết cả trong phần ngược lại");
          break;
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> known;
    for (const TemplateField& field : template_fields(kind_)) {
      known.emplace_back(field.name);
    }
    return known;
  }
  [[nodiscard]] bool is_known(const std::string& name) const {
    const auto fields = template_fields(kind_);
    return std::any_of(fields.begin(), fields.end(), [&name](const TemplateField& field) {
      return field.name == name;
    });
  }
  [[nodiscard]] std::string listed() const {
    std::string list;
    for (const std::string& name : names()) {
      list += (list.empty() ? "`" : ", `") + name + '`';
    }
    return list;
  }

  const SourceFile& file_;
  TemplateKind kind_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t before_;
  std::set<std::string, std::less<>> shown_;  ///< values, but for the subject's
};

}  // namespace

std::string MessageTemplate::subject(const TemplateValues& values) const {
  return trimmed(rendered(subject_, values));
}

std::string MessageTemplate::text(const TemplateValues& values) const {
  const std::string whole = rendered(text_, values);
  std::string text;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', at), whole.size());
    const std::string_view line = std::string_view(whole).substr(at, end - at);
    const std::size_t last = line.find_last_not_of(" \t\r");
    if (last != std::string_view::npos) {
      text += line.substr(0, last + 1);
      text += '\n';
    }
    at = end + 1;
  }
  return text;
}

std::optional<MessageTemplate> read_template(const SourceFile& file,
                                             TemplateKind kind,
                                             std::vector<Diagnostic>& diagnostics) {
  return TemplateReader(file, kind, diagnostics).read();
}

}  // namespace dondoc
