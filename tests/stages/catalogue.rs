//! The ladder and the role definitions as data.

use jdlint::roles::{Catalogue, DIMENSIONS, Dimension, DimensionKind, Ladder, Standing, TOP_RUNG};
use jdlint::rule_file::RuleFile;
use jdlint::rules::Rules;
use std::collections::HashSet;

const LADDER: &str = include_str!("../../rules/ladder.toml");
const PRODUCT: &str = include_str!("../../rules/roles/product.toml");
const TITLES: &str = include_str!("../../rules/roles/titles.toml");

fn catalogue() -> &'static Catalogue {
    &Rules::builtin().unwrap().roles
}

fn load(product: &str, titles: &str) -> Result<Catalogue, String> {
    let ladder = Ladder::load(RuleFile::toml("ladder.toml", LADDER)).unwrap();
    Catalogue::load(
        ladder,
        RuleFile::toml("roles/product.toml", product),
        RuleFile::toml("roles/titles.toml", titles),
    )
    .map_err(|e| e.to_string())
}

#[test]
fn the_ladder_describes_every_rung_and_dimension() {
    let ladder = &catalogue().ladder;
    for rung in 0..=TOP_RUNG {
        let r = ladder.rung(rung).unwrap();
        assert!(r.years[0] <= r.years[1] && !r.scope.is_empty());
    }
    assert!(ladder.rung(TOP_RUNG + 1).is_none());
    let executive: Vec<Dimension> = DIMENSIONS
        .into_iter()
        .filter(|d| ladder.kind(*d) == DimensionKind::Executive)
        .collect();
    assert_eq!(
        executive,
        [Dimension::Strategy, Dimension::Market, Dimension::Company]
    );
    assert!(DIMENSIONS.iter().all(|d| !ladder.label(*d).is_empty()));
}

#[test]
fn every_role_is_complete() {
    for role in &catalogue().roles {
        assert!(role.id.starts_with("product/") && role.function == "product");
        assert!(
            role.may_span.lo <= role.rungs.lo && role.may_span.hi >= role.rungs.hi,
            "{}",
            role.id
        );
        assert!(
            role.years[0] <= role.years[1] && !role.reports_to.is_empty(),
            "{}",
            role.id
        );
        assert!(
            role.claims.iter().any(|c| c.standing == Standing::Core),
            "{}",
            role.id
        );
        let mut seen = HashSet::new();
        for claim in &role.claims {
            assert!(
                seen.insert(claim.dimension),
                "{}: {:?} twice",
                role.id,
                claim.dimension
            );
            let known = matches!(claim.source.as_str(), "ladder" | "market")
                || claim
                    .source
                    .strip_prefix("seed:")
                    .is_some_and(|n| n.parse::<u8>().is_ok_and(|n| (1..=46).contains(&n)));
            assert!(known, "{}: {}", role.id, claim.source);
            assert!(
                !claim.text.is_empty() && !claim.text.ends_with('.'),
                "{}: {}",
                role.id,
                claim.text
            );
        }
        // The name of a role is a title of that role.
        let own = catalogue().match_title(&role.name).unwrap();
        assert_eq!(
            (own.role, own.rungs),
            (role.id.clone(), role.rungs),
            "{}",
            role.name
        );
    }
}

#[test]
fn a_role_never_reports_below_its_own_rung() {
    for role in &catalogue().roles {
        for boss in role.reports_to.iter().filter_map(|b| catalogue().get(b)) {
            assert!(
                boss.rungs.hi >= role.rungs.lo,
                "{} reports to {}",
                role.id,
                boss.id
            );
        }
    }
}

/// What the definitions allow on both sides is foreign to neither.
#[test]
fn permitted_overlaps_are_foreign_to_nobody() {
    for (id, dimensions) in [
        (
            "product/vp",
            vec![
                Dimension::Recruiting,
                Dimension::Budget,
                Dimension::Design,
                Dimension::Customer,
                Dimension::Strategy,
            ],
        ),
        (
            "product/head",
            vec![
                Dimension::Recruiting,
                Dimension::Strategy,
                Dimension::Process,
                Dimension::Profit,
                Dimension::Budget,
            ],
        ),
        (
            "product/cpo",
            vec![
                Dimension::Strategy,
                Dimension::Recruiting,
                Dimension::Process,
                Dimension::Cooperation,
            ],
        ),
        (
            "product/senior",
            vec![
                Dimension::Mentoring,
                Dimension::Building,
                Dimension::Process,
            ],
        ),
        (
            "product/pm",
            vec![
                Dimension::Process,
                Dimension::Oversight,
                Dimension::Building,
                Dimension::Strategy,
            ],
        ),
    ] {
        let role = catalogue().get(id).unwrap();
        for dimension in dimensions {
            let claim = role.claims.iter().find(|c| c.dimension == dimension);
            assert!(
                claim.is_some_and(|c| c.standing != Standing::Foreign),
                "{id}: {dimension:?}"
            );
        }
    }
}

