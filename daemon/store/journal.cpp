// SPDX-License-Identifier: Apache-2.0
// Facts, appended and chained. The bytes that a row's hash covers:
//
//   tag · previous hash · sequence · occurrence key · kind · at · actor · by · count · (name ·
//   value)…
//
// each field as an 8-byte big-endian length and its bytes, numbers as 8 bytes big-endian, data in
// the order of their names. No two rows have the same bytes, whatever their texts hold.
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <limits>
#include <map>
#include <string>
#include <string_view>

#include <sodium.h>

namespace dondoc {
namespace {

constexpr std::string_view journal_tag = "dondoc journal 1";

class ChainHash {
 public:
  ChainHash() { crypto_generichash_init(&state_, nullptr, 0, Hash{}.size()); }

  void field(std::string_view bytes) {
    number_bytes(bytes.size());
    update(bytes.data(), bytes.size());
  }
  void field(std::int64_t number) {
    number_bytes(sizeof number);
    number_bytes(static_cast<std::uint64_t>(number));
  }
  void field(const Hash& hash) {
    number_bytes(hash.size());
    update(hash.data(), hash.size());
  }
  [[nodiscard]] Hash finish() {
    Hash hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return hash;
  }

 private:
  void number_bytes(std::uint64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[bytes.size() - 1 - i] = static_cast<unsigned char>(number >> (8 * i));
    }
    update(bytes.data(), bytes.size());
  }
  void update(const void* bytes, std::size_t size) {
    crypto_generichash_update(&state_, static_cast<const unsigned char*>(bytes), size);
  }
  crypto_generichash_state state_{};
};

/// A row of the journal as it lies there; `kind` is its word, because a word that was tampered with
/// has to be hashed too.
struct ChainRow {
  std::int64_t sequence{0};
  std::string occurrence;
  std::string kind;
  std::int64_t at{0};
  std::string actor;
  std::string by;
  std::map<std::string, std::string> data;
  Hash hash{};
};

[[nodiscard]] Hash hash_of(const ChainRow& row, const Hash& previous) {
  ChainHash chain;
  chain.field(journal_tag);
  chain.field(previous);
  chain.field(row.sequence);
  chain.field(row.occurrence);
  chain.field(row.kind);
  chain.field(row.at);
  chain.field(row.actor);
  chain.field(row.by);
  chain.field(static_cast<std::int64_t>(row.data.size()));
  for (const auto& [name, value] : row.data) {
    chain.field(name);
    chain.field(value);
  }
  return chain.finish();
}

[[nodiscard]] std::string hex(const Hash& hash) {
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

/// Reads rows in the order of their sequence; a row's data come as further lines of the join.
class ChainReader {
 public:
  explicit ChainReader(Query& query) : query_(query) { more_ = query_.next(); }

  [[nodiscard]] std::optional<ChainRow> next() {
    if (!more_) {
      return std::nullopt;
    }
    ChainRow row;
    row.sequence = query_.integer(0);
    row.occurrence = query_.text(1);
    row.kind = query_.text(2);
    row.at = query_.integer(3);
    row.actor = query_.text(4);
    row.by = query_.text(5);
    row.hash = query_.hash(6);
    while (more_ && query_.integer(0) == row.sequence) {
      if (!query_.is_null(7)) {
        row.data.emplace(query_.text(7), query_.text(8));
      }
      more_ = query_.next();
    }
    return row;
  }

 private:
  Query& query_;
  bool more_{false};
};

[[nodiscard]] Fact fact_of(ChainRow row) {
  Fact fact;
  fact.occurrence = std::move(row.occurrence);
  const std::optional<FactKind> kind = parse_fact_kind(row.kind);
  if (!kind) {
    throw StoreError(StoreFault::corrupt,
                     "nhật ký chứa loại ghi nhận lạ “" + row.kind +
                         "”; tệp được giữ nguyên, hãy khôi phục từ bản sao lưu");
  }
  fact.kind = *kind;
  fact.at = Instant{std::chrono::seconds{row.at}};
  fact.actor = std::move(row.actor);
  fact.by = std::move(row.by);
  fact.data = std::move(row.data);
  return fact;
}

struct JournalEnd {
  std::int64_t sequence{0};
  Hash hash{};
};

[[nodiscard]] JournalEnd journal_end(Connection& connection) {
  Query query(connection, "SELECT journal_sequence, journal_hash FROM meta WHERE id = 1");
  if (!query.next()) {
    throw StoreError(StoreFault::corrupt,
                     "cơ sở dữ liệu thiếu dòng chung; tệp được giữ nguyên, hãy khôi phục từ bản "
                     "sao lưu");
  }
  return JournalEnd{query.integer(0), query.hash(1)};
}

}  // namespace

void append_fact(Connection& connection, std::int64_t occurrence, const Fact& fact) {
  const JournalEnd end = journal_end(connection);
  ChainRow row;
  row.sequence = end.sequence + 1;
  row.occurrence = fact.occurrence;
  row.kind = std::string(fact_kind_name(fact.kind));
  row.at = fact.at.time_since_epoch().count();
  row.actor = fact.actor;
  row.by = fact.by;
  row.data = fact.data;
  row.hash = hash_of(row, end.hash);
  Query(connection,
        "INSERT INTO fact (sequence, occurrence, kind, at, actor, by, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(row.sequence, occurrence, row.kind, row.at, row.actor, row.by, row.hash)
      .run();
  for (const auto& [name, value] : row.data) {
    Query(connection, "INSERT INTO fact_data (sequence, name, value) VALUES (?, ?, ?)")
        .bind(row.sequence, name, value)
        .run();
  }
  Query(connection, "UPDATE meta SET journal_sequence = ?, journal_hash = ? WHERE id = 1")
      .bind(row.sequence, row.hash)
      .run();
}

std::vector<JournalRow> Store::facts(const std::string& occurrence) const {
  Query query(impl_->connection,
              "SELECT f.sequence, o.key, f.kind, f.at, f.actor, f.by, f.hash, d.name, d.value"
              " FROM occurrence o JOIN fact f ON f.occurrence = o.id"
              " LEFT JOIN fact_data d ON d.sequence = f.sequence"
              " WHERE o.key = ? ORDER BY f.sequence, d.name");
  query.bind(occurrence);
  ChainReader reader(query);
  std::vector<JournalRow> rows;
  while (std::optional<ChainRow> row = reader.next()) {
    const std::int64_t sequence = row->sequence;
    const Hash hash = row->hash;
    rows.push_back(JournalRow{sequence, fact_of(std::move(*row)), hex(hash)});
  }
  return rows;
}

std::vector<JournalRow> Store::newest_facts(std::optional<std::int64_t> before, int limit) const {
  Query query(impl_->connection,
              "SELECT f.sequence, o.key, f.kind, f.at, f.actor, f.by, f.hash, d.name, d.value"
              " FROM (SELECT * FROM fact WHERE sequence < ?1 ORDER BY sequence DESC LIMIT ?2) f"
              " JOIN occurrence o ON o.id = f.occurrence"
              " LEFT JOIN fact_data d ON d.sequence = f.sequence"
              " ORDER BY f.sequence DESC, d.name");
  query.bind(before.value_or(std::numeric_limits<std::int64_t>::max()), limit);
  ChainReader reader(query);
  std::vector<JournalRow> rows;
  while (std::optional<ChainRow> row = reader.next()) {
    const std::int64_t sequence = row->sequence;
    const Hash hash = row->hash;
    rows.push_back(JournalRow{sequence, fact_of(std::move(*row)), hex(hash)});
  }
  return rows;
}

std::optional<std::int64_t> Store::first_broken_journal_row() const {
  const JournalEnd end = journal_end(impl_->connection);
  Query query(impl_->connection,
              "SELECT f.sequence, o.key, f.kind, f.at, f.actor, f.by, f.hash, d.name, d.value"
              " FROM fact f LEFT JOIN occurrence o ON o.id = f.occurrence"
              " LEFT JOIN fact_data d ON d.sequence = f.sequence"
              " ORDER BY f.sequence, d.name");
  ChainReader reader(query);
  std::int64_t expected = 1;
  Hash previous{};
  while (const std::optional<ChainRow> row = reader.next()) {
    if (row->sequence != expected || row->hash != hash_of(*row, previous)) {
      return expected;
    }
    previous = row->hash;
    ++expected;
  }
  if (end.sequence != expected - 1 || end.hash != previous) {
    return expected;
  }
  return std::nullopt;
}

}  // namespace dondoc
