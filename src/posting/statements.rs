//! Statements: bullets and sentences that can carry evidence.

use super::data::SubjectWords;
use super::words::{WordSet, fold};
use super::{PostingRules, Section, SectionKind, Title, sentences};
use crate::lexicon::Lexed;
use crate::parse::{Block, BlockKind, Document};
use crate::span::Span;

/// Who a statement speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The person in the role ("you will …", "the product manager …", an imperative, a bullet).
    Person,
    /// The company or its product ("we are …", "our platform …").
    Company,
    /// Somebody else ("the hiring manager …", "our customers …").
    Other,
}

/// One bullet or sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands in the visible text, white space and bullets trimmed.
    pub span: Span,
    /// Section it belongs to, by heading or by its own content.
    pub section: SectionKind,
    /// Who it speaks of.
    pub subject: Subject,
    /// Whether it is a bullet or a table cell (otherwise a sentence of a paragraph).
    pub bullet: bool,
    /// The clause that speaks of somebody beside the role ("you work with the VP, *who* …").
    pub others: Option<Span>,
}

/// Finds the clauses about others; `lexed` is the document's text, lexed.
pub(super) fn mark_others(statements: &mut [Statement], lexed: &Lexed, rules: &PostingRules) {
    for statement in statements {
        let range = lexed.within(statement.span);
        let begin = rules.beside.matches(lexed, &range, range.clone()).next();
        statement.others = begin.map(|opening| {
            let from = opening.end;
            let last = lexed.clause_end(from..range.end);
            let start = lexed
                .tokens
                .get(from)
                .map_or(statement.span.end, |t| t.start as usize);
            let end = lexed
                .tokens
                .get(last)
                .map_or(statement.span.end, |t| t.start as usize);
            Span::new(start, end.max(start))
        });
    }
}

pub(super) fn find(
    document: &Document,
    sections: &[Section],
    title: Option<&Title>,
    posting: &PostingRules,
) -> Vec<Statement> {
    let title_span = title.and_then(Title::line);
    let mut out = Vec::new();
    let mut at = 0;
    let mut cells = Cells::default();
    for (i, block) in document.blocks.iter().enumerate() {
        let bullet = match block.kind {
            BlockKind::ListItem { .. } => true,
            BlockKind::TableCell { .. } => {
                if cells.is_label(document, i, block) {
                    continue;
                }
                true
            }
            BlockKind::Paragraph => false,
            _ => continue,
        };
        for span in spans(&document.text, block.span, bullet, posting) {
            if title_span.is_some_and(|t| t.overlaps(span)) {
                continue;
            }
            // sections are in order: skip those that end before
            while sections.get(at).is_some_and(|s| s.span.end <= span.start) {
                at += 1;
            }
            cut_by_sections(
                &document.text,
                span,
                sections.get(at..).unwrap_or_default(),
                |span, section| {
                    let text = span.of(&document.text);
                    let section = match section {
                        SectionKind::Responsibilities if demands(text, posting) => {
                            SectionKind::Requirements
                        }
                        other => other,
                    };
                    out.push(Statement {
                        span,
                        section,
                        subject: if names_title(text, title, posting) {
                            Subject::Person
                        } else {
                            subject(document, span, bullet, section, posting)
                        },
                        bullet,
                        others: None,
                    });
                },
            );
        }
    }
    out
}

/// Whether a statement asks for something ("Demonstrated ability to …"), whatever heading it stands under.
fn demands(text: &str, rules: &PostingRules) -> bool {
    let mut words = text.split_whitespace().map(fold);
    words
        .next()
        .is_some_and(|first| rules.statements.demands.longest(&first, words).is_some())
}

/// Gives the parts of a statement that lie in different sections (headings inside running text), headings left out.
fn cut_by_sections(
    text: &str,
    span: Span,
    sections: &[Section],
    mut push: impl FnMut(Span, SectionKind),
) {
    let mut start = span.start;
    let mut emit = |start: usize, end: usize, kind: SectionKind| {
        if start < end {
            let part = super::phrases::trim_matches(text, Span::new(start, end), |c| {
                c.is_whitespace() || c == ':'
            });
            if part.of(text).chars().any(char::is_alphanumeric) {
                push(part, kind);
            }
        }
    };
    let mut covered = false;
    for section in sections.iter().take_while(|s| s.span.start < span.end) {
        covered = true;
        if let Some(heading) = section.heading.filter(|h| h.overlaps(span)) {
            if heading.start > start {
                emit(start, heading.start, SectionKind::Unknown);
            }
            start = heading.end.clamp(start, span.end);
        }
        let end = section.span.end.clamp(start, span.end);
        emit(start, end, section.kind);
        start = end;
    }
    if !covered || start < span.end {
        emit(start, span.end, SectionKind::Unknown);
    }
}

