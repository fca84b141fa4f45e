//! The exit statuses: what the commands give, what `--help` says of them, and what the documentation does.

/// Nothing at or above `--fail-on`.
pub(super) const CLEAN: u8 = 0;
/// Something is not as it should be.
pub(super) const FOUND: u8 = 1;
/// Wrong arguments, configuration or rules, or a file that could not be read.
pub(super) const BROKEN: u8 = 2;
/// No file to lint.
pub(super) const NO_INPUT: u8 = 3;
/// Ctrl-C or SIGTERM ended the run, as shells have it of the first: 128 and the number of SIGINT.
pub(super) const INTERRUPTED: u8 = 130;

/// Every exit status of `jdlint check` with its meaning: half a sentence, no full stop.
pub const STATUSES: [(u8, &str); 5] = [
    (
        CLEAN,
        "nothing at or above --fail-on (by default warning) was found",
    ),
    (FOUND, "something was found"),
    (
        BROKEN,
        "wrong arguments or configuration, or a file could not be read in full (the others are still checked)",
    ),
    (NO_INPUT, "there was no file to check"),
    (
        INTERRUPTED,
        "Ctrl-C or SIGTERM ended the run; the report tells of what was done",
    ),
];
