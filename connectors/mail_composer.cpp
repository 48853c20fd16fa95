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

struct FreeFormat {
  void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};

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

GmimeObject<InternetAddress> address_object(const Mailbox& mailbox) {
  GmimeObject<InternetAddress> address{internet_address_mailbox_new(
      mailbox.name.empty() ? nullptr : mailbox.name.c_str(), mailbox.address.c_str())};
  internet_address_set_charset(address.get(), "utf-8");
  return address;
}

// The canonical form of text in mail ends its lines in CRLF; base64 would carry a bare LF unseen.
std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') {
        out += "\r\n";
      }
      continue;
    }
    if (text[i] == '\n') {
      out += '\r';
    }
    out += text[i];
  }
  return out;
}

GmimeObject<GMimeObject> text_part(const char* subtype, std::string_view text) {
  GmimeObject<GMimePart> part{g_mime_part_new_with_type("text", subtype)};
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  const std::string bytes = with_crlf(valid_utf8(text));
  const GmimeObject<GMimeStream> stream{
      g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size())};
  const GmimeObject<GMimeDataWrapper> content{
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT)};
  g_mime_part_set_content(part.get(), content.get());
  GMimeContentEncoding encoding =
      g_mime_part_get_best_content_encoding(part.get(), GMIME_ENCODING_CONSTRAINT_7BIT);
  if (encoding != GMIME_CONTENT_ENCODING_BASE64) {
    // Also where gmime finds plain text good enough: it could hold a line that reads as boundary.
    encoding = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  }
  g_mime_part_set_content_encoding(part.get(), encoding);
  return GmimeObject<GMimeObject>{GMIME_OBJECT(part.release())};
}

GmimeObject<GMimeObject> alternatives(const Mail& mail) {
  GmimeObject<GMimeMultipart> both{g_mime_multipart_new_with_subtype("alternative")};
  // gmime would draw a random boundary; the message's id keeps a retry's bytes the same. "=_" can't
  // stand in quoted-printable or base64, so no part can hold the boundary.
  g_mime_multipart_set_boundary(both.get(), ("=_" + mail.id).c_str());
  g_mime_multipart_add(both.get(), text_part("plain", mail.text).get());
  g_mime_multipart_add(both.get(), text_part("html", html_of(mail.text)).get());
  return GmimeObject<GMimeObject>{GMIME_OBJECT(both.release())};
}

void set_date(GMimeMessage* message, std::chrono::sys_seconds date) {
  GTimeZone* zone = g_time_zone_new_offset(hanoi_offset_seconds);
  GDateTime* utc = g_date_time_new_from_unix_utc(date.time_since_epoch().count());
  GDateTime* local = g_date_time_to_timezone(utc, zone);
  g_mime_message_set_date(message, local);
  g_date_time_unref(local);
  g_date_time_unref(utc);
  g_time_zone_unref(zone);
}

std::string bytes_of(GMimeMessage* message) {
  const std::unique_ptr<GMimeFormatOptions, FreeFormat> format{g_mime_format_options_new()};
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  const GmimeObject<GMimeStream> stream{g_mime_stream_mem_new()};
  g_mime_object_write_to_stream(GMIME_OBJECT(message), format.get(), stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
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

}  // namespace

std::string html_of(std::string_view text) {
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
  const GmimeObject<GMimeMessage> message{g_mime_message_new(TRUE)};
  internet_address_list_add(g_mime_message_get_from(message.get()), address_object(*from).get());
  internet_address_list_add(g_mime_message_get_to(message.get()),
                            address_object({"", mail.to}).get());
  if (reply_to) {
    internet_address_list_add(g_mime_message_get_reply_to(message.get()),
                              address_object(*reply_to).get());
  }
  g_mime_message_set_subject(message.get(), valid_utf8(mail.subject).c_str(), "utf-8");
  set_date(message.get(), mail.date);
  g_mime_message_set_message_id(message.get(), (mail.id + "@" + mail.id_domain).c_str());
  g_mime_object_append_header(GMIME_OBJECT(message.get()),
                              "Auto-Submitted",
                              mail.answered.empty() ? "auto-generated" : "auto-replied",
                              nullptr);
  if (!mail.answered.empty()) {
    for (const char* name : {"In-Reply-To", "References"}) {
      g_mime_object_append_header(
          GMIME_OBJECT(message.get()), name, ("<" + mail.answered + ">").c_str(), nullptr);
    }
  }
  if (!mail.list_id.empty()) {
    g_mime_object_append_header(
        GMIME_OBJECT(message.get()), "List-Id", ("<" + mail.list_id + ">").c_str(), nullptr);
  }
  g_mime_message_set_mime_part(message.get(), alternatives(mail).get());
  return bytes_of(message.get());
}

}  // namespace dondoc
