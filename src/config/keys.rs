//! The keys of the configuration file, in one table: the reader, the schema and the documentation follow it.

use crate::finding::Severity;
use crate::settings::OrgSize;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A number from 0 to 1.
    Share,
    /// `true` or `false`.
    Switch,
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// An array of rules: codes, names, families, beginnings of codes, `all`.
    Selectors,
    /// An array of arrays of strings, at least two in each.
    Groups,
    /// A number within the range of the option that the key names.
    Option,
    /// A role, two rungs, or a table of two rungs and a function.
    Title,
    /// Tables of roles.
    Roles,
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// The table that it stands in, empty for the top level. A part in capitals stands for any name of that kind.
    pub table: &'static str,
    /// Its name; in capitals where it stands for any name of that kind.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// What holds where nobody sets it, as TOML; empty where that is nothing.
    pub default: &'static str,
    /// What it means: one sentence or half of one, no full stop.
    pub meaning: &'static str,
    /// The argument that takes its place, or comes on top.
    pub argument: &'static str,
    /// The environment variable that does.
    pub variable: &'static str,
    /// A valid value, as TOML.
    pub example: &'static str,
}

/// Values of `org.size`.
pub(super) const SIZES: [(&str, OrgSize); 4] = [
    ("unknown", OrgSize::Unknown),
    ("small", OrgSize::Small),
    ("medium", OrgSize::Medium),
    ("large", OrgSize::Large),
];

/// Values of `min-severity`.
pub(super) const SEVERITIES: [(&str, Severity); 3] = [
    ("info", Severity::Info),
    ("warning", Severity::Warning),
    ("error", Severity::Error),
];

/// Values of the severity of a rule.
pub(super) const RULE_SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

const NO_KEY: Key = Key {
    table: "",
    name: "",
    shape: Shape::Text,
    default: "",
    meaning: "",
    argument: "",
    variable: "",
    example: "",
};

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
        shape: Shape::Choice(&["info", "warning", "error"]),
        default: "\"info\"",
        meaning: "hide findings below",
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
        shape: Shape::Choice(&["unknown", "small", "medium", "large"]),
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
        meaning: "`\"finance\"` makes a VP mid-level",
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
        name: "roles",
        shape: Shape::Roles,
        meaning: "roles of the company (`[[roles]]`), written as in a rule pack; one with the id of a role that exists takes its place",
        example: "[{ id = \"product/coach\", name = \"Product Coach\", rungs = [3, 5] }]",
        ..NO_KEY
    },
    Key {
        table: "rules.RULE",
        name: "severity",
        shape: Shape::Choice(&["off", "info", "warning", "error"]),
        meaning: "severity of one rule",
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

/// Names of the keys of a table and of the tables in it, in alphabetical order.
pub fn names(table: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = KEYS
        .iter()
        .filter_map(|key| {
            if key.table == table {
                return Some(key.name);
            }
            let below = if table.is_empty() {
                Some(key.table)
            } else {
                key.table.strip_prefix(table)?.strip_prefix('.')
            };
            below?.split('.').next()
        })
        .filter(|name| !name.is_empty() && *name != name.to_uppercase())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables_and_keys_stand_together() {
        let top = names("");
        assert!(top.contains(&"org") && top.contains(&"select") && top.contains(&"rules"));
        assert_eq!(names("org"), ["has", "industry", "size", "synonyms"]);
        assert_eq!(names("rules.RULE"), ["min-confidence", "severity"]);
        assert_eq!(names("rules"), [""; 0], "any rule is a name there");
    }
}
