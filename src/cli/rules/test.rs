//! `jdlint rules test`: runs the examples that rule packs carry.
#![allow(
    clippy::disallowed_methods,
    reason = "this module looks at the paths that are named"
)]

use crate::cli::args::RulesTestArgs;
use crate::cli::{BROKEN, CLEAN, FOUND, Failure, message, output};
use crate::config::{Overrides, Pack, PackExample, Placed, Resolver};
use crate::lint::{self, Judged};
use crate::parse::Format;
use crate::report::escape;
use crate::report::words::count;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::source::Source;
use crate::verdict::Policy;
use crate::walk;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a test of packs came to.
#[derive(Default)]
struct Tally {
    lines: Vec<String>,
    packs: usize,
    examples: usize,
    failures: usize,
    warnings: usize,
}

pub(super) fn run(args: &RulesTestArgs, rules: &'static Rules) -> Result<u8, Failure> {
    let mut tally = Tally::default();
    let mut broken = false;
    for (file, shown) in packs(args, rules)? {
        match Pack::read(&file, shown.clone(), rules) {
            Ok(pack) => tally.test(&pack, &shown)?,
            Err(error) => {
                broken = true;
                for report in error.reports() {
                    message::error(&report);
                }
            }
        }
    }
    if tally.packs > 0 {
        tally.lines.push(tally.summary());
        output::write(None, |_, out| writeln!(out, "{}", tally.lines.join("\n")))?;
    }
    Ok(match (broken, tally.failures) {
        (true, _) => BROKEN,
        (false, 0) => CLEAN,
        (false, _) => FOUND,
    })
}

/// The files of the packs that are named, and those of the configurations of the folders that are; each with its name in
/// messages.
fn packs(args: &RulesTestArgs, rules: &'static Rules) -> Result<Vec<(PathBuf, String)>, Failure> {
    let resolver = Resolver::new(args.config.choice(), Overrides::default(), rules);
    let here = [PathBuf::from(".")];
    let paths = match args.paths.as_slice() {
        [] => &here,
        paths => paths,
    };
    let mut found = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        let failure = |e: std::io::Error| {
            let path = message::quote(&shown);
            Failure::new(format!("{path}: {}", walk::io_message(&e)))
        };
        if !fs::metadata(path).map_err(failure)?.is_dir() {
            found.push((path.clone(), walk::display(path)));
            continue;
        }
        let folder = fs::canonicalize(path).map_err(failure)?;
        let config = resolver.folder(&folder).map_err(|e| Failure::from(&*e))?;
        let named = config.layer.packs.iter().flat_map(|packs| &packs.value);
        let before = found.len();
        // the configuration has read them
        found.extend(named.filter_map(|pack| pack.text.file(&pack.value).ok()));
        if found.len() == before {
            return Err(Failure::new(format!(
                "the configuration of {} names no rule pack",
                message::quote(&shown)
            )));
        }
    }
    Ok(found)
}

impl Tally {
    fn test(&mut self, pack: &Pack, shown: &str) -> Result<(), Failure> {
        self.packs += 1;
        let settings = Settings::default();
        let policy = Policy::new(&settings, &pack.rules.checks.known());
        let policy = policy.map_err(|_| Failure::new("the rules are broken"))?;
        let mut cues: BTreeSet<String> = BTreeSet::new();
        let mut roles: BTreeSet<String> = BTreeSet::new();
        for example in &pack.examples {
            self.examples += 1;
            let judged = match posting(example) {
                Ok((source, format)) => lint::lint(&source, format, &pack.rules, &settings),
                Err(message) => {
                    self.fail(example, shown, &message);
                    continue;
                }
            };
            for posting in &judged {
                cues.extend(posting.profile.signals.iter().map(|s| s.cue.id.clone()));
                roles.extend(posting.title.iter().map(|t| t.role.clone()));
            }
            self.compare(example, shown, &judged, pack, &policy);
        }
        for role in &pack.roles {
            let of_pack = pack.rules.roles.get(&role.value);
            let named = of_pack.is_some_and(|r| pack.rules.roles.is_named(r));
            if !named && !roles.contains(&role.value) {
                self.failures += 1;
                self.line(
                    role,
                    shown,
                    &format!("no title names the role {}", role.value),
                );
            }
        }
        for cue in &pack.cues {
            // a cue that is heard together with a scope has the scope behind its id
            let scoped = format!("{}-", cue.value);
            if !cues
                .iter()
                .any(|c| *c == cue.value || c.starts_with(&scoped))
            {
                self.warnings += 1;
                let text = format!("warning: no example shows the cue {}", cue.value);
                self.line(cue, shown, &text);
            }
        }
        Ok(())
    }

    /// Tells where an example does not do what it says.
    fn compare(
        &mut self,
        example: &Placed<PackExample>,
        shown: &str,
        judged: &[Judged],
        pack: &Pack,
        policy: &Policy,
    ) {
        let mut wrong = Vec::new();
        let roles: Vec<&str> = judged
            .iter()
            .filter_map(|j| Some(j.title.as_ref()?.role.as_str()))
            .collect();
        if let Some(wanted) = example.value.role()
            && roles != Vec::from_iter(wanted)
        {
            let wanted = wanted.unwrap_or("none");
            let found = in_words(&roles, "none");
            wrong.push(format!("expected the role {wanted}, found {found}"));
        }
        let wanted = example.value.flagged(&pack.rules);
        let findings = judged.iter().flat_map(|j| &j.findings);
        let mut found: Vec<&str> = findings
            .filter(|f| policy.decide(f).hidden.is_none())
            .map(|f| f.code.as_str())
            .collect();
        found.sort_unstable();
        found.dedup();
        if found != wanted {
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            let (wanted, found) = (in_words(&wanted, "no finding"), in_words(&found, "none"));
            wrong.push(format!("expected {wanted}, found {found}"));
        }
        if !wrong.is_empty() {
            self.fail(example, shown, &wrong.join("; "));
        }
    }

    fn fail(&mut self, example: &Placed<PackExample>, shown: &str, message: &str) {
        self.failures += 1;
        let name = escape::clipped(example.value.name(), 100);
        self.line(example, shown, &format!("{name}: {message}"));
    }

    fn line<T>(&mut self, place: &Placed<T>, shown: &str, text: &str) {
        let (path, line) = (escape::name(shown), place.line());
        self.lines
            .push(format!("{path}:{line}: {}", escape::text(text)));
    }

    fn summary(&self) -> String {
        let (packs, examples) = (count(self.packs, "pack"), count(self.examples, "example"));
        let verdict = match self.failures {
            0 => "all as expected".to_owned(),
            n => format!("{n} failed"),
        };
        let mut parts = vec![format!("{packs}: {examples}"), verdict];
        if self.warnings > 0 {
            parts.push(count(self.warnings, "warning"));
        }
        parts.join(", ")
    }
}

/// The posting of an example.
fn posting(example: &Placed<PackExample>) -> Result<(Source, Format), String> {
    if let Some(text) = &example.value.text {
        return Ok((Source::from_text("posting.md", text), Format::Markdown));
    }
    let name = example.value.file.as_deref().unwrap_or_default();
    let (file, shown) = example.text.file(name)?;
    let format = Format::from_path(&shown).unwrap_or(Format::Markdown);
    let source = walk::read_text(Path::new(&file), &shown, walk::MAX_BYTES)?;
    Ok((source, format))
}

/// Names with commas between, or what stands for none.
fn in_words(names: &[&str], none: &str) -> String {
    match names {
        [] => none.to_owned(),
        names => names.join(", "),
    }
}
