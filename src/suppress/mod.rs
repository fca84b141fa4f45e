//! Suppressions: which findings the text itself asks not to show.
//!
//! Comments (`<!-- jdlint-disable JD101 -- reason -->`) and front matter (`jdlint: {ignore: [JD101]}`) name rules as
//! `--select` does; without a name they mean all. Formats only have to yield their comments as
//! [`BlockKind::Comment`].
//!
//! | directive | a finding is suppressed where |
//! | --- | --- |
//! | `jdlint-disable-next-line` | one of its labels stands in the next block (bullet, heading, paragraph, row) |
//! | `jdlint-disable-line` | one of its labels stands in the block of the comment |
//! | `jdlint-disable` | its primary label stands behind the comment and before a `jdlint-enable` for its rule |
//! | `jdlint-disable-file`, front matter | it is a finding of this document |
//!
//! A `jdlint-disable` above all text holds for the front matter as well. What is said nearest to a finding is what
//! suppresses it: line, then block, then file.
//!
//! Findings on suppressions themselves (family `hygiene`) are suppressed only by a name that means nothing else, for the
//! whole file; so no suppression hides that it is unused.

mod directive;

use crate::checks::{Rulebook, hygiene};
use crate::finding::{Family, Finding, Suppression};
use crate::parse::{BlockKind, Document};
use crate::selector::{KnownRule, Selector};
use crate::span::SourceSpan;
use directive::{Directive, Directives, Kind};

/// Marks the findings of a document that its text suppresses, and adds findings on suppressions that are unused or name
/// what does not exist. `source` is the text that the document was parsed from.
pub fn apply(document: &Document, source: &str, book: &Rulebook, findings: &mut Vec<Finding>) {
    if !directive::any(document) {
        return;
    }
    let rules = book.known();
    let Directives { known, unknown } = directive::read(document, &rules);
    let mut cover = Cover::new(document, source, &known);
    for finding in findings.iter_mut() {
        finding.suppression = cover.suppression(finding);
    }
    let mut hygiene = hygiene::Findings::new(book);
    for (directive, used) in known.iter().zip(&cover.used) {
        let unused = |i: usize| !used.get(i).copied().unwrap_or(true);
        let idle: Vec<_> = (0..directive.names.len())
            .filter(|i| unused(*i) && !cover.needs_no_use(directive, *i, &rules))
            .filter_map(|i| directive.names.get(i))
            .collect();
        let ends = directive.kind == Kind::Enable;
        if idle.len() == directive.names.len() && directive.unknown.is_empty() && !idle.is_empty() {
            hygiene.unused(&directive.word, "", ends, directive.span);
        } else {
            for name in idle {
                hygiene.unused(&directive.word, &name.text, ends, name.span);
            }
        }
    }
    for directive in &known {
        hygiene.unknown_rules(&directive.word, &directive.unknown);
    }
    for (word, nearest, span) in &unknown {
        hygiene.unknown_directive(word, *nearest, *span);
    }
    for mut finding in hygiene.found {
        finding.suppression = cover.of_hygiene(&finding);
        findings.push(finding);
    }
}

/// What the directives of a document cover.
struct Cover<'a> {
    directives: &'a [Directive],
    /// By directive: the stretch of the source that it speaks of; for `Enable` and `Disable` where it begins to count.
    ranges: Vec<SourceSpan>,
    /// By directive and name: whether it suppressed a finding.
    used: Vec<Vec<bool>>,
}

