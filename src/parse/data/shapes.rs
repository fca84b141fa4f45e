//! What objects in JSON and rows of tables are postings, and which of their members say what: the data of
//! `rules/shapes.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Value;
use crate::parse::names::same;
use crate::rule_file::{RulesError, builtin};

/// All shapes that postings have, the first one that fits counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shapes {
    pub(super) shape: Vec<Shape>,
    table: Table,
}

/// How tables hold postings: one a row. Columns are found by their names; of several names the first one that a table has
/// counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) title: Vec<String>,
    pub(crate) id: Vec<String>,
    /// The text, in the order in which a person reads it.
    pub(crate) part: Vec<Column>,
    /// Columns that tables of something else do not have.
    pub(crate) sign: Vec<String>,
    /// Whether one of them is needed.
    #[serde(skip)]
    pub(crate) needs_sign: bool,
}

/// A column with a part of the text of a posting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    pub(crate) names: Vec<String>,
    /// Its heading where the name of the column says it.
    pub(crate) called: Option<String>,
}

/// How one kind of file holds postings. Places are JSON pointers; `*` in one stands for every element of an array, `{}` for
/// every member of an object.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    /// Who makes such files; for the reader of the data.
    #[allow(dead_code)]
    name: String,
    /// Where postings can stand in the file.
    pub(super) at: Vec<Pointer>,
    /// What must be there for an object to be a posting.
    needs: Vec<Places>,
    /// What other data does not have; in a folder one of them must be there, too. Of several places in brackets all.
    #[serde(default)]
    sign: Vec<Places>,
    /// Whether one of them is needed.
    #[serde(skip)]
    needs_sign: bool,
    /// What its `@type` must be.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// People write it, in front matter as well.
    #[serde(default)]
    by_hand: bool,
    pub(super) title: Places,
    /// Where a name for the posting can stand.
    #[serde(default)]
    pub(super) id: Vec<Pointer>,
    /// The text, in the order in which a person reads it.
    pub(super) part: Vec<Part>,
}

/// A part of the text of a posting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Where it stands, of several places in the first one that is not blank. A string is HTML, which may be escaped once
    /// more, or plain text; an array of strings is a list.
    pub(super) text: Places,
    /// A number stands there, and this is how a person says it; `{}` is the number.
    pub(super) says: Option<String>,
    /// Its heading, where that stands in the file; of a part with `each` in the same element.
    pub(super) heading: Option<Pointer>,
    /// Its heading where the name of the member says it.
    pub(super) called: Option<String>,
    /// An array, in each element of which such a part stands.
    pub(super) each: Option<Pointer>,
}

/// Places of which the first counts where something stands, if nothing else is said; one is written without the brackets of
/// a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Places {
    One(Pointer),
    Any(Vec<Pointer>),
}

impl Places {
    fn all(&self) -> &[Pointer] {
        match self {
            Places::One(place) => std::slice::from_ref(place),
            Places::Any(places) => places,
        }
    }

    /// The first string or array that stands in one of the places of `value`.
    pub(super) fn find<V: Value>(&self, value: V) -> Option<V> {
        let mut found = self.all().iter().filter_map(|place| place.find(value));
        found.find(is_text)
    }

    /// The first value in one of the places of `value`; of several places a blank string does not count.
    pub(super) fn find_written<V: Value>(&self, value: V) -> Option<V> {
        let places = match self {
            Places::One(place) => return place.find(value),
            Places::Any(places) => places,
        };
        let mut found = places.iter().filter_map(|place| place.find(value));
        found.find(|value| value.string().is_none_or(|string| !string.is_blank()))
    }

    /// Whether a string or an array stands in each of the places of `value`.
    fn are_in<V: Value>(&self, value: V) -> bool {
        let mut places = self.all().iter();
        places.all(|place| place.find(value).as_ref().is_some_and(is_text))
    }

    /// The names of the members that it points to.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.all().iter().filter_map(Pointer::name)
    }

    /// Whether the member of this name is one of the places.
    fn holds(&self, name: &str) -> bool {
        self.all().iter().any(|place| place.0 == [name])
    }
}

