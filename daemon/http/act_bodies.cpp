// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/act_bodies.h"

#include "daemon/http/body_fields.h"
#include "daemon/http/unknown_names.h"
#include "rules/plan/code_points.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr char32_t left_to_right_mark = 0x200E;
constexpr char32_t right_to_left_mark = 0x200F;
constexpr char32_t byte_order_mark = 0xFEFF;

/// These words go into messages and onto terminals: no controls, no other ends of lines, nothing
/// that turns the order of the letters round. Marks that come along unseen when something is copied
/// out of a spreadsheet do no harm.
bool may_be_shown(std::string_view words, bool in_lines) {
  for (std::size_t at = 0; at < words.size();) {
    const CodePoint point = code_point_at(words, at);
    at += point.bytes;
    const char32_t value = point.value;
    const bool harmless = value == left_to_right_mark || value == right_to_left_mark ||
                          value == byte_order_mark ||
                          (in_lines && (value == '\n' || value == '\r' || value == '\t'));
    if (!harmless && is_unprintable(value)) {
      return false;
    }
  }
  return true;
}

/// Takes the fields of one act; the first that can't be read is told.
class ActFields {
 public:
  explicit ActFields(const Fields& fields) : fields_(fields) {}

  [[nodiscard]] std::string text(const std::string& name) const { return text_in(fields_, name); }

  std::optional<Date> date(const std::string& name) {
    return value(name, parse_iso_date, "bad-date", "ngày phải viết dạng năm-tháng-ngày: ");
  }

  /// Of a day that the act can't do without.
  Date needed_date(const std::string& name) {
    const std::optional<Date> found = date(name);
    if (!found && text(name).empty()) {
      refuse("missing-field", "thiếu trường " + name);
    }
    return found.value_or(Date{});
  }

  std::optional<TimeOfDay> time(const std::string& name) {
    return value(name, parse_hhmm, "bad-time", "giờ phải viết dạng giờ:phút: ");
  }

  std::optional<int> number(const std::string& name) {
    return value(name, parse_number, "bad-number", "phải là một số nguyên: ");
  }

  [[nodiscard]] const std::optional<ApiResponse>& problem() const { return problem_; }

 private:
  static std::optional<int> parse_number(std::string_view text) {
    int number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && stop == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
  }

  template <typename Value>
  std::optional<Value> value(const std::string& name,
                             std::optional<Value> (*parse)(std::string_view),
                             const std::string& code,
                             const std::string& words) {
    const std::string written = text(name);
    if (written.empty()) {
      return std::nullopt;
    }
    const std::optional<Value> parsed = parse(written);
    if (!parsed) {
      refuse(code, words + written);
    }
    return parsed;
  }

  void refuse(const std::string& code, const std::string& message) {
    if (!problem_) {
      problem_ = error_response(422, code, message);
    }
  }

  const Fields& fields_;
  std::optional<ApiResponse> problem_;
};

/// An act as requests write it.
struct ActForm {
  std::string_view name;
  std::vector<std::string> fields;
  Act (*read)(ActFields&);
};

const std::vector<ActForm>& act_forms() {
  static const std::vector<ActForm> forms{
      {"acknowledge",
       {"promised"},
       [](ActFields& given) -> Act { return Acknowledge{given.date("promised")}; }},
      {"complete",
       {"document", "document_date", "sent"},
       [](ActFields& given) -> Act {
         return Complete{given.text("document"), given.date("document_date"), given.date("sent")};
       }},
      {"submit",
       {"date", "signer"},
       [](ActFields& given) -> Act {
         return Submit{given.date("date"), given.text("signer")};
       }},
      {"return", {"reason"}, [](ActFields& given) -> Act { return Return{given.text("reason")}; }},
      {"progress", {"text"}, [](ActFields& given) -> Act { return Report{given.text("text")}; }},
      {"extend",
       {"until", "reason"},
       [](ActFields& given) -> Act {
         return Extend{given.needed_date("until"), given.text("reason")};
       }},
      {"grant", {"until"}, [](ActFields& given) -> Act { return Grant{given.date("until")}; }},
      {"adjust",
       {"due", "basis"},
       [](ActFields& given) -> Act {
         return Adjust{given.needed_date("due"), given.text("basis")};
       }},
      {"happen",
       {"id", "date", "time", "unit", "title", "document", "due"},
       [](ActFields& given) -> Act {
         return Happen{given.text("id"),
                       given.date("date"),
                       given.time("time"),
                       given.text("unit"),
                       given.text("title"),
                       given.text("document"),
                       given.date("due")};
       }},
      {"count",
       {"amount", "document"},
       [](ActFields& given) -> Act {
         return Count{given.number("amount").value_or(1), given.text("document")};
       }},
      {"measure",
       {"numerator", "denominator", "value"},
       [](ActFields& given) -> Act {
         return Measure{given.text("numerator"), given.text("denominator"), given.text("value")};
       }},
      {"undo", {}, [](ActFields&) -> Act { return Undo{}; }},
      {"fail", {"reason"}, [](ActFields& given) -> Act { return Fail{given.text("reason")}; }},
      {"waive", {"reason"}, [](ActFields& given) -> Act { return Waive{given.text("reason")}; }},
      {"excuse",
       {"reason"},
       [](ActFields& given) -> Act { return ExcuseDelay{given.text("reason")}; }},
      {"comment", {"text"}, [](ActFields& given) -> Act { return Comment{given.text("text")}; }},
      {"nothing", {}, [](ActFields&) -> Act { return Nothing{}; }},
      {"assign", {"post"}, [](ActFields& given) -> Act { return Assign{given.text("post")}; }},
      {"transfer",
       {"unit", "reason"},
       [](ActFields& given) -> Act {
         return Transfer{given.text("unit"), given.text("reason")};
       }},
      {"snooze",
       {"until"},
       [](ActFields& given) -> Act { return Snooze{given.needed_date("until")}; }},
      {"urge", {"text"}, [](ActFields& given) -> Act { return Urge{given.text("text")}; }},
      {"direct", {"text"}, [](ActFields& given) -> Act { return Direct{given.text("text")}; }},
      {"note", {}, [](ActFields&) -> Act { return Note{}; }},
      {"told", {"post"}, [](ActFields& given) -> Act { return Tell{given.text("post")}; }},
  };
  return forms;
}

