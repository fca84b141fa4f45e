//! Every check against postings and profiles built by hand: what fires, what stays quiet, and what a finding says.

#![allow(clippy::unwrap_used)] // helpers outside #[test] functions

use jdlint::checks::{self, Context, Rulebook};
use jdlint::evidence::{Profile, Signal, Vote};
use jdlint::finding::{Finding, Severity};
use jdlint::parse::{BlockKind, Builder, Document};
use jdlint::posting::{
    Fact, FactKind, Posting, Section, SectionKind, Statement, Subject, Title, TitleOrigin, YearsOf,
};
use jdlint::roles::{Boss, Claim, Dimension, Hedge, Role, Standing, TitleIssue, TitleMatch};
use jdlint::rules::Rules;
use jdlint::settings::{Org, OrgSize};
use jdlint::span::{SourceSpan, Span};

/// A posting built by hand.
struct World {
    document: Document,
    posting: Posting,
    profile: Profile,
    title: Option<TitleMatch>,
    org: Org,
    role: Option<Role>,
}

fn role(id: &str, name: &str, rungs: [u8; 2], years: [u8; 2], manages: &str) -> Role {
    let claim = |dimension, source: &str, text: &str| Claim {
        dimension,
        standing: Standing::Core,
        hedge: Hedge::Firm,
        source: source.into(),
        text: text.into(),
    };
    Role {
        id: id.into(),
        function: id.split('/').next().unwrap().into(),
        name: name.into(),
        rungs: rungs.try_into().unwrap(),
        years,
        manages: manages.into(),
        may_span: rungs.try_into().unwrap(),
        small: None,
        finance: None,
        beside: None,
        reports_to: Vec::new(),
        summary: String::new(),
        claims: vec![
            claim(
                Dimension::Oversight,
                "seed:15",
                &format!("the {name} oversees the teams"),
            ),
            claim(
                Dimension::Process,
                "seed:31",
                &format!("the {name} sets procedures"),
            ),
            claim(
                Dimension::Budget,
                "seed:39",
                &format!("the {name} allocates the budget"),
            ),
        ],
    }
}

fn roles() -> Vec<Role> {
    vec![
        role(
            "product/apm",
            "Associate Product Manager",
            [0, 0],
            [0, 2],
            "none",
        ),
        role(
            "product/junior",
            "Junior Product Manager",
            [1, 1],
            [0, 2],
            "none",
        ),
        role("product/pm", "Product Manager", [2, 2], [2, 5], "none"),
        role(
            "product/senior",
            "Senior Product Manager",
            [3, 3],
            [4, 8],
            "none",
        ),
        role(
            "product/principal",
            "Principal Product Manager",
            [4, 4],
            [6, 12],
            "none",
        ),
        role(
            "product/lead",
            "Lead Product Manager",
            [4, 4],
            [6, 12],
            "optional",
        ),
        role(
            "product/group",
            "Group Product Manager",
            [4, 4],
            [6, 12],
            "people",
        ),
        role(
            "product/director",
            "Director of Product",
            [5, 5],
            [8, 15],
            "managers",
        ),
        role("product/vp", "VP of Product", [6, 6], [10, 20], "managers"),
        role(
            "product/head",
            "Head of Product",
            [5, 7],
            [10, 20],
            "managers",
        ),
        role(
            "product/cpo",
            "Chief Product Officer",
            [7, 7],
            [12, 25],
            "managers",
        ),
        role("sales/manager", "Sales Manager", [2, 3], [2, 5], "people"),
    ]
}

