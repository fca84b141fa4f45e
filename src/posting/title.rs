//! The title of a posting.

use super::Known;
use super::SectionKind;
use super::data::TitleWords;
use super::headings::Meaning;
use super::phrases::{collapse, trim, trim_matches};
use super::words::fold;
use crate::parse::names::same;
use crate::parse::{Block, BlockKind, Document, Format, TYPED};
use crate::span::Span;
use std::cell::RefCell;
use std::collections::HashMap;

/// Where a title was found; the order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleOrigin {
    /// Front matter (`title:`, `role:`, `position:`).
    FrontMatter,
    /// A heading.
    Heading,
    /// A `Title:` line.
    Label,
    /// The first bold line.
    Bold,
    /// The first line, short and shaped like a title.
    FirstLine,
    /// The file name.
    FileName,
    /// The text, which names the role ("we are looking for a …"), where nothing states a title.
    Text,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its text, white space collapsed.
    pub text: String,
    /// Where it stands in the visible text; `None` for a file name.
    pub span: Option<Span>,
    /// Where it was found.
    pub origin: TitleOrigin,
}

impl Title {
    /// The line that it is, or stands on for the sake of naming the posting; `None` where it is a part of something else.
    pub(super) fn line(&self) -> Option<Span> {
        self.span
            .filter(|_| !matches!(self.origin, TitleOrigin::FrontMatter | TitleOrigin::Text))
    }
}

/// How many blocks from the top can hold a `Title:` line.
const LABEL_BLOCKS: usize = 40;
/// How many blocks from the top can hold the title as a bold or first line.
const TOP_BLOCKS: usize = 3;
/// Longest title, in bytes.
const MAX_BYTES: usize = 160;

pub(super) fn find(document: &Document, path: &str, known: Known<'_>) -> Vec<Title> {
    let finder = Finder {
        document,
        known,
        seen: RefCell::default(),
    };
    let mut found = Vec::new();
    finder.front_matter(&mut found);
    finder.heading(&mut found);
    finder.labels(&mut found);
    if found.is_empty() || !found.iter().any(|t| finder.names_role(&t.text)) {
        finder.top_lines(&mut found);
        found.extend(finder.file_name(path));
    }
    finder.rank(found)
}

struct Finder<'a> {
    document: &'a Document,
    known: Known<'a>,
    /// Texts that were looked at, and whether a role is defined for them: the same ones come up several times.
    seen: RefCell<HashMap<String, bool>>,
}

