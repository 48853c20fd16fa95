// SPDX-License-Identifier: Apache-2.0
#include "daemon/settings.h"

#include "tests/unit/daemon/cli/configuration_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::settings_test {
namespace {

std::vector<std::string> codes_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) {
    codes.push_back(diagnostic.code + "@" + std::to_string(diagnostic.line));
  }
  return codes;
}

using Codes = std::vector<std::string>;

/// A file with mistakes gives no settings, and all of the mistakes at once.
void check(const std::string& text, const Codes& expected) {
  const Parsed<Settings> read = read_settings({"dondoc.yaml", text});
  EXPECT_EQ(codes_of(read.diagnostics), expected) << text;
  EXPECT_EQ(read.value.has_value(), expected.empty()) << text;
}

TEST(Settings, TakesTheSampleAsItIs) {
  const std::string text = testing::text_of(testing::sample_configuration() / "dondoc.yaml");
  const Parsed<Settings> read = read_settings({"dondoc.yaml", text});
  ASSERT_TRUE(read.value);
  EXPECT_TRUE(read.diagnostics.empty());
  ASSERT_EQ(read.value->connectors.size(), 1U);
  EXPECT_EQ(read.value->connectors.front().id, "maildir");
  EXPECT_EQ(read.value->connectors.front().maildir.message_id_domain, "xa.example");
  EXPECT_EQ(read.value->log_level, "info");
}

TEST(Settings, TellsEveryMistakeAtOnce) {
  check(
      "stat: x\n"
      "log: { level: loud }\n"
      "connectors:\n"
      "  - { id: a, kind: maildir }\n"
      "  - { id: b, kind: pigeon }\n"
      "  - { id: c, kind: maildir, from: nobody }\n",
      {"unknown-key@1", "unknown-word@2", "missing-key@4", "unknown-word@5", "bad-mailbox@6"});
}

TEST(Settings, RefusesAPlainOrBrokenWebhookAddress) {
  const std::string head = "connectors:\n  - id: w\n    kind: webhook\n    secret_files: [k]\n";
  check(head + "    url: http://hook.xa.example/\n", {"plain-http@5"});
  check(head + "    url: http://hook.xa.example/\n    allow_plain_http: true\n", {});
  check(head + "    url: hook.xa.example\n", {"bad-url@5"});
}

TEST(Settings, ThePageIsServedToThisMachineUnlessAProxyStandsBeforeIt) {
  check("listen: 127.0.0.1:8377\n", {});
  check("listen: \"[::1]:8377\"\n", {});
  check("listen: 0.0.0.0:8377\n", {"open-listen@1"});
  check("listen: 10.0.0.5:8377\nbehind_proxy: true\n", {});
  for (const char* wrong : {"8377",
                            "localhost:8377",
                            "127.0.0.1",
                            "127.0.0.1:0",
                            "127.0.0.1:99999",
                            "127.0.0.1:80x",
                            "::1:8377"}) {
    check("listen: \"" + std::string(wrong) + "\"\n", {"bad-listen@1"});
  }
}

TEST(Settings, ThePublicAddressIsHttpsAndNothingBehindIt) {
  const Parsed<Settings> read =
      read_settings({"dondoc.yaml", "public_url: https://dondoc.xa.example/\n"});
  ASSERT_TRUE(read.value);
  EXPECT_EQ(read.value->web.public_url, "https://dondoc.xa.example");
  check("public_url: http://dondoc.xa.example\n", {"plain-http@1"});
  check("public_url: http://127.0.0.1:8377\n", {});
  check("public_url: https://xa.example/dondoc\n", {"bad-url@1"});
  check("public_url: dondoc.xa.example\n", {"bad-url@1"});
}

TEST(Settings, AMailChannelDemandsTlsAndAWholeLogin) {
  const std::string head = "connectors:\n  - id: thu\n    kind: email\n";
  const std::string usual = head + "    host: mail.xa.example\n    from: don-doc@xa.example\n";
  check(usual, {});
  check(usual + "    security: smtps\n    auth: plain\n    user: u\n    password_file: mat-khau\n",
        {});
  check(usual + "    security: plain\n", {"plain-smtp@6"});
  check(usual + "    security: plain\n    allow_plain: true\n", {});
  check(usual + "    security: none\n", {"unknown-word@6"});
  check(usual + "    auth: login\n", {"missing-key@2", "missing-key@2"});
  check(usual + "    user: u\n", {"unused-login@6"});
  check(usual + "    password: bimat\n", {"unknown-key@6"});
  check(usual + "    port: 70000\n", {"bad-number@6"});
  check(usual + "    reply_to: nobody\n", {"bad-email@4"});
  check(usual + "    list_id: <a>\n", {"bad-email@4"});
  check(head, {"missing-key@2", "missing-key@2"});
}

