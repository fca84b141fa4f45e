//! Ctrl-C, and what else asks a process to end (SIGTERM): the first one ends a run with what was done so far, the second one ends
//! the process.

use super::INTERRUPTED;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a run is to take no further input.
#[derive(Debug, Default, Clone)]
pub(super) struct Stop {
    /// Ctrl-C was pressed.
    interrupted: Arc<AtomicBool>,
    /// Nobody reads the report any more.
    unread: Arc<AtomicBool>,
}

impl Stop {
    /// From now on Ctrl-C and SIGTERM stop the run. Before the first result there is nothing to tell: until then it ends the process.
    pub(super) fn listen(&self) {
        // the second one meets a flag that is set; where the system refuses, Ctrl-C ends the process as ever
        let status = i32::from(INTERRUPTED);
        for signal in [SIGINT, SIGTERM] {
            let again =
                flag::register_conditional_shutdown(signal, status, Arc::clone(&self.interrupted));
            if again.is_ok() {
                let _ = flag::register(signal, Arc::clone(&self.interrupted));
            }
        }
    }

    /// Nobody reads the report any more.
    pub(super) fn nobody_reads(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    /// Whether the run is to take no further input.
    pub(super) fn is_set(&self) -> bool {
        self.is_interrupted() || self.unread.load(Ordering::Relaxed)
    }

    /// Whether Ctrl-C was pressed.
    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}
