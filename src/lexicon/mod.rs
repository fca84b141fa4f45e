//! Words and phrase patterns: the language in which `rules/` says what to look for.

/// A text split into words, with the known ones marked.
#[derive(Debug, Clone, Default)]
pub struct Lexed {}
