//! How far a run is: on standard error, where that is a terminal and the run takes a while. Names of files are not shown.
#![allow(
    clippy::disallowed_methods,
    reason = "progress depends on the clock, findings do not; CI and TERM say where it is of no use"
)]

use super::args::ProgressArg;
use crate::report::words::count;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::env;
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// How long a run takes before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// Of how much a run is made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Total {
    /// So many files.
    Files(u64),
    /// One stream of so many bytes, where that is known.
    Bytes(Option<u64>),
}

/// Shows how far a run is; nothing where nobody would see it.
pub(super) struct Progress {
    /// When it may begin to; `None` where it never does.
    after: Option<Instant>,
    total: Total,
    bar: Option<ProgressBar>,
    postings: usize,
}

impl Progress {
    pub(super) fn new(when: ProgressArg, total: Total) -> Progress {
        let patience = match when {
            ProgressArg::Never => None,
            ProgressArg::Always => Some(Duration::ZERO),
            ProgressArg::Auto => (!is_set("CI") && !is_dumb()).then_some(PATIENCE),
        };
        let patience = patience.filter(|_| stderr().is_terminal());
        Progress {
            after: patience.map(|patience| Instant::now() + patience),
            total,
            bar: None,
            postings: 0,
        }
    }

    /// The run has come so far, in files or bytes, with so many postings more.
    pub(super) fn at(&mut self, position: u64, postings: usize) {
        let Some(after) = self.after else {
            return;
        };
        self.postings += postings;
        if self.bar.is_none() && Instant::now() < after {
            return;
        }
        let total = self.total;
        let bar = self.bar.get_or_insert_with(|| bar(total));
        bar.set_message(count(self.postings, "posting"));
        bar.set_position(position);
    }

    /// Lets `write` write to what may be the same terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    /// Leaves nothing of it on the terminal.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Total) -> ProgressBar {
    let (of, template) = match total {
        Total::Files(files) => (Some(files), "{bar:30} {pos}/{len} files, {msg}"),
        Total::Bytes(Some(bytes)) => (
            Some(bytes),
            "{bar:30} {binary_bytes}/{binary_total_bytes}, {msg}",
        ),
        Total::Bytes(None) => (
            None,
            "{spinner} {binary_bytes} ({binary_bytes_per_sec}), {msg}",
        ),
    };
    let bar = ProgressBar::with_draw_target(of, ProgressDrawTarget::stderr());
    // a template that is no good shows the default bar
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
