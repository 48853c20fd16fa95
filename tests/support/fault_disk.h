// SPDX-License-Identifier: Apache-2.0
// A disk that loses, tears and refuses, all of it in memory and by a seed. It keeps for each file
// what programs read (the page cache) and what a power cut leaves (the platter), so that a test can
// tell a write from a write that was flushed. fault_vfs.h puts SQLite on it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class DiskOperation { write, sync, truncate, open, remove };

enum class DiskError {
  none,
  io_error,
  full,
  read_only,
  powered_off,  ///< after a power cut: the handle, or the whole disk, is gone
};

enum class FaultSpan { once, from_then_on };

/// Fail the operation with number `at` (counted from 1 over all operations, see
/// FaultDisk::operations), or the first one after it that is of kind `only`. A removal or a sync
/// can't meet a full disk; `full` passes over both.
struct DiskFault {
  std::int64_t at{1};
  DiskError error{DiskError::io_error};
  FaultSpan span{FaultSpan::once};
  std::optional<DiskOperation> only;
};

/// What a failed flush does to the writes it was for. Linux drops them from the set of dirty pages,
/// so that a later flush "succeeds" without them; `lost` is that, `kept` leaves them to a later
/// one.
enum class FailedSync { kept, lost };

/// One file: its bytes as programs see them, its bytes as a power cut leaves them, and the changes
/// between the two. Handles keep a node alive after it was removed or the power went.
struct DiskNode {
  struct Change {
    bool truncates{false};
    std::size_t offset{0};  ///< the new size of a truncation
    std::string bytes;
  };
  std::string cached;
  std::string durable;
  std::vector<Change> unsynced;
  bool name_is_durable{false};  ///< its folder entry has reached the disk
};

class FaultDisk {
 public:
  static constexpr std::size_t sector_bytes = 512;

  explicit FaultDisk(std::uint64_t seed) : random_(seed) {}

  // ---- What a test does to it ------------------------------------------------------------------
  void fail(const DiskFault& fault) { faults_.push_back(fault); }
  /// The power goes just before operation `at`, counted like a fault.
  void cut_power_at(std::int64_t at) { power_cut_at_ = at; }
  /// The read with number `at` fails once with an I/O error; reads are counted apart, by reads().
  void fail_read_at(std::int64_t at) { failing_read_ = at; }
  /// For reads that are the test's own.
  void forget_failing_read() { failing_read_.reset(); }
  /// Forgets every planned fault and every limit; what failed has failed.
  void heal();
  /// All files together may not grow beyond this many bytes; nothing: no limit.
  void limit_space(std::optional<std::int64_t> bytes) { space_ = bytes; }
  void on_failed_sync(FailedSync what) { failed_sync_ = what; }

  /// Power cut and restart: each unsynced write survives whole, not at all, or torn at sectors; an
  /// entry that wasn't flushed may be there or not. Handles opened before are dead.
  void crash();
  /// The process died and the machine did not: every write is kept. Handles opened before are dead.
  void kill();
  /// After a power cut at an operation the disk is off until this.
  void power_on() { powered_ = true; }
  [[nodiscard]] bool powered() const { return powered_; }

  [[nodiscard]] std::int64_t operations() const { return operations_; }
  [[nodiscard]] std::int64_t reads() const { return reads_; }
  [[nodiscard]] std::int64_t faults_met() const { return faults_met_; }
  [[nodiscard]] std::int64_t bytes_used() const;
  /// A file's bytes as programs see them, to damage or to compare; nullptr when there is none.
  [[nodiscard]] std::string* bytes(const std::string& path);
  [[nodiscard]] std::vector<std::string> paths() const;
  /// Puts a whole file there, flushed.
  void put(const std::string& path, std::string bytes);

  // ---- What the VFS does with it ---------------------------------------------------------------
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  [[nodiscard]] std::shared_ptr<DiskNode> find(const std::string& path) const;
  DiskError open(const std::string& path, std::shared_ptr<DiskNode>& node);
  DiskError read();  ///< whether the next read goes well; the bytes are the node's
  DiskError write(DiskNode& node, std::size_t offset, std::string_view bytes);
  DiskError truncate(DiskNode& node, std::size_t size);
  DiskError sync(DiskNode& node);
  DiskError remove(const std::string& path, bool flush_folder);

 private:
  [[nodiscard]] DiskError next(DiskOperation operation);
  void settle(DiskNode& node);
  void tear(DiskNode& node);
  [[nodiscard]] bool coin() { return (random_() & 1U) != 0; }

  std::mt19937_64 random_;
  std::map<std::string, std::shared_ptr<DiskNode>> files_;
  /// Removed without flushing the folder: a power cut before the next flush may bring them back.
  std::map<std::string, std::shared_ptr<DiskNode>> ghosts_;
  std::vector<DiskFault> faults_;
  std::optional<std::int64_t> power_cut_at_;
  std::optional<std::int64_t> failing_read_;
  std::optional<std::int64_t> space_;
  FailedSync failed_sync_{FailedSync::kept};
  std::int64_t operations_{0};
  std::int64_t reads_{0};
  std::int64_t faults_met_{0};
  std::uint64_t epoch_{1};
  bool powered_{true};
};

}  // namespace dondoc
