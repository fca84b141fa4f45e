//! Text for people that no CI runner takes for a command, whatever a posting says.
//!
//! GitHub Actions acts on lines that begin with `::` and, like Azure Pipelines and TeamCity, on `##name[` anywhere in
//! a line. Both are shown with a mark between their characters: `‹::›`, `#‹#›[`.

use std::io::{self, Write};

/// Passes lines on, commands taken out of them.
pub(crate) struct Inert<'a> {
    out: &'a mut dyn Write,
    /// The line that has begun.
    line: Vec<u8>,
}

impl<'a> Inert<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Inert {
            out,
            line: Vec::new(),
        }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let result = match std::str::from_utf8(&self.line) {
            Ok(line) => self.out.write_all(defused(line).as_bytes()),
            Err(_) => self.out.write_all(&self.line),
        };
        self.line.clear();
        result
    }
}

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.pass_on()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}

fn defused(line: &str) -> String {
    let body = line.trim_start();
    let (indent, _) = line.split_at(line.len() - body.len());
    let mut out = indent.to_owned();
    let mut rest = match body.strip_prefix("::") {
        Some(rest) => {
            out.push_str("‹::›");
            rest
        }
        None => body,
    };
    while let Some((before, after)) = rest.split_once("##") {
        out.push_str(before);
        let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        if name.starts_with('[') {
            out.push_str("#‹#›");
            rest = after;
        } else {
            // the second sign may begin the next pair
            out.push('#');
            rest = rest.get(before.len() + 1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_and_do_nothing() {
        for (line, shown) in [
            ("::error::x\n", "‹::›error::x\n"),
            ("  \t::add-mask::x", "  \t‹::›add-mask::x"),
            ("a ##[add-mask]b ##[c]", "a #‹#›[add-mask]b #‹#›[c]"),
            ("##vso[task.x]", "#‹#›vso[task.x]"),
            ("####[x]", "###‹#›[x]"),
        ] {
            assert_eq!(defused(line), shown);
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for line in [
            "",
            "\n",
            "a::b",
            "## Title [x]",
            "#[x]",
            "###",
            "1 │ ## About\n",
        ] {
            assert_eq!(defused(line), line);
        }
    }

    #[test]
    fn a_line_may_come_in_pieces() {
        let mut out = Vec::new();
        let mut inert = Inert::new(&mut out);
        for piece in ["a\n:", ":x #", "#[y]\nlast"] {
            inert.write_all(piece.as_bytes()).unwrap();
        }
        inert.flush().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\n‹::›x #‹#›[y]\nlast");
    }
}
