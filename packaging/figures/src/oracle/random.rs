//! Draws of a batch from one stream.

use std::f64::consts::TAU;

use rand_pcg::{
    Pcg64Mcg,
    rand_core::{Rng, SeedableRng},
};

/// How long services last around their mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// All the same.
    Constant,
    /// Exponential.
    Exponential,
    /// Lognormal, by the square of its coefficient of variation.
    Lognormal { cv2: f64 },
}

impl Shape {
    /// Second moment over the square of the mean.
    pub(super) fn second_moment(self) -> f64 {
        match self {
            Self::Constant => 1.0,
            Self::Exponential => 2.0,
            Self::Lognormal { cv2 } => 1.0 + cv2,
        }
    }
}

pub(super) struct Random(Pcg64Mcg);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// Between 0 and 1, neither of them.
    pub(super) fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    pub(super) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.uniform().ln()
    }

    pub(super) fn service(&mut self, mean: f64, shape: Shape) -> f64 {
        match shape {
            Shape::Constant => mean,
            Shape::Exponential => self.exponential(mean),
            Shape::Lognormal { cv2 } => {
                let variance = (1.0 + cv2).ln();
                // Box and Muller.
                let radius = (-2.0 * self.uniform().ln()).sqrt();
                let normal = radius * (TAU * self.uniform()).cos();
                mean * (variance.sqrt() * normal - variance / 2.0).exp()
            }
        }
    }
}
