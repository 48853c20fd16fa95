// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail_composer.h"

#include "connectors/connector.h"
#include "connectors/gmime_object.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace dondoc {
namespace {

constexpr std::size_t address_bytes_max = 254;
constexpr std::size_t local_part_bytes_max = 64;
constexpr std::size_t domain_label_bytes_max = 63;
constexpr std::string_view atext_marks = "!#$%&'*+-/=?^_`{|}~.";
constexpr int hanoi_offset_seconds = 7 * 60 * 60;
constexpr std::size_t mail_bytes_usual = 8192;

struct Mailbox {
  std::string name;  ///< may be empty
  std::string address;
};

bool breaks_header(std::string_view value) {
  return value.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Dots only between other characters, as in a dot-atom.
bool dots_are_inner(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos;
}

bool is_local_part(std::string_view local) {
  return local.size() <= local_part_bytes_max && dots_are_inner(local) &&
         std::all_of(local.begin(), local.end(), [](char c) {
           return is_letter_or_digit(c) || atext_marks.find(c) != std::string_view::npos;
         });
}

bool is_domain_label(std::string_view label) {
  return !label.empty() && label.size() <= domain_label_bytes_max && label.front() != '-' &&
         label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
           return is_letter_or_digit(c) || c == '-';
         });
}

bool is_domain(std::string_view domain) {
  if (!dots_are_inner(domain)) {
    return false;
  }
  while (true) {
    const std::size_t dot = domain.find('.');
    if (!is_domain_label(domain.substr(0, dot))) {
      return false;
    }
    if (dot == std::string_view::npos) {
      return true;
    }
    domain.remove_prefix(dot + 1);
  }
}

// Narrower than RFC 5322 on purpose: no quoted local part, no comment, no literal. What real
// offices use passes, and no form is left that a mail server could read in a second way.
bool is_address(std::string_view address) {
  const std::size_t at = address.find('@');
  return address.size() <= address_bytes_max && at != std::string_view::npos &&
         is_local_part(address.substr(0, at)) && is_domain(address.substr(at + 1));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

// A display name is words to be encoded, never syntax.
bool is_display_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '<' && c != '>' && c != '"' &&
           c != '\\';
  });
}

// Bytes that are no UTF-8 become U+FFFD: gmime would pass them on as they are.
std::string valid_utf8(std::string_view text) {
  gchar* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string result{valid};
  g_free(valid);
  return result;
}

std::optional<Mailbox> read_mailbox(std::string_view text) {
  text = trimmed(text);
  Mailbox mailbox;
  if (!text.empty() && text.back() == '>') {
    const std::size_t open = text.rfind('<');
    if (open == std::string_view::npos) {
      return std::nullopt;
    }
    std::string_view name = trimmed(text.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
      name = name.substr(1, name.size() - 2);
    }
    mailbox.name = valid_utf8(name);
    text = text.substr(open + 1, text.size() - open - 2);
  }
  mailbox.address = text;
  if (!is_address(mailbox.address) || !is_display_name(mailbox.name)) {
    return std::nullopt;
  }
  return mailbox;
}

