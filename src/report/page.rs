//! A page of documentation: what it says, once, and its two renderings, for a terminal and in Markdown.

use super::wrap::{hanging, wrap};
use super::{Terminal, escape, paint};
use crate::finding::Severity;
use codespan_reporting::term::termcolor::WriteColor;
use std::io;

/// A page. Its texts may come from a rule pack: both renderings make them safe.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The title.
    pub title: String,
    /// How the title is coloured in a terminal; bold where it is `None`.
    pub severity: Option<Severity>,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// Paragraphs, separated by empty lines; `- ` starts an item, backticks stand around code.
    Prose(String),
    /// Names, and what is to be said of each.
    Facts(Vec<(String, Vec<Part>)>),
    /// Lines as they stand in a file or are printed, and their language for Markdown.
    Verbatim(&'static str, String),
}

/// A piece of text; several are joined by commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// The file of the page that it names, beside this one.
    pub page: Option<String>,
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Part { text, page: None }
    }
}

impl Page {
    /// Writes the page for a person at a terminal.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_text(&self, terminal: Terminal, out: &mut dyn io::Write) -> io::Result<()> {
        paint::with_color(out, terminal.color, |out| {
            let style = self.severity.map_or(paint::strong(), paint::severity);
            paint::write(out, &style, &escape::text(&self.title))?;
            writeln!(out)?;
            let mut below_heading = false;
            for block in &self.blocks {
                if !below_heading {
                    writeln!(out)?;
                }
                below_heading = matches!(block, Block::Heading(_));
                text_block(out, block, terminal.width)?;
            }
            out.flush()
        })
    }

    /// The page in Markdown.
    pub fn markdown(&self) -> String {
        let mut blocks = vec![format!("# {}", inline(&self.title))];
        blocks.extend(self.blocks.iter().map(markdown_block));
        blocks.join("\n\n") + "\n"
    }
}

fn text_block(out: &mut dyn WriteColor, block: &Block, width: usize) -> io::Result<()> {
    match block {
        Block::Heading(text) => {
            paint::write(out, &paint::strong(), &escape::text(text))?;
            writeln!(out)
        }
        Block::Prose(text) => {
            for paragraph in paragraphs(text) {
                let paragraph = escape::text(&paragraph);
                match paragraph.strip_prefix("- ") {
                    Some(item) => writeln!(out, "{}", hanging("- ", item, width))?,
                    None => writeln!(out, "{}", wrap(&paragraph, width).join("\n"))?,
                }
            }
            Ok(())
        }
        Block::Facts(facts) => {
            let longest = facts.iter().map(|(name, _)| name.chars().count()).max();
            let column = longest.unwrap_or(0) + 2;
            for (name, parts) in facts {
                let name = format!("{name:<column$}");
                paint::write(out, &paint::accent(), &escape::text(&name))?;
                let texts: Vec<&str> = parts.iter().map(|p| p.text.as_str()).collect();
                let text = texts.join(", ");
                let body = hanging(&" ".repeat(column), &escape::text(&text), width);
                writeln!(out, "{}", body.trim_start())?;
            }
            Ok(())
        }
        Block::Verbatim(_, text) => {
            for line in text.trim_end().lines() {
                write!(out, "  ")?;
                paint::write(out, &paint::accent(), "│")?;
                let line = escape::text(line);
                writeln!(out, "{}{line}", if line.is_empty() { "" } else { " " })?;
            }
            Ok(())
        }
    }
}

fn markdown_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("## {}", inline(text)),
        Block::Prose(text) => {
            let lines = paragraphs(text).map(|line| match line.strip_prefix("- ") {
                Some(item) => format!("- {}", inline(item)),
                None => inline(&line),
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Facts(facts) => {
            let lines = facts.iter().map(|(name, parts)| {
                let parts = parts.iter().map(|part| match &part.page {
                    Some(page) => format!("[{}]({page})", inline(&part.text)),
                    None => inline(&part.text),
                });
                let text = parts.collect::<Vec<_>>().join(", ");
                format!("- **{}**: {text}", inline(name))
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Verbatim(language, text) => {
            let lines: Vec<_> = text.trim_end().lines().map(escape::text).collect();
            let text = lines.join("\n");
            // longer than any fence inside
            let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(3.max(runs + 1));
            format!("{fence}{language}\n{text}\n{fence}")
        }
    }
}

/// The paragraphs and items of a text, each on one line, with empty ones between paragraphs.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.trim().lines() {
        let line = line.trim();
        match blocks.last_mut() {
            Some(block) if open && !line.is_empty() && !line.starts_with("- ") => {
                block.push(' ');
                block.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        open = !line.is_empty();
    }
    blocks.into_iter()
}

/// Plain text as Markdown: what stands between backticks is code, nothing else has a meaning.
pub(crate) fn inline(text: &str) -> String {
    let text = escape::text(text);
    let mut parts = text.split('`').peekable();
    let mut out = String::with_capacity(text.len() + 16);
    let mut code = false;
    while let Some(part) = parts.next() {
        if code {
            out.push_str(part);
        } else {
            for c in part.chars() {
                if "\\*_<>[]|#&~!$".contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        match (code, parts.peek().is_some()) {
            (_, false) => {}
            (true, true) => {
                out.push('`');
                code = false;
            }
            // a backtick that nothing closes is itself
            (false, true) => match parts.clone().nth(1) {
                Some(_) => {
                    out.push('`');
                    code = true;
                }
                None => out.push_str("\\`"),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_no_meaning_in_markdown_but_for_code() {
        for (text, markdown) in [
            ("set `size` under [org]", "set `size` under \\[org\\]"),
            ("a `b", "a \\`b"),
            ("`a_b` and `c*d`", "`a_b` and `c*d`"),
            ("<b>*x*</b> & _y_", "\\<b\\>\\*x\\*\\</b\\> \\& \\_y\\_"),
            ("![i](u)", "\\!\\[i\\](u)"),
            ("", ""),
        ] {
            assert_eq!(inline(text), markdown, "{text}");
        }
    }

    #[test]
    fn verbatim_lines_cannot_leave_their_fence() {
        let block = Block::Verbatim("markdown", "````\n# Title\n```\n".into());
        let markdown = markdown_block(&block);
        assert!(markdown.starts_with("`````markdown\n"), "{markdown}");
        assert!(markdown.ends_with("\n`````"), "{markdown}");
    }
}
