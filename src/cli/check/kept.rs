//! What of a reduced file stays in memory until the report is written.

use crate::cli::args::ReportArgs;
use crate::cli::reduce;
use crate::report::words::count;
use crate::report::{Clean, Format};
use crate::source::Source;
use crate::verdict::{Decision, FileResult, Linted};

/// A file, and a decision for each of its findings.
pub(super) type Kept = (FileResult, Vec<Decision>);

/// What is to be kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    pub(super) format: Format,
    /// Also the findings that are not shown: others may join them in the end.
    pub(super) hidden: bool,
}

impl Needs {
    /// What is kept of a part of a file: the findings, and of postings without findings what the format tells of such
    /// postings. Nothing where that is nothing.
    pub(super) fn of(self, mut part: FileResult, mut decisions: Vec<Decision>) -> Option<Kept> {
        let clean = self.format.clean_files();
        if !self.hidden {
            show_only(&mut part, &mut decisions);
        }
        // a report of each posting tells of clean ones, too
        let each = match clean {
            Clean::Understood => true,
            Clean::Path => part.addresses().next().is_some(),
            Clean::Nothing => false,
        };
        if !each && decisions.is_empty() {
            return (clean == Clean::Path).then(|| (path_alone(&part.path), Vec::new()));
        }
        if let Ok(linted) = &mut part.outcome
            && clean != Clean::Understood
        {
            linted.postings.retain(|j| each || !j.findings.is_empty());
            for judged in &mut linted.postings {
                judged.posting.title = None;
                judged.title = None;
            }
        }
        Some((part, decisions))
    }
}

/// The limit on what is kept of a run.
#[derive(Debug)]
pub(super) struct Limit {
    /// Bytes that are left.
    pub(super) bytes: usize,
    /// Findings and postings beyond it. Where there are any, all that follows is left out, too.
    pub(super) left_out: (usize, usize),
}

impl Limit {
    /// Whether something is left out.
    pub(super) fn is_short(&self) -> bool {
        self.left_out != (0, 0)
    }

    /// What is left out and why, if something is.
    pub(super) fn told(&self, args: &ReportArgs) -> Option<String> {
        let (findings, postings) = self.left_out;
        // one of these is kept only where the baseline must be seen in the end, and then has the limit, too
        let others = match args.format.is_stream() {
            true => String::new(),
            false => {
                let free = Format::all().iter().filter(|format| format.is_stream());
                let free: Vec<_> = free.map(|format| format.name()).collect();
                format!(", and {} have no such limit", free.join(", "))
            }
        };
        self.is_short().then(|| {
            format!(
                "the report is larger than the limit of {} MB, and ends before {} of {}; --max-report-size raises it{others}",
                args.max_report_size,
                count(findings, "finding"),
                count(postings, "posting"),
            )
        })
    }

    /// Adds a part of a file to what is kept of it, as far as the limit allows.
    pub(super) fn keep(&mut self, kept: &mut Option<Kept>, (mut part, mut decisions): Kept) {
        let mut left = if self.is_short() { 0 } else { self.bytes };
        let sizes = reduce::sizes(&part);
        let fits = |size: &&(usize, usize)| {
            let fits = size.0 <= left;
            left -= if fits { size.0 } else { 0 };
            fits
        };
        let fitting = sizes.iter().take_while(fits).count();
        let findings = sizes.iter().take(fitting).map(|(_, n)| n).sum::<usize>();
        self.bytes = left;
        if fitting < sizes.len() {
            let shown = |d: &&Decision| d.hidden.is_none();
            self.left_out.0 += decisions.iter().skip(findings).filter(shown).count();
            self.left_out.1 += sizes.len() - fitting;
            if let Ok(linted) = &mut part.outcome {
                linted.postings.truncate(fitting);
                linted.findings.clear();
            }
            decisions.truncate(findings);
        }
        if fitting > 0 {
            append(kept, (part, decisions));
        }
    }
}

fn append(kept: &mut Option<Kept>, later: Kept) {
    let Some((file, decisions)) = kept else {
        *kept = Some(later);
        return;
    };
    if let (Ok(linted), Ok(part)) = (&mut file.outcome, later.0.outcome) {
        linted.source.append_places(part.source);
        grow(&mut linted.postings, part.postings);
        grow(decisions, later.1);
    }
}

/// Appends without the room for as much again that a list takes where it grows: there is a limit on what is kept.
fn grow<T>(list: &mut Vec<T>, later: Vec<T>) {
    if list.capacity() - list.len() < later.len() {
        list.reserve_exact(later.len() + list.len() / 8);
    }
    list.extend(later);
}

/// Drops the findings that are not shown.
fn show_only(part: &mut FileResult, decisions: &mut Vec<Decision>) {
    let is_shown = |decision: &Decision| decision.hidden.is_none();
    let mut shown = decisions.iter().map(is_shown);
    for judged in part.outcome.iter_mut().flat_map(|l| &mut l.postings) {
        judged.findings.retain(|_| shown.next() == Some(true));
    }
    decisions.retain(is_shown);
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
