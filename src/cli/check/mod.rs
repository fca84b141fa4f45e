//! `jdlint check`: lints postings and reports what it found.

mod kept;

use super::args::{CheckArgs, Cli};
use super::baseline::{self, Known, Meeting};
use super::input::{self, Event, Streams};
use super::output::Output;
use super::reduce::{reduce, size};
use super::stop::Stop;
use super::{BROKEN, CLEAN, Failure, INTERRUPTED, NO_INPUT, message, output};
use crate::baseline::Tally;
use crate::config::{Config, Resolver};
use crate::report::words::count;
use crate::report::{Format, Report, Stream};
use crate::rules::Rules;
use crate::verdict::{Counted, Decision, FileResult, Verdict};
use crate::walk::Input;
use clap::{ArgMatches, CommandFactory};
use kept::{Kept, Limit, Needs};
use std::cell::LazyCell;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &CheckArgs, matches: &ArgMatches) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let mut overrides = args.rules.overrides(matches, rules)?;
    overrides.baseline = args.baseline.file.named();
    let resolver = Arc::new(Resolver::new(args.config.choice(), overrides, rules));
    let format = args.report.format;
    if args.report.statistics && !format.has_statistics() {
        let others = Format::all().iter().filter(|f| f.has_statistics());
        let others: Vec<String> = others.map(|f| f.name()).collect();
        return Err(Failure::new(format!(
            "--statistics has no place in {}; these have one: {}",
            format.name(),
            others.join(", ")
        )));
    }

    let known = Known::find(&args.baseline, &resolver)?;
    let governing = known.config(&resolver);
    let hides_late = known.hides_late();
    let stop = Stop::default();
    let to = args.report.output.as_deref();
    if let Some(to) = to {
        output::spare(to, &args.input.paths)?;
    }
    let mut check = Check {
        known: &known,
        tally: known.tally(),
        needs: Needs {
            format,
            hidden: hides_late,
        },
        limit: Limit {
            bytes: args.report.max_report_bytes(),
            left_out: (0, 0),
        },
        file: None,
        results: Vec::new(),
        verdict: Verdict::default(),
        // what a renamed file holds is known in the end
        written: Stream::new(format, args.report.statistics)
            .filter(|_| !hides_late)
            .map(|report| Written {
                report,
                to,
                output: None,
            }),
        stop: &stop,
    };
    let outcomes = input::each(
        &args.input,
        Streams::InBlocks,
        &resolver,
        &stop,
        |job| {
            let mut file = baseline::lint(job);
            reduce(&mut file, format);
            file
        },
        size,
        |input, config, event| check.take(input, config, event),
    )?;
    let nothing = outcomes.nothing();
    // a command after an option is taken for a path
    let commands = LazyCell::new(Cli::command);
    for problem in outcomes.problems {
        if commands.find_subcommand(&problem.path).is_some() {
            message::help(&format!(
                "a command comes before all options: jdlint {} …",
                problem.path
            ));
        }
        let unreadable = FileResult {
            path: problem.path,
            outcome: Err(problem.message),
        };
        check.verdict.summary.add(&unreadable, &[]);
        if format.tells_unreadable() {
            check.keep((unreadable, Vec::new()))?;
        }
    }
    if nothing && !outcomes.all_excluded && !outcomes.interrupted {
        input::tell_nothing_found(&args.input, &outcomes.unread);
        return Ok(NO_INPUT);
    }
    if !args.baseline.no_baseline {
        known.tell_others(&resolver);
    }
    known.settle(&mut check.tally, &mut check.results, &mut check.verdict);
    if let Some(config) = &governing
        && let Some(stale) = known.stale(&check.tally, &mut check.verdict.summary, config)
    {
        check.keep(stale)?;
    }
    if let Some(left_out) = check.limit.told(&args.report) {
        message::error(&left_out);
    }
    check.verdict.summary.left_out = check.limit.left_out.0;
    let Check {
        results,
        verdict,
        written,
        limit,
        ..
    } = check;
    let fail_on = args.rules.fail_on;
    let exit_code = if outcomes.misconfigured || limit.is_short() {
        BROKEN
    } else if nothing {
        CLEAN
    } else {
        verdict.summary.exit_code(fail_on)
    };
    match written {
        Some(written) => written.end(&verdict)?,
        None => {
            let report = Report {
                files: &results,
                verdict: &verdict,
                rules: &rules.checks.rules,
                fail_on,
                exit_code,
                statistics: args.report.statistics,
            };
            output::write(to, |terminal, out| report.write(format, terminal, out))?;
        }
    }
    if outcomes.interrupted {
        message::warning(&format!(
            "stopped after {}",
            count(verdict.summary.postings, "posting")
        ));
        return Ok(INTERRUPTED);
    }
    Ok(exit_code)
}

