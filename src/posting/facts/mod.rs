//! Facts: explicit, checkable claims.

mod company;
mod labels;
mod naming;
mod numbers;
mod pay;
mod people;
mod reporting;
mod rules;
mod units;
mod years;

pub(super) use rules::FactRules;

use super::{Section, Statement, Title};
use crate::lexicon::Lexed;
use crate::parse::Document;
use crate::posting::Known;
use crate::roles::Boss;
use crate::span::Span;
use rules::{Rule, Tag};
use units::Unit;

/// What years of experience are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearsOf {
    /// Work in general, or in the function.
    Experience,
    /// Managing people.
    Management,
}

/// What a fact claims.
#[derive(Debug, Clone, PartialEq)]
pub enum FactKind {
    /// Years of experience that the posting asks for.
    Years {
        /// Lower bound.
        min: f32,
        /// Upper bound, where one is stated ("3-5 years", "up to 2 years").
        max: Option<f32>,
        /// Which years.
        of: YearsOf,
        /// Whether they are only preferred.
        preferred: bool,
    },
    /// The person formally manages people.
    ManagesPeople {
        /// Number of direct reports or team size, from and to, where stated.
        count: Option<(u32, u32)>,
        /// Whether those people are managers themselves.
        managers: bool,
    },
    /// The posting asks for experience in managing people.
    ManagedPeople {
        /// Whether those people were managers themselves.
        managers: bool,
    },
    /// The person manages nobody ("no direct reports", "individual contributor").
    ManagesNobody,
    /// The person mentors or coaches, without formal management.
    Mentors,
    /// Whom the person reports to.
    ReportsTo(Boss),
    /// The body names the posting's own title ("as our VP of Product, you …"); the string is the title named.
    OwnTitle(String),
    /// The person sits on the executive or leadership team.
    ExecutiveSeat,
    /// The person answers or presents to the board.
    Board,
    /// The posting calls itself entry level, a trainee, graduate or internship position.
    EntryLevel,
    /// The person is the first product hire, or the only product person.
    FirstHire,
    /// The company is small (size stated, start-up stage).
    SmallCompany,
    /// Yearly pay in US dollars (or converted by a fixed table), from and to.
    Pay {
        /// Lower end.
        from: u32,
        /// Upper end.
        to: u32,
    },
    /// The posting describes several levels at once (a ladder, "PM or Senior PM").
    SeveralLevels,
}

impl FactKind {
    /// Name of the kind, as rule files and `inspect` use it.
    pub fn name(&self) -> &'static str {
        match self {
            FactKind::Years { .. } => "years",
            FactKind::ManagesPeople { managers: true, .. } => "manages-managers",
            FactKind::ManagesPeople {
                count: Some((_, 0..=4)),
                ..
            } => "manages-few",
            FactKind::ManagesPeople { .. } => "manages-people",
            FactKind::ManagedPeople { managers: true } => "managed-managers",
            FactKind::ManagedPeople { .. } => "managed-people",
            FactKind::ManagesNobody => "manages-nobody",
            FactKind::Mentors => "mentors",
            FactKind::ReportsTo(_) => "reports-to",
            FactKind::OwnTitle(_) => "own-title",
            FactKind::ExecutiveSeat => "executive-seat",
            FactKind::Board => "board",
            FactKind::EntryLevel => "entry-level",
            FactKind::FirstHire => "first-hire",
            FactKind::SmallCompany => "small-company",
            FactKind::Pay { .. } => "pay",
            FactKind::SeveralLevels => "several-levels",
        }
    }
}

/// A fact and the words that state it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What is claimed.
    pub kind: FactKind,
    /// The words, in the visible text.
    pub span: Span,
}

/// A match of a rule: tokens `first..last`.
#[derive(Debug, Clone, Copy)]
struct Hit<'r> {
    rule: &'r Rule,
    first: usize,
    last: usize,
}

impl Hit<'_> {
    fn covers(&self, token: usize) -> bool {
        self.first <= token && token < self.last
    }
}

/// One statement with its matches, and what the topics need to read it.
struct Reading<'a> {
    document: &'a Document,
    lexed: &'a Lexed<'a>,
    known: Known<'a>,
    unit: &'a Unit,
    hits: Vec<Hit<'a>>,
}

impl<'a> Reading<'a> {
    fn hits(&self, tag: Tag) -> impl Iterator<Item = &Hit<'a>> {
        self.hits.iter().filter(move |h| h.rule.tag == tag)
    }

    fn facts(&self) -> &'a FactRules {
        &self.known.posting.facts
    }

    /// Bytes of the tokens `first..last`.
    fn span(&self, first: usize, last: usize) -> Span {
        let tokens = &self.lexed.tokens;
        let start = tokens
            .get(first)
            .map_or(self.unit.span.start, |t| t.start as usize);
        let end = last
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .map_or(start, |t| t.end as usize);
        Span::new(start, end.max(start))
    }

    fn text(&self, first: usize, last: usize) -> &'a str {
        self.span(first, last).of(&self.document.text)
    }
}

pub(super) fn find(
    document: &Document,
    lexed: &Lexed,
    sections: &[Section],
    statements: &[Statement],
    title: Option<&Title>,
    known: Known<'_>,
) -> Vec<Fact> {
    let facts = &known.posting.facts;
    let mut out = Vec::new();
    let mut large = false;
    for unit in units::of_statements(statements, lexed) {
        let reading = Reading {
            document,
            lexed,
            known,
            unit: &unit,
            hits: facts.matches(lexed, &unit),
        };
        if !reading.hits.is_empty() {
            years::read(&reading, &mut out);
            people::read(&reading, &mut out);
            reporting::read(&reading, &mut out);
            naming::read(&reading, &mut out);
            large |= company::read(&reading, &mut out);
        }
    }
    if large {
        // "a startup of 200 people, series A"
        out.retain(|f| f.kind != FactKind::SmallCompany);
    }
    labels::read(document, known, &mut out);
    pay::read(document, statements, &facts.pay, &mut out);
    naming::several_levels(document, title, sections, known, &mut out);
    tidy(out)
}

/// In order of the text, without the same claim twice about the same words.
fn tidy(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut out: Vec<Fact> = Vec::with_capacity(facts.len());
    for fact in facts {
        let known = out
            .iter_mut()
            .rev()
            .take(8)
            .find(|f| f.span.overlaps(fact.span) && people::same(&f.kind, &fact.kind));
        match known {
            Some(known) => {
                people::merge(&mut known.kind, &fact.kind);
                known.span.end = known.span.end.max(fact.span.end);
            }
            None => out.push(fact),
        }
    }
    out
}
