// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/astronomy.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace dondoc {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double degrees_per_turn = 360.0;
constexpr double epoch_2000 = 2451545.0;
constexpr double days_per_century = 36525.0;
constexpr double lunations_per_century = 1236.85;

double sine(double degrees) {
  return std::sin(std::fmod(degrees, degrees_per_turn) * pi / 180.0);
}

/// a[0] + a[1] x + a[2] x² + …
template <std::size_t size>
double polynomial(double x, const std::array<double, size>& a) {
  double value = 0;
  for (auto coefficient = a.rbegin(); coefficient != a.rend(); ++coefficient) {
    value = value * x + *coefficient;
  }
  return value;
}

/// One row of table 49.A: multiples of the sun's mean anomaly, the moon's mean anomaly, the moon's
/// argument of latitude; the amplitude in days, to be multiplied by the eccentricity's factor as
/// often as `eccentric` says.
struct PhaseTerm {
  double amplitude;
  int sun;
  int moon;
  int latitude;
  std::size_t eccentric;
};

// Table 49.A, column of the new moon, but for the term of the ascending node.
constexpr std::array<PhaseTerm, 24> phase_terms{{
    {-0.40720, 0, 1, 0, 0},   {0.17241, 1, 0, 0, 1},   {0.01608, 0, 2, 0, 0},
    {0.01039, 0, 0, 2, 0},    {0.00739, -1, 1, 0, 1},  {-0.00514, 1, 1, 0, 1},
    {0.00208, 2, 0, 0, 2},    {-0.00111, 0, 1, -2, 0}, {-0.00057, 0, 1, 2, 0},
    {0.00056, 1, 2, 0, 1},    {-0.00042, 0, 3, 0, 0},  {0.00042, 1, 0, 2, 1},
    {0.00038, 1, 0, -2, 1},   {-0.00024, -1, 2, 0, 1}, {-0.00007, 2, 1, 0, 0},
    {0.00004, 0, 2, -2, 0},   {0.00004, 3, 0, 0, 0},   {0.00003, 1, 1, -2, 0},
    {0.00003, 0, 2, 2, 0},    {-0.00003, 1, 1, 2, 0},  {0.00003, -1, 1, 2, 0},
    {-0.00002, -1, 1, -2, 0}, {-0.00002, 1, 3, 0, 0},  {0.00002, 0, 4, 0, 0},
}};

/// The planets' pull: amplitude in days, argument in degrees at lunation 0 and its growth.
struct PlanetTerm {
  double amplitude;
  double argument;
  double growth;
};

constexpr std::array<PlanetTerm, 14> planet_terms{{
    {0.000325, 299.77, 0.107408},
    {0.000165, 251.88, 0.016321},
    {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478},
    {0.000110, 84.66, 18.206239},
    {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},
    {0.000056, 154.84, 7.306860},
    {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},
    {0.000040, 291.34, 1.844379},
    {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099},
    {0.000023, 331.55, 3.592518},
}};

/// The only one of the planets' arguments with a second-order part (A1).
constexpr double first_planet_square = -0.009173;

/// A mean argument of chapter 49: linear in the lunation, the rest in centuries.
struct MeanArgument {
  double growth;
  std::array<double, 5> a;
};

constexpr MeanArgument mean_new_moon{29.530588861,
                                     {2451550.09766, 0, 0.00015437, -0.000000150, 0.00000000073}};
constexpr MeanArgument sun_anomaly{29.10535670, {2.5534, 0, -0.0000014, -0.00000011, 0}};
constexpr MeanArgument moon_anomaly{385.81693528,
                                    {201.5643, 0, 0.0107582, 0.00001238, -0.000000058}};
constexpr MeanArgument moon_latitude{390.67050284,
                                     {160.7108, 0, -0.0016118, -0.00000227, 0.000000011}};
constexpr MeanArgument moon_node{-1.56375588, {124.7746, 0, 0.0020672, 0.00000215, 0}};

double value_of(const MeanArgument& argument, double lunation) {
  return argument.growth * lunation + polynomial(lunation / lunations_per_century, argument.a);
}

}  // namespace

EphemerisDay new_moon(int lunation) {
  const double k = lunation;
  const double centuries = k / lunations_per_century;
  const double factor = polynomial<3>(centuries, {1, -0.002516, -0.0000074});
  const std::array<double, 3> eccentricity{1, factor, factor * factor};
  const double sun = value_of(sun_anomaly, k);
  const double moon = value_of(moon_anomaly, k);
  const double latitude = value_of(moon_latitude, k);
  double correction = -0.00017 * sine(value_of(moon_node, k));
  for (const PhaseTerm& term : phase_terms) {
    const double argument = term.sun * sun + term.moon * moon + term.latitude * latitude;
    correction += term.amplitude * eccentricity[term.eccentric] * sine(argument);
  }
  double square = first_planet_square * centuries * centuries;
  for (const PlanetTerm& term : planet_terms) {
    correction += term.amplitude * sine(term.argument + term.growth * k + square);
    square = 0;
  }
  return value_of(mean_new_moon, k) + correction;
}

double sun_apparent_longitude(EphemerisDay moment) {
  const double centuries = (moment - epoch_2000) / days_per_century;
  const double mean = polynomial<3>(centuries, {280.46646, 36000.76983, 0.0003032});
  const double anomaly = polynomial<3>(centuries, {357.52911, 35999.05029, -0.0001537});
  const double center = polynomial<3>(centuries, {1.914602, -0.004817, -0.000014}) * sine(anomaly) +
                        polynomial<2>(centuries, {0.019993, -0.000101}) * sine(2 * anomaly) +
                        0.000289 * sine(3 * anomaly);
  // Aberration, and nutation by its largest term.
  const double node = polynomial<2>(centuries, {125.04, -1934.136});
  const double longitude = mean + center - 0.00569 - 0.00478 * sine(node);
  const double turned = std::fmod(longitude, degrees_per_turn);
  return turned < 0 ? turned + degrees_per_turn : turned;
}

double delta_t_seconds(double year) {
  const double t = year - 2000;
  if (year < 1920) {
    return polynomial<5>(year - 1900, {-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197});
  }
  if (year < 1941) {
    return polynomial<4>(year - 1920, {21.20, 0.84493, -0.076100, 0.0020936});
  }
  if (year < 1961) {
    return polynomial<4>(year - 1950, {29.07, 0.407, -1.0 / 233, 1.0 / 2547});
  }
  if (year < 1986) {
    return polynomial<4>(year - 1975, {45.45, 1.067, -1.0 / 260, -1.0 / 718});
  }
  if (year < 2005) {
    return polynomial<6>(t, {63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599});
  }
  if (year < 2050) {
    return polynomial<3>(t, {62.92, 0.32217, 0.005589});
  }
  const double u = (year - 1820) / 100;
  return -20 + 32 * u * u - (year < 2150 ? 0.5628 * (2150 - year) : 0);
}

}  // namespace dondoc
