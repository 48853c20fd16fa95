// SPDX-License-Identifier: Apache-2.0
#include "daemon/plan_loader.h"

#include "rules/plan/code_points.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view yaml_ending{".yaml"};

/// Closes what it holds; a file that is read needs nothing from close().
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }

 private:
  int value_;
};

Diagnostic unreadable(const std::string& name, const std::string& why, const std::string& hint) {
  Diagnostic diagnostic;
  diagnostic.code = "file-unreadable";
  diagnostic.file = name;
  diagnostic.message = "không đọc được: " + why;
  diagnostic.hint = hint;
  return diagnostic;
}

Diagnostic ignored(const std::string& name, const std::string& why, const std::string& hint) {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.code = "file-ignored";
  diagnostic.file = name;
  diagnostic.message = why;
  diagnostic.hint = hint;
  return diagnostic;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Hidden files and what editors leave behind are nobody's plan.
bool is_leftover(std::string_view name) {
  return name.empty() || name.front() == '.' || name.front() == '#' || name.back() == '~' ||
         ends_with(name, ".swp") || ends_with(name, ".bak");
}

/// How long the name is before an ending that was meant: "a.yml", "A.YAML", "a.yaml.txt"; npos when
/// it is none.
std::size_t stem_length(std::string_view name, std::string_view ending) {
  const std::string lower = ascii_lower(name);
  const std::size_t found = lower.rfind(ending);
  return found == std::string::npos && ending == yaml_ending ? lower.rfind(".yml") : found;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto mismatch = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return mismatch.first == folder.end();
}

enum class Place { top, folder, templates };

/// Walks one configuration folder and gathers its texts.
class FolderReader {
 public:
  explicit FolderReader(const fs::path& root) : root_(root) {}

  ConfigFiles read() {
    std::error_code error;
    canonical_root_ = fs::canonical(root_, error);
    if (error) {
      refuse_root(error.value());
      return std::move(files_);
    }
    read_folder("", Place::top);
    read_folder("calendars", Place::folder);
    read_folder("plans", Place::folder);
    read_folder("templates", Place::templates);
    return std::move(files_);
  }

 private:
  void refuse_root(int error) {
    files_.diagnostics.push_back(
        unreadable(".",
                   errno_words(error),
                   "chỉ ra thư mục cấu hình có directory.yaml, ví dụ: --config /etc/dondoc"));
  }

  void read_folder(const std::string& name, Place place) {
    const fs::path folder = root_ / name;
    std::error_code error;
    fs::directory_iterator entries{folder, error};
    if (error) {
      // Which of the folders a configuration needs is for the reader of the rules to say.
      if (place == Place::top) {
        refuse_root(error.value());
      } else if (error != std::errc::no_such_file_or_directory) {
        files_.diagnostics.push_back(unreadable(name, errno_words(error.value()), ""));
      }
      return;
    }
    std::set<std::string> names;
    for (; entries != fs::directory_iterator{}; entries.increment(error)) {
      names.insert(entries->path().filename().string());
    }
    if (error) {
      files_.diagnostics.push_back(
          unreadable(name.empty() ? "." : name, errno_words(error.value()), ""));
    }
    const std::string inside = name.empty() ? std::string{} : name + '/';
    for (const std::string& entry : names) {
      if (!is_leftover(entry)) {
        read_entry(inside + entry, entry, place);
      }
    }
  }

  void read_entry(const std::string& name, const std::string& entry, Place place) {
    const std::string_view ending = place == Place::templates ? template_ending : yaml_ending;
    if (!ends_with(entry, ending)) {
      tell_of_unread(name, entry, place);
      return;
    }
    if (place == Place::templates) {
      read_rules(name);
      return;
    }
    const bool is_settings = name == settings_file_name;
    if (place == Place::top && !is_settings && name != directory_file_name &&
        name != "policies.yaml") {
      files_.diagnostics.push_back(
          ignored(name,
                  "tệp không được đọc vì không phải directory.yaml, policies.yaml hay dondoc.yaml",
                  "đặt tệp kế hoạch vào thư mục plans/, tệp lịch vào thư mục calendars/"));
      return;
    }
    Parsed<SourceFile> file = read_inside(name);
    if (!file.value) {
      return;
    }
    if (is_settings) {
      files_.settings = std::move(file.value);
    } else if (is_plan_test(name)) {
      files_.tests.push_back(std::move(*file.value));
    } else {
      files_.rules.push_back(std::move(*file.value));
    }
  }

  /// What looks as if it were meant to be read: a name that an editor or a file manager has
  /// lengthened, a folder of plans inside the folder of plans.
  void tell_of_unread(const std::string& name, const std::string& entry, Place place) {
    std::error_code error;
    if (place != Place::top && fs::is_directory(root_ / name, error)) {
      files_.diagnostics.push_back(ignored(
          name, "thư mục con này không được đọc", "chuyển các tệp trong đó ra ngoài một cấp"));
      return;
    }
    const std::string_view ending = place == Place::templates ? template_ending : yaml_ending;
    const std::size_t stem = stem_length(entry, ending);
    if (stem != std::string::npos) {
      files_.diagnostics.push_back(
          ignored(name,
                  "tệp không được đọc vì tên không kết thúc bằng “" + std::string(ending) + "”",
                  "đổi tên thành " + entry.substr(0, stem) + std::string(ending)));
    }
  }

  /// Of a file that belongs to the folder; what is wrong with it is told.
  Parsed<SourceFile> read_inside(const std::string& name) {
    std::error_code error;
    const fs::path real = fs::canonical(root_ / name, error);
    if (!error && !is_inside(real, canonical_root_)) {
      files_.diagnostics.push_back(unreadable(name,
                                              "liên kết tượng trưng dẫn ra ngoài thư mục cấu hình",
                                              "chép tệp vào thư mục cấu hình thay cho liên kết"));
      return {};
    }
    if (files_.rules.size() >= files_max) {
      if (files_.rules.size() == files_max && !told_too_many_) {
        told_too_many_ = true;
        files_.diagnostics.push_back(
            unreadable(name, "thư mục cấu hình có quá " + std::to_string(files_max) + " tệp", ""));
      }
      return {};
    }
    Parsed<SourceFile> file = read_source_file(root_ / name, name);
    files_.diagnostics.insert(
        files_.diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
    return file;
  }

  void read_rules(const std::string& name) {
    Parsed<SourceFile> file = read_inside(name);
    if (file.value) {
      files_.rules.push_back(std::move(*file.value));
    }
  }

  fs::path root_;
  fs::path canonical_root_;
  ConfigFiles files_;
  bool told_too_many_{false};
};

/// A relative folder in dondoc.yaml is relative to dondoc.yaml, wherever the process was started.
void anchor(fs::path& path, const fs::path& directory) {
  if (!path.empty() && path.is_relative()) {
    std::error_code error;
    const fs::path base = fs::absolute(directory, error);
    path = ((error ? directory : base) / path).lexically_normal();
  }
}

}  // namespace

std::string errno_words(int error) {
  switch (error) {
    case ENOENT:
      return "không có tệp hoặc thư mục này";
    case EACCES:
    case EPERM:
      return "không có quyền đọc";
    case EISDIR:
      return "đây là thư mục, không phải tệp";
    case ENOTDIR:
      return "đường dẫn đi qua một tệp không phải thư mục";
    case ELOOP:
      return "liên kết tượng trưng dẫn vòng quanh";
    case EIO:
      return "ổ đĩa báo lỗi đọc";
    case EMFILE:
    case ENFILE:
      return "mở quá nhiều tệp cùng lúc";
    case ENAMETOOLONG:
      return "tên quá dài";
    default:
      return "lỗi hệ thống số " + std::to_string(error);
  }
}

Parsed<SourceFile> read_source_file(const fs::path& path, const std::string& name) {
  Parsed<SourceFile> result;
  const auto refuse = [&result, &name](const std::string& why) {
    result.diagnostics.push_back(unreadable(name, why, ""));
  };
  // Without O_NONBLOCK a pipe somebody left in the folder would stop the daemon for good.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    refuse(errno_words(errno));
    return result;
  }
  if (!S_ISREG(status.st_mode)) {
    refuse(S_ISDIR(status.st_mode) ? errno_words(EISDIR) : "không phải tệp thường");
    return result;
  }
  SourceFile source{name, {}};
  std::array<char, std::size_t{64} * 1024> block{};
  while (source.text.size() <= file_bytes_max) {
    const ssize_t count = ::read(file.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      refuse(errno_words(errno));
      return result;
    }
    if (count == 0) {
      result.value = std::move(source);
      return result;
    }
    source.text.append(block.data(), static_cast<std::size_t>(count));
  }
  Diagnostic too_large = unreadable(name, "", "tách thành nhiều tệp nhỏ hơn");
  too_large.code = "file-too-large";
  too_large.message =
      "tệp lớn hơn " + std::to_string(file_bytes_max / (std::size_t{1024} * 1024)) + " MiB";
  result.diagnostics.push_back(std::move(too_large));
  return result;
}

