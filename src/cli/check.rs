//! `jdlint check`: lints postings and reports what it found.

use super::args::{CheckArgs, Cli};
use super::baseline::Known;
use super::input::{self, Outcomes};
use super::{BROKEN, CLEAN, Failure, NO_INPUT, message, output};
use crate::config::Resolver;
use crate::lint::Judged;
use crate::report::{Clean, Format, Report};
use crate::rules::Rules;
use crate::source::Source;
use crate::verdict::{Decision, FileResult, Linted, Summary, Verdict};
use clap::{ArgMatches, CommandFactory};
use std::cell::LazyCell;
use std::sync::Arc;

pub(super) fn run(args: &CheckArgs, matches: &ArgMatches) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let mut overrides = args.rules.overrides(matches, rules)?;
    overrides.baseline = args.baseline.file.named();
    let resolver = Arc::new(Resolver::new(args.config.choice(), overrides, rules));
    let format = Format::from(args.report.format);
    if args.report.statistics && !format.has_statistics() {
        return Err(Failure::new(
            "--statistics has no place in this format; use human, concise, json, jsonl or markdown",
        ));
    }

    let known = Known::find(&args.baseline, &resolver)?;
    let governing = known.config(&resolver);
    let mut tally = known.tally();
    let mut summary = Summary::default();
    let Outcomes {
        files,
        unread,
        all_excluded,
        misconfigured,
    } = input::each(
        &args.input,
        &resolver,
        |job| known.judge(job),
        |(file, (decisions, quota))| {
            known.count(&mut tally, &quota, &file, &decisions);
            summary.add(&file, &decisions);
            keep_for(format, file, decisions)
        },
    )?;
    let mut verdict = Verdict {
        decisions: Vec::new(),
        summary,
    };
    let mut results = Vec::new();
    // a command after an option is taken for a path
    let commands = LazyCell::new(Cli::command);
    let nothing = files.is_empty();
    for file in files {
        match file.result {
            Ok(Some((result, decisions))) => {
                results.push(result);
                verdict.decisions.push(decisions);
            }
            Ok(None) => {}
            // told on standard error, too
            Err(problem) => {
                if commands.find_subcommand(&problem.path).is_some() {
                    message::help(&format!(
                        "a command comes before all options: jdlint {} …",
                        problem.path
                    ));
                }
                let unreadable = FileResult {
                    path: file.path,
                    outcome: Err(problem.message),
                };
                verdict.summary.add(&unreadable, &[]);
                if format.tells_unreadable() {
                    results.push(unreadable);
                    verdict.decisions.push(Vec::new());
                }
            }
        }
    }
    if nothing && !all_excluded {
        input::tell_nothing_found(&args.input, &unread);
        return Ok(NO_INPUT);
    }
    if !args.baseline.no_baseline {
        known.tell_others(&resolver);
    }
    known.settle(&mut tally, &mut results, &mut verdict);
    if let Some(config) = &governing {
        known.tell_stale(&tally, &mut results, &mut verdict, config);
    }
    let fail_on = args.rules.fail_on.into();
    let exit_code = if misconfigured {
        BROKEN
    } else if nothing {
        CLEAN
    } else {
        verdict.summary.exit_code(fail_on)
    };
    let report = Report {
        files: &results,
        verdict: &verdict,
        rules: &rules.checks.rules,
        fail_on,
        exit_code,
        statistics: args.report.statistics,
    };
    output::write(args.report.output.as_deref(), |terminal, out| {
        report.write(format, terminal, out)
    })?;
    Ok(exit_code)
}

/// What of a linted file stays in memory until the report is written: the source and the findings, and of a file without
/// findings to show what the format tells of such files.
fn keep_for(
    format: Format,
    mut file: FileResult,
    decisions: Vec<Decision>,
) -> Option<(FileResult, Vec<Decision>)> {
    let clean = format.clean_files();
    let whole = clean == Clean::Understood;
    // a report of each posting tells of clean ones, too
    let addressed = file.addresses().next().is_some();
    let path_alone_tells = clean != Clean::Path || !addressed;
    if !whole && path_alone_tells && decisions.iter().all(|d| d.hidden.is_some()) {
        return (clean == Clean::Path).then(|| (path_alone(&file.path), Vec::new()));
    }
    for judged in file.outcome.iter_mut().flat_map(|l| &mut l.postings) {
        shrink(judged, whole);
    }
    Some((file, decisions))
}

/// A file that was checked, without its text and its postings.
fn path_alone(path: &str) -> FileResult {
    let linted = Linted {
        source: Source::from_text(path, ""),
        postings: Vec::new(),
        findings: Vec::new(),
    };
    FileResult {
        path: path.to_owned(),
        outcome: Ok(linted),
    }
}

fn shrink(judged: &mut Judged, whole: bool) {
    judged.posting.sections = Vec::new();
    judged.posting.statements = Vec::new();
    judged.posting.facts = Vec::new();
    judged.profile.signals = Vec::new();
    judged.profile.votes = Vec::new();
    // the text of what is escaped in the source is shown in its place
    if !whole && (judged.findings.is_empty() || !judged.document.escaped) {
        let address = judged.document.address.take();
        judged.document = crate::parse::Document::default();
        judged.document.address = address;
    }
}