struct FreeGlib {
  void operator()(char* text) const { g_free(text); }
};
using GlibText = std::unique_ptr<char, FreeGlib>;

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// What gmime folds ends its lines in a bare LF.
void append_folded(std::string& out, const GlibText& folded) {
  for (std::string_view rest{folded.get()}; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    out.append(rest.substr(0, end)).append("\r\n");
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

void append_mailbox(std::string& out, const char* name, const Mailbox& mailbox) {
  if (mailbox.name.empty()) {
    append_header(out, name, mailbox.address);
    return;
  }
  const GmimeObject<InternetAddress> address{
      internet_address_mailbox_new(mailbox.name.c_str(), mailbox.address.c_str())};
  internet_address_set_charset(address.get(), "utf-8");
  const GlibText written{internet_address_to_string(address.get(), nullptr, TRUE)};
  append_folded(out,
                GlibText{g_mime_utils_structured_header_fold(
                    nullptr, nullptr, (std::string{name} + ": " + written.get()).c_str())});
}

void append_subject(std::string& out, const std::string& subject) {
  const GlibText words{g_mime_utils_header_encode_text(nullptr, subject.c_str(), "utf-8")};
  append_folded(out,
                GlibText{g_mime_utils_unstructured_header_fold(
                    nullptr, nullptr, (std::string{"Subject: "} + words.get()).c_str())});
}

// The canonical form of text in mail ends its lines in CRLF; base64 would carry a bare LF unseen.
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    // Within one line: a carriage return is rare, the search for it short.
    const std::size_t feed = text.find('\n');
    const std::size_t end = text.substr(0, feed).find('\r');
    if (end != std::string_view::npos) {
      out.append(text.substr(0, end)).append("\r\n");
      text.remove_prefix(end + (end + 1 == feed ? 2 : 1));
    } else if (feed != std::string_view::npos) {
      out.append(text.substr(0, feed)).append("\r\n");
      text.remove_prefix(feed + 1);
    } else {
      out += text;
      break;
    }
  }
  return out;
}

/// In the encoding that is shorter, its lines ended by CRLF.
std::string encoded(std::string_view text, GMimeContentEncoding encoding) {
  GMimeEncoding state;
  g_mime_encoding_init_encode(&state, encoding);
  std::string lines(g_mime_encoding_outlen(&state, text.size()), '\0');
  lines.resize(g_mime_encoding_flush(&state, text.data(), text.size(), lines.data()));
  return with_crlf(lines);
}

void append_part(std::string& out, std::string_view subtype, const std::string& text) {
  // Base64 hides its line ends from whoever carries the mail: they must be CRLF inside of it.
  const std::string canonical = with_crlf(text);
  // Quoted-printable also where plain text would do: it could hold a line that reads as boundary.
  const bool base64 =
      g_mime_utils_best_encoding(reinterpret_cast<const unsigned char*>(canonical.data()),
                                 canonical.size()) == GMIME_CONTENT_ENCODING_BASE64;
  out.append("Content-Type: text/").append(subtype).append("; charset=utf-8\r\n");
  append_header(out, "Content-Transfer-Encoding", base64 ? "base64" : "quoted-printable");
  out += "\r\n";
  out += base64 ? encoded(canonical, GMIME_CONTENT_ENCODING_BASE64)
                : encoded(text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
}

/// Each on a line of its own, where a reader of plain text makes it one to press.
std::string links_text(const MessageLinks& links) {
  if (links.list.empty()) {
    return {};
  }
  std::string text = "\n" + (links.heading.empty() ? std::string{} : links.heading + "\n");
  for (const MessageLink& link : links.list) {
    text += link.label + ": " + link.url + "\n";
  }
  return text;
}

void append_alternatives(std::string& out, const Mail& mail) {
  // The message's id keeps a retry's bytes the same. "=_" can't stand in quoted-printable or
  // base64, so no part can hold the boundary.
  const std::string boundary = "=_" + mail.id;
  const std::string text = valid_utf8(mail.text);
  append_header(out, "MIME-Version", "1.0");
  append_header(out, "Content-Type", "multipart/alternative;\r\n\tboundary=\"" + boundary + "\"");
  out.append("\r\n--").append(boundary).append("\r\n");
  append_part(out, "plain", text + links_text(mail.links));
  out.append("\r\n--").append(boundary).append("\r\n");
  append_part(out, "html", html_of(text, mail.links));
  out.append("\r\n--").append(boundary).append("--\r\n");
}

void append_date(std::string& out, std::chrono::sys_seconds date) {
  GTimeZone* zone = g_time_zone_new_offset(hanoi_offset_seconds);
  GDateTime* utc = g_date_time_new_from_unix_utc(date.time_since_epoch().count());
  GDateTime* local = g_date_time_to_timezone(utc, zone);
  const GlibText words{g_mime_utils_header_format_date(local)};
  g_date_time_unref(local);
  g_date_time_unref(utc);
  g_time_zone_unref(zone);
  append_header(out, "Date", words.get());
}

void append_escaped(std::string& html, char c) {
  switch (c) {
    case '&':
      html += "&amp;";
      break;
    case '<':
      html += "&lt;";
      break;
    case '>':
      html += "&gt;";
      break;
    case '"':
      html += "&quot;";
      break;
    case '\'':
      html += "&#39;";
      break;
    default:
      // Control characters mean nothing in HTML and some are forbidden.
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
        html += c;
      } else if (c == '\t') {
        html += ' ';
      }
  }
}

