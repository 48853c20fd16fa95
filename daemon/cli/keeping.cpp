// SPDX-License-Identifier: Apache-2.0
// dondoc verify and restore.
#include "daemon/cli/command.h"
#include "daemon/cli/remote.h"
#include "daemon/cli/remote_answer.h"
#include "daemon/cli/remote_office.h"
#include "daemon/cli/remote_text.h"
#include "daemon/clock.h"
#include "daemon/plan_loader.h"
#include "daemon/restore.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Where a copy is opened to be looked at: the office's own folder, or on a machine that has none
/// (a copy is often tried elsewhere) one that nobody else may enter and that goes again.
class TrialFolder {
 public:
  explicit TrialFolder(fs::path own) : path_(std::move(own)) {
    std::error_code error;
    if (fs::is_directory(path_, error) && ::access(path_.c_str(), W_OK | X_OK) == 0) {
      return;
    }
    std::string name = (fs::temp_directory_path(error) / "dondoc-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) {
      path_ = name;
      made_ = true;
    }
  }
  ~TrialFolder() {
    std::error_code error;
    if (made_) {
      fs::remove_all(path_, error);
    }
  }
  TrialFolder(const TrialFolder&) = delete;
  TrialFolder& operator=(const TrialFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  bool made_{false};
};

int verify_copy(const RemoteTarget& target, const fs::path& copy) {
  const Instant now = instant_of(read_clock());
  const TrialFolder trial(office_folder(target).state);
  try {
    const CheckedCopy checked = check_copy(copy, trial.path(), now, CheckDepth::state);
    const StateProof proof = checked.proof.value_or(StateProof{});
    const bool whole = checked.problems.empty() && proof.differing == 0;
    const Json verified{{"file", copy.string()},
                        {"whole", whole},
                        {"problems", checked.problems},
                        {"proved", proof.occurrences},
                        {"untold", proof.untold},
                        {"differing", proof.differing},
                        {"differences", proof.first},
                        {"open", checked.counts.open}};
    print(target, verified, verified_text);
    return whole ? exit_fine : exit_findings;
  } catch (const StoreError& error) {
    std::cerr << "dondoc: " << error.what() << '\n';
    return exit_machine;
  }
}

void print_restored(const RemoteTarget& target, const fs::path& copy, const Restored& restored) {
  if (target.json) {
    write_json(std::cout,
               Json{{"file", copy.string()},
                    {"uncertain_messages", restored.doubted},
                    {"open", restored.open},
                    {"overdue", restored.overdue},
                    {"kept", restored.kept.string()}});
    return;
  }
  std::cout
      << "Đã khôi phục từ " << copy.string() << ": " << restored.open << " đầu việc đang mở, "
      << restored.overdue << " quá hạn.\n"
      << restored.doubted
      << " tin có thể đã được gửi sau lúc sao lưu nên không gửi lại; chúng nằm trong danh sách "
         "“chưa chắc đã tới”.\n";
  if (!restored.kept.empty()) {
    std::cout << "Cơ sở dữ liệu trước đó được giữ tại " << restored.kept.string() << "\n";
  }
  std::cout << "Những gì được ghi nhận sau lúc sao lưu cần ghi lại. Việc gửi tin đang tạm dừng; "
               "khởi động dondocd, rà soát rồi chạy: dondoc release\n";
}

}  // namespace

int run_verify(const RemoteTarget& target, const std::optional<fs::path>& copy) {
  return copy ? verify_copy(target, *copy) : verify_office(target);
}

int run_restore(const RemoteTarget& target, const fs::path& copy) {
  const Parsed<LoadedConfig> loaded = load_config(target.config);
  if (!loaded.value) {
    std::cerr << "dondoc: cấu hình trong " << target.config.string()
              << " có lỗi; xin xem: dondoc check " << target.config.string() << '\n';
    return exit_findings;
  }
  const StateFolder folder = office_folder(target);
  StateLock lock;
  if (lock.acquire(folder) != StateLock::Result::locked) {
    std::cerr << "dondoc: " << lock.problem() << "; xin dừng dondocd trước khi khôi phục\n";
    return exit_machine;
  }
  try {
    const Restored restored =
        restore_copy(copy, folder, loaded.value->rules, instant_of(read_clock()));
    if (!restored.problems.empty()) {
      std::cerr << verified_text(Json{{"whole", false}, {"problems", restored.problems}})
                << "Chưa thay đổi gì.\n";
      return exit_findings;
    }
    print_restored(target, copy, restored);
    return exit_fine;
  } catch (const StoreError& error) {
    std::cerr << "dondoc: " << error.what() << '\n';
    return exit_machine;
  }
}

}  // namespace dondoc
