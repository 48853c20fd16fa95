// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fault_disk.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

void apply_write(std::string& image, std::size_t offset, std::string_view bytes) {
  if (image.size() < offset + bytes.size()) {
    image.resize(offset + bytes.size(), '\0');
  }
  image.replace(offset, bytes.size(), bytes);
}

bool can_fill_up(DiskOperation operation) {
  return operation == DiskOperation::write || operation == DiskOperation::open;
}

}  // namespace

void FaultDisk::heal() {
  faults_.clear();
  power_cut_at_.reset();
  failing_read_.reset();
  space_.reset();
}

DiskError FaultDisk::next(DiskOperation operation) {
  if (!powered_) {
    return DiskError::powered_off;
  }
  ++operations_;
  if (power_cut_at_ && operations_ >= *power_cut_at_) {
    power_cut_at_.reset();
    ++faults_met_;
    crash();
    powered_ = false;
    return DiskError::powered_off;
  }
  for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
    const bool right_kind = !fault->only || *fault->only == operation;
    const bool possible = fault->error != DiskError::full || can_fill_up(operation);
    if (operations_ < fault->at || !right_kind || !possible) {
      continue;
    }
    const DiskError error = fault->error;
    if (fault->span == FaultSpan::once) {
      faults_.erase(fault);
    }
    ++faults_met_;
    return error;
  }
  return DiskError::none;
}

std::int64_t FaultDisk::bytes_used() const {
  std::size_t sum = 0;
  for (const auto& [path, node] : files_) {
    sum += node->cached.size();
  }
  return static_cast<std::int64_t>(sum);
}

std::string* FaultDisk::bytes(const std::string& path) {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second->cached;
}

std::vector<std::string> FaultDisk::paths() const {
  std::vector<std::string> result;
  for (const auto& [path, node] : files_) {
    result.push_back(path);
  }
  return result;
}

void FaultDisk::put(const std::string& path, std::string bytes) {
  auto node = std::make_shared<DiskNode>();
  node->durable = bytes;
  node->cached = std::move(bytes);
  node->name_is_durable = true;
  files_[path] = std::move(node);
}

std::shared_ptr<DiskNode> FaultDisk::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second;
}

DiskError FaultDisk::open(const std::string& path, std::shared_ptr<DiskNode>& node) {
  const DiskError error = next(DiskOperation::open);
  if (error != DiskError::none) {
    return error;
  }
  auto& slot = files_[path];
  if (!slot) {
    slot = std::make_shared<DiskNode>();
  }
  node = slot;
  return DiskError::none;
}

DiskError FaultDisk::read() {
  ++reads_;
  if (!failing_read_ || reads_ < *failing_read_) {
    return DiskError::none;
  }
  failing_read_.reset();
  ++faults_met_;
  return DiskError::io_error;
}

DiskError FaultDisk::write(DiskNode& node, std::size_t offset, std::string_view bytes) {
  DiskError error = next(DiskOperation::write);
  if (error == DiskError::powered_off) {
    return error;
  }
  const std::size_t end = offset + bytes.size();
  if (error == DiskError::none && space_ && end > node.cached.size() &&
      bytes_used() + static_cast<std::int64_t>(end - node.cached.size()) > *space_) {
    error = DiskError::full;
    ++faults_met_;
  }
  if (error == DiskError::read_only) {
    return error;
  }
  // A write that fails for want of space or of a good sector leaves the part that came before.
  const std::string_view written =
      error == DiskError::none ? bytes : bytes.substr(0, bytes.size() / 2);
  if (!written.empty() && (error == DiskError::none || end <= node.cached.size())) {
    apply_write(node.cached, offset, written);
    node.unsynced.push_back({false, offset, std::string(written)});
  }
  return error;
}

DiskError FaultDisk::truncate(DiskNode& node, std::size_t size) {
  const DiskError error = next(DiskOperation::truncate);
  if (error != DiskError::none) {
    return error;
  }
  node.cached.resize(size, '\0');
  node.unsynced.push_back({true, size, {}});
  return DiskError::none;
}

/// All that is unsynced reaches the platter. Writes that an earlier flush dropped stay lost though
/// they are in the cache.
void FaultDisk::settle(DiskNode& node) {
  for (const DiskNode::Change& change : node.unsynced) {
    if (change.truncates) {
      node.durable.resize(change.offset, '\0');
    } else {
      apply_write(node.durable, change.offset, change.bytes);
    }
  }
  node.unsynced.clear();
  node.name_is_durable = true;
}

DiskError FaultDisk::sync(DiskNode& node) {
  const DiskError error = next(DiskOperation::sync);
  if (error == DiskError::none) {
    ghosts_.clear();  // A flush takes the file system's own journal along, removals included.
    settle(node);
  } else if (error == DiskError::io_error && failed_sync_ == FailedSync::lost) {
    tear(node);
  }
  return error;
}

DiskError FaultDisk::remove(const std::string& path, bool flush_folder) {
  const DiskError error = next(DiskOperation::remove);
  if (error != DiskError::none) {
    return error;
  }
  const auto found = files_.find(path);
  if (found != files_.end()) {
    if (!flush_folder && found->second->name_is_durable) {
      ghosts_[path] = found->second;
    }
    files_.erase(found);
  }
  if (flush_folder) {
    ghosts_.erase(path);
  }
  return DiskError::none;
}

/// Decides for each unsynced change whether it reached the platter.
void FaultDisk::tear(DiskNode& node) {
  for (const DiskNode::Change& change : node.unsynced) {
    if (change.truncates) {
      if (coin()) {
        node.durable.resize(change.offset, '\0');
      }
      continue;
    }
    // Most writes survive or vanish as a whole; a third are torn, each sector for itself.
    const std::uint64_t fate = random_() % 3;
    if (fate == 0) {
      continue;
    }
    std::size_t at = 0;
    while (at < change.bytes.size()) {
      const std::size_t to_boundary = sector_bytes - (change.offset + at) % sector_bytes;
      const std::size_t length = std::min(to_boundary, change.bytes.size() - at);
      if (fate == 1 || coin()) {
        apply_write(
            node.durable, change.offset + at, std::string_view(change.bytes).substr(at, length));
      }
      at += length;
    }
  }
  node.unsynced.clear();
}

void FaultDisk::crash() {
  ++epoch_;
  for (auto& [path, node] : ghosts_) {
    if (files_.count(path) == 0 && coin()) {
      files_[path] = node;
    }
  }
  ghosts_.clear();
  std::map<std::string, std::shared_ptr<DiskNode>> left;
  for (auto& [path, node] : files_) {
    tear(*node);
    if (!node->name_is_durable && coin()) {
      continue;
    }
    // A new node, so that handles opened before can't reach it.
    auto fresh = std::make_shared<DiskNode>();
    fresh->durable = node->durable;
    fresh->cached = node->durable;
    fresh->name_is_durable = true;
    left[path] = std::move(fresh);
  }
  files_ = std::move(left);
}

void FaultDisk::kill() {
  ++epoch_;
  for (auto& [path, node] : files_) {
    node = std::make_shared<DiskNode>(*node);
  }
}

}  // namespace dondoc