/// A run under way.
struct Check<'a> {
    known: &'a Known,
    tally: Tally<'a>,
    needs: Needs,
    /// On what is kept.
    limit: Limit,
    /// The file of which parts may follow.
    file: Option<Open>,
    /// What is kept for a report in the end.
    results: Vec<FileResult>,
    verdict: Verdict,
    /// The report, where it is written as postings are judged.
    written: Option<Written<'a>>,
    stop: &'a Stop,
}

/// A file of which parts may follow.
struct Open {
    meeting: Meeting,
    counted: Counted,
    /// What is kept of it.
    kept: Option<Kept>,
}

impl Check<'_> {
    fn take(
        &mut self,
        input: &Input,
        config: &Config,
        event: Event<FileResult>,
    ) -> Result<(), Failure> {
        match event {
            Event::Part(part) => self.part(input, config, part),
            Event::End { whole } => {
                let Some(file) = self.file.take() else {
                    return Ok(());
                };
                self.known.end(&mut self.tally, &file.meeting, whole);
                file.kept.map_or(Ok(()), |kept| self.keep(kept))
            }
        }
    }

    fn part(&mut self, input: &Input, config: &Config, part: FileResult) -> Result<(), Failure> {
        let file = self.file.get_or_insert_with(|| Open {
            meeting: self.known.meet(&part.path, config, input),
            counted: Counted::default(),
            kept: None,
        });
        let policy = config.policy(&input.resolved);
        let decisions = self
            .known
            .decide(&mut self.tally, &mut file.meeting, &part, &policy);
        let summary = &mut self.verdict.summary;
        summary.add_part(&part, &decisions, &mut file.counted);
        if let Some(written) = &mut self.written {
            if !written.add(&part, &decisions)? {
                self.stop.nobody_reads();
            }
        } else if let Some(kept) = self.needs.of(part, decisions) {
            self.limit.keep(&mut file.kept, kept);
        }
        Ok(())
    }

    /// Keeps a file for the report, or writes it where that is under way.
    fn keep(&mut self, (file, decisions): Kept) -> Result<(), Failure> {
        match &mut self.written {
            Some(written) => drop(written.add(&file, &decisions)?),
            None => {
                self.results.push(file);
                self.verdict.decisions.push(decisions);
            }
        }
        Ok(())
    }
}

/// A report that is written as postings are judged.
struct Written<'a> {
    report: Stream,
    to: Option<&'a Path>,
    /// Opened when there is something to write.
    output: Option<Output>,
}

impl Written<'_> {
    /// Writes a part of a file; says whether there is still somebody to read it.
    fn add(&mut self, part: &FileResult, decisions: &[Decision]) -> Result<bool, Failure> {
        let report = &mut self.report;
        opened(&mut self.output, self.to)?
            .write(|terminal, out| report.file(part, decisions, terminal, out))
    }

    fn end(mut self, verdict: &Verdict) -> Result<(), Failure> {
        let output = opened(&mut self.output, self.to)?;
        output.write(|terminal, out| self.report.end(&verdict.summary, terminal, out))?;
        match self.output {
            Some(output) => output.finish(),
            None => Ok(()),
        }
    }
}

fn opened<'o>(
    output: &'o mut Option<Output>,
    to: Option<&Path>,
) -> Result<&'o mut Output, Failure> {
    Ok(match output {
        Some(output) => output,
        None => output.insert(Output::open(to)?),
    })
}
