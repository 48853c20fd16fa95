// SPDX-License-Identifier: Apache-2.0
// dondocd: the daemon of one office, in the foreground.
#include "daemon/app.h"
#include "daemon/journal_log.h"

#include <csignal>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int exit_usage = 2;
constexpr int exit_machine_failed = 3;

constexpr std::string_view usage =
    "Cách dùng: dondocd [--config THƯ-MỤC] [--state THƯ-MỤC]\n"
    "  --config THƯ-MỤC  nơi đặt dondoc.yaml, directory.yaml, policies.yaml, calendars/, plans/\n"
    "                    (mặc định: /etc/dondoc)\n"
    "  --state THƯ-MỤC   nơi giữ cơ sở dữ liệu và khóa (mặc định: theo dondoc.yaml)\n"
    "  --help            in trang này\n"
    "  --version         in phiên bản\n"
    "SIGHUP nạp lại cấu hình, SIGTERM dừng sau khi các lần gửi dở dang có kết quả.\n"
    "Mã thoát: 0 bình thường, 1 cấu hình có lỗi, 2 gọi sai cách, 3 máy hoặc dữ liệu có lỗi.\n";

int wrong_usage(const std::string& what) {
  std::cerr << "dondocd: " << what << "\n" << usage;
  return exit_usage;
}

/// The options, or the exit code at which to end right away.
struct CommandLine {
  dondoc::AppOptions options;
  std::optional<int> exit;
};

CommandLine read_command_line(const std::vector<std::string>& arguments) {
  CommandLine line;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    if (argument == "--help" || argument == "-h") {
      std::cout << usage;
      line.exit = 0;
      return line;
    }
    if (argument == "--version") {
      std::cout << "dondocd " << DONDOC_VERSION << "\n";
      line.exit = 0;
      return line;
    }
    if (name != "--config" && name != "--state") {
      line.exit = wrong_usage("không hiểu tham số " + argument);
      return line;
    }
    std::string value;
    if (equals != std::string::npos) {
      value = argument.substr(equals + 1);
    } else if (i + 1 < arguments.size()) {
      value = arguments[++i];
    }
    if (value.empty()) {
      line.exit = wrong_usage("tham số " + name + " cần một thư mục");
      return line;
    }
    if (name == "--config") {
      line.options.config = value;
    } else {
      line.options.state = value;
    }
  }
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  const CommandLine line = read_command_line(std::vector<std::string>(argv + 1, argv + argc));
  if (line.exit) {
    return *line.exit;
  }
  // A peer that hangs up and a file that may not grow are errors to handle, not reasons to die.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    dondoc::set_up_log("info");
    dondoc::App app(line.options, dondoc::AppIntervals{});
    return app.run();
  } catch (const std::exception& error) {
    std::cerr << "dondocd: lỗi không lường trước: " << error.what() << "\n";
    return exit_machine_failed;
  }
}
