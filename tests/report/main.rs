//! Reports through the public API, in every format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests and their helpers fail loudly

mod formats;
mod hostile;
mod human;
mod inspect;
mod support;
