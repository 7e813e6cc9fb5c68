//! Free times against an assignment found by trying everything.
