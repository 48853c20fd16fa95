// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/nearest.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t shown_key_max = 40;

std::string key_word(std::string_view key) {
  return "`" + std::string(key) + "`";
}

bool is_among(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

MappingDecoder::MappingDecoder(YamlFile& file, const Node& node, std::string what)
    : file_(file), what_(std::move(what)) {
  if (node.kind == NodeKind::mapping) {
    node_ = &node;
    return;
  }
  if (node.refused) {
    return;
  }
  file_.error(head_of(node),
              "wrong-type",
              what_ + " phải là một nhóm khoá, mỗi khoá có dạng `khoá: giá trị`");
}

const Node* MappingDecoder::key_node(std::string_view key) const {
  if (node_ == nullptr) {
    return nullptr;
  }
  const auto found =
      std::find_if(node_->entries.begin(), node_->entries.end(), [key](const MappingEntry& entry) {
        return entry.key.text == key;
      });
  return found == node_->entries.end() ? nullptr : &found->key;
}

const Node* MappingDecoder::any(std::string_view key, Need need) {
  if (!is_among(known_, key)) {
    known_.emplace_back(key);
  }
  if (node_ == nullptr) {
    return nullptr;
  }
  for (const MappingEntry& entry : node_->entries) {
    if (entry.key.text != key) {
      continue;
    }
    if (entry.value.refused) {
      return nullptr;
    }
    const bool empty = entry.value.kind == NodeKind::scalar && entry.value.text.empty();
    if (empty) {
      file_.error(entry.key.span,
                  "empty-value",
                  "khoá " + key_word(key) + " chưa có giá trị",
                  need == Need::optional ? "điền giá trị, hoặc xoá dòng này" : "");
      return nullptr;
    }
    return &entry.value;
  }
  if (need == Need::required) {
    tell_missing(key);
  }
  return nullptr;
}

bool MappingDecoder::has_or_nearly(std::string_view key) const {
  if (node_ == nullptr) {
    return true;
  }
  const std::vector<std::string> wanted{std::string(key)};
  return std::any_of(node_->entries.begin(), node_->entries.end(), [&](const MappingEntry& entry) {
    return entry.key.text == key ||
           (nearest(entry.key.text, wanted) && !is_among(known_, entry.key.text));
  });
}

void MappingDecoder::tell_missing(std::string_view key) {
  if (has_or_nearly(key)) {
    missed_.emplace_back(key);
    return;
  }
  file_.error(head_of(*node_),
              "missing-key",
              what_ + " thiếu khoá " + key_word(key),
              "`" + std::string(key) + ": …`");
}

std::optional<std::string> MappingDecoder::text(std::string_view key,
                                                Need need,
                                                std::size_t code_points_max) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_text(file_, *node, key_word(key), code_points_max);
}

std::optional<std::string> MappingDecoder::id(std::string_view key, Need need, IdForm form) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_id(file_, *node, key_word(key), form);
}

std::optional<Date> MappingDecoder::date(std::string_view key, Need need) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_date(file_, *node, key_word(key));
}

std::optional<TimeOfDay> MappingDecoder::time(std::string_view key, Need need) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_time(file_, *node, key_word(key));
}

std::optional<int> MappingDecoder::integer(std::string_view key, Need need, int least, int most) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_integer(file_, *node, key_word(key), least, most);
}

std::optional<bool> MappingDecoder::boolean(std::string_view key, Need need) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_boolean(file_, *node, key_word(key));
}

std::optional<std::size_t> MappingDecoder::choice(std::string_view key,
                                                  Need need,
                                                  const std::vector<std::string>& words) {
  const Node* node = any(key, need);
  return node == nullptr ? std::nullopt : decode_choice(file_, *node, key_word(key), words);
}

const Node* MappingDecoder::list(std::string_view key, Need need) {
  const Node* node = any(key, need);
  return node == nullptr ? nullptr : decode_list(file_, *node, key_word(key));
}

std::vector<std::string> MappingDecoder::texts(std::string_view key,
                                               Need need,
                                               std::size_t code_points_max) {
  const Node* node = any(key, need);
  return node == nullptr ? std::vector<std::string>{}
                         : decode_texts(file_, *node, key_word(key), code_points_max);
}

void MappingDecoder::not_supported_yet(const std::vector<std::string>& keys) {
  later_.insert(later_.end(), keys.begin(), keys.end());
}

void MappingDecoder::finish() {
  if (node_ == nullptr) {
    return;
  }
  // All keys are known now: what looked like a misspelt key may have been another one, spelt right.
  const std::vector<std::string> missed = std::exchange(missed_, {});
  for (const std::string& key : missed) {
    tell_missing(key);
  }
  for (const MappingEntry& entry : node_->entries) {
    if (is_among(known_, entry.key.text)) {
      continue;
    }
    const std::string key = "`" + printable(entry.key.text, shown_key_max) + "`";
    if (is_among(later_, entry.key.text)) {
      file_.error(entry.key.span,
                  "not-supported-yet",
                  "khoá " + key + " chưa được phiên bản này hỗ trợ",
                  "xoá khoá này và theo dõi việc đó bằng cách khác cho đến khi nâng cấp");
      continue;
    }
    const std::optional<std::string> close = nearest(entry.key.text, known_);
    file_.error(entry.key.span,
                "unknown-key",
                what_ + " không có khoá " + key,
                close ? "`" + *close + "`" : "các khoá dùng được: " + quoted_list(known_));
  }
}

}  // namespace dondoc
