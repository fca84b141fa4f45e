//! reStructuredText: titles by their adornment, lists, tables, fields as values, comments, directives.

mod table;

use super::inline::{Mark, Special, Syntax};
use super::lines::{Line, Lines};
use super::outline::Place;
use super::page::Page;
use super::{BlockKind, Document};

static SYNTAX: Syntax = Syntax {
    marks: &[
        Mark {
            mark: "**",
            strong: true,
            verbatim: false,
            inside_words: false,
        },
        Mark {
            mark: "*",
            strong: false,
            verbatim: false,
            inside_words: false,
        },
        Mark {
            mark: "``",
            strong: false,
            verbatim: true,
            inside_words: false,
        },
    ],
    special,
    escapes: |_| true,
    references: false,
};

/// Directives whose content a reader sees as text, or whose fields are read. What stands below others is skipped.
const TEXTS: &[&str] = &[
    "admonition",
    "attention",
    "caution",
    "class",
    "compound",
    "container",
    "danger",
    "epigraph",
    "error",
    "highlights",
    "hint",
    "important",
    "list-table",
    "meta",
    "note",
    "pull-quote",
    "rst-class",
    "rubric",
    "sidebar",
    "table",
    "tip",
    "topic",
    "warning",
];
/// Of these, those whose argument is text as well.
const ARGUMENTS: &[&str] = &[
    "attention",
    "caution",
    "danger",
    "epigraph",
    "error",
    "hint",
    "important",
    "note",
    "tip",
    "warning",
];
/// Of these, those whose argument is the heading of the content.
const TITLES: &[&str] = &["admonition", "rubric", "sidebar", "topic"];
/// A heading by its looks alone.
const TYPED: BlockKind = BlockKind::Heading(6);
/// Longest role, reference or link that is looked for, in bytes.
const SPECIAL_MAX: usize = 1000;

pub(super) fn parse(source: &str) -> Document {
    let mut reader = Reader {
        page: Page::new(source, &SYNTAX),
        styles: Vec::new(),
        head: true,
    };
    let mut lines = Lines::of(source);
    while let Some(line) = lines.next() {
        reader.line(line, &mut lines);
    }
    reader.page.finish()
}

struct Reader<'s> {
    page: Page<'s>,
    /// How titles are adorned, the highest level first: the character, and whether it stands above as well.
    styles: Vec<(char, bool)>,
    /// There were comments alone so far.
    head: bool,
}

impl<'s> Reader<'s> {
    fn line(&mut self, line: Line<'s>, lines: &mut Lines<'s>) {
        let text = line.text;
        self.head &= text.is_empty() || text.starts_with(".. ");
        if text.is_empty() || text == "::" {
            self.page.begin(Place::Body);
        } else if let Some(mark) = adornment(text) {
            self.adorned(mark, line, lines);
        } else if let Some(columns) = table::simple(text) {
            self.page.begin(Place::Body);
            table::read_simple(line, &columns, lines, &mut self.page);
        } else if let Some(columns) = table::grid(text) {
            self.page.begin(Place::Body);
            table::read_grid(line, &columns, lines, &mut self.page);
        } else if text == ".." || text.starts_with(".. ") {
            self.page.begin(Place::Body);
            self.explicit(line, lines);
        } else if let Some((name, value)) = field(line).filter(|_| self.page.is_between()) {
            self.field(name, value, line.indent, lines);
        } else if text.starts_with("| ") {
            // a line block, whose breaks a reader sees
            self.page.push(line.after(2), true);
        } else if text.ends_with("::") {
            // what follows is shown as it stands; of the two one is seen
            self.page.push(line.part(0..text.len() - 1), false);
        } else {
            self.page.push(line, false);
        }
    }

    /// A line of one character: it makes a title of the line above or below, or stands between paragraphs.
    fn adorned(&mut self, mark: char, line: Line<'s>, lines: &mut Lines<'s>) {
        if let Some(title) = self
            .page
            .only_line()
            .filter(|t| is_under(line.text, t.text))
        {
            self.page.take_line();
            self.title((mark, false), title);
            return;
        }
        let between = self.page.is_between();
        self.page.begin(Place::Body);
        let mut ahead = lines.clone();
        if let (true, Some(title), Some(under)) = (between, ahead.next(), ahead.next())
            && !title.text.is_empty()
            && adornment(under.text) == Some(mark)
            && is_under(under.text, title.text)
        {
            *lines = ahead;
            self.title((mark, true), title);
        }
    }

    fn title(&mut self, style: (char, bool), title: Line<'s>) {
        let known = self.styles.iter().position(|s| *s == style);
        let level = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(6).min(6);
        self.page.block(BlockKind::Heading(level), &[title]);
    }

    /// `:name: value`, with the lines of the value that are indented below.
    fn field(&mut self, name: &str, value: Line<'s>, indent: usize, lines: &mut Lines<'s>) {
        let mut value = vec![value];
        while let Some(line) = next_inside(indent, lines).filter(|line| !line.text.is_empty()) {
            value.push(line);
            lines.next();
        }
        self.page
            .block(BlockKind::Meta(name.to_lowercase()), &value);
    }

