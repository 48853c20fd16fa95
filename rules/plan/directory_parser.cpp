// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/directory_parser.h"

#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

/// A word that must be the id of something defined elsewhere in the file; looked up at the end, for
/// the order of the file's parts is free.
struct Reference {
  std::string id;
  Span span;
};

template <typename Value>
std::vector<std::string> keys_of(const std::map<std::string, Value>& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) {
    keys.push_back(key);
  }
  return keys;
}

class DirectoryReader {
 public:
  explicit DirectoryReader(YamlFile& file) : file_(file) {}

  std::optional<Directory> read(const Node& root) {
    MappingDecoder mapping(file_, root, "danh bạ");
    if (!mapping.is_mapping()) {
      return std::nullopt;
    }
    directory_.office = mapping.text("office", Need::required, name_code_points_max).value_or("");
    directory_.chair = reference(mapping, "chair", Need::required, posts_named_).value_or("");
    directory_.admin = reference(mapping, "admin", Need::optional, posts_named_);
    directory_.messages_per_day =
        mapping.integer("messages_per_day", Need::optional, 1, messages_per_day_max)
            .value_or(messages_per_day_default);
    for_each_item(mapping, "units", Need::required, &DirectoryReader::read_unit);
    for_each_item(mapping, "posts", Need::required, &DirectoryReader::read_post);
    for_each_item(mapping, "people", Need::optional, &DirectoryReader::read_person);
    if (const Node* groups = mapping.any("groups", Need::optional)) {
      read_groups(*groups);
    }
    mapping.finish();
    check_references();
    return std::move(directory_);
  }

 private:
  void for_each_item(MappingDecoder& mapping,
                     std::string_view key,
                     Need need,
                     void (DirectoryReader::*read_item)(const Node&)) {
    if (const Node* list = mapping.list(key, need)) {
      for (const Node& item : list->items) {
        (this->*read_item)(item);
      }
    }
  }

  /// The id of a new thing; told when another of the same kind has it.
  std::optional<std::string> new_id(MappingDecoder& mapping,
                                    const std::string& kind,
                                    std::map<std::string, int>& lines) {
    const Node* node = mapping.any("id", Need::required);
    if (node == nullptr) {
      return std::nullopt;
    }
    auto id = decode_id(file_, *node, "`id`", IdForm::kebab);
    if (!id) {
      return std::nullopt;
    }
    const auto [first, fresh] = lines.emplace(*id, node->span.begin.line);
    if (!fresh) {
      file_.error(node->span,
                  "duplicate-id",
                  "mã " + kind + " `" + *id + "` đã có ở dòng " + std::to_string(first->second));
      return std::nullopt;
    }
    mapping.set_what(kind + " `" + *id + "`");
    return id;
  }

  std::optional<std::string> reference(MappingDecoder& mapping,
                                       std::string_view key,
                                       Need need,
                                       std::vector<Reference>& named) {
    const Node* node = mapping.any(key, need);
    if (node == nullptr) {
      return std::nullopt;
    }
    auto id = decode_text(file_, *node, "`" + std::string(key) + "`", id_code_points_max);
    if (id) {
      named.push_back({*id, node->span});
    }
    return id;
  }

  void read_unit(const Node& item) {
    MappingDecoder mapping(file_, item, "đơn vị");
    const auto id = new_id(mapping, "đơn vị", unit_lines_);
    Unit unit;
    unit.id = id.value_or("");
    const auto name = mapping.text("name", Need::required, name_code_points_max);
    unit.name = composed(name.value_or(""));
    unit.aliases = mapping.texts("aliases", Need::optional, name_code_points_max);
    unit.head = reference(mapping, "head", Need::required, posts_named_).value_or("");
    unit.reports_to = reference(mapping, "reports_to", Need::optional, posts_named_);
    unit.outside = mapping.boolean("outside", Need::optional).value_or(false);
    mapping.finish();
    if (!id) {
      return;
    }
    check_names(unit, item);
    directory_.units.emplace(*id, std::move(unit));
  }

