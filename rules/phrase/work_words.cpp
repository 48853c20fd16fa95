// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/work_words.h"

#include "rules/phrase/due_phrase_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace dondoc {
namespace {

using WordSet = std::unordered_set<std::string_view>;

// Joining words, what is done, then units, posts and things.
constexpr std::string_view work_vocabulary =
    "để và về cho qua theo tại trên của với bằng do thuộc nhằm kèm đồng cùng đối như là "
    "gồm bao cả trong làm thông phải cần được đã sẽ nêu ở ra vào lên từ có xong tới đến "
    "giữa song hoặc hay cũng thì mà đó này khác ngay hết "
    "ban báo bảo đảm bàn bình bố bổ biên bồi cải cập cấp chấm chấn chấp chỉ chia chịu "
    "chọn chốt chủ chuẩn chuyển công cung củng dự duy duyệt đánh đào đăng đẩy đề điều "
    "định đôn đổi đưa đón giải giám giao giới giữ gửi hệ hoàn hoạt họp học hỗ hội hướng "
    "hưởng kết khai khảo khắc khen khởi kiểm kiện kiến ký lấy lập liên lồng lưu mở mời "
    "mua nâng nắm nghiên nghiệm nhân nhận nhập niêm nộp ôn phát phân phê phổ phối phục "
    "quán quản quyết rà rút sắp sao sơ số sử sửa tái tập tạo tăng tham thanh thành thay "
    "thẩm thí thi thu thúc thống thực tích tiếp tiến tìm tổ tổng trả trang tranh trao "
    "triển trình tuyên tuyển tự ứng ước vận vệ viết xác xây xem xét xếp xin xử yêu khẩn "
    "kịp nghiêm đúng đầy đạt hiệu chất gắn góp giảm giúp dùng in đọc soạn ghi quay chụp "
    "chi dọn trồng tặng thăm viếng diễn đấu đo đi đóng cắm treo phun tiêm khám nạo sinh "
    "tức chào lắng nghe thoại truy trích phản ánh phúc hậu tuân thủ đính căn áp mô rèn "
    "các những mỗi tỷ tỉ mọi từng cơ đơn phòng văn ubnd hđnd uỷ ủy xã phường tỉnh huyện "
    "cán trưởng phó trung trạm trường thôn ấp bản xóm khu khóm bộ sở ngành đảng mttq mặt "
    "đoàn ttpvhcc pvhcc ttyt người cá doanh hợp hộ dân kế hồ danh nội nhiệm việc tình tài "
    "sản kinh ngân vốn quỹ dữ phần cổng hạ quy quyền chương chính chuyên chức viên tiêu "
    "mục lĩnh phiếu biểu mẫu phương cuộc lớp buổi đợt lần kỳ phiên bài tin lượt sáng tthc "
    "cchc vbqppl dvc cntt cđs lãnh địa toàn một hai ba bốn năm lịch vụ cửa đất môi an "
    "quốc y giáo tư nông thương lao hành nghị luật pháp tờ phụ cộng đặc khối tuyến km ha "
    "mét hạng thư email hòm zalo fax bưu điện trục ioffice idesk trực file bệnh trẻ cây "
    "gia tuổi diện thiên dịch tính nhà đường cầu chợ máy thiết đội lực quân chiến vấn kho cục viện "
    "tòa "
    "toà bí phấn grdp gdp ocop htx hkd dnnvv ntm bhyt bhxh bhtn "
    "chánh nhóm "
    "tất niên huy tiểu đài thuế hải nguồn mạng website khóa khoá liệt kỷ ";

const WordSet& work_words() {
  static const WordSet words = [] {
    WordSet set;
    std::string_view rest = work_vocabulary;
    while (!rest.empty()) {
      const std::size_t blank = rest.find(' ');
      set.insert(rest.substr(0, blank));
      rest.remove_prefix(blank + 1);
    }
    return set;
  }();
  return words;
}

}  // namespace

bool is_work_word(const Token& token) {
  return token.is_word() && work_words().count(token.text) > 0;
}

