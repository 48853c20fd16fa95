// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/duty_words.h"

#include "rules/phrase/due_phrase_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace dondoc {
namespace {

using DutyWords = std::unordered_set<std::string_view>;

/// Comma-separated terms of one or two syllables.
DutyWords listed_words(std::string_view list) {
  DutyWords words;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    words.insert(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return words;
}

std::size_t behind_listed(const DutyWords& words, const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  if (!token.is_word()) {
    return index;
  }
  const Token& next = scan.at(index + 1);
  if (next.is_word() && words.count(token.text + " " + next.text) > 0) {
    return index + 2;
  }
  return words.count(token.text) > 0 ? index + 1 : index;
}

constexpr std::string_view deed_words =
    "ban hành,báo cáo,bàn giao,bảo đảm,đảm bảo,bầu,bình xét,bố trí,bổ sung,bồi dưỡng,bổ nhiệm,"
    "cải tạo,cam kết,cập nhật,cấp,cấp phát,chấm điểm,chấn chỉnh,chi trả,chỉ đạo,chỉnh lý,"
    "chỉnh trang,chốt,chuẩn bị,chuyển,công bố,công khai,cung cấp,củng cố,cử,đánh giá,đào tạo,"
    "đăng,đăng ký,đăng tải,đề xuất,điều tra,điều chỉnh,diễn tập,đối chiếu,đối soát,đối thoại,"
    "đôn đốc,dọn dẹp,dọn,dự,duy trì,duyệt,đưa,gặp mặt,giải ngân,giải quyết,giám sát,giao,"
    "giao ban,giao lưu,góp ý,cho ý,gửi,hậu kiểm,hiệp thương,họp,hoàn thành,hoàn chỉnh,"
    "hoàn thiện,hoàn tất,hỗ trợ,hội ý,huấn luyện,huy động,hướng dẫn,hưởng ứng,kê khai,kết nạp,"
    "kết thúc,khai giảng,khám,khảo sát,khắc phục,khen thưởng,khởi công,khóa sổ,khoá sổ,"
    "khử khuẩn,kiểm điểm,kiểm kê,kiểm tra,kiểm định,kiến nghị,kiện toàn,ký,lắp đặt,lấy ý,lập,"
    "luyện tập,làm việc,làm,lồng ghép,luân chuyển,lựa chọn,mở,mua sắm,nạo vét,nâng cấp,nắm,"
    "nghe,nghiệm thu,nhập,niêm yết,nộp,phản hồi,phản ánh,phát động,phát hành,phát quang,"
    "phát thanh,phân bổ,phân công,phân loại,phấn đấu,phê duyệt,phổ biến,phối hợp,phun,phúc tra,"
    "quán triệt,quyết toán,ra quân,rà soát,sao lưu,sắp xếp,sinh hoạt,soạn,số hóa,số hoá,sơ kết,"
    "sửa chữa,sửa đổi,tặng,tặng quà,tạo,tập huấn,tập trung,tham dự,tham gia,tham mưu,"
    "thanh toán,thanh tra,thanh quyết,thành lập,thăm,theo dõi,thi công,thông báo,thông tin,"
    "thống kê,thống nhất,thu,thu gom,thu thập,thực hiện,tiêm,tiêm phòng,tiến hành,tiếp,"
    "tiếp công,tiếp nhận,tiếp xúc,tiếp thu,tổ chức,tổng hợp,tổng kết,tổng vệ,trả,trả lời,"
    "trả kết,triển khai,trình,trồng,truyền thông,trực,tuần tra,tuyên truyền,tuyển,tuyển quân,"
    "tự đánh,tự kiểm,ứng dụng,vận động,vận hành,vệ sinh,viết,xác minh,xác nhận,xây dựng,"
    "xem xét,xét,xét duyệt,xét nâng,xin,xử lý,xử lí,xuất bản,điểm,in,ghi,treo,chào cờ,chăm sóc,"
    "chấm,cấp đổi,chỉnh sửa,hòa giải,hoà giải,lưu trữ,nghiên cứu,nhân rộng,tăng cường,đấu thầu,"
    "đấu giá,đền bù,thu hồi,thẩm định,thẩm tra,quản lý,thường trực,tích hợp,kết nối,liên hệ,"
    "liên thông,tái chế,thay đổi,xin lỗi,đầu tư,chủ trì,chủ động,lấy phiếu,bỏ phiếu,sát hạch,"
    "thí điểm,khởi tạo,chuyển đổi,chuyển giao,phân tích,phân cấp,phân quyền,khai trương,"
    "khánh thành,khai báo,quan trắc,lấy mẫu,sao chép,tính toán,kiểm toán,nhắc nhở,tháo gỡ,"
    "phá dỡ,mở rộng,thiết lập,thiết kế,thử nghiệm,kiểm thử,cài đặt,đồng bộ,làm sạch,chuẩn hóa,"
    "chuẩn hoá,tham vấn,biểu dương,tôn vinh,trao,trao tặng,di dời,đo đạc,cắm mốc,xếp hạng,"
    "học tập,giới thiệu,trang bị,bảo trì,bảo dưỡng,quảng bá,xúc tiến,đẩy mạnh,nâng cao,"
    "hình thành,giải tỏa,giải phóng,chấm dứt,ngăn chặn,công nhận,mời,đón,khoanh,rút kinh,"
    "thăm hỏi,sưu tầm,biên soạn,hiệu chỉnh,xóa bỏ,xoá bỏ,bãi bỏ,đáp ứng,sáp nhập,giải thể,"
    "chỉ huy,ứng phó,ứng cứu,quét dọn,khử trùng,ra văn,ra quyết,ra thông";

constexpr std::string_view lead_ins =
    "phải,cần,hãy,tiếp tục,chủ động,kịp thời,khẩn trương,nhanh chóng,tích cực,thường xuyên,"
    "tập trung,xong,việc,đã được,có trách,trách nhiệm,nhiệm vụ,sau đó,sau,đó,đề nghị,yêu cầu,"
    "nghiêm túc,định kỳ,trực tiếp,đồng thời,và,cơ bản,tự,để,sớm,luân phiên,lần lượt,sẵn sàng";

constexpr std::string_view label_words =
    "đúng,thời gian,thời hạn,thời điểm,thực hiện,hoàn thành,tiến độ,hạn,định kỳ,kỳ,chế độ,"
    "báo cáo,tần suất,kỳ báo,cáo,gửi,nộp,ban hành,triển khai,tổ chức,kết thúc,dự kiến,lộ trình,"
    "xong,nhiệm vụ,công việc,việc,phấn đấu,cơ bản,bắt đầu,số,lượng,mục tiêu,chỉ tiêu,yêu cầu,"
    "phải,đợt,lần,bước,được,ra,vào,trong,là,và,khoảng thời,gian,phạm vi,trước mắt,cao điểm,"
    "cách,cứ,theo,theo định,giai đoạn,giữa kỳ,cuối kỳ,tối thiểu,ít nhất,phân,tuần,quá trình,"
    "hai,một,có,đạt,bình quân,thường kỳ,thường lệ,riêng,cụ thể,xong xuôi,mỗi,này";

constexpr std::string_view unit_words =
    "ubnd,hđnd,uỷ ban,ủy ban,hội đồng,phòng,văn phòng,ban,các,cơ quan,đơn vị,chủ tịch,phó chủ,"
    "trưởng,thủ trưởng,bí thư,trung tâm,trạm,trường,công an,quân sự,thôn,ấp,bản,khu,tổ,xã,"
    "phường,đảng ủy,đảng uỷ,chi bộ,đảng bộ,mttq,mặt trận,đoàn,hội,sở,bộ,tỉnh,mỗi,từng,cán bộ,"
    "công chức,viên chức,giao,người đứng,toàn thể,kế toán,bên,doanh nghiệp,thành ủy,thành uỷ,"
    "tỉnh ủy,tỉnh uỷ,huyện ủy,cục,chi cục,tổng cục,viện,thường trực,lãnh đạo,nhà trường,"
    "tổ công,địa phương,cấp,hộ,chủ dự,vụ,tòa án,toà án,viện kiểm,thanh tra,kho bạc,ngân hàng,"
    "bảo hiểm,hạt kiểm,giám đốc,tổng giám,hiệu trưởng,chánh văn,chánh thanh,kiểm toán,cảnh sát,"
    "thư ký,tổng thư,người điều,người phụ,người quản,tổng công,tập đoàn,liên đoàn,hiệp hội,"
    "liên minh,đài phát,đài truyền,chi đoàn,chi hội,liên đội,khối,tiểu đội,trung đội,đại đội,"
    "tiểu đoàn,trung đoàn,chuyên viên,chủ đầu,nhà đầu,đội,chủ sở";

constexpr std::string_view person_words =
    "sinh viên,học sinh,học viên,thí sinh,giáo viên,giảng viên,người lao,người sử,người nộp,"
    "người dân,người mua,người bán,nhà thầu,nhà giáo,nhà máy,cơ sở,công ty,hợp tác,khoa,"
    "nhân viên,đảng viên,cá nhân,khách hàng,gia đình,lớp trưởng,cổ đông,công đoàn,công dân,"
    "nông dân,thành viên,ủy viên,uỷ viên,đại biểu,bác sĩ,thủ quỹ,văn thư,thủ kho,phụ huynh,"
    "cha mẹ,bệnh viện,phòng khám,tổng thầu,kiểm soát,tổ viên,kỹ sư,tác giả";

constexpr std::string_view event_nouns =
    "hội nghị,kỳ thi,kỳ tuyển,hội thi,hội thảo,lễ,đợt,cuộc,cuộc họp,tuần lễ,tháng hành,"
    "tháng cao,chiến dịch,kỳ họp,đại hội,hội diễn,hội khỏe,giải,lớp,phiên,buổi,ngày hội,ngày,"
    "nhân ngày,các dịp,dịp,đêm,chương trình,chương,công tác,việc";

constexpr std::string_view measure_words =
    "tỷ lệ,tỉ lệ,tỷ trọng,tỉ trọng,tỷ suất,mức độ,chỉ số,bình quân,giảm,tăng,đạt,duy trì,"
    "phấn đấu,chỉ tiêu,mục tiêu,số,điểm,trên,tối thiểu,ít nhất,có,kết quả,thu,tổng,100,"
    "trung bình,quy mô,diện tích,năng suất,sản lượng,doanh thu,thu nhập,dân số,ngân sách";

/// "Dự thảo Nghị quyết trình HĐND …": what is written is a deed where it is handed in; alone it is
/// a paper.
bool is_handed_in(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; !scan.at(at).is_end() && !scan.at(at).is_any_of({";", "."}); ++at) {
    if (scan.at(at).is_any_of({"trình", "gửi"}) || scan.reads(at, {"lấy", "ý"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t behind_deed(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(deed_words);
  // "trình độ", "cấp huyện": no deeds
  const Token& next = scan.at(index + 1);
  const bool noun =
      (scan.at(index).is("trình") && next.is("độ")) ||
      (scan.at(index).is("dự") && next.is_any_of({"án", "kiến"})) ||
      (scan.at(index).is("dự") && next.is_any_of({"toán", "thảo", "báo"}) &&
       !is_handed_in(scan, index + 2)) ||
      (scan.at(index).is("cấp") &&
       next.is_any_of({"huyện", "tỉnh", "xã", "trên", "dưới", "có", "bách", "thiết"}));
  if (noun) {
    return index;
  }
  const std::size_t writes =
      scan.behind_any(index, {{"có", "văn", "bản"}, {"có", "ý", "kiến"}, {"có", "báo", "cáo"}});
  return writes > index ? writes : behind_listed(words, scan, index);
}

bool ends_in_deed(const PhraseScan& scan, std::size_t last, std::size_t words) {
  return last >= words && behind_deed(scan, last - words) == last;
}

bool ends_in_deed(const PhraseScan& scan, std::size_t last) {
  return ends_in_deed(scan, last, 1) || ends_in_deed(scan, last, 2);
}

std::size_t behind_lead_in(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(lead_ins);
  std::size_t last = behind_enumeration(scan, index);
  // "Đợt 1, kiểm tra …"
  if (scan.at(last).is_any_of({"đợt", "lần", "bước"}) && scan.at(last + 1).is_number() &&
      scan.at(last + 2).is_any_of({",", ":"})) {
    last += 3;
  }
  for (std::size_t next = behind_listed(words, scan, last); next > last;
       next = behind_listed(words, scan, last)) {
    last = next;
  }
  return last;
}

std::size_t behind_label(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(label_words);
  return behind_listed(words, scan, index);
}

std::size_t behind_unit(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(unit_words);
  if (scan.reads(index, {"đại", "hội", "đồng"})) {
    return index + 3;
  }
  const bool other = scan.reads(index, {"tổ", "chức"}) || scan.reads(index, {"khối", "lượng"});
  return other ? index : behind_listed(words, scan, index);
}

bool is_freed(const PhraseScan& scan, std::size_t index) {
  const bool aviation = index > 0 && scan.at(index - 1).is("hàng");
  if (aviation || !scan.at(index).is_any_of({"không", "chưa"}) ||
      !scan.at(index + 1).is_any_of({"phải", "cần"}) || behind_deed(scan, index + 2) == index + 2) {
    return false;
  }
  // "Lập danh sách hộ không phải nộp thuế": which ones; "Người nộp thuế không phải …": who
  std::size_t begin = index;
  while (begin > 0 && !scan.at(begin - 1).is_any_of({",", ";", "."})) {
    --begin;
  }
  begin = std::min(index, behind_enumeration(scan, begin));
  const bool named = behind_unit(scan, begin) > begin || behind_person(scan, begin) > begin;
  const std::size_t deed = behind_deed(scan, begin);
  return named || deed == begin || deed >= index;
}

std::size_t behind_person(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(person_words);
  const bool other = scan.reads(index, {"khoa", "học"}) || scan.reads(index, {"cơ", "sở", "dữ"}) ||
                     scan.reads(index, {"cơ", "sở", "hạ"}) ||
                     scan.reads(index, {"cơ", "sở", "vật"});
  return other ? index : behind_listed(words, scan, index);
}

namespace {

/// "UBND xã chưa ban hành …", "Công ty đang tổ chức …": how things stand; not "các dự án đang triển
/// khai hoàn thành trước ngày …", "rà soát các hộ chưa được cấp …": which ones.
bool tells_of_subject(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is_any_of({"đang", "vẫn", "chưa"}) ||
      behind_deed(scan, index + 1) == index + 1) {
    return false;
  }
  for (std::size_t at = index; at > 0 && !scan.at(at - 1).is_any_of({",", ";", "."}); --at) {
    if (behind_deed(scan, at - 1) > at - 1 || scan.reads(at - 1, {"đối", "với"})) {
      return false;
    }
  }
  for (std::size_t at = index + 3; scan.at(at).is_word(); ++at) {
    if (scan.at(at).is_any_of({"gửi", "nộp", "phải", "khẩn", "hoàn", "báo", "thì"})) {
      return false;
    }
    if (scan.at(at).is_any_of({"trước", "trong", "chậm", "hằng", "hàng", "đến", "từ", "định"})) {
      break;
    }
  }
  return true;
}

}  // namespace

std::size_t behind_telling(const PhraseScan& scan, std::size_t index) {
  if (tells_of_subject(scan, index)) {
    return index + 1;
  }
  const bool suffers = scan.at(index).is("bị") && index > 0 &&
                       !scan.at(index - 1).is_any_of({"dự", "thiết", "trang", "chuẩn"});
  if (suffers) {
    return index + 1;
  }
  // "Công bố danh mục văn bản hết hiệu lực": which ones
  const bool listed = index > 1 && (scan.reads(index - 2, {"văn", "bản"}) ||
                                    scan.reads(index - 2, {"pháp", "luật"}));
  if (scan.reads(index, {"hết", "hiệu", "lực"}) && !listed) {
    return index + 3;
  }
  // "không phải nộp", "không phải báo cáo"
  if (is_freed(scan, index)) {
    return index + 2;
  }
  // "vừa công bố", but not "vừa chỉ đạo, vừa kiểm tra"
  const bool sized = index > 0 && scan.at(index - 1).is_any_of({"và", "nhỏ", "loại", "mô", ","});
  if (scan.at(index).is("vừa") && !sized && behind_deed(scan, index + 1) > index + 1) {
    bool again = false;
    for (std::size_t at = 0; at < scan.size(); ++at) {
      again = again || (at != index && scan.at(at).is("vừa"));
    }
    return again ? index : index + 1;
  }
  // "rà soát, cắt giảm khâu trung gian" is to be done; "cắt giảm 30% thời gian" is told
  if (scan.reads(index, {"cắt", "giảm"}) && !scan.at(index + 2).is_number() &&
      !scan.at(index + 2).is_any_of({"thời", "được", "so", "xuống"})) {
    return index;
  }
  if (scan.reads(index, {"sở", "hữu"}) && !(index > 0 && scan.at(index - 1).is("chủ"))) {
    return index + 2;
  }
  return scan.behind_any(index,
                         {{"có", "quyền"},
                          {"có", "thể"},
                          {"được", "quyền"},
                          {"được", "phép"},
                          {"được", "hưởng"},
                          {"được", "hỗ", "trợ"},
                          {"được", "miễn"},
                          {"ân", "hạn"},
                          {"không", "được"},
                          {"chỉ", "được"},
                          {"có", "giá", "trị"},
                          {"có", "hiệu", "lực"},
                          {"được", "tiếp", "tục"},
                          {"nắm", "giữ"},
                          {"thời", "hiệu"},
                          {"bảo", "hành"},
                          {"nghỉ"},
                          {"tính", "từ"},
                          {"sinh", "từ"},
                          {"cho", "phép"},
                          {"cấm", "tiếp", "xúc"},
                          {"miễn", "báo"},
                          {"miễn", "nộp"},
                          {"ngừng", "báo"},
                          {"dừng", "báo"},
                          {"tiết", "kiệm"},
                          {"cắt", "giảm"},
                          {"rút", "ngắn"},
                          {"kéo", "dài", "thời", "gian"},
                          {"kéo", "dài", "thời", "hạn"},
                          {"đã"}});
}

std::size_t behind_event_noun(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(event_nouns);
  return behind_listed(words, scan, index);
}

std::size_t behind_measure(const PhraseScan& scan, std::size_t index) {
  static const DutyWords words = listed_words(measure_words);
  return behind_listed(words, scan, index);
}

namespace {

/// "… và thông báo", "… phải gửi", "…, doanh nghiệp báo cáo": another deed, which the time is for.
bool does_more(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    const bool joins = scan.at(at).is_any_of({"và", ","});
    if (scan.at(at).is("phải") ||
        (joins && (behind_deed(scan, at + 1) > at + 1 || behind_unit(scan, at + 1) > at + 1))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool holds_lasting(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    const std::size_t kept =
        scan.behind_any(at, {{"tạm", "giữ"},        {"tạm", "giam"},
                             {"tạm", "dừng"},       {"phong", "tỏa"},
                             {"đình", "chỉ"},       {"miễn", "thuế"},
                             {"miễn", "lệ", "phí"}, {"miễn", "phí"},
                             {"miễn", "tiền"},      {"giảm", "thuế"},
                             {"giảm", "tiền"},      {"hỗ", "trợ", "kinh", "phí"},
                             {"hỗ", "trợ", "lãi"},  {"hỗ", "trợ", "cho"},
                             {"hỗ", "trợ", "tiền"}, {"cho", "vay"},
                             {"cho", "thuê"},       {"bảo", "lưu"},
                             {"ủy", "quyền"},       {"uỷ", "quyền"},
                             {"cách", "ly"},        {"cấm"},
                             {"được", "hưởng"},     {"hưởng", "trợ"},
                             {"hưởng", "chế"},      {"thử", "việc"},
                             {"tập", "sự"},         {"quản", "chế"}});
    // "Bên cho thuê bàn giao nhà …", "đình chỉ giải quyết vụ án": whose name it is; what is decided
    const bool name = at > 0 && scan.at(at - 1).is_any_of({"bên", "vị", "quan"});
    if (kept > at && kept <= last) {
      return !name && !scan.reads(kept, {"giải", "quyết", "vụ"}) && !does_more(scan, kept, last);
    }
    // "gửi quyết định tạm giữ", "quyết định tạm giữ phải gửi"
    if (behind_deed(scan, at) > at ||
        scan.at(at).is_any_of({"phải", "quyết", "việc", "giấy", "trại", "người", "lệnh"})) {
      return false;
    }
  }
  return false;
}

bool holds_showing(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    if (scan.at(at).is("treo") || scan.reads(at, {"niêm", "yết"})) {
      return !does_more(scan, at + 1, last);
    }
    if (behind_deed(scan, at) > at || scan.at(at).is("phải")) {
      return false;
    }
  }
  return false;
}

bool ends_in_lasting(const PhraseScan& scan, std::size_t last) {
  return last > 0 && scan.at(last - 1).is_any_of({"huấn",
                                                  "dưỡng",
                                                  "tạo",
                                                  "học",
                                                  "lớp",
                                                  "nghị",
                                                  "thảo",
                                                  "luyện",
                                                  "quan",
                                                  "trại",
                                                  "đợt"});
}

}  // namespace dondoc
