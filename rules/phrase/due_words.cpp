// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_words.h"

#include <array>

namespace dondoc {
namespace {

constexpr unsigned half_year_end = 6;
constexpr unsigned nine_months_end = 9;

}  // namespace

std::string padded(long long amount) {
  return (amount >= 0 && amount < 10 ? "0" : "") + std::to_string(amount);
}

std::string named_day(unsigned day, unsigned month) {
  return "ngày " + padded(day) + '/' + (month < 3 ? "0" : "") + std::to_string(month);
}

std::string named_date(Date date) {
  const Ymd civil = ymd(date);
  return named_day(civil.day, civil.month) + '/' + std::to_string(civil.year);
}

std::string spoken_time(TimeOfDay time) {
  return std::to_string(time.minutes / 60) + " giờ " + padded(time.minutes % 60) + " phút";
}

std::string spoken_weekday(unsigned weekday) {
  static constexpr std::array<const char*, 7> names{
      "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};
  return names.at(weekday - 1);
}

std::string nth_working_day(int nth) {
  const std::string day = "ngày làm việc ";
  if (nth == 1 || nth == -1) {
    return day + (nth > 0 ? "đầu tiên" : "cuối cùng");
  }
  return day + "thứ " + std::to_string(nth < 0 ? -nth : nth) + (nth > 0 ? "" : " tính từ cuối lên");
}

std::string named_span(unsigned first_month, unsigned last_month) {
  static constexpr std::array<const char*, 4> quarters = {"I", "II", "III", "IV"};
  if (first_month == january && last_month == december) {
    return "năm";
  }
  if (first_month == last_month) {
    return "tháng " + std::to_string(first_month) + " năm";
  }
  if (first_month % months_per_quarter == 1 && last_month == first_month + 2) {
    return std::string("quý ") + quarters.at(first_month / months_per_quarter) + " năm";
  }
  if (first_month == january && last_month == half_year_end) {
    return "6 tháng đầu năm";
  }
  if (first_month == half_year_end + 1 && last_month == december) {
    return "6 tháng cuối năm";
  }
  if (first_month == january && last_month == nine_months_end) {
    return "9 tháng đầu năm";
  }
  return {};
}

}  // namespace dondoc