  /// No two units may answer to the same name: a plan that uses it would be a guess.
  void check_names(const Unit& unit, const Node& item) {
    std::vector<std::string> names = unit.aliases;
    if (!unit.name.empty()) {
      names.push_back(unit.name);
    }
    for (const std::string& name : names) {
      const auto [owner, fresh] = unit_of_name_.emplace(name_key(name), unit.id);
      if (!fresh && owner->second != unit.id) {
        file_.error(head_of(item),
                    "ambiguous-name",
                    "tên gọi \"" + printable(name, 60) + "\" của đơn vị `" + unit.id +
                        "` đã là tên gọi của đơn vị `" + owner->second + "`",
                    "mỗi tên gọi chỉ được chỉ một đơn vị");
      }
    }
  }

  void read_post(const Node& item) {
    MappingDecoder mapping(file_, item, "chức danh");
    const auto id = new_id(mapping, "chức danh", post_lines_);
    Post post;
    post.id = id.value_or("");
    post.title = composed(mapping.text("title", Need::required, name_code_points_max).value_or(""));
    post.deputy = reference(mapping, "deputy", Need::optional, posts_named_);
    post.unit = reference(mapping, "unit", Need::optional, units_named_).value_or("");
    if (id && post.deputy) {
      deputies_named_.emplace(*id, posts_named_.back());
    }
    if (const Node* list = mapping.list("held_by", Need::optional)) {
      for (const Node& tenure : list->items) {
        read_tenure(tenure, post);
      }
    }
    mapping.finish();
    if (id) {
      directory_.posts.emplace(*id, std::move(post));
    }
  }

  void read_tenure(const Node& item, Post& post) {
    MappingDecoder mapping(file_, item, "lần giữ chức danh `" + post.id + "`");
    Tenure tenure;
    const auto person = reference(mapping, "person", Need::required, people_named_);
    const auto from = mapping.date("from", Need::required);
    tenure.to = mapping.date("to", Need::optional);
    mapping.finish();
    if (!person || !from) {
      return;
    }
    tenure.person = *person;
    tenure.from = *from;
    if (tenure.to && *tenure.to < tenure.from) {
      file_.error(head_of(item), "ends-before-start", "ngày cuối `to` đứng trước ngày đầu `from`");
      return;
    }
    for (const Tenure& other : post.held_by) {
      const bool apart =
          (other.to && *other.to < tenure.from) || (tenure.to && *tenure.to < other.from);
      if (!apart) {
        file_.error(head_of(item),
                    "tenures-overlap",
                    "hai người cùng giữ chức danh `" + post.id + "` trong một thời gian (`" +
                        other.person + "` từ ngày " + to_iso(other.from) + ")",
                    "ghi ngày cuối `to` của người giữ trước; ngày đó tính cả");
      }
    }
    post.held_by.push_back(std::move(tenure));
  }

  void read_person(const Node& item) {
    MappingDecoder mapping(file_, item, "người");
    const auto id = new_id(mapping, "người", person_lines_);
    Person person;
    person.id = id.value_or("");
    person.name = composed(mapping.text("name", Need::required, name_code_points_max).value_or(""));
    if (const Node* list = mapping.list("contacts", Need::optional)) {
      for (const Node& contact : list->items) {
        read_contact(contact, person);
      }
    }
    if (const Node* list = mapping.list("away", Need::optional)) {
      for (const Node& leave : list->items) {
        read_leave(leave, person);
      }
    }
    mapping.finish();
    if (id && !mapping.has_or_nearly("contacts")) {
      file_.warning(head_of(item),
                    "no-contact",
                    "người `" + *id + "` chưa có kênh nhận tin nào",
                    "`contacts: [{ maildir: dia-chi@xa.example }]`");
    }
    if (id) {
      directory_.people.emplace(*id, std::move(person));
    }
  }

  void read_leave(const Node& item, Person& person) {
    MappingDecoder mapping(file_, item, "lần vắng mặt của `" + person.id + "`");
    const auto from = mapping.date("from", Need::required);
    const auto to = mapping.date("to", Need::required);
    mapping.finish();
    if (!from || !to) {
      return;
    }
    if (*to < *from) {
      file_.error(head_of(item), "ends-before-start", "ngày cuối `to` đứng trước ngày đầu `from`");
    } else {
      person.away.push_back({*from, *to});
    }
  }

