// SPDX-License-Identifier: Apache-2.0
// The two events of the sky that a lunar calendar rests on, as Jean Meeus gives them in
// "Astronomical Algorithms", 2nd edition, 1998: the new moon (chapter 49) and the sun's apparent
// longitude (chapter 25).
#pragma once

namespace dondoc {

/// Moments here are Julian ephemeris days: days of Terrestrial Time since noon of 1 January -4712.
using EphemerisDay = double;

/// The `lunation`-th new moon, counted from that of 6 January 2000 (0). Within some 20 seconds in
/// the 20th and 21st centuries.
[[nodiscard]] EphemerisDay new_moon(int lunation);

/// In degrees from 0 to below 360. Within 0.01°, which the sun passes in a quarter of an hour.
[[nodiscard]] double sun_apparent_longitude(EphemerisDay moment);

/// Terrestrial Time minus Universal Time in seconds, for years (with a fraction) from 1900 to 2200:
/// the polynomials of Espenak and Meeus, "Five Millennium Canon of Solar Eclipses", NASA
/// TP-2006-214141. Those for the years after 2005 foretell the earth's rotation; for 2020 they are
/// some 2 seconds too high.
[[nodiscard]] double delta_t_seconds(double year);

}  // namespace dondoc
