//! What checks ask of a posting: facts by kind, duties by statement, the rungs in words.

use super::Context;
use super::build::with_article;
use crate::evidence::Signal;
use crate::posting::{Fact, FactKind, SectionKind, Statement, YearsOf};
use crate::roles::{
    Boss, Claim, Dimension, Function, Hedge, Role, Rung, Rungs, Standing, TitleIssue, TitleMatch,
};
use crate::settings::OrgSize;
use crate::span::Span;

/// One responsibility that was recognised, with all that it says.
pub(super) struct Duty<'a> {
    /// Its signals, in order.
    pub signals: &'a [Signal],
}

impl<'a> Duty<'a> {
    /// The signal that says most.
    pub fn strongest(&self) -> Option<&'a Signal> {
        self.signals
            .iter()
            .max_by(|a, b| a.strength.total_cmp(&b.strength))
    }
}

impl<'a> Context<'a> {
    /// The title and its role, where a definition covers it.
    pub(super) fn judged(&self) -> Option<(&'a TitleMatch, &'a Role)> {
        let (title, role) = (self.title?, self.role?);
        self.roles.function(&title.function)?;
        Some((title, role))
    }

    /// As [`Self::judged`], and the posting speaks of one level only and says enough to infer a level.
    pub(super) fn inferred(&self) -> Option<(&'a TitleMatch, &'a Role, Rungs)> {
        let (title, role) = self.judged()?;
        let interval = self.profile.interval?;
        (!self.profile.abstains && !self.several_levels()).then_some((title, role, interval))
    }

    /// Whether the posting describes several levels at once.
    pub(super) fn several_levels(&self) -> bool {
        self.title.is_some_and(|t| t.issue.is_some())
            || self.has(|k| matches!(k, FactKind::SeveralLevels))
    }

    /// Whether the title itself offers alternatives ("PM or Senior PM").
    pub(super) fn title_offers_levels(&self) -> bool {
        self.title
            .is_some_and(|t| t.issue == Some(TitleIssue::SeveralLevels))
            || self.has(|k| matches!(k, FactKind::SeveralLevels))
    }

    /// Whether roles blend here: a small company or the first product hire.
    pub(super) fn small(&self) -> bool {
        self.org.size == OrgSize::Small || self.posting.in_small_company()
    }

    /// Whether this is the first, or the only, product person.
    pub(super) fn first_hire(&self) -> bool {
        self.has(|k| matches!(k, FactKind::FirstHire))
    }

    /// Whether `[org]` says that the role exists in the company ("vp", "head").
    pub(super) fn org_has(&self, role: &str) -> bool {
        self.org.has.iter().any(|r| r.eq_ignore_ascii_case(role))
    }

    /// Whether the leader is there for a while or for some hours only.
    pub(super) fn interim(&self) -> bool {
        let words = &self.rulebook.common.interim;
        self.posting
            .title
            .as_ref()
            .is_some_and(|t| says(&t.text, words))
            || self
                .posting
                .statements
                .iter()
                .any(|s| says(s.span.of(&self.document.text), words))
    }

    /// Whether any fact is of this kind.
    pub(super) fn has(&self, kind: impl Fn(&FactKind) -> bool) -> bool {
        self.posting.facts.iter().any(|f| kind(&f.kind))
    }

