//! Facts: explicit, checkable claims.

use super::{Section, Statement};
use crate::lexicon::Lexed;
use crate::parse::Document;
use crate::roles::Boss;
use crate::rules::Rules;
use crate::span::Span;

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

/// A fact and the words that state it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What is claimed.
    pub kind: FactKind,
    /// The words, in the visible text.
    pub span: Span,
}

pub(super) fn find(
    _document: &Document,
    _lexed: &Lexed,
    _sections: &[Section],
    _statements: &[Statement],
    _rules: &Rules,
) -> Vec<Fact> {
    Vec::new() // SKELETON: to be replaced
}