    /// What begins with `..`: a directive, a target, a footnote, or else a comment.
    fn explicit(&mut self, line: Line<'s>, lines: &mut Lines<'s>) {
        let body = line.after(2);
        if let Some((name, argument)) = directive(body) {
            let texts = TEXTS.contains(&name);
            if texts && TITLES.contains(&name) {
                self.page.block(TYPED, &[argument]);
            } else if texts && ARGUMENTS.contains(&name) {
                self.page.push(argument, false);
            }
            if !texts {
                skip_inside(line.indent, lines);
            } else if name != "meta" {
                // options
                while next_inside(line.indent, lines).is_some_and(|l| field(l).is_some()) {
                    lines.next();
                }
            }
            return;
        }
        if let Some((name, value)) = told(body).filter(|_| self.head) {
            let kind = BlockKind::Meta(name.to_lowercase());
            return self.page.block(kind, &[value]);
        }
        if body.text.starts_with(['_', '|', '[']) || body.text.starts_with("__ ") {
            skip_inside(line.indent, lines);
            return;
        }
        // with nothing beside it and a blank line below it is empty
        let below = lines.clone().next().is_some_and(|l| !l.text.is_empty());
        let last = match body.text.is_empty() && !below {
            true => None,
            false => skip_inside(line.indent, lines),
        };
        let end = last.map_or(body.end(), |last| last.end());
        self.page.comment(body.start..end);
    }
}

/// The next line, where it is blank or indented further than `indent`.
fn next_inside<'s>(indent: usize, lines: &Lines<'s>) -> Option<Line<'s>> {
    let next = lines.clone().next();
    next.filter(|line| line.text.is_empty() || line.indent > indent)
}

/// Passes over the lines that are blank or indented further than `indent`; the last one that is not blank.
fn skip_inside<'s>(indent: usize, lines: &mut Lines<'s>) -> Option<Line<'s>> {
    let mut last = None;
    while let Some(line) = next_inside(indent, lines) {
        last = Some(line).filter(|l| !l.text.is_empty()).or(last);
        lines.next();
    }
    last
}

/// The character of which a line is made.
fn adornment(text: &str) -> Option<char> {
    let first = text.chars().next().filter(char::is_ascii_punctuation)?;
    let whole = text.len() >= 2 && text.chars().all(|c| c == first);
    (whole && !matches!(text, ".." | "::" | "--" | "...")).then_some(first)
}

/// Whether an adornment is long enough for a title.
fn is_under(adornment: &str, title: &str) -> bool {
    adornment.len() >= title.chars().take(4).count()
}

/// Name and value of `:name: value`.
fn field(line: Line<'_>) -> Option<(&str, Line<'_>)> {
    let inside = line.text.strip_prefix(':')?;
    let end = inside.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = inside.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with([' ', '\t'])
    })?;
    let name = inside.get(..end).filter(|name| !name.is_empty())?;
    let fits = !name.starts_with([' ', ':']) && !name.contains('`');
    fits.then(|| (name, line.after(end + 2)))
}

/// Name and argument of `name:: argument`.
fn directive(body: Line<'_>) -> Option<(&str, Line<'_>)> {
    split_name(body, "::", "-_:+.")
}

/// Name and value of `name: value`: what a site generator is told in comments at the head of a page.
fn told(body: Line<'_>) -> Option<(&str, Line<'_>)> {
    split_name(body, ": ", "-_")
}

/// What stands before `mark`, if it is a name of letters, digits and `others`, and what stands behind.
fn split_name<'s>(body: Line<'s>, mark: &str, others: &str) -> Option<(&'s str, Line<'s>)> {
    let (name, _) = body.text.split_once(mark)?;
    let fits = |c: char| c.is_alphanumeric() || others.contains(c);
    let fits = !name.is_empty() && name.chars().all(fits);
    fits.then(|| (name, body.after(name.len() + mark.len())))
}

/// References, links and roles.
fn special(text: &str, before: Option<char>) -> Option<Special> {
    let word = before.is_some_and(char::is_alphanumeric);
    let glance = crate::source::floor_char_boundary(text, SPECIAL_MAX);
    let text = text.get(..glance)?;
    match text.chars().next()? {
        // `Reference_`
        '_' if word => {
            let marks = text.bytes().take_while(|b| *b == b'_').count();
            let after = text.get(marks..)?;
            let ends = marks <= 2 && !after.starts_with(char::is_alphanumeric);
            ends.then(|| Special::hidden(marks))
        }
        // `[1]_`
        '[' => {
            let end = text.find(']')? + 1;
            text.get(end..)?
                .starts_with('_')
                .then(|| Special::hidden(end + 1))
        }
        // `:role:` before its text
        ':' if !word => {
            let end = text.get(1..)?.find(':')? + 2;
            let name = text.get(1..end - 1)?;
            let role = name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_+.".contains(c));
            let fits = role && !name.is_empty() && text.get(end..)?.starts_with('`');
            fits.then(|| Special::hidden(end))
        }
        '`' if !word && !text.starts_with("``") => {
            let close = text.get(1..)?.find('`')? + 1;
            let inside = text.get(1..close)?;
            let tail = text.get(close + 1..)?;
            let end = close + 1 + tail.bytes().take_while(|b| *b == b'_').take(2).count();
            let (from, to) = match inside.strip_suffix('>').and_then(|i| i.rfind('<')) {
                // a link without a text shows its target
                Some(0) => (2, close - 1),
                Some(link) => (1, 1 + inside.get(..link)?.trim_end().len()),
                None => (1, close),
            };
            (from < to).then_some(Special { from, to, end })
        }
        _ => None,
    }
}