impl<'a> Cover<'a> {
    fn new(document: &Document, source: &str, directives: &'a [Directive]) -> Self {
        // a posting in a string or a row says nothing of the lines of the file
        let lines = (!document.escaped).then(|| LineEnds::new(source));
        let mut blocks: Vec<SourceSpan> = document
            .blocks
            .iter()
            .filter(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Meta(_)))
            .map(|b| document.source_span(b.span))
            .map(|span| match &lines {
                Some(lines) => lines.widen(span),
                None => span,
            })
            .collect();
        blocks.sort_unstable();
        let used = directives.iter().map(|d| vec![false; d.names.len()]);
        Cover {
            directives,
            ranges: directives.iter().map(|d| range(d, &blocks)).collect(),
            used: used.collect(),
        }
    }

    fn suppression(&mut self, finding: &Finding) -> Option<Suppression> {
        let (index, name) = self.nearest(finding)?;
        if let Some(used) = self.used.get_mut(index).and_then(|u| u.get_mut(name)) {
            *used = true;
        }
        self.directives.get(index).map(Suppression::from)
    }

    /// Directive and name that suppress a finding.
    fn nearest(&self, finding: &Finding) -> Option<(usize, usize)> {
        let primary = finding.labels.first().map_or(0, |l| l.span.start);
        let (mut block, mut file) = (None, None);
        // the last one that names the rule counts
        for (index, (directive, range)) in self.directives.iter().zip(&self.ranges).enumerate() {
            let names = |name: &directive::Name| name.selector.names(&finding.code, finding.family);
            let Some(name) = directive.names.iter().position(names) else {
                continue;
            };
            let here = Some((index, name));
            let labelled = |at: usize| range.start <= at && at < range.end;
            match directive.kind {
                Kind::Line | Kind::NextLine => {
                    if finding.labels.iter().any(|l| labelled(l.span.start)) {
                        return here;
                    }
                }
                Kind::Disable if range.start <= primary => block = here,
                Kind::Enable if range.start <= primary => block = None,
                Kind::Disable | Kind::Enable => {}
                Kind::File => file = file.or(here),
            }
        }
        block.or(file)
    }

    /// The suppression of a finding on suppressions.
    fn of_hygiene(&self, finding: &Finding) -> Option<Suppression> {
        let names = |d: &&Directive| {
            d.kind == Kind::File
                && d.names.iter().any(|n| {
                    is_hygiene(&n.selector) && n.selector.names(&finding.code, finding.family)
                })
        };
        self.directives.iter().find(names).map(Suppression::from)
    }

    /// Whether a name is not unused though it suppressed nothing: one that is there for findings on suppressions, or
    /// one that ends a suppression.
    fn needs_no_use(&self, directive: &Directive, name: usize, rules: &[KnownRule]) -> bool {
        let Some(name) = directive.names.get(name) else {
            return false;
        };
        match directive.kind {
            Kind::File => is_hygiene(&name.selector),
            Kind::Enable => rules
                .iter()
                .filter(|rule| name.selector.names(&rule.code, rule.family))
                .any(|rule| self.is_disabled_before(directive, rule)),
            Kind::Disable | Kind::Line | Kind::NextLine => false,
        }
    }

    /// Whether a rule is disabled where `directive` stands.
    fn is_disabled_before(&self, directive: &Directive, rule: &KnownRule) -> bool {
        let before = self
            .directives
            .iter()
            .filter(|d| d.span < directive.span && matches!(d.kind, Kind::Enable | Kind::Disable));
        let mut naming = before.filter(|d| {
            let mut names = d.names.iter();
            names.any(|n| n.selector.names(&rule.code, rule.family))
        });
        naming.next_back().is_some_and(|d| d.kind == Kind::Disable)
    }
}

impl From<&Directive> for Suppression {
    fn from(directive: &Directive) -> Self {
        Suppression {
            span: directive.span,
            reason: directive.reason.clone(),
        }
    }
}

/// Whether a selector means findings on suppressions and nothing else.
fn is_hygiene(selector: &Selector) -> bool {
    match selector {
        Selector::All => false,
        Selector::Family(family) => *family == Family::Hygiene,
        Selector::Prefix(code) | Selector::Rule(code) => code.starts_with(hygiene::CODES),
    }
}

/// What a directive speaks of. `blocks` are the lines of the blocks of visible text, in order.
fn range(directive: &Directive, blocks: &[SourceSpan]) -> SourceSpan {
    let comment = directive.span;
    let after = blocks.partition_point(|block| block.start < comment.end);
    match directive.kind {
        Kind::NextLine => blocks.get(after).copied().unwrap_or_default(),
        Kind::Line => {
            // it may go on below
            let holds = |b: &&SourceSpan| b.start <= comment.start && comment.start <= b.end;
            let here = after.checked_sub(1).and_then(|i| blocks.get(i));
            here.filter(holds).copied().unwrap_or_default()
        }
        Kind::Disable if after == 0 => SourceSpan::default(),
        Kind::Disable | Kind::Enable | Kind::File => comment,
    }
}

/// Where the lines of a text end.
struct LineEnds<'a> {
    text: &'a str,
    ends: Vec<usize>,
}

impl<'a> LineEnds<'a> {
    fn new(text: &'a str) -> Self {
        let ends = text.match_indices(['\n', '\r']).map(|(at, _)| at);
        LineEnds {
            text,
            ends: ends.collect(),
        }
    }

    /// A range with the rest of its first and last lines.
    fn widen(&self, span: SourceSpan) -> SourceSpan {
        let first = self.ends.partition_point(|end| *end < span.start);
        let last = self.ends.partition_point(|end| *end < span.end);
        let before = first.checked_sub(1).and_then(|i| self.ends.get(i));
        SourceSpan {
            start: before.map_or(0, |end| end + 1),
            end: self.ends.get(last).copied().unwrap_or(self.text.len()),
        }
    }
}