    /// The first fact of this kind.
    pub(super) fn fact(&self, kind: impl Fn(&FactKind) -> bool) -> Option<&'a Fact> {
        self.posting.facts.iter().find(|f| kind(&f.kind))
    }

    /// Years that the posting requires (not those it prefers): bounds, what they count, and the words.
    pub(super) fn required_years(
        &self,
    ) -> impl Iterator<Item = (f32, Option<f32>, YearsOf, Span)> + 'a {
        self.posting.facts.iter().filter_map(|f| match f.kind {
            FactKind::Years {
                min,
                max,
                of,
                preferred: false,
            } => Some((min, max, of, f.span)),
            _ => None,
        })
    }

    /// Whom the posting names as boss, and the words.
    pub(super) fn bosses(&self) -> impl Iterator<Item = (&'a Boss, Span)> + 'a {
        self.posting.facts.iter().filter_map(|f| match &f.kind {
            FactKind::ReportsTo(boss) => Some((boss, f.span)),
            _ => None,
        })
    }

    /// The statement that holds `span`.
    pub(super) fn statement_at(&self, span: Span) -> Option<&'a Statement> {
        let i = self
            .posting
            .statements
            .partition_point(|s| s.span.end <= span.start);
        self.posting
            .statements
            .get(i)
            .filter(|s| s.span.overlaps(span))
    }

    /// Whether a signal rests on one word: a topic ("epics", "backlog"), not what is done about it.
    pub(super) fn is_bare_word(&self, signal: &Signal) -> bool {
        let words = signal.span.of(&self.document.text);
        !words.trim().contains(char::is_whitespace)
    }

    /// The words around `span`: its statement, or the span alone.
    pub(super) fn words_around(&self, span: Span) -> &'a str {
        let span = self.statement_at(span).map_or(span, |s| s.span);
        span.of(&self.document.text)
    }

    /// The kind of section in which `span` stands.
    pub(super) fn section_at(&self, span: Span) -> SectionKind {
        match self.statement_at(span) {
            Some(statement) => statement.section,
            None => {
                // sections are in order, and none overlaps another
                let sections = &self.posting.sections;
                let after = sections.partition_point(|s| s.span.start < span.end);
                let last = after.checked_sub(1).and_then(|i| sections.get(i));
                last.filter(|s| s.span.overlaps(span))
                    .map_or(SectionKind::Unknown, |s| s.kind)
            }
        }
    }

    /// Recognised responsibilities, in order.
    pub(super) fn duties(&self) -> Vec<Duty<'a>> {
        let statements = self
            .profile
            .signals
            .chunk_by(|a, b| a.statement == b.statement);
        // a statement is a duty or not, with all its signals
        let duties = statements.filter(|signals| signals.first().is_some_and(|s| s.duty));
        duties.map(|signals| Duty { signals }).collect()
    }

    /// The responsibility of this index among the statements, if it was recognised.
    pub(super) fn duty(&self, statement: usize) -> Option<Duty<'a>> {
        let signals = self.profile.of_statement(statement);
        let recognized = signals.first().is_some_and(|s| s.duty);
        recognized.then_some(Duty { signals })
    }

    /// Where the title stands in the visible text.
    pub(super) fn title_span(&self) -> Option<Span> {
        self.posting.title.as_ref()?.span
    }

    /// The title of the role's function that stands on a rung.
    pub(super) fn rung_name(&self, rung: u8) -> &'a str {
        let own = self.function().and_then(|f| f.rungs.get(usize::from(rung)));
        let rungs = &self.rulebook.common.rungs;
        own.map(|r| &r.name)
            .or_else(|| rungs.get(usize::from(rung)))
            .map_or("", String::as_str)
    }

    /// The title of the role's function without any level: "Product Manager".
    pub(super) fn plain_title(&self) -> &'a str {
        self.function()
            .and_then(|f| self.roles.get(&f.plain))
            .map_or("", |r| r.name.as_str())
    }

    /// A title of the role's function that ranks high and leads nobody: "Principal Product Manager".
    pub(super) fn contributor_title(&self, role: &Role) -> &'a str {
        let principal = format!("{}/principal", role.function);
        match self.roles.get(&principal) {
            Some(principal) => &principal.name,
            None => self.rung_name(4),
        }
    }

    fn function(&self) -> Option<&'a Function> {
        self.roles.function(&self.role?.function)
    }

    fn rung(&self, rung: u8) -> Option<&'a Rung> {
        let function = self.role.map_or("", |r| r.function.as_str());
        self.roles.rung(function, rung)
    }

    /// What a rung usually covers.
    pub(super) fn rung_scope(&self, rung: u8) -> &'a str {
        self.rung(rung).map_or("", |r| r.scope.as_str())
    }

    /// An interval of rungs in words: "a Director of Product", "a Product Manager or a Senior Product Manager" where two rungs
    /// touch, "a Product Manager up to a Director of Product" where others lie between.
    pub(super) fn rungs_with_article(&self, rungs: Rungs) -> String {
        let lo = with_article(self.rung_name(rungs.lo));
        let hi = with_article(self.rung_name(rungs.hi));
        match rungs.hi.saturating_sub(rungs.lo) {
            0 => lo,
            1 => format!("{lo} or {hi}"),
            _ => format!("{lo} up to {hi}"),
        }
    }

    /// To whom a title on this rung usually reports.
    pub(super) fn usual_boss(&self, rung: u8) -> &'a str {
        self.rung(rung).map_or("", |r| r.reports_to.as_str())
    }

    /// What a title covers that stands on these rungs: the scope of the one in the middle.
    pub(super) fn scope_of(&self, rungs: Rungs) -> &'a str {
        self.rung_scope(rungs.lo + rungs.hi.saturating_sub(rungs.lo) / 2)
    }

    /// A source as a reader knows it: "role definitions, line 31".
    pub(super) fn source_in_words(&self, source: &str) -> String {
        self.rulebook.common.source_in_words(source)
    }
}

