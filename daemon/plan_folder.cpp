// SPDX-License-Identifier: Apache-2.0
#include "daemon/plan_folder.h"

#include "daemon/store/private_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// Of a file that is new: who may enter the folder may read what an office plans.
constexpr fs::perms usual_perms =
    fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read;

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// Whether the file is as it was read; also when it wasn't there and isn't.
bool is_as_read(const fs::path& path,
                const std::string& name,
                const std::vector<SourceFile>& in_use) {
  const auto read = std::find_if(
      in_use.begin(), in_use.end(), [&name](const SourceFile& one) { return one.name == name; });
  const auto bytes = bytes_of(path);
  return read == in_use.end() ? !bytes : bytes == read->text;
}

/// A copy of what will be written over; the oldest copies make room.
std::error_code keep_former(const PlanFolder& folder, const fs::path& file, Instant now) {
  std::error_code failed;
  if (!fs::exists(file, failed)) {
    return {};
  }
  fs::create_directories(folder.former, failed);
  const std::vector<std::string> kept = former_plans(folder);
  for (std::size_t i = former_plans_max - 1; i < kept.size(); ++i) {
    fs::remove(folder.former / kept[i], failed);
  }
  const std::string name = to_rfc3339(now, folder.zone) + '-' + file.filename().string();
  fs::copy_file(file, folder.former / name, fs::copy_options::overwrite_existing, failed);
  return failed ? failed : flush_to_disk(folder.former / name);
}

std::error_code write_new(const fs::path& temporary,
                          const fs::path& file,
                          const std::string& text) {
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) {
      return std::make_error_code(std::errc::permission_denied);
    }
  }
  std::error_code failed;
  const fs::file_status before = fs::status(file, failed);
  fs::permissions(temporary, fs::exists(before) ? before.permissions() : usual_perms, failed);
  return failed ? failed : flush_to_disk(temporary);
}

}  // namespace

std::string write_plan_file(const PlanFolder& folder,
                            const SourceFile& file,
                            const std::vector<SourceFile>& in_use,
                            Instant now) {
  const fs::path path = folder.config / file.name;
  if (!is_as_read(path, file.name, in_use)) {
    return "tệp " + file.name +
           " trên máy chủ đã được sửa mà chưa nạp lại; quản trị viên máy chủ cần nạp lại cấu hình "
           "rồi mới sửa tiếp trên trang";
  }
  const fs::path temporary = path.string() + ".moi";
  std::error_code ignored;
  if (write_new(temporary, path, file.text)) {
    fs::remove(temporary, ignored);
    return "không ghi được tệp trong thư mục cấu hình " + folder.config.string() +
           "; quản trị viên máy chủ cần cho dịch vụ ghi vào thư mục plans";
  }
  std::error_code failed = keep_former(folder, path, now);
  if (failed) {
    fs::remove(temporary, ignored);
    return "không giữ được tệp trước đó trong " + folder.former.string() + ": " + failed.message();
  }
  fs::rename(temporary, path, failed);
  if (failed) {
    fs::remove(temporary, ignored);
    return "không đặt được tệp vào chỗ: " + failed.message();
  }
  // It is in its place; that its name outlives a power cut is all that could fail now.
  static_cast<void>(flush_to_disk(path.parent_path()));
  return {};
}

std::vector<std::string> former_plans(const PlanFolder& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder.former, failed)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.rbegin(), names.rend());
  return names;
}

std::optional<std::string> former_plan(const PlanFolder& folder, const std::string& name) {
  const std::vector<std::string> names = former_plans(folder);
  return std::find(names.begin(), names.end(), name) == names.end()
             ? std::nullopt
             : bytes_of(folder.former / name);
}

}  // namespace dondoc
