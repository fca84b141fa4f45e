//! Words that several reports share.

use crate::roles::Rungs;
use serde::Serialize;

/// The name of an enum's value as the JSON output and the rules write it: `customer`, `responsibilities`.
pub fn name_of(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// `rung 6`, `rungs 3 to 4`.
pub fn rungs(rungs: Rungs) -> String {
    if rungs.lo == rungs.hi {
        format!("rung {}", rungs.lo)
    } else {
        format!("rungs {} to {}", rungs.lo, rungs.hi)
    }
}

/// `1 file`, `2 files`: regular plurals.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
