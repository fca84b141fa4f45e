//! The table of keys itself: names, shapes, defaults, what each means.

use super::{Key, RULE_SEVERITIES, SEVERITIES, SIZES, Shape};
use crate::roles::{DIMENSIONS, MANAGES};

const SIZE_WORDS: [&str; 4] = words(&SIZES);
const SEVERITY_WORDS: [&str; 3] = words(&SEVERITIES);
const RULE_SEVERITY_WORDS: [&str; 4] = words(&RULE_SEVERITIES);

const fn words<T: Copy, const N: usize>(of: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut i = 0;
    while i < N {
        words[i] = of[i].0;
        i += 1;
    }
    words
}

pub(super) const NO_KEY: Key = Key {
    table: "",
    name: "",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "",
    argument: "",
    variable: "",
    example: "",
};

/// The kinds of work, in the order of the ladder.
pub(super) const DIMENSION_WORDS: [&str; DIMENSIONS.len()] = [
    "learning",
    "assisting",
    "autonomy",
    "feature",
    "building",
    "mentoring",
    "process",
    "delivery",
    "cooperation",
    "roadmap",
    "design",
    "customer",
    "oversight",
    "budget",
    "profit",
    "recruiting",
    "quality",
    "strategy",
    "market",
    "company",
];

/// What the tables are for, in the order of the documentation.
pub const TABLES: &[(&str, &str)] = &[
    (
        "per-file-ignores",
        "rules that are not used for some files, by glob",
    ),
    (
        "org",
        "what the company is like, and what it means by its titles",
    ),
    ("titles", "what titles of the company mean, by title"),
    (
        "titles.TITLE",
        "rungs of a function that is not the built-in one",
    ),
    ("roles", "roles of the company, beside those that exist"),
    (
        "roles.claims",
        "what a role stands for: findings about scope quote it",
    ),
    (
        "json",
        "how postings stand in the company's own JSON, JSON Lines and YAML, as JSON pointers (RFC 6901); files that it does not fit are read as ever",
    ),
    ("rules", "settings of single rules, by code or name"),
    ("rules.RULE", "settings of one rule, by its code or name"),
];

