// SPDX-License-Identifier: Apache-2.0
// The real binary, as a shell runs it: exit codes, and what goes to which stream.
#include "tests/support/source_folder.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

namespace dondoc::cli_test {
namespace {

struct Ended {
  int code{-1};
  std::string out;
  std::string err;
};

Ended run(const std::string& arguments) {
  const testing::TemporaryFolder folder;
  const std::string out = (folder.path() / "out").string();
  const std::string err = (folder.path() / "err").string();
  const std::string line =
      std::string{"'" DONDOC_BINARY "' "} + arguments + " >'" + out + "' 2>'" + err + "'";
  const int status = std::system(line.c_str());
  return {
      WIFEXITED(status) ? WEXITSTATUS(status) : -1, testing::text_of(out), testing::text_of(err)};
}

const std::string config = std::string(" --config '") + testing::source_folder() + "/config'";

/// Wrong usage prints nothing on standard output, and says on standard error what was wrong.
void check_usage(const std::string& arguments, const std::string& said) {
  const Ended ended = run(arguments);
  EXPECT_EQ(ended.code, 2) << arguments;
  EXPECT_EQ(ended.out, "") << arguments;
  EXPECT_NE(ended.err.find(said), std::string::npos) << arguments << ": " << ended.err;
}

TEST(DondocBinary, SaysWhatWasWrongWithTheCall) {
  check_usage("", "thiếu tên lệnh");
  check_usage("previw", "có phải “preview”?");
  check_usage("explain", "thiếu PHRASE");
  check_usage("preview --from 2026-01-01" + config, "thiếu --to");
  check_usage("preview --from 2026-02-30 --to 2026-03-01" + config, "không phải một ngày");
  check_usage("preview --from 2026-03-02 --to 2026-03-01" + config, "--to phải bằng hoặc sau");
  check_usage("diff cu --from 2026-01-01 --to 2026-12-31", "thiếu NEW");
  check_usage("diff cu moi --from 2026-01-01", "thiếu --to");
  check_usage("explain x --jsn", "có phải “--json”?");
  check_usage("explain x --count nhiều", "phải là một số");
  check_usage("explain x --count", "thiếu giá trị");
  check_usage("simulate --from 2026-05-01 --to 2026-05-02 --punctual 2", "từ 0 đến 1");
  check_usage("ack 42 --promised 31/4/2026", "không phải một ngày");
}

TEST(DondocBinary, SaysWhatAnActLacks) {
  check_usage("submit", "thiếu KEY");
  check_usage("submit 42 --date hôm-qua", "không phải một ngày");
  check_usage("return 42", "thiếu --reason");
  check_usage("progress 42", "thiếu TEXT");
  check_usage("extend 42 --reason x", "thiếu --until");
  check_usage("extend 42 --until 2026-12-01", "thiếu --reason");
  check_usage("grant 42 --until 2026-02-30", "không phải một ngày");
  check_usage("grant 42 --until 30/2/2026", "không phải một ngày");
  check_usage("adjust 42 --due 2026-12-01", "thiếu --basis");
  check_usage("count 42 --amount 0", "phải là một số từ 1 đến 10000");
  check_usage("count 42 --amount hai", "phải là một số từ 1 đến 10000");
  check_usage("measure 42", "cần --value, hoặc --numerator và --denominator");
  check_usage("measure 42 --numerator 3", "cần --value");
  check_usage("measure 42 --value 3 --numerator 3 --denominator 4", "cần --value");
  check_usage("trigger thu/van-ban", "thiếu ngày xảy ra mốc");
  check_usage("trigger --date 2026-05-04", "thiếu mốc");
  check_usage("trigger thu/van-ban --date 2026-05-04 --time 25:00", "không phải một giờ");
  check_usage("submit 42 --by mail", "phải là cli hoặc phone");
  check_usage("submt 42", "có phải “submit”?");
}

TEST(DondocBinary, EndsWithThreeWhenNobodyCanTakeTheAct) {
  const testing::TemporaryFolder folder;
  const std::string office = config + " --state '" + folder.path().string() + "/state'";
  for (const char* act : {"submit 42",
                          "return 42 --reason x",
                          "progress 42 đã xong một nửa",
                          "extend 42 --until 2026-12-01 --reason x",
                          "extend 42 --until 1/12/2026 --reason x",
                          "grant 42",
                          "adjust 42 --due 2026-12-01 --basis x",
                          "count 42",
                          "measure 42 --value 92,5",
                          "trigger thu/van-ban --date 2026-05-04",
                          "trigger"}) {
    const Ended ended = run(act + office);
    EXPECT_EQ(ended.code, 3) << act;
    EXPECT_NE(ended.err.find("không có dondocd nào chạy"), std::string::npos) << ended.err;
  }
}

TEST(DondocBinary, SaysWhyItDoesNotKnowWhereTheDaemonIs) {
  const Ended none = run("status --config /khong-co-thu-muc-nay");
  EXPECT_EQ(none.code, 3);
  EXPECT_NE(none.err.find("không có thư mục cấu hình /khong-co-thu-muc-nay"), std::string::npos)
      << none.err;
  const testing::ConfigurationFolder folder;
  folder.write("dondoc.yaml", "state: [x\n");
  const Ended broken = run("status --config '" + folder.path().string() + "'");
  EXPECT_EQ(broken.code, 3);
  EXPECT_NE(broken.err.find("có lỗi nên không biết dondocd chạy ở đâu"), std::string::npos)
      << broken.err;
}

TEST(DondocBinary, EndsWellWhenAllIsWell) {
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_EQ(run("preview --help").code, 0);
  EXPECT_EQ(run("--version").out.substr(0, 7), "dondoc ");
  EXPECT_EQ(run("check" + config).code, 0);
  EXPECT_EQ(run("explain 'chậm nhất trong tháng 6 hằng năm'").code, 0);
}

TEST(DondocBinary, EndsWithOneWhenTheInputHasErrors) {
  EXPECT_EQ(run("explain 'khi rảnh'").code, 1);
  EXPECT_EQ(run("check /khong-co-thu-muc-nay").code, 1);
}

TEST(DondocBinary, PrintsOneJsonDocumentAndNothingElse) {
  const Ended checked = run("check --json" + config);
  EXPECT_TRUE(nlohmann::json::parse(checked.out).at("ok").get<bool>());
  const Ended explained = run("explain --json 'khi rảnh'");
  EXPECT_FALSE(nlohmann::json::parse(explained.out).at("understood").get<bool>());
  const Ended previewed = run("preview --json --from 2026-05-01 --to 2026-05-31" + config);
  EXPECT_FALSE(nlohmann::json::parse(previewed.out).at("notices").empty());
}

TEST(DondocBinary, EndsWithThreeWhenItCannotWriteItsResult) {
  const std::string line =
      std::string{"'" DONDOC_BINARY "' check"} + config + " >/dev/full 2>/dev/null";
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 3);
}

TEST(DondocBinary, UsesNoColourWhenNobodyWatches) {
  EXPECT_EQ(run("check /khong-co-thu-muc-nay").out.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace dondoc::cli_test
