//! The comparison as a picture: mean wait by time of day, before and after.

use std::ops::Range;

use anyhow::{Result, anyhow};
use aufruf_core::rehearsal::Waits;
use plotters::{
    coord::Shift,
    prelude::{
        ChartBuilder, Circle, DrawingArea, IntoDrawingArea, LineSeries, PathElement, RGBColor,
        SVGBackend, SeriesLabelPosition, WHITE,
    },
};

use super::Comparison;
use crate::i18n::Words;

const SIZE: (u32, u32) = (1200, 900);
const FONT: &str = "sans-serif";

/// Told apart by shade and by shape, not by colour alone.
const BEFORE: RGBColor = RGBColor(110, 118, 140);
const AFTER: RGBColor = RGBColor(32, 66, 168);
const INK: RGBColor = RGBColor(24, 26, 42);

/// An SVG document.
pub(super) fn draw(compared: &Comparison) -> Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE).map_err(broken)?;
        let panels = area.margin(16, 16, 16, 16).split_evenly((2, 1));
        let classes = [
            (
                "what-if-chart-appointments",
                class(compared, |o| &o.appointments),
            ),
            ("what-if-chart-walk-ins", class(compared, |o| &o.walk_ins)),
        ];
        let hours = hours(classes.iter().flat_map(|(_, lines)| lines).flatten());
        for (panel, (title, lines)) in panels.iter().zip(&classes) {
            draw_panel(panel, title, lines, hours.clone())?;
        }
        area.present().map_err(broken)?;
    }
    Ok(svg)
}

type Line = Vec<(f64, f64)>;

/// The whole hours around all points, for both panels.
fn hours<'a>(points: impl Iterator<Item = &'a (f64, f64)> + Clone) -> Range<f64> {
    let from = points.clone().map(|(hour, _)| *hour).fold(24.0, f64::min);
    let to = points.map(|(hour, _)| *hour).fold(0.0, f64::max);
    from.floor()..to.ceil().max(from.floor() + 1.0)
}

/// Hours of the day and minutes of waiting, before and after.
fn class(
    compared: &Comparison,
    waits: fn(&aufruf_core::rehearsal::Outcome) -> &Waits,
) -> [Line; 2] {
    [&compared.before, &compared.after].map(|outcome| {
        let points = waits(outcome).by_half_hour().into_iter();
        points
            .map(|(minute, wait)| (minute as f64 / 60.0, wait))
            .collect()
    })
}

fn draw_panel(
    panel: &DrawingArea<SVGBackend<'_>, Shift>,
    title: &str,
    lines: &[Line; 2],
    hours: Range<f64>,
) -> Result<()> {
    let points = lines.iter().flatten();
    let longest = points.map(|(_, wait)| *wait).fold(5.0, f64::max) * 1.1;
    let mut chart = ChartBuilder::on(panel)
        .caption(Words.w(title), (FONT, 26))
        .margin(8)
        .x_label_area_size(40)
        .y_label_area_size(56)
        .build_cartesian_2d(hours, 0.0..longest)
        .map_err(broken)?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .axis_desc_style((FONT, 18))
        .label_style((FONT, 18))
        .x_desc(Words.w("what-if-chart-hour"))
        .y_desc(Words.w("what-if-chart-minutes"))
        .x_label_formatter(&|hour| clock(*hour))
        .y_label_formatter(&|minutes| format!("{minutes:.0}"))
        .draw()
        .map_err(broken)?;
    let styles = [
        ("what-if-column-before", BEFORE, 3),
        ("what-if-column-after", AFTER, 5),
    ];
    for (line, (name, colour, dot)) in lines.iter().zip(styles) {
        let style = plotters::style::ShapeStyle::from(colour).stroke_width(3);
        let _ = chart
            .draw_series(LineSeries::new(line.iter().copied(), style))
            .map_err(broken)?
            .label(Words.w(name))
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 28, y)], style));
        let dots = line
            .iter()
            .map(|point| Circle::new(*point, dot, style.filled()));
        let _ = chart.draw_series(dots).map_err(broken)?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .label_font((FONT, 18))
        .border_style(INK)
        .background_style(WHITE)
        .draw()
        .map_err(broken)
}

/// `8:30`.
fn clock(hour: f64) -> String {
    let minutes = (hour * 60.0).round() as i64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn broken(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("the chart cannot be drawn: {error}")
}
