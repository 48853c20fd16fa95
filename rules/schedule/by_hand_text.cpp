// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/by_hand_text.h"

#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"

#include <algorithm>
#include <map>

namespace dondoc {

namespace {

/// Of one message; the others are on the slip.
constexpr std::size_t duties_read_out_max = 5;
constexpr std::size_t slip_id_shown = 8;

/// "Còn 14 ngày - VII.4 …": what the message says, without the mark before it.
std::string read_out(const ByHand& item) {
  const std::size_t end = item.subject.empty() || item.subject.front() != '['
                              ? std::string::npos
                              : item.subject.find("] ");
  return end == std::string::npos
             ? item.subject
             : item.subject.substr(1, end - 1) + " - " + item.subject.substr(end + 2);
}

/// The subject of a single duty ends with its code.
std::string read_out_with_codes(const ByHand& item, const std::string& codes) {
  const std::string words = read_out(item);
  const std::string suffix = " (" + codes + ')';
  return words.find(suffix) == std::string::npos ? words + suffix : words;
}

std::string codes_of(const std::vector<Occurrence>& about) {
  std::vector<std::string> codes;
  for (const Occurrence& one : about) {
    codes.push_back(std::to_string(one.code));
  }
  return "mã " + join(codes, ", ");
}

/// "Trưởng phòng Kinh tế (mã 42)" of one, else their number.
std::string headline(const std::vector<ByHand>& items, const RuleSet& rules, Instant now) {
  return items.size() == 1
             ? told_title(items.front(), rules, now) + " (" + codes_of(items.front().about) + ')'
             : two_digits(static_cast<int>(items.size())) + " nơi";
}

/// "DABAO 42": by a code that nobody else on the list is told of, else with the name behind it.
std::string answer_to(const ByHand& item,
                      const std::map<int, int>& uses,
                      const RuleSet& rules,
                      Instant now) {
  const auto own = std::find_if(item.about.begin(), item.about.end(), [&uses](const auto& one) {
    return uses.at(one.code) == 1;
  });
  const Occurrence& named = own == item.about.end() ? item.about.front() : *own;
  return "DABAO " + std::to_string(named.code) +
         (own == item.about.end() ? ' ' + told_title(item, rules, now) : std::string{});
}

std::string item_text(const ByHand& item,
                      const std::string& answer,
                      const RuleSet& rules,
                      Instant now) {
  std::string text = told_title(item, rules, now) + "\nNội dung: " + read_out(item) + '\n';
  if (item.about.size() > 1) {
    std::vector<DutyLine> lines;
    for (const Occurrence& one : item.about) {
      lines.push_back(duty_line(one, rules, now));
    }
    lines.resize(std::min(lines.size(), duties_read_out_max));
    for (const WrittenLine& line : written(lines)) {
      text += "- " + line.text + '\n';
    }
    if (item.about.size() > duties_read_out_max) {
      text += "- … và " + two_digits(static_cast<int>(item.about.size() - duties_read_out_max)) +
              " việc khác, ghi trên phiếu\n";
    }
  }
  return text + "Phiếu in: tin " + item.id.substr(0, slip_id_shown) + "; báo xong: " + answer +
         '\n';
}

std::string settled_text(const AskedByHand& one, const RuleSet& rules, Instant now) {
  std::vector<std::string> closed;
  for (const Occurrence& duty : one.what.about) {
    if (duty.state != OccurrenceState::open) {
      closed.push_back(std::to_string(duty.code));
    }
  }
  const std::string title = told_title(one.what, rules, now) + ": ";
  if (closed.empty()) {
    return title + codes_of(one.what.about) + "; nội dung đã thay đổi";
  }
  const std::string settled = "mã " + join(closed, ", ") + " đã có kết quả hoặc không còn phải làm";
  return closed.size() == one.what.about.size()
             ? title + settled
             : title + codes_of(one.what.about) + "; " + settled +
                   ", việc còn lại nếu cần sẽ được nhờ bằng mục khác";
}

}  // namespace

std::string told_title(const ByHand& what, const RuleSet& rules, Instant now) {
  const Directory& directory = rules.directory;
  const std::string in_place = acting_post(directory, what.post, date_of(now, rules.zone));
  const auto post = directory.posts.find(in_place.empty() ? what.post : in_place);
  return post == directory.posts.end() || post->second.title.empty()
             ? addressee_words(directory, what.post)
             : post->second.title;
}

Worded word_by_hand(const ByHandWords& words, const RuleSet& rules, Instant now) {
  const std::string to = addressee_words(rules.directory, words.post);
  const std::string count = two_digits(static_cast<int>(words.items.size()));
  const std::string until = moment_words(words.until, rules.zone);
  Worded worded;
  if (words.items.empty()) {
    std::vector<ByHand> whats;
    for (const AskedByHand& one : words.settled) {
      whats.push_back(one.what);
    }
    worded.subject = "[Thôi báo trực tiếp] " + headline(whats, rules, now);
    worded.text = "[THÔI BÁO TRỰC TIẾP]\nKính gửi: " + to + '\n';
  } else {
    worded.subject = "[Báo trực tiếp] " + headline(words.items, rules, now) + ", trước " + until;
    worded.text = "[BÁO TRỰC TIẾP] " + count + " nơi không nhận tin qua mạng\nKính gửi: " + to +
                  "\nĐề nghị gọi điện hoặc in phiếu đưa tận nơi, ghi nhận trước " + until + ":\n";
  }
  std::map<int, int> uses;
  for (const ByHand& item : words.items) {
    for (const Occurrence& one : item.about) {
      ++uses[one.code];
    }
  }
  int number = 0;
  for (const ByHand& item : words.items) {
    worded.text += std::to_string(++number) + ". " +
                   item_text(item, answer_to(item, uses, rules, now), rules, now);
  }
  if (!words.settled.empty()) {
    worded.text +=
        "KHÔNG CẦN BÁO NỮA (" + two_digits(static_cast<int>(words.settled.size())) + ")\n";
    number = 0;
    for (const AskedByHand& one : words.settled) {
      worded.text += std::to_string(++number) + ". " + settled_text(one, rules, now) + '\n';
    }
  }
  if (!words.items.empty()) {
    worded.text +=
        words.by_reply
            ? "Báo xong nơi nào, trả lời tin này bằng dòng ghi ở nơi đó.\n"
            : "Báo xong nơi nào, ghi nhận trên trang đầu việc hoặc bằng lệnh dondoc told "
              "mã.\n";
    worded.text +=
        "Quá thời gian trên chưa ghi nhận, nội dung được coi là chưa tới, báo lãnh đạo phụ trách "
        "và quản trị.\n";
  }
  return worded;
}

Worded word_untold(const std::string& post,
                   const std::vector<AskedByHand>& items,
                   const RuleSet& rules,
                   Instant now) {
  const std::string count = two_digits(static_cast<int>(items.size()));
  Worded worded;
  std::vector<ByHand> whats;
  for (const AskedByHand& one : items) {
    whats.push_back(one.what);
  }
  worded.subject = "[Chưa báo được] " + headline(whats, rules, now);
  worded.text = "[CHƯA BÁO ĐƯỢC] " + count + " nơi\nKính báo cáo " +
                addressee_words(rules.directory, post) +
                "\nCác nội dung sau phải báo trực tiếp nhưng chưa được cập nhật là đã báo:\n";
  int number = 0;
  for (const AskedByHand& one : items) {
    worded.text += std::to_string(++number) + ". " + told_title(one.what, rules, now) + ": " +
                   read_out_with_codes(one.what, codes_of(one.what.about)) + "; " +
                   (one.person.empty() ? "không có ai để nhờ báo"
                                       : "đã nhờ " + addressee_words(rules.directory, one.post) +
                                             " lúc " + moment_words(one.asked_at, rules.zone)) +
                   '\n';
  }
  worded.text +=
      "Kính đề nghị chỉ đạo để nội dung tới đúng người; các việc này vẫn nằm trong tin tổng hợp "
      "của "
      "đầu mối theo dõi cho đến khi có kết quả.\n";
  return worded;
}

}  // namespace dondoc
