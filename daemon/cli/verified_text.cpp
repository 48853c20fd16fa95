// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/remote_text.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// What could not be compared, if anything.
std::string untold_words(const Json& verified) {
  const int untold = verified.value("untold", 0);
  return untold == 0 ? std::string{}
                     : " (" + std::to_string(untold) +
                           " đầu việc mở từ phiên bản trước, không đủ ghi nhận để đối chiếu)";
}

}  // namespace

std::string verified_text(const Json& verified) {
  if (verified.at("whole").get<bool>()) {
    return "Nguyên vẹn: cơ sở dữ liệu không hỏng, chuỗi ghi nhận liền mạch; " +
           std::to_string(verified.value("proved", 0)) + " đầu việc đúng như các ghi nhận" +
           untold_words(verified) + ".\n";
  }
  std::string words = "KHÔNG nguyên vẹn:\n";
  for (const Json& problem : verified.at("problems")) {
    words += "- " + problem.get<std::string>() + '\n';
  }
  if (verified.value("differing", 0) > 0) {
    for (const Json& difference : verified.at("differences")) {
      words += "- " + difference.get<std::string>() + '\n';
    }
    const int left =
        verified.value("differing", 0) - static_cast<int>(verified.at("differences").size());
    words += left > 0 ? "- … và " + std::to_string(left) + " đầu việc khác\n" : "";
    words += "Khôi phục từ một bản sao lưu nguyên vẹn: dondoc restore TỆP\n";
  }
  return words;
}

}  // namespace dondoc
