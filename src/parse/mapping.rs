//! How postings stand in the JSON of one company, as its configuration says.

use std::sync::Arc;

use super::data::Shapes;

/// The shapes of data that holds postings, the company's own before those that are built in.
#[derive(Debug, Clone)]
pub struct Mapping {
    shapes: Arc<Shapes>,
    in_folders: Arc<Shapes>,
}

impl Mapping {
    /// A mapping of keys of `[json]` to JSON pointers.
    ///
    /// # Errors
    /// What is missing or wrong, as the end of a sentence that begins with `[json]`.
    pub fn new<'p>(pointers: impl Iterator<Item = (&'p str, &'p str)>) -> Result<Mapping, String> {
        let builtin = Shapes::builtin().map_err(|error| error.to_string())?;
        let shapes = builtin.with_mapping(pointers)?;
        Ok(Mapping {
            in_folders: Arc::new(shapes.in_folders()),
            shapes: Arc::new(shapes),
        })
    }

    pub(super) fn shapes(&self, found: bool) -> &Shapes {
        match found {
            true => &self.in_folders,
            false => &self.shapes,
        }
    }
}

/// Whether a text is a JSON pointer.
///
/// # Errors
/// Why it is none.
pub fn check(pointer: &str) -> Result<(), String> {
    super::data::check_pointer(pointer)
}
