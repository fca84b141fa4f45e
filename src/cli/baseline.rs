//! `jdlint baseline write|prune`, and the baseline that `jdlint check` takes known findings from.
#![allow(
    clippy::disallowed_methods,
    reason = "this module finds the baseline from the current folder up"
)]

use super::args::{BaselineArgs, BaselineCommand, BaselineCommandArgs, BaselineInputArgs};
use super::input::{self, Event, Job, Streams};
use super::stop::Stop;
use super::{BROKEN, CLEAN, Failure, NO_INPUT, message, output};
use crate::baseline::{Baseline, Entry, FILE_NAME, MAX_BYTES, Quota, Tally};
use crate::config::{
    self, Choice, Config, ConfigError, Mistake, Overrides, Placed, Resolver, Text,
};
use crate::lint;
use crate::report::words::count;
use crate::rules::Rules;
use crate::source::Source;
use crate::verdict::{Decision, FileResult, Hidden, Linted, Policy, Summary, Verdict};
use crate::walk::{self, Input};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a baseline is, or will be.
struct Place {
    file: PathBuf,
    /// As messages and reports name it.
    name: String,
    /// Its folder, links resolved.
    folder: PathBuf,
    /// `baseline` in a configuration, where that names it.
    stated: Option<Placed<String>>,
}

impl Place {
    fn new(file: PathBuf) -> Result<Place, Failure> {
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = fs::canonicalize(folder).map_err(|e| {
            let folder = message::quote(&folder.to_string_lossy());
            Failure::new(format!("cannot find {folder}: {}", walk::io_message(&e)))
        })?;
        Ok(Place {
            name: walk::display(&file),
            file,
            folder,
            stated: None,
        })
    }

    /// The file that `baseline` in a configuration names.
    fn stated(baseline: &Placed<String>) -> Result<Place, Failure> {
        let (file, name) = baseline.text.place(&baseline.value);
        Ok(Place {
            name: walk::display(Path::new(&name)),
            stated: Some(baseline.clone()),
            ..Place::new(file)?
        })
    }

    /// The file that an argument or a variable names, or else the configuration of the current folder, or else the nearest
    /// one; `None` where there is none.
    fn find(resolver: &Resolver) -> Result<Option<Place>, Failure> {
        if let Some((file, _)) = &resolver.overrides().baseline {
            return Place::new(file.clone()).map(Some);
        }
        if let Ok(config) = resolver.here()
            && let Some(baseline) = &config.layer.baseline
        {
            return Place::stated(baseline).map(Some);
        }
        match resolver.choice() {
            Choice::Isolated => Ok(None),
            Choice::Discover | Choice::File(_) => discover().map(Place::new).transpose(),
        }
    }

    /// The path of a linted file as the baseline has it; `None` where it does not lie below the folder of the baseline.
    fn path_of(&self, path: &str) -> Option<String> {
        let path = Path::new(path);
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // a link counts by its own name
        let full = fs::canonicalize(parent).ok()?.join(path.file_name()?);
        let below = full.strip_prefix(&self.folder).ok()?;
        Some(walk::display(below))
    }

    /// The file, links in its folder resolved.
    fn resolved(&self) -> PathBuf {
        match self.file.file_name() {
            Some(name) => self.folder.join(name),
            None => self.folder.clone(),
        }
    }

    /// Whether there is a file of this path; where that cannot be told there is.
    fn exists(&self, path: &str) -> bool {
        self.folder.join(path).try_exists().unwrap_or(true)
    }

    fn read(&self) -> Result<(Source, Baseline), Failure> {
        let name = &self.name;
        let source = walk::read_text(&self.file, name, MAX_BYTES)
            .map_err(|message| Failure::from(&self.unreadable(message)))?;
        match Baseline::parse(&source.text) {
            Ok(baseline) => Ok((source, baseline)),
            Err(error) => {
                let mistake = Mistake {
                    message: error.message,
                    span: error.span,
                    help: None,
                };
                let text = Arc::new(Text::loose(name, &source.text));
                Err(Failure::from(&ConfigError::new(text, vec![mistake])))
            }
        }
    }
}

impl Place {
    /// That the file cannot be read: at the place that names it, where that is a configuration.
    fn unreadable(&self, message: String) -> ConfigError {
        let Some(stated) = &self.stated else {
            return ConfigError::unreadable(&self.name, message);
        };
        let missing = matches!(self.file.try_exists(), Ok(false));
        let help = missing.then(|| "`jdlint baseline write` makes it".to_owned());
        let message = format!("cannot read the baseline `{}`: {message}", stated.value);
        let mistake = Mistake::at(stated, message, help);
        ConfigError::new(Arc::clone(&stated.text), vec![mistake])
    }
}

/// The nearest baseline from the current folder upwards, up to the top of the project.
fn discover() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    for (depth, folder) in here.ancestors().enumerate() {
        if folder.join(FILE_NAME).is_file() {
            // the short name reads better for a file of the current folder
            return Some(match depth {
                0 => PathBuf::from(FILE_NAME),
                _ => folder.join(FILE_NAME),
            });
        }
        let has = |name: &str| folder.join(name).exists();
        if has(".git") || config::FILE_NAMES.into_iter().any(has) {
            return None;
        }
    }
    None
}

/// How much of what is known of a file was met in it so far.
pub(super) struct Meeting {
    quota: Quota,
    /// Findings so far.
    findings: usize,
}

/// Lints a file, or a part of one.
pub(super) fn lint(job: Job<'_>) -> FileResult {
    let Job {
        source,
        documents,
        config,
    } = job;
    FileResult {
        path: source.path.clone(),
        outcome: Ok(Linted {
            postings: lint::lint_parsed(documents, &source, &config.rules, &config.settings),
            source,
            findings: Vec::new(),
        }),
    }
}

