# SPDX-License-Identifier: Apache-2.0
dondoc_test(connectors_test
  SOURCES
    unit/connectors/connector_test.cpp unit/connectors/email_test.cpp
    unit/connectors/mail_composer_test.cpp unit/connectors/mail_reader_test.cpp
    unit/connectors/maildir_test.cpp unit/connectors/public_address_test.cpp
    unit/connectors/transport_smtp_test.cpp unit/connectors/transport_test.cpp
    unit/connectors/webhook_peer_test.cpp unit/connectors/webhook_test.cpp
    unit/connectors/zalo_peer_test.cpp unit/connectors/zalo_test.cpp
    unit/connectors/zalo_text_test.cpp unit/connectors/zalo_updates_test.cpp
    support/http_fake.cpp support/peer_process.cpp support/smtp_fake.cpp
  LIBRARIES dondoc_connectors dondoc_reply nlohmann_json::nlohmann_json
  LABELS unit)

# A parser that shares no code with the composer reads the golden mails.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME connectors_test.golden_mails_are_read_by_python
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/unit/connectors/mail_read_by_python.py
  ${PROJECT_SOURCE_DIR})
set_tests_properties(connectors_test.golden_mails_are_read_by_python PROPERTIES LABELS unit TIMEOUT 60)

# Servers that aren't ours. Debian's own Python has Debian's modules.
add_executable(mail_sender peers/mail_sender.cpp)
target_link_libraries(mail_sender PRIVATE dondoc_options dondoc_connectors)
add_test(NAME connectors_test.mail_through_aiosmtpd_and_its_faults
  COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/peers/mail_faults.py $<TARGET_FILE:mail_sender>)
set_tests_properties(connectors_test.mail_through_aiosmtpd_and_its_faults PROPERTIES LABELS unit TIMEOUT 200)

# A real Postfix and Dovecot; `./dev test` leaves them out, `./dev test --peers` doesn't.
add_test(NAME peers.mail_through_postfix_and_dovecot
  COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/peers/mail_peers.py $<TARGET_FILE:mail_sender>)
set_tests_properties(peers.mail_through_postfix_and_dovecot PROPERTIES LABELS "peers;root" TIMEOUT 300)
