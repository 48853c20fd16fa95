# SPDX-License-Identifier: Apache-2.0
dondoc_test(reply_test
  SOURCES
    unit/rules/reply/link_words_test.cpp
    unit/rules/reply/mail_answer_test.cpp
    unit/rules/reply/reply_golden_test.cpp
    unit/rules/reply/reply_test.cpp
  LIBRARIES dondoc_reply)
