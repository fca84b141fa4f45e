//! Rules that hold what a posting states against its title.

use super::*;

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