impl World {
    fn new(role: &str, lines: &[&str]) -> World {
        let role = roles().into_iter().find(|r| r.id == role).unwrap();
        let mut builder = Builder::new();
        let (mut source, mut statements) = (0, Vec::new());
        let mut push = |builder: &mut Builder, text: &str| {
            builder.push(text, SourceSpan::new(source, source + text.len()));
            source += text.len() + 1;
            Span::new(builder.len() - text.len(), builder.len())
        };
        builder.open(BlockKind::Heading(1));
        let title = push(&mut builder, &role.name);
        for line in lines {
            builder.open(BlockKind::ListItem { depth: 0 });
            statements.push(Statement {
                span: push(&mut builder, line),
                section: SectionKind::Responsibilities,
                subject: Subject::Person,
                bullet: true,
                others: None,
            });
        }
        let document = builder.finish();
        let end = document.text.len();
        let title = Title {
            text: role.name.clone(),
            span: Some(title),
            origin: TitleOrigin::Heading,
        };
        World {
            posting: Posting {
                titles: vec![title.clone()],
                title: Some(title),
                sections: vec![Section {
                    kind: SectionKind::Responsibilities,
                    heading: None,
                    span: Span::new(0, end),
                    by_heading: true,
                }],
                statements,
                facts: Vec::new(),
            },
            profile: Profile {
                abstains: false,
                statements: lines.len(),
                level: role.rungs.middle(),
                interval: Some(role.rungs),
                confidence: 0.8,
                ..Profile::default()
            },
            title: Some(TitleMatch {
                role: role.id.clone(),
                function: role.function.clone(),
                rungs: role.rungs,
                span: Span::new(0, role.name.len()),
                issue: None,
            }),
            document,
            org: Org::default(),
            role: Some(role),
        }
    }

