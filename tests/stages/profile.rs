//! What moves the inferred level of a posting, which way, and what is shown for it.

use jdlint::evidence::Profile;
use jdlint::lint::{Judged, study};
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;

/// Duties that fit several rungs.
const DUTIES: &str = "\
## Responsibilities

- Own the roadmap of the checkout product and keep it up to date.
- Talk with customers every week and turn what they say into priorities.
- Work with engineering and design on each release.
- Measure how releases perform and report the results.
- Answer questions from sales and support.
";

fn judge(extra: &str) -> Judged {
    let text = format!("# Product Manager\n\n{extra}\n\n{DUTIES}");
    let source = Source::from_text("posting.md", &text);
    let rules = Rules::builtin().unwrap();
    let judged = study(&source, Format::Markdown, rules, &Settings::default());
    judged.into_iter().next().unwrap()
}

fn profile(extra: &str) -> Profile {
    judge(extra).profile
}

/// The words behind the vote of one kind of evidence; `None` where there is no such vote.
fn words(extra: &str, evidence: &str) -> Option<Vec<String>> {
    let judged = judge(extra);
    let vote = judged
        .profile
        .votes
        .iter()
        .find(|v| v.evidence == evidence)?;
    let text = &judged.document.text;
    Some(vote.spans.iter().map(|s| s.of(text).to_owned()).collect())
}

#[test]
fn each_kind_of_evidence_moves_the_level_its_way() {
    let plain = profile("").level;
    for (extra, up) in [
        (
            "You bring at least 1 year of experience in product management.",
            false,
        ),
        (
            "You bring at least 8 years of experience in product management.",
            true,
        ),
        (
            "You manage a team of four product managers, hire them and review their performance.",
            true,
        ),
        ("You mentor the less experienced product managers.", true),
        ("You report to the Chief Product Officer.", true),
        ("You report to a Product Manager.", false),
        (
            "This is an entry-level position for recent graduates.",
            false,
        ),
        (
            "You manage the directors of product and decide the headcount of the department.",
            true,
        ),
        ("The base salary is $230,000 to $290,000 a year.", true),
    ] {
        let level = profile(extra).level;
        assert!(
            if up {
                level > plain + 0.1
            } else {
                level < plain - 0.1
            },
            "{extra} {level} against {plain}"
        );
    }
}

#[test]
fn more_years_never_lower_the_level() {
    let levels: Vec<f32> = [1, 3, 5, 8, 12, 15]
        .map(|years| profile(&format!("You bring at least {years} years of experience.")).level)
        .into();
    assert!(levels.is_sorted(), "{levels:?}");
}

#[test]
fn a_boss_says_nothing_where_the_line_is_short_by_nature() {
    let boss = "You report to the CEO.";
    assert_eq!(
        words(boss, "boss-high"),
        Some(vec!["report to the CEO".to_owned()])
    );
    let first = format!("You are our first product manager. {boss}");
    assert_eq!(words(&first, "boss-high"), None);
    // the middle of the ladder is what most postings name
    assert_eq!(
        words("You report to the Director of Product.", "boss-high"),
        None
    );
    assert_eq!(
        words("You report to the Director of Product.", "boss-low"),
        None
    );
}

#[test]
fn what_bosses_and_colleagues_do_is_no_evidence() {
    let plain = profile("").level;
    for extra in [
        "You will work with the VP of Product, who manages a team of eight product managers.",
        "Our Chief Product Officer presents to the board every quarter.",
        "We were founded 25 years ago.",
    ] {
        let level = profile(extra).level;
        assert!(
            (level - plain).abs() < 0.35,
            "{extra} {level} against {plain}"
        );
    }
}

#[test]
fn several_levels_in_one_posting_get_no_verdict() {
    let years = "You bring at least 5 years of experience.";
    assert!(!profile(years).abstains);
    let levels = "We hire at several levels: Product Manager or Senior Product Manager.";
    assert!(profile(&format!("{years} {levels}")).abstains);
}

#[test]
fn shares_sum_to_one_and_the_interval_holds_the_level() {
    for extra in [
        "",
        "You bring at least 12 years of experience.",
        "You assist the PM.",
    ] {
        let profile = profile(extra);
        let sum: f32 = profile.rungs.iter().sum();
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        let interval = profile.interval.unwrap();
        let (lo, hi) = (f32::from(interval.lo), f32::from(interval.hi));
        assert!(lo - 0.5 <= profile.level && profile.level <= hi + 0.5);
        assert!((0.0..=1.0).contains(&profile.confidence));
    }
}

#[test]
fn a_level_needs_five_duties_or_the_force_of_facts() {
    let duties: Vec<&str> = DUTIES.lines().filter(|l| l.starts_with("- ")).collect();
    let abstains = |few: usize, extra: &str| {
        let text = format!(
            "# Product Manager\n\n{extra}\n\n## Responsibilities\n\n{}\n",
            duties[..few].join("\n")
        );
        let source = Source::from_text("posting.md", &text);
        let rules = Rules::builtin().unwrap();
        let judged = study(&source, Format::Markdown, rules, &Settings::default());
        judged[0].profile.abstains
    };
    assert!(!abstains(5, ""));
    assert!(abstains(4, ""));
    assert!(abstains(0, ""));
    assert!(!abstains(
        1,
        "You manage a team of four product managers, hire them and review their performance."
    ));
}