TEST(Settings, AMailChannelIsReadWhole) {
  const Parsed<Settings> read = read_settings({"dondoc.yaml",
                                               "connectors:\n"
                                               "  - id: thu\n"
                                               "    kind: email\n"
                                               "    host: mail.xa.example\n"
                                               "    security: smtps\n"
                                               "    auth: xoauth2\n"
                                               "    user: don-doc\n"
                                               "    password_file: token\n"
                                               "    from: \"UBND xã <don-doc@xa.example>\"\n"
                                               "    reply_to: vh-xh@xa.example\n"
                                               "    list_id: don-doc.xa.example\n"
                                               "    ca_file: /etc/dondoc/ca.pem\n"
                                               "    request_dsn: true\n"});
  ASSERT_TRUE(read.value);
  const ConnectorSettings& connector = read.value->connectors.front();
  EXPECT_EQ(connector.kind, ConnectorKind::email);
  EXPECT_EQ(connector.secret_files, std::vector<std::string>{"token"});
  const EmailSettings& email = connector.email;
  EXPECT_EQ(email.port, 465);
  EXPECT_EQ(email.security, SmtpSecurity::smtps);
  EXPECT_EQ(email.auth, SmtpAuth::xoauth2);
  EXPECT_EQ(email.message_id_domain, "xa.example");
  EXPECT_EQ(email.reply_to, "vh-xh@xa.example");
  EXPECT_EQ(email.list_id, "don-doc.xa.example");
  EXPECT_EQ(email.ca_file, "/etc/dondoc/ca.pem");
  EXPECT_TRUE(email.request_dsn);
}

TEST(Settings, AZaloChannelNeedsOnlyItsTokensFile) {
  const std::string head = "connectors:\n  - id: zalo\n    kind: zalo\n";
  check(head, {"missing-key@2"});
  const std::string usual = head + "    token_file: zalo-token\n";
  check(usual, {});
  check(usual + "    token: 1:a\n", {"unknown-key@5"});
  check(usual + "    base_url: bot-api.xa.example\n", {"bad-url@5"});
  check(usual + "    base_url: http://10.0.0.5\n", {"plain-http@5"});
  check(usual + "    base_url: http://10.0.0.5\n    allow_plain_http: true\n", {});
  const Parsed<Settings> read = read_settings({"dondoc.yaml", usual});
  ASSERT_TRUE(read.value);
  const ConnectorSettings& connector = read.value->connectors.front();
  EXPECT_EQ(connector.kind, ConnectorKind::zalo);
  EXPECT_EQ(connector.secret_files, std::vector<std::string>{"zalo-token"});
  EXPECT_EQ(connector.zalo.base_url, "https://bot-api.zaloplatforms.com");
  EXPECT_FALSE(connector.zalo.allow_private_address);
  EXPECT_TRUE(reply_channels(*read.value).empty());
  const Parsed<Settings> replies = read_settings({"dondoc.yaml", usual + "    replies: true\n"});
  ASSERT_TRUE(replies.value);
  EXPECT_EQ(reply_channels(*replies.value), std::set<std::string>{"zalo"});
  EXPECT_EQ(changed_connectors(*read.value, *replies.value), std::set<std::string>{"zalo"});
}

TEST(Settings, RefusesTwoConnectorsWithOneId) {
  check(
      "connectors:\n"
      "  - { id: a, kind: maildir, from: a@xa.example }\n"
      "  - { id: a, kind: maildir, from: a@xa.example }\n",
      {"duplicate-id@3"});
}

TEST(Settings, WarnsOfAContactThatNoConnectorServes) {
  Settings settings;
  settings.connectors.push_back({"maildir", ConnectorKind::maildir, {}, {}, {}});
  const std::vector<Diagnostic> told = doubtful_contacts(
      {"directory.yaml", "people:\n  - id: a\n    contacts: [{ maildri: a@xa.example }]\n"},
      settings);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().code, "unknown-channel");
  EXPECT_EQ(told.front().severity, Severity::warning);
  EXPECT_EQ(told.front().line, 3);
  EXPECT_EQ(told.front().column, 18);
  EXPECT_NE(told.front().hint.find("maildir"), std::string::npos);
}

TEST(Settings, WarnsOfAnAddressThatNoMailReaches) {
  Settings settings;
  settings.connectors.push_back({"thu", ConnectorKind::email, {}, {}, {}});
  settings.connectors.push_back({"zalo", ConnectorKind::zalo, {}, {}, {}});
  const auto told = [&settings](const std::string& contact) {
    return doubtful_contacts(
        {"directory.yaml", "people:\n  - id: a\n    contacts: [{ " + contact + " }]\n"}, settings);
  };
  for (const char* wrong : {"thu: kt@@xa.example",
                            "thu: kt.xa.example",
                            "thu: \"@xa.example\"",
                            "thu: chủtịch@xa.example",
                            "thu: kt@xa..example"}) {
    ASSERT_EQ(told(wrong).size(), 1U) << wrong;
    EXPECT_EQ(told(wrong).front().code, "bad-address");
    EXPECT_EQ(told(wrong).front().severity, Severity::warning);
    EXPECT_EQ(told(wrong).front().column, 23);
  }
  EXPECT_TRUE(told("thu: kt.1@xa.example").empty());
  EXPECT_TRUE(told("zalo: 8a1f").empty());
}

