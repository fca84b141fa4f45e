//! Every check against postings and profiles built by hand: what fires, what stays quiet, and what a finding says.

mod facts;
mod scope;

use jdlint::checks::{self, Context, Rulebook};
use jdlint::evidence::{Profile, Signal, SignalCue, Vote};
use jdlint::finding::{Finding, Severity};
use jdlint::parse::{BlockKind, Builder, Document};
use jdlint::posting::{
    Fact, FactKind, Posting, Section, SectionKind, Statement, Subject, Title, TitleOrigin, YearsOf,
};
use jdlint::roles::{Boss, Claim, Dimension, Hedge, Role, Standing, TitleIssue, TitleMatch};
use jdlint::rules::Rules;
use jdlint::settings::{Org, OrgSize};
use jdlint::span::{SourceSpan, Span};
use std::sync::Arc;

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
            span,
            cue: Arc::new(SignalCue {
                id: words.into(),
                evidence: String::new(),
                says: format!("says {words}"),
            }),
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
        // a level rests on something: JD101 and JD102 say nothing of one duty, and nothing without words to point at
        self.profile.recognized = self.profile.recognized.max(2);
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

fn people(count: Option<(u32, u32)>) -> FactKind {
    FactKind::ManagesPeople {
        count,
        managers: false,
    }
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