fn is_text<V: Value>(value: &V) -> bool {
    value.string().is_some() || value.elements().is_some()
}

/// A JSON pointer (RFC 6901).
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Pointer(Vec<String>);

impl TryFrom<String> for Pointer {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Pointer(Vec::new()));
        }
        match text.strip_prefix('/') {
            Some(steps) => Ok(Pointer(steps.split('/').map(unescape).collect())),
            None => Err(format!(
                "`{text}` is no JSON pointer: it begins with `/` or is empty"
            )),
        }
    }
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A step of a pointer as it is written.
fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

impl Pointer {
    /// The name of the member that it points to, where it takes one step.
    fn name(&self) -> Option<String> {
        match self.0.as_slice() {
            [name] => Some(name.clone()),
            _ => None,
        }
    }

    /// The value in `value` that this points to.
    pub(super) fn find<V: Value>(&self, value: V) -> Option<V> {
        self.0.iter().try_fold(value, |value, step| {
            member(value, step).map(|(_, value)| value)
        })
    }

    /// All values in `value` that this points to, each with its own pointer.
    pub(super) fn find_all<V: Value>(&self, value: V) -> Vec<(String, V)> {
        let mut found = vec![(String::new(), value)];
        for step in &self.0 {
            let mut next = Vec::new();
            for (pointer, value) in found {
                let inside = |name: &str, value: V| (format!("{pointer}/{}", escape(name)), value);
                match step.as_str() {
                    "*" => {
                        let elements = value.elements().unwrap_or_default();
                        let elements = elements.into_iter().enumerate();
                        next.extend(elements.map(|(i, value)| inside(&i.to_string(), value)));
                    }
                    "{}" => {
                        let members = value.members().into_iter();
                        next.extend(members.map(|(name, value)| inside(name.as_ref(), value)));
                    }
                    name => {
                        let member = member(value, name);
                        next.extend(member.map(|(name, value)| inside(name.as_ref(), value)));
                    }
                }
            }
            found = next;
        }
        found
    }
}

/// The member of this name, or else the one whose name is the same to people.
fn member<V: Value>(value: V, name: &str) -> Option<(V::Name, V)> {
    let members = value.members();
    let exact = members.iter().rposition(|(n, _)| n.as_ref() == name);
    let place = exact.or_else(|| members.iter().rposition(|(n, _)| same(n.as_ref(), name)))?;
    members.into_iter().nth(place)
}

impl Shape {
    /// Whether a value is a posting of this shape.
    pub(super) fn fits<V: Value>(&self, value: V) -> bool {
        let kind = self.kind.as_ref().is_none_or(|kind| is_a(value, kind));
        kind && self.needs.iter().all(|need| need.find(value).is_some())
            && (!self.needs_sign || self.sign.iter().any(|sign| sign.are_in(value)))
    }
}

/// Whether the `@type` of a value of JSON-LD is `kind`, or one of its types is.
fn is_a<V: Value>(value: V, kind: &str) -> bool {
    let is = |value: V| {
        let name = value.scalar().unwrap_or_default();
        name.rsplit(['/', ':']).next() == Some(kind)
    };
    member(value, "@type").is_some_and(|(_, value)| match value.elements() {
        Some(elements) => elements.into_iter().any(is),
        None => is(value),
    })
}

/// Whether a text is a JSON pointer.
///
/// # Errors
/// Why it is none.
pub(in crate::parse) fn check_pointer(text: &str) -> Result<(), String> {
    Pointer::try_from(text.to_owned()).map(|_| ())
}

