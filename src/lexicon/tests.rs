use super::*;

fn lexicon(pattern: &str) -> (Lexicon, PatternSet) {
    let file: ClassFile = toml::from_str(
        r#"
        [class.manage]
        verbs = ["manage", "lead led", "oversee oversaw overseen", "build+out"]
        [class.people]
        nouns = ["product manager", "designer"]
        words = ["PMs"]
        [class.lead-in]
        words = ["you will", "you'll"]
        "#,
    )
    .unwrap();
    let mut builder = Builder::new(&file).unwrap();
    let node = builder.compile(pattern).unwrap();
    let set = PatternSet::new(vec![node]);
    (builder.build(), set)
}

fn matched<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    let (lexicon, set) = lexicon(pattern);
    let lexed = lexicon.lex(text);
    let mut spans = Vec::new();
    set.find(
        &lexed,
        0..lexed.tokens.len(),
        0,
        |_| true,
        |m| spans.push(m.span(&lexed)),
    );
    spans.first().map(|s| s.of(text))
}

#[test]
fn patterns_match_words_classes_and_gaps() {
    for (pattern, text, wanted) in [
        (
            "<manage> ..3 <people>",
            "Managing a team of product managers.",
            Some("Managing a team of product managers"),
        ),
        (
            "<manage> ..3 <people>",
            "Led five PMs",
            Some("Led five PMs"),
        ),
        ("<manage> ..3 <people>", "Led five pms", None),
        ("<manage> ..3 <people>", "Manage it. Product managers", None),
        ("<manage> ..1 <people>", "Manage a large team of PMs", None),
        (
            "<manage> the team",
            "Building out the team",
            Some("Building out the team"),
        ),
        (
            "cross-functional team+",
            "a cross functional  Teams",
            Some("cross functional  Teams"),
        ),
        ("budget !constraint", "budget constraint", None),
        ("budget !constraint", "budget of $5", Some("budget")),
        ("(own|set) the? roadmap", "Set roadmap", Some("Set roadmap")),
        ("^ own~", "Owns it", Some("Owns")),
        ("^ own~", "The owner owns it", None),
        ("# year+", "5 years", Some("5 years")),
        ("own~ $", "what you own", Some("own")),
        ("own~ $", "own it", None),
        ("P & L", "full P&L ownership", Some("P&L")),
        ("P&L", "full P&L ownership", Some("P&L")),
        ("P&L", "full P & L ownership", Some("P & L")),
        ("pms|PMs", "PMs and PMS", Some("PMs")),
        ("pms own", "PMs own", Some("PMs own")),
        ("team+ needs", "our teams' needs", None),
        ("team+ , needs", "our teams' needs", Some("teams' needs")),
        ("you'll own", "You\u{2019}ll own", Some("You\u{2019}ll own")),
    ] {
        assert_eq!(matched(pattern, text), wanted, "{pattern:?} on {text:?}");
    }
}

#[test]
fn words_inside_other_words_are_not_matched() {
    for text in ["ownership", "disown", "own_it", "\u{e9}own"] {
        assert_eq!(matched("own", text), None, "{text:?}");
    }
}

#[test]
fn broken_patterns_are_errors() {
    let mut builder = Builder::new(&ClassFile::default()).unwrap();
    for pattern in ["", "(a", "a)", "<nothing>", "..99 a", "a ||", "\u{7}"] {
        assert!(builder.compile(pattern).is_err(), "{pattern:?}");
    }
}

#[test]
fn what_is_added_to_a_lexicon_goes_with_what_it_has() {
    let file = |text: &str| -> ClassFile { toml::from_str(text).unwrap() };
    let people = "[class.people]\nnouns = [\"designer\"]\n";
    let mut first = Builder::new(&file(people)).unwrap();
    let known = first.compile("lead~ <people>").unwrap();
    let mut more = Builder::extending(first.build());
    let staff = format!("{people}[class.staff]\nwords = [\"crew\"]\ninclude = [\"people\"]\n");
    more.add_classes(&file(&staff)).unwrap();
    assert_eq!(more.compile("lead~ <people>"), Ok(known));
    let new = more.compile("<staff> of ..2 <people>").unwrap();
    let any = ["lead~ crew".to_owned(), "designer+ lead~".to_owned()];
    let any = Finder::new(more.compile_any(&any).unwrap().unwrap());
    let lexicon = more.build();
    let set = PatternSet::new(vec![known, new]);
    for (text, patterns, led) in [
        ("leading designers", &[0][..], false),
        ("designers of seven designers", &[1], false),
        ("a crew of designers leads designers", &[1, 0], true),
        ("leading crew", &[], true),
        ("crews of designers", &[], false),
    ] {
        let lexed = lexicon.lex(text);
        let all = 0..lexed.tokens.len();
        let mut found = Vec::new();
        set.find(&lexed, all.clone(), 0, |_| true, |m| found.push(m.pattern));
        assert_eq!(found, patterns, "{text:?}");
        assert_eq!(
            any.matches(&lexed, &all, all.clone()).next().is_some(),
            led,
            "{text:?}"
        );
    }
}

#[test]
fn a_set_finds_what_each_of_its_patterns_finds_at_each_place() {
    let patterns = [
        "# year+",
        "(#|five) year+ ..2 experience",
        "^ ..2 team+",
        "^ own~ the? roadmap",
        "lead~ ..8 team+ ..8 budget",
        "_ budget",
        ", budget $",
        "budget !team",
        "PMs|pms ..4 #",
        "the? roadmap ..3 (budget|# year+)",
    ];
    let mut builder = Builder::new(&ClassFile::default()).unwrap();
    let compiled = patterns.map(|p| builder.compile(p).unwrap());
    let lexicon = builder.build();
    let set = PatternSet::new(compiled.to_vec());
    let mut matched = [false; 10];
    for text in [
        "",
        "budget",
        "7",
        "a small team, budget",
        "Own roadmap, 12 years and 1,200 years of experience: five years experience",
        "Leads with care for one of the largest teams that have a word in the new budget team",
        "PMs, pms and PMS lead the roadmap of 3 years",
        "own the roadmap for the budget; the team. Budget",
    ] {
        let lexed = lexicon.lex(text);
        let all = 0..lexed.tokens.len();
        let mut found = Vec::new();
        set.find(
            &lexed,
            all.clone(),
            0,
            |_| true,
            |m| {
                found.push((m.first, m.pattern, m.last));
            },
        );
        let mut wanted = Vec::new();
        for (number, pattern) in compiled.iter().enumerate() {
            let matches = Finder::new(*pattern).matches(&lexed, &all, all.clone());
            wanted.extend(matches.map(|m| (m.start, number, m.end)));
            matched[number] |= wanted.last().is_some_and(|(_, last, _)| *last == number);
        }
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{text:?}");
    }
    assert_eq!(
        matched, [true; 10],
        "a pattern that no text has proves nothing"
    );
}
