// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/qr_code.h"

#include <memory>

#include <qrencode.h>

namespace dondoc {
namespace {

/// The empty edge that readers look for, in modules.
constexpr int quiet_zone = 4;
constexpr unsigned char dark_bit = 1;

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

/// The dark modules, each run of a row as one rectangle.
std::string dark_path(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    const unsigned char* row = code.data + static_cast<std::ptrdiff_t>(y) * code.width;
    for (int x = 0; x < code.width;) {
      int end = x;
      while (end < code.width && (row[end] & dark_bit) != 0) {
        ++end;
      }
      if (end > x) {
        path += 'M' + std::to_string(x + quiet_zone) + ' ' + std::to_string(y + quiet_zone) + 'h' +
                std::to_string(end - x) + "v1h-" + std::to_string(end - x) + 'z';
      }
      x = end > x ? end : x + 1;
    }
  }
  return path;
}

}  // namespace

Html qr_code(const std::string& words, const Html& name) {
  const Code code(QRcode_encodeString(words.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
  Html html;
  if (!code) {
    return html;
  }
  const int side = code->width + 2 * quiet_zone;
  html << "<svg class=\"qr\" role=\"img\" aria-label=\"" << name << "\" viewBox=\"0 0 "
       << number(side) << " " << number(side)
       << "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" << number(side) << "v"
       << number(side) << "H0z\"></path><path fill=\"#000\" d=\"" << text(dark_path(*code))
       << "\"></path></svg>";
  return html;
}

}  // namespace dondoc
