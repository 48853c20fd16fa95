// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/alarm_text.h"

#include "rules/plan/code_points.h"
#include "rules/plan/spelling.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {

namespace {

/// What an alarm of a kind says beside its details.
struct Sentences {
  std::string happened;
  std::string kept;
  std::string asked;
};

std::string channel_words(const Alarm& alarm) {
  return "kênh gửi tin " + printable(alarm.subject, alarm_detail_code_points_max);
}

Sentences sentences(const Alarm& alarm) {
  switch (alarm.kind) {
    case AlarmKind::reload_refused:
      return {
          "Cấu hình vừa nạp có " + two_digits(alarm.count) + " lỗi nên không được áp dụng.",
          "Hệ thống tiếp tục dùng cấu hình đang chạy; không nhiệm vụ, thời hạn hay tin nhắc nào "
          "thay đổi.",
          "Đề nghị sửa các lỗi nêu trên, kiểm tra lại bằng lệnh dondoc check, rồi nạp lại cấu "
          "hình."};
    case AlarmKind::config_changed:
      return {"Cấu hình vừa nạp đã được áp dụng và làm thay đổi các đầu việc sau.",
              "Những người có thời hạn đã báo nay bị dời được báo riêng, mỗi việc một lần; việc đã "
              "hoàn thành giữ nguyên.",
              "Không phải trả lời tin này; nếu có thay đổi ngoài ý muốn, đề nghị sửa lại tệp nêu "
              "trên rồi nạp lại cấu hình."};
    case AlarmKind::channel_stopped:
      return {
          "Nơi nhận từ chối thông tin đăng nhập nên " + channel_words(alarm) + " đã dừng.",
          "Tin của người có kênh khác được chuyển sang kênh đó; các tin còn lại được giữ, không "
          "mất tin nào.",
          "Đề nghị kiểm tra tài khoản, mật khẩu hoặc mã truy cập của kênh, rồi nạp lại cấu "
          "hình; các tin đang giữ được gửi ngay sau đó."};
    case AlarmKind::channel_failing:
      return {"Nhiều lần liên tiếp không gửi được qua " + channel_words(alarm) + ".",
              "Các tin được giữ, không mất tin nào; hệ thống tự thử lại và gửi tiếp khi kênh hoạt "
              "động.",
              "Đề nghị kiểm tra máy chủ nhận tin và đường truyền của kênh."};
    case AlarmKind::channel_quota:
      return {"Nơi nhận báo " + channel_words(alarm) + " đã dùng hết hạn mức tin.",
              "Tin của người có kênh khác được chuyển sang kênh đó; các tin còn lại được giữ và "
              "được gửi khi có hạn mức mới.",
              "Đề nghị kiểm tra gói dịch vụ của kênh; nếu thường xuyên hết hạn mức, bổ sung kênh "
              "khác cho người nhận trong danh bạ (directory.yaml)."};
    case AlarmKind::contact_refused:
      return {"Nơi nhận không nhận tin gửi tới " + two_digits(alarm.count) + " địa chỉ qua " +
                  channel_words(alarm) + ".",
              "Các tin đó đã được chuyển sang kênh khác của người nhận; không mất tin nào.",
              "Đề nghị kiểm tra và sửa địa chỉ trong danh bạ (directory.yaml), rồi nạp lại cấu "
              "hình."};
    case AlarmKind::clock_doubted:
      return {
          "Đồng hồ của máy chủ có thể sai nên việc gửi tin đã tạm dừng.",
          "Trong thời gian này hệ thống không mở đầu việc, không nhắc và không báo cáo; các ghi "
          "nhận của mọi người vẫn được nhận.",
          "Đề nghị kiểm tra ngày giờ của máy chủ, chỉnh lại nếu sai, rồi chạy lệnh dondoc "
          "release để gửi tiếp."};
    case AlarmKind::store_was_away:
      return {
          "Cơ sở dữ liệu đã gián đoạn và nay hoạt động trở lại.",
          "Trong thời gian gián đoạn hệ thống không gửi tin và không nhận ghi nhận nào; dữ liệu "
          "đã ghi được giữ nguyên, các tin đến hạn được gửi bù.",
          "Đề nghị kiểm tra dung lượng và tình trạng ổ đĩa; ghi nhận nào bị báo lỗi trong thời "
          "gian đó thì thực hiện lại."};
    case AlarmKind::digest_unread:
      return {"Tin tổng hợp của " + two_digits(alarm.count) +
                  " kế hoạch có việc cần báo nhưng không có người nhận: đầu mối theo dõi và lãnh "
                  "đạo phía trên chưa có người giữ chức danh hoặc chưa có kênh gửi.",
              "Các đầu việc vẫn được theo dõi và được báo lại vào ngày làm việc tiếp theo.",
              "Đề nghị bổ sung người giữ chức danh hoặc kênh nhận tin trong danh bạ "
              "(directory.yaml), rồi nạp lại cấu hình."};
    case AlarmKind::backup_failed:
      return {
          "Không sao lưu được cơ sở dữ liệu.",
          "Hệ thống vẫn hoạt động; các bản sao lưu trước được giữ nguyên, việc sao lưu được thử "
          "lại mỗi giờ.",
          "Đề nghị kiểm tra dung lượng và tình trạng ổ đĩa, rồi sao lưu lại bằng lệnh dondoc "
          "backup; kiểm tra cơ sở dữ liệu bằng lệnh dondoc verify."};
    case AlarmKind::message_failed:
      break;
  }
  return {"Trong ngày có " + two_digits(alarm.count) + " tin không gửi được; " +
              channel_words(alarm) + " là kênh sau cùng đã thử.",
          "Nội dung các tin được giữ lại; đầu việc liên quan được đưa vào tin tổng hợp của đầu mối "
          "theo dõi.",
          "Đề nghị kiểm tra địa chỉ của người nhận trong danh bạ (directory.yaml); xem từng tin "
          "bằng lệnh dondoc why và mã tin."};
}

/// When it was, or since when it has been.
std::string span_words(const Alarm& alarm, Zone zone, Instant now) {
  const std::string since = moment_words(alarm.since, zone);
  switch (alarm.kind) {
    case AlarmKind::channel_stopped:
    case AlarmKind::channel_failing:
    case AlarmKind::channel_quota:
    case AlarmKind::backup_failed:
      return "từ " + since;
    case AlarmKind::clock_doubted:
      return "khi đồng hồ máy chủ chỉ " + since;
    case AlarmKind::store_was_away:
      return "từ " + since + " đến " + moment_words(now, zone);
    case AlarmKind::reload_refused:
    case AlarmKind::config_changed:
    case AlarmKind::contact_refused:
    case AlarmKind::digest_unread:
    case AlarmKind::message_failed:
      break;
  }
  return "lúc " + since;
}

std::string detail_words(const Alarm& alarm, const std::string& detail, const RuleSet& rules) {
  const auto plan = rules.plans.find(detail);
  const bool is_plan = alarm.kind == AlarmKind::digest_unread && plan != rules.plans.end();
  return printable(composed(is_plan ? plan->second.title : detail), alarm_detail_code_points_max);
}

std::string details_text(const Alarm& alarm, const RuleSet& rules) {
  std::string text;
  const std::size_t shown = std::min(alarm.details.size(), alarm_details_max);
  for (std::size_t i = 0; i < shown; ++i) {
    text += "- " + detail_words(alarm, alarm.details[i], rules) + '\n';
  }
  const int left = alarm.count - static_cast<int>(shown);
  if (shown > 0 && left > 0) {
    text += "- … và " + two_digits(left) + " mục khác\n";
  }
  return text;
}

std::string reader_words(const std::string& post, AlarmReader reader, const RuleSet& rules) {
  const std::string addressee = addressee_words(rules.directory, post);
  if (reader == AlarmReader::admin) {
    return addressee + " (quản trị hệ thống đôn đốc)";
  }
  return addressee + " (" + addressee_words(rules.directory, admin_post(rules)) +
         " quản trị hệ thống nhưng hiện không có kênh nhận tin nào dùng được)";
}

}  // namespace

