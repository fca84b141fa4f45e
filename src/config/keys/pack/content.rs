//! The keys of a rule pack but for those of titles.

use super::super::table::{DIMENSION_WORDS, NO_KEY};
use super::super::{Key, Shape};
use super::PLACES;

/// Keys of the file, its rungs, kinds of work, classes, scopes, cues and examples; those of roles are the configuration's.
pub(super) const CONTENT: &[Key] = &[
    Key {
        table: "pack",
        name: "function",
        shape: Shape::Function,
        required: true,
        meaning: "the function that the pack is for: small letters, with digits and hyphens among them",
        example: "\"design\"",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "rung",
        shape: Shape::Tables("pack.rung"),
        meaning: "the eight rungs of the ladder, from the lowest; without them the built-in ladder speaks",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "dimensions",
        shape: Shape::Table("pack.dimensions"),
        meaning: "what kinds of work are called, where the built-in ladder calls them otherwise",
        example: "{ strategy = \"design vision\" }",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "role",
        shape: Shape::Tables("roles"),
        required: true,
        meaning: "the roles, one table each; their ids begin with the function",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "titles",
        shape: Shape::Table("pack.titles"),
        required: true,
        meaning: "the words of titles: \"design\" with \"manager\" is a plain title, levels and leaders make the others",
        example: "{}",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "class",
        shape: Shape::Table("pack.class"),
        meaning: "words that patterns name together, by the name that they use: `<tool>`",
        example: "{}",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "scope",
        shape: Shape::Tables("pack.scope"),
        meaning: "words that say how much something is done for, for the cues to name",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "cue",
        shape: Shape::Tables("pack.cue"),
        meaning: "what only these postings say, and what it shows; heard in postings of this function alone",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack",
        name: "example",
        shape: Shape::Tables("pack.example"),
        meaning: "postings that `jdlint rules test` checks, each with either `text` or `file`",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.rung",
        name: "name",
        required: true,
        meaning: "the usual title of the rung",
        example: "\"Design Manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.rung",
        name: "scope",
        required: true,
        meaning: "what somebody on it answers for",
        example: "\"one subject\"",
        ..NO_KEY
    },
    Key {
        table: "pack.rung",
        name: "people",
        required: true,
        meaning: "who reports to it",
        example: "\"none\"",
        ..NO_KEY
    },
    Key {
        table: "pack.rung",
        name: "years",
        shape: Shape::Years,
        required: true,
        meaning: "years of experience that postings normally ask for",
        example: "[2, 5]",
        ..NO_KEY
    },
    Key {
        table: "pack.rung",
        name: "reports_to",
        required: true,
        meaning: "whom it reports to",
        example: "\"a Director of Design\"",
        ..NO_KEY
    },
    Key {
        table: "pack.dimensions",
        name: "DIMENSION",
        shape: Shape::Named(&DIMENSION_WORDS),
        meaning: "what the kind of work is called",
        example: "\"design vision and strategy\"",
        ..NO_KEY
    },
    Key {
        table: "pack.class",
        name: "CLASS",
        shape: Shape::Table("pack.class.CLASS"),
        meaning: "the words of one class; a class that is built in cannot be changed",
        example: "{ words = [\"sketch\", \"mock up\"] }",
        ..NO_KEY
    },
    Key {
        table: "pack.class.CLASS",
        name: "verbs",
        shape: Shape::Texts,
        default: "[]",
        meaning: "verbs by their base form, irregular past forms behind it; all inflections belong to it",
        example: "[\"sketch\", \"draw drew drawn\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.class.CLASS",
        name: "nouns",
        shape: Shape::Texts,
        default: "[]",
        meaning: "nouns in the singular; plurals belong to it",
        example: "[\"mock up\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.class.CLASS",
        name: "words",
        shape: Shape::Texts,
        default: "[]",
        meaning: "words and phrases as they stand",
        example: "[\"in figma\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.class.CLASS",
        name: "include",
        shape: Shape::Texts,
        default: "[]",
        meaning: "classes whose words belong to it",
        example: "[\"staff\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.scope",
        name: "id",
        required: true,
        meaning: "its name, which `of` in a cue names",
        example: "\"every-brand\"",
        ..NO_KEY
    },
    Key {
        table: "pack.scope",
        name: "says",
        required: true,
        meaning: "in words, after what a cue says",
        example: "\"for every brand\"",
        ..NO_KEY
    },
    Key {
        table: "pack.scope",
        name: "match",
        shape: Shape::Patterns,
        required: true,
        meaning: "patterns, any of which names the scope",
        example: "[\"(every|all) brand+\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.scope",
        name: "near",
        shape: Shape::Texts,
        default: "[]",
        meaning: "patterns that take it away where they touch the three words around it",
        example: "[\"not\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "id",
        required: true,
        meaning: "its name",
        example: "\"design-briefs\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "evidence",
        shape: Shape::Evidence,
        required: true,
        meaning: "the kind of evidence that it counts for; `\"none\"` names a kind of work and moves no rung",
        example: "\"low\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "dimension",
        shape: Shape::Choice(&DIMENSION_WORDS),
        required: true,
        meaning: "the kind of work that it names",
        example: "\"building\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "the rungs for which this is normal",
        example: "[0, 2]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "strength",
        shape: Shape::Share,
        required: true,
        meaning: "how much one occurrence says",
        example: "0.7",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "where",
        shape: Shape::Choices(&PLACES),
        required: true,
        meaning: "the parts of a posting in which it counts",
        example: "[\"duty\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "says",
        required: true,
        meaning: "in words, after \"this\"",
        example: "\"writes briefs\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "match",
        shape: Shape::Patterns,
        required: true,
        meaning: "patterns, any of which is the cue",
        example: "[\"(write~|draft~) ..3 brief+\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "near",
        shape: Shape::Texts,
        default: "[]",
        meaning: "patterns that switch it off where they touch the match or the three words around it",
        example: "[\"legal\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "unless",
        shape: Shape::Texts,
        default: "[]",
        meaning: "patterns that switch it off anywhere in the statement",
        example: "[\"court\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "governs",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it lowers every other cue of its statement, as \"assist with\" does",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "names",
        shape: Shape::Whole(3),
        default: "1",
        meaning: "how readily it names the kind of work of its statement: 0 a topic, 1 usual, 2 verb and object, 3 before all others",
        example: "2",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "rare",
        meaning: "why it is there although few postings say it",
        example: "\"few employers have brands\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue",
        name: "scopes",
        shape: Shape::Tables("pack.cue.scopes"),
        meaning: "what it says where the statement names a scope; what is left out stays as in the cue",
        example: "[]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue.scopes",
        name: "of",
        required: true,
        meaning: "the id of the scope",
        example: "\"every-brand\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue.scopes",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "the rungs for which this is normal",
        example: "[4, 6]",
        ..NO_KEY
    },
    Key {
        table: "pack.cue.scopes",
        name: "evidence",
        shape: Shape::Evidence,
        meaning: "the kind of evidence that it counts for",
        example: "\"high-scope\"",
        ..NO_KEY
    },
    Key {
        table: "pack.cue.scopes",
        name: "strength",
        shape: Shape::Share,
        meaning: "how much one occurrence says",
        example: "0.8",
        ..NO_KEY
    },
    Key {
        table: "pack.example",
        name: "title",
        meaning: "what it shows, in a few words",
        example: "\"A manager at the usual work\"",
        ..NO_KEY
    },
    Key {
        table: "pack.example",
        name: "text",
        meaning: "the posting, as Markdown",
        example: "\"# Design Manager\\n\"",
        ..NO_KEY
    },
    Key {
        table: "pack.example",
        name: "file",
        meaning: "the file that holds the posting, relative to the pack",
        example: "\"postings/manager.md\"",
        ..NO_KEY
    },
    Key {
        table: "pack.example",
        name: "role",
        meaning: "the role that its title must name, `\"none\"` where it names none",
        example: "\"design/manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.example",
        name: "flagged",
        shape: Shape::Rules,
        default: "[]",
        meaning: "all rules that must be shown, by code or name",
        example: "[\"JD204\"]",
        ..NO_KEY
    },
];
