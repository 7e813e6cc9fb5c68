use super::*;

const KIOSK_21: Screen = Screen {
    inches: 21.5,
    width_px: 1080.0,
    height_px: 1920.0,
    distance_mm: 600.0,
};
const KIOSK_15: Screen = Screen {
    inches: 15.6,
    ..KIOSK_21
};
const KIOSK_32_UHD: Screen = Screen {
    inches: 32.0,
    width_px: 2160.0,
    height_px: 3840.0,
    distance_mm: 600.0,
};
const HALL_55: Screen = Screen {
    inches: 55.0,
    width_px: 1920.0,
    height_px: 1080.0,
    distance_mm: 3000.0,
};

fn at(distance_mm: f32) -> Screen {
    Screen {
        distance_mm,
        ..HALL_55
    }
}

/// Every type size of a window, smallest role first.
fn sizes(m: &Metrics) -> [f32; 8] {
    let t = m.text;
    [
        t.caption,
        t.body,
        t.label,
        t.title,
        t.headline,
        t.row_number,
        t.counter,
        t.number,
    ]
}

#[test]
fn the_kiosk_of_the_design_has_43_px_type_and_81_px_targets() {
    let m = Metrics::kiosk(&KIOSK_21);
    assert_eq!(m.text.body, 43.0);
    assert_eq!(m.text.headline, 65.0);
    assert_eq!(m.target, 81.0);
    assert_eq!(m.unit, 8.0);
}

#[test]
fn a_smaller_kiosk_screen_gets_larger_type() {
    // B08 names 59 px, rounded; 59.07 px are needed.
    assert_eq!(Metrics::kiosk(&KIOSK_15).text.body, 60.0);
}

#[test]
fn no_kiosk_text_is_below_0_7_degrees_on_three_screens() {
    for screen in [KIOSK_21, KIOSK_15, KIOSK_32_UHD] {
        let m = Metrics::kiosk(&screen);
        for size in sizes(&m) {
            let capital_mm = Metrics::capital(size) / screen.px_per_mm();
            let degrees = (capital_mm / screen.distance_mm).atan().to_degrees();
            assert!(degrees >= 0.7 - 1e-4, "{size} px: {degrees}°");
        }
    }
}

#[test]
fn kiosk_targets_are_20_mm_and_3_mm_apart_on_three_screens() {
    for screen in [KIOSK_21, KIOSK_15, KIOSK_32_UHD] {
        let m = Metrics::kiosk(&screen);
        assert!(m.target / screen.px_per_mm() >= 20.0);
        assert!(m.gap / screen.px_per_mm() >= 3.0);
    }
}

#[test]
fn the_number_of_the_kiosk_fits_its_screen_in_both_orientations() {
    for screen in [KIOSK_21, KIOSK_15, KIOSK_32_UHD] {
        let turned = Screen {
            width_px: screen.height_px,
            height_px: screen.width_px,
            ..screen
        };
        for screen in [screen, turned] {
            let m = Metrics::kiosk(&screen);
            assert!(m.ticket_width(m.text.number) <= 0.85 * screen.width_px);
        }
    }
}

#[test]
fn a_window_on_a_desk_is_a_true_model_of_the_kiosk() {
    let full = Metrics::kiosk(&KIOSK_21);
    let half = Metrics::kiosk(&KIOSK_21.resized(iced::Size::new(540.0, 960.0)));
    assert!((half.text.body - full.text.body / 2.0).abs() <= 1.0);
    assert!((half.target - full.target / 2.0).abs() <= 1.0);
}

#[test]
fn capitals_on_the_display_have_the_heights_of_the_requirement() {
    for (distance_mm, capital_mm) in [
        (3000.0, 37.0),
        (5000.0, 61.0),
        (8000.0, 98.0),
        (10_000.0, 122.0),
    ] {
        let found = at(distance_mm).capital_mm();
        assert!((found - capital_mm).abs() < 0.6, "{distance_mm}: {found}");
    }
}

#[test]
fn everything_on_the_display_is_readable_from_the_farthest_seat() {
    for distance_mm in [3000.0, 5000.0, 8000.0] {
        let screen = at(distance_mm);
        let m = Metrics::display(&screen);
        for size in sizes(&m) {
            let capital_mm = Metrics::capital(size) / screen.px_per_mm();
            assert!(capital_mm >= distance_mm / 82.0, "{distance_mm}: {size} px");
        }
        let called_px = m.text.number.min(m.text.counter);
        let called_mm = Metrics::capital(called_px) / screen.px_per_mm();
        assert!(
            called_mm >= 1.5 * screen.capital_mm(),
            "C04 at {distance_mm}"
        );
    }
}

#[test]
fn desk_text_reaches_d04_at_500_mm_and_scales_beyond() {
    let monitor = Screen {
        inches: 24.0,
        width_px: 1920.0,
        height_px: 1080.0,
        distance_mm: 500.0,
    };
    assert_eq!(monitor.desk_scale(), 1.0);
    let farther = Screen {
        distance_mm: 600.0,
        ..monitor
    };
    let m = Metrics::desk(farther.desk_scale());
    let character_mm = Metrics::capital(m.text.body) / farther.px_per_mm();
    assert!(character_mm >= 600.0 / 155.0, "{character_mm}");
}

#[test]
fn desk_targets_are_44_px_and_double_at_200_percent() {
    assert_eq!(Metrics::desk(1.0).target, 44.0);
    assert_eq!(Metrics::desk(2.0).target, 88.0);
    assert_eq!(Metrics::desk(2.0).text.body, 36.0);
}

#[test]
fn the_focus_ring_is_never_thinner_than_3_px() {
    let tiny = KIOSK_21.resized(iced::Size::new(270.0, 480.0));
    for m in [
        Metrics::desk(1.0),
        Metrics::kiosk(&tiny),
        Metrics::kiosk(&KIOSK_21),
    ] {
        assert!(m.stroke.focus >= 3.0);
    }
}

#[test]
fn larger_type_leaves_numbers_and_targets_alone() {
    let m = Metrics::kiosk(&KIOSK_21);
    let larger = m.enlarged(1.25);
    assert_eq!(larger.text.body, 54.0);
    assert_eq!(larger.text.number, m.text.number);
    assert_eq!(larger.target, m.target);
}
