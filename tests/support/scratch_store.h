// SPDX-License-Identifier: Apache-2.0
// A store in a folder of its own that goes away with it.
#pragma once

#include "daemon/store/store.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace dondoc::testing {

class ScratchStore {
 public:
  ScratchStore() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dondoc-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("no scratch folder");
    }
    folder_ = pattern;
    reopen();
  }
  ~ScratchStore() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;

  /// As after a restart.
  void reopen() {
    store_.reset();
    store_ = std::make_unique<Store>(folder_ / "dondoc.db", StoreOptions{});
  }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  Store& operator*() { return *store_; }
  Store* operator->() { return store_.get(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace dondoc::testing
