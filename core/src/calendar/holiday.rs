//! Public holidays by rule.

use jiff::civil::Date;

/// Whether the public holidays of this Land are known (ISO 3166-2 without `DE-`).
#[must_use]
pub fn knows_land(land: &str) -> bool {
    land == "NW"
}

/// The German name of the public holiday on this date; `None` on other dates
/// and for a Land that is not known.
///
/// Nordrhein-Westfalen has eleven (Feiertagsgesetz NW, § 2). Where two meet,
/// as on 1 May 2008, the fixed one is named.
#[must_use]
pub fn holiday_name(land: &str, date: Date) -> Option<&'static str> {
    if !knows_land(land) {
        return None;
    }
    fixed(date).or_else(|| movable(date))
}

fn fixed(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("Neujahr"),
        (5, 1) => Some("Tag der Arbeit"),
        (10, 3) => Some("Tag der Deutschen Einheit"),
        (11, 1) => Some("Allerheiligen"),
        (12, 25) => Some("1. Weihnachtstag"),
        (12, 26) => Some("2. Weihnachtstag"),
        _ => None,
    }
}

fn movable(date: Date) -> Option<&'static str> {
    match date.day_of_year() - easter_sunday(date.year())?.day_of_year() {
        -2 => Some("Karfreitag"),
        1 => Some("Ostermontag"),
        39 => Some("Christi Himmelfahrt"),
        50 => Some("Pfingstmontag"),
        60 => Some("Fronleichnam"),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar: the "anonymous" algorithm, after
/// Meeus, *Astronomical Algorithms*, chapter 8. `None` before the calendar.
fn easter_sunday(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    let month = i8::try_from(days / 31).ok()?;
    let day = i8::try_from(days % 31 + 1).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holidays(year: i16) -> Vec<Date> {
        date(year, 1, 1)
            .series(jiff::Span::new().days(1))
            .take_while(|d| d.year() == year)
            .filter(|d| holiday_name("NW", *d).is_some())
            .collect()
    }

    #[test]
    fn movable_holidays_fall_where_the_almanac_says() {
        // Karfreitag, Ostermontag, Himmelfahrt, Pfingstmontag, Fronleichnam.
        let years = [
            (2027, [(3, 26), (3, 29), (5, 6), (5, 17), (5, 27)]),
            (2028, [(4, 14), (4, 17), (5, 25), (6, 5), (6, 15)]),
            (2029, [(3, 30), (4, 2), (5, 10), (5, 21), (5, 31)]),
            (2030, [(4, 19), (4, 22), (5, 30), (6, 10), (6, 20)]),
        ];
        let names = [
            "Karfreitag",
            "Ostermontag",
            "Christi Himmelfahrt",
            "Pfingstmontag",
            "Fronleichnam",
        ];
        for (year, days) in years {
            for ((month, day), name) in days.into_iter().zip(names) {
                assert_eq!(holiday_name("NW", date(year, month, day)), Some(name));
            }
            assert_eq!(holidays(year).len(), 11, "{year}");
        }
    }

    #[test]
    fn the_earliest_and_the_latest_easter_are_right() {
        assert_eq!(easter_sunday(2008), Some(date(2008, 3, 23)));
        assert_eq!(easter_sunday(2038), Some(date(2038, 4, 25)));
        assert_eq!(easter_sunday(2285), Some(date(2285, 3, 22)));
        assert_eq!(holiday_name("NW", date(2038, 6, 24)), Some("Fronleichnam"));
    }

    #[test]
    fn two_holidays_on_one_date_are_one() {
        assert_eq!(holiday_name("NW", date(2008, 5, 1)), Some("Tag der Arbeit"));
        assert_eq!(holidays(2008).len(), 10);
    }

    #[test]
    fn customs_and_feasts_of_other_laender_are_no_holidays() {
        for day in [
            date(2027, 12, 24),
            date(2027, 12, 31),
            date(2027, 2, 8),   // Rosenmontag
            date(2027, 3, 28),  // Ostersonntag
            date(2027, 10, 31), // Reformationstag
            date(2027, 1, 6),   // Heilige Drei Könige
        ] {
            assert_eq!(holiday_name("NW", day), None, "{day}");
        }
        assert_eq!(holiday_name("BY", date(2027, 1, 1)), None);
    }

    #[test]
    fn no_year_panics() {
        for year in [-9999, 0, 1582, 1583, 9999] {
            let _ = holiday_name("NW", date(year, 12, 31));
        }
    }
}
