// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail_reader.h"

#include "connectors/gmime_object.h"
#include "connectors/mail_composer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace dondoc {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string without_blanks_around(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos
             ? std::string{}
             : std::string{text.substr(begin, text.find_last_not_of(blanks) + 1 - begin)};
}

std::string header(GMimeObject* object, const char* name) {
  const char* value = g_mime_object_get_header(object, name);
  return value == nullptr ? std::string{} : without_blanks_around(value);
}

bool is_type(GMimeObject* object, const char* type, const char* subtype) {
  GMimeContentType* content = g_mime_object_get_content_type(object);
  return content != nullptr && g_mime_content_type_is_type(content, type, subtype) != FALSE;
}

/// Visible ASCII, as every mail program writes them: an id that isn't can't be one of ours.
bool is_mail_id(std::string_view id) {
  return !id.empty() && id.size() <= mail_id_bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return c > 0x20 && c < 0x7f && c != '<' && c != '>';
         });
}

/// The ids in "<a@b> <c@d>", in their order.
std::vector<std::string> ids_in(std::string_view value) {
  std::vector<std::string> ids;
  while (true) {
    const std::size_t open = value.find('<');
    const std::size_t close = value.find('>', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      return ids;
    }
    const std::string_view id = value.substr(open + 1, close - open - 1);
    if (is_mail_id(id)) {
      ids.emplace_back(id);
    }
    value.remove_prefix(close + 1);
  }
}

std::string first_id(const std::string& value) {
  std::vector<std::string> ids = ids_in(value);
  return ids.empty() ? std::string{} : std::move(ids.front());
}

std::vector<std::string> answered_ids(GMimeObject* message) {
  std::vector<std::string> ids = ids_in(header(message, "In-Reply-To"));
  std::vector<std::string> thread = ids_in(header(message, "References"));
  ids.insert(ids.end(), thread.rbegin(), thread.rend());
  ids.resize(std::min(ids.size(), answered_ids_max));
  return ids;
}

std::string only_author(GMimeMessage* message) {
  InternetAddressList* from = g_mime_message_get_from(message);
  if (from == nullptr || internet_address_list_length(from) != 1) {
    return {};
  }
  InternetAddress* address = internet_address_list_get_address(from, 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(address)) {
    return {};
  }
  const char* bare = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
  return lower(address_of_mailbox(bare == nullptr ? "" : bare).value_or(""));
}

/// RFC 3834 section 2, and what programs did before it.
bool is_automatic(GMimeObject* message, const std::string& from) {
  const std::string submitted = lower(header(message, "Auto-Submitted"));
  if (!submitted.empty() && submitted.substr(0, submitted.find_first_of(" ;")) != "no") {
    return true;
  }
  static constexpr std::array<std::string_view, 4> machine_precedence{
      "bulk", "list", "junk", "auto_reply"};
  const std::string precedence = lower(header(message, "Precedence"));
  if (std::find(machine_precedence.begin(), machine_precedence.end(), precedence) !=
      machine_precedence.end()) {
    return true;
  }
  static constexpr std::array<const char*, 6> marks{"X-Auto-Response-Suppress",
                                                    "X-Autoreply",
                                                    "X-Autorespond",
                                                    "X-Autoresponder",
                                                    "List-Id",
                                                    "X-Failed-Recipients"};
  const bool marked = std::any_of(marks.begin(), marks.end(), [message](const char* name) {
    return g_mime_object_get_header(message, name) != nullptr;
  });
  const std::string local = from.substr(0, from.find('@'));
  return marked || header(message, "Return-Path") == "<>" || local == "mailer-daemon" ||
         local == "postmaster" || local == "noreply" || local == "no-reply" ||
         is_type(message, "multipart", "report");
}

std::string decoded(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) {
    return {};
  }
  const GmimeObject<GMimeStream> stream{g_mime_stream_mem_new()};
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return bytes->len == 0 ? std::string{}
                         : std::string{reinterpret_cast<const char*>(bytes->data), bytes->len};
}

/// UTF-8, whatever its charset was; one that nobody knows is taken for UTF-8.
std::string text_in(GMimeObject* part) {
  std::string text;
  char* converted =
      GMIME_IS_TEXT_PART(part) ? g_mime_text_part_get_text(GMIME_TEXT_PART(part)) : nullptr;
  if (converted != nullptr) {
    text = converted;
    g_free(converted);
  } else {
    text = decoded(GMIME_PART(part));
  }
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  gchar* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  text = valid;
  g_free(valid);
  return text;
}

