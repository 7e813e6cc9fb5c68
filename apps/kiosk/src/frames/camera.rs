//! A V4L camera. Only formats whose grey values lie open in the data are asked for:
//! the colours of a QR code say nothing, and decoding them costs the most.

use std::sync::Arc;

use nokhwa::utils::{
    CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution,
};

use super::{FrameError, FrameSource, Luma};

/// What is asked for; the camera gives what is closest.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;
const PER_SECOND: u32 = 10;

const FORMATS: [FrameFormat; 3] = [FrameFormat::YUYV, FrameFormat::NV12, FrameFormat::GRAY];

pub(super) struct Camera {
    device: nokhwa::Camera,
}

impl Camera {
    pub(super) fn open(index: u32) -> Result<Self, FrameError> {
        let wanted = CameraFormat::new(
            Resolution::new(WIDTH, HEIGHT),
            FrameFormat::YUYV,
            PER_SECOND,
        );
        let format = RequestedFormat::with_formats(RequestedFormatType::Closest(wanted), &FORMATS);
        let mut device = nokhwa::Camera::new(CameraIndex::Index(index), format).map_err(source)?;
        device.open_stream().map_err(source)?;
        Ok(Self { device })
    }
}

impl FrameSource for Camera {
    fn next(&mut self) -> Result<Option<Arc<Luma>>, FrameError> {
        let frame = self.device.frame().map_err(source)?;
        let size = frame.resolution();
        let side = |pixels: u32| usize::try_from(pixels).unwrap_or(0);
        let (width, height) = (side(size.width()), side(size.height()));
        let grey = grey(frame.source_frame_format(), frame.buffer(), width * height);
        let luma = Luma::new(width, height, grey)
            .ok_or_else(|| FrameError::Source("the camera gave half a picture".to_owned()))?;
        Ok(Some(Arc::new(luma)))
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        if let Err(error) = self.device.stop_stream() {
            tracing::debug!("the camera did not stop: {error}");
        }
    }
}

/// The grey values of a picture of `pixels` pixels.
fn grey(format: FrameFormat, data: &[u8], pixels: usize) -> Vec<u8> {
    match format {
        // Y U Y V: every other byte.
        FrameFormat::YUYV => data.iter().step_by(2).take(pixels).copied().collect(),
        // First all grey values, then the colours.
        _ => data.iter().take(pixels).copied().collect(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn source(error: nokhwa::NokhwaError) -> FrameError {
    FrameError::Source(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_values_are_taken_out_of_the_colours() {
        assert_eq!(
            grey(FrameFormat::YUYV, &[1, 9, 2, 9, 3, 9, 4, 9], 4),
            [1, 2, 3, 4]
        );
        assert_eq!(
            grey(FrameFormat::NV12, &[1, 2, 3, 4, 9, 9], 4),
            [1, 2, 3, 4]
        );
        assert_eq!(grey(FrameFormat::GRAY, &[1, 2, 3], 4).len(), 3);
    }

    #[test]
    fn a_camera_that_is_not_there_is_a_fault_and_no_crash() {
        assert!(Camera::open(97).is_err());
    }
}
