//! `jdlint inspect`: shows what was understood of postings.

use super::args::{InspectArgs, InspectFormatArg};
use super::input::{self, Outcomes};
use super::{BROKEN, CLEAN, Failure, NO_INPUT, output};
use crate::config;
use crate::lint;
use crate::report::inspect;
use crate::rules::Rules;
use crate::verdict::{FileResult, Linted};

pub(super) fn run(args: &InspectArgs) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let config = config::load(&args.config.choice(), rules)?;
    let settings = config.settings();
    let Outcomes {
        files,
        all_excluded,
    } = input::each(
        &args.input,
        config.exclude,
        |source, format| FileResult {
            path: source.path.clone(),
            outcome: Ok(Linted {
                postings: lint::study(&source, format, rules, &settings),
                source,
                findings: Vec::new(),
            }),
        },
        |file| file,
    );
    if files.is_empty() && !all_excluded {
        input::tell_nothing_found(&args.input);
        return Ok(NO_INPUT);
    }
    let status = if files.iter().any(|f| f.result.is_err()) {
        BROKEN
    } else {
        CLEAN
    };
    // what could not be read has been told on standard error
    let read: Vec<FileResult> = files.into_iter().filter_map(|f| f.result.ok()).collect();
    output::write(None, |terminal, out| match args.format {
        InspectFormatArg::Text => inspect::write_text(&read, &rules.roles, terminal, out),
        InspectFormatArg::Json => inspect::write_json(&read, out),
    })?;
    Ok(status)
}
