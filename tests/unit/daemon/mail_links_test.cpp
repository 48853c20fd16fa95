// SPDX-License-Identifier: Apache-2.0
#include "daemon/mail_links.h"

#include "daemon/act_link.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::mail_links_test {
namespace {

using dondoc::testing::at;

class MailLinksTest : public testing::RoutesFixture {
 protected:
  MailLinksTest() : RoutesFixture(testing::small_office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
    settings_.public_url = "https://dondoc.xa.example";
  }

  StoredMessage reminder() {
    for (const StoredMessage& message : store()->due_messages("maildir", now(), 100)) {
      if (message.draft.person == "truong-vh-xh-1" && message.draft.notices.size() == 1) {
        return message;
      }
    }
    throw std::runtime_error("nobody was reminded");
  }
  std::vector<std::string> acts_of(const MessageLinks& links) {
    std::vector<std::string> acts;
    for (const MessageLink& link : links.list) {
      const std::string start = settings_.public_url + "/lien-ket/";
      if (link.url.rfind(start, 0) == 0) {
        const auto claim =
            read_act_link(link.url.substr(start.size()), Doors(*store()).link_keys());
        acts.push_back(claim ? claim->act + ' ' + claim->person : "?");
      }
    }
    return acts;
  }

  WebSettings settings_;
};

TEST_F(MailLinksTest, AReminderHasALinkForEachAnswer) {
  const MessageLinks links = links_of(reminder(), *store(), settings_);
  EXPECT_EQ(acts_of(links),
            (std::vector<std::string>{"acknowledge truong-vh-xh-1",
                                      "submit truong-vh-xh-1",
                                      "complete truong-vh-xh-1",
                                      "extend truong-vh-xh-1"}));
  EXPECT_EQ(links.list.back().url, "https://dondoc.xa.example/dau-viec/cchc%2FVII.6%402026-05");
  EXPECT_FALSE(links.heading.empty());
}

TEST_F(MailLinksTest, ARepeatedMessageHasTheSameLinks) {
  const StoredMessage message = reminder();
  const MessageLinks one = links_of(message, *store(), settings_);
  settle(now() + std::chrono::hours{3});
  const MessageLinks other = links_of(message, *store(), settings_);
  ASSERT_EQ(one.list.size(), other.list.size());
  for (std::size_t i = 0; i < one.list.size(); ++i) {
    EXPECT_EQ(one.list[i].url, other.list[i].url);
  }
}

TEST_F(MailLinksTest, WithoutAPublicAddressThereAreNone) {
  settings_.public_url.clear();
  EXPECT_TRUE(links_of(reminder(), *store(), settings_).list.empty());
}

}  // namespace
}  // namespace dondoc::mail_links_test