fn spans(text: &str, block: Span, bullet: bool, rules: &PostingRules) -> Vec<Span> {
    let words = &rules.statements;
    let whole = super::phrases::trim_matches(text, block, |c| {
        c.is_whitespace() || matches!(c, '\u{2022}' | '\u{b7}' | '\u{25cf}' | '\u{25aa}')
    });
    let inside = whole.of(text);
    if !inside.chars().any(char::is_alphanumeric) {
        return Vec::new();
    }
    if bullet {
        if let Some(pieces) = sentences::split_semicolons(text, whole) {
            return pieces;
        }
        if inside.split_whitespace().nth(words.long).is_none() && !inside.contains('\n') {
            return vec![whole];
        }
    }
    sentences::split(text, whole, words)
        .into_iter()
        .flat_map(|s| sentences::split_flat(text, s, words, &rules.starts))
        .collect()
}

/// The cells in a row that are being looked at: blocks by their index.
#[derive(Debug, Default)]
struct Cells {
    /// The first block behind them.
    end: usize,
    /// The first block behind the last cell that is not in the first row.
    below: usize,
}

impl Cells {
    /// Whether a cell names its row or column. Cells are asked for in order.
    fn is_label(&mut self, document: &Document, index: usize, block: &Block) -> bool {
        let BlockKind::TableCell { row, column } = block.kind else {
            return false;
        };
        if index >= self.end {
            let rest = document.blocks.get(index..).unwrap_or_default().iter();
            let rows = rest.map_while(|b| match b.kind {
                BlockKind::TableCell { row, .. } => Some(row),
                _ => None,
            });
            (self.end, self.below) = (index, index);
            for row in rows {
                self.end += 1;
                if row > 0 {
                    self.below = self.end;
                }
            }
        }
        let next = document.blocks.get(index + 1).map(|b| &b.kind);
        let short = document.block_text(block).split_whitespace().count() <= 5;
        let heads_row = column == 0
            && short
            && matches!(next, Some(BlockKind::TableCell { row: r, .. }) if *r == row);
        let heads_column = row == 0 && short && self.below > index;
        heads_row || heads_column
    }
}

fn subject(
    document: &Document,
    span: Span,
    bullet: bool,
    section: SectionKind,
    rules: &PostingRules,
) -> Subject {
    let text = span.of(&document.text);
    // the words that say so wherever they stand are looked for last: they cost most
    match by_start(text, bullet, section, rules) {
        Subject::Person => Subject::Person,
        _ if rules.subject.person_anywhere.find(text).next().is_some() => Subject::Person,
        other => other,
    }
}

fn by_start(text: &str, bullet: bool, section: SectionKind, rules: &PostingRules) -> Subject {
    let words = &rules.subject;
    let mut first = text.split_whitespace().map(fold);
    if let Some(word) = first.next()
        && let Some(subject) = words.starts.longest(&word, first)
    {
        return subject;
    }
    if rules.starts.kind(text) == Some(SectionKind::Responsibilities) {
        return Subject::Person;
    }
    if !bullet && named(text, words) {
        return Subject::Company;
    }
    let has = |wanted: &WordSet| text.split_whitespace().any(|w| wanted.holds(w));
    match section {
        _ if bullet => Subject::Person,
        SectionKind::Responsibilities | SectionKind::Requirements | SectionKind::Preferred => {
            Subject::Person
        }
        _ if has(&rules.words.second_person) => Subject::Person,
        SectionKind::About | SectionKind::Benefits => Subject::Company,
        _ if has(&rules.words.first_person) => Subject::Company,
        _ => Subject::Person,
    }
}

/// Whether the statement begins with the posting's title, an article in front or not ("The product manager reports …").
fn names_title(text: &str, title: Option<&Title>, rules: &PostingRules) -> bool {
    let Some(title) = title else {
        return false;
    };
    let start = text
        .split_once(' ')
        .filter(|(article, _)| rules.words.empty.contains(&article.to_ascii_lowercase()))
        .map_or(text, |(_, rest)| rest);
    start
        .get(..title.text.len())
        .is_some_and(|s| s.eq_ignore_ascii_case(&title.text))
}

/// Whether a name of up to four words stands before a verb that companies are the subject of.
fn named(text: &str, words: &SubjectWords) -> bool {
    for (names, raw) in text.split_whitespace().take(5).enumerate() {
        if names > 0 && words.company_verbs.holds(raw) {
            return true;
        }
        if !raw.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return false;
        }
    }
    false
}