TEST(Settings, KeepsTheChannelOfWhoReadsNoMessages) {
  const SourceFile directory{"directory.yaml",
                             "people:\n  - id: a\n    contacts: [{ manual: phòng 12 }]\n"};
  EXPECT_TRUE(doubtful_contacts(directory, Settings{}).empty());
  check(
      "connectors:\n"
      "  - { id: manual, kind: maildir, from: a@xa.example }\n",
      {"reserved-id@2"});
}

// ---- Secrets
// -------------------------------------------------------------------------------------

constexpr const char* good_secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

class ConnectorSecrets : public ::testing::Test {
 protected:
  /// A channel whose secret file holds `text` and has `mode`; gives the codes of make_connectors.
  Codes make(const std::string& text,
             std::filesystem::perms mode,
             ConnectorKind kind = ConnectorKind::webhook) {
    const std::filesystem::path file = folder_.path() / "key";
    std::ofstream(file) << text;
    std::filesystem::permissions(file, mode);
    return make_with(file.string(), kind);
  }
  Codes make_with(const std::string& secret_file, ConnectorKind kind = ConnectorKind::webhook) {
    Settings settings;
    ConnectorSettings webhook{"w", kind, {}, {}, {secret_file}};
    webhook.webhook.url = "https://hook.xa.example/";
    settings.connectors.push_back(webhook);
    const Parsed<Connectors> made = make_connectors(settings, folder_.path());
    for (const Diagnostic& diagnostic : made.diagnostics) {
      EXPECT_EQ(render(diagnostic).find("printed"), std::string::npos) << "a secret was printed";
    }
    EXPECT_EQ(made.value.has_value(), made.diagnostics.empty());
    Codes codes;
    for (const Diagnostic& diagnostic : made.diagnostics) {
      codes.push_back(diagnostic.code);
    }
    return codes;
  }
  testing::TemporaryFolder folder_;
  static constexpr std::filesystem::perms mine =
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
};

TEST_F(ConnectorSecrets, ReadsAFileThatOnlyTheOwnerOpens) {
  EXPECT_EQ(make(std::string(good_secret) + "\n", mine), Codes{});
}

TEST_F(ConnectorSecrets, RefusesAFileThatOthersCanOpen) {
  EXPECT_EQ(make(good_secret, mine | std::filesystem::perms::group_read),
            Codes{"secret-open-to-others"});
}

TEST_F(ConnectorSecrets, RefusesAMalformedSecretWithoutPrintingIt) {
  EXPECT_EQ(make("whsec_cHJpbnRlZA==printed", mine), Codes{"secret-malformed"});
}

TEST_F(ConnectorSecrets, AZaloTokenIsReadAndJudgedWithoutPrintingIt) {
  EXPECT_EQ(make("123456789:abc-xyz\n", mine, ConnectorKind::zalo), Codes{});
  EXPECT_EQ(make("123456789 printed", mine, ConnectorKind::zalo), Codes{"secret-malformed"});
  EXPECT_EQ(make("1:a", mine | std::filesystem::perms::others_read, ConnectorKind::zalo),
            Codes{"secret-open-to-others"});
  EXPECT_EQ(make_with((folder_.path() / "none").string(), ConnectorKind::zalo),
            Codes{"secret-unreadable"});
}

TEST_F(ConnectorSecrets, SaysThatAFileIsMissing) {
  EXPECT_EQ(make_with((folder_.path() / "none").string()), Codes{"secret-unreadable"});
}

TEST_F(ConnectorSecrets, RefusesARelativePath) {
  EXPECT_EQ(make_with("secrets/key"), Codes{"secret-path"});
}

TEST_F(ConnectorSecrets, TakesABareNameFromTheCredentialsOfTheService) {
  ::setenv("CREDENTIALS_DIRECTORY", folder_.path().c_str(), 1);
  std::ofstream(folder_.path() / "webhook-key") << good_secret;
  std::filesystem::permissions(folder_.path() / "webhook-key", mine);
  EXPECT_EQ(make_with("webhook-key"), Codes{});
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_EQ(make_with("webhook-key"), Codes{"secret-unreadable"});
}

TEST(Settings, SayWhichConnectorsAReloadChanges) {
  const auto settings = [](const std::string& connectors) {
    return *read_settings({"dondoc.yaml", "connectors:\n" + connectors}).value;
  };
  const auto mail = [](const std::string& id, const std::string& from) {
    return "  - { id: " + id + ", kind: maildir, from: " + from + "@xa.example }\n";
  };
  const Settings before = settings(mail("a", "mot") + mail("b", "hai") + mail("c", "ba"));
  using Ids = std::set<std::string>;
  EXPECT_EQ(changed_connectors(before, before), Ids{});
  const Settings other_order = settings(mail("c", "ba") + mail("a", "mot") + mail("b", "hai"));
  EXPECT_EQ(changed_connectors(before, other_order), Ids{});
  const Settings after = settings(mail("a", "mot") + mail("b", "khac") + mail("d", "ba"));
  EXPECT_EQ(changed_connectors(before, after), (Ids{"b", "c", "d"}));
}

}  // namespace
}  // namespace dondoc::settings_test