/// The clause of a role definition that explains best what belongs to the role: one of `dimensions` if there is one,
/// what the source states firmly before what it hedges.
pub(super) fn clause<'r>(role: &'r Role, dimensions: &[Dimension]) -> Option<&'r Claim> {
    role.claims
        .iter()
        .filter(|c| c.standing != Standing::Foreign)
        .min_by_key(|c| {
            let other = !dimensions.contains(&c.dimension);
            (other, c.standing != Standing::Core, firmness(c.hedge))
        })
}

/// The clause of a role definition on one of `dimensions`, if there is one: as [`clause`], or, failing that, what does not
/// belong to the role.
pub(super) fn clause_on<'r>(role: &'r Role, dimensions: &[Dimension]) -> Option<&'r Claim> {
    let about = |c: &&Claim| dimensions.contains(&c.dimension);
    clause(role, dimensions)
        .filter(about)
        .or_else(|| foreign_clause(role, dimensions).filter(about))
}

/// The clause that says why `dimensions` do not belong to the role, the first of them first; failing that, one that says
/// what does.
pub(super) fn foreign_clause<'r>(role: &'r Role, dimensions: &[Dimension]) -> Option<&'r Claim> {
    let place = |c: &Claim| dimensions.iter().position(|d| *d == c.dimension);
    role.claims
        .iter()
        .filter(|c| c.standing == Standing::Foreign && place(c).is_some())
        .min_by_key(|c| (place(c), firmness(c.hedge)))
        .or_else(|| clause(role, &[]))
}

fn firmness(hedge: Hedge) -> u8 {
    match hedge {
        Hedge::Firm => 0,
        Hedge::Likely => 1,
        Hedge::May => 2,
    }
}

/// A list of dimension names as dimensions; unknown names are left out (a test makes sure there are none).
pub(super) fn dimensions(names: &[String]) -> Vec<Dimension> {
    crate::roles::DIMENSIONS
        .into_iter()
        .filter(|d| names.iter().any(|n| n == dimension_name(*d)))
        .collect()
}

/// The name of a dimension, as rule files write it.
pub(super) fn dimension_name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Learning => "learning",
        Dimension::Assisting => "assisting",
        Dimension::Autonomy => "autonomy",
        Dimension::Feature => "feature",
        Dimension::Building => "building",
        Dimension::Mentoring => "mentoring",
        Dimension::Process => "process",
        Dimension::Delivery => "delivery",
        Dimension::Cooperation => "cooperation",
        Dimension::Roadmap => "roadmap",
        Dimension::Design => "design",
        Dimension::Customer => "customer",
        Dimension::Oversight => "oversight",
        Dimension::Budget => "budget",
        Dimension::Profit => "profit",
        Dimension::Recruiting => "recruiting",
        Dimension::Quality => "quality",
        Dimension::Strategy => "strategy",
        Dimension::Market => "market",
        Dimension::Company => "company",
    }
}

/// Whether `text` holds one of the phrases as whole words, in any case. The phrases are few and short.
pub(super) fn says(text: &str, phrases: &[String]) -> bool {
    let text = text.to_lowercase();
    phrases.iter().any(|phrase| {
        text.match_indices(phrase.as_str()).any(|(at, found)| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Whether all words of `short` stand in `long`.
pub(super) fn is_part_of(short: &str, long: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let long = words(long);
    words(short).iter().all(|w| long.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_part_of_long_ones() {
        assert!(is_part_of(
            "Product Manager",
            "Senior Product Manager, Payments"
        ));
        assert!(!is_part_of(
            "Senior Product Manager",
            "Product Manager, Payments"
        ));
    }

    #[test]
    fn phrases_are_whole_words_in_any_case() {
        let phrases = vec!["intern".to_owned(), "dotted line".to_owned()];
        assert!(says("Two INTERNs? One Intern.", &phrases));
        assert!(says("a Dotted line to", &phrases));
        assert!(!says("an internal team of interns", &phrases));
        assert!(!says("", &phrases));
    }

    #[test]
    fn every_dimension_has_its_name() {
        for dimension in crate::roles::DIMENSIONS {
            let name = serde_json::to_string(&dimension).unwrap();
            assert_eq!(name.trim_matches('"'), dimension_name(dimension));
        }
    }
}