/// All keys, in the order of the documentation.
pub const KEYS: &[Key] = &[
    Key {
        name: "extends",
        meaning: "a configuration file that this one builds on; the path is relative to this file",
        example: "\"../jdlint.toml\"",
        ..NO_KEY
    },
    Key {
        name: "select",
        shape: Shape::Selectors,
        default: "[]",
        meaning: "use these rules alone; empty: all that are on by default",
        argument: "--select (instead)",
        variable: "JDLINT_SELECT",
        example: "[\"scope\", \"JD2\"]",
        ..NO_KEY
    },
    Key {
        name: "ignore",
        shape: Shape::Selectors,
        default: "[]",
        meaning: "do not use these rules; wins over `select`",
        argument: "--ignore (on top)",
        variable: "JDLINT_IGNORE",
        example: "[\"JD105\"]",
        ..NO_KEY
    },
    Key {
        name: "min-severity",
        shape: Shape::Choice(&SEVERITY_WORDS),
        default: "\"info\"",
        meaning: "hide findings below this severity",
        argument: "--min-severity",
        variable: "JDLINT_MIN_SEVERITY",
        example: "\"warning\"",
        ..NO_KEY
    },
    Key {
        name: "min-confidence",
        shape: Shape::Share,
        default: "0.0",
        meaning: "hide findings that jdlint is less sure of",
        argument: "--min-confidence",
        variable: "JDLINT_MIN_CONFIDENCE",
        example: "0.7",
        ..NO_KEY
    },
    Key {
        name: "report-unused",
        shape: Shape::Switch,
        default: "false",
        meaning: "report suppressions and baseline entries that nothing needs",
        argument: "--report-unused",
        example: "true",
        ..NO_KEY
    },
    Key {
        name: "baseline",
        meaning: "the file of known findings, relative to the configuration file; a run uses that of the current folder",
        argument: "--baseline",
        variable: "JDLINT_BASELINE",
        example: "\"known.json\"",
        ..NO_KEY
    },
    Key {
        name: "exclude",
        shape: Shape::Texts,
        default: "[]",
        meaning: "skip these files; globs as in `.gitignore`, relative to the configuration file",
        example: "[\"drafts/\", \"*.tmp.md\"]",
        ..NO_KEY
    },
    Key {
        name: "packs",
        shape: Shape::Texts,
        default: "[]",
        meaning: "rule packs: files with the roles, titles and cues of further functions, relative to the configuration file",
        example: "[\"engineering.toml\"]",
        ..NO_KEY
    },
    Key {
        table: "per-file-ignores",
        name: "GLOB",
        shape: Shape::Selectors,
        meaning: "do not use these rules for files that match the glob, which is written as in `exclude`",
        example: "[\"JD104\"]",
        ..NO_KEY
    },
    Key {
        table: "org",
        name: "size",
        shape: Shape::Choice(&SIZE_WORDS),
        default: "\"unknown\"",
        meaning: "size of the company; in a small one roles blend",
        example: "\"small\"",
        ..NO_KEY
    },
    Key {
        table: "org",
        name: "has",
        shape: Shape::Texts,
        default: "[]",
        meaning: "roles that exist in the company: ids, their last part, or titles",
        example: "[\"vp\", \"head\", \"cpo\"]",
        ..NO_KEY
    },
    Key {
        table: "org",
        name: "industry",
        meaning: "what the company does; `\"finance\"` makes a VP mid-level",
        example: "\"finance\"",
        ..NO_KEY
    },
    Key {
        table: "org",
        name: "synonyms",
        shape: Shape::Groups,
        meaning: "titles that mean the same here; without it VP and Head of Product do",
        example: "[[\"VP of Product\", \"Head of Product\"]]",
        ..NO_KEY
    },
    Key {
        table: "titles",
        name: "TITLE",
        shape: Shape::Title,
        meaning: "the role that a title of the company names, or its rungs; beside it levels count as usual (\"Senior\")",
        example: "\"product/pm\"",
        ..NO_KEY
    },
    Key {
        table: "titles.TITLE",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "two rungs from 0 to 7, the lower one first",
        example: "[3, 4]",
        ..NO_KEY
    },
    Key {
        table: "titles.TITLE",
        name: "function",
        meaning: "the function whose ladder the rungs are on; without it the built-in one, `product`",
        example: "\"product\"",
        ..NO_KEY
    },
    Key {
        name: "roles",
        shape: Shape::Tables("roles"),
        meaning: "roles of the company, one table each, written as in a rule pack; one with the id of a role that exists takes its place",
        example: "[{ id = \"product/coach\", name = \"Product Coach\", rungs = [3, 5] }]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "id",
        required: true,
        meaning: "what the role is called in this file and in reports: its function, a slash, a name in small letters",
        example: "\"product/coach\"",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "name",
        required: true,
        meaning: "the title of the role",
        example: "\"Product Coach\"",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "the rungs that the role stands on, 0 to 7",
        example: "[3, 5]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "may_span",
        shape: Shape::Rungs,
        meaning: "the rungs that it can stand for in a company that is not known; without it `rungs`",
        example: "[3, 6]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "small",
        shape: Shape::Rungs,
        meaning: "the rungs that it can stand for in a small company",
        example: "[2, 6]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "finance",
        shape: Shape::Rungs,
        meaning: "the rungs that it stands on in a bank",
        example: "[3, 4]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "beside",
        shape: Shape::Rungs,
        meaning: "the rungs that it stands on where VP and Head both exist",
        example: "[4, 5]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "years",
        shape: Shape::Years,
        meaning: "years of experience that postings normally ask for; without it those of its rungs",
        example: "[6, 12]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "manages",
        shape: Shape::Choice(&MANAGES),
        meaning: "whom the role manages; without it `\"optional\"`",
        example: "\"none\"",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "reports_to",
        shape: Shape::Texts,
        meaning: "ids of the roles that it normally reports to, or `\"ceo\"`, `\"board\"`",
        example: "[\"product/vp\", \"product/cpo\"]",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "summary",
        meaning: "what the role is, in one sentence",
        example: "\"Teaches product managers their craft.\"",
        ..NO_KEY
    },
    Key {
        table: "roles",
        name: "claims",
        shape: Shape::Tables("roles.claims"),
        meaning: "what the role stands for, one table for each kind of work",
        example: "[{ dimension = \"mentoring\", standing = \"core\", hedge = \"firm\", source = \"our handbook\", text = \"a coach mentors product managers\" }]",
        ..NO_KEY
    },
    Key {
        table: "roles.claims",
        name: "dimension",
        shape: Shape::Choice(&DIMENSION_WORDS),
        required: true,
        meaning: "the kind of work",
        example: "\"mentoring\"",
        ..NO_KEY
    },
    Key {
        table: "roles.claims",
        name: "standing",
        shape: Shape::Choice(&["core", "shared", "foreign"]),
        required: true,
        meaning: "whether it belongs to the role, is normal beside it, or belongs to other rungs",
        example: "\"core\"",
        ..NO_KEY
    },
    Key {
        table: "roles.claims",
        name: "hedge",
        shape: Shape::Choice(&["firm", "likely", "may"]),
        required: true,
        meaning: "how firmly the source says so",
        example: "\"firm\"",
        ..NO_KEY
    },
    Key {
        table: "roles.claims",
        name: "source",
        required: true,
        meaning: "where that stands",
        example: "\"our handbook\"",
        ..NO_KEY
    },
    Key {
        table: "roles.claims",
        name: "text",
        required: true,
        meaning: "the claim as a finding quotes it",
        example: "\"a coach mentors product managers\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "postings",
        shape: Shape::Pointer,
        meaning: "where the postings stand in the file: an array of them, or one; `*` is every element of an array, `{}` every member of an object. Without it the file, or the array that it is",
        example: "\"/jobs\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "title",
        shape: Shape::Pointer,
        meaning: "where the title stands in a posting; with it one of the texts must be there, too",
        example: "\"/job/title\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "id",
        shape: Shape::Pointer,
        meaning: "where the name of a posting stands: a string or a number",
        example: "\"/job/code\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "description",
        shape: Shape::Pointer,
        meaning: "where the text stands: HTML or plain text, or an array of such texts, which is a list",
        example: "\"/job/text\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "responsibilities",
        shape: Shape::Pointer,
        meaning: "where the responsibilities stand",
        example: "\"/job/tasks\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "requirements",
        shape: Shape::Pointer,
        meaning: "where the requirements stand",
        example: "\"/job/profile\"",
        ..NO_KEY
    },
    Key {
        table: "json",
        name: "benefits",
        shape: Shape::Pointer,
        meaning: "where the benefits stand",
        example: "\"/job/offer\"",
        ..NO_KEY
    },
    Key {
        table: "rules.RULE",
        name: "severity",
        shape: Shape::Choice(&RULE_SEVERITY_WORDS),
        meaning: "severity of the rule; `\"off\"` switches it off",
        example: "\"info\"",
        ..NO_KEY
    },
    Key {
        table: "rules.RULE",
        name: "min-confidence",
        shape: Shape::Share,
        meaning: "hide findings of this rule that jdlint is less sure of, in place of the general `min-confidence`",
        example: "0.8",
        ..NO_KEY
    },
    Key {
        table: "rules.RULE",
        name: "OPTION",
        shape: Shape::Option,
        meaning: "a number that the rule works with",
        example: "3",
        ..NO_KEY
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::{Claim, Dimension};
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    #[test]
    fn the_words_for_kinds_of_work_are_those_that_are_read() {
        for (word, dimension) in DIMENSION_WORDS.into_iter().zip(DIMENSIONS) {
            let word: StrDeserializer<'_, Error> = word.into_deserializer();
            assert_eq!(Dimension::deserialize(word), Ok(dimension));
        }
    }

    #[test]
    fn every_word_of_a_claim_is_read() {
        let claims = KEYS.iter().filter(|key| key.table == "roles.claims");
        let claim: toml::Table = claims
            .clone()
            .map(|key| (key.name.to_owned(), key.example_value().unwrap()))
            .collect();
        let mut words = 0;
        for key in claims {
            let Shape::Choice(choice) = key.shape else {
                continue;
            };
            for word in choice {
                let mut claim = claim.clone();
                claim.insert(key.name.to_owned(), (*word).into());
                assert!(Claim::deserialize(claim).is_ok(), "{} {word}", key.name);
                words += 1;
            }
        }
        assert_eq!(words, 20 + 3 + 3);
    }
}
