//! `jdlint inspect`: shows what was understood of postings.

use super::args::{InspectArgs, InspectFormatArg};
use super::input::{self, Event, Job, Streams};
use super::stop::Stop;
use super::{BROKEN, CLEAN, Failure, INTERRUPTED, NO_INPUT, output};
use crate::config::{Overrides, Resolver};
use crate::lint;
use crate::report::inspect::{self, Understood};
use crate::rules::Rules;
use crate::verdict::FileResult;
use std::sync::Arc;

pub(super) fn run(args: &InspectArgs) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let resolver = Resolver::new(args.config.choice(), Overrides::default(), rules);
    let understand = |job: Job<'_>| {
        let Job {
            source,
            documents,
            config,
        } = job;
        let postings = lint::study_parsed(documents, &source, &config.rules, &config.settings);
        Understood {
            roles: Arc::clone(&config.rules.roles),
            file: FileResult::linted(source, postings),
        }
    };
    let mut read: Vec<Understood> = Vec::new();
    let outcomes = input::each(
        &args.input,
        Streams::Whole,
        &Arc::new(resolver),
        &Stop::default(),
        understand,
        // all is kept anyway
        |_| 0,
        |_, _, event| {
            if let Event::Part(file) = event {
                read.push(file);
            }
            Ok(())
        },
    )?;
    if outcomes.nothing() && !outcomes.all_excluded {
        input::tell_nothing_found(&args.input, &outcomes.unread);
        return Ok(NO_INPUT);
    }
    // what could not be read has been told on standard error
    let status = if outcomes.interrupted {
        INTERRUPTED
    } else if outcomes.misconfigured || !outcomes.problems.is_empty() {
        BROKEN
    } else {
        CLEAN
    };
    output::write(None, |terminal, out| match args.format {
        InspectFormatArg::Text => inspect::write_text(&read, terminal, out),
        InspectFormatArg::Json => inspect::write_json(&read, out),
    })?;
    Ok(status)
}