impl Shapes {
    /// These shapes, and before them the one that the pointers give: by the names of columns of a table, `title`, `id`, and
    /// `postings` for where the postings stand. The parts of the text come in the order of a table, under the same headings.
    ///
    /// # Errors
    /// What is missing or wrong, as the end of a sentence.
    pub(crate) fn with_mapping<'p>(
        &self,
        pointers: impl Iterator<Item = (&'p str, &'p str)>,
    ) -> Result<Shapes, String> {
        let mut pointers: BTreeMap<_, _> = pointers.collect();
        let pointer = |text: &str| Pointer::try_from(text.to_owned());
        let title = pointers.remove("title").ok_or("has no `title`")?;
        let id = pointers.remove("id").map(pointer).transpose()?;
        let at = match pointers.remove("postings") {
            Some(postings) => vec![pointer(&format!("{postings}/*"))?, pointer(postings)?],
            None => vec![pointer("/*")?, pointer("")?],
        };
        let mut part = Vec::new();
        for column in &self.table.part {
            let given = column.names.iter().find_map(|name| pointers.get(&**name));
            if let Some(given) = given {
                part.push(Part {
                    text: Places::One(pointer(given)?),
                    says: None,
                    heading: None,
                    called: column.called.clone(),
                    each: None,
                });
            }
        }
        if part.is_empty() {
            return Err("has no text beside the title, such as `description`".to_owned());
        }
        let title = Places::One(pointer(title)?);
        let texts = part.iter().flat_map(|part| part.text.all().iter().cloned());
        let own = Shape {
            name: "configuration".to_owned(),
            at,
            needs: vec![title.clone(), Places::Any(texts.collect())],
            sign: Vec::new(),
            needs_sign: false,
            kind: None,
            by_hand: false,
            title,
            id: id.into_iter().collect(),
            part,
        };
        Ok(Shapes {
            shape: std::iter::once(own)
                .chain(self.shape.iter().cloned())
                .collect(),
            table: self.table.clone(),
        })
    }

    /// The shapes of JSON-LD, which says of every object what it is.
    pub(crate) fn linked_data(&self) -> Shapes {
        let typed = self.shape.iter().filter(|shape| shape.kind.is_some());
        Shapes {
            shape: typed.cloned().collect(),
            table: self.table.clone(),
        }
    }

    /// The shapes that people write.
    pub(super) fn by_hand(&self) -> impl Iterator<Item = &Shape> {
        self.shape.iter().filter(|shape| shape.by_hand)
    }

    /// How tables hold postings.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// Whether `name` is what JSON-LD calls a posting.
    pub(crate) fn has_type(&self, name: &str) -> bool {
        self.shape.iter().any(|s| s.kind.as_deref() == Some(name))
    }

    /// Whether JSON-LD calls the title of a posting so.
    pub(crate) fn is_title(&self, name: &str) -> bool {
        let mut typed = self.shape.iter().filter(|shape| shape.kind.is_some());
        typed.any(|shape| shape.title.holds(name))
    }

    /// Whether JSON-LD calls a part of the text of a posting so.
    pub(crate) fn is_part(&self, name: &str) -> bool {
        let typed = self.shape.iter().filter(|shape| shape.kind.is_some());
        let mut parts = typed.flat_map(|shape| &shape.part);
        parts.any(|part| part.text.holds(name))
    }

    /// The shapes as they are looked for in folders, where most data is something else: with a sign.
    pub(in crate::parse) fn in_folders(&self) -> Shapes {
        let mut shapes = self.clone();
        for shape in &mut shapes.shape {
            shape.needs_sign = !shape.sign.is_empty();
        }
        shapes.table.needs_sign = true;
        shapes
    }

    /// The shapes built into jdlint, of files that are named or were `found` in folders.
    pub(crate) fn of(found: bool) -> Result<&'static Shapes, RulesError> {
        static IN_FOLDERS: OnceLock<Shapes> = OnceLock::new();
        let shapes = Shapes::builtin()?;
        Ok(match found {
            true => IN_FOLDERS.get_or_init(|| shapes.in_folders()),
            false => shapes,
        })
    }

    /// The shapes built into jdlint, loaded at the first call.
    pub(crate) fn builtin() -> Result<&'static Shapes, RulesError> {
        static SHAPES: OnceLock<Result<Shapes, RulesError>> = OnceLock::new();
        SHAPES
            .get_or_init(|| builtin!("shapes.toml").read())
            .as_ref()
            .map_err(Clone::clone)
    }
}
