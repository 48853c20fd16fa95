// SPDX-License-Identifier: Apache-2.0
#include "connectors/maildir.h"

#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dondoc {
namespace {

constexpr mode_t folder_mode = 0700;
constexpr mode_t file_mode = 0600;
constexpr std::size_t name_bytes_max = 200;  // leaves room for a reader's ":2,flags"

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_{-1};
};

std::string words_of(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "đĩa đã đầy";
    case EROFS:
      return "ổ đĩa chỉ cho đọc";
    case EIO:
      return "lỗi đọc ghi đĩa";
    case EACCES:
    case EPERM:
      return "không có quyền ghi";
    case ENOENT:
      return "thư mục cha không tồn tại";
    default:
      return "lỗi tệp";
  }
}

// Nothing that goes wrong with a file here is the message's fault, and all of it can be mended by
// an admin while the message waits: every failure is one to try again after.
Reply failed(const std::string& directory, std::string_view step, int error) {
  Reply reply;
  reply.failure = Failure::not_sent;
  reply.error = "hòm thư " + directory + ", " + std::string{step} + ": " + words_of(error) + " (" +
                std::generic_category().message(error) + ")";
  return reply;
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= name_bytes_max && name.front() != '.' &&
         name.find_first_of(std::string_view{"/:\0\n\r", 5}) == std::string_view::npos;
}

/// 0, or the errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// Some of the requests, all for one Maildir, in the steps of a delivery.
class Delivery {
 public:
  explicit Delivery(std::string directory) : directory_(std::move(directory)) {}

  void add(const MaildirRequest& request, Reply& reply) { items_.push_back({&request, &reply}); }

  void run() {
    if (!open_folders() || !list_cur()) {
      for (const Item& item : items_) {
        *item.reply = failed(directory_, step_, error_);
      }
      return;
    }
    std::vector<Item> written;
    for (const Item& item : items_) {
      if (!is_file_name(item.request->name)) {
        item.reply->failure = Failure::refused_local;
        item.reply->error = "tên tệp không hợp lệ";
      } else if (!is_in(new_, item.request->name) && read_already_.count(item.request->name) == 0 &&
                 write_to_tmp(item)) {
        written.push_back(item);
      }
    }
    if (!written.empty() && flush(written)) {
      for (const Item& item : written) {
        move_to_new(item);
      }
    }
    // Also when every file was there before: the crash that made this a repeat may have come before
    // this flush.
    if (::fsync(new_.get()) != 0) {
      fail_all(items_, "ghi new xuống đĩa");
    }
  }

 private:
  struct Item {
    const MaildirRequest* request;
    Reply* reply;
  };

  bool open_folders() {
    return make_folder(AT_FDCWD, directory_.c_str()) &&
           open_folder(AT_FDCWD, directory_.c_str(), O_DIRECTORY, root_) &&
           open_part("tmp", tmp_) && open_part("new", new_) && open_part("cur", cur_) &&
           flush_if_made();
  }

  bool open_part(const char* name, Descriptor& folder) {
    // No link in place of a part: mail must not land where another user points.
    return make_folder(root_.get(), name) &&
           open_folder(root_.get(), name, O_DIRECTORY | O_NOFOLLOW, folder);
  }

  bool make_folder(int parent, const char* name) {
    if (::mkdirat(parent, name, folder_mode) == 0) {
      made_ = true;
      return true;
    }
    return errno == EEXIST || note_error("tạo thư mục");
  }

  bool open_folder(int parent, const char* name, int flags, Descriptor& folder) {
    folder = Descriptor{::openat(parent, name, O_RDONLY | O_CLOEXEC | flags)};
    return folder.is_open() || note_error("mở thư mục");
  }

