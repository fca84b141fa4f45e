//! Rules that hold the profile against the title.

use super::*;

#[test]
fn scope_above_needs_probability_two_rungs_away_and_an_interval_that_stays_away() {
    let far = |level, interval| {
        World::new("product/pm", &LINES)
            .level(level, interval)
            .codes()
            .contains(&"JD101".to_owned())
    };
    assert!(far(3.7, [3, 5]));
    assert!(!far(3.6, [3, 5]), "too little probability two rungs away");
    assert!(!far(3.7, [2, 5]), "the interval touches the title");
}

#[test]
fn of_one_duty_nothing_is_said() {
    let recognized = |n: usize| {
        let world = World::new("product/apm", &LINES).level(5.0, [4, 6]);
        world.with(|w| w.profile.recognized = n).codes()
    };
    assert!(!recognized(1).contains(&"JD101".to_owned()));
    assert!(recognized(2).contains(&"JD101".to_owned()));
}

#[test]
fn scope_above_labels_title_and_deciding_votes_once_a_statement() {
    let world = World::new("product/pm", &LINES)
        .signal("own the product strategy", Dimension::Strategy, [5, 7])
        .signal("manage a team", Dimension::Oversight, [4, 6])
        .signal("write user stories", Dimension::Building, [1, 3])
        .vote("manage a team", 4)
        .vote("five product managers", 4)
        .vote("present to the board", 5)
        .level(5.1, [4, 6]);
    let finding = world.one("JD101");
    assert_eq!(finding.severity, Severity::Warning);
    let sure = world
        .profile
        .confidence_outside(jdlint::roles::Rungs::new(2, 2));
    assert!(
        (finding.confidence - sure).abs() < 1e-6,
        "that of the share beyond the title"
    );
    let labels: Vec<&str> = finding.labels.iter().map(|l| l.message.as_str()).collect();
    assert_eq!(
        labels,
        [
            "this title covers a feature or product, with one squad",
            "says manage a team",
            "says present to the board"
        ]
    );
    assert!(
        finding.notes[0]
            .starts_with("3 of 8 responsibilities were recognised, 2 of them go beyond")
    );
    assert_eq!(
        finding.notes[1],
        "the Product Manager oversees the teams (role definitions, line 15)"
    );
    assert!(finding.sources.contains(&"seed:15".to_owned()));
    assert_eq!(world.level_of("product/pm", 5.8, [5, 7]), Severity::Error);
}

impl World {
    fn level_of(&self, role: &str, level: f32, interval: [u8; 2]) -> Severity {
        World::new(role, &LINES)
            .level(level, interval)
            .one("JD101")
            .severity
    }
}

#[test]
fn scope_below_gives_leaders_of_small_companies_a_rung_more() {
    let vp = |level| World::new("product/vp", &LINES).level(level, [2, 3]);
    assert!(vp(3.9).codes().contains(&"JD102".to_owned()));
    let small = vp(3.9).fact("squad", FactKind::SmallCompany);
    assert!(!small.codes().contains(&"JD102".to_owned()));
    let small = vp(3.0).with(|w| w.org.size = OrgSize::Small);
    assert!(small.codes().contains(&"JD102".to_owned()));
}

#[test]
fn several_levels_and_abstention_silence_inferred_rules() {
    let off = || World::new("product/pm", &LINES).level(6.0, [5, 7]);
    assert_eq!(off().with(|w| w.profile.abstains = true).codes(), ["JD403"]);
    assert_eq!(
        off().fact("squad", FactKind::SeveralLevels).codes(),
        ["JD403"]
    );
    let two = TitleIssue::TwoRungs("Junior".into(), "Senior".into());
    assert_eq!(
        off()
            .with(|w| w.title.as_mut().unwrap().issue = Some(two))
            .codes(),
        ["JD207"]
    );
}

fn executive(role: &str) -> World {
    World::new(role, &LINES)
        .signal("own the product", Dimension::Strategy, [5, 7])
        .signal("five product", Dimension::Market, [5, 7])
        .signal("with the squad", Dimension::Company, [5, 7])
        .signal("ten years", Dimension::Strategy, [5, 7])
        .signal("the board", Dimension::Company, [5, 7])
}