/// Findings that are known; none without a baseline.
pub(super) struct Known {
    place: Option<Place>,
    source: Source,
    baseline: Baseline,
}

impl Known {
    /// Finds and reads the baseline.
    pub(super) fn find(args: &BaselineArgs, resolver: &Resolver) -> Result<Known, Failure> {
        let place = match args.no_baseline {
            true => None,
            false => Place::find(resolver)?,
        };
        Known::read(place)
    }

    fn read(place: Option<Place>) -> Result<Known, Failure> {
        let (source, baseline) = match &place {
            Some(place) => place.read()?,
            None => (Source::from_text("", ""), Baseline::default()),
        };
        Ok(Known {
            place,
            source,
            baseline,
        })
    }

    /// The configuration that holds for the baseline itself; none where there is no baseline, or that one is broken.
    pub(super) fn config(&self, resolver: &Resolver) -> Option<Arc<Config>> {
        let place = self.place.as_ref()?;
        resolver.folder(&place.folder).ok()
    }

    /// Warns of a configuration that holds for some of the files and names another baseline: a run has one.
    pub(super) fn tell_others(&self, resolver: &Resolver) {
        if resolver.overrides().baseline.is_some() {
            return;
        }
        let used = self.place.as_ref().map(Place::resolved);
        let is_other = |baseline: &Placed<String>| {
            Place::stated(baseline).map_or(true, |other| Some(other.resolved()) != used)
        };
        let configs = resolver.configs();
        let stated = configs.iter().filter_map(|c| c.layer.baseline.as_ref());
        if let Some(other) = stated.into_iter().find(|b| is_other(b)) {
            message::warning(&format!(
                "the baseline {} that {} names is not used; the configuration of the current folder says which one is",
                message::quote(&other.value),
                message::quote(&other.text.path)
            ));
        }
    }

    pub(super) fn tally(&self) -> Tally<'_> {
        Tally::new(&self.baseline)
    }

    /// Whether findings can turn out to be known after all files were checked: where a file of the baseline is gone, it may
    /// have been renamed.
    pub(super) fn hides_late(&self) -> bool {
        let mut paths: Vec<&str> = self.baseline.entries().iter().map(|e| &*e.path).collect();
        paths.dedup();
        paths.into_iter().any(|path| !self.exists(path))
    }

    /// What is known of the findings of a file.
    pub(super) fn meet(&self, path: &str, config: &Config, input: &Input) -> Meeting {
        let policy = config.policy(&input.resolved);
        let below = self.place.as_ref().and_then(|p| p.path_of(path));
        let is_on = |rule: &str| {
            let rule = config.rules.checks.get(rule);
            rule.is_none_or(|r| policy.off_reason(&r.code, r.family).is_none())
        };
        Meeting {
            quota: Quota::new(&self.baseline, below.as_deref(), is_on),
            findings: 0,
        }
    }

    /// Decides on the findings of the next part of a file, as far as the file itself goes, and counts them.
    pub(super) fn decide(
        &self,
        tally: &mut Tally<'_>,
        meeting: &mut Meeting,
        part: &FileResult,
        policy: &Policy,
    ) -> Vec<Decision> {
        let mut decide = |finding| {
            let quota = &mut meeting.quota;
            let decision = policy.decide_with(finding, |f| quota.take(&self.baseline, f));
            if decision.is_new() {
                tally.new_finding(quota, &part.path, meeting.findings, finding);
            }
            meeting.findings += 1;
            decision
        };
        part.findings().map(&mut decide).collect()
    }

    /// There is no more of a file; `whole` says whether all of it was checked.
    pub(super) fn end(&self, tally: &mut Tally<'_>, meeting: &Meeting, whole: bool) {
        tally.file(&meeting.quota, whole);
    }

    /// Hides the findings that are known from a file that was renamed.
    pub(super) fn settle(
        &self,
        tally: &mut Tally<'_>,
        files: &mut [FileResult],
        verdict: &mut Verdict,
    ) {
        let known = tally.settle(|path| self.exists(path));
        let places: HashMap<&str, usize> = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.outcome.is_ok())
            .map(|(place, file)| (file.path.as_str(), place))
            .collect();
        let Verdict { decisions, summary } = verdict;
        for (path, index) in known {
            // what is not kept is not shown
            let place = places.get(path.as_str());
            let of_file = place.and_then(|place| decisions.get_mut(*place));
            if let Some(decision) = of_file.and_then(|d| d.get_mut(index)) {
                summary.hide(decision, Hidden::Baselined);
            }
        }
    }

    /// Counts the entries that are no longer needed; gives them as findings in the baseline where they are shown.
    pub(super) fn stale(
        &self,
        tally: &Tally<'_>,
        summary: &mut Summary,
        config: &Config,
    ) -> Option<(FileResult, Vec<Decision>)> {
        let findings = tally.findings(&config.rules.checks);
        summary.stale_baseline_entries = findings.len();
        let policy = config.policy(&self.place.as_ref()?.resolved());
        let decisions: Vec<_> = findings.iter().map(|f| policy.decide(f)).collect();
        summary.count(&decisions);
        let file = FileResult {
            path: self.source.path.clone(),
            outcome: Ok(Linted {
                source: self.source.clone(),
                postings: Vec::new(),
                findings,
            }),
        };
        let shown = decisions.iter().any(|d| d.hidden.is_none());
        shown.then_some((file, decisions))
    }

    fn exists(&self, path: &str) -> bool {
        self.place.as_ref().is_none_or(|place| place.exists(path))
    }
}

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
    let nothing = Known {
        source: Source::from_text("", ""),
        baseline: Baseline::default(),
        place: None,
    };
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
        lint,
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
