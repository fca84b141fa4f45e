//! `jdlint baseline write|prune`, and the baseline that `jdlint check` takes known findings from.

mod known;
mod place;

pub(super) use known::{Known, Meeting};

use super::args::{BaselineCommand, BaselineCommandArgs, BaselineInputArgs};
use super::input::{self, Event, Job, Streams};
use super::reduce::{reduce, size};
use super::stop::Stop;
use super::{BROKEN, CLEAN, Failure, NO_INPUT, message, output};
use crate::baseline::{Baseline, Entry, FILE_NAME, Tally};
use crate::config::{Overrides, Resolver};
use crate::lint;
use crate::report::Format;
use crate::report::words::count;
use crate::rules::Rules;
use crate::verdict::{Decision, FileResult};
use place::Place;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) fn run(args: &BaselineCommandArgs) -> Result<u8, Failure> {
    match &args.command {
        BaselineCommand::Write(args) => write(args),
        BaselineCommand::Prune(args) => prune(args),
    }
}

fn write(args: &BaselineInputArgs) -> Result<u8, Failure> {
    if args.input.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new(
            "standard input has no place in a baseline; name files or folders",
        ));
    }
    let resolver = resolver(args)?;
    let place = match Place::find(&resolver)? {
        Some(place) => place,
        None => Place::new(PathBuf::from(FILE_NAME))?,
    };
    let before = match place.file.try_exists() {
        Ok(false) => Baseline::default(),
        _ => place.read()?.1,
    };
    let nothing = Known::read(None)?;
    let mut found: Vec<Entry> = Vec::new();
    let mut outside: BTreeSet<String> = BTreeSet::new();
    let mut checked: BTreeSet<String> = BTreeSet::new();
    let mut tally = nothing.tally();
    let files = each(args, &resolver, &nothing, &mut tally, |event| match event {
        Seen::Part(file, decisions) => {
            let path = place.path_of(&file.path);
            for (finding, _) in file.findings().zip(decisions).filter(|(_, d)| d.is_new()) {
                match &path {
                    Some(path) => found.push(Entry {
                        path: path.clone(),
                        rule: finding.code.clone(),
                        fingerprint: finding.fingerprint.clone(),
                        count: 1,
                    }),
                    None => {
                        outside.insert(file.path.clone());
                    }
                }
            }
        }
        Seen::End(path, whole) => checked.extend(place.path_of(path).filter(|_| whole)),
    })?;
    if let Some(path) = outside.first() {
        return Err(Failure::new(format!(
            "{} does not lie below the folder of {}; put the baseline further up",
            message::quote(path),
            message::quote(&place.name)
        )));
    }
    let Some(status) = files else {
        return Ok(NO_INPUT);
    };
    let recorded = found.len();
    let of_files = found.iter().map(|e| &e.path).collect::<BTreeSet<_>>().len();
    let found = Baseline::new(found);
    // of a file that was checked in part the findings that did not occur may still be there
    let kept = before
        .entries()
        .iter()
        .filter(|e| !checked.contains(&e.path) && place.exists(&e.path));
    let kept = Baseline::new(kept.map(|entry| Entry {
        count: entry.count.saturating_sub(found.count(entry)),
        ..entry.clone()
    }));
    let mut told = format!(
        "recorded {} of {} in {}",
        count(recorded, "finding"),
        count(of_files, "file"),
        message::quote(&place.name)
    );
    if kept.findings() > 0 {
        told.push_str(&format!(
            ", kept {} of what was not checked",
            kept.findings()
        ));
    }
    save(
        &place,
        &Baseline::new([found, kept].iter().flat_map(|b| b.entries().to_vec())),
    )?;
    tell(&told)?;
    Ok(status)
}

