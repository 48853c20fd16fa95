// SPDX-License-Identifier: Apache-2.0
// A strict decoding kit: a mapping is asked for its keys by name and type; what isn't as it should
// be becomes a diagnostic of the file, and decoding goes on, so that all mistakes come at once.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/plan/yaml_reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

inline constexpr std::size_t id_code_points_max = 60;
inline constexpr std::size_t name_code_points_max = 200;
inline constexpr std::size_t text_code_points_max = 1000;
inline constexpr std::size_t list_items_max = 5000;

enum class Need { required, optional };

/// Spelling of an id.
enum class IdForm {
  kebab,   ///< "vh-xh", "con-3.2": what is ours; small letters, digits, single hyphens
  dotted,  ///< "VII.4-a": what follows a document's numbering; [A-Za-z0-9.-]+
};

/// What stands for the node in one line: a scalar itself, the first key of a mapping, the first
/// item of a list.
[[nodiscard]] Span head_of(const Node& node);

/// The readings of one value. `what` names it in messages: "`issued`". Each adds a diagnostic and
/// returns nothing when the value isn't one.
[[nodiscard]] std::optional<std::string> decode_text(YamlFile& file,
                                                     const Node& node,
                                                     std::string_view what,
                                                     std::size_t code_points_max);
[[nodiscard]] std::optional<std::string> decode_id(YamlFile& file,
                                                   const Node& node,
                                                   std::string_view what,
                                                   IdForm form);
[[nodiscard]] std::optional<Date> decode_date(YamlFile& file,
                                              const Node& node,
                                              std::string_view what);
[[nodiscard]] std::optional<TimeOfDay> decode_time(YamlFile& file,
                                                   const Node& node,
                                                   std::string_view what);
[[nodiscard]] std::optional<int> decode_integer(
    YamlFile& file, const Node& node, std::string_view what, int least, int most);
[[nodiscard]] std::optional<bool> decode_boolean(YamlFile& file,
                                                 const Node& node,
                                                 std::string_view what);
/// The index of the word among `words`.
[[nodiscard]] std::optional<std::size_t> decode_choice(YamlFile& file,
                                                       const Node& node,
                                                       std::string_view what,
                                                       const std::vector<std::string>& words);
/// A list of at most `list_items_max` items; its node, or nothing.
[[nodiscard]] const Node* decode_list(YamlFile& file, const Node& node, std::string_view what);

/// `[a, b]` of texts; items that are no text are told and left out.
[[nodiscard]] std::vector<std::string> decode_texts(YamlFile& file,
                                                    const Node& node,
                                                    std::string_view what,
                                                    std::size_t code_points_max);

/// "nhỏ nhất" for hints: "`a`, `b`, `c`".
[[nodiscard]] std::string quoted_list(const std::vector<std::string>& words);

/// One mapping, asked key by key. Every key that is asked for is a known one; finish() tells the
/// unknown ones, each with the nearest known key.
class MappingDecoder {
 public:
  /// `what` names the mapping in messages: "nhiệm vụ `VII.2`". When `node` is no mapping, that is
  /// told here and every key is silently absent.
  MappingDecoder(YamlFile& file, const Node& node, std::string what);

  [[nodiscard]] bool is_mapping() const { return node_ != nullptr; }
  [[nodiscard]] YamlFile& file() const { return file_; }
  /// A better name for the mapping once its id is known.
  void set_what(std::string what) { what_ = std::move(what); }

  /// The value of any kind, unless absent or empty.
  [[nodiscard]] const Node* any(std::string_view key, Need need);
  /// The key's own node, for a diagnostic about the pair; nullptr when absent.
  [[nodiscard]] const Node* key_node(std::string_view key) const;
  /// Whether the key is there or was meant: a misspelt key is told as unknown with the right one as
  /// its hint, and to say as well that the right one is missing would tell the same mistake twice.
  [[nodiscard]] bool has_or_nearly(std::string_view key) const;

  [[nodiscard]] std::optional<std::string> text(std::string_view key,
                                                Need need,
                                                std::size_t code_points_max);
  [[nodiscard]] std::optional<std::string> id(std::string_view key, Need need, IdForm form);
  [[nodiscard]] std::optional<Date> date(std::string_view key, Need need);
  [[nodiscard]] std::optional<TimeOfDay> time(std::string_view key, Need need);
  [[nodiscard]] std::optional<int> integer(std::string_view key, Need need, int least, int most);
  [[nodiscard]] std::optional<bool> boolean(std::string_view key, Need need);
  [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                  Need need,
                                                  const std::vector<std::string>& words);
  [[nodiscard]] const Node* list(std::string_view key, Need need);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key,
                                               Need need,
                                               std::size_t code_points_max);

  /// Keys of a later release: told as such, not as unknown.
  void not_supported_yet(const std::vector<std::string>& keys);

  /// Tells every key that nobody asked for. To be called once, after the last question.
  void finish();

 private:
  void tell_missing(std::string_view key);

  YamlFile& file_;
  const Node* node_{nullptr};
  std::string what_;
  std::vector<std::string> known_;
  std::vector<std::string> later_;
  std::vector<std::string> missed_;  ///< required, absent, but perhaps misspelt
};

}  // namespace dondoc
