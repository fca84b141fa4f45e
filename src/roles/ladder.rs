//! Rungs and scope dimensions, described in `rules/ladder.toml`.

use crate::rule_file::{RuleFile, RulesError};
use serde::{Deserialize, Serialize};

/// The highest rung: Chief Product Officer.
pub const TOP_RUNG: u8 = 7;

/// An interval of rungs on the generic ladder, 0 to [`TOP_RUNG`], both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "[u8; 2]")]
pub struct Rungs {
    /// Lowest rung.
    pub lo: u8,
    /// Highest rung.
    pub hi: u8,
}

impl Rungs {
    /// The interval `lo..=hi`.
    pub fn new(lo: u8, hi: u8) -> Self {
        debug_assert!(lo <= hi && hi <= TOP_RUNG);
        Rungs { lo, hi }
    }
    /// Number of rungs between the two intervals: 0 where they touch or overlap, positive where `self` lies above
    /// `other`, negative where it lies below.
    pub fn distance_above(self, other: Rungs) -> i8 {
        if self.lo > other.hi {
            (self.lo - other.hi) as i8
        } else if self.hi < other.lo {
            -((other.lo - self.hi) as i8)
        } else {
            0
        }
    }
    /// Whether `rung` lies in the interval.
    pub fn contains(self, rung: u8) -> bool {
        self.lo <= rung && rung <= self.hi
    }
    /// The smallest interval that holds both.
    pub fn hull(self, other: Rungs) -> Rungs {
        Rungs {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }
    /// Middle of the interval.
    pub fn middle(self) -> f32 {
        (f32::from(self.lo) + f32::from(self.hi)) / 2.0
    }
}

fn not_rungs() -> String {
    format!("rungs are two numbers from 0 to {TOP_RUNG}, the lower one first")
}

impl TryFrom<Vec<u8>> for Rungs {
    type Error = String;

    fn try_from(numbers: Vec<u8>) -> Result<Self, String> {
        match numbers.as_slice() {
            [lo, hi] => Rungs::try_from([*lo, *hi]),
            _ => Err(not_rungs()),
        }
    }
}

impl TryFrom<[u8; 2]> for Rungs {
    type Error = String;

    fn try_from([lo, hi]: [u8; 2]) -> Result<Self, String> {
        if lo <= hi && hi <= TOP_RUNG {
            Ok(Rungs { lo, hi })
        } else {
            Err(not_rungs())
        }
    }
}

impl From<Rungs> for [u8; 2] {
    fn from(r: Rungs) -> Self {
        [r.lo, r.hi]
    }
}

/// A kind of scope that a statement can claim. The order is from the first rung to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Learning the craft.
    Learning,
    /// Assisting with day-to-day tasks.
    Assisting,
    /// Autonomy, productivity.
    Autonomy,
    /// One feature or product.
    Feature,
    /// Hands-on building and shipping.
    Building,
    /// Mentoring colleagues, without formal management.
    Mentoring,
    /// Setting processes and procedures.
    Process,
    /// Delivery on time and to spec.
    Delivery,
    /// Cross-department cooperation.
    Cooperation,
    /// Roadmap.
    Roadmap,
    /// Design specifications, user experience.
    Design,
    /// Customer voice and feedback.
    Customer,
    /// Overseeing product managers and their teams.
    Oversight,
    /// Budget.
    Budget,
    /// Profitability, revenue.
    Profit,
    /// Recruiting, personnel, the shape of the organisation.
    Recruiting,
    /// Quality, the company's standard.
    Quality,
    /// Product vision and strategy.
    Strategy,
    /// Market choice, innovation.
    Market,
    /// Alignment with company strategy, executive team.
    Company,
}

/// All dimensions in ladder order.
pub const DIMENSIONS: [Dimension; 20] = [
    Dimension::Learning,
    Dimension::Assisting,
    Dimension::Autonomy,
    Dimension::Feature,
    Dimension::Building,
    Dimension::Mentoring,
    Dimension::Process,
    Dimension::Delivery,
    Dimension::Cooperation,
    Dimension::Roadmap,
    Dimension::Design,
    Dimension::Customer,
    Dimension::Oversight,
    Dimension::Budget,
    Dimension::Profit,
    Dimension::Recruiting,
    Dimension::Quality,
    Dimension::Strategy,
    Dimension::Market,
    Dimension::Company,
];

/// What kind of work a dimension is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DimensionKind {
    /// About the holder's own growth and independence.
    Personal,
    /// Day-to-day work on the product.
    Execution,
    /// Running a product team.
    Operational,
    /// Direction of the product and the company.
    Executive,
}

/// A rung as `rules/ladder.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Usual product titles of the rung.
    pub name: String,
    /// What somebody on this rung answers for.
    pub scope: String,
    /// Who reports to the rung.
    pub people: String,
    /// Years of experience that postings usually ask for, from and to.
    pub years: [u8; 2],
    /// Whom the rung reports to.
    pub reports_to: String,
}

/// A dimension as `rules/ladder.toml` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionInfo {
    /// The dimension.
    pub id: Dimension,
    /// What a diagnostic calls it: "product vision and strategy".
    pub label: String,
    /// What kind of work it is.
    pub kind: DimensionKind,
}

/// The ladder: its rungs from 0 to [`TOP_RUNG`], and every dimension in the order of [`DIMENSIONS`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The rungs, lowest first.
    #[serde(rename = "rung")]
    pub rungs: Vec<Rung>,
    /// The dimensions.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<DimensionInfo>,
}

impl Ladder {
    /// Reads `rules/ladder.toml`. Fails where it is not valid TOML of this shape, or does not describe
    /// eight rungs and all dimensions in order.
    pub fn load(file: RuleFile<'_>) -> Result<Ladder, RulesError> {
        let ladder: Ladder = file.read()?;
        if ladder.rungs.len() != usize::from(TOP_RUNG) + 1 {
            let found = ladder.rungs.len();
            return Err(file.error(format!("{found} rungs, expected {}", TOP_RUNG + 1)));
        }
        if !ladder.dimensions.iter().map(|d| d.id).eq(DIMENSIONS) {
            return Err(
                file.error("the dimensions are not complete and in ladder order".to_owned())
            );
        }
        Ok(ladder)
    }

    /// The description of a rung; `None` above [`TOP_RUNG`].
    pub fn rung(&self, rung: u8) -> Option<&Rung> {
        self.rungs.get(usize::from(rung))
    }

    /// The description of a dimension; `None` only for a ladder that was not loaded.
    pub fn dimension(&self, dimension: Dimension) -> Option<&DimensionInfo> {
        self.dimensions.iter().find(|d| d.id == dimension)
    }

    /// The plain label of a dimension, such as "product vision and strategy".
    pub fn label(&self, dimension: Dimension) -> &str {
        self.dimension(dimension).map_or("", |d| d.label.as_str())
    }

    /// The kind of a dimension; `Operational` for a ladder that was not loaded.
    pub fn kind(&self, dimension: Dimension) -> DimensionKind {
        self.dimension(dimension)
            .map_or(DimensionKind::Operational, |d| d.kind)
    }
}
