//! The check-in code as a picture. It holds the code and nothing else
//! (requirement G03).

use aufruf_core::check_in_code::CheckInCode;
use qrcode::{EcLevel, QrCode, render::svg};

/// Modules of white around the code (ISO/IEC 18004).
const QUIET: usize = 4;

fn encode(code: CheckInCode) -> QrCode {
    QrCode::with_error_correction_level(code.as_str(), EcLevel::M)
        .expect("eight characters fit into a QR code")
}

/// For a page: scales without blur.
pub(crate) fn svg(code: CheckInCode) -> String {
    let image = encode(code)
        .render::<svg::Color<'_>>()
        .quiet_zone(true)
        .build();
    // Only the element itself belongs into a page.
    match image.find("<svg") {
        Some(start) => image[start..].to_owned(),
        None => image,
    }
}

/// For a mail: black and white, `scale` pixels a module.
pub(crate) fn png(code: CheckInCode, scale: usize) -> Vec<u8> {
    let code = encode(code);
    let modules = code.width();
    let colors = code.to_colors();
    let side = (modules + 2 * QUIET) * scale;
    let is_dark = |x: usize, y: usize| {
        let inside = |at: usize| (at / scale).checked_sub(QUIET).filter(|m| *m < modules);
        match (inside(x), inside(y)) {
            (Some(column), Some(row)) => colors[row * modules + column] == qrcode::Color::Dark,
            _ => false,
        }
    };
    let mut pixels = Vec::with_capacity(side * side);
    for y in 0..side {
        pixels.extend((0..side).map(|x| if is_dark(x, y) { 0_u8 } else { 255 }));
    }
    let mut file = Vec::new();
    let length = u32::try_from(side).expect("a small picture");
    let mut encoder = png::Encoder::new(&mut file, length, length);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    written.expect("writing into memory does not fail");
    file
}
