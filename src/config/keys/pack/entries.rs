//! The keys of the entries that `[titles]` of a rule pack has lists of: levels, leaders, short forms.

use super::super::table::NO_KEY;
use super::super::{Key, Shape};
use super::SHAPES;

/// All of them.
pub(super) const ENTRIES: &[Key] = &[
    Key {
        table: "pack.titles.compounds",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"designops\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.compounds",
        name: "as",
        shape: Shape::Choice(&["manager", "owner", "management"]),
        required: true,
        meaning: "what they are beside the noun",
        example: "\"management\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.between",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"operations\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.between",
        name: "key",
        required: true,
        meaning: "the key of `manager` that they lead to",
        example: "\"senior\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.between",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "the rungs of the title",
        example: "[3, 3]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.between",
        name: "complete",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether the words hold \"manager\" already",
        example: "false",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"cdo\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "own",
        shape: Shape::Switch,
        required: true,
        meaning: "whether it is a title without anything beside it",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "leader",
        meaning: "the leader that it stands for",
        example: "\"chief\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "head",
        shape: Shape::Choice(&["manager", "owner"]),
        meaning: "the plain title that it stands for",
        example: "\"manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "level",
        meaning: "the level that it contains",
        example: "\"senior\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "loose",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether `strangers` do not make it doubtful",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.short",
        name: "unless",
        shape: Shape::Texts,
        default: "[]",
        meaning: "words beside which it means something else",
        example: "[\"data\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "key",
        required: true,
        meaning: "its name, for `manager` and `owner`",
        example: "\"apprentice\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"apprentice\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "its rungs",
        example: "[0, 0]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "tail",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it counts directly behind the title, whatever follows",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "grade",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it may be a corporate grade where it stands in a part of its own",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "several",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it names more than one level",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "adjacent",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it counts only next to the noun",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.levels",
        name: "plain",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it widens the plain title and gives way to any other level",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "key",
        required: true,
        meaning: "its name, for `leader`",
        example: "\"dean\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"dean\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "its rungs",
        example: "[5, 6]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "strong",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it may follow words that the lists do not know",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "bare",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether the noun with it behind is a title",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "grade",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it is a corporate grade beside a plain title",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "needs_of",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it is a title only with \"of\"",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "management",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it is a title only with a word of `management`",
        example: "true",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "over",
        shape: Shape::Rungs,
        meaning: "its rungs where it stands before a plain title",
        example: "[4, 5]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.leaders",
        name: "plain",
        shape: Shape::Rungs,
        meaning: "its rungs beside a noun without a word of `management`",
        example: "[5, 6]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.mention",
        name: "shape",
        shape: Shape::Choice(&SHAPES),
        required: true,
        meaning: "how the title is completed from its word",
        example: "\"manager\"",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.mention",
        name: "words",
        shape: Shape::Words,
        required: true,
        meaning: "the words",
        example: "[\"designer\", \"designers\"]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.mention",
        name: "rungs",
        shape: Shape::Rungs,
        required: true,
        meaning: "its rungs where nothing else tells",
        example: "[2, 2]",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.mention",
        name: "top",
        shape: Shape::Switch,
        default: "false",
        meaning: "whether it is the chief executive, a founder, an owner or the board",
        example: "false",
        ..NO_KEY
    },
    Key {
        table: "pack.titles.mention",
        name: "contributor",
        shape: Shape::Rungs,
        meaning: "its rungs where it manages no people as a rule",
        example: "[2, 3]",
        ..NO_KEY
    },
];