fn prune(args: &BaselineInputArgs) -> Result<u8, Failure> {
    let resolver = resolver(args)?;
    let Some(place) = Place::find(&resolver)? else {
        return Err(Failure::new(format!(
            "there is no {FILE_NAME} here; `jdlint baseline write` makes one"
        )));
    };
    let known = Known::read(Some(place))?;
    let mut tally = known.tally();
    let files = each(args, &resolver, &known, &mut tally, |_| ())?;
    let (Some(status), Some(place)) = (files, &known.place) else {
        return Ok(NO_INPUT);
    };
    tally.settle(|path| known.exists(path));
    let pruned = tally.pruned();
    let gone = known.baseline.findings() - pruned.findings();
    let name = message::quote(&place.name);
    if gone == 0 {
        tell(&format!("all findings in {name} still occur"))?;
        return Ok(status);
    }
    save(place, &pruned)?;
    let gone = usize::try_from(gone).unwrap_or(usize::MAX);
    let left = pruned.findings();
    tell(&format!(
        "took {} out of {name}, {left} left",
        count(gone, "finding")
    ))?;
    Ok(status)
}

/// Finds the configurations of a run that has nothing but a baseline on top of them.
fn resolver(args: &BaselineInputArgs) -> Result<Arc<Resolver>, Failure> {
    let overrides = Overrides {
        baseline: args.file.named(),
        ..Overrides::default()
    };
    let resolver = Resolver::new(args.config.choice(), overrides, Rules::builtin()?);
    Ok(Arc::new(resolver))
}

/// What happens to a file.
enum Seen<'a> {
    /// The file, or the next part of it, and the decisions on its findings.
    Part(&'a FileResult, &'a [Decision]),
    /// There is no more of the file of this path; whether all of it was checked.
    End(&'a str, bool),
}

/// Lints every file, counts in `tally` what `known` knows of it, and hands it over. Returns the exit status, or `None` where
/// there was no file, which has been told.
///
/// # Errors
/// Where Ctrl-C ended the run: what a part of the files holds is not to be written.
fn each<'k>(
    args: &BaselineInputArgs,
    resolver: &Arc<Resolver>,
    known: &'k Known,
    tally: &mut Tally<'k>,
    mut see: impl FnMut(Seen<'_>),
) -> Result<Option<u8>, Failure> {
    let mut file: Option<Meeting> = None;
    let outcomes = input::each(
        &args.input,
        Streams::InBlocks,
        resolver,
        &Stop::default(),
        |job| {
            let mut file = lint(job);
            // one that quotes nothing
            reduce(&mut file, Format::Concise);
            file
        },
        size,
        |input, config, event| {
            match event {
                Event::Part(part) => {
                    let meeting = file.get_or_insert_with(|| known.meet(&part.path, config, input));
                    let policy = config.policy(&input.resolved);
                    let decisions = known.decide(tally, meeting, &part, &policy);
                    see(Seen::Part(&part, &decisions));
                }
                Event::End { whole } => {
                    if let Some(meeting) = file.take() {
                        known.end(tally, &meeting, whole);
                    }
                    see(Seen::End(&input.path, whole));
                }
            }
            Ok(())
        },
    )?;
    if outcomes.interrupted {
        return Err(Failure::interrupted("stopped; the baseline is as it was"));
    }
    if outcomes.nothing() && !outcomes.all_excluded {
        input::tell_nothing_found(&args.input, &outcomes.unread);
        return Ok(None);
    }
    let broken = outcomes.misconfigured || !outcomes.problems.is_empty();
    Ok(Some(if broken { BROKEN } else { CLEAN }))
}

fn save(place: &Place, baseline: &Baseline) -> Result<(), Failure> {
    output::write(Some(&place.file), |_, out| baseline.write(out))
}

fn tell(text: &str) -> Result<(), Failure> {
    output::write(None, |_, out| writeln!(out, "{text}"))
}

/// Lints a file, or a part of one.
pub(super) fn lint(job: Job<'_>) -> FileResult {
    let Job {
        source,
        documents,
        config,
    } = job;
    let postings = lint::lint_parsed(documents, &source, &config.rules, &config.settings);
    FileResult::linted(source, postings)
}