#[test]
fn all_executive_scope_is_for_titles_below_the_chief_with_nothing_operational() {
    let finding = executive("product/vp").one("JD103");
    assert_eq!(finding.labels.len(), 5);
    assert!(finding.notes[0].starts_with("5 of 5"));
    assert!(finding.sources.contains(&"seed:31".to_owned()));
    assert_eq!(executive("product/cpo").codes(), [""; 0]);
    for (words, dimension) in [
        ("daily tasks", Dimension::Process),
        ("daily tasks", Dimension::Customer),
        ("daily tasks", Dimension::Oversight),
    ] {
        let world = executive("product/vp").signal(words, dimension, [5, 7]);
        assert!(
            !world.codes().contains(&"JD103".to_owned()),
            "{dimension:?}"
        );
    }
    let people = FactKind::ManagesPeople {
        count: None,
        managers: false,
    };
    let world = executive("product/vp").fact("manage a team", people);
    assert!(!world.codes().contains(&"JD103".to_owned()));
}

fn hands_on(role: &str, dimension: Dimension) -> World {
    World::new(role, &LINES)
        .signal("own the product", dimension, [1, 2])
        .signal("write user stories", dimension, [1, 2])
        .signal("assist with", dimension, [1, 2])
        .signal("manage a team", Dimension::Oversight, [4, 6])
        .signal("ten years", Dimension::Profit, [3, 6])
}

#[test]
fn hands_on_leaders_are_warned_small_companies_informed_and_customers_do_not_count() {
    assert_eq!(
        hands_on("product/vp", Dimension::Building)
            .one("JD104")
            .severity,
        Severity::Warning
    );
    let small = hands_on("product/vp", Dimension::Building).fact("squad", FactKind::FirstHire);
    assert_eq!(small.one("JD104").severity, Severity::Info);
    for dimension in [Dimension::Customer, Dimension::Design, Dimension::Process] {
        let codes = hands_on("product/vp", dimension).codes();
        assert!(!codes.contains(&"JD104".to_owned()), "{dimension:?}");
    }
    let codes = hands_on("product/senior", Dimension::Building).codes();
    assert!(!codes.contains(&"JD104".to_owned()));
}

#[test]
fn missing_core_needs_enough_evidence() {
    let world = |n| {
        LINES
            .iter()
            .take(n)
            .fold(World::new("product/vp", &LINES), |w, l| {
                w.signal(l, Dimension::Roadmap, [4, 7])
            })
    };
    let finding = world(8).one("JD105");
    assert_eq!(finding.severity, Severity::Info);
    assert!(finding.notes[0].contains(
        "processes and procedures, overseeing product managers and their teams and budget"
    ));
    assert!(!world(7).codes().contains(&"JD105".to_owned()));
    let one_absent = world(8).signal("squad", Dimension::Process, [4, 7]).signal(
        "board",
        Dimension::Budget,
        [4, 7],
    );
    assert!(!one_absent.codes().contains(&"JD105".to_owned()));
}

#[test]
fn role_span_needs_two_statements_at_each_end() {
    let two_ends = || {
        World::new("product/senior", &LINES)
            .signal("assist with", Dimension::Assisting, [0, 1])
            .signal("write user", Dimension::Building, [0, 1])
            .signal("own the product", Dimension::Company, [6, 7])
    };
    assert!(!two_ends().codes().contains(&"JD106".to_owned()));
    let four = two_ends().signal("the board", Dimension::Company, [5, 7]);
    let finding = four.one("JD106");
    assert_eq!(finding.labels.len(), 5);
    assert!(
        finding
            .message
            .contains("a Junior Product Manager or below, and a Director of Product or above")
    );
    let small = four.fact("squad", FactKind::SmallCompany);
    assert!(!small.codes().contains(&"JD106".to_owned()));
}

#[test]
fn single_statements_are_reported_only_where_the_whole_is_not() {
    let apm = || World::new("product/apm", &LINES);
    let seat = apm()
        .fact("the board", FactKind::ExecutiveSeat)
        .one("JD107");
    assert_eq!(seat.severity, Severity::Warning);
    assert!(seat.confidence >= 0.9);
    let inferred = apm().signal("manage a team", Dimension::Oversight, [4, 6]);
    assert_eq!(inferred.one("JD107").severity, Severity::Info);
    let whole = apm().fact("the board", FactKind::Board).level(5.0, [4, 6]);
    assert_eq!(whole.codes(), ["JD101"]);
    let below =
        World::new("product/director", &LINES).signal("assist with", Dimension::Assisting, [0, 1]);
    assert!(below.codes().contains(&"JD108".to_owned()));
    let customer =
        World::new("product/director", &LINES).signal("assist with", Dimension::Customer, [0, 1]);
    assert!(!customer.codes().contains(&"JD108".to_owned()));
}
