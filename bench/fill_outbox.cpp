// SPDX-License-Identifier: Apache-2.0
// A database in which messages wait that are all due now, as a tick of a very large office would
// leave it. bench/mail lets the daemon send them.
//
// usage: fill_outbox DATABASE COUNT
#include "daemon/store/store.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

namespace dondoc {
namespace {

constexpr int messages_a_transaction = 5000;

/// As long as a reminder of three duties.
MessageDraft draft(int number) {
  const std::string digits = std::to_string(number);
  MessageDraft draft;
  draft.key = "digest/thu-tai/" + digits;
  draft.person = "nguoi-" + digits;
  draft.post = "truong-" + digits;
  draft.contacts = {{"channel", "so" + digits + "@xa.example"}};
  draft.subject = "[Nhắc việc] Còn 5 ngày - V." + digits + " Báo cáo thử tải";
  draft.text = "[NHẮC VIỆC] Còn 5 ngày - Mã " + digits + "\nKính gửi: Phòng số " + digits + "\n";
  for (int duty = 1; duty <= 3; ++duty) {
    draft.text += "- Báo cáo thử tải số " + std::to_string(duty) +
                  ": hạn hết ngày 25/6/2026 (thứ Năm), sản phẩm: Báo cáo, theo Kế hoạch số"
                  " 01/KH-UBND của UBND xã; xin trả lời \"xong " +
                  digits + "\" khi đã hoàn thành.\n";
  }
  return draft;
}

void fill(Store& store, int count) {
  const Instant now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  for (int begun = 0; begun < count; begun += messages_a_transaction) {
    Store::Transaction transaction(store);
    for (int at = begun; at < std::min(begun + messages_a_transaction, count); ++at) {
      store.write_digest(draft(at), now);
    }
    transaction.commit();
  }
}

}  // namespace
}  // namespace dondoc

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: fill_outbox DATABASE COUNT\n";
    return 2;
  }
  dondoc::Store store(argv[1], dondoc::StoreOptions{});
  dondoc::fill(store, std::atoi(argv[2]));
  store.checkpoint();
  return 0;
}
