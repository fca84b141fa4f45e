//! Comments that speak to jdlint in languages whose comments begin with `#`, as those of YAML and TOML do.

use std::ops::Range;

use super::lines::{self, Lines};

/// The insides of such comments, in order, as bytes of `text`. `values` are the ranges of its values, in order: a `#` in
/// one begins no comment.
pub(super) fn directives(text: &str, values: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in Lines::of(text) {
        let inside = line.text.match_indices('#').find_map(|(at, _)| {
            let (before, comment) = line.text.split_at(at);
            let begins = before.is_empty() || before.ends_with([' ', '\t']);
            let start = line.start + at;
            let inside = lines::directive(comment).filter(|_| begins)?;
            let value = values.partition_point(|value| value.end <= start);
            let quoted = values.get(value).is_some_and(|value| value.start <= start);
            (!quoted).then(|| start + inside.start..start + inside.end)
        });
        found.extend(inside);
    }
    found
}
