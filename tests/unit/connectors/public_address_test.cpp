// SPDX-License-Identifier: Apache-2.0
#include "connectors/public_address.h"

#include <gtest/gtest.h>

namespace dondoc::public_address_test {
namespace {

void check(const std::vector<const char*>& addresses, bool expected) {
  for (const char* text : addresses) {
    EXPECT_EQ(is_public_address(boost::asio::ip::make_address(text)), expected) << text;
  }
}

TEST(PublicAddress, TheInternetIsPublic) {
  check({"1.1.1.1",
         "8.8.8.8",
         "9.255.255.255",
         "11.0.0.0",
         "100.63.255.255",
         "100.128.0.0",
         "126.255.255.255",
         "128.0.0.1",
         "172.15.255.255",
         "172.32.0.0",
         "192.167.255.255",
         "192.169.0.0",
         "203.162.4.191",
         "223.255.255.255",
         "2001:4860:4860::8888",
         "2400:cb00::1",
         "2a00::1",
         "3fff:1000::1"},
        true);
}

TEST(PublicAddress, WhatMayReachIntoTheOfficeIsNot) {
  check({"0.0.0.0",         "0.1.2.3",         "10.0.0.1",        "10.255.255.255",  "100.64.0.1",
         "100.127.255.255", "127.0.0.1",       "127.255.255.254", "169.254.169.254", "172.16.0.1",
         "172.31.255.255",  "192.0.0.1",       "192.0.2.1",       "192.88.99.1",     "192.168.0.1",
         "192.168.255.255", "198.18.0.1",      "198.19.255.255",  "198.51.100.1",    "203.0.113.1",
         "224.0.0.1",       "239.255.255.255", "240.0.0.1",       "255.255.255.255"},
        false);
}

TEST(PublicAddress, NorAreTheFormsOfIpv6ThatDo) {
  check({"::",
         "::1",
         "::127.0.0.1",
         "::ffff:127.0.0.1",
         "::ffff:8.8.8.8",
         "64:ff9b::7f00:1",
         "100::1",
         "2001::1",
         "2001:1ff::1",
         "2001:db8::1",
         "2002:7f00:1::1",
         "3fff::1",
         "fc00::1",
         "fd12:3456::1",
         "fe80::1",
         "fec0::1",
         "ff02::1"},
        false);
}

}  // namespace
}  // namespace dondoc::public_address_test