/// The first part of that type; none inside of a mail that is attached.
GMimeObject* part_of_type(GMimeObject* object,
                          const char* type,
                          const char* subtype,
                          std::size_t depth = 0) {
  if (object == nullptr || depth > mail_depth_max) {
    return nullptr;
  }
  if (GMIME_IS_MULTIPART(object)) {
    GMimeMultipart* many = GMIME_MULTIPART(object);
    for (int i = 0; i < g_mime_multipart_get_count(many); ++i) {
      GMimeObject* found =
          part_of_type(g_mime_multipart_get_part(many, i), type, subtype, depth + 1);
      if (found != nullptr) {
        return found;
      }
    }
    return nullptr;
  }
  const bool attached =
      GMIME_IS_PART(object) && g_mime_part_is_attachment(GMIME_PART(object)) != FALSE;
  return is_type(object, type, subtype) && !attached ? object : nullptr;
}

std::string text_of(GMimeObject* body) {
  GMimeObject* plain = part_of_type(body, "text", "plain");
  if (plain != nullptr && GMIME_IS_PART(plain)) {
    return text_in(plain);
  }
  GMimeObject* html = part_of_type(body, "text", "html");
  return html != nullptr && GMIME_IS_PART(html) ? text_of_html(text_in(html)) : std::string{};
}

/// The value of a field in text like a header; empty when it isn't there.
std::string field_in(const std::string& text, const std::string& name) {
  const std::string all = "\n" + lower(text);
  const std::size_t at = all.find("\n" + name + ":");
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t begin = at + name.size() + 1;  // of the value in `text`
  std::size_t end = text.find('\n', begin);
  while (end != std::string::npos && end + 1 < text.size() &&
         (text[end + 1] == ' ' || text[end + 1] == '\t')) {
    end = text.find('\n', end + 1);  // folded
  }
  return without_blanks_around(text.substr(begin, end == std::string::npos ? end : end - begin));
}

/// RFC 3464: a report that says of our mail that it failed. It came to one recipient.
void read_report(GMimeObject* body, ReadMail& mail) {
  GMimeObject* status = part_of_type(body, "message", "delivery-status");
  if (status == nullptr || !GMIME_IS_PART(status)) {
    return;
  }
  std::string fields = decoded(GMIME_PART(status));
  fields.erase(std::remove(fields.begin(), fields.end(), '\r'), fields.end());
  if (lower(field_in(fields, "action")) != "failed") {
    return;
  }
  mail.kind = MailKind::bounce;
  mail.status = field_in(fields, "status").substr(0, 12);
  GMimeObject* whole = part_of_type(body, "message", "rfc822");
  if (whole != nullptr && GMIME_IS_MESSAGE_PART(whole)) {
    GMimeMessage* returned = g_mime_message_part_get_message(GMIME_MESSAGE_PART(whole));
    if (returned != nullptr) {
      mail.bounced = first_id(header(GMIME_OBJECT(returned), "Message-ID"));
    }
    return;
  }
  for (const char* type : {"text", "message"}) {
    GMimeObject* headers = part_of_type(body, type, "rfc822-headers");
    if (headers != nullptr && GMIME_IS_PART(headers)) {
      mail.bounced = first_id(field_in(decoded(GMIME_PART(headers)), "message-id"));
    }
  }
}

}  // namespace

ReadMail read_mail(std::string_view bytes) {
  init_gmime_once();
  ReadMail mail;
  const GmimeObject<GMimeStream> stream{
      g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size())};
  const GmimeObject<GMimeParser> parser{g_mime_parser_new_with_stream(stream.get())};
  const GmimeObject<GMimeMessage> message{g_mime_parser_construct_message(parser.get(), nullptr)};
  if (message == nullptr) {
    return mail;
  }
  GMimeObject* head = GMIME_OBJECT(message.get());
  GMimeObject* body = g_mime_message_get_mime_part(message.get());
  mail.id = first_id(header(head, "Message-ID"));
  mail.from = only_author(message.get());
  mail.answered = answered_ids(head);
  const bool is_report = body != nullptr && is_type(body, "multipart", "report");
  if (is_report) {
    read_report(body, mail);
  } else if (!mail.from.empty() && !is_automatic(head, mail.from)) {
    mail.kind = MailKind::person;
    mail.text = text_of(body);
  }
  return mail;
}

}  // namespace dondoc
