//! The keys of `[titles]` of a rule pack, and of the tables that say which role a title names.

use super::super::table::NO_KEY;
use super::super::{Key, Shape};

/// All of them.
pub(super) const TITLES: &[Key] = &[
    Key {
        table: "pack.titles",
        name: "nouns",
        shape: Shape::Words,
        required: true,
        meaning: "what the function is called in titles, in small letters as all words here",
        example: "[\"design\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "plurals",
        shape: Shape::Words,
        default: "[]",
        meaning: "plurals of nouns that titles have",
        example: "[\"designs\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "management",
        shape: Shape::Words,
        default: "[]",
        meaning: "words that may follow a noun before \"manager\" or behind \"head of\"",
        example: "[\"operations\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "manager_words",
        shape: Shape::Words,
        required: true,
        meaning: "what makes a plain title beside a noun",
        example: "[\"manager\", \"managers\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "owner_words",
        shape: Shape::Words,
        default: "[]",
        meaning: "what makes a title of `owner` beside a noun",
        example: "[\"owner\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "partners",
        shape: Shape::Words,
        default: "[]",
        meaning: "functions that the title may name beside this one",
        example: "[\"brand\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "context",
        shape: Shape::Words,
        default: "[]",
        meaning: "words beside which short forms are believed",
        example: "[\"studio\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "strangers",
        shape: Shape::Words,
        default: "[]",
        meaning: "words beside which short forms are not believed",
        example: "[\"interior\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "phrases",
        shape: Shape::Words,
        default: "[]",
        meaning: "look-alikes that name another job",
        example: "[\"design engineer\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "plain",
        shape: Shape::Rungs,
        default: "[2, 2]",
        meaning: "the rungs of the title without any level",
        example: "[2, 2]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "numerals",
        shape: Shape::Pairs,
        default: "[[1, 2], [2, 3], [3, 4], [4, 4], [4, 5]]",
        meaning: "the rungs of the numerals I to V",
        example: "[[1, 2], [2, 3]]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "compounds",
        shape: Shape::Tables("pack.titles.compounds"),
        meaning: "single words that are a noun and more",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "between",
        shape: Shape::Tables("pack.titles.between"),
        meaning: "words between noun and \"manager\" that make a title of their own",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "short",
        shape: Shape::Tables("pack.titles.short"),
        meaning: "short forms and titles without a noun",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "levels",
        shape: Shape::Tables("pack.titles.levels"),
        meaning: "levels beside those of all functions",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "leaders",
        shape: Shape::Tables("pack.titles.leaders"),
        meaning: "leaders beside those of all functions",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "mention",
        shape: Shape::Tables("pack.titles.mention"),
        meaning: "the words by which its titles are found in running text, where the general ones do not do",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "manager",
        shape: Shape::Table("pack.titles.manager"),
        required: true,
        meaning: "the role of a title by its level; without any level, of `plain`",
        example: "{}",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "owner",
        shape: Shape::Table("pack.titles.owner"),
        meaning: "the same for titles with a word of `owner_words`",
        example: "{}",
        ..NO_KEY
    },
    Key {
        table: "pack.titles",
        name: "leader",
        shape: Shape::Table("pack.titles.leader"),
        meaning: "the role of a title by its leader word",
        example: "{}",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.manager",
        name: "plain",
        required: true,
        meaning: "the role of the title without any level",
        example: "\"design/manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.manager",
        name: "LEVEL",
        meaning: "the role of the title with this level of `rules/roles/titles.toml`, or of `levels` and `between`",
        example: "\"design/manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.owner",
        name: "LEVEL",
        meaning: "the role of the title with this level",
        example: "\"design/manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leader",
        name: "LEADER",
        meaning: "the role of the title with this leader of `rules/roles/titles.toml`, or of `leaders`",
        example: "\"design/head\"",
        ..NO_KEY
    },
];
