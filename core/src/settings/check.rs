//! Finds what contradicts itself.
