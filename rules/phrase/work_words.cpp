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
    "tất niên huy truyền tiểu đài thuế hải nguồn mạng website khóa khoá liệt kỷ "
    "phù vi sự tố cụ khách giấy còn luồng chống thấp nhanh khả "
    "thiếu sân rộng nghĩa ổn ưu vật gây dành chữa chiếu cao tương trách thuyền phạt nước "
    "nhiều môn khiếu gọi bất động vùng tải tàu trị trật sức sống rủi "
    "phạm phí kỹ kẻ cứu cổ cảnh chứng chỗ chế bán ảnh ý xuất vị trụ trau thức soát rõ nuôi nhỏ "
    "nguyên nghiệp mối lợi liệu hỏa hoả hình dẫn cố cân chủng chặt chú biện tên phức tai hủy huỷ "
    "công khoa sáng thân tấn rò mã  vai vững tinh tổn uy tín khó kiên quyết dứt ";

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

bool is_exception(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is("trừ")) {
    return false;
  }
  const Token& before = scan.at(index > 0 ? index - 1 : scan.size());
  // "các phòng trừ Văn phòng", "được miễn, giảm trừ xăng dầu", but "chăm sóc, phòng trừ sâu bệnh"
  const bool fixed =
      scan.at(index + 1).is_any_of({"sâu", "dịch", "mối", "bệnh", "chuột", "cỏ", "sinh", "gia"});
  const bool apart = index > 1 && scan.at(index - 2).is_any_of({"các", ",", "và", "mọi"});
  return !(before.is_any_of({"bù", "miễn", "khấu", "diệt", "bài"}) ||
           (before.is_any_of({"giảm", "phòng"}) && (!apart || fixed)));
}

bool changes_due(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  const Token& next = scan.at(index + 1);
  // "gửi dự kiến chương trình công tác": what is sent, not when.
  const bool expected_work =
      index > 0 &&
      scan.at(index - 1).is_any_of(
          {"gửi", "trình", "lập", "dựng", "duyệt", "đăng", "ký", "nêu", "nhập"}) &&
      scan.at(index + 2).is_any_of(
          {"chương", "kế", "lịch", "danh", "nội", "nhân", "số", "vốn", "kinh"});
  // "quy trình cấp, gia hạn giấy phép", "đề nghị gia hạn": of somebody's papers
  const bool prolongs_papers =
      (index > 1 && scan.at(index - 2).is_any_of({"cấp", "đổi"})) ||
      (index > 0 && scan.at(index - 1).is_any_of({"nghị", "việc", "tục", "sơ"})) ||
      scan.at(index + 2).is_any_of({"giấy", "thẻ", "chứng", "thị"}) ||
      scan.reads(index + 2, {"tạm", "trú"});
  return (token.is_any_of({"~", "≈"}) &&
          (is_time_noun(next) ||
           (next.is_number() && (is_time_noun(scan.at(index + 2)) ||
                                 scan.at(index + 2).is_any_of({"/", "-", "."}))))) ||
         (token.is("dự") && next.is("kiến") && !expected_work) ||
         (token.is("ước") && next.is_any_of({"hoàn", "đạt", "thực", "xong"})) ||
         (token.is("tạm") && next.is("hoãn")) ||
         (token.is("gia") && next.is("hạn") && !prolongs_papers) ||
         (token.is("âm") && next.is("lịch")) ||
         (token.is("sớm") && next.is("nhất") &&
          (scan.at(index + 2).is_number() ||
           scan.at(index + 2).is_any_of({"trước", "vào", "từ", "là", "ngày", "sau"}))) ||
         (token.is("ngoại") && next.is("trừ")) || (token.is("chủ") && next.is("nhật")) ||
         (token.is("ngày") && next.is("nghỉ")) || (token.is("dịp") && next.is("tết")) ||
         is_exception(scan, index) || token.is_any_of({"nếu", "khi", "tùy", "tuỳ", "hoãn", "lùi"});
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
                          {"không", "khí"},
                          {"không", "quân"},
                          {"không", "phận"},
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
    if (before.is("ban")) {
      return !next.is_number();  // "điều trị ban ngày"
    }
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
    return (next.is_any_of({"hành", "giấc", "làm", "trái"}) || before.is("theo")) &&
           !before.is_number();
  }
  // "báo cáo tháng HH-02": the form's number
  if (token.is_any_of({"tháng", "quý", "năm"}) && before.is_word() && is_acronym(scan, index + 1) &&
      scan.at(index + 2).is("-") && scan.at(index + 3).is_number()) {
    return true;
  }
  if (token.is("tháng")) {
    return next.is_any_of({"hành", "thanh", "an", "công", "cao"});
  }
  if (token.is("năm")) {
    // "kế hoạch tài chính - ngân sách nhà nước 03 năm" (Luật Ngân sách nhà nước)
    const bool budget =
        before.is_number() && index > 4 && scan.reads(index - 5, {"ngân", "sách", "nhà", "nước"});
    return budget || next.is_any_of({"bắt"}) || (next.is("đó") && before.is("của"));
  }
  return next.is_any_of({"khách", "vị",    "báu",    "sở",    "cơ",   "đơn", "cấp",
                         "ủy",    "uỷ",    "ông",    "bà",    "thầy", "phụ", "bộ",
                         "ban",   "doanh", "trường", "phòng", "hội",  "hiếm"});
}

bool is_before_whom(const Token& next) {
  return next.is_any_of({"pháp", "ubnd",   "uỷ",    "ủy",  "chủ",   "đảng",  "nhân", "cấp",
                         "lãnh", "hđnd",   "hội",   "dân", "cử",    "công",  "ban",  "thủ",
                         "giám", "trưởng", "người", "bộ",  "chính", "thường"});
}

}  // namespace dondoc
