//! Untrusted text made safe to print: nothing in it can move the cursor, change a colour, reorder a line or hide.
//!
//! C0 controls and DEL are shown as control pictures (`␛`), every other invisible character as its code point
//! (`‹U+202E›`). What is visible stays as it is.

use std::borrow::Cow;

/// Whether a character must not reach a terminal as it is: controls, line and paragraph separators, and the
/// invisible characters of Unicode (general category Cf without the visible prepended marks, and
/// `Default_Ignorable_Code_Point` without the emoji and text presentation selectors U+FE0E and U+FE0F).
pub fn is_unsafe(c: char) -> bool {
    match u32::from(c) {
        0x20..=0x7e => false,
        0x00..=0x1f | 0x7f..=0x9f => true,
        0xad
        | 0x34f
        | 0x61c
        | 0x115f..=0x1160
        | 0x17b4..=0x17b5
        | 0x180b..=0x180f
        | 0x200b..=0x200f
        | 0x2028..=0x202e
        | 0x2060..=0x206f
        | 0x3164
        | 0xfe00..=0xfe0d
        | 0xfeff
        | 0xffa0
        | 0xfff0..=0xfffb
        | 0x13430..=0x1343f
        | 0x1bca0..=0x1bca3
        | 0x1d173..=0x1d17a
        | 0xe0000..=0xe0fff => true,
        _ => false,
    }
}

/// Appends an unsafe character as something that can be seen.
pub fn push_visible(out: &mut String, c: char) {
    match u32::from(c) {
        0x7f => out.push('␡'),
        code @ 0..=0x1f => out.push(char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')),
        code => out.push_str(&format!("‹U+{code:04X}›")),
    }
}

/// Running text (messages, notes, quotes): white space that breaks or moves a line becomes one space each, every
/// other unsafe character becomes visible. The result has no line break.
pub fn text(text: &str) -> Cow<'_, str> {
    replace(text, |out, c| match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            out.push(' ');
        }
        c => push_visible(out, c),
    })
}

/// A file name: every unsafe character becomes visible, line breaks and tabs too.
pub fn name(name: &str) -> Cow<'_, str> {
    replace(name, push_visible)
}

/// Like [`text`], cut after `limit` code points with `…` in the place of the rest.
pub fn clipped(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => self::text(text),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default().trim_end();
            Cow::Owned(format!("{}…", self::text(kept)))
        }
    }
}

/// Text for XML 1.0, in an attribute between double quotes or between tags, on one line: markup becomes entities, and
/// invisible characters become references, so that a parser reads them as they are. Controls that XML forbids become
/// visible, and the two forbidden characters of the first plane U+FFFD.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // `##name[` is a command for the runners of several CI services
            '#' => out.push_str("&#x23;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            '\0'..='\u{1f}' if !matches!(c, '\t' | '\n' | '\r') => push_visible(&mut out, c),
            c if is_unsafe(c) => out.push_str(&format!("&#x{:X};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn replace(text: &str, unsafe_char: impl Fn(&mut String, char)) -> Cow<'_, str> {
    let Some(first) = text.find(is_unsafe) else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(clean);
    for c in rest.chars() {
        if is_unsafe(c) {
            unsafe_char(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(
            text("VP of Product — Größe 日本"),
            Cow::Borrowed(_)
        ));
        assert!(matches!(name("a b.md"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_unsafe_character_is_gone() {
        for code in 0..=0x10ffff {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            let shown = name(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(!shown.is_empty());
            assert!(!shown.chars().any(is_unsafe), "U+{code:04X}");
            assert!(!shown.chars().any(char::is_control), "U+{code:04X}");
        }
    }

    #[test]
    fn the_brand_names_of_trouble() {
        assert_eq!(name("\u{1b}[31m"), "␛[31m");
        assert_eq!(name("a\nb\tc\r"), "a␊b␉c␍");
        assert_eq!(text("a\nb\tc\r\u{7f}"), "a b c ␡");
        assert_eq!(name("\u{9b}2J"), "‹U+009B›2J");
        for c in "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{200d}\u{2060}\u{feff}\u{2028}"
            .chars()
        {
            assert_eq!(name(&c.to_string()), format!("‹U+{:04X}›", u32::from(c)));
        }
    }

    #[test]
    fn clipping_counts_code_points() {
        assert_eq!(clipped("日本語", 3), "日本語");
        assert_eq!(clipped("日本語です", 3), "日本語…");
        assert_eq!(clipped("own the \u{1b}", 8), "own the…");
    }
}
