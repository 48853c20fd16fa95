# SPDX-License-Identifier: Apache-2.0
# `cmake --install build/release` as a service expects it. Nothing is written to /etc: samples go to
# share/dondoc, and an office's folder starts as a copy of them.
include(GNUInstallDirs)
install(TARGETS dondoc dondocd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES "systemd/dondoc@.service" "systemd/dondoc-failed@.service"
  DESTINATION lib/systemd/system)
install(FILES systemd/dondoc.sysusers.conf DESTINATION lib/sysusers.d RENAME dondoc.conf)
install(FILES systemd/dondoc.tmpfiles.conf DESTINATION lib/tmpfiles.d RENAME dondoc.conf)
install(FILES systemd/plans-from-page.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/dondoc)
install(DIRECTORY config/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dondoc/config)
install(FILES README.md README.vi.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