// Indents carry meaning in lists of duties; HTML would swallow them.
void append_line(std::string& html, std::string_view line) {
  while (!line.empty() && line.front() == ' ') {
    html += "&nbsp;";
    line.remove_prefix(1);
  }
  for (const char c : line) {
    append_escaped(html, c);
  }
}

void append_links(std::string& html, const MessageLinks& links) {
  if (links.list.empty()) {
    return;
  }
  html += "<p>";
  append_line(html, links.heading);
  for (const MessageLink& link : links.list) {
    html += "<br>\n<a href=\"";
    append_line(html, link.url);
    html += "\">";
    append_line(html, link.label);
    html += "</a>";
  }
  html += "</p>\n";
}

}  // namespace

std::string html_of(std::string_view text, const MessageLinks& links) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n";
  enum class Place { outside, in_paragraph } place = Place::outside;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      html += place == Place::in_paragraph ? "</p>\n" : "";
      place = Place::outside;
      continue;
    }
    html += place == Place::in_paragraph ? "<br>\n" : "<p>";
    place = Place::in_paragraph;
    append_line(html, line);
  }
  html += place == Place::in_paragraph ? "</p>\n" : "";
  append_links(html, links);
  return html + "</body>\n</html>\n";
}

std::optional<std::string> address_of_mailbox(std::string_view mailbox) {
  std::optional<Mailbox> read = read_mailbox(mailbox);
  return read ? std::optional<std::string>{std::move(read->address)} : std::nullopt;
}

bool is_mail_domain(std::string_view domain) {
  return domain.size() <= address_bytes_max && is_domain(domain);
}

std::optional<std::string> compose_mail(const Mail& mail) {
  const std::optional<Mailbox> from = read_mailbox(mail.from);
  const std::optional<Mailbox> reply_to = read_mailbox(mail.reply_to);
  if (!from || (!reply_to && !mail.reply_to.empty()) ||
      (!is_mail_domain(mail.list_id) && !mail.list_id.empty()) || !is_address(mail.to) ||
      breaks_header(mail.subject) || breaks_header(mail.answered) || !is_message_id(mail.id) ||
      !is_domain(mail.id_domain)) {
    return std::nullopt;
  }
  init_gmime_once();
  std::string bytes;
  bytes.reserve(mail_bytes_usual);
  append_date(bytes, mail.date);
  append_mailbox(bytes, "From", *from);
  if (reply_to) {
    append_mailbox(bytes, "Reply-To", *reply_to);
  }
  append_subject(bytes, valid_utf8(mail.subject));
  append_header(bytes, "To", mail.to);
  append_header(bytes, "Message-Id", "<" + mail.id + "@" + mail.id_domain + ">");
  append_header(bytes, "Auto-Submitted", mail.answered.empty() ? "auto-generated" : "auto-replied");
  if (!mail.answered.empty()) {
    append_header(bytes, "In-Reply-To", "<" + mail.answered + ">");
    append_header(bytes, "References", "<" + mail.answered + ">");
  }
  if (!mail.list_id.empty()) {
    append_header(bytes, "List-Id", "<" + mail.list_id + ">");
  }
  append_alternatives(bytes, mail);
  return bytes;
}

}  // namespace dondoc
