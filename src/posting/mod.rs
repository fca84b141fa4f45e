//! What a document says about one job: title, sections, statements, facts.

mod content;
mod data;
mod facts;
mod headings;
mod phrases;
mod sections;
mod sentences;
mod statements;
mod title;
mod words;

pub use data::PostingRules;
pub use facts::{Fact, FactKind, YearsOf};
pub use sections::{Section, SectionKind};
pub use statements::{Statement, Subject};
pub use title::{Title, TitleOrigin};

use crate::lexicon::Lexed;
use crate::parse::Document;
use crate::roles::Catalogue;

/// A posting. All spans are ranges of the document's visible text.
#[derive(Debug, Clone, Default)]
pub struct Posting {
    /// The title; the first of `titles` by order of trust.
    pub title: Option<Title>,
    /// Every place that states the posting's title, by order of trust, the chosen one first.
    pub titles: Vec<Title>,
    /// Sections in order; together they cover all blocks after the title. Empty until [`add_content`] is called, like
    /// what follows.
    pub sections: Vec<Section>,
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// Facts in order.
    pub facts: Vec<Fact>,
}

impl Posting {
    /// Whether roles blend here, as far as the text says: a small company, or the first product hire.
    pub fn in_small_company(&self) -> bool {
        self.facts
            .iter()
            .any(|f| matches!(f.kind, FactKind::FirstHire | FactKind::SmallCompany))
    }
}

/// What is known when a posting is read: how postings are written, and what roles are called.
#[derive(Debug, Clone, Copy)]
struct Known<'a> {
    posting: &'a PostingRules,
    roles: &'a Catalogue,
}

/// Reads the title of a document, which decides whether the rest has to be read at all ([`add_content`]). `path` gives
/// the file name for the last-resort title.
pub fn read(document: &Document, path: &str, rules: &PostingRules, roles: &Catalogue) -> Posting {
    let known = Known {
        posting: rules,
        roles,
    };
    let titles = title::find(document, path, known);
    Posting {
        title: titles.first().cloned(),
        titles,
        ..Posting::default()
    }
}

impl Posting {
    /// Whether nothing states a title: there is none, or a file name that names no role.
    pub fn is_untitled(&self, roles: &Catalogue) -> bool {
        self.title.as_ref().is_none_or(|title| {
            title.origin == TitleOrigin::FileName && roles.match_title(&title.text).is_none()
        })
    }

    /// Makes a name that the text gives the role the title, and forgets the content, which was read without it. The first
    /// name counts, but for one that others narrow: "product manager" is short for "Senior Product Manager".
    pub fn take_title_from_text(&mut self, roles: &Catalogue) {
        let names: Vec<Title> = self.facts.iter().filter_map(own_title).collect();
        let narrows = |title: &&Title| {
            roles.match_title(&title.text).is_some_and(|found| {
                let function = roles.function(&found.function);
                function.is_some_and(|function| function.plain != found.role)
            })
        };
        let named = names.iter().find(narrows).or(names.first()).cloned();
        let mut titles = std::mem::take(&mut self.titles);
        titles.splice(..0, named);
        *self = Posting {
            title: titles.first().cloned(),
            titles,
            ..Posting::default()
        };
    }
}

fn own_title(fact: &Fact) -> Option<Title> {
    match &fact.kind {
        FactKind::OwnTitle(text) => Some(Title {
            text: phrases::collapse(text),
            span: Some(fact.span),
            origin: TitleOrigin::Text,
        }),
        _ => None,
    }
}

/// Adds sections, statements and facts; `lexed` is the document's text, lexed.
pub fn add_content(
    posting: &mut Posting,
    document: &Document,
    lexed: &Lexed,
    rules: &PostingRules,
    roles: &Catalogue,
) {
    let known = Known {
        posting: rules,
        roles,
    };
    let title = posting.titles.first();
    posting.sections = sections::find(document, title, rules);
    posting.statements = statements::find(document, &posting.sections, title, rules);
    statements::mark_others(&mut posting.statements, lexed, rules);
    posting.facts = facts::find(
        document,
        lexed,
        &posting.sections,
        &posting.statements,
        title,
        known,
    );
}
