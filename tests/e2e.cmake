# SPDX-License-Identifier: Apache-2.0
# The real programs, driven by Debian's own Python and its standard library alone.
set(DONDOC_TEST_PYTHON /usr/bin/python3)

# dondoc_e2e(NAME FILE CASE TIMEOUT): one test case class a ctest.
function(dondoc_e2e name file case timeout)
  add_test(NAME e2e.${name}
    COMMAND ${DONDOC_TEST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/e2e/${file} ${case})
  set_tests_properties(e2e.${name} PROPERTIES
    ENVIRONMENT "DONDOC_BIN=$<TARGET_FILE_DIR:dondocd>"
    LABELS e2e TIMEOUT ${timeout})
endfunction()

dondoc_e2e(life daemon_test.py Life 120)
dondoc_e2e(reload daemon_test.py Reload 60)
dondoc_e2e(reloads_under_load reload_test.py Reloads 360)
dondoc_e2e(refusals daemon_test.py Refusals 60)
dondoc_e2e(acts acts_test.py Acts 120)
dondoc_e2e(keeping keeping_test.py Keeping 120)
dondoc_e2e(trouble daemon_test.py Trouble 240)
dondoc_e2e(zalo zalo_test.py Zalo 120)
dondoc_e2e(zalo_replies zalo_test.py Replies 120)
dondoc_e2e(mail_replies mail_test.py MailReplies 120)
dondoc_e2e(mail_fake mail_test.py TheFake 60)
dondoc_e2e(web_doors web_test.py Doors 120)
dondoc_e2e(qr_card qr_card_test.py QrCard 60)
dondoc_e2e(plan_file plan_file_test.py PlanFile 60)
dondoc_e2e(feeds feed_test.py Feeds 60)
dondoc_e2e(api_document api_document_test.py ApiDocument 60)
dondoc_e2e(kill kill_test.py Kills 400)
dondoc_e2e(kill_mail kill_test.py MailKills 400)

# A browser; the tools for it come from Debian and npm, see ./dev.
add_test(NAME e2e.browser
  COMMAND ${DONDOC_TEST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/browser/browser_test.py)
set_tests_properties(e2e.browser PROPERTIES
  ENVIRONMENT "DONDOC_BIN=$<TARGET_FILE_DIR:dondocd>" LABELS "e2e;browser" TIMEOUT 300)

# A real Dovecot; `./dev test` leaves it out, `./dev test --peers` doesn't.
add_test(NAME peers.mail_replies_through_dovecot
  COMMAND ${DONDOC_TEST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/peers/mail_reply_peers.py)
set_tests_properties(peers.mail_replies_through_dovecot PROPERTIES
  ENVIRONMENT "DONDOC_BIN=$<TARGET_FILE_DIR:dondocd>" LABELS "peers;root" TIMEOUT 120)
