//! Days -> places along a drawing. Long stretches in which nothing happened are folded, so that what
//! happened keeps its room.

use crate::model::Day;

/// A stretch without an entry is drawn as if it were this many days long at most.
const LONGEST_GAP: i64 = 30;
/// Pixels for a day, where there is room.
const PER_DAY: f64 = 8.0;
/// Of the stretch between the first and the last day, in pixels: the least, and what the page is wide.
/// Only the room that its days need makes a drawing wider.
const WIDTH: std::ops::RangeInclusive<f64> = 560.0..=820.0;
/// Pixels between two days on which something happened, at least: the marks of one do not touch those
/// of the other.
const STEP: f64 = 21.0;

/// Where days stand, in pixels from the left edge of the drawing.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Days on which something begins or ends, with their places: both grow.
    knots: Vec<(i64, f64)>,
    pub width: f64,
}

/// A mark on the axis: the first day of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    pub x: f64,
    pub year: i16,
    /// From 1.
    pub month: i8,
}

impl Scale {
    /// `days` may repeat and come in any order. `margin` is kept free on both sides.
    pub fn new(days: impl IntoIterator<Item = Day>, margin: f64) -> Self {
        let mut days: Vec<i64> = days.into_iter().map(day_number).collect();
        days.sort_unstable();
        days.dedup();
        let pairs = days.iter().zip(days.iter().skip(1));
        let gaps: Vec<i64> = pairs.map(|(before, day)| (day - before).min(LONGEST_GAP)).collect();
        let total = gaps.iter().sum::<i64>() as f64;
        let steps = gaps.len() as f64 * STEP;
        let inner = (total * PER_DAY).clamp(*WIDTH.start(), *WIDTH.end()).max(steps);
        let per_day = if total > 0.0 { (inner - steps) / total } else { 0.0 };
        let mut x = if total > 0.0 { margin } else { margin + inner / 2.0 };
        let mut knots = Vec::with_capacity(days.len());
        let gaps_after = gaps.iter().map(Some).chain([None]);
        for (&day, gap) in days.iter().zip(gaps_after) {
            knots.push((day, x));
            x += gap.map_or(0.0, |gap| STEP + *gap as f64 * per_day);
        }
        Self { knots, width: inner + 2.0 * margin }
    }

    /// The place of a day; days outside stand at the nearest end.
    pub fn x(&self, day: Day) -> f64 {
        let number = day_number(day);
        let after = self.knots.partition_point(|&(knot, _)| knot < number);
        match (after.checked_sub(1).and_then(|before| self.knots.get(before)), self.knots.get(after)) {
            (_, Some(&(knot, x))) if knot == number => x,
            (Some(&(from, start)), Some(&(to, end))) => {
                start + (end - start) * (number - from) as f64 / (to - from) as f64
            }
            (Some(&(_, x)), None) | (None, Some(&(_, x))) => x,
            (None, None) => 0.0,
        }
    }

    /// The middles of the folded stretches.
    pub fn folds(&self) -> Vec<f64> {
        let pairs = self.knots.iter().zip(self.knots.iter().skip(1));
        let folded = pairs.filter(|((before, _), (day, _))| day - before > LONGEST_GAP);
        folded.map(|((_, start), (_, x))| f64::midpoint(*start, *x)).collect()
    }

    /// The first days of months, but for those inside a fold, and the months in which a stretch begins.
    pub fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        let befores = std::iter::once(None).chain(self.knots.iter().map(Some));
        for (&(day, x), before) in self.knots.iter().zip(befores) {
            let Some(&(before, start)) = before.filter(|(before, _)| day - before <= LONGEST_GAP) else {
                push(&mut months, month_of(day, x));
                continue;
            };
            let day_width = (x - start) / (day - before) as f64;
            for first in first_days(before, day) {
                push(&mut months, month_of(first, start + (first - before) as f64 * day_width));
            }
        }
        months
    }
}

fn push(months: &mut Vec<Month>, month: Option<Month>) {
    let Some(month) = month else { return };
    if months.last().is_none_or(|last| (last.year, last.month) != (month.year, month.month)) {
        months.push(month);
    }
}

/// The first days of months after one day and up to another.
fn first_days(after: i64, until: i64) -> impl Iterator<Item = i64> {
    (after + 1..=until).filter(|&number| day_of(number).is_some_and(|day| day.day() == 1))
}

fn month_of(number: i64, x: f64) -> Option<Month> {
    day_of(number).map(|day| Month { x, year: day.year(), month: day.month() })
}

/// Days since 1970-01-01.
fn day_number(day: Day) -> i64 {
    EPOCH.duration_until(day).as_hours() / 24
}

fn day_of(number: i64) -> Option<Day> {
    let days = jiff::SignedDuration::from_hours(number.checked_mul(24)?);
    EPOCH.checked_add(days).ok()
}

const EPOCH: Day = Day::constant(1970, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn days_stand_in_order_within_the_margins() {
        let days = [day(2025, 2, 12), day(2025, 2, 8), day(2025, 2, 9)];
        let scale = Scale::new(days, 20.0);
        let (a, b, c) = (scale.x(days[1]), scale.x(days[2]), scale.x(days[0]));
        assert!(20.0 <= a && a < b && b < c && c <= scale.width - 20.0, "{a} {b} {c}");
        assert!(b - a >= STEP && c - b > b - a);
    }

    #[test]
    fn a_long_silence_is_folded() {
        let scale = Scale::new([day(2022, 4, 1), day(2022, 4, 11), day(2025, 2, 8), day(2025, 2, 18)], 0.0);
        let silence = scale.x(day(2025, 2, 8)) - scale.x(day(2022, 4, 11));
        let ten_days = scale.x(day(2022, 4, 11)) - scale.x(day(2022, 4, 1));
        assert!(ten_days < silence && silence < 3.0 * ten_days);
        assert_eq!(scale.folds().len(), 1);
        let months: Vec<_> = scale.months().iter().map(|month| (month.year, month.month)).collect();
        assert_eq!(months, [(2022, 4), (2025, 2)]);
    }

    #[test]
    fn one_day_stands_in_the_middle() {
        let scale = Scale::new([day(2025, 2, 8), day(2025, 2, 8)], 10.0);
        assert!((scale.x(day(2025, 2, 8)) - scale.width / 2.0).abs() < 0.001);
        assert!(scale.folds().is_empty());
    }

    #[test]
    fn days_before_the_epoch_count_too() {
        for (number, day) in [(-1, day(1969, 12, 31)), (0, EPOCH), (20_128, day(2025, 2, 9))] {
            assert_eq!(day_number(day), number);
            assert_eq!(day_of(number), Some(day));
        }
    }
}
