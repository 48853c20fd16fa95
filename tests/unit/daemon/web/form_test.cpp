// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/form.h"

#include <gtest/gtest.h>

namespace dondoc::form_test {
namespace {

TEST(WebForm, IsReadAsBrowsersWriteIt) {
  const auto form = read_form("a=xin+ch%C3%A0o&b=1%2B1&c=&d");
  ASSERT_TRUE(form);
  EXPECT_EQ(*form, (Form{{"a", "xin chào"}, {"b", "1+1"}, {"c", ""}, {"d", ""}}));
  EXPECT_EQ(read_form(""), Form{});
}

TEST(WebForm, EndsLinesWithOneCharacter) {
  EXPECT_EQ(read_form("a=1%0D%0A%0D%0A2%0D3%0A4%0D%0D%0A"), (Form{{"a", "1\n\n2\r3\n4\r\n"}}));
}

TEST(WebForm, IsRefusedWhereItIsNone) {
  for (const char* body : {"a=%", "a=%zz", "a=%00", "a=%ff", "a=1&a=2"}) {
    EXPECT_FALSE(read_form(body)) << body;
  }
  std::string many;
  for (std::size_t i = 0; i <= form_fields_max; ++i) {
    many += 'f' + std::to_string(i) + "=1&";
  }
  EXPECT_FALSE(read_form(many));
}

TEST(WebForm, GivesFieldsWithoutTheSpaceAroundThem) {
  const Form form{{"a", "  12/BC-UBND \r\n"}, {"b", " \n "}};
  EXPECT_EQ(field_of(form, "a"), "12/BC-UBND");
  EXPECT_EQ(field_of(form, "b"), "");
  EXPECT_EQ(field_of(form, "c"), "");
}

}  // namespace
}  // namespace dondoc::form_test