const ActForm* find_form(std::string_view name) {
  const auto& forms = act_forms();
  const auto found = std::find_if(
      forms.begin(), forms.end(), [name](const ActForm& form) { return form.name == name; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace

std::string text_in(const Fields& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string{} : found->second;
}

std::variant<Actor, ApiResponse> read_actor(const Fields& fields, const RouteContext& context) {
  const ActFields given(fields);
  const std::string by = given.text("by");
  std::string post = given.text("as_post");
  if (!by.empty() && by != "cli" && by != "phone") {
    return error_response(422, "bad-field", "trường by chỉ nhận cli hoặc phone");
  }
  // That it was recorded at the server's own machine can only be said there.
  if (by == "cli" && !context.by.empty()) {
    return error_response(422, "bad-field", "trường by ở cổng này chỉ nhận phone");
  }
  if (!post.empty() && context.rules.directory.posts.count(post) == 0) {
    ApiResponse refused = unknown_post(post, context.rules);
    refused.status = 422;
    return refused;
  }
  if (const auto& own = context.own_posts) {
    if (own->empty() ||
        (!post.empty() && std::find(own->begin(), own->end(), post) == own->end())) {
      return error_response(403, "forbidden", "không được ghi nhận thay chức danh này");
    }
    post = post.empty() ? own->front() : post;
  }
  const std::string usual = context.by.empty() ? std::string("cli") : context.by;
  return Actor{post.empty() ? std::string(admin_actor) : post, by.empty() ? usual : by};
}

std::variant<Fields, ApiResponse> read_fields(const std::string& body,
                                              const std::vector<std::string>& known,
                                              std::string_view lines) {
  Fields fields;
  if (body.empty()) {
    return fields;
  }
  // Sorted, because an object that keeps its order takes a time that grows with the square of its
  // members: a body of a megabyte would hold everybody up for seconds.
  const auto document = nlohmann::json::parse(body, nullptr, false);
  if (!document.is_object()) {
    return error_response(400, "bad-body", "nội dung gửi lên phải là một đối tượng JSON");
  }
  for (const auto& [name, value] : document.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return error_response(400, "unknown-field", "trường không hợp lệ: " + name);
    }
    if (!value.is_string()) {
      return error_response(400, "bad-field", "trường " + name + " phải là một chuỗi");
    }
    auto text = value.get<std::string>();
    if (!may_be_shown(text, name == lines)) {
      return error_response(422, "bad-field", "trường " + name + " có ký tự điều khiển");
    }
    fields[name] = std::move(text);
  }
  return fields;
}

bool is_act_name(std::string_view name) {
  return find_form(name) != nullptr;
}

std::vector<std::string_view> act_names() {
  std::vector<std::string_view> names;
  for (const ActForm& form : act_forms()) {
    names.push_back(form.name);
  }
  return names;
}

std::vector<std::string> fields_of_act(std::string_view name) {
  const ActForm* form = find_form(name);
  assert(form != nullptr);
  std::vector<std::string> fields = form->fields;
  fields.insert(fields.end(), actor_fields.begin(), actor_fields.end());
  return fields;
}

std::variant<ActRequest, ApiResponse> read_act(std::string_view name,
                                               const std::string& body,
                                               const RouteContext& context) {
  const ActForm* form = find_form(name);
  if (form == nullptr) {
    return error_response(404, "not-found", "không có địa chỉ này");
  }
  const auto fields = read_fields(body, fields_of_act(name));
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  for (const auto& [field, text] : std::get<Fields>(fields)) {
    if (const std::string words = too_long_text(text); !words.empty()) {
      return error_response(422, "text-too-long", "trường " + field + ": " + words);
    }
  }
  ActFields given(std::get<Fields>(fields));
  Act act = form->read(given);
  if (given.problem()) {
    return *given.problem();
  }
  auto actor = read_actor(std::get<Fields>(fields), context);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  return ActRequest{std::move(act), std::move(std::get<Actor>(actor))};
}

}  // namespace dondoc
