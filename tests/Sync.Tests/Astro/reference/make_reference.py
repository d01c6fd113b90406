#!/usr/bin/python3
"""Makes the reference tables of this folder with astropy 5.2 (Debian: python3-astropy); run it here.

Needs no network: the Earth orientation and the ephemeris are those that come with astropy (IERS B, ERFA). After 2022
astropy then takes UT1 as UTC, as the code under test does. All random choices are seeded.
"""
import csv
import random
import warnings

import erfa
import numpy as np
from astropy import units as u
from astropy.coordinates import (AltAz, CartesianRepresentation, EarthLocation, SkyCoord, TETE,
                                 get_body_barycentric, get_moon, get_sun)
from astropy.time import Time, TimeDelta
from astropy.utils import iers

iers.conf.auto_download = False
iers.conf.iers_degraded_accuracy = "warn"
warnings.simplefilter("ignore")

LIGHT_KM_S = 299792.458
FIRST, LAST = 1990.0, 2060.0
rng = random.Random(20250101)


def instants(count):
    return [Time(round(rng.uniform(FIRST, LAST) * 365.25 * 1440) / 1440 + 2451545.0 - 2000 * 365.25, format="jd",
                 scale="utc") for _ in range(count)]


def iso(time):
    return Time(time, precision=3).utc.isot + "Z"


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def site():
    return rng.uniform(-65, 65), rng.uniform(-180, 180), rng.uniform(0, 4000)


def location(place):
    return EarthLocation.from_geodetic(place[1] * u.deg, place[0] * u.deg, place[2] * u.m)


def astrometric(body, time):
    """Direction and vector (km) in ICRS axes from the Earth's centre, with light time, without aberration."""
    earth = get_body_barycentric("earth", time).xyz.to_value(u.km)
    vector = get_body_barycentric(body, time).xyz.to_value(u.km) - earth
    for _ in range(3):
        delay = TimeDelta(np.linalg.norm(vector) / LIGHT_KM_S, format="sec")
        vector = get_body_barycentric(body, time - delay).xyz.to_value(u.km) - earth
    ra, dec = erfa.c2s(vector)
    return np.degrees(ra) % 360 / 15, np.degrees(dec), vector


def altaz(coordinates, place, time):
    return coordinates.transform_to(AltAz(obstime=time, location=location(place), pressure=0 * u.hPa))


def bodies():
    rows = []
    for time in instants(200):
        sun, moon = astrometric("sun", time), astrometric("moon", time)
        place = site()
        sun_seen, moon_seen = altaz(get_sun(time), place, time), altaz(get_moon(time), place, time)
        from_site = get_moon(time, location(place))
        topocentric = from_site.transform_to(TETE(obstime=time, location=location(place)))
        phase = np.dot(moon[2] - sun[2], moon[2]) / np.linalg.norm(moon[2] - sun[2]) / np.linalg.norm(moon[2])
        ecliptic = [np.degrees(erfa.c2s(erfa.ecm06(*tt(time)) @ body[2])[0]) for body in (sun, moon)]
        rows.append([
            iso(time), *(f"{x:.6f}" for x in place),
            f"{sun[0]:.8f}", f"{sun[1]:.7f}", f"{moon[0]:.8f}", f"{moon[1]:.7f}",
            f"{sun_seen.alt.deg:.6f}", f"{moon_seen.alt.deg:.6f}", f"{moon_seen.az.deg:.6f}",
            f"{topocentric.ra.hour:.8f}", f"{topocentric.dec.deg:.7f}",
            f"{(1 + phase) / 2:.6f}", f"{(ecliptic[1] - ecliptic[0]) % 360:.5f}"])
    write("bodies.csv", [
        "instant", "latitude", "longitude", "elevation", "sun_ra_hours", "sun_dec", "moon_ra_hours", "moon_dec",
        "sun_altitude", "moon_altitude", "moon_azimuth", "moon_topocentric_ra_hours_of_date", "moon_topocentric_dec_of_date",
        "moon_illuminated", "moon_lead_degrees"], rows)


def tt(time):
    return time.tt.jd1, time.tt.jd2


def targets():
    rows = []
    for time in instants(300):
        place = site()
        ra, dec = rng.uniform(0, 24), np.degrees(np.arcsin(rng.uniform(-1, 1)))
        star = SkyCoord(ra * u.hourangle, dec * u.deg, frame="icrs")
        seen = altaz(star, place, time)
        date = star.transform_to(TETE(obstime=time))
        gast = time.sidereal_time("apparent", "greenwich").hour
        gmst = time.sidereal_time("mean", "greenwich").hour
        rows.append([
            iso(time), *(f"{x:.6f}" for x in place), f"{ra:.8f}", f"{dec:.7f}", f"{seen.alt.deg:.6f}", f"{seen.az.deg:.6f}",
            f"{date.ra.hour:.8f}", f"{date.dec.deg:.7f}", f"{gmst:.8f}", f"{gast:.8f}"])
    write("targets.csv", [
        "instant", "latitude", "longitude", "elevation", "ra_hours", "dec", "altitude", "azimuth", "ra_hours_of_date",
        "dec_of_date", "gmst_hours", "gast_hours"], rows)


THRESHOLDS = (-0.833, -6.0, -12.0, -18.0)


def sun_altitudes(place, times):
    return altaz(get_sun(times), place, times).alt.deg


def crossing(place, low, high, threshold):
    """The time (days after low's time) at which the altitude passes the threshold between two samples, by halving."""
    falling = sun_altitudes(place, low) > threshold
    span = (high - low).to_value("day")
    a, b = 0.0, span
    for _ in range(17):
        middle = (a + b) / 2
        above = sun_altitudes(place, low + TimeDelta(middle, format="jd")) > threshold
        a, b = (middle, b) if above == falling else (a, middle)
    return low + TimeDelta((a + b) / 2, format="jd")


def night(place, date):
    noon = Time(date + "T12:00:00", scale="utc") - TimeDelta(place[1] / 360, format="jd")
    steps = noon + TimeDelta(np.arange(0, 289) / 288, format="jd")
    altitudes = sun_altitudes(place, steps)
    evening, morning = [], []
    for threshold in THRESHOLDS:
        below = altitudes < threshold
        changes = np.nonzero(below[1:] != below[:-1])[0]
        falls = [i for i in changes if below[i + 1]]
        climbs = [i for i in changes if not below[i + 1]]
        evening.append(iso(crossing(place, steps[falls[-1]], steps[falls[-1] + 1], threshold)) if falls else "")
        morning.append(iso(crossing(place, steps[climbs[0]], steps[climbs[0] + 1], threshold)) if climbs else "")
    return [iso(noon), *evening, *reversed(morning), f"{altitudes.min():.4f}", f"{altitudes.max():.4f}"]


def nights():
    rows = []
    for _ in range(200):
        place = site()
        date = Time(rng.uniform(FIRST, LAST), format="jyear").utc.isot[:10]
        rows.append([f"{place[0]:.6f}", f"{place[1]:.6f}", f"{place[2]:.1f}", date, *night(place, date)])
    write("nights.csv", [
        "latitude", "longitude", "elevation", "evening", "noon", "sunset", "civil_dusk", "nautical_dusk", "astronomical_dusk",
        "astronomical_dawn", "nautical_dawn", "civil_dawn", "sunrise", "lowest", "highest"], rows)


if __name__ == "__main__":
    targets()
    bodies()
    nights()