bool is_acronym(const PhraseScan& scan, std::size_t index) {
  const auto capitals = [&scan](std::size_t at) {
    const std::string words = scan.words(at, at + 1);
    return words.size() > 1 &&
           std::all_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  const bool roman = scan.at(index).is_any_of({"i", "ii", "iii", "iv"});
  const bool neighbour = (index > 0 && capitals(index - 1)) || capitals(index + 1);
  return scan.at(index).is_word() && !roman && !neighbour && capitals(index);
}

bool changes_due(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  const Token& next = scan.at(index + 1);
  // "gửi dự kiến chương trình công tác": what is sent, not when.
  const bool expected_work =
      index > 0 &&
      scan.at(index - 1).is_any_of({"gửi", "trình", "lập", "dựng", "duyệt", "đăng", "ký", "nêu"}) &&
      scan.at(index + 2).is_any_of({"chương", "kế", "lịch", "danh", "nội", "nhân", "số"});
  return (token.is("dự") && next.is("kiến") && !expected_work) ||
         (token.is("ước") && next.is_any_of({"hoàn", "đạt", "thực", "xong"})) ||
         (token.is("tạm") && next.is("hoãn")) || (token.is("gia") && next.is("hạn")) ||
         (token.is("âm") && next.is("lịch")) ||
         (token.is("sớm") && next.is("nhất") &&
          (scan.at(index + 2).is_number() ||
           scan.at(index + 2).is_any_of({"trước", "vào", "từ", "là", "ngày", "sau"}))) ||
         (token.is("ngoại") && next.is("trừ")) || (token.is("chủ") && next.is("nhật")) ||
         (token.is("ngày") && next.is("nghỉ")) || (token.is("dịp") && next.is("tết")) ||
         token.is_any_of({"trừ", "nếu", "khi", "tùy", "tuỳ", "hoãn", "lùi"});
}

bool is_hedge(const Token& token) {
  return token.is_any_of({"không", "chưa", "chẳng", "đừng", "khoảng", "sau", "liền",
                          "tạm",   "nửa",  "đầu",   "giữa", "cuối",   "từ",  "gần",
                          "hơn",   "hoặc", "trước", "của",  "ngoài",  "quá", "dưới",
                          "trên",  "âm",   "đến",   "hết",  "tới",    "thứ"});
}

bool is_fixed_denial(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"không", "ma", "túy"},
                          {"không", "có", "ma", "túy"},
                          {"không", "còn", "ma", "túy"},
                          {"không", "dùng", "tiền", "mặt"},
                          {"không", "chuyên", "trách"},
                          {"không", "gian"},
                          {"không", "khói"},
                          {"không", "giấy"},
                          {"không", "rác"}}) > index;
}

bool is_numbering(const Token& token) {
  return token.is_any_of({"số",   "điều",   "khoản", "điểm", "mục",  "lục",   "mẫu",    "biểu",
                          "cấp",  "mức",    "độ",    "lớp",  "đợt",  "lần",   "án",     "bước",
                          "phần", "nhóm",   "vùng",  "khu",  "tổ",   "đội",   "thị",    "khóa",
                          "khoá", "xóm",    "ấp",    "thôn", "bản",  "tuyến", "iso",    "tcvn",
                          "cđ",   "loại",   "hạng",  "nghệ", "tt",   "stt",   "chương", "bậc",
                          "thứ",  "nghiệp", "kỳ",    "quận", "đoạn", "đai",   "lộ",     "hẻm"});
}

bool is_time_idiom(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  const Token& next = scan.at(index + 1);
  const Token& before = index > 0 ? scan.at(index - 1) : scan.at(scan.size());
  if (token.is("ngày")) {
    return next.is_any_of({"hội",    "pháp",   "chuyển", "quốc",  "toàn", "thành", "truyền",
                           "thế",    "lễ",     "càng",   "sách",  "môi",  "gia",   "đại",
                           "thương", "thầy",   "nhà",    "doanh", "hè",   "công",  "báo",
                           "vì",     "khuyết", "dân",    "y"}) ||
           scan.reads(index + 1, {"chậm", "nhất"});
  }
  if (token.is("tuần")) {
    return next.is_any_of({"lễ", "tra"});
  }
  if (token.is("giờ")) {
    return next.is_any_of({"hành", "giấc", "làm", "trái"}) && !before.is_number();
  }
  if (token.is("tháng")) {
    return next.is_any_of({"hành", "thanh", "an", "công", "cao"});
  }
  if (token.is("năm")) {
    return next.is_any_of({"bắt"});
  }
  return next.is_any_of({"khách", "vị",    "báu",    "sở",    "cơ",   "đơn", "cấp",
                         "ủy",    "uỷ",    "ông",    "bà",    "thầy", "phụ", "bộ",
                         "ban",   "doanh", "trường", "phòng", "hội",  "hiếm"});
}