ConfigFiles read_config_files(const fs::path& directory) {
  return FolderReader{directory}.read();
}

std::vector<Diagnostic> with_directory(std::vector<Diagnostic> diagnostics,
                                       const fs::path& directory) {
  for (Diagnostic& diagnostic : diagnostics) {
    diagnostic.file = diagnostic.file == "." || diagnostic.file.empty()
                          ? directory.string()
                          : (directory / diagnostic.file).string();
  }
  return diagnostics;
}

Parsed<LoadedConfig> read_config(const ConfigFiles& files, const fs::path& directory) {
  Parsed<LoadedConfig> result;
  result.diagnostics = files.diagnostics;
  const auto add = [&result](const std::vector<Diagnostic>& more) {
    result.diagnostics.insert(result.diagnostics.end(), more.begin(), more.end());
  };
  const bool root_read = std::none_of(
      files.diagnostics.begin(), files.diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.file == "." && diagnostic.severity == Severity::error;
      });
  if (!root_read) {
    return result;
  }
  Parsed<RuleSet> rules = read_rule_files(files.rules);
  add(rules.diagnostics);
  Parsed<Settings> settings{Settings{}, {}};
  if (files.settings) {
    settings = read_settings(*files.settings);
    add(settings.diagnostics);
  }
  for (const SourceFile& file : files.rules) {
    if (files.settings && settings.value && file.name == directory_file_name) {
      add(doubtful_contacts(file, *settings.value));
    }
  }
  sort_diagnostics(result.diagnostics);
  if (!has_errors(result.diagnostics) && rules.value && settings.value) {
    LoadedConfig config;
    rules.value->reply_channels = reply_channels(*settings.value);
    config.rules = std::make_shared<const RuleSet>(std::move(*rules.value));
    config.settings = std::move(*settings.value);
    anchor(config.settings.state, directory);
    anchor(config.settings.runtime, directory);
    result.value = std::move(config);
  }
  return result;
}

Parsed<LoadedConfig> load_config(const fs::path& directory) {
  auto files = std::make_shared<const ConfigFiles>(read_config_files(directory));
  Parsed<LoadedConfig> result = read_config(*files, directory);
  if (result.value) {
    result.value->files = std::move(files);
  }
  result.diagnostics = with_directory(std::move(result.diagnostics), directory);
  return result;
}

}  // namespace dondoc
