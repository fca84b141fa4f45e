//! What makes MDX of Markdown: `import` and `export` of modules, which no reader sees.

use std::borrow::Cow;

/// What can follow `export`.
const EXPORTED: &[&str] = &[
    "default", "const", "let", "var", "function", "async", "class", "{", "*",
];

/// `source` with each paragraph of imports and exports replaced by spaces of the same length, so that offsets stay.
pub(super) fn mask(source: Cow<'_, str>) -> Cow<'_, str> {
    if !source.contains("import ") && !source.contains("export ") {
        return source;
    }
    let mut masked = String::with_capacity(source.len());
    let (mut blank, mut module) = (true, false);
    for line in source.split_inclusive('\n') {
        let empty = line.trim().is_empty();
        module = !empty && (module || blank && is_module(line, &source, masked.len()));
        blank = empty;
        match module {
            true => masked.extend(line.bytes().map(hidden)),
            false => masked.push_str(line),
        }
    }
    match masked == *source {
        true => source,
        false => Cow::Owned(masked),
    }
}

/// Line breaks stay.
fn hidden(byte: u8) -> char {
    match byte {
        b'\n' | b'\r' => byte.into(),
        _ => ' ',
    }
}

/// Whether the paragraph of `source` that begins at byte `at` with `line` is one.
fn is_module(line: &str, source: &str, at: usize) -> bool {
    let quoted = |text: &str| text.trim_start().starts_with(['"', '\'']);
    if let Some(imported) = line.strip_prefix("import ") {
        let rest = source.get(at..).unwrap_or_default();
        let end = rest.find("\n\n").unwrap_or(rest.len());
        let paragraph = rest.get(..end).unwrap_or_default();
        let mut named = paragraph.match_indices(" from ");
        return quoted(imported)
            || named.any(|(from, name)| paragraph.get(from + name.len()..).is_some_and(quoted));
    }
    let exported = line.strip_prefix("export ").map(str::trim_start);
    exported.is_some_and(|exported| EXPORTED.iter().any(|word| exported.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn modules_are_hidden_and_prose_is_not() {
        let hidden = [
            "import Apply from \"../apply\"",
            "import './job.css';\nimport { A } from 'b'",
            "import {\n  A,\n} from 'b';",
            "export const meta = {\n  team: 1,\n}",
            "export default ({ children }) => <Job>{children}</Job>",
        ];
        for text in hidden {
            let source = format!("# Lead\n\n{text}\n\nOwn it.\n");
            let masked = mask((&*source).into());
            assert_eq!(masked.len(), source.len(), "{text}");
            let words: Vec<_> = masked.split_whitespace().collect();
            assert_eq!(words, ["#", "Lead", "Own", "it."], "{text}");
        }
        for text in [
            "import goods from abroad",
            "export goods",
            "Lead\nimport A from 'b'",
            "  import A from 'b'",
        ] {
            assert_eq!(mask(text.into()), text);
        }
    }
}