namespace {

/// "ban hành kế hoạch phát triển khoa học 05 năm trước ngày 31/3/2026": how long a document holds.
bool names_years(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t title_words_max = 16;
  const Token& limit = scan.at(index + 2);
  const bool dated = (limit.is("trước") && scan.at(index + 3).is("ngày")) ||
                     scan.reads(index + 2, {"chậm", "nhất"});
  for (std::size_t at = index; dated && at > 1 && at + title_words_max > index; --at) {
    if (scan.reads(at - 2, {"kế", "hoạch"}) || scan.reads(at - 2, {"chương", "trình"}) ||
        scan.reads(at - 2, {"chiến", "lược"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t behind_span_of_work(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  // "báo cáo kết quả trong tuần trước 10 giờ thứ Năm hằng tuần"
  const Token& told = scan.at(index + 1);
  const bool within_span =
      span.is("trong") && index > 0 &&
      (told.is_any_of({"tuần", "tháng"}) || is_quarter_noun(told)) &&
      scan.at(index - 1).is_any_of({"quả", "hình", "tác", "việc", "cáo", "vụ", "văn"}) &&
      (scan.reads(index + 2, {"chậm", "nhất"}) ||
       (scan.at(index + 2).is("trước") &&
        (scan.at(index + 3).is_number() || scan.at(index + 3).is_any_of({"ngày", "thứ"}))));
  if (within_span) {
    return index + 2;
  }
  // "trong tuần từ 10/8 đến 14/8": the days say it.
  if (span.is("tuần") && scan.at(scan.behind(index + 1, {"("})).is("từ")) {
    return index + 1;
  }
  // "kết thúc năm học trước ngày 31/5", "đăng ký thi đua năm học 2026-2027 gửi trước ngày 30/9"
  if (scan.reads(index, {"năm", "học"}) && index > 0 && scan.at(index - 1).is_word() &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "cả"})) {
    std::size_t last = index + 2;
    last = scan.behind(last, {"mới"});
    last += scan.at(last).is_number() ? 1U : 0U;
    last += scan.at(last).is_any_of({"-", "/"}) && scan.at(last + 1).is_number() ? 2U : 0U;
    for (std::size_t at = last; at < scan.size(); ++at) {
      const bool limit = scan.reads(at, {"trước"}) || scan.reads(at, {"nhất"}) ||
                         scan.reads(at, {"đến", "hết"}) || scan.reads(at, {"đến", "ngày"});
      const std::size_t day = scan.behind_any(at + 1, {{"hết"}, {"là"}, {"vào"}});
      if (limit && scan.at(scan.behind(day, {"ngày"})).is_number()) {
        return last;
      }
    }
  }
  // "tổng kết 5 năm", "kế hoạch (trung hạn) 5 năm"
  const bool many_years = span.is_number() && span.text.size() < year_digits && index > 1 &&
                          scan.at(index + 1).is("năm") && !scan.at(index + 2).is_number() &&
                          !is_every_word(scan.at(index + 3)) &&
                          (scan.at(index - 1).is_any_of({"kết", "hoạch", "lược"}) ||
                           scan.reads(index - 2, {"chương", "trình"}) ||
                           scan.reads(index - 2, {"trung", "hạn"}) || names_years(scan, index));
  if (many_years) {
    return index + 2;
  }
  // "tiền thưởng Tết 2026", "tặng quà Tết Nguyên đán 2026"
  const std::size_t feast = scan.behind_any(index, {{"tết", "nguyên", "đán"}, {"tết"}});
  if (feast > index && index > 0 && scan.at(feast).is_number() &&
      scan.at(feast).text.size() == year_digits &&
      scan.at(index - 1).is_any_of({"thưởng", "quà", "lo", "đón", "vui", "mừng", "hoa", "chợ"})) {
    return feast + 1;
  }
  // "theo năm ngân sách", "kế hoạch vận hành thị trường điện tháng cho các đơn vị"
  const std::size_t fiscal =
      scan.behind_any(index, {{"năm", "ngân", "sách"}, {"năm", "tài", "chính"}});
  if (fiscal > index && index > 0 && scan.at(index - 1).is_any_of({"theo", "trong"})) {
    return fiscal;
  }
  constexpr std::size_t title_words_max = 10;
  const bool of_title = (span.is_any_of({"tháng", "tuần"}) || is_quarter_noun(span)) && index > 2 &&
                        scan.at(index - 1).is_word() && !is_every_word(scan.at(index - 1)) &&
                        !is_hedge(scan.at(index - 1)) &&
                        scan.at(index + 1).is_any_of({"cho", "của", "gửi"});
  for (std::size_t at = index; of_title && at > 1 && at + title_words_max > index; --at) {
    if (scan.reads(at - 2, {"kế", "hoạch"}) && at < index) {
      return index + 1;
    }
  }
  // "chương trình công tác quý đó"
  if ((span.is_any_of({"tuần", "tháng", "năm"}) || is_quarter_noun(span)) && index > 0 &&
      scan.at(index + 1).is("đó") && scan.at(index - 1).is_word() &&
      !is_every_word(scan.at(index - 1)) && !is_time_noun(scan.at(index - 1)) &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "là"})) {
    return index + 2;
  }
  // "giai đoạn 2026 - 2030, tầm nhìn đến năm 2035": no due
  const std::size_t vision = scan.behind_any(
      index, {{"tầm", "nhìn", "đến", "năm"}, {"tầm", "nhìn"}, {"định", "hướng", "đến", "năm"}});
  if (vision > index && scan.at(vision).is_number() && scan.at(vision).text.size() == year_digits &&
      index > 0) {
    return vision + 1;
  }
  // "… gửi số liệu giải ngân tháng trước"
  const std::size_t reported_span = index + 1 + previous_words(scan, index + 1);
  const bool last_words =
      scan.at(reported_span).is_end() || scan.at(reported_span).is_any_of({")", ",", ";", "."});
  if (span.is_any_of({"tuần", "tháng", "quý"}) && reported_span > index + 1 && last_words &&
      index > 1 && is_work_word(scan.at(index - 1)) && is_work_word(scan.at(index - 2)) &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "là"})) {
    return reported_span;
  }
  // "số liệu tháng trước", "kết quả của quý trước"
  const std::size_t owner = index > 0 && scan.at(index - 1).is("của") ? index - 1 : index;
  const bool reported =
      owner > 0 && scan.at(owner - 1).is_any_of({"liệu", "quả", "cáo", "hình", "tác", "việc"});
  const bool is_span = span.is_any_of({"tuần", "tháng", "năm"}) || is_quarter_noun(span);
  if (const std::size_t before = previous_words(scan, index + 1);
      reported && is_span && before > 0) {
    return index + 1 + before;
  }
  const bool planned =
      index >= 2 && scan.at(index - 1).is_any_of({"tác", "việc", "hoạch", "trình", "toán", "vụ"}) &&
      scan.at(index - 2).is_any_of({"công", "kế", "chương", "dự", "nhiệm"});
  const bool meeting = index >= 2 && scan.reads(index - 2, {"giao", "ban"}) && is_span &&
                       scan.at(index + 1).is_any_of({"vào", "trước", "chậm", ":"});
  if (meeting) {
    return index + 1;
  }
  // "lập dự toán chi tháng sau"
  const bool money = index >= 2 && scan.at(index - 1).is_any_of({"chi", "thu", "vốn"}) &&
                     scan.at(index - 2).is_any_of({"toán", "hoạch", "cầu"});
  if ((!planned && !money) || !is_span) {
    return index;
  }
  const std::size_t later = next_words(scan, index + 1);
  const Token& next = scan.at(index + 1);
  const bool limit =
      next.is("trước") && (scan.at(index + 2).is_number() || scan.at(index + 2).is("ngày"));
  const bool ends =
      next.is_end() || is_separator(next) || limit ||
      next.is_any_of({")", ".", "chậm", "gửi", "để", "trình", "của", "đã", "được", "cho"});
  return later > 0 || ends ? index + 1 + later : index;
}

bool is_before_whom(const Token& next) {
  return next.is_any_of({"pháp", "ubnd",   "uỷ",    "ủy",  "chủ",   "đảng",  "nhân", "cấp",
                         "lãnh", "hđnd",   "hội",   "dân", "cử",    "công",  "ban",  "thủ",
                         "giám", "trưởng", "người", "bộ",  "chính", "thường"});
}

}  // namespace dondoc
