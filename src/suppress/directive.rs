//! Comments and front matter that speak to jdlint, read into directives.

use crate::parse::{Block, BlockKind, Document};
use crate::selector::{KnownRule, Selector, UnknownRule};
use crate::span::{SourceSpan, Span};

/// Names of rules that are read in one document at most; no posting needs so many, and what lies beyond stays flagged.
const MOST_NAMES: usize = 1_000;

/// Where front matter names the rules to ignore.
pub(super) const FRONT_MATTER: &str = "jdlint.ignore";

/// What a comment that speaks to jdlint begins with, in lower case.
const PREFIX: &str = "jdlint-";

/// What a directive does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// From here on.
    Disable,
    /// Up to here.
    Enable,
    /// In the next block, and on its lines.
    NextLine,
    /// On the lines of the block that the comment stands in or beside.
    Line,
    /// In the whole document.
    File,
}

const WORDS: [(&str, Kind); 5] = [
    ("jdlint-disable", Kind::Disable),
    ("jdlint-enable", Kind::Enable),
    ("jdlint-disable-next-line", Kind::NextLine),
    ("jdlint-disable-line", Kind::Line),
    ("jdlint-disable-file", Kind::File),
];

/// Rules that a directive names by one selector.
#[derive(Debug)]
pub(super) struct Name {
    pub selector: Selector,
    /// As written; the directive itself where it names no rule and so means all.
    pub span: SourceSpan,
    pub text: String,
}

/// A directive that jdlint knows.
#[derive(Debug)]
pub(super) struct Directive {
    pub kind: Kind,
    /// `jdlint-disable` and the like.
    pub word: String,
    /// What it names and is known: empty where all that it names is unknown.
    pub names: Vec<Name>,
    /// Names that no rule has.
    pub unknown: Vec<(UnknownRule, SourceSpan)>,
    /// Why, in the words behind ` -- `.
    pub reason: Option<String>,
    /// The inside of the comment, or the value in the front matter.
    pub span: SourceSpan,
}

/// What the comments and the front matter of a document say to jdlint.
#[derive(Debug, Default)]
pub(super) struct Directives {
    /// In the order of the text.
    pub known: Vec<Directive>,
    /// Directives that do not exist, the nearest one that does, and where.
    pub unknown: Vec<(String, Option<&'static str>, SourceSpan)>,
}

/// Whether a document speaks to jdlint at all.
pub(super) fn any(document: &Document) -> bool {
    let mut blocks = document.blocks.iter();
    blocks.any(|block| match &block.kind {
        BlockKind::Comment => starts_with_prefix(document.block_text(block)),
        BlockKind::Meta(key) => key.starts_with("jdlint."),
        _ => false,
    })
}

fn starts_with_prefix(text: &str) -> bool {
    let start = text.trim_start().get(..PREFIX.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// Reads all directives of a document.
pub(super) fn read(document: &Document, rules: &[KnownRule]) -> Directives {
    let mut reader = Reader {
        document,
        rules,
        left: MOST_NAMES,
        found: Directives::default(),
    };
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Comment if starts_with_prefix(document.block_text(block)) => {
                reader.comment(block)
            }
            BlockKind::Meta(key) if key.starts_with("jdlint.") => reader.value(key, block),
            _ => {}
        }
        if reader.left == 0 {
            break;
        }
    }
    let mut found = reader.found;
    // a comment inside a paragraph is a block behind it
    found.known.sort_by_key(|d| d.span);
    found
}

struct Reader<'a> {
    document: &'a Document,
    rules: &'a [KnownRule],
    /// Names that are still read.
    left: usize,
    found: Directives,
}

impl Reader<'_> {
    fn comment(&mut self, block: &Block) {
        let text = self.document.block_text(block);
        let word = text.split_whitespace().next().unwrap_or_default();
        let start = block.span.start + (text.len() - text.trim_start().len());
        let end = start + word.len();
        match WORDS.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)) {
            Some((word, kind)) => {
                let rest = Span::new(end, block.span.end);
                self.directive(*kind, word, rest, block.span);
            }
            None => self.unknown(word, &WORDS.map(|(w, _)| w), Span::new(start, end)),
        }
    }

    /// A value of the front matter. An empty one is no block, so each one names something.
    fn value(&mut self, key: &str, block: &Block) {
        if key == FRONT_MATTER {
            self.directive(Kind::File, FRONT_MATTER, block.span, block.span);
        } else {
            self.unknown(key, &[FRONT_MATTER], block.span);
        }
    }

    fn unknown(&mut self, word: &str, known: &[&'static str], span: Span) {
        self.left -= 1;
        let alike = |w: &&&str| strsim::jaro_winkler(w, word);
        let nearest = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let span = self.document.source_span(span);
        let unknown = (word.to_owned(), nearest.copied(), span);
        self.found.unknown.push(unknown);
    }

    /// `rest` is what follows the word: names, and a reason.
    fn directive(&mut self, kind: Kind, word: &str, rest: Span, whole: Span) {
        let mut directive = Directive {
            kind,
            word: word.to_owned(),
            names: Vec::new(),
            unknown: Vec::new(),
            reason: None,
            span: self.document.source_span(whole),
        };
        let text = rest.of(&self.document.text);
        let mut bare = true;
        let mut at = 0;
        for piece in text.split_inclusive(|c: char| c.is_whitespace() || c == ',') {
            let name = piece.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
            let start = rest.start + at;
            at += piece.len();
            if name.is_empty() {
                continue;
            }
            // an editor makes a dash of two hyphens
            if ["--", "\u{2013}", "\u{2014}"].contains(&name) {
                let reason = text.get(at..).unwrap_or_default();
                let reason: Vec<&str> = reason.split_whitespace().collect();
                directive.reason = (!reason.is_empty()).then(|| reason.join(" "));
                break;
            }
            bare = false;
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let span = Span::new(start, start + name.len());
            let span = self.document.source_span(span);
            match Selector::parse(name, self.rules) {
                Ok(selector) => directive.names.push(Name {
                    selector,
                    span,
                    text: name.to_owned(),
                }),
                Err(unknown) => directive.unknown.push((unknown, span)),
            }
        }
        if bare {
            self.left = self.left.saturating_sub(1);
            directive.names.push(Name {
                selector: Selector::All,
                span: directive.span,
                text: String::new(),
            });
        }
        self.found.known.push(directive);
    }
}
