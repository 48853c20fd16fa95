// SPDX-License-Identifier: Apache-2.0
// Whole items of a plan file that people keep by hand: taken out of it, or put behind the last. All
// other lines stay as they are.
#pragma once

#include "rules/plan/source_file.h"

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// A list of the file, by the key at its root.
inline constexpr std::string_view obligations_list = "obligations";
inline constexpr std::string_view triggers_list = "triggers";

/// As the file ends its lines: an editor of Windows writes "\r\n".
[[nodiscard]] std::string line_end_of(std::string_view text);

/// The lines of the item with that id, as they stand in the file; nothing when the list has none,
/// or isn't written with an item a line or more.
[[nodiscard]] std::optional<std::string> written_item(const SourceFile& file,
                                                      std::string_view list,
                                                      std::string_view id);

/// The file's text without those lines. The last item of a list stays: an empty list is written
/// otherwise.
[[nodiscard]] std::optional<std::string> without_item(const SourceFile& file,
                                                      std::string_view list,
                                                      std::string_view id);

/// The file's text with the item behind the last one, indented as that is. `item` begins with "- ",
/// its further lines with two blanks. A list that isn't there is begun before the obligations.
/// Nothing when there is no place for it.
[[nodiscard]] std::optional<std::string> with_item(const SourceFile& file,
                                                   std::string_view list,
                                                   std::string_view item);

}  // namespace dondoc
