//! Known findings: the baseline of a run, and what of it is met in the files.

use super::place::Place;
use crate::baseline::{Baseline, Quota, Tally};
use crate::cli::args::BaselineArgs;
use crate::cli::{Failure, message};
use crate::config::{Config, Placed, Resolver};
use crate::source::Source;
use crate::verdict::{Decision, FileResult, Hidden, Policy, Summary, Verdict};
use crate::walk::Input;
use std::collections::HashMap;
use std::sync::Arc;

/// How much of what is known of a file was met in it so far.
pub(in crate::cli) struct Meeting {
    quota: Quota,
    /// Findings so far.
    findings: usize,
}

/// Findings that are known; none without a baseline.
pub(in crate::cli) struct Known {
    pub(super) place: Option<Place>,
    source: Source,
    pub(super) baseline: Baseline,
}

impl Known {
    /// Finds and reads the baseline.
    pub(in crate::cli) fn find(args: &BaselineArgs, resolver: &Resolver) -> Result<Known, Failure> {
        let place = match args.no_baseline {
            true => None,
            false => Place::find(resolver)?,
        };
        Known::read(place)
    }

    pub(super) fn read(place: Option<Place>) -> Result<Known, Failure> {
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
    pub(in crate::cli) fn config(&self, resolver: &Resolver) -> Option<Arc<Config>> {
        let place = self.place.as_ref()?;
        resolver.folder(&place.folder).ok()
    }

    /// Warns of a configuration that holds for some of the files and names another baseline: a run has one.
    pub(in crate::cli) fn tell_others(&self, resolver: &Resolver) {
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

    pub(in crate::cli) fn tally(&self) -> Tally<'_> {
        Tally::new(&self.baseline)
    }

    /// Whether findings can turn out to be known after all files were checked: where a file of the baseline is gone, it may
    /// have been renamed.
    pub(in crate::cli) fn hides_late(&self) -> bool {
        let mut paths: Vec<&str> = self.baseline.entries().iter().map(|e| &*e.path).collect();
        paths.dedup();
        paths.into_iter().any(|path| !self.exists(path))
    }

    /// What is known of the findings of a file.
    pub(in crate::cli) fn meet(&self, path: &str, config: &Config, input: &Input) -> Meeting {
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
    pub(in crate::cli) fn decide(
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
    pub(in crate::cli) fn end(&self, tally: &mut Tally<'_>, meeting: &Meeting, whole: bool) {
        tally.file(&meeting.quota, whole);
    }

    /// Hides the findings that are known from a file that was renamed.
    pub(in crate::cli) fn settle(
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
    pub(in crate::cli) fn stale(
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
        let file = FileResult::without_postings(self.source.clone(), findings);
        let shown = decisions.iter().any(|d| d.hidden.is_none());
        shown.then_some((file, decisions))
    }

    pub(super) fn exists(&self, path: &str) -> bool {
        self.place.as_ref().is_none_or(|place| place.exists(path))
    }
}