    fn find(&self, words: &str) -> Span {
        let at = self.document.text.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn fact(mut self, words: &str, kind: FactKind) -> World {
        let span = self.find(words);
        self.posting.facts.push(Fact { kind, span });
        self
    }

    fn signal(mut self, words: &str, dimension: Dimension, rungs: [u8; 2]) -> World {
        let span = self.find(words);
        let statement = self
            .posting
            .statements
            .iter()
            .position(|s| s.span.contains(span))
            .unwrap();
        self.profile.signals.push(Signal {
            statement,
            dimension,
            rungs: rungs.try_into().unwrap(),
            strength: 0.9,
            evidence: String::new(),
            span,
            cue: words.into(),
            says: format!("says {words}"),
            duty: true,
        });
        self.profile.signals.sort_by_key(|s| s.statement);
        self.profile.recognized += 1;
        self
    }

    fn vote(mut self, words: &str, from: usize) -> World {
        let mut rungs = [-1.0; 8];
        rungs.iter_mut().skip(from).for_each(|r| *r = 1.0);
        self.profile.votes.push(Vote {
            evidence: words.into(),
            says: format!("says {words}"),
            rungs,
            spans: vec![self.find(words)],
        });
        self
    }

    fn level(mut self, level: f32, interval: [u8; 2]) -> World {
        self.profile.level = level;
        self.profile.interval = Some(interval.try_into().unwrap());
        // the two rungs around the level share the probability
        self.profile.rungs = std::array::from_fn(|k| (1.0 - (k as f32 - level).abs()).max(0.0));
        // a level rests on something: JD101 and JD102 say nothing without words to point at
        if self.profile.votes.is_empty() {
            let inside =
                |k: usize| (usize::from(interval[0])..=usize::from(interval[1])).contains(&k);
            self.profile.votes.push(Vote {
                evidence: "first".into(),
                says: "says so".into(),
                rungs: std::array::from_fn(|k| if inside(k) { 1.0 } else { -1.0 }),
                spans: self
                    .posting
                    .statements
                    .first()
                    .map(|s| s.span)
                    .into_iter()
                    .collect(),
            });
        }
        self
    }

    fn with(mut self, change: impl FnOnce(&mut World)) -> World {
        change(&mut self);
        self
    }

    fn run(&self) -> Vec<Finding> {
        let rules = Rules::builtin().unwrap();
        let title = self.title.as_ref();
        let findings = checks::run(&Context {
            document: &self.document,
            posting: &self.posting,
            title,
            role: title.and(self.role.as_ref()),
            profile: &self.profile,
            org: &self.org,
            roles: &rules.roles,
            rulebook: &rules.checks,
        });
        for f in &findings {
            assert!(!f.labels.is_empty() && f.labels[0].primary, "{f:?}");
            assert_eq!(f.labels.iter().filter(|l| l.primary).count(), 1, "{f:?}");
            assert_eq!(f.fingerprint.len(), 16);
            assert!((0.0..=1.0).contains(&f.confidence));
            assert!(!f.message.ends_with('.') && !f.message.contains('\n'));
            for text in f.notes.iter().chain(f.help.iter()).chain([&f.message]) {
                assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
            }
        }
        findings
    }

    fn codes(&self) -> Vec<String> {
        self.run().into_iter().map(|f| f.code).collect()
    }

    fn one(&self, code: &str) -> Finding {
        let mut found: Vec<Finding> = self.run().into_iter().filter(|f| f.code == code).collect();
        assert_eq!(found.len(), 1, "{code}: {found:#?}");
        found.remove(0)
    }
}

fn years(min: f32, max: Option<f32>, preferred: bool) -> FactKind {
    FactKind::Years {
        min,
        max,
        of: YearsOf::Experience,
        preferred,
    }
}

fn boss(text: &str, role: Option<&str>, rungs: [u8; 2], top: bool) -> FactKind {
    FactKind::ReportsTo(Boss {
        text: text.into(),
        rungs: rungs.try_into().unwrap(),
        role: role.map(str::to_owned),
        top,
    })
}

const LINES: [&str; 8] = [
    "own the product strategy of the company",
    "manage a team of five product managers",
    "write user stories with the squad",
    "ask for ten years of experience",
    "report to the boss named here",
    "present to the board of directors",
    "assist with daily tasks",
    "two associates report to you",
];

#[test]
fn a_posting_that_fits_has_no_findings() {
    assert_eq!(World::new("product/pm", &LINES).codes(), [""; 0]);
}

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

#[test]
fn years_are_compared_with_the_title() {
    let fires = |role: &str, kind: FactKind| {
        World::new(role, &LINES)
            .fact("ten years", kind)
            .codes()
            .contains(&"JD201".to_owned())
    };
    for (role, least) in [
        ("product/apm", 4.0),
        ("product/junior", 5.0),
        ("product/pm", 9.0),
        ("product/senior", 13.0),
    ] {
        assert!(fires(role, years(least, None, false)), "{role}");
        assert!(!fires(role, years(least - 1.0, None, false)), "{role}");
        assert!(
            !fires(role, years(least + 9.0, None, true)),
            "{role}: preferred"
        );
    }
    assert!(fires("product/director", years(1.0, Some(3.0), false)));
    assert!(!fires("product/director", years(3.0, Some(5.0), false)));
    assert!(fires("product/vp", years(4.0, None, false)));
    assert!(!fires("product/vp", years(5.0, None, false)));
    let more = World::new("product/vp", &LINES)
        .fact("ten years", years(2.0, None, false))
        .fact("squad", years(10.0, None, false));
    assert!(
        !more.codes().contains(&"JD201".to_owned()),
        "the highest counts"
    );
}

#[test]
fn entry_level_excludes_years_and_senior_titles_and_internships_soften() {
    let entry = |role: &str| World::new(role, &LINES).fact("daily tasks", FactKind::EntryLevel);
    assert_eq!(entry("product/pm").codes(), [""; 0]);
    assert_eq!(entry("product/senior").codes(), ["JD201"]);
    let with_years = entry("product/pm").fact("ten years", years(3.0, None, false));
    assert_eq!(with_years.one("JD201").labels.len(), 3);
    let soft = World::new("product/apm", &["4 years of experience, internships count"])
        .fact("4 years", years(4.0, None, false));
    assert_eq!(soft.codes(), [""; 0]);
}

fn people(count: Option<(u32, u32)>) -> FactKind {
    FactKind::ManagesPeople {
        count,
        managers: false,
    }
}

#[test]
fn contributors_do_not_manage_people() {
    let reports =
        |role: &str, words: &str, count| World::new(role, &LINES).fact(words, people(count));
    let five = Some((5, 5));
    for role in [
        "product/apm",
        "product/pm",
        "product/senior",
        "product/principal",
    ] {
        let finding = reports(role, "manage a team", five).one("JD202");
        assert_eq!(finding.severity, Severity::Warning, "{role}");
    }
    for role in ["product/lead", "product/group", "product/director"] {
        assert_eq!(
            reports(role, "manage a team", five).codes(),
            [""; 0],
            "{role}"
        );
    }
    let few = reports("product/senior", "manage a team", Some((2, 2)));
    assert_eq!(few.one("JD202").severity, Severity::Info);
    let juniors = reports("product/pm", "two associates", None);
    assert_eq!(juniors.one("JD202").severity, Severity::Info);
    let required = reports("product/pm", "manage a team", five)
        .with(|w| w.posting.statements[1].section = SectionKind::Requirements);
    assert_eq!(
        required.codes(),
        [""; 0],
        "experience that is asked for is no duty"
    );
    let mentor = World::new("product/senior", &LINES).fact("manage a team", FactKind::Mentors);
    assert_eq!(mentor.codes(), [""; 0]);
}

#[test]
fn leaders_have_a_team() {
    let alone = |role: &str| World::new(role, &LINES).fact("daily tasks", FactKind::ManagesNobody);
    for role in [
        "product/group",
        "product/director",
        "product/vp",
        "product/cpo",
    ] {
        assert_eq!(
            alone(role).one("JD203").severity,
            Severity::Warning,
            "{role}"
        );
    }
    for role in ["product/principal", "product/lead", "product/pm"] {
        assert_eq!(alone(role).codes(), [""; 0], "{role}");
    }
    let bank = alone("product/vp").with(|w| w.org.industry = Some("Finance".into()));
    assert_eq!(bank.codes(), [""; 0]);
    let first = alone("product/head").fact("squad", FactKind::FirstHire);
    assert_eq!(first.one("JD203").severity, Severity::Info);
    let silent = World::new("product/director", &LINES);
    assert_eq!(silent.one("JD203").severity, Severity::Info);
    let short = World::new("product/director", &LINES[..7]);
    assert_eq!(short.codes(), [""; 0], "seven responsibilities are too few");
    let asked = FactKind::ManagedPeople { managers: false };
    for kind in [people(None), asked] {
        let speaks = World::new("product/director", &LINES).fact("a team", kind.clone());
        assert_eq!(speaks.codes(), [""; 0], "{kind:?}");
    }
    let both = alone("product/director").fact("a team", people(None));
    assert_eq!(both.codes(), [""; 0], "a posting that says both");
}

#[test]
fn reporting_lines_run_upwards() {
    let line = |role: &str, kind: FactKind| {
        World::new(role, &LINES[..6])
            .fact("the boss", kind)
            .codes()
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    let product = |text: &str, id: &str, rung: u8| boss(text, Some(id), [rung, rung], false);
    let pm = || product("Product Manager", "product/pm", 2);
    let director = || product("Director of Product", "product/director", 5);
    let vp = || product("VP of Product", "product/vp", 6);
    let head = || boss("Head of Product", Some("product/head"), [5, 7], false);
    assert_eq!(line("product/vp", pm()), "JD204");
    assert_eq!(line("product/director", director()), "JD204", "equal");
    assert_eq!(line("product/cpo", vp()), "JD204");
    assert_eq!(line("product/vp", head()), "");
    assert_eq!(line("product/head", vp()), "");
    let both = World::new("product/head", &LINES[..6])
        .fact("the boss", vp())
        .with(|w| w.org.has = vec!["vp".into(), "Head".into()]);
    assert_eq!(both.codes(), ["JD204"]);
    assert_eq!(line("product/apm", pm()), "");
    assert_eq!(line("product/pm", vp()), "", "the broadest title");
    assert_eq!(line("product/apm", vp()), "JD205");
    assert_eq!(line("product/pm", boss("CEO", None, [7, 7], true)), "JD205");
    assert_eq!(line("product/senior", boss("CEO", None, [7, 7], true)), "");
    assert_eq!(
        line("product/cpo", boss("CTO", None, [7, 7], false)),
        "JD208"
    );
    assert_eq!(line("product/cpo", boss("CEO", None, [7, 7], true)), "");
    assert_eq!(
        line(
            "product/director",
            boss("Engineering Manager", None, [4, 4], false)
        ),
        ""
    );
    assert_eq!(
        line(
            "product/vp",
            boss("Engineering Manager", None, [4, 4], false)
        ),
        "JD204"
    );
}

#[test]
fn short_lines_are_normal_in_small_companies_and_programmes() {
    let ceo =
        || World::new("product/apm", &LINES).fact("the boss", boss("CEO", None, [7, 7], true));
    assert_eq!(ceo().codes(), ["JD205"]);
    assert_eq!(ceo().fact("squad", FactKind::SmallCompany).codes(), [""; 0]);
    let lines = [
        "report to the boss",
        "six-month rotations through three teams",
    ];
    let programme =
        World::new("product/apm", &lines).fact("the boss", boss("CEO", None, [7, 7], true));
    assert_eq!(programme.codes(), [""; 0]);
}

#[test]
fn documents_without_title_work_or_role() {
    let none = World::new("product/pm", &LINES).with(|w| {
        w.title = None;
        w.posting.title = None;
        w.posting.titles.clear();
    });
    assert_eq!(none.codes(), ["JD401"]);
    let unknown = World::new("product/pm", &LINES).with(|w| w.title = None);
    assert_eq!(unknown.codes(), ["JD404"]);
    let no_work = World::new("product/pm", &LINES).with(|w| {
        for s in &mut w.posting.statements {
            s.section = SectionKind::Requirements;
        }
    });
    assert_eq!(no_work.codes(), ["JD402"]);
    let empty = World::new("product/pm", &[]).with(|w| {
        w.document = Document::default();
        w.posting = Posting::default();
        w.title = None;
    });
    assert_eq!(empty.codes(), ["JD401"]);
}

#[test]
fn other_functions_are_left_alone() {
    let world = World::new("sales/manager", &LINES)
        .level(6.0, [5, 7])
        .fact("ten years", years(20.0, None, false))
        .fact("the boss", boss("CEO", None, [7, 7], true))
        .fact("manage a team", people(Some((9, 9))));
    assert_eq!(world.codes(), [""; 0]);
}

#[test]
fn a_title_that_is_a_file_name_leaves_the_evidence_labelled() {
    let world = World::new("product/apm", &LINES)
        .fact("ten years", years(10.0, None, false))
        .with(|w| w.posting.title.as_mut().unwrap().span = None);
    let finding = world.one("JD201");
    assert_eq!(finding.labels.len(), 1);
    let bare = World::new("product/apm", &LINES)
        .level(5.0, [4, 6])
        .with(|w| w.posting.title.as_mut().unwrap().span = None);
    assert_eq!(bare.one("JD101").labels.len(), 1);
}

#[test]
fn fingerprints_follow_words_not_places() {
    let print = |lines: &[&str]| {
        World::new("product/apm", lines)
            .fact("ten years", years(10.0, None, false))
            .one("JD201")
            .fingerprint
    };
    assert_eq!(
        print(&["ten years"]),
        print(&["another line", "we ask for ten years"])
    );
    let other =
        World::new("product/junior", &["ten years"]).fact("ten years", years(10.0, None, false));
    assert_ne!(print(&["ten years"]), other.one("JD201").fingerprint);
}

#[test]
fn words_of_a_posting_stay_plain_text_and_short() {
    let name = format!("{{boss}} {{role}} {}", "é".repeat(5_000));
    let world = World::new("product/vp", &LINES)
        .fact("the boss", boss(&name, Some("product/pm"), [2, 2], false));
    let text = checks_message(&world);
    assert!(
        text.contains("{boss} {role}") && text.chars().count() < 200,
        "{text}"
    );
}

fn checks_message(world: &World) -> String {
    let rules = Rules::builtin().unwrap();
    let title = world.title.as_ref();
    let findings = checks::run(&Context {
        document: &world.document,
        posting: &world.posting,
        title,
        role: title.and(world.role.as_ref()),
        profile: &world.profile,
        org: &world.org,
        roles: &rules.roles,
        rulebook: &rules.checks,
    });
    findings
        .into_iter()
        .find(|f| f.code == "JD204")
        .unwrap()
        .message
}

#[test]
fn every_rule_explains_itself() {
    let book = Rulebook::load().unwrap();
    assert_eq!(book.rules.len(), 23);
    for rule in &book.rules {
        for text in [&rule.summary, &rule.why, &rule.fix, &rule.since] {
            assert!(!text.trim().is_empty(), "{}", rule.code);
        }
        assert!(!rule.summary.contains('\n'), "{}", rule.code);
        use jdlint::checks::ExampleKind::{Clean, Flagged, Hard};
        for kind in [Flagged, Clean, Hard] {
            assert!(
                rule.examples.iter().any(|e| e.kind == kind),
                "{}: {kind:?}",
                rule.code
            );
        }
        assert_eq!(book.get(&rule.slug).map(|r| &r.code), Some(&rule.code));
    }
    let off: Vec<&str> = book
        .rules
        .iter()
        .filter(|r| r.severity.is_none())
        .map(|r| r.code.as_str())
        .collect();
    assert_eq!(off, ["JD404", "JD901", "JD903"]);
}
