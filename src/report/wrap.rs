//! Text wrapped to a width, counted in terminal cells.

use unicode_width::UnicodeWidthStr;

/// Breaks `text` between words into lines of at most `width` cells; a longer word has a line to itself. Never empty.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let cells = word.width();
        if used > 0 && used + 1 + cells > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += cells;
        }
    }
    lines
}

/// `text` wrapped to `width` cells, with `lead` before its first line and as many spaces before the others; the
/// lines are joined by line feeds.
pub fn hanging(lead: &str, text: &str, width: usize) -> String {
    let indent = lead.width();
    let lines = wrap(text, width.saturating_sub(indent).max(20));
    format!(
        "{lead}{}",
        lines.join(&format!("\n{:indent$}", "", indent = indent))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensible it", 4), ["incomprehensible", "it"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("日本 語", 4), ["日本", "語"]);
    }

    #[test]
    fn later_lines_hang() {
        let text = "aaaa ".repeat(8);
        assert_eq!(
            hanging("note: ", &text, 26),
            "note: aaaa aaaa aaaa aaaa\n      aaaa aaaa aaaa aaaa"
        );
    }
}