  void read_contact(const Node& item, Person& person) {
    if (item.kind != NodeKind::mapping || item.entries.size() != 1) {
      file_.error(head_of(item),
                  "bad-contact",
                  "mỗi kênh nhận tin có đúng một cặp `kênh: địa chỉ`",
                  "ví dụ: `{ maildir: truongphong@xa.example }`");
      return;
    }
    const MappingEntry& entry = item.entries.front();
    const auto channel = decode_id(file_, entry.key, "kênh nhận tin", IdForm::kebab);
    const auto address = decode_text(file_, entry.value, "địa chỉ", name_code_points_max);
    const bool by_hand = channel == std::string{by_hand_channel};
    if (address && address->find(' ') != std::string::npos && !by_hand) {
      file_.error(entry.value.span, "bad-contact", "địa chỉ nhận tin không được có dấu cách");
    } else if (channel && address) {
      person.contacts.push_back({*channel, *address});
    }
  }

  void read_groups(const Node& node) {
    const MappingDecoder mapping(file_, node, "`groups`");
    if (!mapping.is_mapping()) {
      return;
    }
    for (const MappingEntry& entry : node.entries) {
      const auto id = decode_id(file_, entry.key, "mã nhóm", IdForm::kebab);
      std::vector<std::string> members;
      const Node* list = decode_list(file_, entry.value, "nhóm đơn vị");
      for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        read_member(list->items[i], members);
      }
      if (list != nullptr && list->items.empty()) {
        file_.error(entry.key.span, "empty-group", "nhóm phải có ít nhất một đơn vị");
      }
      if (!id) {
        continue;
      }
      const auto unit = unit_lines_.find(*id);
      if (unit != unit_lines_.end()) {
        file_.error(entry.key.span,
                    "duplicate-id",
                    "mã nhóm `" + *id + "` trùng mã đơn vị ở dòng " + std::to_string(unit->second));
      }
      directory_.groups.emplace(*id, std::move(members));
    }
  }

  void read_member(const Node& item, std::vector<std::string>& members) {
    auto id = decode_text(file_, item, "đơn vị của nhóm", id_code_points_max);
    if (!id) {
      return;
    }
    if (std::find(members.begin(), members.end(), *id) != members.end()) {
      file_.warning(item.span, "listed-twice", "đơn vị `" + *id + "` có hai lần trong nhóm");
      return;
    }
    units_named_.push_back({*id, item.span});
    members.push_back(*std::move(id));
  }

  void check_references() {
    check(units_named_, keys_of(unit_lines_), "unknown-unit", "đơn vị");
    check(posts_named_, keys_of(post_lines_), "unknown-post", "chức danh");
    check(people_named_, keys_of(person_lines_), "unknown-person", "người");
    check_deputies();
  }

  /// Whoever acts for a post is looked for from deputy to deputy; a circle would never end.
  void check_deputies() {
    for (const auto& [id, named] : deputies_named_) {
      std::set<std::string> seen{id};
      std::string at = named.id;
      while (seen.insert(at).second) {
        const auto next = deputies_named_.find(at);
        if (next == deputies_named_.end()) {
          break;
        }
        at = next->second.id;
      }
      if (at == id) {
        file_.error(named.span,
                    "circular-deputies",
                    "chức danh `" + id + "` tự thay thế chính mình" +
                        (named.id == id ? std::string{} : " qua `" + named.id + "`"),
                    "`deputy` phải dẫn tới một chức danh khác, không vòng lại");
      }
    }
  }

  void check(const std::vector<Reference>& named,
             const std::vector<std::string>& known,
             const std::string& code,
             const std::string& kind) {
    for (const Reference& reference : named) {
      if (std::find(known.begin(), known.end(), reference.id) != known.end()) {
        continue;
      }
      const auto close = nearest(reference.id, known);
      file_.error(reference.span,
                  code,
                  "danh bạ không có " + kind + " `" + printable(reference.id, 40) + "`",
                  close ? "`" + *close + "`" : "thêm " + kind + " này vào danh bạ");
    }
  }

  YamlFile& file_;
  Directory directory_;
  std::map<std::string, int> unit_lines_;
  std::map<std::string, int> post_lines_;
  std::map<std::string, int> person_lines_;
  std::map<std::string, std::string> unit_of_name_;
  std::vector<Reference> units_named_;
  std::vector<Reference> posts_named_;
  std::vector<Reference> people_named_;
  std::map<std::string, Reference> deputies_named_;  ///< by the post that has the deputy
};

}  // namespace

std::optional<Directory> parse_directory(YamlFile& file) {
  return file.root() == nullptr ? std::nullopt : DirectoryReader(file).read(*file.root());
}

}  // namespace dondoc