  /// A new Maildir's folders have to outlive a power cut as its first message does.
  bool flush_if_made() {
    if (!made_) {
      return true;
    }
    const Descriptor parent{::openat(root_.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // A parent that may be searched but not read can't be flushed; that isn't worth refusing mail.
    return ::fsync(root_.get()) == 0 && (!parent.is_open() || ::fsync(parent.get()) == 0)
               ? true
               : note_error("ghi thư mục xuống đĩa");
  }

  bool note_error(std::string_view step) {
    error_ = errno;
    step_ = step;
    return false;
  }

  [[nodiscard]] static bool is_in(const Descriptor& folder, const std::string& name) {
    struct stat status {};
    return ::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
  }

  /// What mail readers have seen: they move a file to cur and append ":2," and flags. One listing a
  /// batch, and only the names asked for are kept. A folder that can't be listed is trouble: taking
  /// it for empty would deliver twice.
  bool list_cur() {
    std::set<std::string> asked;
    for (const Item& item : items_) {
      asked.insert(item.request->name);
    }
    std::error_code error;
    using Iterator = std::filesystem::directory_iterator;
    for (Iterator entry{std::filesystem::path{directory_} / "cur", error};
         !error && entry != Iterator{};
         entry.increment(error)) {
      const std::string full = entry->path().filename().string();
      std::string base = full.substr(0, full.find(':'));
      if (asked.count(base) != 0) {
        read_already_.insert(std::move(base));
      }
    }
    errno = error.value();
    return !error || note_error("đọc thư mục cur");
  }

  bool write_to_tmp(const Item& item) {
    const char* name = item.request->name.c_str();
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor file{::openat(tmp_.get(), name, flags, file_mode)};
    if (!file.is_open() && errno == EEXIST) {
      // Left over from a crash, perhaps cut short.
      ::unlinkat(tmp_.get(), name, 0);
      file = Descriptor{::openat(tmp_.get(), name, flags, file_mode)};
    }
    if (!file.is_open()) {
      *item.reply = failed(directory_, "tạo tệp trong tmp", errno);
      return false;
    }
    if (const int error = write_all(file.get(), item.request->bytes); error != 0) {
      *item.reply = failed(directory_, "ghi tệp trong tmp", error);
      ::unlinkat(tmp_.get(), name, 0);
      return false;
    }
    if (items_.size() == 1) {
      single_ = std::move(file);
    }
    return true;
  }

  bool flush(const std::vector<Item>& written) {
    const int result = single_.is_open() ? ::fsync(single_.get()) : ::syncfs(tmp_.get());
    if (result == 0) {
      return true;
    }
    fail_all(written, "ghi tệp xuống đĩa");
    // What failed to reach the disk must not be taken for whole later.
    for (const Item& item : written) {
      ::unlinkat(tmp_.get(), item.request->name.c_str(), 0);
    }
    return false;
  }

  void move_to_new(const Item& item) {
    const char* name = item.request->name.c_str();
    // A name that stands twice in one batch was moved by its first request.
    if (::renameat(tmp_.get(), name, new_.get(), name) != 0 && !is_in(new_, item.request->name)) {
      *item.reply = failed(directory_, "chuyển tệp sang new", errno);
    }
  }

  void fail_all(const std::vector<Item>& items, std::string_view step) const {
    const int error = errno;
    for (const Item& item : items) {
      if (item.reply->failure == Failure::none) {
        *item.reply = failed(directory_, step, error);
      }
    }
  }

  std::string directory_;
  std::vector<Item> items_;
  Descriptor root_;
  Descriptor tmp_;
  Descriptor new_;
  Descriptor cur_;
  Descriptor single_;                   ///< the only file of a batch of one
  std::set<std::string> read_already_;  ///< of the names asked for
  bool made_{false};
  int error_{0};
  std::string_view step_;
};

}  // namespace

std::vector<Reply> deliver_all(const std::vector<MaildirRequest>& requests) {
  std::vector<Reply> replies(requests.size());
  std::map<std::string, Delivery> deliveries;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    deliveries.try_emplace(requests[i].directory, requests[i].directory)
        .first->second.add(requests[i], replies[i]);
  }
  for (auto& [directory, delivery] : deliveries) {
    delivery.run();
  }
  return replies;
}

Reply deliver(const MaildirRequest& request) {
  return deliver_all({request}).front();
}

}  // namespace dondoc
