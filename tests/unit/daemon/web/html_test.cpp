// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/html.h"

#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace dondoc::html_test {
namespace {

static_assert(!std::is_convertible_v<std::string, Html>, "words of people are no markup");
static_assert(!std::is_convertible_v<const char*, Html>, "words of people are no markup");

TEST(Html, EscapesWhateverMeansSomethingToABrowser) {
  Html html = "<p title=\"";
  html << text("\"><script>alert('1')</script>&amp;") << "\">";
  EXPECT_EQ(html.markup(),
            "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;\">");
}

TEST(Html, KeepsVietnameseAsItIs) {
  EXPECT_EQ(text("Phòng Văn hóa - Xã hội").markup(), "Phòng Văn hóa - Xã hội");
}

TEST(Html, MakesEachPartOfAnAddressOneSegment) {
  EXPECT_EQ(path({"dau-viec", "cchc/VII.6@2026-05#vh-xh"}).markup(),
            "/dau-viec/cchc%2FVII.6%402026-05%23vh-xh");
}

}  // namespace
}  // namespace dondoc::html_test
