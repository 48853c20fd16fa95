// SPDX-License-Identifier: Apache-2.0
#include "daemon/act_link.h"

#include <gtest/gtest.h>

namespace dondoc::act_link_test {
namespace {

LinkKey key(std::int64_t id, unsigned char filling) {
  LinkKey made;
  made.id = id;
  made.bytes.fill(filling);
  return made;
}

const ActLinkClaim claim{"complete",
                         "cchc/VII.6@2026-05#vh-xh",
                         "truong-vh-xh-1",
                         "0123456789abcdef0123456789abcdef",
                         Instant{std::chrono::seconds{1'800'000'000}}};

TEST(ActLink, SaysWhatWasSigned) {
  const std::string link = sign_act_link(claim, key(3, 7));
  EXPECT_EQ(link.rfind("v1.3.", 0), 0U);
  EXPECT_EQ(read_act_link(link, {key(4, 8), key(3, 7)}), claim);
  EXPECT_EQ(
      link.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."),
      std::string::npos)
      << "an address would have to escape it";
}

TEST(ActLink, IsTheSameForTheSameMessage) {
  EXPECT_EQ(sign_act_link(claim, key(3, 7)), sign_act_link(claim, key(3, 7)));
}

TEST(ActLink, IsRefusedWithAnyBitFlipped) {
  const std::string link = sign_act_link(claim, key(3, 7));
  for (std::size_t at = 0; at < link.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string forged = link;
      forged[at] = static_cast<char>(static_cast<unsigned char>(forged[at]) ^ (1U << bit));
      EXPECT_FALSE(read_act_link(forged, {key(3, 7)})) << at << '/' << bit;
    }
  }
}

TEST(ActLink, IsRefusedCutShortOrLengthened) {
  const std::string link = sign_act_link(claim, key(3, 7));
  for (std::size_t size = 0; size < link.size(); ++size) {
    EXPECT_FALSE(read_act_link(link.substr(0, size), {key(3, 7)})) << size;
  }
  EXPECT_FALSE(read_act_link(link + "A", {key(3, 7)}));
  EXPECT_FALSE(read_act_link(link + link, {key(3, 7)}));
  EXPECT_FALSE(read_act_link(std::string(act_link_bytes_max + 1, 'A'), {key(3, 7)}));
}

TEST(ActLink, IsRefusedUnderAnotherKeyOrNone) {
  const std::string link = sign_act_link(claim, key(3, 7));
  EXPECT_FALSE(read_act_link(link, {key(3, 8)}));
  EXPECT_FALSE(read_act_link(link, {key(4, 7)}));
  EXPECT_FALSE(read_act_link(link, {}));
}

}  // namespace
}  // namespace dondoc::act_link_test
