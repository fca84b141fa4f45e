//! Rungs and scope dimensions.

use serde::{Deserialize, Serialize};

/// The highest rung: Chief Product Officer.
pub const TOP_RUNG: u8 = 7;

/// An interval of rungs on the generic ladder, 0 to [`TOP_RUNG`], both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "[u8; 2]", into = "[u8; 2]")]
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
    /// Middle of the interval.
    pub fn middle(self) -> f32 {
        (f32::from(self.lo) + f32::from(self.hi)) / 2.0
    }
}

impl From<[u8; 2]> for Rungs {
    fn from([lo, hi]: [u8; 2]) -> Self {
        let lo = lo.min(TOP_RUNG);
        Rungs {
            lo,
            hi: hi.clamp(lo, TOP_RUNG),
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
