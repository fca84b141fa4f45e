//! `jdlint inspect`: shows what was understood of postings.

use super::args::{InspectArgs, InspectFormatArg};
use super::input::{self, Job, Outcomes};
use super::{BROKEN, CLEAN, Failure, NO_INPUT, output};
use crate::config::{Overrides, Resolver};
use crate::lint;
use crate::report::inspect::{self, Understood};
use crate::rules::Rules;
use crate::verdict::{FileResult, Linted};
use std::sync::Arc;

pub(super) fn run(args: &InspectArgs) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let resolver = Resolver::new(args.config.choice(), Overrides::default(), rules);
    let Outcomes {
        files,
        unread,
        all_excluded,
        misconfigured,
    } = input::each(
        &args.input,
        &Arc::new(resolver),
        |Job {
             source,
             documents,
             config,
             ..
         }| Understood {
            file: FileResult {
                path: source.path.clone(),
                outcome: Ok(Linted {
                    postings: lint::study_parsed(
                        documents,
                        &source,
                        &config.rules,
                        &config.settings,
                    ),
                    source,
                    findings: Vec::new(),
                }),
            },
            roles: Arc::clone(&config.rules.roles),
        },
        |file| file,
    )?;
    if files.is_empty() && !all_excluded {
        input::tell_nothing_found(&args.input, &unread);
        return Ok(NO_INPUT);
    }
    let status = if misconfigured || files.iter().any(|f| f.result.is_err()) {
        BROKEN
    } else {
        CLEAN
    };
    // what could not be read has been told on standard error
    let read: Vec<Understood> = files.into_iter().filter_map(|f| f.result.ok()).collect();
    output::write(None, |terminal, out| match args.format {
        InspectFormatArg::Text => inspect::write_text(&read, terminal, out),
        InspectFormatArg::Json => inspect::write_json(&read, out),
    })?;
    Ok(status)
}