#[test]
fn what_the_definitions_give_to_a_role_is_core_to_it() {
    for (id, dimensions) in [
        (
            "product/apm",
            vec![Dimension::Learning, Dimension::Assisting],
        ),
        ("product/junior", vec![Dimension::Autonomy]),
        (
            "product/pm",
            vec![Dimension::Feature, Dimension::Process, Dimension::Strategy],
        ),
        (
            "product/senior",
            vec![Dimension::Feature, Dimension::Building],
        ),
        (
            "product/vp",
            vec![
                Dimension::Process,
                Dimension::Delivery,
                Dimension::Cooperation,
                Dimension::Roadmap,
                Dimension::Design,
                Dimension::Customer,
                Dimension::Oversight,
            ],
        ),
        (
            "product/head",
            vec![
                Dimension::Strategy,
                Dimension::Oversight,
                Dimension::Recruiting,
                Dimension::Budget,
                Dimension::Profit,
                Dimension::Quality,
            ],
        ),
        (
            "product/cpo",
            vec![
                Dimension::Strategy,
                Dimension::Market,
                Dimension::Company,
                Dimension::Oversight,
                Dimension::Profit,
            ],
        ),
    ] {
        let role = catalogue().get(id).unwrap();
        let core: HashSet<Dimension> = role
            .claims
            .iter()
            .filter(|c| c.standing == Standing::Core)
            .map(|c| c.dimension)
            .collect();
        assert!(
            dimensions.iter().all(|d| core.contains(d)),
            "{id}: {core:?}"
        );
    }
}

#[test]
fn a_wrong_rule_file_says_where() {
    assert!(load(PRODUCT, TITLES).is_ok());
    let line =
        |text: &str, needle: &str| text[..text.find(needle).unwrap()].matches('\n').count() + 1;

    let needle = "reports_to = [\"product/pm\", \"product/senior\", \"product/lead\", \"product/group\", \"product/director\"]";
    let wrong = PRODUCT.replacen(needle, "reports_to = [\"product/wizard\"]", 1);
    let error = load(&wrong, TITLES).unwrap_err();
    let at = line(PRODUCT, needle);
    assert_eq!(
        error,
        format!("rules/roles/product.toml: line {at}, column 15: unknown role `product/wizard`")
    );

    let error = load(
        &PRODUCT.replacen("manages = \"none\"", "manages = \"cats\"", 1),
        TITLES,
    )
    .unwrap_err();
    assert!(
        error.contains("column 11") && error.contains("`manages`"),
        "{error}"
    );

    let error = load(
        &PRODUCT.replacen("id = \"product/apm\"", "id = \"product/intern\"", 1),
        TITLES,
    )
    .unwrap_err();
    assert!(error.contains("defined twice"), "{error}");

    let error = load(
        &PRODUCT.replacen("standing = \"core\"", "standing = \"central\"", 1),
        TITLES,
    )
    .unwrap_err();
    assert!(
        error.contains("line ") && error.contains("central"),
        "{error}"
    );

    let error = load(PRODUCT, &TITLES.replacen("[words]", "[wrods]", 1)).unwrap_err();
    assert!(
        error.starts_with("rules/roles/titles.toml: line ") && error.contains("wrods"),
        "{error}"
    );

    let error = load(PRODUCT, &TITLES.replacen("\"seasoned\"", "\"junior\"", 1)).unwrap_err();
    assert!(error.contains("`junior`: stands in two levels"), "{error}");

    let unordered = LADDER.replacen("id = \"learning\"", "id = \"budget\"", 1);
    let error = Ladder::load(RuleFile::toml("ladder.toml", &unordered))
        .unwrap_err()
        .to_string();
    assert!(error.contains("ladder order"), "{error}");
    let error = Ladder::load(RuleFile::toml("ladder.toml", "rung = 3"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("rules/ladder.toml: line 1, column 8: "),
        "{error}"
    );
}

#[test]
fn an_empty_catalogue_maps_nothing() {
    let empty = Catalogue::default();
    assert!(empty.match_title("Product Manager").is_none());
    assert!(empty.mentions("the CEO").is_empty());
}
