//! What of a linted file stays in memory until the report is written: of its text no more than the lines that a report quotes.

use crate::lint::Judged;
use crate::parse::Document;
use crate::report::{Clean, Format};
use crate::source::Source;
use crate::span::SourceSpan;
use crate::verdict::{Decision, FileResult, Linted, abstains};

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
    /// Adds a part of a file to what is kept of it: the findings, and of postings without findings what the format tells of
    /// such postings.
    pub(super) fn keep(
        self,
        kept: &mut Option<Kept>,
        mut part: FileResult,
        mut decisions: Vec<Decision>,
    ) {
        let clean = self.format.clean_files();
        if !self.hidden {
            show_only(&mut part, &mut decisions);
        }
        // a report of each posting tells of clean ones, too
        let addressed = part.addresses().next().is_some();
        let path_alone_tells = clean != Clean::Path || !addressed;
        if clean != Clean::Understood && path_alone_tells && decisions.is_empty() {
            if clean == Clean::Path {
                append(kept, (path_alone(&part.path), Vec::new()));
            }
            return;
        }
        if let Ok(linted) = &mut part.outcome {
            let whole = clean == Clean::Understood;
            linted.postings.iter_mut().for_each(|j| shrink(j, whole));
            // of text that is escaped the text of the document is shown, not that of the source
            if linted.postings.iter().all(|judged| judged.document.escaped) {
                forget_text(linted, whole);
            }
        }
        append(kept, (part, decisions));
    }
}

fn append(kept: &mut Option<Kept>, later: Kept) {
    let Some((file, decisions)) = kept else {
        *kept = Some(later);
        return;
    };
    if let (Ok(linted), Ok(part)) = (&mut file.outcome, later.0.outcome) {
        linted.source.append_places(part.source);
        linted.postings.extend(part.postings);
        decisions.extend(later.1);
    }
}

/// Drops the findings that are not shown.
fn show_only(part: &mut FileResult, decisions: &mut Vec<Decision>) {
    let is_shown = |decision: &Decision| decision.hidden.is_none();
    let mut shown = decisions.iter().map(is_shown);
    for judged in part.outcome.iter_mut().flat_map(|l| &mut l.postings) {
        judged.profile.abstains = abstains(judged);
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

fn shrink(judged: &mut Judged, whole: bool) {
    judged.posting.titles = Vec::new();
    judged.posting.sections = Vec::new();
    judged.posting.statements = Vec::new();
    judged.posting.facts = Vec::new();
    judged.profile.signals = Vec::new();
    judged.profile.votes = Vec::new();
    if !whole && !judged.document.escaped {
        let address = judged.document.address.take();
        judged.document = Document::default();
        judged.document.address = address;
    }
}

/// Keeps the lines that labels stand in, and the title where the format tells of it, and what places they have.
fn forget_text(linted: &mut Linted, whole: bool) {
    let mut places = Vec::new();
    let mut add = |span: SourceSpan| places.extend([span.start, span.end.max(span.start)]);
    for judged in &mut linted.postings {
        let document = &mut judged.document;
        let labels = judged.findings.iter().flat_map(|f| &f.labels);
        let spans = labels.map(|label| label.span).inspect(|span| add(*span));
        let spans = spans.filter_map(|span| document.visible_span(span));
        let mut lines: Vec<_> = spans.collect();
        let title = judged.posting.title.as_mut().filter(|_| whole);
        let title = title.and_then(|title| title.span.as_mut());
        if let Some(title) = &title {
            add(document.source_span(**title));
            lines.push(**title);
        }
        let moved = document.keep_lines(&lines);
        if let Some(title) = title {
            *title = moved(*title);
        }
    }
    linted.source = linted.source.without_text(places);
}