impl Finder<'_> {
    fn words(&self) -> &TitleWords {
        &self.known.posting.title
    }

    fn names_role(&self, text: &str) -> bool {
        if let Some(known) = self.seen.borrow().get(text) {
            return *known;
        }
        let names = self.known.roles.match_title(text).is_some();
        self.seen.borrow_mut().insert(text.to_owned(), names);
        names
    }

    /// Whether the text looks like a job title: a role is defined for it, or it has a word that only titles have.
    fn looks_like_title(&self, text: &str) -> bool {
        self.names_role(text)
            || text
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| self.words().words.holds(w))
    }

    /// Puts a candidate that is a title before those that may be a company's name; what is no title is kept only as
    /// the last resort.
    fn rank(&self, mut found: Vec<Title>) -> Vec<Title> {
        let score = |t: &Title| match () {
            () if self.names_role(&t.text) => 0,
            () if self.looks_like_title(&t.text) => 1,
            () => 2,
        };
        let Some(first) = found.first() else {
            return found;
        };
        if score(first) == 2 {
            // the first candidate is passed over where another is a title
            if let Some(better) = (0..2).find_map(|s| found.iter().position(|t| score(t) == s)) {
                let title = found.remove(better);
                found.insert(0, title);
            }
        }
        let mut kept: Vec<Title> = Vec::with_capacity(found.len());
        for (i, title) in found.into_iter().enumerate() {
            let known = kept
                .iter()
                .any(|k| k.span.is_some() && k.span == title.span);
            if i == 0 || (!known && score(&title) < 2) {
                kept.push(title);
            }
        }
        kept
    }

    fn front_matter(&self, found: &mut Vec<Title>) {
        for key in &self.words().keys {
            for block in &self.document.blocks {
                if matches!(&block.kind, BlockKind::Meta(k) if same(k, key)) {
                    found.extend(self.title(block.span, TitleOrigin::FrontMatter));
                }
            }
        }
    }

    /// The title in a range: `Job title:` in front is dropped, and what is no title is `None`.
    fn title(&self, span: Span, origin: TitleOrigin) -> Option<Title> {
        let text = &self.document.text;
        let mut span = trim(text, span);
        if let Some((label, value)) = self.labelled(span)
            && self.is_label(label)
        {
            span = value;
        }
        let inside = span.of(text);
        let words = inside.split_whitespace().count();
        if words == 0 || words > self.words().max_words || inside.len() > MAX_BYTES {
            return None;
        }
        if self.is_no_title(inside) {
            return None;
        }
        Some(Title {
            text: collapse(inside),
            span: Some(span),
            origin,
        })
    }

    fn is_no_title(&self, text: &str) -> bool {
        let lower = lower(text);
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        let file = !text.contains(char::is_whitespace) && Format::from_path(text).is_some();
        bare.is_empty()
            || file
            || self.words().not_titles.contains(bare)
            || (self
                .words()
                .not_title_starts
                .iter()
                .any(|s| bare.starts_with(s.as_str()))
                && !self.names_role(text))
            || self.is_section(text)
    }

    /// Whether the text is a section's heading. Words that only titles have outweigh the key phrases of headings
    /// ("Fellow Experience Supervisor").
    fn is_section(&self, text: &str) -> bool {
        let headings = &self.known.posting.headings;
        headings.exact(text).is_some()
            || (headings.meaning(text).is_some() && !self.looks_like_title(text))
    }

    /// Whether a heading reads like a title, not like a sentence or a lead-in.
    fn shaped(&self, text: &str) -> bool {
        let text = text.trim_end().trim_end_matches("...");
        !text.ends_with([':', '.', '\u{2026}', '!', '?', ';', ','])
            && !text
                .split_whitespace()
                .any(|w| self.words().not_words.holds(w))
    }

    fn is_label(&self, span: Span) -> bool {
        let (text, labels) = (span.of(&self.document.text), &self.words().labels);
        if !labels.can_begin(text) {
            return false;
        }
        let lower = lower(text);
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        labels.phrases().iter().any(|l| l == bare)
    }

    /// Label and value of `Label: value` (also with a dash), where the value is not empty.
    fn labelled(&self, span: Span) -> Option<(Span, Span)> {
        let text = &self.document.text;
        let inside = span.of(text);
        let (at, mark) = inside.char_indices().take(40).find(|(at, c)| match c {
            ':' | '\u{ff1a}' => true,
            '-' | '\u{2013}' | '\u{2014}' => inside.get(..*at).is_some_and(|b| b.ends_with(' ')),
            _ => false,
        })?;
        let label = trim(text, Span::new(span.start, span.start + at));
        let value = trim_matches(
            text,
            Span::new(span.start + at + mark.len_utf8(), span.end),
            |c| c.is_whitespace() || c == '*',
        );
        (!label.is_empty() && !value.is_empty()).then_some((label, value))
    }

    fn heading(&self, found: &mut Vec<Title>) {
        let mut content = 0;
        let mut seen = false;
        // a heading by its looks alone, of which nothing says that it is a title: the first line of a menu
        let mut weak = false;
        for block in &self.document.blocks {
            match block.kind {
                BlockKind::Meta(_) | BlockKind::Comment => {}
                BlockKind::Heading(level) => {
                    let text = self.document.block_text(block);
                    let first = !seen && (content == 0 || level == 1);
                    let title = self
                        .title(block.span, TitleOrigin::Heading)
                        .filter(|_| self.shaped(text));
                    if let Some(title) = title {
                        // headings further down are titles only where a role says so
                        if first || (content < TOP_BLOCKS && self.names_role(text) && !seen) {
                            weak = level == TYPED && !self.looks_like_title(&title.text);
                            found.push(title);
                            seen = true;
                        }
                    }
                }
                _ => content += 1,
            }
            if seen {
                break;
            }
        }
        if !found
            .last()
            .is_some_and(|title| seen && self.looks_like_title(&title.text))
        {
            // a first-level heading anywhere, or one that is a role's name; the first heading may be the site's
            let late = self
                .document
                .blocks
                .iter()
                .find_map(|block| match block.kind {
                    BlockKind::Heading(level) => {
                        let title = self.title(block.span, TitleOrigin::Heading)?;
                        let role = self.known.roles.match_title(&title.text);
                        let begins = role.as_ref().is_some_and(|m| m.span.start == 0);
                        let whole = role.is_some_and(|m| m.span.len() == title.text.len());
                        let first = level == 1 && self.looks_like_title(&title.text);
                        let late = first || whole || begins && !weak;
                        (late && self.shaped(&title.text)).then_some(title)
                    }
                    _ => None,
                });
            found.extend(late);
        }
    }

    fn labels(&self, found: &mut Vec<Title>) {
        let text = &self.document.text;
        let blocks: Vec<&Block> = self
            .document
            .blocks
            .iter()
            .filter(|b| !matches!(b.kind, BlockKind::Meta(_) | BlockKind::Comment))
            .take(LABEL_BLOCKS)
            .collect();
        for (i, block) in blocks.iter().enumerate() {
            let mut at = block.span.start;
            for line in block.span.of(text).split('\n') {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                if !self.words().labels.can_begin(line) {
                    continue;
                }
                if let Some((label, value)) = self.labelled(span) {
                    if self.is_label(label) {
                        found.extend(self.value(value));
                    }
                    continue;
                }
                // a label alone: the next cell or block holds the value
                let alone = match block.kind {
                    BlockKind::TableCell { column, .. } => column == 0,
                    BlockKind::Heading(_) => true,
                    _ => line.trim_end().ends_with(':'),
                };
                // "Posting title", where what follows is shaped like one
                let bare = !alone && span == block.span && line.contains(' ');
                if (alone || bare)
                    && self.is_label(span)
                    && let Some(next) = blocks.get(i + 1)
                {
                    let fits = match (&block.kind, &next.kind) {
                        (
                            BlockKind::TableCell { row: a, .. },
                            BlockKind::TableCell { row: b, .. },
                        ) => a == b,
                        (BlockKind::Heading(_), BlockKind::Heading(_)) => false,
                        // "Role" above a list opens a section
                        (_, BlockKind::ListItem { .. }) => false,
                        _ => true,
                    };
                    let first_line = next.span.of(text).split('\n').next().unwrap_or_default();
                    let span = Span::new(next.span.start, next.span.start + first_line.len());
                    let fits = fits && (alone || self.shaped(first_line));
                    if fits && self.looks_like_title(span.of(text)) {
                        found.extend(self.value(span));
                    }
                }
            }
        }
    }

    fn value(&self, span: Span) -> Option<Title> {
        let inside = span.of(&self.document.text);
        let sentence = inside.trim_end().ends_with('.') && inside.split_whitespace().count() > 6;
        (!sentence && self.looks_like_title(inside))
            .then(|| self.title(span, TitleOrigin::Label))
            .flatten()
    }

    fn top_lines(&self, found: &mut Vec<Title>) {
        let text = &self.document.text;
        let top = self
            .document
            .blocks
            .iter()
            .filter(|b| !matches!(b.kind, BlockKind::Meta(_) | BlockKind::Comment))
            .take(TOP_BLOCKS);
        let mut first = true;
        for block in top {
            if !matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::TableCell { .. }
            ) {
                first = false;
                continue;
            }
            let line = block.span.of(text).split('\n').next().unwrap_or_default();
            let span = trim(
                text,
                Span::new(block.span.start, block.span.start + line.len()),
            );
            let inside = span.of(text);
            let bare = trim_matches(text, span, |c| !c.is_alphanumeric());
            let bold = self.document.strong.iter().any(|s| s.contains(bare));
            // "Reports to: Head of Product", below the first line, is about another title
            let told = !first
                && inside.contains(':')
                && self.labelled(span).is_some_and(|(label, _)| {
                    !self.is_label(label) && !self.names_role(label.of(text))
                });
            let cut = inside.trim_end_matches("...");
            let ends = told || cut.ends_with(['.', '!', '?', ':', ';', ',']);
            let short = inside.split_whitespace().count() <= 10;
            if !ends
                && short
                && (bold || first || self.names_role(inside))
                && self.looks_like_title(inside)
            {
                let origin = if bold {
                    TitleOrigin::Bold
                } else {
                    TitleOrigin::FirstLine
                };
                found.extend(self.title(span, origin));
            }
            first = false;
        }
    }

    /// The file's name without extension and numbers; the folder's where the name says nothing.
    fn file_name(&self, path: &str) -> Option<Title> {
        path.rsplit(['/', '\\'])
            .take(2)
            .enumerate()
            .find_map(|(i, part)| {
                let stem = match part.rsplit_once('.') {
                    Some((stem, _)) if i == 0 && !stem.is_empty() => stem,
                    _ => part,
                };
                let words: Vec<&str> = stem
                    .split(|c: char| !c.is_alphanumeric() && c != '&' && c != '\'')
                    .filter(|w| !w.is_empty() && !w.chars().all(|c| c.is_ascii_digit()))
                    .collect();
                let text = words.join(" ");
                let bare = fold(&text);
                let empty = bare.is_empty()
                    || self.words().files.contains(&lower(stem))
                    || self.words().files.contains(&bare)
                    || self.words().not_titles.contains(&bare)
                    || matches!(
                        self.known.posting.headings.exact(&text),
                        Some(Meaning::Kind(kind)) if kind != SectionKind::Unknown
                    )
                    || words.len() > self.words().max_words;
                // a folder's name is a title only where it looks like one
                (!empty && (i == 0 || self.looks_like_title(&text)) && text.len() <= MAX_BYTES)
                    .then_some(Title {
                        text,
                        span: None,
                        origin: TitleOrigin::FileName,
                    })
            })
    }
}

fn lower(text: &str) -> String {
    super::words::lower(&collapse(text)).into_owned()
}
