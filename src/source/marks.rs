//! Marks of a text: characters that are no letters, digits or spaces. Each can begin a block, a value or an element, which takes
//! far more memory than the text that it stands in.

/// Whether a text has more than `most` marks.
pub(crate) fn too_many_marks(text: &str, most: usize) -> bool {
    let is_mark = |c: &char| *c != ' ' && !c.is_alphanumeric();
    text.len() > most && text.chars().filter(is_mark).nth(most).is_some()
}
