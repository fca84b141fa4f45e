//! What of a linted file leaves the thread that judged it: findings, what a format tells of postings, and of the text no more
//! than the lines that a report quotes.

use crate::finding::{Finding, Label};
use crate::lint::Judged;
use crate::report::{Clean, Format};
use crate::span::SourceSpan;
use crate::verdict::{FileResult, abstains};
use std::mem::size_of;

/// Bytes that the positions of a label take.
const POSITIONS: usize = 128;
/// Bytes that the texts of a finding take beside their own, about.
const ALLOCATED: usize = 160;
/// Bytes that a posting without findings takes beside its text, about: `benches/bombs.py` measures reports at their limit.
const HELD: usize = 1_700;

/// Drops what a report in `format` does not show.
pub(super) fn reduce(file: &mut FileResult, format: Format) {
    let Ok(linted) = &mut file.outcome else {
        return;
    };
    let (mut places, mut quoted) = (Vec::new(), Vec::new());
    for judged in &mut linted.postings {
        shrink(judged);
        let mut lines = Vec::new();
        let document = &judged.document;
        for span in labels(&judged.findings).map(|label| label.span) {
            places.extend(ends(span));
            match document.escaped {
                _ if !format.quotes() => {}
                // of text that is escaped the text of the document is shown, not that of the source
                true => lines.extend(document.visible_span(span)),
                false => quoted.push(span.start),
            }
        }
        let document = &mut judged.document;
        let title = judged.posting.title.as_mut();
        let title = title.filter(|_| format.clean_files() == Clean::Understood);
        let title = title.and_then(|title| title.span.as_mut());
        if let Some(title) = &title {
            places.extend(ends(document.source_span(**title)));
            lines.push(**title);
        }
        let moved = document.keep_lines(&lines);
        if let Some(title) = title {
            *title = moved(*title);
        }
    }
    places.extend(labels(&linted.findings).flat_map(|label| ends(label.span)));
    linted.source = linted.source.without_text(places, quoted);
}

fn labels(findings: &[Finding]) -> impl Iterator<Item = &Label> {
    findings.iter().flat_map(|finding| &finding.labels)
}

fn ends(span: SourceSpan) -> [usize; 2] {
    [span.start, span.end.max(span.start)]
}

fn shrink(judged: &mut Judged) {
    judged.profile.abstains = abstains(judged);
    judged.posting.titles = Vec::new();
    judged.posting.sections = Vec::new();
    judged.posting.statements = Vec::new();
    judged.posting.facts = Vec::new();
    judged.profile.signals = Vec::new();
    judged.profile.votes = Vec::new();
    judged.profile.features = Vec::new();
    judged.profile.dimensions = Vec::new();
}

/// Bytes of memory that a reduced file takes, about.
pub(super) fn size(file: &FileResult) -> usize {
    sizes(file).iter().map(|(bytes, _)| bytes).sum()
}

/// Bytes of memory that each posting of a reduced file takes, about, and the number of its findings; what the file takes
/// stands with the first one. A file without postings is one.
pub(super) fn sizes(file: &FileResult) -> Vec<(usize, usize)> {
    let mut sizes = match &file.outcome {
        Ok(linted) if linted.postings.is_empty() => {
            let findings = linted.findings.iter();
            vec![(findings.map(of_finding).sum(), linted.findings.len())]
        }
        Ok(linted) => linted.postings.iter().map(of_posting).collect(),
        Err(problem) => vec![(problem.len(), 0)],
    };
    let text = file.outcome.as_ref().map_or(0, |l| l.source.text.len());
    if let Some((bytes, _)) = sizes.first_mut() {
        *bytes += size_of::<FileResult>() + 2 * file.path.len() + text;
    }
    sizes
}

fn of_posting(judged: &Judged) -> (usize, usize) {
    let address = judged.document.address.as_ref();
    let address = address.map_or(0, |a| {
        a.pointer.len() + a.id.as_ref().map_or(0, String::len)
    });
    let title = judged.posting.title.as_ref().map_or(0, |t| t.text.len());
    let findings = judged.findings.iter().map(of_finding).sum::<usize>();
    let own = size_of::<Judged>() + HELD + title + address + judged.document.text.len();
    (own + findings, judged.findings.len())
}

fn of_finding(finding: &Finding) -> usize {
    let text = |text: &String| size_of::<String>() + text.len();
    let label = |label: &Label| size_of::<Label>() + label.message.len() + POSITIONS;
    let fixed = [
        &finding.code,
        &finding.rule,
        &finding.message,
        &finding.fingerprint,
    ];
    let texts = finding.notes.iter().chain(&finding.help);
    size_of::<Finding>()
        + ALLOCATED
        + fixed.iter().map(|text| text.len()).sum::<usize>()
        + finding.labels.iter().map(label).sum::<usize>()
        + texts.chain(&finding.sources).map(text).sum::<usize>()
}