std::string alarm_headline(const Alarm& alarm) {
  switch (alarm.kind) {
    case AlarmKind::reload_refused:
      return "Cấu hình mới có " + two_digits(alarm.count) + " lỗi, chưa được áp dụng";
    case AlarmKind::config_changed:
      return "Cấu hình mới đã được áp dụng";
    case AlarmKind::channel_stopped:
      return "K" + channel_words(alarm).substr(1) + " đã dừng";
    case AlarmKind::channel_failing:
      return "K" + channel_words(alarm).substr(1) + " đang gián đoạn";
    case AlarmKind::channel_quota:
      return "K" + channel_words(alarm).substr(1) + " đã hết hạn mức tin";
    case AlarmKind::contact_refused:
      return "K" + channel_words(alarm).substr(1) + " không nhận tin gửi tới " +
             two_digits(alarm.count) + " địa chỉ";
    case AlarmKind::clock_doubted:
      return "Đồng hồ máy chủ có thể sai, đã tạm dừng gửi tin";
    case AlarmKind::store_was_away:
      return "Cơ sở dữ liệu đã gián đoạn, nay hoạt động trở lại";
    case AlarmKind::backup_failed:
      return "Không sao lưu được cơ sở dữ liệu";
    case AlarmKind::digest_unread:
      return "Tin tổng hợp của " + two_digits(alarm.count) + " kế hoạch không có người nhận";
    case AlarmKind::message_failed:
      break;
  }
  return two_digits(alarm.count) + " tin không gửi được qua kênh " +
         printable(alarm.subject, alarm_detail_code_points_max);
}

Worded word_alarm(const Alarm& alarm,
                  const std::string& post,
                  AlarmReader reader,
                  const RuleSet& rules,
                  Instant now) {
  const Sentences said = sentences(alarm);
  const std::string headline = alarm_headline(alarm);
  Worded worded;
  worded.subject = "[Hệ thống] " + headline + " - " + rules.directory.office;
  worded.text = "[HỆ THỐNG] " + headline + '\n' + "Kính gửi: " + reader_words(post, reader, rules) +
                '\n' + "Sự việc (" + span_words(alarm, rules.zone, now) + "): " + said.happened +
                '\n' + details_text(alarm, rules) + "Hiện trạng: " + said.kept + '\n' + said.asked +
                '\n';
  return worded;
}

}  // namespace dondoc
